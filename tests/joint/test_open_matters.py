"""What is open among agencies is counted without a look at documents, and the count is that of the list (R-J2, R-J3, R-J6)."""

from base64 import b64encode
from gathering import soon
from jointly import Together
from opengov.disclosure.joint import pending
from opengov.disclosure.joint.interfaces import IAsked
from opengov.disclosure.joint.interfaces import IOpenMatters
from opengov.disclosure.joint.interfaces import IRepeal
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from ZODB.POSException import ConflictError

import pytest


PAPER = {"filename": "裁定.pdf", "content-type": "application/pdf", "data": b64encode("原件".encode()).decode()}
REPEAL = {"validity": "repealed", "validity_date": "2027-01-01", "reason": "上位法已修改"}


@pytest.fixture
def count(portal, asked_agency):
    """How many wait for the asked agency, by the count; the same by the list."""

    def told(by="fin-co-issuer"):
        processQueue()
        with api.env.adopt_user(username=by):
            found = IAsked(asked_agency)
            listed = sum(item["waiting"] for item in (*found.items(), *found.repeals()))
            assert found.open_count() == listed
            return listed

    return told


@pytest.fixture
def objected(portal):
    return lambda: IOpenMatters(portal).objected()


def test_the_count_follows_every_turn_of_an_answer(asked, walk, count, objected):
    document, seats, slot = asked
    assert (count(), objected()) == (1, [])
    seats.act("receive", slot, by="fin-co-issuer")
    assert count() == 1
    seats.draft(slot, "object")
    assert (count(), count("fin-signer"), objected()) == (1, 1, [])
    seats.act("release", slot, by="fin-signer")
    assert (count(), objected()) == (0, [IUUID(document)])
    seats.draft(slot)
    assert (count(), objected()) == (1, [IUUID(document)])
    seats.act("release", slot, by="fin-signer")
    assert (count(), objected()) == (0, [])
    walk.take(document, "return", "disclosure-officer", reason="补充材料")
    assert (count(), objected()) == (0, [])


@pytest.mark.parametrize("end", ["decided", "met", "left", "returned", "purged"])
def test_an_objection_is_open_until_it_is_settled_or_the_document_goes_back(
    quarrel, walk, moving, count, objected, end
):
    document, seats = quarrel.document, quarrel.table
    assert objected() == [IUUID(document)]
    if end == "decided":
        seats.act("decide", quarrel.finance, "as_drafted", "市政府", "依法", PAPER, by="disclosure-officer")
    elif end == "met":
        meeting = quarrel.call()
        moving.hours += 48
        quarrel.conclude(meeting)
    elif end == "left":
        seats.act("decide", quarrel.finance, "as_drafted", "市政府", "依法", PAPER, by="disclosure-officer")
        seats.act("remove", quarrel.finance, "职责调整", by="disclosure-officer")
    elif end == "purged":
        pending.forget(document)
    else:
        walk.take(document, "return", "disclosure-officer", reason="补充材料")
    assert objected() == []
    if end != "purged":
        assert count() == 0


def test_a_meeting_that_settles_nothing_leaves_the_objection_open(quarrel, moving, objected):
    meeting = quarrel.call()
    moving.hours += 48
    quarrel.conclude(meeting, outcome="not_settled")
    assert objected() == [IUUID(quarrel.document)]


def test_a_repeal_is_counted_by_itself(walk, asked_agency, stranger, count, objected):
    together = Together(walk, {"fin-": asked_agency, "hea-": stranger})
    document = together.approved()
    assert count() == 1
    together.answer(document, "fin-")
    assert count() == 0
    together.answer(document, "hea-")
    walk.take(document, "settle", "disclosure-officer")
    walk.take(document, "sign", "signer")
    # its signature is next
    assert count() == 1
    together.countersign(document, "fin-")
    assert count() == 0
    together.countersign(document, "hea-")
    walk.take(document, "publish", "disclosure-officer")
    assert count() == 0
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(document).propose(**REPEAL)
    assert (count(), objected()) == (1, [])
    answers = IRepeal(document).answers()
    own = next(one.id for one in answers.slots() if one.agency == IUUID(asked_agency))
    with api.env.adopt_user(username="fin-co-issuer"):
        IRepeal(document).answers().draft(own, "object", answers.digest(), reason="仍有必要")
    with api.env.adopt_user(username="fin-signer"):
        IRepeal(document).answers().release(own)
    assert (count(), objected()) == (0, [IUUID(document)])
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(document).give_up("不再需要")
    assert (count(), objected()) == (0, [])


def test_a_site_from_before_is_filled_with_what_is_open(quarrel, portal, asked_agency, count, objected):
    before = [IUUID(quarrel.document)]
    quarrel.table.draft(quarrel.finance)
    pending.discard(portal)
    assert objected() == []
    processQueue()
    pending.fill(portal)
    pending.fill(portal)
    assert (objected(), count()) == (before, 1)
    pending.forget_agency(asked_agency, None)
    assert IUUID(asked_agency) not in pending.read(portal).answers


def test_a_called_meeting_is_found_by_those_who_are_invited(quarrel, portal, agency, asked_agency, stranger, moving):
    def found(place):
        processQueue()
        return len(portal.portal_catalog.unrestrictedSearchResults(meetings_with=IUUID(place)))

    assert [found(place) for place in (agency, asked_agency, stranger)] == [0, 0, 0]
    meeting = quarrel.call()
    assert [found(place) for place in (agency, asked_agency, stranger)] == [1, 1, 0]
    quarrel.act("change", meeting, at=soon(30), agencies=[quarrel.finance, quarrel.health])
    assert [found(place) for place in (agency, asked_agency, stranger)] == [1, 1, 1]
    moving.hours += 48
    quarrel.conclude(meeting)
    assert [found(place) for place in (agency, asked_agency, stranger)] == [0, 0, 0]


def test_agencies_that_object_at_once_do_not_wait_for_each_other():
    base, one, other = pending.OpenMatters(), pending.OpenMatters(), pending.OpenMatters()
    for each in (base, one, other):
        each.objections.insert("0" * 32 + "|a")
    one.objections.insert("1" * 32 + "|b")
    other.objections.insert("1" * 32 + "|c")
    try:
        states = [each.objections.__getstate__() for each in (base, one, other)]
        merged = pending.OpenMatters().objections
        merged.__setstate__(merged._p_resolveConflict(*states))
    except ConflictError:
        pytest.fail("two insertions conflict")
    assert len(merged) == 3
