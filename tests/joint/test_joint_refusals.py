"""What nobody can do to a joint document: refused with rule and reason, and not one object of the database is touched."""

from base64 import b64encode
from datetime import timedelta
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from town import CHECKS
from town import open_office
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.globalrequest import getRequest

import pytest
import transaction


PAPER = {"filename": "会签单.pdf", "content-type": "application/pdf", "data": b64encode("盖章".encode()).decode()}
FILE = {"filename": "附表.txt", "data": b64encode("数据".encode()).decode()}


class Scene:
    """A document of the bureau that the finance bureau signs too, and an outside body; the health bureau is concerned.

    The finance bureau's ``fin-both`` is its liaison and one of its signers.
    """

    def __init__(self, walk, table, finance, health):
        self.walk, self.finance, self.health = walk, finance, health
        # each takes a position of its own (002)
        walk.agency.jurisdiction = "zunyi-2020"
        with api.env.adopt_roles(["Manager"]):
            for role in ("Co-Issuer", "Signer"):
                open_office(finance, role, "fin-both")
            open_office(finance, "Web Editor", "fin-deputy")
        self.document = walk.draft()
        self.seats = table(self.document)
        self.fin = self.seats.add(finance, role="co_issuer")
        self.league = self.seats.add(body="共青团云溪市委", role="co_issuer", administrative=False)
        self.hea = self.seats.add(health)

    @property
    def digest(self):
        return IPositions(self.document).digest()

    def to(self, moment):
        """Go on until a moment of the document's life."""
        for name in (*MOMENTS, "end"):
            if name == moment:
                return self
            getattr(self, f"do_{name}")()
        raise LookupError(moment)

    def do_draft(self):
        self.walk.take(self.document, "submit", "drafter")
        self.walk.take(self.document, "approve", "disclosure-reviewer", checks=CHECKS)

    def do_asked(self):
        self.seats.draft(self.fin, by="fin-co-issuer")

    def do_drafted(self):
        self.seats.act("release", self.fin, by="fin-signer")

    def do_answered(self):
        self.seats.answer(self.hea, prefix="hea-")
        self.seats.act("record", self.league, "agree", PAPER, "书记", by="disclosure-officer")

    def do_agreed(self):
        self.walk.take(self.document, "settle", "disclosure-officer")

    def do_sign_off(self):
        self.walk.take(self.document, "sign", "signer")

    def do_lead_signed(self):
        self.walk.take(self.document, "countersign", "fin-signer")

    def do_fin_signed(self):
        told = {"slot": self.league, "signed_by": "书记", "paper": PAPER}
        self.walk.take(self.document, "record_countersignature", "disclosure-reviewer", **told)

    def do_issued(self):
        raise LookupError("there is nothing after it")

    def act(self, act, *args, by, **more):
        self.seats.act(act, *args, by=by, **more)

    def take(self, step, by, **data):
        self.walk.take(self.document, step, by, **data)

    def arrange(self, by, **values):
        with api.env.adopt_user(username=by):
            IArrangement(self.document).arrange(**values)

    def led_by(self, by, body):
        with api.env.adopt_user(username=by):
            IArrangement(self.document).led_by(body)


#: Moments of the life, in their order: ``drafted`` is the finance bureau's position before its release, ``answered`` after
#: it; ``agreed`` all positions; then the signatures.
MOMENTS = ("draft", "asked", "drafted", "answered", "agreed", "sign_off", "lead_signed", "fin_signed", "issued")


@pytest.fixture
def scene(walk, table, asked_agency, stranger):
    return Scene(walk, table, asked_agency, stranger)


@pytest.fixture
def clock(portal):
    """The office's clock; tests move it on by days."""
    registry, real = getGlobalSiteManager(), getUtility(IClock)

    class Clock:
        days = 0

        def now(self):
            return real.now() + timedelta(days=self.days)

    moved = Clock()
    registry.registerUtility(moved, IClock)
    yield moved
    registry.registerUtility(real, IClock)


def stored(document):
    """All that is written down about a document and in every chain of the site."""
    dossier, chains = IDossier(document), ILedgerStore(api.portal.get())
    return (
        ILife(document).state,
        IPositions(document).export(),
        dossier.affairs(),
        dossier.notes(),
        dossier.papers(),
        dossier.signed,
        {uid: chains.export(uid) for uid in chains.uids()},
        document.title,
    )


def refused(document, act):
    """Codes and rules of a refusal, after which not one object has changed."""
    before = stored(document)
    # what waits to be indexed is no doing of the attempt
    processQueue()
    transaction.savepoint()
    with pytest.raises(RuleBroken) as refusal:
        act()
    assert [type(one).__name__ for one in document._p_jar._registered_objects] == []
    assert stored(document) == before
    return {(problem.code, problem.rule) for problem in refusal.value.problems}


#: Moment, what is tried, code and rule of the refusal.
ROWS = {
    "the lead as its own co-issuer": (
        "draft",
        lambda s: s.act("add", IUUID(s.walk.agency), role="co_issuer", by="drafter"),
        {("position_of_lead", "R-J1")},
    ),
    "the lead as an outside body": (
        "draft",
        lambda s: s.act("add", body="云溪市教育局", role="co_issuer", by="drafter"),
        {("position_of_lead", "R-J1")},
    ),
    "the lead as a concerned agency": (
        "asked",
        lambda s: s.act("add", IUUID(s.walk.agency), by="disclosure-officer"),
        {("position_of_lead", "R-J1")},
    ),
    "an agency twice": (
        "draft",
        lambda s: s.act("add", IUUID(s.finance), role="co_issuer", by="drafter"),
        {("position_twice", "R-J1")},
    ),
    "a co-issuer as a concerned agency besides": (
        "asked",
        lambda s: s.act("add", IUUID(s.finance), by="disclosure-officer"),
        {("position_twice", "R-J1")},
    ),
    "a concerned agency as a co-issuer besides": (
        "draft",
        lambda s: s.act("add", IUUID(s.health), role="co_issuer", by="drafter"),
        {("position_twice", "R-J1")},
    ),
    "an outside body twice": (
        "draft",
        lambda s: s.act("add", body=" 共青团云溪市委 ", by="drafter"),
        {("position_twice", "R-J1")},
    ),
    "an agency of the site as an outside body": (
        "draft",
        lambda s: s.act("add", body="云溪市财政局", by="drafter"),
        {("position_twice", "R-J1")},
    ),
    "both an agency and a body": (
        "draft",
        lambda s: s.act("add", IUUID(s.finance), body="某军分区", by="drafter"),
        {("position_agency_or_body", "R-J1")},
    ),
    "an agency there is not": (
        "draft",
        lambda s: s.act("add", "0" * 32, role="co_issuer", by="drafter"),
        {("position_agency_unknown", "R-J1")},
    ),
    "a document in place of an agency": (
        "draft",
        lambda s: s.act("add", IUUID(s.document), role="co_issuer", by="drafter"),
        {("position_agency_unknown", "R-J1")},
    ),
    "a role there is not": (
        "draft",
        lambda s: s.act("add", body="某军分区", role="lead", by="drafter"),
        {("position_role_unknown", "R-J1")},
    ),
    "joining late without a reason": (
        "asked",
        lambda s: s.act("add", body="某军分区", role="co_issuer", by="disclosure-officer"),
        {("step_reason_required", "R-L1")},
    ),
    "joining what is issued": (
        "issued",
        lambda s: s.act("add", body="某军分区", role="co_issuer", reason="补", by="disclosure-officer"),
        {("position_issued", "R-J1")},
    ),
    "leaving what is issued": (
        "issued",
        lambda s: s.act("remove", s.fin, "退出", by="disclosure-officer"),
        {("position_issued", "R-J1")},
    ),
    "leaving without a reason": (
        "asked",
        lambda s: s.act("remove", s.fin, by="disclosure-officer"),
        {("step_reason_required", "R-L1")},
    ),
    "naming agencies as an asked one": (
        "asked",
        lambda s: s.act("add", body="某军分区", by="fin-signer"),
        {("office_missing", "R-S4")},
    ),
    "removing oneself as an asked agency": (
        "asked",
        lambda s: s.act("remove", s.fin, "退出", by="fin-co-issuer"),
        {("office_missing", "R-S4")},
    ),
    "a position before anybody asked": (
        "draft",
        lambda s: s.act("draft", s.fin, "agree", s.digest, by="fin-co-issuer"),
        {("position_named", "R-J2")},
    ),
    "a position after the settlement": (
        "sign_off",
        lambda s: s.act("draft", s.fin, "object", s.digest, reason="不同意", by="fin-co-issuer"),
        {("position_settled", "R-J2")},
    ),
    "a release after the settlement": (
        "sign_off",
        lambda s: s.act("release", s.fin, by="fin-signer"),
        {("position_settled", "R-J2")},
    ),
    "an acknowledgement after the settlement": (
        "sign_off",
        lambda s: s.act("receive", s.fin, by="fin-co-issuer"),
        {("position_settled", "R-J2")},
    ),
    "a confirmation after the settlement": (
        "sign_off",
        lambda s: s.act("confirm", s.fin, s.digest, by="fin-co-issuer"),
        {("position_settled", "R-J2")},
    ),
    "a file after the settlement": (
        "sign_off",
        lambda s: s.act("attach", s.fin, FILE, by="fin-co-issuer"),
        {("position_settled", "R-J2")},
    ),
    "a recorded position after the settlement": (
        "sign_off",
        lambda s: s.act("record", s.league, "object", PAPER, "书记", "不同意", by="disclosure-reviewer"),
        {("position_settled", "R-J2")},
    ),
    "a position after the issue": (
        "issued",
        lambda s: s.act("draft", s.fin, "object", s.digest, reason="不同意", by="fin-co-issuer"),
        {("position_settled", "R-J2")},
    ),
    "a position for another agency": (
        "asked",
        lambda s: s.act("draft", s.fin, "agree", s.digest, by="hea-co-issuer"),
        {("office_missing", "R-J6")},
    ),
    "a release for another agency": (
        "drafted",
        lambda s: s.act("release", s.fin, by="hea-signer"),
        {("office_missing", "R-J6")},
    ),
    "an acknowledgement for another agency": (
        "asked",
        lambda s: s.act("receive", s.fin, by="hea-co-issuer"),
        {("office_missing", "R-J6")},
    ),
    "a position by the lead's own liaison": (
        "asked",
        lambda s: s.act("draft", s.fin, "agree", s.digest, by="co-issuer"),
        {("office_missing", "R-J6")},
    ),
    "a release by the lead's signer": (
        "drafted",
        lambda s: s.act("release", s.fin, by="signer"),
        {("office_missing", "R-J6")},
    ),
    "a position by the drafters of the agency": (
        "asked",
        lambda s: s.act("draft", s.fin, "agree", s.digest, by="fin-drafter"),
        {("office_missing", "R-J6")},
    ),
    "a position for an agency of this site from paper": (
        "asked",
        lambda s: s.act("record", s.fin, "agree", PAPER, "局长", by="disclosure-officer"),
        {("position_agency_answers", "R-J1")},
    ),
    "a position of an outside body without its paper": (
        "asked",
        lambda s: s.act("record", s.league, "agree", {}, "书记", by="disclosure-officer"),
        {("position_paper_required", "R-J1")},
    ),
    "a position of an outside body that nobody signed": (
        "asked",
        lambda s: s.act("record", s.league, "agree", PAPER, " ", by="disclosure-officer"),
        {("value_missing", "R-X1")},
    ),
    "a position of an outside body by an asked agency": (
        "asked",
        lambda s: s.act("record", s.league, "agree", PAPER, "书记", by="fin-signer"),
        {("office_missing", "R-S4")},
    ),
    "a position on another digest": (
        "asked",
        lambda s: s.act("draft", s.fin, "agree", "sha256:" + "0" * 64, by="fin-co-issuer"),
        {("position_on_other_content", "R-J2")},
    ),
    "an objection without a reason": (
        "asked",
        lambda s: s.act("draft", s.fin, "object", s.digest, reason=" ", by="fin-co-issuer"),
        {("position_reason_required", "R-J2")},
    ),
    "a stand there is not": (
        "asked",
        lambda s: s.act("draft", s.fin, "lapsed", s.digest, by="fin-co-issuer"),
        {("position_stand_unknown", "R-J2")},
    ),
    "a release of nothing": (
        "asked",
        lambda s: s.act("release", s.fin, by="fin-signer"),
        {("position_not_drafted", "R-J2")},
    ),
    "a confirmation of nothing": (
        "asked",
        lambda s: s.act("confirm", s.fin, s.digest, by="fin-co-issuer"),
        {("position_nothing_to_confirm", "R-J2")},
    ),
    "a decision on nothing": (
        "asked",
        lambda s: s.act("decide", s.fin, "as_drafted", "市政府", "统一", PAPER, by="disclosure-officer"),
        {("position_nothing_to_decide", "R-J3")},
    ),
    "a settlement before all have answered": (
        "drafted",
        lambda s: s.take("settle", "disclosure-officer"),
        {("position_open", "R-J4"), ("position_open", "R-I6")},
    ),
    "a signature before the settlement": (
        "agreed",
        lambda s: s.take("countersign", "fin-signer"),
        {("step_not_here", "R-S1")},
    ),
    "a co-issuer before the lead": (
        "sign_off",
        lambda s: s.take("countersign", "fin-signer"),
        {("not_your_turn_to_sign", "R-J4")},
    ),
    "an outside body before its turn": (
        "lead_signed",
        lambda s: s.take(
            "record_countersignature", "disclosure-reviewer", slot=s.league, signed_by="书记", paper=PAPER
        ),
        {("not_your_turn_to_sign", "R-J4")},
    ),
    "a signature by the liaison": (
        "lead_signed",
        lambda s: s.take("countersign", "fin-co-issuer"),
        {("office_missing", "R-J1")},
    ),
    "a signature by the agency's reviewer": (
        "lead_signed",
        lambda s: s.take("countersign", "fin-disclosure-reviewer"),
        {("office_missing", "R-J1")},
    ),
    "a signature by a concerned agency": (
        "lead_signed",
        lambda s: s.take("countersign", "hea-signer"),
        {("office_missing", "R-J1")},
    ),
    "a refusal by a concerned agency": (
        "lead_signed",
        lambda s: s.take("decline", "hea-signer", reason="不同意"),
        {("office_missing", "R-J1")},
    ),
    "a co-issuer's signature by the lead's signer": (
        "lead_signed",
        lambda s: s.take("countersign", "principal-signer"),
        {("office_missing", "R-S4")},
    ),
    "the lead's signature by a co-issuer": (
        "sign_off",
        lambda s: s.take("sign", "fin-signer"),
        {("office_missing", "R-S4")},
    ),
    "the lead's signature twice": (
        "lead_signed",
        lambda s: s.take("sign", "principal-signer"),
        {("signed_already", "R-J4")},
    ),
    "a signature twice": (
        "fin_signed",
        lambda s: s.take("countersign", "fin-signer"),
        {("signed_already", "R-J4")},
    ),
    "a second signature by another signer": (
        "fin_signed",
        lambda s: s.take("countersign", "fin-principal-signer"),
        {("signed_already", "R-J4")},
    ),
    "a refusal after the signature": (
        "fin_signed",
        lambda s: s.take("decline", "fin-principal-signer", reason="后悔"),
        {("signed_already", "R-J4")},
    ),
    "a refusal without a reason": (
        "lead_signed",
        lambda s: s.take("decline", "fin-signer"),
        {("step_reason_required", "R-L1")},
    ),
    "a signature under what is issued": (
        "issued",
        lambda s: s.take("countersign", "fin-signer"),
        {("step_not_here", "R-S1")},
    ),
    "an agency's signature from paper": (
        "lead_signed",
        lambda s: s.take("record_countersignature", "disclosure-reviewer", slot=s.fin, signed_by="局长", paper=PAPER),
        {("co_issuer_signs_itself", "R-J1")},
    ),
    "a concerned agency's signature from paper": (
        "fin_signed",
        lambda s: s.take("record_countersignature", "disclosure-reviewer", slot=s.hea, signed_by="局长", paper=PAPER),
        {("not_a_co_issuer", "R-J1")},
    ),
    "the lead's signature from paper": (
        "sign_off",
        lambda s: s.take("record_countersignature", "disclosure-reviewer", slot="lead", signed_by="局长", paper=PAPER),
        {("co_issuer_signs_itself", "R-J1")},
    ),
    "an outside body's signature without its sheet": (
        "fin_signed",
        lambda s: s.take("record_countersignature", "disclosure-reviewer", slot=s.league, signed_by="书记"),
        {("value_required", "R-X2")},
    ),
    "a value that is none of the step's": (
        "lead_signed",
        lambda s: s.take("countersign", "fin-signer", slot=s.league),
        {("value_unknown", "R-X1")},
    ),
    "another order after a signature": (
        "lead_signed",
        lambda s: s.arrange("disclosure-reviewer", countersigning="parallel"),
        {("arrangement_signed", "R-J1")},
    ),
    "an arrangement by a co-issuer": (
        "asked",
        lambda s: s.arrange("fin-signer", countersigning="parallel"),
        {("office_missing", "R-J1")},
    ),
    "another lead after the draft": (
        "asked",
        lambda s: s.led_by("disclosure-officer", "云溪市人民政府"),
        {("lead_choice_not_here", "R-J1")},
    ),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_it_is_refused_with_rule_and_reason_and_nothing_is_stored(scene, moment):
    scene.to(moment)
    rows = {name: row for name, row in ROWS.items() if row[0] == moment}
    found = {name: refused(scene.document, lambda row=row: row[1](scene)) for name, row in rows.items()}
    assert found == {name: row[2] for name, row in rows.items()}


def test_who_drafted_a_position_does_not_release_it(scene):
    scene.to("asked")
    scene.seats.draft(scene.fin, by="fin-both")
    codes = refused(scene.document, lambda: scene.act("release", scene.fin, by="fin-both"))
    assert codes == {("position_own_draft", "R-S4")}


def test_an_agency_that_objects_does_not_leave(scene):
    scene.to("asked")
    scene.seats.answer(scene.fin, "object")
    act = lambda: scene.act("remove", scene.fin, "退出", by="disclosure-officer")  # noqa: E731
    assert refused(scene.document, act) == {("position_objector_stays", "R-J4")}


@pytest.mark.parametrize(
    ("act", "by"), [("draft", "fin-co-issuer"), ("release", "fin-signer"), ("receive", "fin-co-issuer")]
)
def test_an_agency_that_left_answers_no_more(scene, act, by):
    scene.to("drafted")
    scene.act("remove", scene.fin, "职责调整", by="disclosure-officer")
    said = ("agree", scene.digest) if act == "draft" else ()
    attempt = lambda: scene.act(act, scene.fin, *said, by=by)  # noqa: E731
    assert refused(scene.document, attempt) == {("position_removed", "R-J2")}


def test_an_agency_that_left_signs_no_more(scene):
    scene.to("lead_signed")
    scene.act("remove", scene.fin, "职责调整", by="disclosure-reviewer")
    codes = refused(scene.document, lambda: scene.take("countersign", "fin-signer"))
    assert codes == {("office_missing", "R-S4")}


def test_an_outside_body_that_left_is_not_signed_for(scene):
    scene.to("fin_signed")
    scene.act("remove", scene.league, "职责调整", by="disclosure-reviewer")
    told = {"slot": scene.league, "signed_by": "书记", "paper": PAPER}
    attempt = lambda: scene.take("record_countersignature", "disclosure-reviewer", **told)  # noqa: E731
    assert refused(scene.document, attempt) == {("not_a_co_issuer", "R-J1")}


def changed(scene):
    """The document comes back to its draft after the agency drafted its position, and is changed and sent round again."""
    scene.take("return", "disclosure-officer", reason="数字有误")
    with api.env.adopt_user(username="drafter"):
        scene.document.title = "关于印发另一个办法的通知"
        scene.document.reindexObject()
    scene.do_draft()


def test_a_position_drafted_on_the_old_text_is_not_released(scene):
    scene.to("drafted")
    changed(scene)
    codes = refused(scene.document, lambda: scene.act("release", scene.fin, by="fin-signer"))
    assert codes == {("position_on_other_content", "R-J2")}


def test_a_position_is_not_given_on_the_text_that_was_asked_about_first(scene):
    old = scene.to("answered").digest
    changed(scene)
    for act in (("draft", scene.fin, "agree", old), ("confirm", scene.fin, old)):
        codes = refused(scene.document, lambda act=act: scene.act(*act, by="fin-co-issuer"))
        assert codes == {("position_on_other_content", "R-J2")}


def test_the_signers_own_change_is_not_signed_by_a_co_issuer_before_it_is_confirmed(scene):
    scene.to("lead_signed")
    scene.take("amend", "principal-signer", reason="改标题", changes={"title": "签发人修改的标题"})
    codes = refused(scene.document, lambda: scene.take("countersign", "fin-signer"))
    assert codes == {("lead_not_ready", "R-J4"), ("not_your_turn_to_sign", "R-J4")}


def test_who_drafted_the_position_does_not_sign_on_it(scene):
    scene.to("asked")
    scene.seats.draft(scene.fin, by="fin-both")
    scene.act("release", scene.fin, by="fin-signer")
    scene.do_answered()
    scene.do_agreed()
    scene.do_sign_off()
    codes = refused(scene.document, lambda: scene.take("countersign", "fin-both"))
    assert codes == {("position_own_draft", "R-S4")}
    scene.do_lead_signed()


def appoint(scene, person, role):
    today = now().date()
    with api.env.adopt_user(username=person):
        IDeputies(scene.finance).appoint("fin-deputy", person, role, today, today, "出差")


def new_request():
    # Plone remembers local roles for the length of a request
    IAnnotations(getRequest()).clear()


@pytest.mark.parametrize(
    ("moment", "person", "role", "attempt"),
    [
        (
            "asked",
            "fin-co-issuer",
            "Co-Issuer",
            lambda s: s.act("draft", s.fin, "agree", s.digest, by="fin-deputy"),
        ),
        ("asked", "fin-co-issuer", "Co-Issuer", lambda s: s.act("receive", s.fin, by="fin-deputy")),
        ("drafted", "fin-signer", "Signer", lambda s: s.act("release", s.fin, by="fin-deputy")),
        ("lead_signed", "fin-signer", "Signer", lambda s: s.take("countersign", "fin-deputy")),
        ("lead_signed", "fin-signer", "Signer", lambda s: s.take("decline", "fin-deputy", reason="不同意")),
    ],
    ids=["draft", "receive", "release", "countersign", "decline"],
)
def test_a_deputy_acts_on_his_days_and_not_a_day_longer(scene, clock, moment, person, role, attempt):
    scene.to(moment)
    appoint(scene, person, role)
    clock.days = 1
    new_request()
    found = refused(scene.document, lambda: attempt(scene))
    assert {code for code, _rule in found} == {"office_missing"}
    clock.days = 0
    new_request()
    attempt(scene)


def test_a_deputy_does_not_sign_on_the_position_he_drafted_nor_for_one_who_did(scene):
    scene.to("asked")
    with api.env.adopt_roles(["Manager"]):
        open_office(scene.finance, "Co-Issuer", "fin-deputy")
    scene.seats.draft(scene.fin, by="fin-deputy")
    scene.act("release", scene.fin, by="fin-principal-signer")
    scene.do_answered()
    scene.do_agreed()
    scene.do_sign_off()
    appoint(scene, "fin-signer", "Signer")
    new_request()
    codes = refused(scene.document, lambda: scene.take("countersign", "fin-deputy"))
    assert codes == {("position_own_draft", "R-S4")}


def test_who_declined_to_sign_may_sign_once_the_authority_has_decided(scene):
    scene.to("lead_signed")
    scene.take("decline", "fin-signer", reason="与我局职责不符")
    assert ILife(scene.document).state == "joint_consent"
    scene.act("decide", scene.fin, "as_drafted", "云溪市人民政府", "按原稿办理", PAPER, by="disclosure-officer")
    scene.do_agreed()
    scene.take("countersign", "fin-signer")
    assert [row["current"] for row in ISignatures(scene.document).rows()] == [True, True, False]


def test_who_wrote_the_document_neither_releases_a_position_on_it_nor_signs_for_another(scene):
    with api.env.adopt_roles(["Manager"]):
        open_office(scene.finance, "Signer", "drafter")
    scene.to("drafted")
    codes = refused(scene.document, lambda: scene.act("release", scene.fin, by="drafter"))
    assert codes == {("own_draft", "R-S4")}
    for moment in ("drafted", "answered", "agreed", "sign_off"):
        getattr(scene, f"do_{moment}")()
    codes = refused(scene.document, lambda: scene.take("countersign", "drafter"))
    assert codes == {("own_draft", "R-S4")}
