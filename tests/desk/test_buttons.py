"""Which buttons stand on a document's page, for whom: the next step first, detours only when they make sense."""

from situations import adjusting
from situations import adjustment_reviewed
from situations import amended
from situations import disputed
from situations import hurried
from situations import instructed
from situations import on_paper
from situations import returned
from situations import reviewed_again
from situations import signed_in_haste
from situations import to_be_purged

import pytest
import re


OPEN, BESIDE = ".opengov-desk > .opengov-buttons .btn-primary", ".opengov-desk > .opengov-buttons .btn-outline-primary"
OTHERS, EMERGENCIES = ".opengov-more .btn-outline-secondary", ".opengov-more .btn-outline-danger"


def ids(page, where):
    return [button["id"].removeprefix("opengov-step-") for button in page.html.select(where)]


#: How it comes to it, who looks, what is offered first, what beside it, what of these must be among the others or not.
OFFERED = [
    (lambda walk: walk.draft(), "drafter", ["submit"], []),
    (returned, "drafter", ["submit"], ["uphold"]),
    (lambda walk: walk.to("section_review"), "section-head", ["endorse"], ["refer", "return"]),
    (lambda walk: walk.to("section_review"), "drafter", [], ["recall"]),
    (lambda walk: walk.to("sign_off"), "signer", ["sign"], ["refer", "return", "question"]),
    (disputed, "signer", ["decide_dispute", "sign"], ["refer", "return", "question"]),
    (amended, "drafter", ["confirm_changes"], []),
    (amended, "disclosure-reviewer", ["confirm_changes"], []),
    (amended, "signer", ["sign"], ["refer", "return", "question"]),
    (hurried, "signer", ["sign_urgently"], ["refer", "return", "question"]),
    (signed_in_haste, "section-head", ["make_up"], []),
    (signed_in_haste, "disclosure-officer", ["publish"], []),
    (instructed, "signer", ["countersign_instruction"], []),
    (instructed, "drafter", ["submit"], []),
    (adjusting, "disclosure-reviewer", ["review_adjustment"], []),
    (adjusting, "disclosure-officer", [], []),
    (adjustment_reviewed, "signer", ["decide_adjustment"], []),
    (lambda walk: walk.to("withdrawn"), "signer", ["confirm_withdrawal"], []),
    (lambda walk: walk.to("withdrawn"), "disclosure-reviewer", ["confirm_withdrawal"], ["review_again"]),
    (reviewed_again, "disclosure-officer", [], ["republish"]),
    (on_paper, "disclosure-reviewer", ["take_up"], ["return"]),
    (lambda walk: walk.to("published"), "disclosure-officer", [], []),
    (lambda walk: walk.to("published"), "web-editor", [], []),
]


@pytest.mark.parametrize("prepare,who,first,beside", OFFERED)
def test_the_next_step_comes_first(walk, visit, prepare, who, first, beside):
    page = visit(who).open(prepare(walk))
    assert ids(page, OPEN) == first
    assert ids(page, BESIDE) == beside


@pytest.mark.parametrize(
    "prepare,who,others,emergencies",
    [
        (lambda walk: walk.draft(), "drafter", {"discontinue", "record_instruction", "enter_existing"}, set()),
        (lambda walk: walk.draft(urgency="urgent"), "drafter", {"submit_urgently"}, set()),
        (lambda walk: walk.to("sign_off"), "signer", {"amend", "record_instruction"}, {"request_purge"}),
        (lambda walk: walk.to("published"), "disclosure-officer", {"adjust", "mark_validity"}, {"withdraw"}),
        (to_be_purged, "signer", {"void"}, {"withdraw", "purge"}),
        (to_be_purged, "section-head", set(), set()),
    ],
)
def test_detours_stand_apart(walk, visit, prepare, who, others, emergencies):
    page = visit(who).open(prepare(walk))
    assert others <= set(ids(page, OTHERS))
    assert emergencies <= set(ids(page, EMERGENCIES))
    assert not {"expire", "supersede"} & {*ids(page, OTHERS), *ids(page, EMERGENCIES)}


@pytest.mark.parametrize(
    "prepare,who,never",
    [
        (lambda walk: walk.draft(), "drafter", {"uphold", "submit_urgently", "countersign_instruction"}),
        (lambda walk: walk.to("sign_off"), "signer", {"decide_dispute", "sign_urgently", "confirm_changes"}),
        (lambda walk: walk.to("sign_off"), "disclosure-reviewer", {"confirm_changes"}),
        (lambda walk: walk.to("published"), "section-head", {"make_up", "purge"}),
        (lambda walk: walk.to("withdrawn"), "disclosure-officer", {"confirm_withdrawal"}),
        (to_be_purged, "section-head", {"purge", "request_purge"}),
        (instructed, "section-head", {"countersign_instruction"}),
    ],
)
def test_what_makes_no_sense_now_is_not_offered(walk, visit, prepare, who, never):
    page = visit(who).open(prepare(walk))
    shown = {button["id"].removeprefix("opengov-step-") for button in page.html.select("[id^=opengov-step-]")}
    assert not never & shown


def test_the_public_sees_neither_buttons_nor_matters(walk, visit):
    document = walk.to("published")
    walk.take(
        document,
        "mark_validity",
        "disclosure-officer",
        validity="repealed",
        validity_date="2026-01-01",
        reason="被替代",
    )
    page = visit().open(document)
    assert not page.html.select("[id^=opengov-step-], .opengov-matter, #opengov-matters, .opengov-office-notes")
    assert "被替代" not in page


def test_the_page_of_a_document_in_haste_tells_what_is_missing_and_prints_it(walk, visit):
    page = visit("section-head").open(signed_in_haste(walk))
    assert "Section Head" in page.html.select_one("#opengov-matter-urgent").text
    assert "Section Head" in page.html.select_one(".opengov-office-notes").text


def test_the_menu_offers_steps_that_move_the_document_only(walk, visit):
    page = visit("disclosure-officer").open(walk.to("published"))
    menu = {
        re.search(r"step=(\w+)", link["href"])[1]
        for link in page.html.select("#plone-contentmenu-workflow a[href*='?step=']")
    }
    assert "withdraw" in menu
    assert not menu & {"mark_validity", "record_instruction", "request_purge"}
