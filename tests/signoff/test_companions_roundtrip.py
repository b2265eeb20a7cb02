"""Companions through plone.exportimport and back: the links, the number they share, and their states."""

from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.numbers import KEY
from opengov.disclosure.signoff.verification import document_problems
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.exportimport.exporters import get_exporter
from plone.exportimport.importers import get_importer
from plone.uuid.interfaces import IUUID
from town import PROPOSALS
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


@pytest.fixture()
def portal(functional):
    """The importer commits, so each test has a database of its own."""
    return functional["portal"]


@pytest.fixture()
def again(portal, tmp_path):
    """Export, take the documents away behind the product's back (as on a new site), import; give them back."""

    def move(*documents):
        get_exporter(portal).export_site(tmp_path)
        ILedgerStore(portal).discard()
        agency, names = documents[0].__parent__, [document.getId() for document in documents]
        IAnnotations(agency).pop(KEY, None)
        for document in documents:
            IPublicCatalogue(portal).forget(IUUID(document))
            document.unindexObject()
            agency._delObject(document.getId(), suppress_events=True)
        get_importer(portal).import_site(tmp_path)
        return [agency[name] for name in names]

    with api.env.adopt_roles(["Manager", "Dated Reader"]):
        yield move


def begin(document, kind):
    with api.env.adopt_user(username="drafter"):
        companion = ICompanions(document).begin(kind)
        if kind == "public_version":
            companion.text = RichTextValue("<p>删减后的正文。</p>", "text/html", "text/x-html-safe")
            notify(ObjectModifiedEvent(companion))
        return companion


def test_a_correction_and_its_original_come_back(walk, again):
    original = walk.to("published")
    correction = walk.to("published", begin(original, "correction"))
    number, uid = IDocumentNumber(original).text, IUUID(original)
    original, correction = again(original, correction)
    assert (ILife(original).state, ILife(correction).state) == ("superseded", "published")
    assert {IDocumentNumber(each).text for each in (original, correction)} == {number}
    assert (ICompanions(correction).of, ICompanions(correction).revision) == (uid, 1)
    for document in (original, correction):
        assert list(document_problems(document, ILedger(document).entries())) == []
    following = walk.to("issued")
    assert IDossier(following).signed["serial"] == IDossier(original).signed["serial"] + 1


@pytest.mark.parametrize("state", ["registered", "withheld"])
def test_a_public_version_and_its_original_come_back(walk, again, state):
    original = walk.to(state, **PROPOSALS[state])
    version = walk.to("published", begin(original, "public_version"))
    original, version = again(original, version)
    assert (ILife(original).state, ILife(version).state) == (state, "published")
    assert ICompanions(version).of == IUUID(original)
    assert [IUUID(each) for each in ICompanions(original).all()] == [IUUID(version)]


def test_an_interpretation_comes_back_with_its_kind(walk, again):
    document = walk.draft(normative=True)
    interpretation = begin(document, "interpretation")
    document, interpretation = again(document, interpretation)
    assert interpretation.document_kind == "interpretation"
    assert (ICompanions(interpretation).kind, ICompanions(interpretation).of) == ("interpretation", IUUID(document))
