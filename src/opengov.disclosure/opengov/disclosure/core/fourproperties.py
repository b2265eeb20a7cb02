"""The check after the four properties (四性检测, DA/T 70-2018) that an office makes before it hands a package over.

Every item has a name, as systems of archives call it, a property and a result. What a program cannot know before the package
has left (viruses, carriers, a signature's standing) is told as ``manual``: somebody has to look, nobody says that it passed.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import re


PASSED = "passed"
FAILED = "failed"
MANUAL = "manual"

AUTHENTICITY = "authenticity"
INTEGRITY = "integrity"
USABILITY = "usability"
SECURITY = "security"

#: Findings of one item that a note tells in words; the others are counted.
MOST_TOLD = 5
#: Characters of a note.
LONGEST_NOTE = 900
#: File names may hold anything; a note is kept and sent.
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Item:
    """One item of the list.

    :param key: name in code.
    :param name: name in the list.
    :param property: 真实性, 完整性, 可用性 or 安全性, by its English name.
    :param manual: why only people can answer; empty when the check answers.
    """

    key: str
    name: str
    property: str
    manual: str = ""


@dataclass(frozen=True)
class Finding:
    """Something an item met.

    :param item: key of the item.
    :param note: what and where, in words.
    :param result: :data:`FAILED`, or :data:`MANUAL` when somebody has to look at it.
    """

    item: str
    note: str
    result: str = FAILED


_ITEMS = (
    Item("fixed_information", "固化信息有效性", AUTHENTICITY, "清单的签名由接收单位用移交单位的证书验证"),
    Item("length", "元数据项数据长度", AUTHENTICITY),
    Item("type", "元数据项数据类型、格式", AUTHENTICITY),
    Item("domain", "设定值域符合度", AUTHENTICITY),
    Item("plausible", "元数据项数据值合理性", AUTHENTICITY),
    Item("characters", "元数据项数据包含特殊字符", AUTHENTICITY),
    Item("code", "档号规范性", AUTHENTICITY),
    Item("repeated", "元数据项数据重复性", AUTHENTICITY),
    Item("electronic", "内容数据的电子属性一致性", AUTHENTICITY),
    Item("linked", "元数据是否关联内容数据", AUTHENTICITY),
    Item("papers", "说明文件和目录文件规范性", AUTHENTICITY, "由接收单位按其接收规范检查"),
    Item("structure", "信息包目录结构规范性", AUTHENTICITY, "由接收单位按其接收规范检查"),
    Item("consistent", "信息包一致性", AUTHENTICITY),
    Item("records", "总件数相符性", INTEGRITY),
    Item("bytes", "总字节数相符性", INTEGRITY),
    Item("elements", "元数据项完整性", INTEGRITY),
    Item("required", "元数据必填著录项目", INTEGRITY),
    Item("process", "过程信息完整性", INTEGRITY),
    Item("continuous", "连续性元数据项", INTEGRITY),
    Item("content", "内容数据完整性", INTEGRITY),
    Item("annexes", "附件数据完整性", INTEGRITY, "正文提到的附件是否齐全，由人工核对"),
    Item("scope", "归档范围", INTEGRITY, "由移交单位和接收单位按归档范围和保管期限表核对"),
    Item("package_metadata", "信息包元数据完整性", INTEGRITY),
    Item("package_content", "信息包内容数据完整性", INTEGRITY),
    Item("readable", "信息包中元数据可读性", USABILITY),
    Item("database", "目标数据库中元数据可访问性", USABILITY, "接收单位导入后检查"),
    Item("formats", "内容数据格式", USABILITY),
    Item("content_readable", "内容数据可读性", USABILITY, "由人工打开查看"),
    Item("lasting", "内容数据格式长期可用性", USABILITY, "由接收单位按其长期保存格式规定检查"),
    Item("environment", "软硬件环境合规性", USABILITY, "由接收单位检查"),
    Item("compression", "信息包中内容数据格式合规性", USABILITY),
    Item("antivirus", "系统环境中是否安装杀毒软件", SECURITY, "由人工检查"),
    Item("viruses", "病毒感染", SECURITY, "本系统不检测病毒，由人工用杀毒软件检测"),
    Item("surplus", "载体中多余文件", SECURITY, "在线移交，无载体"),
    Item("speed", "载体读取速度", SECURITY, "在线移交，无载体"),
    Item("appearance", "载体外观", SECURITY, "在线移交，无载体"),
    Item("disc", "光盘合格性", SECURITY, "在线移交，无载体"),
    Item("filing", "归档过程安全性", SECURITY, "由人工检查操作过程"),
)
#: Key -> item, in the order of the list.
ITEMS: Mapping[str, Item] = MappingProxyType({item.key: item for item in _ITEMS})


class Tally:
    """Takes findings one by one, keeps of each item the first few in words, and says the results at the end."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], list[str]] = {}
        self._counted: dict[tuple[str, str], int] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Take findings in."""
        for finding in findings:
            key = (finding.item, finding.result)
            self._counted[key] = self._counted.get(key, 0) + 1
            told = self._told.setdefault(key, [])
            if len(told) < MOST_TOLD:
                told.append(finding.note)

    def results(self, passed: str) -> Iterator[dict[str, str]]:
        """Plain {item, property, result, note} of every item of the list, in its order.

        :param passed: note of what passed, e.g. how much was looked at.
        """
        for key, item in ITEMS.items():
            result, note = self._result(key, item, passed)
            note = _CONTROL.sub("\ufffd", note)[:LONGEST_NOTE]
            yield {"item": item.name, "property": item.property, "result": result, "note": note}

    def _result(self, key: str, item: Item, passed: str) -> tuple[str, str]:
        for result in (FAILED, MANUAL):
            if (key, result) in self._told:
                return result, self._words(key, result)
        return (MANUAL, item.manual) if item.manual else (PASSED, passed)

    def _words(self, key: str, result: str) -> str:
        told, counted = self._told[(key, result)], self._counted[(key, result)]
        return "；".join(told) + (f"；等{counted}处" if counted > len(told) else "")
