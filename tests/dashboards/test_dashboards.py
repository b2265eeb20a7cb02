"""Figures of agencies: they are those of the documents, lead to their lists, and tell nobody what is not his to know."""

from collections import Counter
from datetime import date
from html import unescape
from io import BytesIO
from opengov.disclosure.core import spans
from opengov.disclosure.core import statistics
from opengov.disclosure.core.figures import Selection
from opengov.disclosure.desk.dashboards import keeping
from opengov.disclosure.desk.dashboards import listing
from opengov.disclosure.desk.dashboards import reading
from opengov.disclosure.desk.dashboards import setup
from opengov.disclosure.desk.dashboards import storage
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.events import DutyTurned
from plone import api
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import Walk
from zope.component import getAdapter
from zope.event import notify

import openpyxl
import pytest
import re
import transaction


#: States of the peopled bureau's documents that are counted; three stand for ``issued``.
COUNTED = {"issued": 3, **dict.fromkeys(statistics.COUNTED[1:], 1)}


@pytest.fixture
def site(matrix):
    return matrix["portal"]


def brute(site):
    """The counts of every document that there is, one by one, by agency and month."""
    found = {}
    for brain in site.portal_catalog.unrestrictedSearchResults(object_provides=IGoverned.__identifier__):
        document = brain._unrestrictedGetObject()
        known = storage.read(site).agencies.get(brain.issuing_agency)
        row = reading.counted(document, known and known.get(brain.UID))
        if row is not None:
            counts = found.setdefault(brain.issuing_agency, {}).setdefault(row.month, Counter())
            counts.update(statistics.cells(row))
    return found


def stored(site):
    agencies = storage.read(site).agencies.items()
    kept = {
        uid: {month: dict(tally.counts) for month, tally in each.months.items() if tally.counts}
        for uid, each in agencies
    }
    return {uid: months for uid, months in kept.items() if months}


def assert_true(site):
    assert stored(site) == brute(site)
    for each in storage.read(site).agencies.values():
        assert list(keeping.torn(each)) == []
        assert {key.partition(" ")[2] for key in each.days} == set(each.rows)


def test_every_document_is_counted_in_its_state_from_the_signature_on(site, bureau):
    assert_true(site)
    months = stored(site)[IUUID(bureau)]
    found = Counter()
    for counts in months.values():
        for cell, number in counts.items():
            found.update({cell[2]: number} if cell[0] == "documents" else {})
    assert found == COUNTED


def test_whatever_becomes_of_documents_the_counts_are_true(site, bureau, bureau_walk):
    walk, other = bureau_walk, Walk(site["other"], "other-")
    uid = IUUID(bureau)
    document = walk.to("sign_off")
    assert_true(site)
    walk.take(document, "sign", "signer")
    row = storage.read(site).agencies[uid].get(IUUID(document))
    assert (row.state, row.day) == ("issued", now().date().isoformat())
    assert set(row.spent) == {"draft", "section_review", "disclosure_review", "sign_off"}
    assert [(duty.key, duty.done) for duty in row.duties] == [("publish", "")]
    assert IUUID(document) in storage.read(site).agencies[uid].unmet
    assert_true(site)
    walk.take(document, "publish", "disclosure-officer")
    row = storage.read(site).agencies[uid].get(IUUID(document))
    assert [duty.outcome("") for duty in row.duties] == ["on_time"]
    assert IUUID(document) not in storage.read(site).agencies[uid].unmet
    other.to("withheld", disclosure_attribute="withheld", **WITHHELD)
    walk.to("withdrawn")
    purged = walk.to("purged")
    assert storage.read(site).agencies[uid].get(IUUID(purged)).state == "purged"
    referred = walk.to("secrecy_consultation")
    walk.take(referred, "determine", "secrecy-officer", reason="不涉密", attribute="proactive")
    assert_true(site)


WITHHELD = {
    "disclosure_grounds": ("personnel",),
    "disclosure_reason": "属于内部人事管理信息",
    "discretion": "公开会影响内部人事工作",
}


def test_an_adjustment_moves_a_document_from_one_attribute_to_another(site, bureau, bureau_walk):
    document = bureau_walk.to("adjustment_review")
    before = storage.read(site).agencies[IUUID(bureau)].get(IUUID(document))
    assert (before.attribute, before.state) == ("proactive", "adjustment_review")
    bureau_walk.take(document, "review_adjustment", "disclosure-reviewer", outcome="agree", checks=list(CHECKS))
    bureau_walk.take(document, "decide_adjustment", "signer", outcome="agree")
    after = storage.read(site).agencies[IUUID(bureau)].get(IUUID(document))
    assert (after.attribute, after.state, after.grounds) == ("withheld", "withheld", ("personnel",))
    assert [duty.outcome("") for duty in after.duties if duty.key == "publish"] == ["on_time"]
    assert_true(site)


CHECKS = ("accuracy", "authority", "completeness", "timeliness")


def test_a_document_from_paper_counts_under_its_own_day_and_has_spent_no_time_here(site, bureau, bureau_walk, matrix):
    document = bureau[matrix["ids"]["to_determine"]]
    assert storage.read(site).agencies[IUUID(bureau)].get(IUUID(document)) is None
    bureau_walk.take(
        document, "take_up", "disclosure-reviewer", handled=sorted(IScan(document).item_ids()), checks=list(CHECKS)
    )
    row = storage.read(site).agencies[IUUID(bureau)].get(IUUID(document))
    assert (row.month, row.state, row.spent) == ("2019-03", "published", {})
    assert [duty.outcome("") for duty in row.duties] == ["on_time"]
    assert_true(site)


def test_a_duty_that_turns_without_a_step_is_counted_at_once(site, bureau, bureau_walk):
    document = bureau_walk.to("issued")
    kept = storage.read(site).agencies[IUUID(bureau)]
    kept.put(IUUID(document), None)
    notify(DutyTurned(document))
    assert kept.get(IUUID(document)).state == "issued"


def test_what_is_removed_is_counted_no_more(site, bureau):
    uid = next(iter(storage.read(site).agencies[IUUID(bureau)].rows))
    assert keeping.forget(uid)
    assert uid not in storage.read(site).agencies[IUUID(bureau)].rows
    assert list(keeping.torn(storage.read(site).agencies[IUUID(bureau)])) == []
    assert not keeping.forget(uid)


def test_an_upgrade_counts_what_was_signed_before(site):
    before = stored(site)
    storage.discard(site)
    assert stored(site) == {}
    setup.fill(site)
    setup.fill(site)
    assert {uid: set(months) for uid, months in stored(site).items()} == {
        uid: set(months) for uid, months in before.items()
    }
    assert_true(site)


def recount(site):
    done, after = [], ""
    while after is not None:
        batch = getAdapter(site, IRoutine, "statistics").run(after, 3)
        done, after = done + batch["done"], batch["next"]
    return done


def test_the_routine_finds_what_was_counted_wrong_puts_it_right_and_says_so(site, bureau, matrix):
    uid, kept = IUUID(bureau), storage.read(site).agencies[IUUID(bureau)]
    month = next(iter(kept.months))
    kept.months[month].add({("documents", "proactive", "published"): 5})
    assert recount(site) == [f"{uid}/{month}"]
    assert_true(site)
    assert recount(site) == []


def test_the_routine_recounts_what_has_an_open_duty_every_day(site, bureau, matrix):
    kept = storage.read(site).agencies[IUUID(bureau)]
    wrong = matrix["uids"]["issued"]
    row = kept.get(wrong)
    kept.put(wrong, statistics.Counted(row.day, row.attribute, row.state, duties=row.duties))
    assert wrong in recount(site)
    assert kept.get(wrong) == row


def test_two_people_at_two_documents_do_not_wait_for_each_other(site, bureau, matrix):
    uid = IUUID(bureau)
    day = now().date().isoformat()
    row = statistics.Counted(day, "proactive", "published", spent={"draft": 2})
    kept = storage.read(site).agencies[uid]
    kept.put("0" * 31 + "1", row)
    transaction.commit()
    before = dict(kept.months[day[:7]].counts)
    manager = transaction.TransactionManager()
    connection = site._p_jar.db().open(manager)
    try:
        theirs = storage.read(connection.root()["Application"]["plone"]).agencies[uid]
        theirs.put("f" * 32, row)
        kept.put("8" * 32, row)
        transaction.commit()
        manager.commit()
    finally:
        manager.abort()
        connection.close()
    site._p_jar.sync()
    cell = ("documents", "proactive", "published")
    assert kept.months[day[:7]].counts[cell] == before[cell] + 2
    assert list(keeping.torn(kept)) == []


def year():
    """An agency with one ordinary document a day in 2026, and one withheld on 9 March."""
    figures = storage.AgencyFigures()
    for day in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        told = date.fromordinal(day).isoformat()
        figures.put(f"{day:032}", statistics.Counted(told, "proactive", "published"))
    rare = statistics.Counted("2026-03-09", "withheld", "withheld", ("personnel",), "letter")
    figures.put("f" * 32, rare)
    found = storage.Statistics()
    found.agencies["a" * 32] = figures
    return found


def test_a_list_looks_at_no_row_of_a_month_without_any_of_its_documents(site, monkeypatch):
    kept, looked = year(), []
    monkeypatch.setattr(storage, "read", lambda site: kept)
    monkeypatch.setattr(storage, "counted", lambda text, real=storage.counted: looked.append(text) or real(text))
    span = spans.read("2026", "", "", "", date(2026, 12, 31))

    def listed(**selection):
        looked.clear()
        return [key for key, _row in keeping.listed(site, "a" * 32, span, Selection(**selection), "2026-12-31")]

    assert listed(ground="personnel") == [f"2026-03-09 {'f' * 32}"]
    assert len(looked) == 23
    assert listed(ground="personnel", kind="letter", attribute="withheld") == [f"2026-03-09 {'f' * 32}"]
    assert len(looked) == 32
    assert (listed(ground="logistics"), looked) == ([], [])
    assert len(listed(kind="letter")) == 1
    before = f"2026-03-09 {'f' * 32}"
    again = keeping.listed(site, "a" * 32, span, Selection(attribute="proactive"), "2026-12-31", before)
    assert [key[:10] for key, _row in again][:2] == ["2026-03-09", "2026-03-08"]


# -- pages


def read(door, path, user, status=200):
    answer = door.ask("GET", path, user, Accept="text/html")
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


def numbers_of(html):
    """The numbers of documents, each with the address of its list."""
    found = re.findall(r'<a class="is-count"\s+href="([^"]+)"[^>]*>\s*(\d+)\s*</a>', html)
    return [(unescape(address), int(number)) for address, number in found]


def listed(html):
    return len(re.findall(r'<td data-column="number"', html))


@pytest.mark.parametrize(
    ("place", "user"), [("bureau", "disclosure-officer"), ("bureau", "supervisor"), ("", "signer")]
)
def test_every_number_leads_to_just_so_many_documents(door, place, user):
    numbers = dict(numbers_of(read(door, f"{place}/@@statistics", user)))
    assert len(numbers) > 25
    for address, number in numbers.items():
        html = read(door, address, user)
        assert (address, listed(html)) == (address, number)
        assert "@@registers" in address or f"{number} in all" in html
    pages = {address.partition("?")[0].rpartition("/")[2] for address in numbers}
    assert pages == {"@@registers", "@@statistics-list"}


def test_the_figures_of_a_service_are_those_of_the_page(site, door, bureau):
    found = door.ask("GET", "bureau/@statistics?year=2026", "disclosure-officer").json
    assert {each["state"]: 0 for each in found["documents"]}.keys() == set(COUNTED)
    assert sum(each["documents"] for each in found["documents"]) == sum(COUNTED.values())
    for each in found["documents"]:
        assert listed(read(door, each["list"], "disclosure-officer")) == each["documents"]
    assert found["shares"]["withheld"]["of"] == sum(n for state, n in COUNTED.items() if state not in statistics.GONE)
    assert found["duties"][0]["key"] == "publish"
    assert found["duties"][0]["source"].startswith("政府信息公开条例")
    (agency,) = found["agencies"]
    assert (agency["uid"], agency["title"]) == (IUUID(bureau), "云溪市教育局")


def test_who_reads_no_register_reads_no_figures(door):
    for path in ("bureau/@@statistics", "bureau/@@statistics-list", "bureau/@@statistics-table?table=months"):
        assert door.ask("GET", path, "drafter", Accept="text/html").status_code in (302, 403, 404)
        assert door.ask("GET", path, "other-disclosure-officer", Accept="text/html").status_code in (302, 403, 404)
    assert door.ask("GET", "bureau/@statistics", "web-editor").status_code in (302, 403, 404)
    assert door.ask("GET", "bureau/@statistics").status_code in (401, 404)
    for user in ("", "member", "drafter", "manager"):
        for path in ("@@statistics", "@@statistics-list", "@@statistics-table?table=months"):
            assert door.ask("GET", path, user, Accept="text/html").status_code == 404
        assert door.ask("GET", "@statistics", user).status_code == 404


def test_on_the_site_everybody_has_the_agencies_whose_registers_he_reads(door, bureau):
    html = read(door, "@@statistics", "supervisor").partition('id="content"')[2]
    assert "云溪市教育局" in html
    assert "云溪市财政局" not in html
    api.group.add_user(groupname=f"{IUUID(door.portal['other'])}-supervisor", username="supervisor")
    transaction.commit()
    html = read(door, "@@statistics", "supervisor")
    assert "Comparison of agencies" in html
    assert "云溪市财政局" in html
    one = read(door, f"@@statistics?agency={IUUID(door.portal['other'])}", "supervisor")
    assert "No document was issued" in one or "Nothing is counted yet" in one


def test_a_supervisors_figures_begin_with_the_signature(door):
    """R-X1: of what is under way everybody learns what he may see, a supervisor nothing."""
    assert door.ask("GET", "bureau/@statistics", "supervisor").json["underway"] == []
    html = read(door, "bureau/@@statistics", "supervisor")
    assert "Under way today" not in html
    assert "no document is counted" in read(door, "bureau/@@statistics-list?state=sign_off", "supervisor").lower()
    seen = door.ask("GET", "bureau/@statistics", "disclosure-reviewer").json["underway"]
    assert {each["state"] for each in seen} == {
        "to_determine",
        "disclosure_review",
        "secrecy_consultation",
        "joint_consent",
        "sign_off",
    }
    assert {each["documents"] for each in seen} == {1}


def test_a_list_of_what_is_under_way_has_several_pages_and_tells_how_many_there_are(door, bureau_walk, monkeypatch):
    more = [bureau_walk.to("sign_off", title=f"zq{number}zq") for number in range(2)]
    transaction.commit()
    monkeypatch.setattr(listing, "SIZE", 2)
    path = "bureau/@@statistics-list?state=sign_off"
    first, second = (read(door, f"{path}{start}", "disclosure-reviewer") for start in ("", "&start=2"))
    assert "1 to 2 of 3" in first and "3 to 3 of 3" in second
    assert (listed(first), listed(second)) == (2, 1)
    assert all(each.title in first + second for each in more)


def test_a_list_shows_titles_to_those_alone_who_may_see_the_documents(door, bureau_walk):
    html = read(door, "bureau/@@statistics-list?state=purged", "disclosure-officer")
    assert "zq" not in html
    html = read(door, "bureau/@@statistics-list?state=registered", "disclosure-officer")
    assert "zqtitleregisteredzq" in html
    # who stands in no relation to the document but reads registers
    html = read(door, "bureau/@@statistics-list?state=issued", "transfer-clerk")
    assert "zqtitleissuedzq" in html


def test_reading_figures_writes_nothing(site, door):
    read(door, "@@statistics", "disclosure-officer")
    before = site._p_jar.db().lastTransaction()
    for path in ("bureau/@@statistics", "@@statistics", "bureau/@@statistics-list?state=issued", "bureau/@statistics"):
        read(door, path, "disclosure-officer") if "@@" in path else door.ask("GET", path, "disclosure-officer")
    assert site._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("year=26", "year", "four digits"),
        ("quarter=7", "quarter", "from 1 to 4"),
        ("from=2026-99", "from", "year and month"),
        ("from=2026-05&to=2026-04", "to", "ends before it begins"),
        ("agency=none", "agency", "no agency here"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field_and_stays_typed(door, query, field, words):
    html = read(door, f"bureau/@@statistics?{query}", "disclosure-officer")
    assert words in html
    assert f'href="#statistics-{field}"' in html
    answer = door.ask("GET", f"bureau/@statistics?{query}", "disclosure-officer")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize(
    ("query", "field"), [("title=x", "title"), ("year=2026&year=2025", "year"), ("state=draft", "state")]
)
def test_a_service_takes_the_parameters_it_names(door, query, field):
    answer = door.ask("GET", f"bureau/@statistics?{query}", "disclosure-officer")
    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (400, [field])


@pytest.mark.parametrize(
    "query",
    ["state=nowhere", "attribute=x", "step=x", "duty=x", "outcome=x", "days=-1", "days=x", "agency=x", "standing=2"],
)
def test_a_list_of_nothing_that_is_counted_is_refused(door, query):
    assert (
        door.ask("GET", f"bureau/@@statistics-list?{query}", "disclosure-officer", Accept="text/html").status_code
        == 400
    )


def test_a_new_agency_is_told_that_nothing_is_counted_yet(site, door):
    with api.env.adopt_roles(["Manager"]):
        agency = make_agency(site, "new", "云溪市新局", "云新", prefix="new-")
    transaction.commit()
    html = read(door, "new/@@statistics", "new-disclosure-officer")
    assert "Nothing is counted yet" in html
    assert "<svg" not in html.partition('id="content"')[2]
    assert (
        read(door, "bureau/@@statistics?year=2001", "disclosure-officer").count("No document was issued in this period")
        == 1
    )
    assert IUUID(agency) not in storage.read(site).agencies


def test_charts_are_pictures_with_a_name_a_description_and_a_table(door):
    html = read(door, "bureau/@@statistics", "disclosure-officer").partition('id="content"')[2]
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    # nobody of this town took a day for a step: a chart of nothing is not drawn
    assert len(pictures) == 4
    for picture in pictures:
        assert 'role="img"' in picture
        (named,) = re.findall(r'aria-labelledby="([^"]+)"', picture)
        assert all(f'id="{name}"' in picture for name in named.split())
        assert "<script" not in picture
        assert not re.search(r"(?:href|src)=|@import|url\((?!#)", picture)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert html.count("<table") == html.count("<caption") >= len(pictures)


@pytest.mark.parametrize("name", ["months", "states", "grounds", "steps", "duties", "agencies"])
def test_each_table_is_a_sheet(door, name):
    answer = door.ask("GET", f"bureau/@@statistics-table?table={name}&year=2026", "disclosure-officer")
    assert answer.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sheet = openpyxl.load_workbook(BytesIO(answer.body)).active
    assert sheet.max_row > 3


def test_there_is_no_other_table(door):
    answer = door.ask("GET", "bureau/@@statistics-table?table=x", "disclosure-officer")
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (400, "table")
