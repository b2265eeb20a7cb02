from AccessControl.SpecialUsers import nobody
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import pytest


@pytest.mark.parametrize("state", ["section_review", "disclosure_review", "secrecy_consultation", "sign_off", "issued"])
def test_a_draft_walks_to_each_state_of_its_way(walk, state):
    assert ILife(walk.to(state)).state == state


def test_a_proactive_document_is_published_under_its_number(walk):
    document = walk.to("published")
    assert ILife(document).state == "published"
    assert IDocumentNumber(document).text.startswith("云教〔")
    assert [entry.action for entry in ILedger(document).entries()] == [
        "created",
        "submit",
        "endorse",
        "approve",
        "sign",
        "publish",
    ]


INTERNAL = ["telephone", "drafter_name", "disclosure_reason", "planned_channels", "urgency", "stub_reference"]


@pytest.mark.parametrize("user,sees", [("drafter", True), (None, False)])
def test_the_public_reads_a_document_without_the_notes_of_the_office(portal, walk, user, sees):
    document = walk.to("published", telephone="0751-1234567")
    request = portal.REQUEST.clone()
    alsoProvides(request, IOpengovDisclosureLayer)
    person = {"username": user} if user else {"user": nobody}
    with api.env.adopt_user(**person):
        told = getMultiAdapter((document, request), ISerializeToJson)()
    assert [name in told for name in INTERNAL] == [sees] * len(INTERNAL)
    assert told["title"] == document.title


def test_an_attachment_that_moves_between_drafts_is_an_edit_of_both(walk):
    one, other = walk.draft(), walk.draft()
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(b"1", "text/plain", "a.txt")
        attachment = api.content.create(container=one, type="DocumentAttachment", title="a", file=file)
        before = len(ILedger(one).entries()), len(ILedger(other).entries())
        api.content.move(source=attachment, target=other)
    assert (len(ILedger(one).entries()), len(ILedger(other).entries())) == (before[0] + 1, before[1] + 1)


def test_a_document_contains_attachments_only(walk):
    document = walk.draft()
    with api.env.adopt_roles(["Manager"]), pytest.raises(RuleBroken) as refused:
        document._setObject("picture", createContent("Image", id="picture"))
    assert [problem.code for problem in refused.value.problems] == ["attachments_only"]
