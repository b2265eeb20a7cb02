"""主动公开政府信息移送明细登记表 as data, for pages, print, XLSX and packages.

It is a paper between Chinese offices and speaks Chinese, whoever opens it.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core import deposits as rules
from opengov.disclosure.core.deposits import Act
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.transfer.deposits.acts import span_on
from opengov.disclosure.transfer.deposits.rows import listed_row
from opengov.disclosure.transfer.deposits.rows import Words
from opengov.disclosure.transfer.deposits.store import DepositShelf
from plone import api
from plone.app.uuid.utils import uuidToObject


#: Columns of the 移送明细登记表 (law.md 6.6).
COLUMNS = (
    "序号",
    "索引号",
    "文号",
    "信息名称",
    "发布机构",
    "形成（变更）日期",
    "公开日期",
    "公开方式",
    "载体",
    "份数",
    "页数",
    "电子文件名",
    "摘要值",
    "有效性",
    "备注",
)
LIST_TITLE = "主动公开政府信息移送明细登记表"

VALIDITIES = {
    "valid": "有效",
    "amended": "已修改",
    "partly_repealed": "部分废止",
    "repealed": "废止",
    "lapsed": "失效",
}


@dataclass(frozen=True)
class Line:
    """One document in a list.

    :param row: how it is listed; ``row.title`` is empty for what may not be named any more.
    :param day: ISO day on which it was made or changed.
    :param act: number of the act that handed it in; 0 while it waits.
    :param copies: paper copies handed in, or to be handed in.
    :param carriers: 载体.
    :param file_names: 电子文件名.
    :param remark: 备注.
    """

    row: Row
    day: str
    act: int
    copies: int
    carriers: str
    file_names: tuple[str, ...]
    channels: str
    remark: str


@dataclass(frozen=True)
class Sheet:
    """A register ready to be shown: heading, columns, rows, and what stands above and below.

    :param name: ASCII name for a file, without ending.
    :param cells: one tuple for each row, texts and numbers.
    """

    name: str
    title: str
    head: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str | int, ...], ...]
    foot: tuple[tuple[str, str], ...]


def lines(place, shelf: DepositShelf, span: rules.Span, receiver: str, viewer: bool) -> list[Line]:
    """See ``IDeposits.register``."""
    acts = [act for act in rules.standing_acts(shelf.acts(span.id)) if receiver in ("", act.kind)]
    handed: dict[tuple[str, str], tuple[Act, tuple]] = {}
    for act in acts:
        for entry in shelf.lists.get(act.number, ()):
            handed.setdefault((entry[0], entry[1]), (act, entry))
    between = shelf.between(span.first.isoformat(), span.last.isoformat())
    waiting = [each for each in between if each not in handed and span_on(place, each[0]) == span]
    words = Words(place)
    found = [_line(words, entry, act) for act, entry in sorted(handed.values(), key=lambda each: each[0].number)]
    found += [_line(words, (day, uid, "", "", 0), None) for day, uid in waiting]
    return _numbered(line for line in found if not viewer or _sees(line.row.document))


def lines_of(place, shelf: DepositShelf, number: int) -> list[Line]:
    """See ``IDeposits.lines``."""
    act, words = shelf.act(number), Words(place)
    return _numbered(_line(words, entry, act) for entry in shelf.lists.get(number, ()))


def _line(words: Words, entry: tuple, act: Act | None) -> Line:
    row, told = listed_row(words, entry)
    copies = act.copies if act is not None else words.copies(entry[0])
    carriers = "、".join(filter(None, ("纸质" if copies else "", "电子" if told.electronic else "")))
    return Line(row, entry[0], act.number if act else 0, copies, carriers, told.names, told.channels, told.remark)


def _numbered(found: Iterable[Line]) -> list[Line]:
    listed = list(found)
    return [Line(**{**vars(line), "row": _placed(line.row, number)}) for number, line in enumerate(listed, 1)]


def _placed(row: Row, place: int) -> Row:
    return Row(**{**vars(row), "place": place})


def _sees(uid: str) -> bool:
    document = uuidToObject(uid, unrestricted=True)
    return document is not None and bool(api.user.has_permission("View", obj=document))


def list_sheet(place, period: str, found: Sequence[Line], acts: Iterable[Mapping], receiver_title: str) -> Sheet:
    """主动公开政府信息移送明细登记表 of a period.

    :param acts: of the period, as ``IDeposits.acts`` gives them: who handed in and who confirmed, and when.
    :param receiver_title: name of the archive or library.
    """
    span = rules.span(period)
    part = {0: "", 1: "上半月", 2: "下半月"}[span.half]
    head = (
        ("移送单位", place.agency.title),
        ("接收单位", receiver_title),
        ("期间", f"{span.year}年{span.month}月{part}"),
    )
    return Sheet(
        name=f"deposit-{span.id}",
        title=LIST_TITLE,
        head=head,
        columns=COLUMNS,
        cells=tuple(_cells(line) for line in found),
        foot=_foot(place.agency.title, receiver_title, [act for act in acts if not act["undone"]]),
    )


def _cells(line: Line) -> tuple[str | int, ...]:
    row = line.row
    return (
        row.place,
        row.index_number,
        row.number,
        row.title,
        row.authors,
        line.day,
        row.published_on,
        line.channels,
        line.carriers,
        line.copies,
        row.pages or "",
        "；".join(line.file_names),
        row.digest,
        VALIDITIES.get(row.validity, row.validity),
        line.remark,
    )


def _foot(office: str, receiver: str, acts: Sequence[Mapping]) -> tuple[tuple[str, str], ...]:
    given = [act for act in acts if act["what"] in ("hand_in", "nil_return")]
    taken = [act for act in acts if act["what"] == "confirm"]
    nil = (("零报告", "本期无应移送的主动公开政府信息"),) if any(act["what"] == "nil_return" for act in given) else ()
    return (
        *nil,
        ("移送单位", office),
        ("移送人", "、".join(dict.fromkeys(full_name(act["by"]) for act in given))),
        ("移送日期", "、".join(dict.fromkeys(act["on"] for act in given))),
        ("接收单位", receiver),
        ("接收人", "、".join(dict.fromkeys(full_name(act["by"]) for act in taken))),
        ("接收日期", "、".join(dict.fromkeys(act["on"] for act in taken))),
    )


def full_name(user_id: str) -> str:
    """Name of an account as people write it."""
    user = api.user.get(userid=user_id) if user_id else None
    return (user.getProperty("fullname") if user is not None else "") or user_id
