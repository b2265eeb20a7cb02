"""Through plone.exportimport and back: record, reviews and state come along or the document is a draft again."""

from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.roundtrip import is_incomplete
from opengov.disclosure.signoff.roundtrip import KEY
from plone import api
from plone.exportimport.exporters import get_exporter
from plone.exportimport.importers import get_importer
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import PROPOSALS
from zope.annotation.interfaces import IAnnotations

import json
import pytest


@pytest.fixture()
def portal(functional):
    """The importer commits, so each test has a database of its own."""
    return functional["portal"]


@pytest.fixture()
def owner(portal):
    """Who exports and imports: a manager alone sees no draft, so the export is made with the right to read all."""
    with api.env.adopt_roles(["Manager", "Dated Reader"]):
        yield


def with_attachment(walk, **fields):
    document = walk.draft(**fields)
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile("名单".encode(), "text/plain", "名单.txt")
        api.content.create(container=document, type="DocumentAttachment", title="名单", file=file)
    return document


def export(portal, path):
    get_exporter(portal).export_site(path)


def import_again(portal, path, document):
    """Take the document away behind the product's back (as on a new site), then import."""
    uid, agency = IUUID(document), document.__parent__
    ILedgerStore(portal).discard()
    path_of = document.getId()
    IPublicCatalogue(portal).forget(uid)
    agency._delObject(path_of, suppress_events=True)
    document.unindexObject()
    get_importer(portal).import_site(path)
    return uid, agency[path_of]


@pytest.mark.parametrize(
    "state,fields",
    [
        ("draft", {}),
        ("disclosure_review", {}),
        ("published", {}),
        ("registered", PROPOSALS["registered"]),
        ("withheld", PROPOSALS["withheld"]),
    ],
)
def test_a_document_comes_back_with_record_reviews_and_state(portal, owner, walk, tmp_path, state, fields):
    document = walk.to(state, with_attachment(walk, **fields))
    number, opinions = IDocumentNumber(document).text, IReviews(document).opinions()
    actions = [entry.action for entry in ILedger(document).entries()]
    export(portal, tmp_path)
    uid, again = import_again(portal, tmp_path, document)
    assert (IUUID(again), ILife(again).state, IDocumentNumber(again).text) == (uid, state, number)
    assert IReviews(again).opinions() == opinions
    assert [entry.action for entry in ILedger(again).entries()] == [*actions, "imported"]
    assert ILedger(again).verify() is None
    assert again.disclosure_attribute == fields.get("disclosure_attribute", "proactive")


def test_a_number_that_came_by_import_is_not_given_again(portal, owner, walk, tmp_path):
    document = walk.to("published")
    export(portal, tmp_path)
    _uid, again = import_again(portal, tmp_path, document)
    assert IDocumentNumber(walk.to("issued")).text != IDocumentNumber(again).text


def test_what_was_public_is_in_the_catalogue_again(portal, owner, walk, tmp_path):
    document = walk.to("published")
    export(portal, tmp_path)
    _uid, again = import_again(portal, tmp_path, document)
    titles = [entry["title"] for entry in IPublicCatalogue(portal).page()["items"]]
    assert titles == [again.title]


def change(path, edit):
    """Edit the JSON of the exported document."""
    for file in path.rglob("data.json"):
        data = json.loads(file.read_text())
        if data["@type"] == "OfficialDocument":
            edit(data)
            file.write_text(json.dumps(data, ensure_ascii=False))


def flip_record(data):
    data[KEY]["ledger"][1]["actor"] = "somebody-else"


def drop_record(data):
    del data[KEY]


@pytest.mark.parametrize("edit", [flip_record, drop_record])
def test_without_a_record_that_verifies_a_document_comes_back_as_a_draft(portal, owner, walk, tmp_path, edit):
    document = walk.to("published", with_attachment(walk))
    export(portal, tmp_path)
    change(tmp_path, edit)
    _uid, again = import_again(portal, tmp_path, document)
    assert ILife(again).state == "draft"
    assert IReviews(again).opinions() == ()


def test_changed_content_comes_back_as_a_draft_and_is_reported(portal, owner, walk, tmp_path):
    document = walk.to("published", with_attachment(walk))
    export(portal, tmp_path)
    change(tmp_path, lambda data: data.update(title="另一个标题"))
    _uid, again = import_again(portal, tmp_path, document)
    assert ILife(again).state == "draft"
    assert is_incomplete(again) and KEY in IAnnotations(again)


@pytest.mark.parametrize(
    ("state", "forge"),
    [
        ("sign_off", lambda part: part.update(state="published")),
        ("published", lambda part: part["dossier"]["signed"].update(number="云教〔1999〕1号")),
        ("sign_off", lambda part: part["dossier"].update(signed={"number": "", "digest": part["digest"]})),
    ],
)
def test_state_and_signature_are_those_of_the_record_or_none(portal, owner, walk, tmp_path, state, forge):
    document = walk.to(state)
    export(portal, tmp_path)
    change(tmp_path, lambda data: forge(data[KEY]))
    _uid, again = import_again(portal, tmp_path, document)
    assert ILife(again).state == "draft"
    assert IDocumentNumber(again).text == ""
    assert is_incomplete(again)
