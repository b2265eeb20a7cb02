"""电子档案移交与接收登记表 as data, for pages, print and XLSX: filled in from the facts, the self-check and the receipts."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.transfer.deposits.registers import Sheet
from opengov.disclosure.transfer.interfaces import IHandover


FORM_TITLE = "电子档案移交与接收登记表"

#: What is examined on both sides (档发〔2012〕7号), with the property of the self-check it comes from.
CHECKS = {
    "authenticity": "准确性检验",
    "integrity": "完整性检验",
    "usability": "可用性检验",
    "security": "安全性检验",
}
RESULTS = {"passed": "通过", "failed": "未通过", "manual": "需人工检验"}
NO_CARRIER = "在线移交，无载体"
#: 移交数据量 in GB with three decimals.
_GIGABYTE = 1 << 30


def form_sheet(handover: IHandover, receiver_title: str) -> Sheet:
    """电子档案移交与接收登记表 of a hand-over, as far as it can be filled in: what people sign stays empty."""
    facts = handover.facts
    purpose = {"deposit": "主动公开政府信息移送", "transfer": "电子档案移交"}[facts["purpose"]]
    day = facts["sealed_at"][:10]
    known = (
        ("交接工作名称", f"{facts['agency_title']}{purpose}（{day}）"),
        ("内容描述", f"全宗号{facts['fonds'] or '未编'}，共{facts['records']}件"),
        ("移交电子档案数量", f"{facts['records']}件（{facts['files']}个文件）"),
        ("移交数据量", f"{facts['bytes'] / _GIGABYTE:.3f}GB"),
        ("载体起止顺序号", "在线"),
        ("移交载体类型、规格", "在线"),
    )
    receipt = next((each for each in reversed(handover.receipts) if each["status"] != "received"), None)
    taken = receipt or next(iter(reversed(handover.receipts)), None)
    rows = [(CHECKS[name], *_both(handover.checks, (receipt or {}).get("checks", ()), name)) for name in CHECKS]
    rows += [("载体外观检验", NO_CARRIER, NO_CARRIER), ("数字摘要", *_digests(handover, taken))]
    rows += [(signed, "", "") for signed in ("填表人（签名）", "审核人（签名）", "单位（印章）")]
    rows.append(("日期", day, taken["at"][:10] if taken else ""))
    return Sheet(
        name=f"handover-{handover.id}",
        title=FORM_TITLE,
        head=known,
        columns=("检验内容", f"移交单位：{facts['agency_title']}", f"接收单位：{receiver_title}"),
        cells=tuple(rows),
        foot=_outcome(receipt),
    )


def _outcome(receipt: Mapping | None) -> tuple[tuple[str, str], ...]:
    if receipt is None:
        return (("接收结果", ""),)
    result = {"accepted": "已接收", "rejected": "退回"}[receipt["status"]]
    return (("接收结果", result), ("接收编号", receipt.get("archive_ref") or ""))


def _both(own: Iterable[Mapping], other: Iterable[Mapping], name: str) -> tuple[str, str]:
    return _counted(own, name), _counted(other, name)


def _counted(checks: Iterable[Mapping], name: str) -> str:
    """Results of the items of one property, counted: ``通过9项，需人工检验2项``; empty where nobody has checked."""
    found = [str(check.get("result", "")) for check in checks if check.get("property") == name]
    told = [f"{words}{found.count(result)}项" for result, words in RESULTS.items() if result in found]
    return "，".join(told)


def _digests(handover: IHandover, receipt: Mapping | None) -> Iterator[str]:
    yield f"SHA-256：{handover.package['sha256']}" if handover.package else ""
    told = (receipt or {}).get("digest") or {}
    yield f"SHA-256：{told['sha-256']}（一致）" if told.get("sha-256") == handover.package.get("sha256", "-") else ""
