"""A purge (R-L3): two persons, a reason, and afterwards only codes, digests and a tombstone."""

from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.purging import remains
from opengov.disclosure.signoff.verification import verify_page
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from Products.ZCTextIndex.interfaces import IZCTextIndex
from town import open_office
from town import PROPOSALS
from zope.annotation.interfaces import IAnnotations

import pytest


WORD = "zqcanaryzq"
REQUEST = {"reason": "正文误载涉密内容", "cause": "secret"}
CONFIRM = {"reason": "核实无误"}

#: State -> who asks and who confirms there.
PAIRS = {
    "draft": ("section-head", "section-head2"),
    "sign_off": ("section-head", "disclosure-reviewer"),
    "published": ("disclosure-officer", "signer"),
    "withheld": ("secrecy-officer", "section-head"),
    "discontinued": ("section-head", "disclosure-reviewer"),
}


@pytest.fixture
def bureau_of_two(walk):
    """The agency with a second section head."""
    with api.env.adopt_roles(["Manager"]):
        open_office(walk.agency, "Section Head", "section-head2")
    return walk


def document_in(walk, state):
    text = RichTextValue(f"<p>{WORD}text</p>", "text/html", "text/x-html-safe")
    fields = {**PROPOSALS.get(state, {}), "title": f"关于{WORD}title的通知", "text": text, "summary": f"{WORD}summary"}
    document = walk.draft(**fields, notes=f"{WORD}notes", main_recipients=(f"{WORD}recipient",))
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(data=f"{WORD}bytes".encode(), filename=f"{WORD}name.txt", contentType="text/plain")
        api.content.create(container=document, type="DocumentAttachment", title=f"{WORD}annex", file=file)
    return walk.to(state, document)


def purge(walk, document, state):
    asks, confirms = PAIRS[state]
    walk.take(document, "request_purge", asks, **REQUEST)
    walk.take(document, "purge", confirms, **CONFIRM)
    return document


def lexicon_words(portal):
    return {
        word
        for index in portal.portal_catalog.getIndexObjects()
        if IZCTextIndex.providedBy(index)
        for word in index.getLexicon().words()
    }


@pytest.mark.parametrize("state", PAIRS)
def test_a_purged_document_is_empty_and_its_record_stands(portal, bureau_of_two, state):
    document = document_in(bureau_of_two, state)
    number, before = IDocumentNumber(document).text, len(ILedger(document).entries())
    processQueue()
    assert any(WORD in word for word in lexicon_words(portal))

    purge(bureau_of_two, document, state)

    assert ILife(document).state == "purged"
    assert remains(document) == ()
    assert document.title == "" and document.text is None and document.objectIds() == []
    assert IDocumentNumber(document).text == number
    assert not any(WORD in word for word in lexicon_words(portal))
    assert IPublicCatalogue(portal).entry(IUUID(document)) is None
    [row] = IRegister(bureau_of_two.agency).page("purged")["items"]
    assert (row["uid"], row["title"], row["number"]) == (IUUID(document), "", number)
    entries = ILedger(document).entries()
    assert [entry.action for entry in entries[before:]] == ["request_purge", "purge"]
    assert entries[-2].codes["cause"] == "secret"
    assert ILedger(document).verify() is None
    assert verify_page() == ([], None)


def test_the_tombstone_says_who_asked_and_who_confirmed_and_no_word(walk):
    document = purge(walk, document_in(walk, "published"), "published")
    dossier = IDossier(document)
    kept = dossier.affair("purge")
    assert (kept["by"], kept["confirmed_by"], kept["cause"]) == ("disclosure-officer", "signer", "secret")
    assert dossier.notes() == () and dossier.papers() == () and dossier.salt == ""
    assert set(dossier.signed) >= {"digest", "number", "issue_date", "signer", "at"}
    assert set(dossier.affairs()) <= {"purge", "channels", "statutory_publication"}
    assert "误载" not in repr(dossier.export())


REFUSED = [
    ("purge", "disclosure-reviewer", CONFIRM, None, {"purge_not_requested"}),
    ("request_purge", "section-head", {"reason": "误载", "cause": "error"}, None, {"purge_cause_unknown"}),
    ("request_purge", "section-head", {"reason": " ", "cause": "secret"}, None, {"step_reason_required"}),
    ("purge", "section-head", CONFIRM, "section-head", {"own_purge"}),
    ("purge", "disclosure-reviewer", {"reason": ""}, "section-head", {"step_reason_required"}),
    ("request_purge", "disclosure-reviewer", REQUEST, "section-head", {"purge_requested"}),
    ("purge", "disclosure-officer", CONFIRM, "section-head", {"office_missing"}),
]


@pytest.mark.parametrize(("step", "by", "data", "asked_by", "codes"), REFUSED)
def test_a_purge_that_breaks_a_rule_destroys_nothing(walk, step, by, data, asked_by, codes):
    document = document_in(walk, "sign_off")
    if asked_by:
        walk.take(document, "request_purge", asked_by, **REQUEST)
    before = ILedger(document).entries()
    with pytest.raises(RuleBroken) as refusal:
        walk.take(document, step, by, **data)
    assert {problem.code for problem in refusal.value.problems} == codes
    assert WORD in document.title and ILedger(document).entries() == before


def test_the_deputy_of_who_asked_cannot_confirm(walk):
    document, today = document_in(walk, "sign_off"), now().date()
    with api.env.adopt_user(username="section-head"):
        IDeputies(walk.agency).appoint("web-editor", "section-head", "Section Head", today, today, "出差")
    walk.take(document, "request_purge", "section-head", **REQUEST)
    with pytest.raises(RuleBroken) as refusal:
        walk.take(document, "purge", "web-editor", **CONFIRM)
    assert "own_purge" in {problem.code for problem in refusal.value.problems}


def test_purging_is_final(walk):
    document = purge(walk, document_in(walk, "published"), "published")
    for step, by in (("request_purge", "section-head"), ("purge", "signer"), ("publish", "disclosure-officer")):
        data = REQUEST if step == "request_purge" else CONFIRM if step == "purge" else {}
        with pytest.raises(RuleBroken):
            walk.take(document, step, by, **data)
    assert remains(document) == ()


def test_what_comes_back_past_every_rule_is_found(walk):
    document = purge(walk, document_in(walk, "published"), "published")
    document.summary = "又写了一遍"
    IAnnotations(document)["some.addon"] = "words"
    problems = [problem for _uid, _path, problem in verify_page()[0]]
    assert [(problem.code, problem.params["parts"]) for problem in problems] == [
        ("purge_incomplete", "summary, some.addon")
    ]
