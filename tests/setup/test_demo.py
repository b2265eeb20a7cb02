"""The demo shows every office, every kind of document and every state, and nothing of it was forced."""

from opengov.disclosure import demo
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import numbering
from opengov.disclosure.core import signoff
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.app.testing import applyProfile

import pytest


@pytest.fixture
def documents(portal, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENGOV_SPOOL", str(tmp_path))
    with api.env.adopt_roles(["Manager"]):
        applyProfile(portal, "opengov.disclosure:demo")
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(object_provides=IGoverned.__identifier__)
    return [brain._unrestrictedGetObject() for brain in found]


def test_every_office_is_held_by_somebody():
    assert {office for account in demo.accounts() for office in account.offices} == set(OFFICES)


def test_the_demo_has_every_state_every_kind_and_an_unbroken_record(portal, documents):
    assert len(documents) >= 40
    assert {ILife(document).state for document in documents} == signoff.STATES
    kinds = {document.document_kind for document in documents}
    assert kinds == {*numbering.KINDS, *numbering.COMPANION_KINDS}
    assert list(ILedgerStore(portal).verify()) == []


def test_the_front_page_leads_to_every_agency(portal, documents):
    for agency in api.content.find(context=portal, portal_type="Agency", depth=1):
        assert f'href="{agency.getId}"' in portal.welcome.text.raw
    assert portal.welcome.text.raw.count("<li>") == 3


def test_the_archives_have_been_handed_something_and_have_answered(portal, documents):
    receivers = IReceivers(portal).all()
    assert {one["kind"] for one in receivers.values()} == {"archive", "library"}
    found, states = IHandovers(portal), []
    for agency in api.content.find(context=portal, portal_type="Agency", depth=1):
        states += [one.state for one in found.of_agency(agency.UID)["items"]]
    assert {"offered", "received", "accepted", "rejected", "superseded"} <= set(states)
    waiting = api.content.find(context=portal, id="huanjingju")[0].UID
    assert found.waiting([waiting]) and not found.of_agency(waiting)["items"]
