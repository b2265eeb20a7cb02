"""Several agencies sign one document: whose turn it is, what each signature waits for, what the last one gives (R-J1, R-J4)."""

from datetime import timedelta
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import ISigned
from plone import api
from town import CHECKS
from zope.component import getGlobalSiteManager
from zope.component import getSiteManager
from zope.component import getUtility

import base64
import pytest


PAPER = {
    "filename": "会签单.pdf",
    "content-type": "application/pdf",
    "data": base64.b64encode("盖章".encode()).decode(),
}


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def rows(document, by="signer"):
    with api.env.adopt_user(username=by):
        return ISignatures(document).rows()


def missing(document):
    return ISignatures(document).missing()


@pytest.fixture
def joint(walk, asked_agency, stranger, table):
    """A document of three agencies in ``sign_off``: (document, {prefix: slot id})."""
    document = walk.draft()
    seats = table(document)
    slots = {"fin-": seats.add(asked_agency, role="co_issuer"), "hea-": seats.add(stranger, role="co_issuer")}
    to_signing(document, walk, seats, slots)
    return document, slots


def to_signing(document, walk, seats, slots):
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    for prefix, slot in slots.items():
        seats.answer(slot, prefix=prefix)
    walk.take(document, "settle", "disclosure-officer")


@pytest.fixture
def parallel(joint):
    """The same, signed in any order."""
    document, _slots = joint
    arranged = IDossier(document).affair("joint") or {}
    IDossier(document).set_affair("joint", {**arranged, "countersigning": "parallel"})
    return joint


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


def test_the_last_signature_gives_number_and_date_of_the_lead(joint, walk, clock):
    document, _slots = joint
    walk.take(document, "sign", "signer")
    assert (ILife(document).state, ILife(document).signed()) == ("sign_off", None)
    walk.take(document, "countersign", "fin-signer")
    assert (ILife(document).state, ILife(document).signed()) == ("sign_off", None)
    clock.days = 3
    walk.take(document, "countersign", "hea-signer")
    assert ILife(document).state == "issued"
    signed = ILife(document).signed()
    assert signed["number"].startswith("云教〔")
    assert signed["issue_date"] == now().date().isoformat()
    assert signed["signer"] == "signer"
    said = [(one["title"], one["by"], one["lead"], one["capacity"]) for one in signed["signatories"]]
    assert said == [
        ("云溪市教育局", "signer", True, "Signer"),
        ("云溪市财政局", "fin-signer", False, "Signer"),
        ("云溪市卫生健康局", "hea-signer", False, "Signer"),
    ]
    assert signed["signatories"][0]["at"] < signed["signatories"][2]["at"]


def test_each_signature_is_one_entry_of_the_record_and_the_last_one_alone_has_the_number(joint, walk):
    document, slots = joint
    for step, by in (("sign", "signer"), ("countersign", "fin-signer"), ("countersign", "hea-signer")):
        walk.take(document, step, by)
    entries = [entry for entry in ILedger(document).entries() if entry.action in ("sign", "countersign")]
    assert [entry.actor for entry in entries] == ["signer", "fin-signer", "hea-signer"]
    assert ["number" in entry.codes for entry in entries] == [False, False, True]
    assert [entry.codes.get("slot") for entry in entries] == [None, slots["fin-"], slots["hea-"]]
    assert {entry.codes["capacity"] for entry in entries} == {"signer"}
    ILedger(document).verify()


def test_one_after_the_other_the_lead_signs_first_and_then_they_as_listed(joint, walk):
    document, _slots = joint
    for by in ("fin-signer", "hea-signer"):
        with pytest.raises(RuleBroken) as refused:
            walk.take(document, "countersign", by)
        assert codes(refused) == ["not_your_turn_to_sign"]
    walk.take(document, "sign", "signer")
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "countersign", "hea-signer")
    assert [(problem.rule, problem.params["agency"]) for problem in refused.value.problems] == [
        ("R-J4", "云溪市财政局")
    ]
    assert len(missing(document)) == 2
    assert [row["next"] for row in rows(document)] == [False, True, False]


@pytest.mark.parametrize(
    "order",
    [
        ("hea-signer", "signer", "fin-signer"),
        ("fin-signer", "hea-signer", "signer"),
        ("signer", "hea-signer", "fin-signer"),
    ],
)
def test_in_parallel_whoever_comes_last_issues_the_document(parallel, walk, order):
    document, _slots = parallel
    for by in order:
        assert ILife(document).state == "sign_off"
        walk.take(document, "sign" if by == "signer" else "countersign", by)
    assert ILife(document).state == "issued"
    # signed in whatever order, named in that of the names
    assert [one["by"] for one in ILife(document).signed()["signatories"]] == ["signer", "fin-signer", "hea-signer"]


def test_issuing_is_told_once_and_only_with_the_last_signature(joint, walk):
    document, _slots = joint
    told = []
    sites, listen = getSiteManager(), lambda event: told.append(event.step.id)
    sites.registerHandler(listen, (ISigned,))
    try:
        for step, by in (("sign", "signer"), ("countersign", "fin-signer"), ("countersign", "hea-signer")):
            walk.take(document, step, by)
    finally:
        sites.unregisterHandler(listen, (ISigned,))
    assert told == ["countersign"]


@pytest.mark.parametrize("by", ["signer", "fin-signer"])
def test_nobody_signs_the_same_content_twice(joint, walk, by):
    document, _slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-signer")
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "sign" if by == "signer" else "countersign", by)
    assert codes(refused) == ["signed_already"]
    assert len(missing(document)) == 1


@pytest.mark.parametrize(
    ("by", "step", "code"),
    [
        ("fin-co-issuer", "countersign", "office_missing"),
        ("fin-disclosure-reviewer", "countersign", "office_missing"),
        ("fin-disclosure-reviewer", "decline", "office_missing"),
        ("fin-drafter", "countersign", "office_missing"),
        ("signer", "countersign", "office_missing"),
        ("drafter", "decline", "office_missing"),
        ("fin-signer", "sign", "office_missing"),
        ("fin-signer", "return", "office_missing"),
        ("fin-signer", "record_countersignature", "office_missing"),
    ],
)
def test_only_the_signer_of_a_co_issuer_signs_for_it(joint, walk, by, step, code):
    document, slots = joint
    walk.take(document, "sign", "signer")
    data = {"decline": {"reason": "不同意"}, "return": {"reason": "x"}}.get(step, {})
    if step == "record_countersignature":
        data = {"slot": slots["hea-"], "signed_by": "某", "paper": PAPER}
    before = (ILife(document).state, missing(document))
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, step, by, **data)
    assert code in codes(refused)
    assert (ILife(document).state, missing(document)) == before


def test_a_concerned_agency_signs_nothing(walk, asked_agency, table):
    document = walk.draft()
    seats = table(document)
    to_signing(document, walk, seats, {"fin-": seats.add(asked_agency)})
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "countersign", "fin-signer")
    assert codes(refused) == ["office_missing"]
    walk.take(document, "sign", "signer")
    assert ILife(document).state == "issued"
    assert "signatories" not in ILife(document).signed()


def test_a_changed_text_is_signed_by_all_of_them_again(joint, walk, table):
    document, slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-signer")
    walk.take(document, "return", "principal-signer", reason="数字有误")
    assert IDossier(document).affair("lead_signature") is None
    with api.env.adopt_user(username="drafter"):
        document.title = "关于印发另一个办法的通知"
        document.reindexObject()
    to_signing(document, walk, table(document), slots)
    assert len(missing(document)) == 3
    for step, by in (("sign", "signer"), ("countersign", "fin-signer"), ("countersign", "hea-signer")):
        walk.take(document, step, by)
    assert ILife(document).state == "issued"


def test_the_signers_own_changes_take_the_signatures_away(joint, walk):
    document, _slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "amend", "principal-signer", reason="改标题", changes={"title": "签发人修改的标题"})
    assert len(missing(document)) == 3
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "countersign", "fin-signer")
    # what exactly the lead's office still lacks is its own business (R-J6)
    assert set(codes(refused)) == {"lead_not_ready", "not_your_turn_to_sign"}


def test_a_refusal_is_the_agencys_objection_and_sends_the_document_back(joint, walk):
    document, slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "decline", "fin-signer", reason="与我局职责不符")
    assert ILife(document).state == "joint_consent"
    (slot, _other) = IPositions(document).slots()
    assert (slot.id, slot.position.stand) == (slots["fin-"], "object")
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "settle", "disclosure-officer")
    assert codes(refused) == ["position_objecting"]


def test_after_a_refusal_was_taken_back_the_other_signatures_still_count(joint, walk, table):
    document, slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "decline", "fin-signer", reason="与我局职责不符")
    table(document).answer(slots["fin-"])
    walk.take(document, "settle", "disclosure-officer")
    assert missing(document) == (slots["fin-"], slots["hea-"])
    walk.take(document, "countersign", "fin-signer")
    walk.take(document, "countersign", "hea-signer")
    assert ILife(document).state == "issued"


def test_who_has_signed_refuses_no_more(joint, walk):
    document, _slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-signer")
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "decline", "fin-signer", reason="后悔")
    assert codes(refused) == ["signed_already"]


def test_a_refusal_needs_a_reason(joint, walk):
    document, _slots = joint
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "decline", "fin-signer")
    assert codes(refused) == ["step_reason_required"]


def test_the_signature_of_an_outside_body_is_recorded_with_its_sheet(walk, asked_agency, table):
    document = walk.draft()
    seats = table(document)
    slots = {"fin-": seats.add(asked_agency, role="co_issuer")}
    outside = seats.add(body="共青团云溪市委", role="co_issuer")
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    seats.answer(slots["fin-"])
    seats.act("record", outside, "agree", PAPER, "书记", by="disclosure-officer")
    walk.take(document, "settle", "disclosure-officer")
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-signer")
    for data, code in (
        ({"slot": outside, "signed_by": "书记"}, "value_required"),
        ({"slot": slots["fin-"], "signed_by": "书记", "paper": PAPER}, "co_issuer_signs_itself"),
        ({"slot": "0" * 32, "signed_by": "书记", "paper": PAPER}, "not_a_co_issuer"),
    ):
        with pytest.raises(RuleBroken) as refused:
            walk.take(document, "record_countersignature", "disclosure-reviewer", **data)
        assert code in codes(refused)
    walk.take(document, "record_countersignature", "disclosure-reviewer", slot=outside, signed_by="书记", paper=PAPER)
    assert ILife(document).state == "issued"
    assert ILife(document).signed()["signatories"][-1]["signed_by"] == "书记"


def test_an_urgent_document_is_issued_by_the_last_signature_too(walk, asked_agency, table):
    document = walk.draft(urgency="urgent")
    seats = table(document)
    slot = seats.add(asked_agency, role="co_issuer")
    walk.take(document, "submit_urgently", "drafter", reason="汛情")
    with api.env.adopt_user(username="disclosure-reviewer"):
        IPositions(document).ask(slot)
    seats.answer(slot)
    walk.take(document, "sign_urgently", "signer", checks=CHECKS)
    assert (ILife(document).state, IDossier(document).affair("urgent")) == ("sign_off", None)
    walk.take(document, "countersign", "fin-signer")
    assert ILife(document).state == "issued"
    assert IDossier(document).affair("urgent")["omitted"]
    assert ILife(document).signed()["signer"] == "signer"


def test_what_the_lead_signed_in_haste_the_co_issuers_sign_in_haste_too(walk, asked_agency, stranger, table):
    document = walk.draft(urgency="urgent")
    seats = table(document)
    slot, concerned = seats.add(asked_agency, role="co_issuer"), seats.add(stranger)
    walk.take(document, "submit_urgently", "drafter", reason="汛情")
    for one in (slot, concerned):
        seats.act("ask", one, by="disclosure-reviewer")
    seats.answer(slot)
    walk.take(document, "sign_urgently", "signer", checks=CHECKS)
    # whom it concerns confirms before the publication
    walk.take(document, "countersign", "fin-signer")
    assert ILife(document).state == "issued"
    assert [problem.code for problem in IPositions(document).problems("publish")] == ["position_open"]


def again(document, walk):
    """From a draft whose agencies have answered already back to ``sign_off``."""
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    assert ILife(document).state == "sign_off"


def test_an_agency_that_left_signs_no_more_and_the_others_sign_under_the_new_head(joint, walk, table):
    document, slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-signer")
    table(document).act("remove", slots["hea-"], "不再参加", by="disclosure-reviewer")
    # nobody has signed a document of these two
    assert missing(document) == ("lead", slots["fin-"])
    walk.take(document, "sign", "signer")
    assert ILife(document).state == "sign_off"
    walk.take(document, "countersign", "fin-signer")
    assert ILife(document).state == "issued"
    assert [one["by"] for one in ILife(document).signed()["signatories"]] == ["signer", "fin-signer"]
    assert [row["current"] for row in rows(document)] == [True, True]


def test_an_agency_that_leaves_after_a_return_takes_the_signatures_with_it(joint, walk, table):
    document, slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-signer")
    walk.take(document, "return", "principal-signer", reason="一家退出")
    table(document).act("remove", slots["hea-"], "不再参加", by="drafter")
    again(document, walk)
    # its position stands, its signature does not
    assert missing(document) == ("lead", slots["fin-"])


def test_a_return_without_a_change_leaves_the_co_issuers_signature_under_the_same_text(joint, walk):
    document, slots = joint
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-signer")
    walk.take(document, "return", "principal-signer", reason="再想一想")
    again(document, walk)
    assert missing(document) == ("lead", slots["hea-"])


@pytest.mark.parametrize("by", ["disclosure-reviewer", "signer"])
def test_nobody_is_offered_a_signature_that_nobody_owes(walk, by):
    document = walk.to("sign_off")
    with api.env.adopt_user(username=by):
        offered = {
            transition["id"] for transition in api.portal.get_tool("portal_workflow").getTransitionsFor(document)
        }
    assert offered
    joint = {"countersign", "countersign_stay", "record_countersignature", "record_countersignature_stay", "decline"}
    assert not joint & offered


def test_recording_makes_no_sense_where_no_outside_body_signs(walk):
    document = walk.to("sign_off")
    with api.env.adopt_user(username="disclosure-reviewer"):
        assert "not_a_co_issuer" in [problem.code for problem in ILife(document).problems("record_countersignature")]
