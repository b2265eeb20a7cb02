"""The doors that HTTP opens: REST of ours and of Plone, forms of Plone, uploads in pieces, and the integrity report."""

from base64 import b64encode
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID

import pytest
import transaction


@pytest.fixture
def address(matrix):
    """The address of the prepared document of a state."""
    return lambda state: f"/bureau/{matrix['ids'][state]}"


@pytest.fixture
def document(matrix):
    return lambda state: matrix["portal"]["bureau"][matrix["ids"][state]]


def fresh(document):
    """See what other requests have stored."""
    transaction.begin()
    return document


def codes(answer):
    return {error["code"] for error in answer.json["errors"]}


@pytest.mark.parametrize(
    "body",
    [
        {"colour": "red"},
        {"effective": "2020-01-01T00:00:00"},
        {"creators": ["somebody-else"]},
        {"workflow_history": {}},
        {"title": "好标题", "number": "云教〔2026〕1号"},
    ],
)
def test_a_change_of_what_is_no_field_is_refused_as_a_whole(door, address, document, body):
    entries, title = len(ILedger(document("draft")).entries()), document("draft").title
    answer = door.ask("PATCH", address("draft"), "drafter", body)
    assert (answer.status_int, codes(answer)) == (400, {"value_unknown"})
    assert fresh(document("draft")).title == title
    assert len(ILedger(document("draft")).entries()) == entries


def test_a_state_sent_back_with_what_was_read_changes_no_state(door, address, document):
    assert (
        door.ask("PATCH", address("draft"), "drafter", {"title": "新标题", "review_state": "published"}).status_int
        == 204
    )
    assert ILife(fresh(document("draft"))).state == "draft"


@pytest.mark.parametrize("step", ["vanish", "publish", "submit"])
def test_a_date_sent_with_a_step_is_refused_and_not_kept(door, address, document, step):
    answer = door.ask("POST", f"{address('draft')}/@workflow/{step}", "drafter", {"effective": "2020-01-01T00:00:00"})
    assert answer.status_int in (400, 403)
    assert fresh(document("draft")).effective_date is None
    assert ILife(document("draft")).state == "draft"


@pytest.mark.parametrize("name", ["id", "UID"])
def test_nobody_chooses_the_id_of_a_document_so_none_is_found_out(door, matrix, name):
    taken = matrix["ids"]["withheld"] if name == "id" else matrix["uids"]["withheld"]
    answers = [
        door.ask("POST", "/bureau", "drafter", {"@type": "OfficialDocument", "title": "通知", name: value})
        for value in (taken, "f" * 32)
    ]
    assert [answer.status_int for answer in answers] == [400, 400]
    assert answers[0].text == answers[1].text


def test_a_title_does_not_show_in_an_address(door):
    body = {"@type": "OfficialDocument", "title": "confidential merger plan", "disclosure_attribute": "proactive"}
    answer = door.ask("POST", "/bureau", "drafter", body)
    assert answer.status_int == 201
    name = answer.json["@id"].rpartition("/")[2]
    assert "merger" not in name
    assert len(name) == 32


@pytest.mark.parametrize("container", ["", "/other"])
def test_a_document_is_created_only_in_an_agency_where_one_drafts(door, container):
    body = {"@type": "OfficialDocument", "title": "通知"}
    assert door.ask("POST", container or "/", "drafter", body).status_int == 403
    assert door.ask("POST", container or "/", "", body).status_int == 401


def _piece(door, path, user, data=b"x" * 2000):
    meta = {"filename": "附件.txt", "content-type": "text/plain", "@type": "DocumentAttachment"}
    told = ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in meta.items())
    tus = {"Tus_Resumable": "1.0.0"}
    begun = door.ask("POST", f"{path}/@tus-upload", user, **tus, Upload_Length=str(len(data)), Upload_Metadata=told)
    if begun.status_int != 201:
        return begun
    more = {**tus, "Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    return door.ask("PATCH", begun.headers["Location"], user, data, **more)


@pytest.fixture
def upload_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TUS_TMP_FILE_DIR", str(tmp_path))


def test_an_attachment_in_pieces_is_kept_in_a_draft(door, address, document, upload_folder):
    answer = _piece(door, address("draft"), "drafter")
    assert answer.status_int == 204
    assert len(fresh(document("draft")).objectIds()) == 2
    assert ILedger(document("draft")).entries()[-1].action == "edited"


@pytest.mark.parametrize("state", ["section_review", "sign_off", "issued", "published", "withheld"])
def test_an_attachment_in_pieces_is_refused_later(door, address, document, upload_folder, state):
    assert _piece(door, address(state), "drafter").status_int == 403
    assert fresh(document(state)).objectIds() == ["annex"]


def test_pieces_begun_in_a_draft_are_refused_after_its_submission(door, bureau_walk, address, document, upload_folder):
    told = f"@type {b64encode(b'DocumentAttachment').decode()},filename {b64encode(b'a.txt').decode()}"
    tus = {"Tus_Resumable": "1.0.0"}
    begun = door.ask(
        "POST", f"{address('draft')}/@tus-upload", "drafter", **tus, Upload_Length="3", Upload_Metadata=told
    )
    bureau_walk.take(document("draft"), "submit", "drafter")
    transaction.commit()
    more = {**tus, "Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    assert door.ask("PATCH", begun.headers["Location"], "drafter", b"abc", **more).status_int in (400, 401, 403)
    assert fresh(document("draft")).objectIds() == ["annex"]


def test_no_pieces_replace_what_is_signed(door, address, document, upload_folder):
    tus = {"Tus_Resumable": "1.0.0", "Upload_Length": "3"}
    for user in ("drafter", "manager", ""):
        answer = door.ask("POST", f"{address('published')}/annex/@tus-replace", user, **tus)
        assert answer.status_int == (403 if user else 401)


@pytest.mark.parametrize("state", ["section_review", "sign_off", "issued", "withheld", "withdrawn"])
@pytest.mark.parametrize("operation", ["copy", "move"])
def test_rest_neither_copies_nor_moves_what_left_its_draft(door, address, document, matrix, state, operation):
    count = len(matrix["portal"]["bureau"].objectIds())
    answer = door.ask("POST", f"/bureau/@{operation}", "drafter", {"source": f"http://nohost/plone{address(state)}"})
    assert answer.status_int in (400, 403)
    assert len(fresh(matrix["portal"]["bureau"]).objectIds()) == count


@pytest.mark.parametrize("operation", ["copy", "move"])
@pytest.mark.parametrize("by", ["path", "uid", "url"])
def test_a_copy_of_what_one_may_not_see_answers_like_one_of_nothing(door, matrix, operation, by):
    state = "withheld"

    def source(name, uid):
        return {"path": f"/bureau/{name}", "uid": uid, "url": f"http://nohost/plone/bureau/{name}"}[by]

    hidden = source(matrix["ids"][state], matrix["uids"][state])
    missing = source("0" * 32, "0" * 32)
    answers = [
        door.ask("POST", f"/other/@{operation}", "other-drafter", {"source": each}) for each in (hidden, missing)
    ]
    assert answers[0].status_int == answers[1].status_int
    assert answers[0].text.replace(hidden, "S") == answers[1].text.replace(missing, "S")


def test_a_copy_over_rest_is_a_new_draft(door, address, matrix):
    answer = door.ask("POST", "/bureau/@copy", "drafter", {"source": f"http://nohost/plone{address('published')}"})
    assert answer.status_int == 200
    transaction.begin()
    copy = matrix["portal"]["bureau"][answer.json[0]["target"].rpartition("/")[2]]
    assert (ILife(copy).state, IDossier(copy).signed) == ("draft", None)
    # the id of a copy does not tell the id of what it was copied from
    assert len(copy.getId()) == 32


@pytest.mark.parametrize("user", ["disclosure-officer", "web-editor", "manager", "drafter"])
@pytest.mark.parametrize("form", ["content_status_modify", "@@fc-workflow"])
@pytest.mark.parametrize("state", ["issued_withheld", "sign_off", "draft"])
def test_no_form_of_plone_publishes_what_must_not_be(door, address, document, matrix, state, form, user):
    data = f'workflow_action=publish&effective_date=2020-01-01&recurse=yes&selection=["{matrix["uids"][state]}"]'
    where = address(state) if form == "content_status_modify" else "/bureau"
    data += "&transition=publish&render=no"
    page = {"Accept": "text/html", "Content_Type": "application/x-www-form-urlencoded"}
    door.ask("POST", f"{where}/{form}", user, data.encode(), **page)
    assert ILife(fresh(document(state))).state == state.split("_")[0] if state.startswith("issued") else state
    assert document(state).effective_date is None


def test_a_site_that_holds_says_so(door):
    answer = door.ask("GET", "/@integrity", "manager")
    assert answer.json["holds"], answer.json["items"]
    assert door.ask("GET", "/@integrity", "drafter").status_int in (401, 403)
    assert door.ask("GET", "/@integrity").status_int == 401


def _report(door):
    transaction.commit()
    items, after = [], ""
    while after is not None:
        page = door.ask("GET", f"/@integrity?limit=5&after={after}", "manager").json
        items, after = items + page["items"], page["next"]
    return {(item["uid"], item["code"]) for item in items}


def _raw_text(portal, document):
    document.title = "改动后的标题"


def _raw_bytes(portal, document):
    document["annex"].file = NamedBlobFile(data=b"other", filename="附件.txt", contentType="text/plain")


def _raw_state(portal, document):
    status = {"action": "publish", "review_state": "draft", "actor": "x", "comments": "", "time": document.modified()}
    portal.portal_workflow.setStatusOf("opengov_document_workflow", document, status)


def _raw_number(portal, document):
    IDossier(document).update(signed={**IDossier(document).signed, "number": "云教〔2026〕99号"})


def _raw_permission(portal, document):
    document._View_Permission = ("Anonymous", "Manager")


def _raw_acquired(portal, document):
    document._View_Permission = list(document._View_Permission)


@pytest.mark.parametrize("state", ["issued", "published", "withheld"])
@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (_raw_text, {"differs_from_signed"}),
        (_raw_bytes, {"differs_from_signed"}),
        (_raw_state, {"state_differs_from_record", "document_permissions_changed"}),
        (_raw_number, {"number_differs_from_record"}),
        (_raw_permission, {"document_permissions_changed"}),
        (_raw_acquired, {"document_permissions_changed"}),
    ],
)
def test_what_was_done_past_every_rule_is_found(door, matrix, document, state, tamper, expected):
    tamper(matrix["portal"], document(state))
    assert _report(door) == {(matrix["uids"][state], code) for code in expected}


def test_a_document_that_vanished_is_named(door, matrix, document):
    portal = matrix["portal"]
    portal.portal_catalog.uncatalog_object("/".join(document("withheld").getPhysicalPath()))
    portal["bureau"]._delOb(matrix["ids"]["withheld"])
    assert _report(door) == {(matrix["uids"]["withheld"], "document_lost")}


def test_a_deleted_draft_is_not_missed(door, address, matrix):
    assert door.ask("DELETE", address("draft"), "drafter").status_int == 204
    transaction.begin()
    assert _report(door) == set()


def test_a_broken_role_map_is_named(door, matrix):
    workflow = matrix["portal"].portal_workflow["opengov_document_workflow"]
    workflow.states["withheld"].setPermission("View", False, ["Anonymous"])
    assert ("", "role_map_changed") in _report(door)


def test_break_glass_is_recorded_and_shown_and_goes_no_further(door, address, document, matrix):
    answer = door.ask("POST", f"{address('sign_off')}/@break-glass", "manager", {"act": "return", "reason": "系统故障"})
    assert answer.status_int == 204
    assert ILife(fresh(document("sign_off"))).state == "draft"
    assert ILedger(document("sign_off")).entries()[-1].action == "break_glass_return"
    told = door.ask("GET", f"{address('sign_off')}/@disclosure", "drafter").json
    assert "系统故障" in [note.get("reason") for note in told["notes"]]
    assert door.ask("GET", address("sign_off"), "manager").status_int == 404


def test_a_dated_read_opens_one_document_to_one_person(door, address, document):
    body = {"act": "read", "reason": "审计", "user": "member", "until": now().date().isoformat()}
    assert door.ask("GET", address("withheld"), "member").status_int == 404
    before = door.ask("POST", f"{address('draft')}/@break-glass", "manager", body).status_int
    assert before == 204
    assert door.ask("GET", address("draft"), "member").status_int == 200
    assert door.ask("PATCH", address("draft"), "member", {"title": "x"}).status_int == 403
    assert door.ask("GET", address("section_review"), "member").status_int == 404


def test_a_copy_opens_itself_to_nobody_for_whom_glass_was_broken(door, address, document, matrix):
    body = {"act": "read", "reason": "审计", "user": "member", "until": now().date().isoformat()}
    assert door.ask("POST", f"{address('draft')}/@break-glass", "manager", body).status_int == 204
    answer = door.ask("POST", "/bureau/@copy", "drafter", {"source": IUUID(document("draft"))})
    assert answer.status_int == 200, answer.text
    copy = answer.json[0]["target"].removeprefix(matrix["portal"].absolute_url())
    assert door.ask("GET", copy, "drafter").status_int == 200
    assert door.ask("GET", copy, "member").status_int == 404


@pytest.mark.parametrize(
    "body",
    [
        {"act": "read", "reason": "", "user": "member", "until": "2026-12-01"},
        {"act": "read", "reason": "审计", "user": "nobody-at-all", "until": "2026-12-01"},
        {"act": "read", "reason": "审计", "user": "member", "until": "2020-01-01"},
        {"act": "read", "reason": "审计", "user": "member", "until": "2099-01-01"},
        {"act": "read", "reason": "审计", "user": "member", "until": "morgen"},
        {"act": "read", "reason": "审计", "user": "member"},
        {"act": "return", "reason": " "},
        {"act": "publish", "reason": "x"},
        {"act": "sign", "reason": "x"},
        {"act": "reassign", "reason": "x", "user": "member"},
        {"act": "withdraw", "reason": "x", "cause": "error"},
        {"act": "return", "reason": "x", "colour": "red"},
        {"act": 1, "reason": "x"},
    ],
)
def test_break_glass_refuses_what_is_not_its_business(door, address, document, body):
    entries = len(ILedger(document("sign_off")).entries())
    assert door.ask("POST", f"{address('sign_off')}/@break-glass", "manager", body).status_int == 400
    assert len(ILedger(fresh(document("sign_off"))).entries()) == entries


def test_a_draft_is_handed_to_another_drafter(door, address, document):
    body = {"act": "reassign", "reason": "原拟稿人调离", "user": "member"}
    assert door.ask("POST", f"{address('draft')}/@break-glass", "site-admin", body).status_int == 204
    assert door.ask("PATCH", address("draft"), "member", {"title": "接手后的标题"}).status_int == 204
    assert "member" in ILedger(fresh(document("draft"))).authors()
