"""The list of the four properties: every item is answered, nothing is answered that a program cannot know."""

from opengov.disclosure.core.fourproperties import FAILED
from opengov.disclosure.core.fourproperties import Finding
from opengov.disclosure.core.fourproperties import ITEMS
from opengov.disclosure.core.fourproperties import LONGEST_NOTE
from opengov.disclosure.core.fourproperties import MANUAL
from opengov.disclosure.core.fourproperties import PASSED
from opengov.disclosure.core.fourproperties import Tally
from opengov.disclosure.core.receipts import CHECK_KEYS
from opengov.disclosure.core.receipts import LONGEST_NAME
from opengov.disclosure.core.receipts import PROPERTIES
from opengov.disclosure.core.receipts import RESULTS

import pytest


#: What no program knows before the package has left the house (law.md 6.5).
PEOPLE = {
    "固化信息有效性",
    "说明文件和目录文件规范性",
    "信息包目录结构规范性",
    "附件数据完整性",
    "归档范围",
    "目标数据库中元数据可访问性",
    "内容数据可读性",
    "内容数据格式长期可用性",
    "软硬件环境合规性",
    "系统环境中是否安装杀毒软件",
    "病毒感染",
    "载体中多余文件",
    "载体读取速度",
    "载体外观",
    "光盘合格性",
    "归档过程安全性",
}


def results(*findings):
    tally = Tally()
    tally.add(findings)
    return {one["item"]: one for one in tally.results("共检测1件")}


def test_every_item_is_answered_in_the_form_of_a_receipt():
    told = results()
    assert len(told) == len(ITEMS) == 38
    for one in told.values():
        assert tuple(one) == CHECK_KEYS
        assert one["property"] in PROPERTIES and one["result"] in RESULTS
        assert 0 < len(one["item"]) <= LONGEST_NAME and one["note"]


def test_without_findings_what_a_program_can_see_passed_and_all_else_waits_for_people():
    told = results()
    assert {name for name, one in told.items() if one["result"] == MANUAL} == PEOPLE
    assert {one["result"] for name, one in told.items() if name not in PEOPLE} == {PASSED}


def test_nothing_about_security_is_ever_said_to_have_passed():
    assert all(one["result"] == MANUAL for one in results().values() if one["property"] == "security")


@pytest.mark.parametrize("key", [item.key for item in ITEMS.values() if not item.manual])
def test_a_finding_fails_its_item_and_no_other(key):
    told = results(Finding(key, "第1件"))
    failed = [name for name, one in told.items() if one["result"] == FAILED]
    assert failed == [ITEMS[key].name]
    assert told[ITEMS[key].name]["note"] == "第1件"


def test_what_failed_outweighs_what_somebody_has_to_look_at():
    told = results(Finding("formats", "看一看", MANUAL), Finding("formats", "不行"))
    assert (told["内容数据格式"]["result"], told["内容数据格式"]["note"]) == (FAILED, "不行")


def test_ten_thousand_findings_are_told_in_a_few_words():
    tally = Tally()
    for number in range(10_000):
        tally.add([Finding("domain", f"第{number}件" + "长" * 300)])
    [one] = [one for one in tally.results("") if one["item"] == "设定值域符合度"]
    assert len(one["note"]) <= LONGEST_NOTE
    short = Tally()
    short.add(Finding("domain", f"第{number}件") for number in range(10_000))
    [one] = [one for one in short.results("") if one["item"] == "设定值域符合度"]
    assert one["note"].endswith("等10000处")


def test_names_that_no_text_can_hold_are_told_all_the_same():
    told = results(Finding("electronic", "换行\r\nSet-Cookie\ud83d.pdf"))
    told["内容数据的电子属性一致性"]["note"].encode()
    assert "\n" not in told["内容数据的电子属性一致性"]["note"]
