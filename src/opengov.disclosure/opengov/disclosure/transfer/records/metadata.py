"""``metadata.xml``: DA/T 46-2009 elements under their Chinese names, in the order and nesting of DA/T 48-2009.

The three blocks (文件实体块, 业务实体块, 机构人员实体块) are those of the EEP. Elements without a value are left out. A public
package has the first block only, without reasons and persons.
"""

from collections.abc import Iterable
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer.records.agents import agent_block
from opengov.disclosure.transfer.records.business import business_block
from opengov.disclosure.transfer.records.description import document as described
from opengov.disclosure.transfer.records.description import electronic_attributes
from opengov.disclosure.transfer.records.description import file_block
from opengov.disclosure.transfer.records.elements import Element
from opengov.disclosure.transfer.records.elements import element
from opengov.disclosure.transfer.records.elements import NAMESPACE
from opengov.disclosure.transfer.records.elements import written
from opengov.disclosure.transfer.records.record import Record


def metadata_xml(record: Record, document: Entry, public: bool) -> bytes:
    """Return the whole file.

    :param document: entry of the document's text in the package.
    :param public: leave out whatever is not public.
    """
    blocks = [file_block(record, _documents(record, document), public)]
    if not public:
        blocks += [business_block(record), agent_block(record)]
    root = element("电子文件元数据", *blocks, 标准="DA/T 46-2009")
    return "".join(written(root, NAMESPACE)).encode()


def _documents(record: Record, document: Entry) -> Iterable[Element]:
    yield _document(1, "主文档", record.text("title"), document, "text/html", document.path.rpartition("/")[2])
    for number, attachment in enumerate(record.attachments, 2):
        yield _document(number, "附属文档", attachment.name, attachment.entry, attachment.media_type, attachment.name)


def _document(number: int, rank: str, title: str, entry: Entry, media_type: str, name: str) -> Element:
    told = f"MIME媒体类型:{media_type}" if media_type else ""
    coding = element(
        "编码",
        electronic_attributes(name, entry.size, told),
        element("路径", entry.path),
        element("摘要值", entry.sha256, 算法="SHA-256"),
        element("摘要值", entry.sm3, 算法="SM3"),
    )
    return described(number, rank, title, [coding])
