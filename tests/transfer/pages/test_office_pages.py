"""The office's pages of hand-overs: what is shown in which state, who may look and who may act (R-T4, R-T6, R-X1)."""

from offered import AT
from offered import row
from offered import SHA256
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from plone.uuid.interfaces import IUUID

import pytest


DONE = {"sealed": [], "held": [], "laid_out": [], "offered": [], "failed": [], "notices": 0, "more": False}
READERS = ("disclosure-officer", "disclosure-reviewer", "secrecy-officer", "signer", "supervisor")
STATES = (
    "collecting",
    "laying_out",
    "failed",
    "offered",
    "received",
    "accepted",
    "rejected",
    "superseded",
    "purged",
)
REJECTION = {
    "receipt_id": "1",
    "status": "rejected",
    "digest": {"sha-256": SHA256},
    "archive_ref": "云档接〔2026〕15号",
    "checks": [{"item": "元数据项完整", "property": "integrity", "result": "failed", "note": "缺少页数"}],
    "problems": [{"path": "data/001/附件 1.pdf", "code": "file-unreadable", "note": "附件打不开"}],
    "at": AT,
    "by": "archive",
}


@pytest.fixture
def clerk(visit):
    return visit("transfer-clerk")


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_told_in_words_and_has_a_page(handovers, bureau, uid, clerk, state):
    handovers.add(id="h1", agency=uid, state=state, problems=({"code": "sealer_busy", "rule": "R-T4"},))
    page = clerk.open(bureau, "@@handovers")
    badge = page.html.select_one("#handovers [data-state]")
    assert badge["data-state"] == state and badge.text.strip() and "text-bg-" in badge["class"][1]
    page = clerk.open(bureau, "@@handover?id=h1")
    assert page.html.select_one(f"[data-state={state}]") is not None
    assert "云溪市档案馆" in page.html.h1.text


def test_progress_is_told_in_numbers_and_as_a_bar(handovers, bureau, uid, clerk):
    handovers.add(id="h1", agency=uid, state="laying_out", done=300, count=10000)
    page = clerk.open(bureau, "@@handovers")
    bar = page.html.select_one("#handovers progress")
    assert (bar["value"], bar["max"]) == ("300", "10000")
    assert "300/10000" in page.html.select_one("#handovers .opengov-done").text


def test_where_nothing_is_each_list_says_so(handovers, bureau, clerk):
    page = clerk.open(bureau, "@@handovers")
    assert page.html.select_one("#handovers-empty") and len(page.html.select(".opengov-empty")) == 3
    assert page.html.select_one("#seal") is None and page.html.select_one("#no-receivers") is None


def test_without_a_receiver_the_page_says_whom_to_ask(nobody_receives, bureau, clerk):
    assert clerk.open(bureau, "@@handovers").html.select_one("#no-receivers") is not None


def test_what_is_held_back_is_named_with_the_reason_and_what_to_do(handovers, bureau, clerk, walk, visit):
    document = walk.to("issued")
    problem = {"code": "handover_unreviewed", "rule": "R-S1", "field": "", "source": "条例 第十七条", "params": {}}
    handovers.held = [{"document": IUUID(document), "problems": [problem], "at": AT}]
    held = clerk.open(bureau, "@@handovers").html.select_one("#held")
    assert document.title in held.text and "Have it reviewed" in held.text
    assert "R-S1" in held.text and "第十七条" in held.text and "2026-11-22 09:30" in held.text


def test_titles_of_documents_one_may_not_see_are_told_nowhere(handovers, bureau, uid, clerk, walk):
    secret = walk.draft(title="尚未签发的机密草稿")
    handovers.ready = [IUUID(secret)]
    handovers.held = [{"document": IUUID(secret), "problems": [], "at": AT}]
    handovers.add(id="h1", agency=uid, listed=[row(1, title="尚未签发的机密草稿", document=IUUID(secret))])
    for view in ("@@handovers", "@@handover?id=h1"):
        page = clerk.open(bureau, view)
        assert "机密草稿" not in page.text and IUUID(secret) not in page.text
    assert page.html.select_one("#records td[data-column=title] em") is not None


def test_records_are_paged_by_fifty_and_files_too(handovers, bureau, uid, clerk):
    handovers.add(id="h1", agency=uid, listed=[row(place) for place in range(1, 121)])
    page = clerk.open(bureau, "@@handover?id=h1")
    assert len(page.html.select("#records tbody tr")) == 50 and len(page.html.select("#files tbody tr")) == 50
    page = page.click(href="records=50#records")
    assert page.html.select_one("#records td").text == "51"
    page = page.click(href="records=100#records")
    assert len(page.html.select("#records tbody tr")) == 20 and "records=150" not in page.text
    page = page.click(href="files=50#files")
    assert len(page.html.select("#files tbody tr")) == 10


@pytest.mark.parametrize("place", ["-1", "x", "99999999999999", "9" * 9])
def test_a_place_that_is_none_breaks_nothing(handovers, bureau, uid, clerk, place):
    handovers.add(id="h1", agency=uid)
    assert clerk.open(bureau, f"@@handover?id=h1&records={place}&files={place}").status_code == 200


def test_a_receipt_is_shown_with_reference_faults_and_checks(handovers, bureau, uid, clerk):
    handovers.add(id="h1", agency=uid, state="rejected", receipts=(REJECTION,))
    page = clerk.open(bureau, "@@handover?id=h1")
    receipt = page.html.select_one("[data-receipt=rejected]").find_parent("article")
    for words in ("云档接〔2026〕15号", "附件打不开", "附件 1.pdf", "元数据项完整", "缺少页数", SHA256):
        assert words in receipt.text
    assert "附件打不开" in clerk.open(bureau, "@@handovers").html.select_one("#handovers").text


@pytest.mark.parametrize("state", ["rejected", "failed"])
def test_the_clerk_seals_anew_what_was_rejected_or_failed(handovers, bureau, uid, clerk, state):
    handovers.add(id="h1", agency=uid, state=state)
    page = clerk.open(bureau, "@@handover?id=h1").forms["retry"].submit("act", value="retry")
    assert handovers.retried == ["h1"] and page.location.endswith("/bureau/@@handovers")
    assert page.follow().html.select_one("#global_statusmessage .alert-info, .portalMessage") is not None


@pytest.mark.parametrize("state", ["offered", "accepted", "superseded", "purged", "laying_out"])
def test_nothing_else_is_sealed_anew_not_even_by_a_forged_form(handovers, bureau, uid, clerk, state):
    handovers.add(id="good", agency=uid, state="rejected")
    handovers.add(id="h1", agency=uid, state=state)
    assert "retry" not in clerk.open(bureau, "@@handover?id=h1").forms
    form = clerk.open(bureau, "@@handover?id=good").forms["retry"]
    form["id"] = "h1"
    answer = form.submit("act", value="retry", status=400)
    assert handovers.retried == [] and answer.html.select_one("[role=alert]") is not None


def test_a_superseded_rejection_is_not_sealed_anew_twice(handovers, bureau, uid, clerk):
    handovers.add(id="h1", agency=uid, state="rejected")
    handovers.replaced["h1"] = "h2"
    page = clerk.open(bureau, "@@handover?id=h1")
    assert "retry" not in page.forms and "id=h2" in page.text
    assert clerk.open(bureau, "@@handovers").html.select_one("#troubled li") is None


def test_one_press_does_one_step_and_the_page_goes_on_while_something_is_left(handovers, bureau, clerk, spool):
    handovers.ready = ["1" * 32]
    step = {**DONE, "laid_out": [{"handover": "h1", "done": 10, "records": 30}], "more": True}
    handovers.batches = [step, DONE]
    page = clerk.open(bureau, "@@handovers")
    assert page.forms["seal"].fields and not page.html.select_one("#seal[data-again='1']")
    page = page.forms["seal"].submit("act", value="seal").follow()
    assert page.html.select_one("#seal[data-again='1']") and "sealing.js" in page.text
    handovers.ready = []
    page = page.forms["seal"].submit("act", value="seal").follow()
    assert "seal" not in page.forms and "sealing.js" not in page.text


def test_it_does_not_go_on_by_itself_when_steps_move_nothing(handovers, bureau, clerk, spool):
    handovers.ready = ["1" * 32]
    handovers.batches = [{**DONE, "more": True}] * 3
    page = clerk.open(bureau, "@@handovers")
    for _step in range(2):
        page = page.forms["seal"].submit("act", value="seal").follow()
        assert page.html.select_one("#seal[data-again='1']")
    page = page.forms["seal"].submit("act", value="seal").follow()
    assert "seal" in page.forms and not page.html.select_one("#seal[data-again='1']")


def test_while_another_seals_the_clerk_is_told_to_wait(handovers, bureau, clerk, spool):
    handovers.ready = ["1" * 32]
    page = clerk.open(bureau, "@@handovers")
    with Spool(spool_folder()).writing():
        answer = page.forms["seal"].submit("act", value="seal", status=400)
    assert "Try again" in answer.html.select_one("[role=alert]").text


@pytest.mark.parametrize("user", READERS)
def test_other_offices_read_and_cannot_act(handovers, bureau, uid, clerk, visit, user):
    handovers.ready = ["1" * 32]
    handovers.add(id="h1", agency=uid, state="rejected")
    reader = visit(user)
    page = reader.open(bureau, "@@handovers")
    assert "seal" not in page.forms and "retry" not in page.text
    assert "retry" not in reader.open(bureau, "@@handover?id=h1").forms
    # the form of a clerk, sent by somebody else
    for act in ("seal", "retry"):
        token = _token(reader.open(bureau, "@@handovers"), clerk.open(bureau, "@@handover?id=h1"))
        reader.post(bureau, "@@handovers", {"act": act, "id": "h1", "_authenticator": token}, status=(401, 403, 404))
    assert handovers.retried == []


def _token(*pages):
    return next(found["value"] for page in pages if (found := page.html.select_one("[name=_authenticator]")))


@pytest.mark.parametrize("user", ["", "archive", "hea-transfer-clerk", "drafter", "web-editor"])
@pytest.mark.parametrize("view", ["@@handovers", "@@handover?id=h1"])
def test_strangers_are_turned_away(handovers, bureau, health, uid, visit, user, view):
    handovers.add(id="h1", agency=uid)
    answer = visit(user).open(bureau, view, status=(302, 401, 403, 404))
    assert "云溪市档案馆" not in answer.text


def test_another_agencys_hand_over_does_not_exist(handovers, bureau, health, uid, clerk, visit):
    handovers.add(id="h1", agency=IUUID(health))
    known = clerk.open(bureau, "@@handover?id=h1", status=404)
    missing = clerk.open(bureau, "@@handover?id=h2", status=404)
    assert known.text.replace("h1", "") == missing.text.replace("h2", "")


def test_a_form_without_its_token_does_nothing(handovers, bureau, uid, clerk):
    handovers.add(id="h1", agency=uid, state="rejected")
    clerk.post(bureau, "@@handovers", {"act": "retry", "id": "h1"}, status=403)
    clerk.open(bureau, "@@handovers?act=retry&id=h1")
    assert handovers.retried == []


def test_an_act_that_is_none_is_not_there(handovers, bureau, uid, clerk):
    handovers.add(id="h1", agency=uid, state="rejected")
    form = clerk.open(bureau, "@@handover?id=h1").forms["retry"]
    form.submit("act", value="accept", status=404)


def test_markup_in_words_of_the_archive_stays_text(handovers, bureau, uid, clerk):
    note = '<script>alert("1")</script>'
    bad = {**REJECTION, "problems": [{"path": note, "code": "other", "note": note}], "archive_ref": note}
    handovers.add(id="h1", agency=uid, state="rejected", receipts=(bad,))
    for view in ("@@handovers", "@@handover?id=h1"):
        assert note not in clerk.open(bureau, view).text
