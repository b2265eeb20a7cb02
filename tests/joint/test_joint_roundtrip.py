"""A joint document through plone.exportimport: signatures, repeals and registers come along, if they are on record."""

from jointly import Together
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.roundtrip import KEY
from plone import api
from plone.exportimport.exporters import get_exporter
from plone.exportimport.importers import get_importer
from plone.uuid.interfaces import IUUID

import json
import pytest


@pytest.fixture
def portal(functional):
    """The importer commits, so each test has a database of its own."""
    return functional["portal"]


@pytest.fixture
def owner(portal):
    with api.env.adopt_roles(["Manager", "Dated Reader"]):
        yield


@pytest.fixture
def together(walk, asked_agency, stranger):
    return Together(walk, {"fin-": asked_agency, "hea-": stranger})


def there_and_back(portal, path, document, edit=None):
    """Export, take the document away as on a new site, change the file, import."""
    get_exporter(portal).export_site(path)
    uid, agency, name = IUUID(document), document.__parent__, document.getId()
    ILedgerStore(portal).discard()
    IPublicCatalogue(portal).forget(uid)
    agency._delObject(name, suppress_events=True)
    document.unindexObject()
    for file in path.rglob("data.json"):
        data = json.loads(file.read_text())
        if edit is not None and data["@type"] == "OfficialDocument":
            edit(data[KEY])
            file.write_text(json.dumps(data, ensure_ascii=False))
    get_importer(portal).import_site(path)
    return agency[name]


def registered(agency, user):
    with api.env.adopt_user(username=user):
        return [row["uid"] for row in IJointRegister(agency).page()["items"]]


def test_signatures_slots_and_registers_come_back(portal, owner, together, tmp_path):
    document = together.to("published")
    signed, slots, uid = IDossier(document).signed, IPositions(document).slots(), IUUID(document)
    again = there_and_back(portal, tmp_path, document)
    assert (ILife(again).state, IDossier(again).signed) == ("published", signed)
    assert IPositions(again).slots() == slots
    assert registered(together.partners["fin-"], "fin-co-issuer") == [uid]
    assert registered(together.partners["hea-"], "hea-co-issuer") == [uid]
    entry = IPublicCatalogue(portal).entry(uid)
    assert entry["issuers"] == ["云溪市教育局", "云溪市财政局", "云溪市卫生健康局"]
    assert ILedger(again).verify() is None


def test_a_proposal_to_repeal_comes_back_with_what_was_answered(portal, owner, together, tmp_path):
    document = together.to("published")
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(document).propose("repealed", "2027-01-01", "已过时")
    own = IRepeal(document).answers().slots()[0].id
    with api.env.adopt_user(username="fin-co-issuer"):
        answers = IRepeal(document).answers()
        answers.draft(own, "agree", answers.digest())
    with api.env.adopt_user(username="fin-signer"):
        IRepeal(document).answers().release(own)
    before = IRepeal(document).answers().slots()
    again = there_and_back(portal, tmp_path, document)
    assert IRepeal(again).answers().slots() == before
    values = {"validity": "repealed", "validity_date": "2027-01-01", "reason": "已过时"}
    with api.env.adopt_user(username="disclosure-officer"):
        problems = ILife(again).problems("mark_validity", values)
    assert [problem.params["agency"] for problem in problems] == ["云溪市卫生健康局"]


def another_agency(payload):
    payload["dossier"]["signed"]["signatories"][1]["agency"] = "0" * 32


def another_person(payload):
    payload["dossier"]["signed"]["signatories"][1]["by"] = "somebody-else"


def one_more(payload):
    signed = payload["dossier"]["signed"]["signatories"]
    signed.append({**signed[1], "agency": "0" * 32, "title": "云溪市公安局"})


def an_outside_body(payload):
    signed = payload["dossier"]["signed"]["signatories"]
    signed.append({**signed[1], "agency": "", "title": "云溪市公安局", "signed_by": "周局长"})


def none(payload):
    del payload["dossier"]["signed"]["signatories"]


@pytest.mark.parametrize("edit", [another_agency, another_person, one_more, an_outside_body, none])
def test_signatures_that_the_record_does_not_know_of_make_it_a_draft(portal, owner, together, tmp_path, edit):
    document = together.to("published")
    again = there_and_back(portal, tmp_path, document, edit)
    assert (ILife(again).state, IDossier(again).signed) == ("draft", None)
    assert registered(together.partners["fin-"], "fin-co-issuer") == []
