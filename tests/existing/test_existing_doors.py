"""Pages and services of existing documents: who may, what they answer, what they refuse (R-X1, R-X2)."""

from base64 import b64encode
from door import Door
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.existing import console
from opengov.disclosure.existing.offline import OfflineSite
from plone import api
from town import CHECKS
from town import make_agency
from urllib.parse import urlencode

import io
import openpyxl
import pytest
import re
import transaction


@pytest.fixture
def door(portal, agency):
    with api.env.adopt_roles(["Manager"]):
        make_agency(portal, "health", "云溪市卫生健康局", "云卫", prefix="hea-")
    transaction.commit()
    return Door(portal)


@pytest.fixture
def portal(functional):
    return functional["portal"]


def body(source, archive=None):
    data = {"filename": "清单.xlsx", "data": b64encode(source.getvalue()).decode()}
    return data | ({"files": b64encode(archive.getvalue()).decode()} if archive else {})


def begun(door, lists, *numbers):
    sent = body(lists.book(*map(lists.row, numbers)), lists.texts(*numbers))
    answer = door.ask("POST", "/bureau/@existing-imports", "drafter", sent)
    assert answer.status_int == 201, answer.text
    return f"/bureau/@existing-imports/{answer.json['id']}"


@pytest.mark.parametrize(
    ("user", "imports", "listed"),
    [
        ("", 401, 401),
        ("drafter", 200, 200),
        ("disclosure-reviewer", 403, 200),
        ("disclosure-officer", 403, 200),
        ("hea-drafter", 403, 403),
    ],
)
def test_who_may_import_and_who_sees_the_list(door, user, imports, listed):
    for path, status in (("@existing-imports", imports), ("@existing", listed)):
        assert door.ask("GET", f"/bureau/{path}", user).status_int == status, path
        assert door.ask("POST", f"/bureau/{path}", user, {"x": 1}).status_int == (400 if status == 200 else status), (
            path
        )


def test_an_import_over_rest_from_list_to_undo(door, lists):
    job = begun(door, lists, 1, 2, 3)
    assert door.ask("GET", job, "drafter").json["counts"]["ok"] == 3
    told = door.ask("POST", f"{job}/run", "drafter", {"limit": 2}).json
    assert (told["state"], told["cursor"], told["counts"]["created"]) == ("running", 2, 2)
    assert door.ask("POST", f"{job}/stop", "drafter", {}).json["state"] == "stopped"
    assert door.ask("POST", f"{job}/run", "drafter", {}).json["state"] == "done"
    assert door.ask("POST", f"{job}/run", "drafter", {}).json["errors"][0]["code"] == "existing_job_over"
    rows = door.ask("GET", f"{job}/rows?state=created&limit=2", "drafter").json
    assert ([row["place"] for row in rows["items"]], rows["next"]) == ([2, 3], 3)
    listed = door.ask("GET", "/bureau/@existing?attribute=none", "drafter").json
    assert listed["total"] == 3
    uids = [item["uid"] for item in listed["items"]]
    choice = {"act": "propose", "items": [{"uid": uid, "attribute": "proactive"} for uid in (*uids[:2], "0" * 32)]}
    done = door.ask("POST", "/bureau/@existing", "drafter", choice).json["items"]
    assert [(item["done"], item["gone"]) for item in done] == [(True, False), (True, False), (False, True)]
    checked = {"act": "determine", "uids": uids, "checks": CHECKS}
    done = door.ask("POST", "/bureau/@existing", "disclosure-reviewer", checked).json["items"]
    assert [item["done"] for item in done] == [True, True, False]
    assert done[2]["problems"][0]["code"] == "attribute_required"
    back = {"act": "return", "uids": uids[2:], "reason": "文号抄错"}
    assert door.ask("POST", "/bureau/@existing", "disclosure-reviewer", back).json["items"][0]["done"]
    answer = door.ask("POST", f"{job}/undo", "drafter", {}).json
    assert answer["undone"] == [] and len(answer["kept"]) == 3
    assert answer["job"]["state"] == "undone"


@pytest.mark.parametrize(
    ("path", "data", "field"),
    [
        ("", {"filename": "a.xlsx"}, "data"),
        ("", {"filename": "a.xlsx", "data": "???"}, "data"),
        ("", {"filename": "a.xlsx", "data": b64encode(b"\x00\x01").decode()}, "list"),
        ("", {"filename": "a.xlsx", "data": b64encode(b"PK\x03\x04x").decode()}, "list"),
        ("", {"filename": "a.xls", "data": b64encode(b"\xd0\xcf\x11\xe0x").decode()}, "list"),
        ("", {"filename": "a.csv", "data": b64encode("甲,乙".encode()).decode()}, "list"),
        ("", {"filename": "a.csv", "data": "", "x": 1}, "x"),
    ],
)
def test_what_is_no_list_is_refused_at_its_field(door, path, data, field):
    answer = door.ask("POST", f"/bureau/@existing-imports{path}", "drafter", data)
    assert (answer.status_int, answer.json["errors"][0]["field"]) == (400, field)
    assert door.ask("GET", "/bureau/@existing-imports", "drafter").json["items"] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_csv_comes_in_every_encoding_of_offices(door, encoding):
    words = "标题,文号,成文日期,签发人\n关于某事的通知,云教〔2019〕1号,2019/3/5,王建国\n"
    data = {"filename": "清单.csv", "data": b64encode(words.encode(encoding)).decode()}
    answer = door.ask("POST", "/bureau/@existing-imports", "drafter", data)
    assert answer.json["columns"]["number"] == "文号"


@pytest.mark.parametrize("path", ["/9", "/x", "/1/nothing", "/1/run/x"])
def test_what_is_not_there_is_missing(door, lists, path):
    begun(door, lists, 1)
    for method in ("GET", "POST"):
        assert door.ask(method, f"/bureau/@existing-imports{path}", "drafter", {}).status_int == 404


# Here follow: the pages


def page(door, path, user, form=None):
    data = urlencode(form, doseq=True).encode() if form is not None else None
    headers = {"Content_Type": "application/x-www-form-urlencoded"} if form is not None else {}
    return door.ask("POST" if form is not None else "GET", path, user, data, Accept="text/html", **headers)


def token(answer):
    return re.search(r'name="_authenticator"[^>]*value="([^"]+)"', answer.text)[1]


def test_the_page_shows_what_would_come_and_imports_it_press_by_press(door, lists):
    begun(door, lists, 1, 2)
    seen = page(door, "/bureau/@@existing-import?job=1", "drafter")
    assert "云教〔2019〕1号" in seen.text
    assert page(door, "/bureau/@@existing-import?job=1", "drafter", {"act": "run"}).status_int == 403, "no token"
    form = {"act": "run", "_authenticator": token(seen)}
    assert page(door, "/bureau/@@existing-import?job=1", "drafter", form).status_int == 302
    told = page(door, "/bureau/@@existing-import?job=1", "drafter", {**form, "answer": "json"})
    assert told.json["problems"], "it is over"
    seen = page(door, "/bureau/@@existing-import?job=1", "drafter")
    assert seen.text.count('value="undo_row"') == 2
    assert page(door, "/bureau/@@existing-import", "drafter").status_int == 200
    for path in ("/bureau/@@existing-import?job=7", "/bureau/@@existing-report?job=7", "/bureau/@@existing-report"):
        assert page(door, path, "drafter").status_int == 404


def test_failed_rows_come_back_as_a_file_that_can_be_sent_again(door, lists):
    source = lists.book(lists.row(1), lists.row(2, 成文日期="三月"))
    door.ask("POST", "/bureau/@existing-imports", "drafter", body(source, lists.texts(1, 2)))
    answer = page(door, "/bureau/@@existing-report?job=1", "drafter")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    rows = list(book.active.iter_rows(values_only=True))
    assert (len(rows), rows[1][0]) == (2, 3)
    place = rows[0].index("成文日期")
    assert rows[1][place] == "三月"
    book.active.cell(2, place + 1, "2019-03-06")
    target = io.BytesIO()
    book.save(target)
    told = door.ask("POST", "/bureau/@existing-imports", "drafter", body(target, lists.texts(1, 2))).json
    assert (told["total"], told["counts"]["ok"], told["unknown"]) == (1, 1, [])


def test_the_template_is_a_list_that_is_understood(door):
    answer = page(door, "/bureau/@@existing-template", "drafter")
    data = {"filename": "模板.xlsx", "data": b64encode(answer.body).decode()}
    refused = door.ask("POST", "/bureau/@existing-imports", "drafter", data).json
    assert [error["code"] for error in refused["errors"]] == ["existing_list_empty"]


def test_many_are_proposed_and_determined_on_one_page(door, lists):
    door.ask("POST", f"{begun(door, lists, 1, 2, 3)}/run", "drafter", {})
    seen = page(door, "/bureau/@@existing", "drafter")
    uids = re.findall(r'id="row-([0-9a-f]{32})"', seen.text)
    assert len(uids) == 3
    form = {"_authenticator": token(seen), "act": "propose", "uid:list": uids, "attribute": "withheld"}
    form |= {"withholding_reason": "投标人未同意公开", f"attribute-{uids[0]}": "proactive"}
    refused = page(door, "/bureau/@@existing?list=open", "drafter", form)
    assert refused.status_int == 200
    assert "投标人未同意公开" in refused.text, "what was typed is still there"
    assert len(set(re.findall(r'href="#row-([0-9a-f]{32})"', refused.text))) == 2
    form |= {"uid:list": uids[1:], "grounds:list": ["trade_secret"]}
    assert page(door, "/bureau/@@existing?list=open", "drafter", form).status_int == 302
    seen = page(door, "/bureau/@@existing?list=proposed", "disclosure-reviewer")
    form = {"_authenticator": token(seen), "act": "determine", "uid:list": uids, "checks:list": CHECKS}
    form |= dict(re.findall(r'name="(seen-[0-9a-f]{32})"\s+type="hidden"\s+value="([0-9a-f]{16})"', seen.text))
    assert len(form) == 4 + len(uids)
    assert page(door, "/bureau/@@existing?list=proposed", "disclosure-reviewer", form).status_int in (200, 302)
    left = door.ask("GET", "/bureau/@existing", "drafter").json
    assert left["total"] in (0, 2), "a third party's consent may still be missing"
    nothing = page(door, "/bureau/@@existing?list=open", "drafter", {"_authenticator": token(seen), "act": "propose"})
    assert nothing.status_int in (200, 403)


def test_a_hidden_agency_is_missing(door, portal, agency):
    with api.env.adopt_roles(["Manager"]):
        agency.manage_permission("View", ["Manager"], acquire=0)
        agency.manage_permission("Access contents information", ["Manager"], acquire=0)
        transaction.commit()
    missing = door.ask("GET", "/nowhere/@existing-imports", "hea-drafter")
    hidden = door.ask("GET", "/bureau/@existing-imports", "hea-drafter")
    assert (hidden.status_int, missing.status_int) == (404, 404)


# Here follows: the command


def test_the_command_imports_a_folder_and_says_what_it_left_out(portal, agency, lists, tmp_path, capsys, monkeypatch):
    site = OfflineSite(portal)
    folder = tmp_path / "files"
    (folder / "2019").mkdir(parents=True)
    (folder / "2019" / "1.txt").write_text("正文", encoding="utf-8")
    (folder / "2.txt").symlink_to("/etc/passwd")
    (tmp_path / "清单.xlsx").write_bytes(lists.book(lists.row(1), lists.row(2)).getvalue())
    with api.env.adopt_user(username="drafter"):
        number = console.begin(site, "bureau/@existing-imports", tmp_path / "清单.xlsx", str(folder))
        assert console.run(site, f"bureau/@existing-imports/{number}", 1) == console.HELD
        said = capsys.readouterr().out
        assert "row 3: " in said and "created 1" in said
        assert console.run(site, f"bureau/@existing-imports/{number}", 1) == console.HELD, "nothing is left to do"
        assert console.undo(site, f"bureau/@existing-imports/{number}", 10) == console.DONE
        with pytest.raises(NoAnswer):
            site.get("nowhere/@existing-imports/1")
    transaction.commit()
