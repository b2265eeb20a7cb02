"""Notices about what was deposited (R-T2): 失效告知函 when it was amended or repealed, 撤回告知函 when it was withdrawn.

A lapsed document stays readable in the reading rooms and is marked; a withdrawn one must leave them.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.deposits import CORRECTED
from opengov.disclosure.core.deposits import Duty
from opengov.disclosure.core.deposits import LAPSING
from opengov.disclosure.core.deposits import letter_number
from opengov.disclosure.core.deposits import VOIDED
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.deposits.index import refresh
from opengov.disclosure.transfer.deposits.scope import validity
from opengov.disclosure.transfer.deposits.store import DepositShelf
from opengov.disclosure.transfer.deposits.store import following
from opengov.disclosure.transfer.deposits.store import NOTICE
from opengov.disclosure.transfer.deposits.store import open_shelf
from opengov.disclosure.transfer.deposits.store import owed
from opengov.disclosure.transfer.deposits.store import shelf_of
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.store import store
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID

import re


KINDS = ("archive", "library")
LAPSE, RECALL = Duty.LAPSE_NOTICE.value, Duty.RECALL_NOTICE.value

#: Notice -> the fact that sets its period off.
FACTS = {LAPSE: "lapsed", RECALL: "recalled"}
#: Cause of a recall when the attribute was adjusted away from proactive, and of what takes a lapse back.
ADJUSTED, IN_FORCE = "adjusted", "valid"

_UID = re.compile(r"[0-9a-f]{32}")


def follow(document, event) -> None:
    """A step was taken: those who have the document are told what it means for their copy."""
    uid, place = IUUID(document), IIssuingAgency(document)
    shelf = shelf_of(api.portal.get(), place.uid)
    if shelf is None or not shelf.last_day(uid):
        return
    if event.step.id == "mark_validity":
        marked = validity(document)
        # that a document is in force after all is told to those who were told of its lapse
        if marked["value"] in LAPSING or any(_told_of(shelf, uid)):
            _tell(document, place, LAPSE, marked["value"], marked["on"], marked["document"])
    elif event.source == event.target:
        return
    elif event.target == "superseded":
        by = (IDossier(document).affair("superseded_by") or {}).get("uid", "")
        _tell(document, place, LAPSE, CORRECTED, "", by)
    elif event.target == "withdrawn":
        _tell(document, place, RECALL, (IDossier(document).affair("withdrawal") or {}).get("cause") or ADJUSTED)
    elif event.target == "voided":
        _tell(document, place, RECALL, VOIDED)
    elif event.source == "adjustment_review" and event.target in ("registered", "withheld"):
        _tell(document, place, RECALL, ADJUSTED)


def _tell(document, place, kind: str, cause: str, effective: str = "", named: str = "") -> None:
    moment = now()
    today = moment.date().isoformat()
    shelf = open_shelf(api.portal.get(), place.uid, moment.date())
    if kind == RECALL:
        if IUUID(document) in shelf.recalled:
            return
        shelf.recalled.insert(IUUID(document))
    number = following(shelf.told)
    by, by_number = _public(named)
    plain = {
        "number": number,
        "kind": kind,
        "document": IUUID(document),
        "document_number": IDocumentNumber(document).text,
        "cause": cause,
        # a mark made late is late, and one that looks ahead is due from the day it was made
        "day": min(effective or today, today),
        "effective": effective or today,
        "by": by,
        "by_number": by_number,
        "letter": letter_number(moment.year, _serial(shelf, moment.year)),
        "at": moment.isoformat(),
    }
    shelf.told[number] = tuple(plain[name] for name in NOTICE)
    shelf.told_of.insert(f"{plain['document']}|{number:09}")
    ILedger(document).record(
        f"{kind}_made", codes={"notice": str(number), "cause": cause, "effective": plain["effective"]}
    )
    kinds = _deposited(shelf, plain["document"])
    for receiver in kinds:
        _await(shelf, number, receiver)
    if kinds:
        IHandovers(api.portal.get()).announce(plain["document"], place.uid, kind, about(plain, place))


def about(notice: Mapping, place) -> dict[str, object]:
    """What of a notice stands in the feeds: plain facts, no title and no reason."""
    deadline = deadline_of(place, notice["kind"], notice["day"])
    replaced = {"document": notice["by"], "number": notice["by_number"]}
    return {
        "notice": notice["number"],
        "document": notice["document"],
        "number": notice["document_number"],
        "cause": notice["cause"],
        "effective": notice["effective"],
        "replaced_by": replaced if any(replaced.values()) else None,
        "letter": notice["letter"],
        "due": deadline.due.isoformat() if deadline else "",
        "source": deadline.source if deadline else "",
    }


def deadline_of(place, kind: str, day: str) -> Deadline | None:
    """When a notice is due, by the profile of the day it is due from (R-D1)."""
    found = place.deadlines({FACTS[kind]: date.fromisoformat(day)})
    return next((deadline for deadline in found if deadline.key == kind), None)


def told(shelf: DepositShelf, event) -> None:
    """A notice has reached the feed of a receiver."""
    number, kind = event.about.get("notice"), event.receiver["kind"]
    key = f"{number}|{kind}"
    if key in shelf.answers and not shelf.answers[key][0]:
        shelf.answers[key] = (event.at[:10], shelf.answers[key][1])
        settle(shelf, number)


def settle(shelf: DepositShelf, number: int) -> None:
    """A notice is done when it is in the feed of everybody who has the document and, where the profile asks, acknowledged."""
    key = f"{number:09}"
    waits = not is_done(shelf, number)
    if waits:
        shelf.untold.insert(key)
    elif key in shelf.untold:
        shelf.untold.remove(key)
    refresh([shelf.notice(number)["document"]])


def is_done(shelf: DepositShelf, number: int) -> bool:
    """Whether nothing is left to do about a notice."""
    asked = _acknowledged(shelf, number)
    return all(
        on and (act or not asked) for on, act in (shelf.answers.get(f"{number}|{kind}", ("-", 1)) for kind in KINDS)
    )


def _acknowledged(shelf: DepositShelf, number: int) -> bool:
    """Whether the profile of the day of a notice asks its receivers to acknowledge it."""
    notice = shelf.notice(number)
    document = uuidToObject(notice["document"], unrestricted=True)
    if document is None:
        return False
    return IIssuingAgency(document).jurisdiction_on(date.fromisoformat(notice["day"])).notices_acknowledged


def waiting_deadlines(shelf: DepositShelf, place, uid: str) -> Iterator[Deadline]:
    """When the notices of a document that are not done are due."""
    for number in _told_of(shelf, uid):
        notice = shelf.notice(number)
        deadline = deadline_of(place, notice["kind"], notice["day"])
        if deadline is not None and f"{number:09}" in shelf.untold:
            yield deadline


def offered_later(shelf: DepositShelf, receiver: Mapping, uids, agency) -> None:
    """What is offered to a receiver after its notice for the first time is followed by it; by a recall only while it holds."""
    kind, feed = receiver["kind"], store(api.portal.get()).feeds.get(receiver["id"])
    for uid in uids:
        first = feed is not None and len(feed.places.get(uid, ())) == 1
        for number in _told_of(shelf, uid):
            notice = shelf.notice(number)
            known = f"{number}|{kind}" in shelf.answers
            if (known and not first) or (notice["kind"] == RECALL and uid not in shelf.recalled):
                continue
            if not known:
                _await(shelf, number, kind)
            place = IIssuingAgency(agency)
            facts = about(notice, place)
            IHandovers(api.portal.get()).announce(uid, place.uid, notice["kind"], facts, receiver["id"])


def _await(shelf: DepositShelf, number: int, kind: str) -> None:
    shelf.answers[f"{number}|{kind}"] = ("", 0)
    shelf.untold.insert(f"{number:09}")
    refresh([shelf.notice(number)["document"]])


def _told_of(shelf: DepositShelf, uid: str) -> list[int]:
    return [int(key.partition("|")[2]) for key in shelf.told_of.keys(f"{uid}|", f"{uid}}}")]


def _deposited(shelf: DepositShelf, uid: str) -> tuple[str, ...]:
    """Kinds of receivers that have a document, on paper or not."""
    day = shelf.last_day(uid)
    duties = (Duty.ELECTRONIC.value, Duty.PAPER.value)
    return tuple(kind for kind in KINDS if any(owed(duty, kind, day, uid) in shelf.done for duty in duties))


def _serial(shelf: DepositShelf, year: int) -> int:
    """Number of the next letter of a year: one series for both kinds, without gaps."""
    last = shelf.notice(following(shelf.told) - 1)
    same = last is not None and last["at"].startswith(str(year))
    return int(last["letter"].partition("〕")[2].rstrip("号")) + 1 if same else 1


def _public(named: str) -> tuple[str, str]:
    """UID and number of what replaces a document, as far as everybody may know of it (R-X1); words stay words."""
    named = named.strip()
    if _UID.fullmatch(named):
        document = uuidToObject(named, unrestricted=True)
    else:
        query = {
            "document_number": named,
            "review_state": ["issued", "published", "registered", "withheld", "withdrawn"],
        }
        found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(**query) if named else ()
        if not found:
            return "", named
        document = found[0]._unrestrictedGetObject() if len(found) == 1 else None
    if document is None or ILife(document).state != "published":
        return "", ""
    if IDisclosureProposal(document).proposal().attribute != Attribute.PROACTIVE:
        return "", ""
    return IUUID(document), IDocumentNumber(document).text
