"""Findings marked in a text: the words and the markup stay, and nothing is opened or closed elsewhere. Needs no site."""

from lxml import html
from opengov.disclosure.core.scan import scan
from opengov.disclosure.core.scan import Text
from opengov.disclosure.desk.marking import in_markup
from opengov.disclosure.desk.marking import in_words
from opengov.disclosure.desk.marking import positions
from opengov.disclosure.desk.printing.naming import disposition
from opengov.disclosure.desk.printing.naming import file_name

import pytest


KEY = b"salt"
TITLES = {"mobile": "手机号码", "resident_id": "身份证号码"}
MOBILE = "13812345678"


def marked(markup):
    return in_markup(markup, "text", KEY, TITLES)


def stretches(markup):
    tree = html.fragment_fromstring(marked(markup), create_parent="div")
    return [element.text_content() for element in tree.iter("mark")]


@pytest.mark.parametrize(
    "markup,expected",
    [
        (f"<p>电话：{MOBILE}。</p>", [MOBILE]),
        (f"<p>{MOBILE}</p><p>又 {MOBILE}</p>", [MOBILE, MOBILE]),
        ("<p>电话：138<b>1234</b>5678。</p>", ["138", "1234", "5678"]),
        (f"<table><tr><td>{MOBILE}</td><td>甲</td></tr></table>", [MOBILE]),
        (f"前 {MOBILE} 后", [MOBILE]),
        (f"<p>甲<br/>{MOBILE}</p>", [MOBILE]),
        ("<p>1381234</p><p>5678</p>", []),
        ("<table><tr><td>1381234</td><td>5678</td></tr></table>", []),
        ("<p>没有</p>", []),
        ("", []),
    ],
)
def test_each_stretch_of_a_number_is_marked(markup, expected):
    assert stretches(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>甲 &lt;b&gt; {MOBILE} &amp; 乙</p>",
        f"<ul><li>一<li>{MOBILE}</ul>",
        f"<p title='{MOBILE}'>{MOBILE}<!-- {MOBILE} --></p>",
        f"甲<p>138<i>12<u>34</u></i>5678</p>乙{MOBILE}",
    ],
)
def test_the_words_stay_as_they_are(markup):
    def words(text):
        return html.fragment_fromstring(text, create_parent="div").text_content()

    assert words(marked(markup)) == words(markup)


def test_a_text_without_findings_comes_back_untouched():
    assert marked("<p>甲<br>乙</p>") == "<p>甲<br>乙</p>"


def test_marks_are_those_of_the_report():
    report = scan([Text("text", f"电话：{MOBILE}")], key=KEY)
    assert f'data-finding="{report.findings[0].id}"' in marked(f"<p>电话：{MOBILE}</p>")


def test_a_plain_text_is_escaped_and_marked():
    told = in_words(f"<script> {MOBILE} & 甲", "notes", KEY, TITLES)
    assert told.startswith("&lt;script&gt; <mark") and told.endswith("</mark> &amp; 甲")
    assert 'title="手机号码"' in told


def test_positions_count_lines_and_characters():
    (one,) = positions(f"<p>甲</p><p>电话：{MOBILE}</p>", "text", KEY)
    assert (one["line"], one["kind"], one["start"], one["end"]) == (2, "mobile", 3, 3 + len(MOBILE))


@pytest.mark.parametrize(
    "number,title,expected",
    [
        ("云教〔2026〕3号", "关于开学的通知", "云教〔2026〕3号 关于开学的通知.pdf"),
        ("", "关于开学的通知", "关于开学的通知.pdf"),
        ("", "", "document.pdf"),
        ("", "../../etc/passwd\r\nX: y", "etc passwd X y.pdf"),
        ("", "甲\u202efdp", "甲 fdp.pdf"),
    ],
)
def test_a_file_is_called_by_number_and_title(number, title, expected):
    assert file_name(number, title, ".pdf") == expected


def test_a_long_title_fits_every_file_system():
    name = file_name("云教〔2026〕3号", "很长的标题" * 100, ".pdf")
    assert len(name.encode()) <= 200 and name.endswith(".pdf")


def test_the_header_carries_chinese_names_for_every_browser():
    header = disposition("云教〔2026〕3号 甲.pdf")
    assert header.isascii() and "filename*=UTF-8''%E4%BA%91" in header and '"document.pdf"' in header
