from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife

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
