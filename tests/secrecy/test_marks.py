"""R-A4 at every door: marked texts are refused with their place, a state secret is a stub and nothing else."""

from base64 import b64encode
from io import BytesIO
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife
from pathlib import Path
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from town import CHECKS
from zipfile import ZipFile
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


MARK = "机密★10年"
SEEDS = sorted((Path(__file__).parents[2] / ".." / "shared" / "seeds").glob("*.txt"))


def docx(text):
    """A Word file with one paragraph."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kinds}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}">{body}</w:document>')
    return buffer.getvalue()


def upload(name, data):
    return {
        "filename": name,
        "content-type": "application/octet-stream",
        "encoding": "base64",
        "data": b64encode(data).decode(),
    }


def errors(answer):
    assert answer.status_int == 400, answer.text[:300]
    return {(error["code"], error["field"]) for error in answer.json["errors"]}


@pytest.fixture
def draft(matrix):
    return f"/bureau/{matrix['ids']['draft']}"


@pytest.mark.parametrize(
    ("field", "title", "value"),
    [
        ("title", "Title", f"关于{MARK}事项的通知"),
        ("text", "Text", f"<p>{MARK}</p><p>各单位：</p>"),
        ("text", "Text", "<p>机密</p><p>各单位：</p>"),
        ("notes", "Notes", MARK),
        ("summary", "Summary", MARK),
        ("main_recipients", "Main recipients", [MARK]),
        ("disclosure_reason", "Reason", MARK),
        ("document_keywords", "Keywords", [MARK]),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_marked_field_is_refused_with_its_place(door, matrix, draft, field, title, value, method):
    count = len(matrix["portal"]["bureau"].objectIds())
    body = (
        {field: value} if method == "PATCH" else {"@type": "OfficialDocument", "title": "关于开学的通知", field: value}
    )
    answer = door.ask(method, "/bureau" if method == "POST" else draft, "drafter", body)
    assert errors(answer) == {("mark_found", field)}
    assert f") at {title}" in answer.json["errors"][0]["message"]
    transaction.begin()
    assert len(matrix["portal"]["bureau"].objectIds()) == count
    assert MARK not in str(vars(matrix["portal"]["bureau"][matrix["ids"]["draft"]]))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("附件.docx", docx(f"{MARK} 会议材料")),
        ("附件.txt", f"{MARK}\n会议材料".encode()),
        ("附件.txt", f"{MARK}\n会议材料".encode("gb18030")),
        (f"{MARK}材料.txt", "会议材料".encode()),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_marked_attachment_is_refused(door, matrix, draft, name, data, method):
    body = {"@type": "DocumentAttachment", "title": "附件", "file": upload(name, data)}
    address = draft if method == "POST" else f"{draft}/annex"
    answer = door.ask(method, address, "drafter", body if method == "POST" else {"file": body["file"]})
    assert {code for code, field in errors(answer)} == {"mark_found"}
    transaction.begin()
    document = matrix["portal"]["bureau"][matrix["ids"]["draft"]]
    assert document.objectIds() == ["annex"]
    assert document["annex"].file.filename != name or document["annex"].file.data != data


def test_the_title_of_an_attachment_is_read_too(door, draft):
    body = {"@type": "DocumentAttachment", "title": MARK, "file": upload("a.txt", b"x")}
    assert {code for code, _ in errors(door.ask("POST", draft, "drafter", body))} == {"mark_found"}


def test_a_script_is_refused_as_well(bureau_walk):
    with pytest.raises(Exception, match="R-A4"):
        bureau_walk.draft(title=f"关于{MARK}事项的通知")
    document = bureau_walk.draft()
    with api.env.adopt_user(username="drafter"):
        document.text = RichTextValue(f"<p>{MARK}</p>", "text/html", "text/x-html-safe")
        with pytest.raises(RuleBroken, match="mark_found"):
            notify(ObjectModifiedEvent(document))
    file = NamedBlobFile(data=docx(MARK), filename="a.docx", contentType="application/octet-stream")
    with api.env.adopt_user(username="drafter"), pytest.raises(Exception, match="R-A4"):
        api.content.create(bureau_walk.draft(), "DocumentAttachment", title="a", file=file)


@pytest.mark.parametrize(
    "text", ["注意保守国家秘密和商业秘密。", "商业秘密★3年", "密级：无", "确定为机密级的事项依法管理"]
)
def test_the_word_in_running_text_is_no_mark(door, draft, text):
    answer = door.ask("PATCH", draft, "drafter", {"text": f"<p>各单位：</p><p>{text}</p>"})
    assert answer.status_int == 204, answer.text


@pytest.mark.parametrize(("user", "status"), [("drafter", 403), ("section-head", 403), ("manager", 404), ("", 404)])
def test_only_a_secrecy_officer_lets_a_mark_stand(door, draft, user, status):
    body = {"mark": MARK, "reason": "引用已解密文件"}
    assert door.ask("POST", f"{draft}/@mark-override", user, body).status_int == status


@pytest.mark.parametrize("body", [{"mark": MARK}, {"mark": MARK, "reason": " "}, {"mark": MARK, "reason": "x", "z": 1}])
def test_an_override_needs_a_reason(door, draft, body):
    assert door.ask("POST", f"{draft}/@mark-override", "secrecy-officer", body).status_int == 400


def test_with_an_override_exactly_this_mark_may_stand(door, matrix, draft):
    body = {"mark": MARK, "reason": "引用已解密文件"}
    assert door.ask("POST", f"{draft}/@mark-override", "secrecy-officer", body).status_int == 204
    assert door.ask("PATCH", draft, "drafter", {"text": f"<p>{MARK}</p><p>各单位：</p>"}).status_int == 204
    assert errors(door.ask("PATCH", draft, "drafter", {"text": "<p>绝密★30年</p>"})) == {("mark_found", "text")}
    transaction.begin()
    document = matrix["portal"]["bureau"][matrix["ids"]["draft"]]
    assert "mark_override" in [entry.action for entry in ILedger(document).entries()]


STUB = {
    "@type": "OfficialDocument",
    "title": "JM-2026-001",
    "stub_reference": "JM-2026-001",
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ["state_secret"],
    "secrecy_level": "secret",
    "secrecy_years": 20,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "关于某项目的通知"}, "stub_holds_content"),
        ({"text": "<p>正文</p>"}, "stub_holds_content"),
        ({"summary": "摘要"}, "stub_holds_content"),
        ({"notes": "附注"}, "stub_holds_content"),
        ({"main_recipients": ["某单位"]}, "stub_holds_content"),
        ({"disclosure_reason": "因为某项目"}, "stub_holds_content"),
        ({"document_keywords": ["某项目"]}, "stub_holds_content"),
        ({"public_title": "某项目"}, "stub_holds_content"),
        ({"drafter_name": "张三"}, "stub_holds_content"),
        ({"stub_reference": "", "title": "x"}, "stub_reference_required"),
        ({"secrecy_level": None}, "stub_level_unknown"),
        ({"secrecy_years": 21}, "stub_period_invalid"),
        ({"secrecy_level": "confidential", "secrecy_years": 11}, "stub_period_invalid"),
        ({"secrecy_level": "top_secret", "secrecy_years": 31}, ""),
    ],
)
def test_a_stub_holds_nothing_but_reference_ground_level_and_period(door, change, expected):
    answer = door.ask("POST", "/bureau", "drafter", {**STUB, **change})
    assert answer.status_int == 400
    assert expected in answer.text


def _stub(door):
    answer = door.ask("POST", "/bureau", "drafter", STUB)
    assert answer.status_int == 201, answer.text
    return answer.json["@id"]


def test_a_stub_takes_no_attachment_and_no_text_later(door):
    stub = _stub(door)
    body = {"@type": "DocumentAttachment", "title": "a", "file": upload("a.txt", b"x")}
    assert ("stub_holds_content", "attachments") in errors(door.ask("POST", stub, "drafter", body))
    assert errors(door.ask("PATCH", stub, "drafter", {"text": "<p>正文</p>"})) == {("stub_holds_content", "text")}


def test_a_stub_is_reviewed_signed_and_filed_like_all_others(door):
    stub = _stub(door)
    steps = [
        ("submit", "drafter", {}),
        ("endorse", "section-head", {"checks": CHECKS}),
        ("approve", "disclosure-reviewer", {"checks": CHECKS}),
        ("sign", "signer", {}),
        ("file", "disclosure-officer", {}),
    ]
    for step, by, data in steps:
        answer = door.ask("POST", f"{stub}/@workflow/{step}", by, data)
        assert answer.status_int == 200, (step, answer.text)
    assert answer.json["review_state"] == "withheld"
    assert door.ask("GET", stub).status_int == 404


def test_a_text_does_not_become_a_stub_by_changing_its_ground(door, matrix, draft):
    change = {name: value for name, value in STUB.items() if name not in ("@type",)}
    told = errors(door.ask("PATCH", draft, "drafter", change))
    assert {("stub_holds_content", "text"), ("stub_holds_content", "attachments")} <= told


def test_a_determination_makes_no_stub_of_a_text(bureau_walk):
    document = bureau_walk.to("secrecy_consultation")
    with pytest.raises(RuleBroken):
        bureau_walk.take(
            document,
            "determine",
            "secrecy-officer",
            reason="属于国家秘密",
            attribute="withheld",
            grounds=["state_secret"],
        )
    assert ILife(document).state == "secrecy_consultation"
    assert document.disclosure_grounds == ()


@pytest.mark.skipif(not SEEDS, reason="the collection of real texts is not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_real_text_goes_its_whole_way_over_rest(door, path):
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    body = {
        "@type": "OfficialDocument",
        "title": lines[0][:300],
        "text": "".join(f"<p>{line}</p>" for line in lines),
        "disclosure_attribute": "proactive",
    }
    answer = door.ask("POST", "/bureau", "drafter", body)
    assert answer.status_int == 201, answer.text
    url = answer.json["@id"]
    for step, by in (
        ("submit", "drafter"),
        ("endorse", "section-head"),
        ("approve", "disclosure-reviewer"),
        ("sign", "signer"),
        ("publish", "disclosure-officer"),
    ):
        data = {"checks": CHECKS} if by in ("section-head", "disclosure-reviewer") else {}
        if step == "approve":
            data["handled"] = door.ask("GET", f"{url}/@disclosure", by).json["scan"]["to_handle"]
        assert door.ask("GET", url).status_int == 404
        answer = door.ask("POST", f"{url}/@workflow/{step}", by, data)
        assert answer.status_int == 200, (step, answer.text)
    assert answer.json["number"].startswith("云教〔")
    public = door.ask("GET", url).json
    assert public["title"] == lines[0][:300]
    assert lines[-1][-10:] in public["text"]["data"]
