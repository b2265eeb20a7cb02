"""电子档案移交与接收登记表, to be filled in and sealed by both sides: as XML and as a page to print.

What people confirm by checking and signing is left open: no machine answers for them.
"""

from collections.abc import Iterator
from lxml import etree
from lxml import html
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.records.elements import legal
from opengov.disclosure.transfer.writers.eep.explanation import ONLINE
from opengov.disclosure.transfer.writers.eep.totals import content
from opengov.disclosure.transfer.writers.eep.totals import Totals
from opengov.disclosure.transfer.writers.eep.totals import work


TITLE = "电子档案移交与接收登记表"
CHECKS = ("准确性检验", "完整性检验", "可用性检验", "安全性检验", "载体外观检验", "数字摘要")
SIDES = ("移交单位", "接收单位")
SIGNATURES = ("填表人（签名）", "审核人（签名）", "单位（印章）")
NO_CARRIER = f"{ONLINE}移交，无载体"
STYLE = (
    "@page{size:A4;margin:2cm}body{font-family:SimSun,STSong,serif}h1{text-align:center;font-size:1.5em}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:.5em;height:1.6em;text-align:left}"
    ".side{width:38%}"
)


def register_xml(about: About, totals: Totals) -> bytes:
    """The form as XML: what is known filled in, what people answer for empty."""
    root = etree.Element(TITLE)
    for name, value in _known(about, totals):
        etree.SubElement(root, name.replace("、", "")).text = _clean(value)
    for side in SIDES:
        part = etree.SubElement(root, side)
        etree.SubElement(part, "单位名称").text = _clean(_names(about)[side])
        checks = etree.SubElement(part, "检验内容")
        for check in CHECKS:
            etree.SubElement(checks, check).text = _given(check)
        for signature in SIGNATURES:
            signed = etree.SubElement(part, signature.partition("（")[0])
            etree.SubElement(signed, signature.partition("（")[2].rstrip("）"))
            etree.SubElement(signed, "日期")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def register_html(about: About, totals: Totals) -> bytes:
    """The same as a page to print: one A4 sheet, which loads nothing."""
    page = html.Element("html", lang="zh-CN")
    head = html.Element("head")
    head.append(html.Element("meta", charset="utf-8"))
    head.extend([_line("title", TITLE), _line("style", STYLE)])
    body = html.Element("body")
    table = html.Element("table")
    table.extend([_row([(name, 1), (value, 2)]) for name, value in _known(about, totals)])
    table.append(_row([("检验内容", 1), *((f"{side}：{_names(about)[side]}", 1) for side in SIDES)]))
    table.extend([_row([(check, 1), (_given(check), 1), (_given(check), 1)]) for check in CHECKS])
    table.extend([_row([(each, 1), ("　　　　年　月　日", 1), ("　　　　年　月　日", 1)]) for each in SIGNATURES])
    body.extend([_line("h1", TITLE), table, _line("p", "本表一式两份以上，移交单位和接收单位各执一份。")])
    page.extend([head, body])
    return b"<!DOCTYPE html>\n" + html.tostring(page, encoding="utf-8") + b"\n"


def _known(about: About, totals: Totals) -> Iterator[tuple[str, str]]:
    yield "交接工作名称", work(about)
    yield "内容描述", content(about, totals)
    yield "移交电子档案数量", f"{totals.records}件（{totals.files}个文件）"
    yield "移交数据量", f"{totals.gigabytes}GB（{totals.bytes}字节）"
    yield "载体起止顺序号", ONLINE
    yield "移交载体类型、规格", ONLINE


def _names(about: About) -> dict[str, str]:
    return dict(zip(SIDES, (about.agency["title"], str(about.receiver.get("title") or "")), strict=True))


def _given(check: str) -> str:
    """What needs nobody's word: there is no carrier to look at."""
    return NO_CARRIER if check == "载体外观检验" else ""


def _row(cells: list[tuple[str, int]]):
    made = html.Element("tr")
    for number, (text, width) in enumerate(cells):
        cell = _line("th" if number == 0 else "td", text)
        if width > 1:
            cell.set("colspan", str(width))
        made.append(cell)
    return made


def _line(tag: str, text: str):
    made = html.Element(tag)
    made.text = _clean(text)
    return made


def _clean(text: str) -> str:
    return " ".join(legal(text).split(" "))
