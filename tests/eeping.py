"""Records with everything an EEP tells, and two judges that read layouts as receiving systems do, without our code."""

from base64 import b64decode
from base64 import b64encode
from dataclasses import replace
from lxml import etree
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.transfer.records.record import Person
from opengov.disclosure.transfer.writers.eep.encapsulation import NAMESPACE
from packing import ABOUT
from packing import item
from pathlib import Path

import hashlib
import re
import zipfile


RECEIVER = {"id": "archive", "title": "云溪市档案馆", "kind": "archive", "account": "archive"}
ARCHIVE = replace(ABOUT, receiver=RECEIVER)
LIBRARY = replace(
    ABOUT, scope="public", purpose="deposit", receiver={**RECEIVER, "kind": "library", "title": "云溪市图书馆"}
)
SECRETS = ("王五", "赵六", "李四", "秘而不宣", "请补充理由", "drafter", "reviewer", "口径不一致", "云溪市公安局")

OPINION = {
    "reviewer": "reviewer",
    "on_behalf_of": "",
    "capacity": "Disclosure Reviewer",
    "step": "approve",
    "outcome": "agree",
    "attribute": "withheld",
    "grounds": ["workflow"],
    "checks": ["accuracy", "timeliness"],
    "digest": "sha256:" + "0" * 64,
    "at": "2026-11-02T10:00:00+08:00",
    "body": "",
    "determination": False,
    "voided": False,
}
SLOT = {
    "id": "s1",
    "agency": "",
    "title": "云溪市公安局",
    "outside": True,
    "positions": [
        {"stand": "object", "reason": "口径不一致", "at": "2026-11-02T11:00:00+08:00", "signed_by": "周局长"}
    ],
    "decisions": [{"ruling": "as_drafted", "authority": "市政府", "at": "2026-11-02T12:00:00+08:00", "by": "reviewer"}],
}
SIGNATORIES = [
    {"agency": "b" * 32, "title": "云溪市财政局", "lead": False},
    {"agency": "a" * 32, "title": "云溪市教育局", "lead": True},
    {"agency": "", "title": "云溪市消防支队", "lead": False},
]


def act(place: int, action: str, actor: str, **codes: str) -> dict:
    """An entry of the record."""
    at = f"2026-11-{place:02d}T09:00:00+08:00"
    return {"seq": place, "at": at, "actor": actor, "action": action, "on_behalf_of": "", "codes": codes, "digests": {}}


def full(place: int = 1, **changes):
    """An item whose record has opinions, reasons, positions, an adjustment and several issuers."""
    one = item(place, attachments={"图 100%.png": b"\x89PNG\r\n\x1a\n" + bytes(9)})
    record = replace(
        one.record,
        proposal=Proposal("withheld", ("workflow",), reason="内部事务，秘而不宣"),
        signed={**one.record.signed, "signatories": SIGNATORIES},
        people=(
            Person("drafter", "王五", ("Drafter",)),
            Person("reviewer", "李四", ("Disclosure Reviewer",)),
            Person("signer", "赵六", ("Signer",)),
        ),
        opinions=(OPINION,),
        reasons=({"step": "return", "at": "2026-11-01T08:00:00+08:00", "actor": "reviewer", "reason": "请补充理由"},),
        acts=(
            act(1, "created", "drafter"),
            act(2, "approve", "reviewer", attribute="withheld", grounds="workflow", to="sign_off"),
            act(3, "sign", "signer", number="云教〔2026〕1号"),
            act(4, "decide_adjustment", "signer", old_attribute="on_request", attribute="withheld", grounds="workflow"),
        ),
        deadlines=(
            {
                "key": "publish",
                "due": "2026-11-30",
                "source": "政府信息公开条例 第二十六条",
                "provisional": False,
                "trigger_date": "2026-11-03",
            },
        ),
        joint={"slots": [SLOT]},
    )
    row = replace(one.row, item_number=place, published_on="2026-11-04", channels=("catalogue", "gazette"))
    return replace(one, record=replace(record, **changes), row=row)


def texts(xml: bytes, name: str) -> list[str]:
    """The texts of all elements of an EEP with a name."""
    return ["".join(found.itertext()) for found in etree.fromstring(xml).iter(f"{{{NAMESPACE}}}{name}")]


def restored(xml: bytes) -> dict[str, bytes]:
    """Computer file name -> bytes (inside) or digest (outside), as somebody reads them out of an EEP."""
    found = {}
    for coding in etree.fromstring(xml).iter(f"{{{NAMESPACE}}}编码"):
        told = {etree.QName(child).localname: child.text or "" for child in coding.iter(etree.Element)}
        found[told["计算机文件名"]] = b64decode(told["编码数据"], validate=True)
    return found


class Judge:
    """A receiving system that unpacks and lists what it does not accept."""

    listing = ""
    columns: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def __init__(self, package: Path) -> None:
        self.complaints: list[str] = []
        with zipfile.ZipFile(package) as opened:
            for info in opened.infolist():
                if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    self.complaints.append(f"encrypted or unknown compression: {info.filename}")
                if info.extra:
                    self.complaints.append(f"ZIP64: {info.filename}")
            self.files = {info.filename.partition("/")[2]: opened.read(info) for info in opened.infolist()}

    def judge(self) -> list[str]:
        """What is wrong; empty when it is accepted."""
        self._explanation()
        rows = self._rows()
        self._records(rows)
        return self.complaints

    def _explanation(self) -> None:
        lines = self.files.get("说明文件.TXT", b"").decode().splitlines()
        self.told = dict(line.split("：", 1) for line in lines if line)
        for key in self.keys:
            if not self.told.get(key):
                self.complaints.append(f"说明文件 has no {key}")

    def _parsed(self, path: str):
        data = self.files.get(path, b"")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            self.complaints.append(f"DTD: {path}")
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            self.complaints.append(f"not XML: {path}")
            return etree.Element("x")

    def _rows(self) -> list[dict[str, str]]:
        root = self._parsed(self.listing)
        rows = []
        for number, found in enumerate(root, 1):
            names = tuple(cell.tag for cell in found)
            if root.tag != "文件目录" or found.tag != "文件":
                self.complaints.append("not a 文件目录")
            if tuple(name for name in self.columns if name in names or name not in self.optional) != names:
                self.complaints.append(f"columns of {number}: {names}")
            row = {cell.tag: cell.text or "" for cell in found}
            if row.get("顺序号") != str(number):
                self.complaints.append(f"顺序号 {number}")
            rows.append(row)
        if not rows:
            self.complaints.append("empty list")
        return rows

    def _records(self, rows) -> None:
        raise NotImplementedError


class Judge2022(Judge):
    """DA/T 93-2022, annex B, as one receiving system parses it."""

    listing = "目录文件.XML"
    columns = ("顺序号", "档号", "责任者", "题名", "日期", "保管期限", "密级", "页数", "备注")
    optional = ("页数",)
    keys = ("移交单位", "内容描述", "起止档号", "档案数量", "软硬件环境")

    def _records(self, rows) -> None:
        if not self.told.get("档案数量", "").isdigit() or int(self.told["档案数量"]) != len(rows):
            self.complaints.append("档案数量")
        inside = [path for path in self.files if "/" in path and not path.startswith("其他/")]
        folders: dict[str, set[str]] = {}
        for path in inside:
            folders.setdefault(path.rpartition("/")[0], set()).add(path.rpartition("/")[2])
        for row in rows:
            own = [folder for folder in folders if folder.rpartition("/")[2] == row.get("档号")]
            if len(own) != 1:
                self.complaints.append(f"{row.get('档号')}: {len(own)} folders")
                continue
            self._record(own[0], folders.pop(own[0]), row)
        self.complaints += [f"unlisted: {folder}" for folder in folders]

    def _record(self, folder: str, names: set[str], row: dict[str, str]) -> None:
        described = [name for name in names if re.search(r"^电子档案.*元数据\.XML$", name)]
        content = names - set(described)
        if len(described) != 1 or not content:
            self.complaints.append(f"{folder}: {len(described)} metadata, {len(content)} content")
            return
        self._parsed(f"{folder}/{described[0]}")
        for name, digest in restored(self.files[f"{folder}/{described[0]}"]).items():
            if hashlib.sha256(self.files.get(f"{folder}/{name}", b"\0")).digest() != digest:
                self.complaints.append(f"{folder}/{name}: other bytes than described")
            content.discard(name)
        self.complaints += [f"{folder}/{name}: not described" for name in content]
        if texts(self.files[f"{folder}/{described[0]}"], "题名")[0] != row["题名"]:
            self.complaints.append(f"{folder}: other title than listed")


class Judge2012(Judge):
    """The layout of 2012: records under 电子档案, each named in the list."""

    listing = "文件目录.XML"
    columns = ("顺序号", "档号", "责任者", "题名", "日期", "密级", "电子档案名称", "备注")
    keys = ("载体类型", "载体编号", "载体保管单位", "制作单位", "检查单位", "软硬件环境", "其他")

    def _records(self, rows) -> None:
        found = {path.rpartition("/")[2]: path for path in self.files if path.startswith("电子档案/")}
        beside = set(found)
        for row in rows:
            path = found.get(row.get("电子档案名称", ""))
            if path is None:
                self.complaints.append(f"{row.get('档号')}: no {row.get('电子档案名称')}")
                continue
            if len(self._parsed(path)) == 0:
                continue
            self._contents(path, {name for name in beside if found[name].rpartition("/")[0] == path.rpartition("/")[0]})
            beside -= {name for name in beside if found[name].rpartition("/")[0] == path.rpartition("/")[0]}
        self.complaints += [f"unlisted: {found[name]}" for name in beside]
        if not any(path.startswith("其他/") and path.endswith(".xsd") for path in self.files):
            self.complaints.append("no schema in 其他")

    def _contents(self, path: str, names: set[str]) -> None:
        folder = path.rpartition("/")[0]
        told = restored(self.files[path])
        for name in names - {path.rpartition("/")[2]}:
            if told.get(name) != hashlib.sha256(self.files[f"{folder}/{name}"]).digest():
                self.complaints.append(f"{folder}/{name}: not described, or other bytes")


def altered(package: Path, to: Path, change) -> Path:
    """A copy of a package with other content.

    :param change: takes path (below the root) -> bytes and changes it.
    """
    with zipfile.ZipFile(package) as opened:
        root = opened.namelist()[0].partition("/")[0]
        files = {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}
    change(files)
    with zipfile.ZipFile(to, "w") as out:
        for name, data in files.items():
            out.writestr(f"{root}/{name}", data)
    return to


def encoded(data: bytes) -> str:
    """Base64 as a reader expects it."""
    return b64encode(data).decode()
