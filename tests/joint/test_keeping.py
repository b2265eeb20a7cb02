"""Slots travel with an export, and a purge leaves none of their words."""

from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IExportedPart
from plone import api
from zope.component import getAdapter

import json
import pytest


PART = "opengov.disclosure.positions"


def exported(document):
    return json.loads(json.dumps(getAdapter(document, IExportedPart, name=PART).export()))


def test_slots_come_back_as_they_were(asked):
    document, seats, slot = asked
    seats.answer(slot, "agree_with_comment", confidential="仅供内部")
    before, part = IPositions(document).slots(), exported(document)
    store.drop(document)
    getAdapter(document, IExportedPart, name=PART).restore(part)
    assert IPositions(document).slots() == before
    assert store.record_of(document, slot).positions[0]["confidential"] == "仅供内部"


@pytest.mark.parametrize("key,value", [("stand", "agree"), ("digest", "sha256:" + "0" * 64)])
def test_a_position_that_no_record_knows_of_is_left_out(asked, key, value):
    document, seats, slot = asked
    seats.answer(slot, "object")
    part = exported(document)
    part["slots"][0]["positions"][0][key] = value
    store.drop(document)
    getAdapter(document, IExportedPart, name=PART).restore(part)
    assert IPositions(document).slots() == ()


def test_after_a_purge_nothing_of_the_words_is_left(asked):
    document, seats, slot = asked
    seats.answer(slot, "object", reason="zqreasonzq", confidential="zqconfidentialzq")
    kept = getAdapter(document, IPurgeable, name=PART)
    assert kept.remains() == ("positions",)
    kept.purge()
    kept.purge()
    assert (kept.remains(), IPositions(document).slots()) == ((), ())


def test_a_copy_asks_agencies_of_its_own(asked, walk, agency, asked_agency, table):
    draft = walk.draft()
    table(draft).add(asked_agency)
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(source=draft, target=agency)
    assert (len(IPositions(draft).slots()), IPositions(copy).slots()) == (1, ())


def test_a_correction_asks_those_again_who_confirmed_the_text(asked, walk):
    document, seats, slot = asked
    seats.answer(slot)
    walk.take(document, "settle", "disclosure-officer")
    walk.take(document, "sign", "signer")
    walk.take(document, "publish", "disclosure-officer")
    with api.env.adopt_user(username="drafter"):
        correction = ICompanions(document).begin("correction")
    (named,) = IPositions(correction).slots()
    assert (named.agency, named.asked) == (IPositions(document).slots()[0].agency, ())
    assert IPositions(correction).wanted()
