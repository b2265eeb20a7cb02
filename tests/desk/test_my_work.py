"""My work: what waits for the user, what he has in hand, what he has done."""

from situations import instructed
from situations import signed_in_haste
from town import PROPOSALS

import pytest


def titles(page):
    return [link.text for link in page.html.select(".opengov-work tbody a")]


def work(visit, site, who, name="todo", **more):
    return visit(who).open(site, f"@@my-work?list={name}", **more)


@pytest.mark.parametrize(
    "state,who",
    [
        ("section_review", "section-head"),
        ("disclosure_review", "disclosure-reviewer"),
        ("secrecy_consultation", "secrecy-officer"),
        ("sign_off", "signer"),
        ("issued", "disclosure-officer"),
        ("issued", "web-editor"),
    ],
)
def test_a_document_waits_for_the_office_of_its_next_step(walk, visit, site, state, who):
    document = walk.to(state)
    assert titles(work(visit, site, who)) == [document.title]
    everybody = {"section-head", "disclosure-reviewer", "secrecy-officer", "signer", "disclosure-officer"}
    for other in everybody - {who, "disclosure-officer"}:
        assert titles(work(visit, site, other)) == []


def test_a_drafter_sees_his_drafts_and_what_others_have(walk, visit, site):
    draft, away = walk.draft(title="草稿"), walk.to("disclosure_review", title="已送审")
    assert titles(work(visit, site, "drafter", "drafts")) == [draft.title]
    assert titles(work(visit, site, "drafter", "underway")) == [away.title]
    assert titles(work(visit, site, "drafter")) == []


def test_what_was_handled_is_listed_with_number_and_state(walk, visit, site):
    walk.to("withheld", **PROPOSALS["withheld"])
    page = work(visit, site, "signer", "done")
    row = page.html.select_one(".opengov-work tbody tr").text
    assert "云教〔" in row and "Filed, not disclosed" in row


def test_nothing_to_do_is_a_friendly_page(visit, site):
    assert "Nothing waits for you" in work(visit, site, "signer").html.select_one(".opengov-empty").text


def test_counts_stand_on_the_tabs(walk, visit, site):
    for number in range(3):
        walk.to("section_review", title=f"通知{number}")
    counts = [badge.text for badge in work(visit, site, "section-head").html.select(".nav-tabs .badge")]
    assert counts == ["3", "0", "0", "0"]


def test_long_lists_have_pages(walk, visit, site, monkeypatch):
    monkeypatch.setattr("opengov.disclosure.desk.mywork.SIZE", 2)
    for number in range(5):
        walk.to("section_review", title=f"通知{number}")
    first = work(visit, site, "section-head")
    last = first.click("Next page").click("Next page")
    assert [titles(first), titles(last)] == [["通知0", "通知1"], ["通知4"]]
    assert "Next page" not in last and "Previous page" in last


@pytest.mark.parametrize("query", ["list=<script>", "start=-1", "start=9999999", "start=x&list=done", "start:list=1"])
def test_odd_addresses_do_no_harm(visit, site, query):
    page = visit("signer").open(site, f"@@my-work?{query}")
    assert "<script>alert" not in page


def test_the_public_has_no_work(visit, site):
    assert visit().open(site, "@@my-work", status="*").status_int in (302, 401)


def test_drafters_find_the_sheet_and_the_link_in_their_menu(visit, site, bureau):
    page = work(visit, site, "drafter")
    assert "bureau/++add++OfficialDocument" in page
    assert "++add++OfficialDocument" not in work(visit, site, "signer")
    assert "@@my-work" in visit("drafter").open(site)


def test_titles_are_shown_as_text(walk, visit, site):
    walk.to("section_review", title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in work(visit, site, "section-head")


def test_an_instruction_is_found_by_whom_it_waits_for_until_it_is_countersigned(walk, visit, site):
    document = instructed(walk)
    link = work(visit, site, "signer").html.select_one("#opengov-countersign a")
    assert link["href"] == document.absolute_url()
    assert document.title in visit("signer").open(document)
    assert work(visit, site, "principal-signer").html.select_one("#opengov-countersign") is None
    walk.take(document, "countersign_instruction", "signer")
    assert work(visit, site, "signer").html.select_one("#opengov-countersign") is None
    visit("signer").open(document, status=404)


def test_what_waits_for_an_opinion_after_the_event_says_so(walk, visit, site):
    document = walk.take(signed_in_haste(walk), "publish", "disclosure-officer")
    row = work(visit, site, "section-head").html.select_one(".opengov-work tbody tr")
    assert document.title in row.text and "waits for your confirmation" in row.text
