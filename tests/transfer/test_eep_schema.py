"""The XML Schema of DA/T 48-2009: two validators agree on what it accepts and what it refuses."""

from eeping import ARCHIVE
from eeping import full
from lxml import etree
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.writers.eep.encapsulation import encapsulation
from opengov.disclosure.transfer.writers.eep.encapsulation import SCHEMA
from opengov.disclosure.transfer.writers.eep.files import contents
from opengov.disclosure.transfer.writers.eep.streaming import checked
from opengov.disclosure.transfer.writers.eep.streaming import Streamed
from opengov.disclosure.transfer.writers.validation import SCHEMAS

import pytest
import re
import shutil
import subprocess


def written(**changes) -> str:
    one = full(**changes)
    return b"".join(encapsulation(one, ARCHIVE, contents(one, 1 << 20))).decode()


def lxml_accepts(xml: str) -> bool:
    try:
        checked("x.XML", Streamed(lambda: [xml.encode()]), SCHEMA)
    except RuleBroken as error:
        assert error.problems[0].code == "writer_schema_invalid"
        assert error.problems[0].params["path"] == "x.XML" and error.problems[0].params["message"]
        return False
    return True


def xmllint_accepts(xml: str, folder) -> bool:
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint is not installed")
    path = folder / "x.xml"
    path.write_text(xml)
    command = ["xmllint", "--nonet", "--noout", "--schema", str(SCHEMAS / SCHEMA), str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def removed(name: str):
    return lambda xml: re.sub(rf"<{name}(?: [^>]*)?>[^<]*</{name}>\s*", "", xml, count=1)


def replaced(old: str, new: str):
    def change(xml: str) -> str:
        assert old in xml, old
        return xml.replace(old, new, 1)

    return change


def told(name: str, value: str):
    return lambda xml: re.sub(rf"<{name}>[^<]*</{name}>", f"<{name}>{value}</{name}>", xml, count=1)


BROKEN = {
    "no 密级": removed("密级"),
    "no 电子文件号": removed("电子文件号"),
    "no 年度": removed("年度"),
    "no 室编件号": removed("室编件号"),
    "no 脱机载体编号": removed("脱机载体编号"),
    "no 计算机文件大小": removed("计算机文件大小"),
    "no 编码数据": removed("编码数据"),
    "no 行为时间": removed("行为时间"),
    "no eep版本": replaced(' eep版本="2009"', ""),
    "another version": told("版本", "2010"),
    "密级 outside its domain": told("密级", "内部"),
    "文件组合类型 outside its domain": told("文件组合类型", "合订"),
    "业务状态 outside its domain": told("业务状态", "正在进行"),
    "another 聚合层次": told("聚合层次", "案卷"),
    "a date with a space": told("封装包创建时间", "2026-11-22 09:00:00"),
    "a year in words": told("年度", "二〇二六"),
    "a date in words": told("日期", "2026年11月3日"),
    "an empty title": told("题名", " "),
    "a size in words": told("计算机文件大小", "3KB"),
    "a description twice": told("编码描述", "x</编码描述><!-- --><编码描述>y"),
    "Base64 cut short": lambda xml: re.sub(r'(编码数据ID="[^"]*">)[^<]*', r"\1QUJDR", xml, count=1),
    "elements in another order": lambda xml: re.sub(r"(<责任者>[^<]*</责任者>)\s*(<日期>[^<]*</日期>)", r"\2\1", xml),
    "an unknown element": replaced("<附注>", "<公开属性>主动公开</公开属性><附注>"),
    "another namespace": replaced("http://www.saac.gov.cn/standards/ERM/encapsulation", "urn:other"),
    "no business": lambda xml: re.sub(r"<业务实体块>.*</业务实体块>", "", xml, flags=re.DOTALL),
    "a signature without its lock": replaced("</电子文件封装包>", "<电子签名块/></电子文件封装包>"),
}


def test_the_schema_has_the_elements_of_the_standard():
    root = etree.parse(SCHEMAS / SCHEMA).getroot()
    assert len(root.findall("{*}element[@name]")) == 127


def test_both_validators_accept_what_is_written(tmp_path):
    xml = written()
    assert lxml_accepts(xml) and xmllint_accepts(xml, tmp_path)


@pytest.mark.parametrize("name", BROKEN)
def test_both_validators_refuse_what_breaks_the_standard(name, tmp_path):
    good = written()
    xml = BROKEN[name](good)
    assert xml != good
    assert not lxml_accepts(xml)
    assert not xmllint_accepts(xml, tmp_path)


def test_what_is_cut_short_is_refused():
    assert not lxml_accepts(written()[:-200])
