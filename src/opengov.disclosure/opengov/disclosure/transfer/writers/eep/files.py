"""Which files of a record go into its XML and which lie beside it, and what they are called there."""

from collections.abc import Iterable
from dataclasses import dataclass
from opengov.disclosure.transfer.interfaces import Item
from opengov.disclosure.transfer.interfaces import PayloadFile
from opengov.disclosure.transfer.records.elements import legal


#: Bytes of a file that goes into the XML. Base64 makes a third more of it, and parsers refuse texts of 10 MB.
MOST_EMBEDDED = 7 * 1024 * 1024
EMBEDDED = 5 * 1024 * 1024
#: Described by the XML itself.
LEFT_OUT = frozenset({"metadata"})
MAIN = "document"
#: What was written for the record is called by what it is.
TITLES = {
    "reviews": "公开属性审查意见",
    "ledger": "办理过程记录（台账）",
    "joint": "联合发文办理记录",
}


@dataclass(frozen=True)
class Content:
    """One content file of a record.

    :param name: what it is called in the package: ASCII, unique in the record.
    :param title: what it is called in the office.
    :param inside: whether its bytes are in the XML.
    """

    file: PayloadFile
    name: str
    title: str
    inside: bool

    @property
    def main(self) -> bool:
        """Whether it is the document itself (主文档)."""
        return self.file.role == MAIN

    @property
    def computer_name(self) -> str:
        """计算机文件名: beside the XML the name it has there, inside the name it had in the office."""
        return self.file.name if self.inside and legal(self.file.name).strip() else self.name


def contents(item: Item, most: int) -> tuple[Content, ...]:
    """The content files of a record, the document first.

    :param most: bytes of the largest file that goes into the XML; 0 keeps all outside.
    """
    kept = sorted((file for file in item.files if file.role not in LEFT_OUT), key=lambda file: file.role != MAIN)
    limit = min(most, MOST_EMBEDDED)
    return tuple(
        Content(file, name, _title(item, file), inside=most > 0 and file.entry.size <= limit)
        for file, name in zip(kept, _names(kept), strict=True)
    )


def embed_bytes(receiver) -> int:
    """How large a file the receiver wants inside the XML."""
    wanted = receiver.get("embed_bytes")
    return wanted if isinstance(wanted, int) else EMBEDDED


def _title(item: Item, file: PayloadFile) -> str:
    return item.record.text("title") if file.role == MAIN else TITLES.get(file.role, file.name)


def _names(files: Iterable[PayloadFile]) -> Iterable[str]:
    return (file.entry.path.removeprefix("data/").removeprefix("attachments/").replace("/", "-") for file in files)
