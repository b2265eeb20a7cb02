"""Registers as pages, files and over REST: who reads which, what they hold, what filters and views do to them."""

from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.registerfilling import fill
from opengov.disclosure.catalogue.registerfilling import follow
from opengov.disclosure.core.registers import REGISTERS
from opengov.disclosure.ledger.interfaces import IClock
from openpyxl import load_workbook
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import PROPOSALS
from town import Walk
from urllib.parse import quote
from visiting import Visitor
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer

import csv
import datetime
import io
import pytest
import transaction


CANARY = "金丝雀计划"
READERS = (
    "disclosure-reviewer",
    "secrecy-officer",
    "signer",
    "principal-signer",
    "disclosure-officer",
    "transfer-clerk",
    "supervisor",
)


@implementer(IClock)
class Moved:
    """A clock some days ahead."""

    def __init__(self, real, days):
        self.real, self.days = real, days

    def now(self):
        return self.real.now() + datetime.timedelta(days=self.days)


@implementer(IClock)
class Ticking:
    """A clock that is a second later each time it is asked: what is done one after the other stands so in a list."""

    def __init__(self, real):
        self.real, self.asked = real, 0

    def now(self):
        self.asked += 1
        return self.real.now() + datetime.timedelta(seconds=self.asked)


class Reader(Visitor):
    """Asks for addresses, as pages and over REST."""

    def get(self, address, json=False, **more):
        return self.app.get(
            f"/plone/{quote(address, safe='/?&=@')}", headers={"Accept": "application/json"} if json else {}, **more
        )

    def send(self, method, address, body):
        ask = getattr(self.app, f"{method.lower()}_json")
        return ask(f"/plone/{address}", body, headers={"Accept": "application/json"}, expect_errors=True)


@pytest.fixture
def visit(functional, bureau):
    return lambda user="": Reader(functional, user)


@pytest.fixture
def later():
    components, real = getGlobalSiteManager(), getUtility(IClock)
    yield lambda days: components.registerUtility(Moved(real, days), IClock)
    components.registerUtility(real, IClock)


@pytest.fixture
def ticking():
    components, real = getGlobalSiteManager(), getUtility(IClock)
    components.registerUtility(Ticking(real), IClock)
    yield
    components.registerUtility(real, IClock)


@pytest.fixture
def kept(walk, ticking):
    """A document in each of the three end states, one of them returned before, and a draft."""
    returned = walk.to("section_review", title="关于开学的通知")
    walk.take(returned, "return", "section-head", reason="请写明依据")
    for step, by, data in walk.path("published"):
        handled = {"handled": []} if step == "approve" else {}
        walk.take(returned, step, by, **{**data, **handled})
    walk.to("registered", **PROPOSALS["registered"], title="关于拨款的批复", document_kind="reply")
    walk.to("withheld", **PROPOSALS["withheld"], title=f"关于{CANARY}的函", document_kind="letter")
    walk.draft(title="关于未定事项的请示")
    transaction.commit()
    return returned


@pytest.fixture
def below(bureau, ticking):
    """An agency below the bureau, with people of its own and a published document; the bureau's supervisor reads it."""
    agency = make_agency(bureau, "school", "云溪市第一中学", "云一中", prefix="school-")
    Walk(agency, "school-").to("published", title="关于运动会的通知")
    transaction.commit()
    return agency


def rows(visitor, path="bureau/@registers/all"):
    return visitor.get(path, json=True, status=200).json


def titles(visitor, path="bureau/@registers/all"):
    return [row["title"] for row in rows(visitor, path)["items"]]


def test_the_offices_that_keep_registers_read_them_and_nobody_else(visit, kept):
    for slug in OFFICES.values():
        visitor = visit(slug)
        doors = (
            "@@registers",
            "@@registers-print",
            "@@registers-xlsx",
            "@@registers-csv",
            "@@registers-views",
            "@registers",
            "@registers/withheld",
            "@register-views",
        )
        for place in ("bureau/", ""):
            for door in doors:
                answer = visitor.get(place + door, json=door.startswith("@r"), expect_errors=True)
                assert (answer.status_int == 200) is (slug in READERS), (place, door)
                if slug not in READERS:
                    assert answer.status_int in (302, 401, 403, 404) and CANARY not in answer.text


def test_nobody_finds_registers_on_the_site(visit, kept):
    for door in (
        "@@registers",
        "@@registers-csv",
        "@@registers-views",
        "@registers",
        "@registers/published",
        "@register-views",
    ):
        assert visit().get(door, json=door.startswith("@r"), expect_errors=True).status_int == 404


def test_each_register_tells_its_documents_and_how_many(visit, kept):
    officer = visit("disclosure-officer")
    listed = {item["name"]: item["count"] for item in rows(officer, "bureau/@registers")["items"]}
    assert list(listed) == list(REGISTERS)
    assert {name: number for name, number in listed.items() if number} == {
        "all": 3,
        "published": 1,
        "registered": 1,
        "withheld": 1,
        "returned": 1,
    }
    for name in REGISTERS:
        if listed[name] is not None:
            assert len(rows(officer, f"bureau/@registers/{name}")["items"]) == listed[name], name
        officer.get(f"bureau/@@registers?register={name}", status=200)
        officer.get(f"bureau/@@registers-print?register={name}", status=200)


def test_a_return_is_told_with_office_number_and_reason_to_who_may_see_the_document(visit, walk, kept):
    [row] = rows(visit("disclosure-officer"), "bureau/@registers/returned")["items"]
    assert (row["office"], row["times"], row["source"], row["by"]) == (
        "section-head",
        1,
        "section_review",
        "section-head",
    )
    assert (row["reason"], row["state"], row["title"]) == ("请写明依据", "published", "关于开学的通知")
    hidden = walk.to("section_review", title=f"关于{CANARY}二的通知")
    walk.take(hidden, "return", "section-head", reason=f"{CANARY}未写明")
    transaction.commit()
    for reader in READERS:
        page = visit(reader).get("bureau/@registers/returned", json=True)
        assert len(page.json["items"]) == page.json["total"] == 1 and CANARY not in page.text
        counts = {item["name"]: item["count"] for item in rows(visit(reader), "bureau/@registers")["items"]}
        assert counts["returned"] == 1


def test_a_change_of_attribute_is_told_once_it_is_decided(visit, walk, kept):
    document = walk.to("registered", **PROPOSALS["registered"], title="关于收费的通知")
    officer = visit("disclosure-officer")
    walk.take(document, "adjust", "disclosure-officer", reason="已可公开", attribute="proactive", public_title="")
    transaction.commit()
    assert titles(officer, "bureau/@registers/attribute_changed") == []
    assert titles(officer, "bureau/@registers/adjustment_review") == ["关于收费的通知"]
    checks = ["accuracy", "authority", "completeness", "timeliness"]
    walk.take(document, "review_adjustment", "disclosure-reviewer", outcome="agree", checks=checks, handled=[])
    walk.take(document, "decide_adjustment", "signer", outcome="agree")
    transaction.commit()
    [row] = rows(officer, "bureau/@registers/attribute_changed")["items"]
    assert (row["old"], row["new"], row["why"], row["by"]) == ("on_request", "proactive", "decide_adjustment", "signer")


def test_what_is_over_is_told_with_duty_last_day_and_clause_and_is_stored_nowhere(visit, walk, later):
    walk.to("issued", title="关于开学的通知")
    transaction.commit()
    officer = visit("disclosure-officer")
    assert titles(officer, "bureau/@registers/overdue") == []
    later(60)
    [row] = rows(officer, "bureau/@registers/overdue")["items"]
    assert (
        row["duty"] == "publish"
        and row["over"] > 0
        and row["clause"]
        and row["due"] < getUtility(IClock).now().date().isoformat()
    )
    assert titles(officer, "bureau/@registers/all?overdue=1") == ["关于开学的通知"]
    assert titles(officer, "bureau/@registers/published?overdue=1") == []
    assert titles(officer, "bureau/@registers/overdue?q=开学") == ["关于开学的通知"]
    assert titles(officer, "bureau/@registers/overdue?q=放假") == []
    table = officer.get("bureau/@@registers?register=overdue", status=200).html.find(id="disclosure-register")
    assert table.find("td", {"data-column": "clause"}).text == row["clause"]


QUERIES = [
    ("attribute=withheld", [f"关于{CANARY}的函"]),
    ("kind=reply", ["关于拨款的批复"]),
    ("state=published", ["关于开学的通知"]),
    ("ground=personnel", [f"关于{CANARY}的函"]),
    ("ground=personnel&kind=notice", []),
    ("q=拨款", ["关于拨款的批复"]),
    ("q=云教", [f"关于{CANARY}的函", "关于拨款的批复", "关于开学的通知"]),
    ("q=云教&sort=date", ["关于开学的通知", "关于拨款的批复", f"关于{CANARY}的函"]),
    ("sort=date", ["关于开学的通知", "关于拨款的批复", f"关于{CANARY}的函"]),
    ("from=2000-01-01&to=2000-12-31", []),
    ("masked=1&kind=reply", [""]),
]


def test_filters_search_and_order(visit, kept):
    for query, found in QUERIES:
        assert titles(visit("disclosure-officer"), f"bureau/@registers/all?{query}") == found


SORTS = ["-date", "date", "-issue_date", "issue_date"]


def whole(visitor, query):
    """Titles of all pages, and how many pages there were."""
    found, after, pages = [], "", 0
    while after is not None:
        page = rows(visitor, f"bureau/@registers/all?{query}&size=2" + (f"&after={after}" if after else ""))
        found, after, pages = [*found, *(row["title"] for row in page["items"])], page["next"], pages + 1
    return found, pages


def test_a_search_looks_at_a_part_for_each_page_and_finds_everything_in_every_order(visit, walk, kept, monkeypatch):
    walk.to("published", title="关于校车的通知")
    transaction.commit()
    officer = visit("disclosure-officer")
    expected = {sort: whole(officer, f"sort={sort}&q=关于")[0] for sort in SORTS}
    monkeypatch.setattr("opengov.disclosure.catalogue.registerbook.TEXTS_PER_PAGE", 1)
    for sort in SORTS:
        assert whole(officer, f"sort={sort}&q=关于")[0] == expected[sort] and len(expected[sort]) == 4
        file = officer.get(f"bureau/@@registers-csv?register=all&sort={sort}&q=关于", status=200)
        lines = list(csv.reader(io.StringIO(file.body.decode("utf-8-sig"))))
        assert [line[2] for line in lines[1:]] == expected[sort]
    page = officer.get("bureau/@@registers?register=published&sort=issue_date&q=校车", status=200).html
    empty = page.find(id="disclosure-register-empty")
    assert empty and "after=" in empty.a["href"]
    page = officer.get("bureau/@@registers?register=all&sort=date&q=关于", status=200).html
    assert page.find(class_="alert-warning")


def test_page_and_print_say_where_the_print_ends_and_files_do_not_end_there(visit, walk, kept, monkeypatch):
    for place in ("limits", "files"):
        monkeypatch.setattr(f"opengov.disclosure.desk.registers.{place}.PRINTED", 2)
    officer = visit("disclosure-officer")
    assert officer.get("bureau/@@registers?register=all", status=200).html.find(class_="alert-warning")
    assert not officer.get("bureau/@@registers?register=published", status=200).html.find(class_="alert-warning")
    printed = officer.get("bureau/@@registers-print?register=all", status=200).html
    assert len(printed.tbody.find_all("tr")) == 2
    assert [said.find_parent("header") is None for said in printed.find_all(class_="warning")] == [False, True]
    file = officer.get("bureau/@@registers-csv?register=all", status=200).body.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(file)))) == 4


def test_pages_by_key_are_together_the_whole_list(visit, kept, below):
    supervisor = visit("supervisor")
    for sort in SORTS:
        found, after = [], ""
        whole = titles(supervisor, f"bureau/@registers/all?sort={sort}")
        while after is not None:
            page = rows(supervisor, f"bureau/@registers/all?sort={sort}&size=1" + (f"&after={after}" if after else ""))
            found += [row["title"] for row in page["items"]]
            after = page["next"]
        assert found == whole and len(whole) == 4


def test_a_supervisor_reads_the_agencies_below_and_nobody_reads_sideways(visit, kept, below):
    supervisor, officer = visit("supervisor"), visit("disclosure-officer")
    assert "关于运动会的通知" in titles(supervisor) and len(titles(supervisor, "@registers/all")) == 4
    assert titles(supervisor, f"bureau/@registers/all?agency={IUUID(below)}") == ["关于运动会的通知"]
    assert (
        titles(officer)
        == titles(officer, "@registers/all")
        == [f"关于{CANARY}的函", "关于拨款的批复", "关于开学的通知"]
    )
    officer.get(f"bureau/@registers/all?agency={IUUID(below)}", json=True, status=400)
    school = visit("school-disclosure-officer")
    assert titles(school, "@registers/all") == ["关于运动会的通知"]
    assert school.get("bureau/@registers", json=True, expect_errors=True).status_int in (401, 403, 404)
    page = supervisor.get("bureau/@@registers", status=200).html
    assert page.find(id="filter-agency") and page.find("td", {"data-column": "agency_title"})


WRONG = [
    ("from=gestern", "from", "gestern"),
    ("from=2026-03-01&to=2026-02-01", "to", "2026-02-01"),
    ("kind=novel", "kind", None),
    ("agency=" + "0" * 32, "", None),
    ("view=nothing", "", None),
    ("colour=red", "", None),
]


def test_wrong_input_is_told_at_its_field_and_nothing_is_lost(visit, kept):
    officer = visit("disclosure-officer")
    for query, field, kept_value in WRONG:
        page = officer.get(f"bureau/@@registers?register=withheld&q=金丝雀&{query}", status=200).html
        assert page.find(id="opengov-errors").li
        assert page.find(id="filter-q")["value"] == "金丝雀"
        if field:
            assert page.find(id=f"error-{field}") and page.find("a", href=f"#filter-{field}")
        if kept_value:
            assert page.find(id=f"filter-{field}")["value"] == kept_value
        officer.get(f"bureau/@registers/withheld?{query}", json=True, status=400)


def test_what_is_not_understood_is_told_by_the_page_and_not_printed_as_an_empty_register(visit, kept):
    answer = visit("disclosure-officer").get("bureau/@@registers-print?register=withheld&from=x", status=302)
    assert answer.location.endswith("/bureau/@@registers?register=withheld&from=x")


def test_a_page_has_every_id_once_and_names_its_cells(visit, kept):
    page = visit("disclosure-officer").get("bureau/@@registers?register=published", status=200)
    assert page.headers["Cache-Control"] == "no-cache, private"
    ids = [tag["id"] for tag in page.html.find_all(id=True)]
    assert len(ids) == len(set(ids))
    table = page.html.find(id="disclosure-register")
    heads = [" ".join(head.text.replace("▼", "").replace("↕", "").split()) for head in table.find_all("th")]
    assert [cell["data-label"] for cell in table.find_all("td")] == heads
    assert table.find("td", {"data-column": "title"}).a.text == "关于开学的通知"
    assert page.html.find("a", {"aria-current": "page"}, class_="active")
    empty = visit("disclosure-officer").get("bureau/@@registers?register=voided", status=200).html
    assert empty.find(id="disclosure-register") is None and empty.find(id="disclosure-register-empty")


def test_files_hold_all_pages_of_what_is_shown_and_no_formula(visit, walk, kept, monkeypatch):
    monkeypatch.setattr("opengov.disclosure.desk.registers.rows._AT_ONCE", 1)
    walk.to("published", title='=HYPERLINK("http://x","开学")')
    transaction.commit()
    officer = visit("disclosure-officer")
    answer = officer.get("bureau/@@registers-csv?register=published", status=200)
    lines = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert [line[2] for line in lines[1:]] == ['\'=HYPERLINK("http://x","开学")', "关于开学的通知"]
    assert (
        answer.headers["Content-Disposition"].endswith(".csv") and "attachment" in answer.headers["Content-Disposition"]
    )
    answer = officer.get("bureau/@@registers-xlsx?register=published&kind=notice", status=200)
    sheet = load_workbook(io.BytesIO(answer.body)).active
    cells = [[cell.value for cell in line] for line in sheet]
    assert [line[0] for line in cells[1:]] == [1, 2] and len(cells) == 3
    assert sheet["C2"].data_type == "s" and cells[1][2] == '=HYPERLINK("http://x","开学")'
    assert isinstance(cells[1][5], datetime.datetime)
    assert (sheet.freeze_panes, sheet["A1"].font.b) == ("A2", True)
    assert len(list(csv.reader(io.StringIO(officer.get("bureau/@@registers-csv?register=published&q=放假").text)))) == 1
    assert officer.get("bureau/@@registers-csv?register=published&from=x").status_int == 302


def test_a_masked_register_names_nothing_in_any_form(visit, kept):
    officer = visit("disclosure-officer")
    for door in ("@@registers", "@@registers-csv", "@@registers-print", "@registers/withheld"):
        query = "masked=1" if door.startswith("@r") else "register=withheld&masked=1"
        answer = officer.get(f"bureau/{door}?{query}", json=door.startswith("@r"), status=200)
        assert CANARY not in answer.text


def test_a_stub_and_what_is_destroyed_have_no_words(visit, walk, kept):
    document = walk.to("purged", title=f"关于{CANARY}三的通知")
    transaction.commit()
    page = visit("disclosure-officer").get("bureau/@registers/purged", json=True)
    assert [row["uid"] for row in page.json["items"]] == [IUUID(document)] and CANARY not in page.text
    assert titles(visit("disclosure-officer"), f"bureau/@registers/all?q={CANARY}三") == []


def test_reading_writes_nothing(visit, site, kept):
    # the first page of all is Plone's own affair
    visit("disclosure-officer").get("bureau", status=200)
    before = site._p_jar.db().lastTransaction()
    for door in (
        "@@registers",
        "@@registers?register=overdue",
        "@@registers-xlsx",
        "@@registers-print",
        "@@registers-views",
    ):
        visit("disclosure-officer").get(f"bureau/{door}", status=200)
    site._p_jar.sync()
    assert site._p_jar.db().lastTransaction() == before


def test_what_happened_before_there_were_registers_of_acts_is_filled_in_once(visit, site, bureau, kept):
    store = storage.read(site).registers[IUUID(bureau)]
    whole = {name: list(rows.values()) for name, rows in store.lists.items()}
    # as an earlier version left it
    for uid in list(store.acts):
        for name, rank in store.acts[uid]:
            del store.lists[name][rank]
    store.acts = store.indexes = None
    fill(site)
    assert {name: list(rows.values()) for name, rows in store.lists.items()} == whole
    transaction.commit()
    assert titles(visit("disclosure-officer"), "bureau/@registers/all?kind=reply") == ["关于拨款的批复"]
    assert follow(site, "", 50) == (0, None)


def test_a_view_is_kept_for_oneself_renamed_used_and_deleted(visit, kept):
    officer, signer = visit("disclosure-officer"), visit("signer")
    view = officer.send(
        "POST", "bureau/@register-views", {"name": "不公开的函", "query": {"register": "withheld", "kind": "letter"}}
    ).json
    assert titles(officer, f"bureau/@registers/withheld?view={view['id']}") == [f"关于{CANARY}的函"]
    assert (
        officer.get(f"bureau/@@registers?view={view['id']}")
        .html.find(id="filter-kind")
        .find("option", selected=True)["value"]
        == "letter"
    )
    assert rows(signer, "bureau/@register-views")["items"] == []
    signer.get(f"bureau/@registers/withheld?view={view['id']}", json=True, status=400)
    path = f"bureau/@register-views/{view['id']}"
    assert signer.send("PATCH", path, {"name": "我的"}).status_int == 400
    assert signer.send("DELETE", path, {}).status_int == 400
    assert officer.send("PATCH", path, {"name": "函"}).json["name"] == "函"
    assert officer.send("DELETE", path, {}).status_int == 204
    assert rows(officer, "bureau/@register-views")["items"] == []


def test_a_view_is_shared_by_the_disclosure_officer_alone(visit, bureau, kept):
    officer, signer = visit("disclosure-officer"), visit("signer")
    body = {"name": "本季", "query": {"register": "published"}, "agency": IUUID(bureau)}
    assert signer.send("POST", "bureau/@register-views", body).status_int == 400
    view = officer.send("POST", "bureau/@register-views", body).json
    [seen] = rows(signer, "bureau/@register-views")["items"]
    assert (seen["id"], seen["shared"], seen["may_change"]) == (view["id"], True, False)
    assert signer.send("DELETE", f"bureau/@register-views/{view['id']}", {}).status_int == 400
    assert officer.send("POST", "bureau/@register-views", body).json["errors"][0]["code"] == "view_name_taken"


SENSELESS = [
    {"name": "甲"},
    {"name": "甲", "query": {"kind": "novel"}},
    {"name": "甲", "query": {"colour": "red"}},
    {"name": "甲", "query": {"after": "1"}},
    {"name": "", "query": {}},
    {"name": "甲", "query": {}, "by": "x"},
    {"name": 5, "query": {}},
]


def test_a_view_that_makes_no_sense_is_refused(visit, kept):
    for body in SENSELESS:
        assert visit("disclosure-officer").send("POST", "bureau/@register-views", body).status_int == 400


def test_no_view_is_kept_for_who_did_not_ask_for_it(visit, bureau, kept):
    officer = visit("disclosure-officer")
    answer = officer.post(bureau, "@@registers-views", {"act": "save", "view_name": "x"}, status="*")
    assert answer.status_int == 403
    assert officer.get("bureau/@register-views", json=True).json["items"] == []


def test_views_are_kept_by_form_and_a_wrong_name_is_told_at_the_field(visit, kept):
    officer = visit("disclosure-officer")
    page = officer.get("bureau/@@registers-views?register=withheld&kind=letter", status=200)
    form = page.forms[
        next(number for number, form in page.forms.items() if isinstance(number, int) and "view_name" in form.fields)
    ]
    form["view_name"] = ""
    wrong = form.submit(status=400)
    assert wrong.html.find(id="new-view-error").text.strip()
    assert wrong.html.find(id="new-view-name")["aria-invalid"] == "true"
    form["view_name"] = "名" * 61
    wrong = form.submit(status=400)
    assert "60" in wrong.html.find(id="new-view-error").text
    assert wrong.html.find(id="new-view-name")["value"] == "名" * 61
    assert officer.get("bureau/@register-views", json=True).json["items"] == []
    form["view_name"] = "函"
    shown = form.submit().follow()
    assert shown.html.find(id="filter-kind").find("option", selected=True)["value"] == "letter"
    page = officer.get("bureau/@@registers-views", status=200)
    [kept_form] = [
        form for form in {id(form): form for form in page.forms.values()}.values() if "view_id" in form.fields
    ]
    kept_form["view_name"] = ""
    wrong = kept_form.submit("act", index=0, status=400)
    assert wrong.html.find(id=f"error-{kept_form['view_id'].value}").text.strip()
    assert kept_form.submit("act", index=1).follow().html.find(class_="opengov-register-view") is None
    for act in ("0", "1"):
        # of a view that is gone meanwhile nothing is changed, and it is said
        gone = kept_form.submit("act", index=int(act), status=400)
        assert gone.html.find(id="opengov-errors").text.strip()
