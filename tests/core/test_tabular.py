"""Lists as files: nothing in them calculates, days are days, headings stay in sight, names may be Chinese."""

from datetime import date
from datetime import datetime
from opengov.disclosure.tabular import Column
from opengov.disclosure.tabular import csv_lines
from opengov.disclosure.tabular import disposition
from opengov.disclosure.tabular import harmless
from opengov.disclosure.tabular import Table
from opengov.disclosure.tabular import written
from openpyxl import load_workbook
from urllib.parse import unquote

import csv
import io
import pytest
import zipfile


FORMULAS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "＝1+1", "＠x"]
COLUMNS = (Column("序号", 6), Column("题名", 40), Column("日期"))


def table(*rows, **more):
    return Table("主动公开台账", COLUMNS, rows, **more)


def opened(made):
    return load_workbook(written(made, "xlsx")).active


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "通知", "2026-11-21", "a=b"])
def test_other_text_stays(text):
    assert harmless(text) == text


@pytest.mark.parametrize("text", [*FORMULAS, "\x07铃", "关于=的通知"])
def test_in_a_workbook_whatever_begins_like_a_formula_is_text(text):
    cell = opened(table((1, text, None)))["B2"]
    assert cell.data_type == "s" and cell.value == text.replace("\x07", "")
    assert cell.quotePrefix


def test_a_workbook_calculates_nothing():
    with zipfile.ZipFile(written(table((1, "=1+1", None), head=["=2"], foot=["=3"]), "xlsx")) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
        assert file.testzip() is None


def test_days_are_days_and_numbers_are_numbers():
    page = opened(table((1, "关于开学的通知", date(2026, 11, 22)), (2, "", None)))
    assert page["A2"].value == 1
    assert page["C2"].value == datetime(2026, 11, 22) and page["C2"].number_format == "yyyy-mm-dd"
    assert page["C3"].value is None


def test_headings_are_bold_stay_in_sight_and_stand_on_every_printed_page():
    page = opened(table((1, "甲", None)))
    assert [cell.value for cell in page[1]] == ["序号", "题名", "日期"]
    assert all(cell.font.b for cell in page[1]) and not page["B2"].font.b
    assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
    assert page.title == "主动公开台账" and page.oddHeader.center.text == "主动公开台账"
    assert page.column_dimensions["B"].width == 40
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")


def test_a_form_has_its_title_and_lines_above_the_headings():
    page = opened(table((1, "甲", None), head=["移送单位：云溪市教育局"], foot=["移送人：甲"]))
    assert [page[f"A{line}"].value for line in range(1, 6)] == [
        "主动公开台账",
        "移送单位：云溪市教育局",
        "序号",
        1,
        "移送人：甲",
    ]
    assert (page.freeze_panes, page.print_title_rows) == ("A4", "$3:$3")
    assert {str(cells) for cells in page.merged_cells.ranges} == {"A1:C1", "A2:C2"}


def test_a_title_no_sheet_may_have_is_shortened():
    made = Table("甲[乙]:丙/" + "丁" * 40, COLUMNS, [])
    assert opened(made).title == "甲乙丙" + "丁" * 28


def test_the_same_list_is_the_same_file():
    rows = [(1, "甲", date(2026, 11, 22))]
    assert written(table(*rows), "xlsx").read() == written(table(*rows), "xlsx").read()


def test_rows_are_asked_for_one_by_one_and_once():
    asked = []

    def rows():
        for place in range(3):
            asked.append(place)
            yield (place, "甲", None)

    lines = csv_lines(Table("台账", COLUMNS, rows()))
    next(lines)
    next(lines)
    assert asked == [0]
    assert len(list(lines)) == 2 and asked == [0, 1, 2]


def test_a_csv_file_is_read_as_utf_8_by_every_spreadsheet():
    data = written(table((1, '=HYPERLINK("http://x","开学")', date(2026, 11, 22)), (2, "甲\n乙", None)), "csv").read()
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert found[1:] == [["1", '\'=HYPERLINK("http://x","开学")', "2026-11-22"], ["2", "甲\n乙", ""]]


@pytest.mark.parametrize(
    "name, saved",
    [
        ("云溪市教育局主动公开台账.xlsx", "云溪市教育局主动公开台账.xlsx"),
        ('甲/乙\\"丙\r\nSet-Cookie: x.csv', "甲乙丙Set-Cookie x.csv"),
        ("\u202e甲.xlsx", "甲.xlsx"),
    ],
)
def test_a_download_has_its_chinese_name_and_no_other_header(name, saved):
    header = disposition(name)
    assert header.isascii() and "\n" not in header and "\r" not in header
    assert unquote(header.rpartition("UTF-8''")[2]) == saved
    assert header.startswith(f'attachment; filename="list.{saved[-4:].lstrip(".")}"')
