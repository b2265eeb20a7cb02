"""The 电子文件封装包 (EEP) of one record, as DA/T 48-2009 wants it: description, business, agents, and the files.

The XML is made without the files' bytes first; those are put in on the way, a piece at a time, so that a record of any size
takes the same memory. A file that is too large for a text of XML lies beside it, told by its digest.
"""

from base64 import b64encode
from binascii import b2a_base64
from collections.abc import Iterator
from opengov.disclosure.core.formats import described
from opengov.disclosure.core.formats import extension
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.interfaces import Item
from opengov.disclosure.transfer.records.agents import agent_block
from opengov.disclosure.transfer.records.business import business_block
from opengov.disclosure.transfer.records.business import public_business_block
from opengov.disclosure.transfer.records.description import document
from opengov.disclosure.transfer.records.description import electronic_attributes
from opengov.disclosure.transfer.records.description import file_block
from opengov.disclosure.transfer.records.description import SYSTEM
from opengov.disclosure.transfer.records.elements import Element
from opengov.disclosure.transfer.records.elements import element
from opengov.disclosure.transfer.records.elements import Place
from opengov.disclosure.transfer.records.elements import written
from opengov.disclosure.transfer.records.notes import channels
from opengov.disclosure.transfer.writers.eep.files import Content
from opengov.disclosure.transfer.writers.eep.streaming import Streamed


NAMESPACE = "http://www.saac.gov.cn/standards/ERM/encapsulation"
SCHEMA = "dat48-2009.xsd"
VERSION = "2009"
FORMAT_WORDS = "本EEP根据中华人民共和国档案行业标准DA/T 48-2009《基于XML的电子文件封装规范》生成"
TYPE_WORDS = "本封装包包含电子文件数据及其元数据，原始封装，未经修改"
INSIDE_WORDS = (
    "本封装包中“编码数据”元素存储的是计算机文件二进制流的Base64编码，有关Base64编码规则参见IETF RFC 2045多用途邮件扩展"
    "（MIME）第一部分：互联网信息体格式。当提取和显现封装在编码数据元素中的计算机文件时，应对Base64编码进行反编码，并依据"
    "封装包中“反编码关键字”元素中记录的值还原计算机文件的扩展名"
)
OUTSIDE_WORDS = "仅提供SHA256摘要信息,文档数据在外部保存"
OUTSIDE_KEYWORD = "sha256-base64Binary"
#: What every identifier begins with: an original package, in which nothing was modified.
ORIGINAL = "修改0-"
#: Bytes read at once; a multiple of 3, so that the pieces of Base64 fit together.
CHUNK = 3 * 65536


def encapsulation(item: Item, about: About, contents: tuple[Content, ...]) -> Streamed:
    """The EEP of a record; the same input gives the same bytes."""
    frame = written(_package(item, about, contents), NAMESPACE)
    return Streamed(lambda: _pieces(frame, contents))


def _pieces(frame: tuple[str | Place, ...], contents: tuple[Content, ...]) -> Iterator[bytes]:
    for piece in frame:
        if isinstance(piece, str):
            yield piece.encode()
            continue
        with contents[piece.number].file.open() as stream:
            while chunk := stream.read(CHUNK):
                yield b2a_base64(chunk, newline=False)


def _package(item: Item, about: About, contents: tuple[Content, ...]) -> Element:
    signed = element(
        "被签名对象",
        element("封装包类型", "原始型"),
        element("封装包类型描述", TYPE_WORDS),
        element("封装包创建时间", about.sealed_at.isoformat(timespec="seconds")),
        element("封装包创建单位", about.agency["title"]),
        element("封装内容", *_blocks(item, about, contents)),
        eep版本=VERSION,
    )
    return element("电子文件封装包", element("封装包格式描述", FORMAT_WORDS), element("版本", VERSION), signed)


def _blocks(item: Item, about: About, contents: tuple[Content, ...]) -> Iterator[Element]:
    record, row, public = item.record, item.row, about.scope == "public"
    documents = [_document(number, content) for number, content in enumerate(contents)]
    archives = str(about.receiver.get("title") or "") if about.receiver.get("kind") == "archive" else ""
    yield file_block(record, documents, public, row, archives)
    yield public_business_block(record, row.published_on, channels(row)) if public else business_block(record)
    yield agent_block(record, public)


def _document(number: int, content: Content) -> Element:
    rank = "主文档" if content.main else "附属文档"
    identifier = f"{ORIGINAL}文档{number + 1}-文档数据1-编码1"
    file = content.file
    keyword = "-".join(filter(None, ("base64", extension(file.name) or extension(content.name))))
    coding = element(
        "编码",
        electronic_attributes(
            content.computer_name, file.entry.size, described(content.name, file.media_type), _application(file.role)
        ),
        element("编码描述", INSIDE_WORDS if content.inside else OUTSIDE_WORDS),
        element("反编码关键字", keyword if content.inside else OUTSIDE_KEYWORD),
        _data(number, content, identifier),
        编码ID=identifier,
    )
    return document(number + 1, rank, content.title, [coding], prefix=ORIGINAL)


def _data(number: int, content: Content, identifier: str) -> Element:
    digest = b64encode(bytes.fromhex(content.file.entry.sha256)).decode()
    return element("编码数据", Place(number) if content.inside else digest, 编码数据ID=f"{identifier}-编码数据")


def _application(role: str) -> str:
    """文档创建程序 of what this system wrote itself; of attachments nobody knows it."""
    return "" if role in ("attachment", "enclosure") else SYSTEM
