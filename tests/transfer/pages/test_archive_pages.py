"""The receiver's pages: what was offered to it alone, and receipts by form (R-T5, R-T6, R-X1)."""

from offered import AT
from offered import row
from offered import SHA256
from offered import SM3
from opengov.disclosure.core.rules import Problem

import pytest


CHECKS = (
    {"item": "总件数相符", "property": "integrity", "result": "passed", "note": ""},
    {"item": "病毒检测", "property": "security", "result": "manual", "note": ""},
)
STRANGERS = ("", "drafter", "transfer-clerk", "disclosure-officer", "supervisor", "library", "boss")


def entry(seq, kind="handover", handover="h1", **about):
    return {"seq": seq, "kind": kind, "at": AT, "handover": handover, "agency": "", "about": about}


@pytest.fixture
def offered(handovers, uid):
    """One hand-over in the archive's feed."""
    handovers.add(id="h1", agency=uid, checks=CHECKS)
    handovers.entries = [entry(1)]
    return handovers


@pytest.fixture
def feed(monkeypatch, offered):
    """Let the desk know where the feed ends."""
    where = "opengov.disclosure.transfer.pages.feed.Feed._last"
    monkeypatch.setattr(where, lambda self: max((one["seq"] for one in offered.entries), default=0))
    return offered


@pytest.fixture
def archivist(visit):
    return visit("archive")


@pytest.mark.parametrize("user", STRANGERS)
@pytest.mark.parametrize("view", ["@@archive-desk", "@@archive-handover?id=h1"])
def test_for_everybody_else_the_desk_does_not_exist(feed, site, manager, visit, user, view):
    answer = visit(user).open(site, view, status=(302, 401, 404))
    assert answer.status_int == 404 or user == ""
    assert "云溪市" not in answer.text


def test_another_receivers_hand_over_is_like_one_that_is_not(feed, site, uid, archivist):
    feed.add(id="h2", agency=uid, receiver="library")
    known = archivist.open(site, "@@archive-handover?id=h2", status=404)
    missing = archivist.open(site, "@@archive-handover?id=h3", status=404)
    assert known.text.replace("h2", "") == missing.text.replace("h3", "")


def test_an_archivist_who_left_the_office_sees_nothing_more_of_the_agency(feed, bureau, site, archivist):
    from opengov.disclosure.agency.interfaces import IOffices
    from plone import api

    api.group.remove_user(groupname=IOffices(bureau).group_id("Archivist"), username="archive")
    page = archivist.open(site, "@@archive-desk")
    assert "云溪市教育局" not in page.html.select_one(".opengov-handovers").text


LISTED = {
    "new": "offered",
    "received": "received",
    "accepted": "accepted",
    "rejected": "rejected",
}


@pytest.mark.parametrize("name", LISTED)
def test_each_list_shows_what_belongs_to_it(feed, site, uid, archivist, name):
    for number, state in enumerate(LISTED.values(), 1):
        feed.add(id=f"h{number}", agency=uid, state=state)
    feed.entries = [entry(number, handover=f"h{number}") for number in range(1, 5)]
    page = archivist.open(site, f"@@archive-desk?show={name}")
    assert [one["data-state"] for one in page.html.select("#archive-desk [data-state]")] == [LISTED[name]]


def test_notices_and_tombstones_have_a_list_of_their_own(feed, site, archivist):
    kinds = ("lapse_notice", "recall_notice", "tombstone")
    feed.entries += [entry(seq, kind=kind, number="云教〔2026〕1号") for seq, kind in enumerate(kinds, 2)]
    page = archivist.open(site, "@@archive-desk?show=notices")
    assert len(page.html.select("#archive-desk tbody tr")) == 3
    assert "@@archive-notice?seq=3" in page.text


def test_the_newest_come_first_and_older_ones_on_further_pages(feed, site, uid, archivist):
    for number in range(1, 46):
        feed.add(id=f"h{number}", agency=uid)
    feed.entries = [entry(number, handover=f"h{number}") for number in range(1, 46)]
    page, seen = archivist.open(site, "@@archive-desk"), []
    while True:
        links = page.html.select("#archive-desk th a")
        seen += [link["href"].rpartition("=h")[2] for link in links]
        if page.html.find("a", string=lambda text: text and text.strip() == "Next page") is None:
            break
        page = page.click("Next page")
    assert seen == [str(number) for number in range(45, 0, -1)]


def test_an_empty_list_says_so(handovers, site, archivist):
    assert archivist.open(site, "@@archive-desk").html.select_one("#archive-desk-empty") is not None


def test_the_page_leads_to_package_manifest_and_signature(offered, site, archivist):
    page = archivist.open(site, "@@archive-handover?id=h1")
    for part in ("package", "manifest", "signature"):
        link = page.html.select_one(f"#fetch-{part}")["href"]
        assert link == f"http://nohost/plone/++api++/@archive-transfers/h1/{part}"


def test_the_receiver_reads_every_title_it_was_given(offered, site, archivist):
    offered.all["h1"].listed = [row(1, title="关于云溪中学的处理决定")]
    assert "关于云溪中学的处理决定" in archivist.open(site, "@@archive-handover?id=h1").text


def fill(page, status="accepted", sha256=SHA256, **more):
    form = page.forms["receipt-form"]
    form["status"], form["sha256"] = status, sha256
    for name, value in more.items():
        form[name.replace("_", "-") if name.startswith(("check", "problem")) else name] = value
    return form


def test_the_digest_is_never_filled_in_beforehand(offered, site, archivist):
    form = archivist.open(site, "@@archive-handover?id=h1").forms["receipt-form"]
    assert form["sha256"].value == form["sm3"].value == ""
    assert form["status"].value is None


def test_a_receipt_is_given_as_it_was_entered(offered, receipts, site, archivist):
    page = archivist.open(site, "@@archive-handover?id=h1")
    capitals = " ".join([SHA256[:32].upper(), SHA256[32:].upper()])
    entered = {"check_0": "passed", "check_0_note": "12件", "archive_ref": "云档接〔2026〕15号", "sm3": SM3}
    answer = fill(page, sha256=capitals, **entered).submit("act", value="give")
    assert answer.location.endswith("@@archive-handover?id=h1")
    ((receiver, id, receipt),) = receipts.given
    assert (receiver, id, receipt["status"]) == ("archive", "h1", "accepted")
    assert receipt["digest"] == {"sha-256": SHA256, "sm3": SM3}
    assert receipt["checks"] == [{"item": "总件数相符", "property": "integrity", "result": "passed", "note": "12件"}]
    assert receipt["archive_ref"] == "云档接〔2026〕15号" and receipt["problems"] == []
    assert receipt["receipt_id"] == page.forms["receipt-form"]["receipt_id"].value


def test_pressing_twice_gives_the_same_receipt(offered, receipts, site, archivist):
    form = fill(archivist.open(site, "@@archive-handover?id=h1"))
    form.submit("act", value="give")
    form.submit("act", value="give")
    first, second = receipts.given
    assert first == second


def test_a_rejection_names_faults_by_path_and_there_is_room_for_more(offered, receipts, site, archivist):
    page = archivist.open(site, "@@archive-handover?id=h1")
    form = fill(page, "rejected", problem_0_code="file-unreadable", problem_0_note="打不开")
    form["problem-0-path"] = "data/001/附件 1.pdf"
    page = form.submit("act", value="more")
    assert receipts.given == []
    form = page.forms["receipt-form"]
    assert form["problem-0-note"].value == "打不开" and form["status"].value == "rejected"
    form["problem-3-code"], form["problem-3-note"] = "metadata-missing", "缺少页数"
    form.submit("act", value="give")
    assert receipts.given[0][2]["problems"] == [
        {"path": "data/001/附件 1.pdf", "code": "file-unreadable", "note": "打不开"},
        {"path": "", "code": "metadata-missing", "note": "缺少页数"},
    ]


REFUSED = ["digest", "status", "archive_ref", "checks.0.note", "problems.1.path", "receipt_id"]


@pytest.mark.parametrize("field", REFUSED)
def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(offered, receipts, site, archivist, field):
    receipts.refusing = (Problem("sealer_busy", "R-T5", field, "DA/T 70-2018"),)
    form = fill(archivist.open(site, "@@archive-handover?id=h1"), "rejected", sha256="00ff", archive_ref="编号")
    form["problem-1-note"], form["check-1"] = "说明", "failed"
    page = form.submit("act", value="give", status=400)
    kept = page.forms["receipt-form"]
    assert (kept["sha256"].value, kept["archive_ref"].value, kept["status"].value) == ("00ff", "编号", "rejected")
    assert (kept["problem-1-note"].value, kept["check-1"].value) == ("说明", "failed")
    told = [one.text for one in page.html.select(".opengov-error, [role=alert]")]
    assert len(told) == 1 and "R-T5" in told[0] and "DA/T 70-2018" in told[0]


@pytest.mark.parametrize("state", ["accepted", "rejected", "superseded", "purged"])
def test_what_is_settled_takes_no_receipt(offered, receipts, site, archivist, state):
    offered.all["h1"].state = state
    assert "receipt-form" not in archivist.open(site, "@@archive-handover?id=h1").forms


def test_before_the_last_word_the_page_says_that_it_is_one(offered, site, archivist):
    text = archivist.open(site, "@@archive-handover?id=h1").html.select_one("#receipt").text
    assert "neither can be changed afterwards" in text and "This is final" in text


def test_a_destroyed_hand_over_is_not_to_be_fetched(offered, site, archivist):
    offered.all["h1"].state = "purged"
    page = archivist.open(site, "@@archive-handover?id=h1")
    assert page.html.select_one("#fetch-package") is None and "Delete every copy" in page.text


def test_a_receipt_without_the_forms_token_is_refused(offered, receipts, site, archivist):
    archivist.post(site, "@@archive-handover", {"act": "give", "id": "h1", "status": "accepted"}, status=403)
    archivist.open(site, f"@@archive-handover?id=h1&act=give&status=accepted&sha256={SHA256}")
    assert receipts.given == []


def test_the_office_cannot_confirm_with_a_receivers_form(offered, receipts, site, archivist, visit):
    token = archivist.open(site, "@@archive-handover?id=h1").forms["receipt-form"]["_authenticator"].value
    sent = {"act": "give", "id": "h1", "status": "accepted", "sha256": SHA256, "_authenticator": token}
    visit("transfer-clerk").post(site, "@@archive-handover", sent, status=404)
    assert receipts.given == []


def test_only_receivers_find_the_desk_in_their_menu(archive, site, visit):
    wanted = "@@archive-desk"
    assert wanted in visit("archive").open(site).text
    assert wanted not in visit("transfer-clerk").open(site).text
    assert wanted not in visit().open(site).text
