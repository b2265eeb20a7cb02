"""How one document stands in a list: a ``Row`` read from the document as it is now."""

from dataclasses import dataclass
from datetime import date
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.core import issuers
from opengov.disclosure.core.deposits import Duty
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.deposits.scope import validity
from opengov.disclosure.transfer.store import store
from plone import api
from plone.app.uuid.utils import uuidToObject


#: States in which everybody may know what a deposited document is called.
NAMED = ("issued", "published", "superseded")
#: File of a sealed record that has the text.
TEXT = "document.html"
_REMARKS = {"superseded": "已更正，以更正后文本为准", "withdrawn": "已撤回", "voided": "已作废", "purged": "已销毁"}


@dataclass(frozen=True)
class Told:
    """What a list says besides the row.

    :param electronic: whether there is an electronic text to hand over.
    """

    names: tuple[str, ...] = ()
    channels: str = ""
    remark: str = ""
    electronic: bool = True


class Words:
    """The words and numbers of one agency, by the profile of each day."""

    def __init__(self, place) -> None:
        self.place = place
        self.site = api.portal.get()
        self.catalogue = IPublicCatalogue(self.site)
        shelf = store(self.site).shelves.get(place.uid)
        self.codes = getattr(shelf, "codes", {})

    def copies(self, day: str) -> int:
        """Paper copies that what was made on a day owes; 0 where there are no lists on paper."""
        profile = self.place.jurisdiction_on(date.fromisoformat(day))
        return profile.deposit_copies if Duty.PAPER.value in profile.periods else 0

    def channels(self, names) -> str:
        """公开方式 in the words of the area."""
        profile = self.place.jurisdiction
        return "、".join(profile.label(f"channel.{name}", "zh_CN") for name in names)


def listed_row(words: Words, entry: tuple) -> tuple[Row, Told]:
    """Row and further words of an entry of a list.

    :param entry: (day, uid, number, validity, pages): as it was handed in; texts empty for what waits.
    """
    _day, uid, number, valid, pages = entry
    document = uuidToObject(uid, unrestricted=True)
    state = ILife(document).state if document is not None else "purged"
    if state not in NAMED:
        return _nameless(words, uid, number, valid, pages), Told(
            remark=_REMARKS.get(state, "不再公开"), electronic=False
        )
    up = [record for record in IChannels(document).records() if record.up]
    files = IReviewedContent(document).attachments()
    life, signed = ILife(document), ILife(document).signed()
    code, item = words.codes.get(uid, ("", 0))
    row = Row(
        place=0,
        record="",
        document=uid,
        archival_code=code,
        item_number=item,
        number=number or IDocumentNumber(document).text,
        index_number=words.catalogue.index_number(uid),
        title=document.title,
        authors=issuers.joined(issuers.names(signed) or (words.place.agency.title,)),
        issue_date=signed["issue_date"],
        published_on=min((record.placed_on for record in up), default=""),
        channels=tuple(record.channel for record in up),
        retention=getattr(document, "retention_period", None) or "",
        attribute=IDisclosureProposal(document).proposal().attribute or "",
        classification=terms.CLASSIFICATIONS["proactive"],
        genre=getattr(document, "genre_class", None) or "",
        pages=pages or getattr(document, "pages", None) or 0,
        files=1 + len(files),
        size=sum(file.size for file in files),
        digest=signed["digest"],
        validity=valid or validity(document)["value"],
        supersedes="",
    )
    remark = _REMARKS.get(life.state, "") or ("更正后文本" if ICompanions(document).revision else "")
    return row, Told((TEXT, *(file.name for file in files)), words.channels(row.channels), remark)


def _nameless(words: Words, uid: str, number: str, valid: str, pages: int) -> Row:
    """What must not be named any more: its number stays, the list was handed over with it."""
    texts = dict.fromkeys(
        ("record", "archival_code", "title", "authors", "issue_date", "published_on", "retention"), ""
    )
    texts |= dict.fromkeys(("attribute", "classification", "genre", "digest", "supersedes"), "")
    numbers = dict.fromkeys(("place", "item_number", "files", "size"), 0)
    told = {"document": uid, "number": number, "index_number": words.catalogue.index_number(uid)}
    return Row(**texts, **numbers, **told, channels=(), pages=pages, validity=valid)
