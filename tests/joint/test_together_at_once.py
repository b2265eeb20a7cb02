"""Twenty-one agencies act in the same second, over the site's front door: nobody is shown a conflict, nothing is lost (R-J2)."""

from concurrent.futures import ThreadPoolExecutor
from crowd import Crowd
from crowd import PARTNERS
from crowd import WORKERS
from door import Door
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from random import uniform
from threading import Thread
from time import sleep
from town import CHECKS
from town import make_agency
from town import open_office
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
from ZPublisher.HTTPRequest import HTTPRequest

import pytest
import transaction


@pytest.fixture
def portal(functional, monkeypatch):
    monkeypatch.setattr(HTTPRequest, "retry_max_count", 10)
    # the server waits up to seconds before it does a request again; here nobody else needs the time
    monkeypatch.setattr(HTTPRequest, "delay_retry", lambda request: sleep(uniform(0, 2**request.retry_count / 5)))
    # A test layer's cache holds 400 objects: too few for the site's own registrations.
    functional["portal"]._p_jar.db().setCacheSize(30000)
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def crowd(portal, walk):
    return Crowd(portal, walk)


def at_once(portal, calls):
    """Answers to several requests, as many at a time as two servers answer."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(lambda call: call(Door(portal)), calls))


def post(path, user, **body):
    return lambda door: door.ask("POST", path, user, body)


def codes(answer):
    return [error["code"] for error in answer.json["errors"]]


def test_all_co_issuers_draft_and_release_at_once(portal, crowd):
    document, slots = crowd.asked()
    transaction.commit()
    path, digest = f"/bureau/{document.getId()}/@positions", IPositions(document).digest()

    def answers(n, slot):
        def call(door):
            said = door.ask(
                "POST", f"{path}/{slot}/draft", f"liaison{n}", {"stand": "agree", "digest": digest, "confidential": "x"}
            )
            return said.status_int, door.ask("POST", f"{path}/{slot}/release", f"leader{n}", {}).status_int

        return call

    assert at_once(portal, [answers(n, slot) for n, slot in enumerate(slots)]) == [(200, 200)] * PARTNERS
    transaction.begin()
    assert [slot.position.stand for slot in IPositions(document).slots()] == ["agree"] * PARTNERS
    released = [entry.subject for entry in IPositions(document).entries() if entry.action == "position_released"]
    assert sorted(released) == sorted(slots)
    assert list(ILedgerStore(portal).verify()) == []
    assert IPositions(document).problems("settle") == []


def test_all_co_issuers_sign_at_once_and_the_document_is_issued_once(portal, crowd):
    document, _slots = crowd.agreed()
    transaction.commit()
    path = f"/bureau/{document.getId()}/@workflow"
    calls = [post(f"{path}/countersign", f"leader{n}") for n in range(PARTNERS)]
    calls.insert(PARTNERS // 2, post(f"{path}/sign", "signer"))
    answers = at_once(portal, calls)
    assert [answer.status_int for answer in answers] == [200] * (PARTNERS + 1)
    transaction.begin()
    assert ILife(document).state == "issued"
    assert ISignatures(document).missing() == ()
    signed = ILife(document).signed()
    assert [one["by"] for one in signed["signatories"]] == ["signer", *(f"leader{n}" for n in range(PARTNERS))]
    entries = [entry for entry in ILedger(document).entries() if entry.action in ("sign", "countersign")]
    assert len(entries) == PARTNERS + 1
    assert ["number" in entry.codes for entry in entries] == [False] * PARTNERS + [True]
    assert signed["number"].endswith("〕1号")
    assert list(ILedgerStore(portal).verify()) == []


class Meeting:
    """Two acts of which neither knows of the other: one is done, uncommitted, while the other is done wholly."""

    def __init__(self, portal):
        self.portal = portal

    def other(self, path, user, **body):
        """Another worker of the server, with a connection of its own, answers a request meanwhile."""
        answers = []
        worker = Thread(target=lambda: answers.append(Door(self.portal).ask("POST", path, user, body)))
        worker.start()
        worker.join()
        return answers[0]

    def late(self, act):
        """Commit an act that met a conflict, and what it says when the server does it again."""
        with pytest.raises(ConflictError):
            transaction.commit()
        transaction.abort()
        setSite(self.portal)
        try:
            act()
        except RuleBroken as refused:
            transaction.abort()
            setSite(self.portal)
            return [problem.code for problem in refused.problems]
        transaction.commit()
        return []


@pytest.fixture
def meeting(portal):
    return Meeting(portal)


def position_path(document, slot, act):
    return f"/bureau/{document.getId()}/@positions/{slot}/{act}"


def drafted(table, document, slot, stand="agree"):
    table(document).draft(slot, stand)
    transaction.commit()
    transaction.begin()


def released(document, slot):
    with api.env.adopt_user(username="fin-signer"):
        IPositions(document).release(slot)


def stands(document):
    """What the slots of a document say now."""
    transaction.begin()
    return [(slot.position and slot.position.stand, bool(slot.removed_at)) for slot in IPositions(document).slots()]


@pytest.mark.parametrize("role", ["concerned", "co_issuer"])
def test_an_objection_in_the_second_of_the_settlement_stops_it(portal, walk, asked_agency, table, meeting, role):
    document, slot = joint_consent(walk, asked_agency, table, role)
    table(document).answer(slot)
    drafted(table, document, slot, "object")
    walk.take(document, "settle", "disclosure-officer")
    assert meeting.other(position_path(document, slot, "release"), "fin-signer").status_int == 200
    assert meeting.late(lambda: walk.take(document, "settle", "disclosure-officer")) == ["position_objecting"]
    assert ILife(document).state == "joint_consent"


def test_a_position_in_the_second_of_the_settlement_comes_too_late(portal, walk, asked_agency, table, meeting):
    document, slot = joint_consent(walk, asked_agency, table)
    table(document).answer(slot)
    drafted(table, document, slot, "object")
    released(document, slot)
    answer = meeting.other(f"/bureau/{document.getId()}/@workflow/settle", "disclosure-officer")
    assert answer.json["review_state"] == "sign_off"
    assert meeting.late(lambda: released(document, slot)) == ["position_settled"]
    assert stands(document) == [("agree", False)]


def test_an_objection_in_the_second_of_an_urgent_signature_stops_it(portal, walk, asked_agency, table, meeting):
    document = walk.draft(urgency="urgent")
    slot = table(document).add(asked_agency)
    walk.take(document, "submit_urgently", "drafter", reason="汛情")
    table(document).act("ask", slot, by="disclosure-reviewer")
    drafted(table, document, slot, "object")
    walk.take(document, "sign_urgently", "signer", checks=CHECKS)
    assert meeting.other(position_path(document, slot, "release"), "fin-signer").status_int == 200
    late = meeting.late(lambda: walk.take(document, "sign_urgently", "signer", checks=CHECKS))
    assert late == ["position_objecting"]
    assert ILife(document).state == "sign_off"


def test_an_objection_in_the_second_of_the_publication_stops_it(portal, walk, asked_agency, table, meeting):
    document = walk.to("issued")
    slot = table(document).add(asked_agency, by="disclosure-officer")
    table(document).answer(slot)
    with api.env.adopt_user(username="disclosure-officer"):
        IPositions(document).ask(slot)
    # what is signed has one digest for ever: an answer to it is final, so it is another agency that objects
    with api.env.adopt_roles(["Manager"]):
        make_agency(portal, "health", "云溪市卫生健康局", "云卫", prefix="hea-")
    transaction.commit()
    transaction.begin()
    walk.take(document, "publish", "disclosure-officer")
    path = f"/bureau/{document.getId()}/@positions"
    named = meeting.other(path, "disclosure-officer", agency=IUUID(portal["health"]))
    assert named.status_int == 201
    late = meeting.late(lambda: walk.take(document, "publish", "disclosure-officer"))
    assert late == ["position_open"]


def test_an_agency_that_is_removed_in_the_second_of_its_answer_has_left(portal, walk, asked_agency, table, meeting):
    document, slot = joint_consent(walk, asked_agency, table)
    drafted(table, document, slot)
    released(document, slot)
    gone = meeting.other(position_path(document, slot, "remove"), "disclosure-officer", reason="职责调整")
    assert gone.status_int == 200
    assert meeting.late(lambda: released(document, slot)) == ["position_removed"]
    assert stands(document) == [(None, True)]


def test_an_agency_that_objects_in_the_second_of_its_removal_stays(portal, walk, asked_agency, table, meeting):
    document, slot = joint_consent(walk, asked_agency, table)
    drafted(table, document, slot, "object")

    def remove():
        with api.env.adopt_user(username="disclosure-officer"):
            IPositions(document).remove(slot, "职责调整")

    remove()
    assert meeting.other(position_path(document, slot, "release"), "fin-signer").status_int == 200
    assert meeting.late(remove) == ["position_objector_stays"]
    assert stands(document) == [("object", False)]


def test_of_two_liaisons_of_one_agency_the_later_one_writes_on_what_the_earlier_wrote(
    portal, walk, asked_agency, table, meeting
):
    document, slot = joint_consent(walk, asked_agency, table)
    with api.env.adopt_roles(["Manager"]):
        open_office(asked_agency, "Co-Issuer", "fin-second")
    transaction.commit()
    transaction.begin()
    digest = IPositions(document).digest()

    def draft():
        with api.env.adopt_user(username="fin-second"):
            IPositions(document).draft(slot, "object", digest, reason="口径不一致")

    draft()
    path = position_path(document, slot, "draft")
    assert meeting.other(path, "fin-co-issuer", stand="agree", digest=digest).status_int == 200
    assert meeting.late(draft) == []
    row = next(row for row in table(document).rows("fin-signer") if row["mine"])
    # both have had a hand in it: neither of them is the second pair of eyes
    assert (row["draft"]["stand"], row["draft"]["persons"]) == ("object", ["fin-co-issuer", "fin-second"])
    received = [entry.actor for entry in IPositions(document).entries() if entry.action == "position_received"]
    assert received == ["fin-co-issuer"]


def test_of_two_liaisons_who_acknowledge_at_once_one_is_told_it_was_done(portal, walk, asked_agency, table, meeting):
    document, slot = joint_consent(walk, asked_agency, table)
    transaction.commit()
    transaction.begin()

    def receive():
        with api.env.adopt_user(username="fin-co-issuer"):
            IPositions(document).receive(slot)

    receive()
    assert meeting.other(position_path(document, slot, "receive"), "fin-co-issuer").status_int == 200
    assert meeting.late(receive) == ["position_received_already"]


def test_of_two_leaders_who_release_at_once_one_is_told_that_nothing_is_drafted(
    portal, walk, asked_agency, table, meeting
):
    document, slot = joint_consent(walk, asked_agency, table)
    drafted(table, document, slot)
    released(document, slot)
    other = meeting.other(position_path(document, slot, "release"), "fin-principal-signer")
    assert other.status_int == 200
    assert meeting.late(lambda: released(document, slot)) == ["position_not_drafted"]
    assert len(IPositions(document).slots()[0].positions) == 1


def test_an_agency_that_refuses_in_the_second_of_the_last_signature_is_heard(
    portal, walk, asked_agency, stranger, table, meeting
):
    document, _slots = signed_by_lead(walk, asked_agency, stranger, table)
    walk.take(document, "countersign", "fin-signer")
    transaction.commit()
    transaction.begin()
    walk.take(document, "countersign", "hea-signer")
    path = f"/bureau/{document.getId()}/@workflow/decline"
    assert meeting.other(path, "hea-principal-signer", reason="与我局职责不符").status_int == 200
    assert meeting.late(lambda: walk.take(document, "countersign", "hea-signer")) == ["step_not_here"]
    assert (ILife(document).state, ILife(document).signed()) == ("joint_consent", None)


def test_two_signers_of_one_agency_sign_for_it_once(portal, walk, asked_agency, stranger, table, meeting):
    document, _slots = signed_by_lead(walk, asked_agency, stranger, table)
    transaction.commit()
    transaction.begin()
    walk.take(document, "countersign", "fin-signer")
    path = f"/bureau/{document.getId()}/@workflow/countersign"
    assert meeting.other(path, "fin-principal-signer").status_int == 200
    assert meeting.late(lambda: walk.take(document, "countersign", "fin-signer")) == ["signed_already"]
    assert ILife(document).state == "sign_off"


def test_an_agency_that_is_removed_in_the_second_of_its_signature_has_not_signed(
    portal, walk, asked_agency, stranger, table, meeting
):
    document, slots = signed_by_lead(walk, asked_agency, stranger, table)
    transaction.commit()
    transaction.begin()
    walk.take(document, "countersign", "fin-signer")
    path = position_path(document, slots[0], "remove")
    assert meeting.other(path, "disclosure-reviewer", reason="职责调整").status_int == 200
    assert meeting.late(lambda: walk.take(document, "countersign", "fin-signer")) == ["office_missing"]


def joint_consent(walk, agency, table, role="concerned"):
    """A document about which one agency is asked."""
    document = walk.draft()
    slot = table(document).add(agency, role=role)
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    return document, slot


def signed_by_lead(walk, first, second, table):
    """A document of three that the lead has signed, and the slots of the two others."""
    document = walk.draft()
    seats = table(document)
    slots = [seats.add(first, role="co_issuer"), seats.add(second, role="co_issuer")]
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    for slot, prefix in zip(slots, ("fin-", "hea-"), strict=True):
        seats.answer(slot, prefix=prefix)
    walk.take(document, "settle", "disclosure-officer")
    return walk.take(document, "sign", "signer"), slots
