"""The letters behind notices: 政府信息失效告知函 and 政府信息撤回告知函, to be printed, sealed and sent (R-T2).

A letter between offices: it speaks Chinese, whoever prints it. It names a document only while everybody may know its title.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.core.deposits import CORRECTED
from opengov.disclosure.core.deposits import VOIDED
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.deposits.notices import IN_FORCE
from opengov.disclosure.transfer.deposits.notices import LAPSE
from opengov.disclosure.transfer.deposits.rows import NAMED
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.app.uuid.utils import uuidToObject


#: On what ground houses are supplied, and so told what of it no longer stands; the notice's period is often an area's own.
CLAUSE = "第二十五条第三款"
TITLES = {LAPSE: "政府信息失效告知函", "recall_notice": "政府信息撤回告知函"}
_HOUSES = {"archive": "档案馆", "library": "公共图书馆"}

#: Cause of a lapse -> what has happened, and what stands on the copy in the reading room.
_LAPSES = {
    "amended": ("修改", "已修改"),
    "partly_repealed": ("部分废止", "部分废止"),
    "repealed": ("废止", "已废止"),
    "lapsed": ("失效", "已失效"),
    CORRECTED: ("更正", "已更正，以更正后文本为准"),
}
#: Cause of a recall -> why, as far as it may be told.
_RECALLS = {VOIDED: "作废", "expired": "公示期满，撤回公开", "adjusted": "公开属性调整，撤回公开"}


@dataclass(frozen=True)
class Letter:
    """A letter as it is printed.

    :param number: e.g. 〔2026〕3号.
    :param rows: the document it is about: label and value.
    :param date: in Chinese, without leading zeros.
    """

    title: str
    number: str
    addressees: tuple[str, ...]
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    agency: str
    date: str


def letter(place, notice: Mapping) -> Letter:
    """The letter of a notice, as ``IDeposits.notices`` describes it."""
    kind, cause = notice["kind"], notice["cause"]
    body = _lapse(notice) if kind == LAPSE else _recall(cause, chinese(notice["effective"]))
    basis = f"根据《中华人民共和国政府信息公开条例》{CLAUSE}的规定，现将有关事项函告如下："
    return Letter(
        title=TITLES[kind],
        number=notice["letter"],
        addressees=_addressees(place.uid, notice["receivers"]),
        paragraphs=(basis, *body, "特此函告。"),
        rows=tuple(_about(notice)),
        agency=place.agency.title,
        date=chinese(notice["at"][:10]),
    )


def chinese(day: str) -> str:
    """A day as documents have it: 2026年3月5日."""
    known = date.fromisoformat(day)
    return f"{known.year}年{known.month}月{known.day}日"


def _addressees(agency: str, kinds: Mapping) -> tuple[str, ...]:
    receivers = [one for one in IReceivers(api.portal.get()).of_agency(agency) if one["kind"] in kinds]
    return tuple(one["title"] for one in receivers) or tuple(_HOUSES[kind] for kind in kinds)


def _lapse(notice: Mapping) -> tuple[str, ...]:
    cause, day = notice["cause"], chinese(notice["effective"])
    if cause == IN_FORCE:
        return (
            f"我单位此前函告失效的下列主动公开政府信息，自{day}起确认仍然有效。请在政府信息查阅场所撤销相应的失效标注。",
        )
    done, label = _LAPSES[cause]
    told = [f"我单位向贵馆移送的下列主动公开政府信息，自{day}起{done}。"]
    if notice["replaced_by"]["number"]:
        told.append(f"作出{done}的文件为{notice['replaced_by']['number']}。")
    if cause == CORRECTED:
        told.append("更正后的文本另行移送，替代原文本。")
    told.append(f"请在政府信息查阅场所对上述信息的纸质文本和电子文本标注“{label}”，原文本可以继续提供查阅。")
    return tuple(told)


def _recall(cause: str, day: str) -> tuple[str, ...]:
    return (
        f"我单位向贵馆移送的下列政府信息，已于{day}{_RECALLS.get(cause, '撤回公开')}。",
        "请在收到本函后立即停止在政府信息查阅场所提供查阅，撤下纸质文本和电子文本。",
    )


def _about(notice: Mapping):
    document = uuidToObject(notice["document"], unrestricted=True)
    yield "文号", notice["document_number"]
    yield "索引号", IPublicCatalogue(api.portal.get()).index_number(notice["document"])
    if document is not None and ILife(document).state in NAMED:
        yield "信息名称", document.title
        yield "成文日期", chinese(ILife(document).signed()["issue_date"])
