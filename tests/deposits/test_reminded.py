"""The Transfer Clerk is told once when a deposit is due soon and once when it is overdue (R-D4)."""

from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.notices.interfaces import INotices
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import getAdapter

import pytest


@pytest.fixture
def remind(tianning):
    def run(day):
        tianning.clock.set(day)
        return getAdapter(tianning.portal, IRoutine, "remind_deposits").run("", 50)["done"]

    return run


def told(bureau, user="transfer-clerk"):
    with api.env.adopt_user(username=user):
        return [
            (item["kind"], item["about"], item["lead"], item["due"])
            for item in INotices(bureau.portal).page(topic="deposits")["items"]
        ]


def test_nobody_is_told_while_there_is_time(tianning, remind):
    tianning.signed("2026-03-02", genre_class="年报")
    tianning.offer("2026-03-02", *tianning.agency.objectValues())
    assert remind("2026-03-20") == []


def test_a_text_that_is_due_soon_is_told_once_and_again_when_it_is_overdue(tianning, remind):
    report = tianning.signed("2026-01-05", genre_class="年报")
    tianning.offer("2026-01-06", report)
    document = tianning.signed("2026-03-02")
    remind("2026-03-26")
    assert ("deposit_due", "", "", "2026-03-30") in told(tianning)
    before = len(told(tianning))
    assert remind("2026-03-26") == [] and len(told(tianning)) == before
    remind("2026-03-31")
    assert ("deposit_overdue", "", "", "2026-03-30") in told(tianning)
    tianning.offer("2026-03-31", document)
    tianning.act("record_copy", [IUUID(document)])
    assert remind("2026-04-01") == []


def test_a_list_and_a_report_are_about_no_single_document(tianning, remind):
    tianning.signed("2026-03-02")
    remind("2026-04-08")
    assert ("deposit_due", "transfer_paper", "2026-03", "2026-04-10") in told(tianning)
    assert ("deposit_overdue", "annual_report", "2025", "2026-01-31") in told(tianning)
    remind("2026-04-13")
    assert ("deposit_overdue", "transfer_paper", "2026-03", "2026-04-10") in told(tianning)


@pytest.mark.parametrize("user", ["drafter", "signer", "archivist", "disclosure-officer"])
def test_others_are_not_told(tianning, remind, user):
    tianning.signed("2026-03-02")
    remind("2026-04-13")
    assert told(tianning, user) == []
