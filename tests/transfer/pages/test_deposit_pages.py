"""Deposits as pages: what is due, lists on paper, nil returns, registers to print and save, letters (R-T1, R-T2, R-T6)."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from io import BytesIO
from offered import row
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from openpyxl import load_workbook
from town import Walk
from urllib.parse import unquote
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer

import pytest
import transaction


TITLE = "云溪市教育局关于做好春季开学工作的通知"


@implementer(IClock)
class Clock:
    """Stands at nine in the morning of a day."""

    def set(self, day):
        self.moment = datetime.fromisoformat(day).replace(hour=9, tzinfo=timezone(timedelta(hours=8)))

    def now(self):
        self.moment += timedelta(microseconds=1)
        return self.moment


@pytest.fixture
def clock():
    registry, real, found = getGlobalSiteManager(), getUtility(IClock), Clock()
    found.set("2026-03-02")
    registry.registerUtility(found, IClock)
    yield found
    registry.registerUtility(real, IClock)


@pytest.fixture
def bureau(clock, bureau):
    """Made on the second of March."""
    return bureau


@pytest.fixture
def listing_bureau(clock, bureau):
    """Under rules that ask for lists on paper, with one document of March; it is the second of April."""
    bureau.jurisdiction = "tianning-2016"
    ISettingsHistory(bureau).begin()
    IDeposits(bureau)
    clock.set("2026-03-25")
    Walk(bureau).to("published")
    clock.set("2026-04-02")
    transaction.commit()
    return bureau


@pytest.fixture
def clerk(visit):
    return visit("transfer-clerk")


def period_form(page, key="2026-03-archive", act="hand_in"):
    box = page.html.select_one(f"#period-{key}")
    number = next(
        n for n, form in enumerate(page.html.find_all("form")) if form in box.find_all("form") and act in str(form)
    )
    return page.forms[number]


def test_what_is_due_is_shown_with_day_and_clause(archive, listing_bureau, clerk):
    page = clerk.open(listing_bureau, "@@deposits")
    assert TITLE in page.html.select_one("#deposit-documents").text
    badge = page.html.select_one("#period-2026-03-archive [data-standing]")
    assert badge["data-standing"] == "due" and "2026-04-10" in page.html.select_one("#period-2026-03-archive").text


def test_overdue_is_counted_and_marked(archive, listing_bureau, clock, clerk):
    clock.set("2026-04-13")
    page = clerk.open(listing_bureau, "@@deposits")
    assert page.html.select_one("#deposit-counts .text-bg-danger") is not None
    assert page.html.select_one("#period-2026-03-archive.is-danger") is not None


def test_the_clerk_records_a_list_and_takes_it_back_with_a_reason(archive, listing_bureau, clerk):
    form = period_form(clerk.open(listing_bureau, "@@deposits"))
    form["copies"], form["pages"] = "2", "8"
    page = form.submit("act", value="hand_in").follow()
    box = page.html.select_one("#period-2026-03-archive")
    assert "2 copies each" in " ".join(box.text.split()) and box.select_one("[data-standing=done]")
    form = period_form(page, act="correct")
    form["reason"] = "登记有误"
    page = form.submit("act", value="correct").follow()
    assert page.html.select_one("#period-2026-03-archive [data-standing=due]") is not None


@pytest.mark.parametrize("field, value", [("copies", "0"), ("on", "2026-05-01"), ("on", "long ago")])
def test_a_refused_list_says_why_and_keeps_what_was_entered(archive, listing_bureau, clerk, field, value):
    form = period_form(clerk.open(listing_bureau, "@@deposits"))
    form["pages"], form[field] = "8", value
    page = form.submit("act", value="hand_in", status=400)
    assert page.html.select_one("#period-2026-03-archive .opengov-error") is not None
    kept = period_form(page)
    assert (kept["pages"].value, kept[field].value) == ("8", value)


def test_other_offices_look_and_cannot_record(archive, listing_bureau, clerk, visit):
    page = visit("disclosure-officer").open(listing_bureau, "@@deposits")
    assert TITLE in page.text and 'value="hand_in"' not in page.text
    token = period_form(clerk.open(listing_bureau, "@@deposits"))["_authenticator"].value
    sent = {"act": "hand_in", "period": "2026-03", "receiver": "archive", "copies": "1", "_authenticator": token}
    visit("disclosure-officer").post(listing_bureau, "@@deposits", sent, status=(401, 403))
    assert IDeposits(listing_bureau).acts() == []


@pytest.mark.parametrize("user", ["", "archive", "drafter", "web-editor", "hea-transfer-clerk"])
@pytest.mark.parametrize("view", ["@@deposits", "@@deposit-register?period=2026-03", "@@notice-letter?number=1"])
def test_strangers_are_turned_away(archive, health, listing_bureau, visit, user, view):
    assert TITLE not in visit(user).open(listing_bureau, view, status=(302, 401, 403, 404)).text


def test_the_register_is_a_page_to_print_and_a_spreadsheet(archive, listing_bureau, clerk):
    page = clerk.open(listing_bureau, "@@deposit-register?period=2026-03&receiver=archive")
    sheet = page.html.select_one("#register.is-wide")
    assert sheet.h1.text == "主动公开政府信息移送明细登记表" and TITLE in sheet.text
    assert "云溪市档案馆" in sheet.text and len(sheet.select("thead th")) == 15
    saved = page.click(linkid="xlsx")
    name = unquote(saved.headers["Content-Disposition"].partition("filename*=UTF-8''")[2])
    assert name == "主动公开政府信息移送明细登记表（deposit-2026-03）.xlsx"
    assert saved.headers["Cache-Control"] == "no-store, private"
    cells = [cell.value for line in load_workbook(BytesIO(saved.body)).active for cell in line]
    assert TITLE in cells


def test_without_a_period_the_register_opens_the_latest(archive, listing_bureau, clerk):
    page = clerk.open(listing_bureau, "@@deposit-register")
    assert page.html.select_one("#register-period option[selected]") is not None


@pytest.mark.parametrize("period", ["2026-13", "x", "2026-03-9", "<script>"])
def test_a_period_that_is_none_is_not_there(archive, listing_bureau, clerk, period):
    clerk.open(listing_bureau, f"@@deposit-register?period={period}", status=404)


def test_an_empty_register_says_so(archive, listing_bureau, clerk):
    page = clerk.open(listing_bureau, "@@deposit-register?period=2026-01")
    assert page.html.select_one("#register-empty") is not None


def test_under_rules_without_lists_the_pages_say_so(archive, bureau, clerk):
    assert "ask for no list on paper" in clerk.open(bureau, "@@deposits").text
    assert clerk.open(bureau, "@@deposit-register").html.select_one("#register-empty") is not None


def test_the_archivist_reads_and_confirms_a_list_and_only_his(archive, site, listing_bureau, uid, clerk, visit):
    form = period_form(clerk.open(listing_bureau, "@@deposits"))
    form["copies"] = "1"
    form.submit("act", value="hand_in")
    archivist = visit("archive")
    page = archivist.open(site, "@@archive-lists")
    sheet = page.click("2026-03").html.select_one("#register")
    assert TITLE in sheet.text
    number = next(n for n, form in enumerate(page.html.find_all("form")) if "confirm" in str(form))
    page = page.forms[number].submit("act", value="confirm").follow()
    assert page.html.select_one("#archive-lists .text-bg-success") is not None
    for user in ("library", "transfer-clerk", ""):
        visit(user).open(site, "@@archive-lists", status=(302, 401, 404))
        visit(user).open(site, f"@@archive-list?agency={uid}&act=1", status=(302, 401, 404))


@pytest.mark.parametrize("query", ["agency=x&act=1", "agency={uid}&act=99", "agency={uid}&act=0", ""])
def test_a_list_that_is_not_there_is_not_found(archive, site, listing_bureau, uid, visit, query):
    visit("archive").open(site, f"@@archive-list?{query.format(uid=uid)}", status=404)


@pytest.mark.parametrize("state", ["offered", "received", "accepted", "rejected", "superseded", "purged"])
def test_the_form_of_a_hand_over_is_printed_and_saved_by_both_sides(handovers, site, bureau, uid, visit, state):
    handovers.add(id="h1", agency=uid, state=state, listed=[row(1)])
    office = visit("transfer-clerk").open(bureau, "@@handover-register?id=h1")
    house = visit("archive").open(site, "@@archive-register?id=h1")
    for page in (office, house):
        sheet = page.html.select_one("#register")
        assert sheet.h1.text == "电子档案移交与接收登记表" and "云溪市档案馆" in sheet.text
        assert "单位（印章）" in sheet.text and "is-wide" not in sheet["class"]
        assert load_workbook(BytesIO(page.click(linkid="xlsx").body)).active["A1"].value == sheet.h1.text


def test_the_form_of_a_foreign_hand_over_does_not_exist(handovers, site, bureau, health, visit):
    handovers.add(id="h1", agency="0" * 32, receiver="library")
    visit("transfer-clerk").open(bureau, "@@handover-register?id=h1", status=404)
    visit("archive").open(site, "@@archive-register?id=h1&xlsx=1", status=404)


def test_a_withdrawn_document_makes_a_letter_to_print(archive, listing_bureau, clerk, visit):
    document = next(one for one in listing_bureau.objectValues() if one.portal_type == "OfficialDocument")
    form = period_form(clerk.open(listing_bureau, "@@deposits"))
    form["copies"] = "1"
    form.submit("act", value="hand_in")
    Walk(listing_bureau).take(document, "withdraw", "disclosure-officer", reason="有误", cause="error")
    transaction.commit()
    page = clerk.open(listing_bureau, "@@deposits")
    link = page.html.select_one("#deposit-notices th a")
    letter = clerk.app.get(link["href"]).html.select_one("#letter")
    assert letter.h1.text == "政府信息撤回告知函" and "云溪市教育局" in letter.text and "特此函告。" in letter.text
    clerk.open(listing_bureau, "@@notice-letter?number=99", status=404)
