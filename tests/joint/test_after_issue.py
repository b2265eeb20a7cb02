"""After the issue only the lead acts: publishing, handing over, correcting (R-J5); clocks, round trip, purge."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from door import Door
from jointly import Together
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.clocks import running
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from town import PROPOSALS
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.interface import implementer

import pytest
import transaction


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def together(walk, asked_agency):
    return Together(walk, {"fin-": asked_agency})


#: Office that answers for the agency, and so may open the document while it is not public.
ANSWERING = {"Co-Issuer", "Disclosure Reviewer", "Signer", "Principal Signer"}

WITHHOLD = {
    "reason": "情况变化",
    "attribute": "withheld",
    "grounds": ["personnel"],
    "withholding_reason": "涉及内部人事安排",
    "discretion": "公开会影响内部管理",
}
ACTS = {
    "issued": [
        ("POST", "@workflow/publish", {}),
        ("POST", "@workflow/register", {}),
        ("POST", "@workflow/file", {}),
        ("POST", "@workflow/void", {"reason": "误发"}),
        ("POST", "@workflow/supersede", {}),
        ("POST", "@channels", {"channel": "gazette"}),
        ("POST", "@companions", {"kind": "correction", "reason": "笔误"}),
        ("POST", "@repeal", {"validity": "repealed", "validity_date": "2027-01-01", "reason": "已过时"}),
        ("PATCH", "", {"title": "另一题目"}),
        ("DELETE", "", None),
    ],
    "published": [
        ("POST", "@workflow/withdraw", {"reason": "内容有误", "cause": "error"}),
        ("POST", "@workflow/adjust", WITHHOLD),
        ("POST", "@workflow/mark_validity", {"validity": "lapsed", "validity_date": "2027-01-01", "reason": "期满"}),
        ("POST", "@companions", {"kind": "correction", "reason": "笔误"}),
        ("POST", "@publication", {"publish_until": "2027-01-01"}),
        ("PATCH", "@channels", {"channel": "gazette", "act": "place", "address": "公报第3期"}),
    ],
}


def facts(document):
    return (
        ILife(document).state,
        document.title,
        len(ILedger(document).entries()),
        len(ICompanions(document).all()),
        len(IPositions(document).slots()),
    )


@pytest.mark.parametrize("state", list(ACTS))
def test_no_office_of_a_co_issuer_does_anything_to_it(together, portal, state):
    document = together.to("published") if state == "published" else together.issued()
    transaction.commit()
    before, door, path = facts(document), Door(portal), f"/bureau/{document.getId()}"
    for role, slug in OFFICES.items():
        sees = state == "published" or role in ANSWERING
        for way, act, body in ACTS[state]:
            answer = door.ask(way, f"{path}/{act}".rstrip("/"), f"fin-{slug}", body)
            allowed = (400, 401, 403) if sees else (404,)
            assert answer.status_int in allowed, (role, way, act, answer.status_int, answer.text[:200])
    portal._p_jar.sync()
    assert facts(document) == before


@pytest.mark.parametrize("slug", ["transfer-clerk", "disclosure-officer", "co-issuer", "signer"])
def test_no_co_issuer_hands_it_over(together, portal, slug):
    document = together.to("published")
    transaction.commit()
    door = Door(portal)
    body = {"document": IUUID(document)}
    assert door.ask("POST", "/bureau/@seal", f"fin-{slug}", body).status_int in (401, 403, 404)
    mine = door.ask("GET", "/finance/@handovers", f"fin-{slug}")
    assert mine.status_int in (401, 403, 404) or document.UID() not in mine.text
    assert door.ask("GET", "/bureau/@handovers", f"fin-{slug}").status_int in (401, 403, 404)


def test_the_lead_does_all_of_it(together, walk):
    document = together.issued()
    walk.take(document, "publish", "disclosure-officer")
    with api.env.adopt_user(username="disclosure-officer"):
        assert ICompanions(document).beginnable()
    walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert ILife(document).state == "withdrawn"


@pytest.mark.parametrize("state", ["issued", "registered", "withheld"])
def test_who_answered_for_a_co_issuer_still_opens_what_it_signed(together, state):
    document = together.issued() if state == "issued" else together.to(state, **PROPOSALS[state])
    for role, slug in OFFICES.items():
        with api.env.adopt_user(username=f"fin-{slug}"):
            assert bool(api.user.has_permission("View", obj=document)) is (role in ANSWERING), role


@implementer(IClock)
class Clock:
    """Stands still until it is set."""

    def set(self, day):
        self.time = datetime.fromisoformat(day).replace(hour=10, tzinfo=timezone(timedelta(hours=8)))

    def now(self):
        return self.time


@pytest.fixture
def clock(portal):
    registry, real, clock = getGlobalSiteManager(), getUtility(IClock), Clock()
    clock.set("2026-03-02")
    registry.registerUtility(clock, IClock)
    yield clock
    registry.registerUtility(real, IClock)


def test_date_and_clocks_begin_with_the_last_signature(clock, together, walk):
    document = together.settled()
    walk.take(document, "sign", "signer")
    assert running(document) == ()
    clock.set("2026-03-10")
    together.countersign(document, "fin-")
    signed = IDossier(document).signed
    assert (signed["issue_date"], signed["at"][:10]) == ("2026-03-10", "2026-03-10")
    found = {
        deadline.key: (deadline.trigger_date.isoformat(), deadline.due.isoformat()) for deadline in running(document)
    }
    assert found["publish"] == ("2026-03-10", "2026-04-08")


def test_over_the_turn_of_the_year_number_and_register_are_of_the_last_signature(clock, together, walk):
    clock.set("2026-12-31")
    document = together.settled()
    walk.take(document, "sign", "signer")
    clock.set("2027-01-04")
    together.countersign(document, "fin-")
    assert IDossier(document).signed["number"].startswith("云教〔2027〕")
    with api.env.adopt_user(username="fin-co-issuer"):
        register = IJointRegister(together.partners["fin-"])
        assert len(register.page(year="2027")["items"]) == 1
        assert register.years() == ["2027"]


def test_a_copy_of_it_is_in_no_register_and_nobody_has_signed_it(together, walk, asked_agency):
    document = together.to("published")
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(source=document, target=walk.agency)
    assert (IDossier(copy).signed, IPositions(copy).slots(), IDossier(copy).affair("repeals")) == (None, (), None)
    with api.env.adopt_user(username="fin-co-issuer"):
        assert [row["uid"] for row in IJointRegister(asked_agency).page()["items"]] == [IUUID(document)]


def test_a_purge_leaves_no_name_of_a_person_in_the_signatures(together, walk):
    document = together.to("published")
    walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="personal_data")
    walk.take(document, "request_purge", "disclosure-reviewer", reason="含有个人信息", cause="personal_data")
    walk.take(document, "purge", "secrecy-officer", reason="含有个人信息")
    told = IDossier(document).signed["signatories"]
    assert [one["title"] for one in told] == ["云溪市教育局", "云溪市财政局"]
    assert not any("signed_by" in one or "paper" in one for one in told)


def test_an_abolished_co_issuers_register_is_its_successors(together, asked_agency, stranger):
    document = together.to("published")
    with api.env.adopt_roles(["Manager"]):
        ISuccession(asked_agency).abolish("2026-11-01", IUUID(stranger), "机构改革")
    with api.env.adopt_user(username="hea-disclosure-officer"):
        assert [row["uid"] for row in IJointRegister(stranger).page()["items"]] == [IUUID(document)]


def test_the_successor_is_asked_about_a_repeal(together, asked_agency, stranger):
    document = together.to("published")
    with api.env.adopt_roles(["Manager"]):
        ISuccession(asked_agency).abolish("2026-11-01", IUUID(stranger), "机构改革")
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(document).propose("repealed", "2027-01-01", "已过时")
    [slot] = IRepeal(document).answers().slots()
    assert (slot.agency, slot.name) == (IUUID(stranger), "云溪市卫生健康局")
    with api.env.adopt_user(username="hea-co-issuer"):
        answers = IRepeal(document).answers()
        answers.draft(slot.id, "agree", answers.digest())
    with api.env.adopt_user(username="hea-signer"):
        IRepeal(document).answers().release(slot.id)
    with api.env.adopt_user(username="disclosure-officer"):
        values = {"validity": "repealed", "validity_date": "2027-01-01", "reason": "已过时"}
        assert ILife(document).problems("mark_validity", values) == []
