"""Channels of publication (R-I5): one record for each place where a document was put, until it was taken down again."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from opengov.disclosure.core.rules import Problem
from urllib.parse import urlsplit


#: Where a document may be published (Article 23); the first is this site's own catalogue.
CHANNELS = (
    "catalogue",
    "portal",
    "key_area",
    "gazette",
    "press_conference",
    "press",
    "notice_board",
    "reading_room",
)

#: This site's own channel: its record is written by publication and withdrawal themselves.
OWN = "catalogue"

#: States in which a document may be somewhere; in every other one it is taken down from wherever it is.
PUBLIC_STATES = ("issued", "published")

MAX_ADDRESS = 500
MAX_PROOF = 1000

CLAUSE_CHANNELS = "政府信息公开条例 第二十三条"
CLAUSE_FIRST = "政府信息公开条例 第十七条"


@dataclass(frozen=True)
class Placement:
    """One record. Days are ISO days, moments ISO times at +08:00, persons user ids; empty where it has not happened.

    :param channel: one of :data:`CHANNELS`.
    :param ordered_at: when somebody asked for it besides the drafter's plan.
    :param dropped_at: when somebody decided that it is not put there after all.
    :param placed_on: the day it appeared there, as the person who put it there says.
    :param placed_at: when that was written down.
    :param address: web address, or place in words.
    :param proof: issue and page, date of broadcast, number of the receipt …
    :param down_on: the day it was gone there.
    :param down_at: when that was written down.
    """

    channel: str
    ordered_at: str = ""
    ordered_by: str = ""
    dropped_at: str = ""
    dropped_by: str = ""
    placed_on: str = ""
    placed_at: str = ""
    placed_by: str = ""
    address: str = ""
    proof: str = ""
    down_on: str = ""
    down_at: str = ""
    down_by: str = ""
    down_proof: str = ""

    @property
    def up(self) -> bool:
        """Whether the document is there now."""
        return bool(self.placed_at) and not self.down_at

    @property
    def waits(self) -> bool:
        """Whether it was ordered and nobody has done it or dropped it."""
        return bool(self.ordered_at) and not self.placed_at and not self.dropped_at


NAMES = tuple(field.name for field in fields(Placement))


def last(records: Iterable[Placement], channel: str) -> Placement | None:
    """The newest record of a channel, or None."""
    return next((record for record in reversed(tuple(records)) if record.channel == channel), None)


def to_place(planned: Iterable[str], records: Sequence[Placement]) -> tuple[str, ...]:
    """Channels where the document is to be put and is not yet: planned or ordered ones, this site's own left out."""
    wanted = {*planned, *(record.channel for record in records)} - {OWN}
    return tuple(channel for channel in CHANNELS if channel in wanted and _is_wanted(last(records, channel)))


def _is_wanted(record: Placement | None) -> bool:
    """A channel of the plan without record waits; one that was taken down waits again once the document is public."""
    return record is None or record.waits or bool(record.down_at)


def to_take_down(records: Sequence[Placement], state: str) -> tuple[str, ...]:
    """Channels where a document still is although it is not public any more (R-I10), this site's own left out."""
    if state in PUBLIC_STATES:
        return ()
    up = {record.channel for record in records if record.up} - {OWN}
    return tuple(channel for channel in CHANNELS if channel in up)


def statutory_day(records: Iterable[Placement], channel: str) -> str:
    """The ISO day on which the document appeared on the channel that the law's clock looks at, if it is there now."""
    found = last(records, channel)
    return found.placed_on if found is not None and found.up else ""


def channel_problems(channel: str) -> list[Problem]:
    """A channel must be one of the list, and not this site's own: nobody writes that record by hand."""
    if channel not in CHANNELS:
        return [_problem("channel_unknown", "channel", channels=", ".join(CHANNELS[1:]))]
    return [_problem("channel_own", "channel")] if channel == OWN else []


def order_problems(records: Iterable[Placement], channel: str) -> list[Problem]:
    """What forbids to order one more channel."""
    found = channel_problems(channel)
    record = last(records, channel)
    if not found and record is not None and (record.up or record.waits):
        found.append(_problem("channel_ordered", "channel", channel=channel))
    return found


def drop_problems(planned: Iterable[str], records: Sequence[Placement], channel: str) -> list[Problem]:
    """What forbids to say that the document is not put there after all."""
    found = channel_problems(channel)
    if not found and channel not in to_place(planned, records):
        found.append(_problem("channel_not_ordered", "channel", channel=channel))
    return found


def place_problems(
    records: Iterable[Placement], channel: str, *, on: str, address: str, proof: str, issued: date, today: date
) -> list[Problem]:
    """What is wrong with a record of publication.

    :param on: the day it appeared there, ISO.
    :param issued: 成文日期: nothing appears before.
    """
    found = channel_problems(channel)
    record = last(records, channel)
    if not found and record is not None and record.up:
        found.append(_problem("channel_up", "channel", channel=channel))
    return [*found, *day_problems("on", on, issued, today), *evidence_problems(channel, address, proof)]


def correct_problems(records: Iterable[Placement], channel: str, *, address: str, proof: str) -> list[Problem]:
    """What is wrong with a new address or proof of a record that stands."""
    return [*_not_up(records, channel), *evidence_problems(channel, address, proof)]


def take_down_problems(
    records: Sequence[Placement], channel: str, *, on: str, proof: str, today: date
) -> list[Problem]:
    """What is wrong with the confirmation that a document is gone from a channel."""
    found = _not_up(records, channel)
    if found:
        return found
    record = last(records, channel)
    placed = record.placed_on if record is not None else ""
    found = day_problems("on", on, date.fromisoformat(placed) if placed else date.min, today)
    if len(proof) > MAX_PROOF:
        found.append(_problem("channel_too_long", "proof", max=str(MAX_PROOF)))
    return found


def _not_up(records: Iterable[Placement], channel: str) -> list[Problem]:
    found = channel_problems(channel)
    record = last(records, channel)
    if not found and (record is None or not record.up):
        found.append(_problem("channel_not_up", "channel", channel=channel))
    return found


def day_problems(field: str, value: str, first: date, today: date) -> list[Problem]:
    """A day must be written as one, and lie between the document's own and today."""
    day = _day(value)
    if day is None:
        return [_problem("channel_day_invalid", field)]
    if not first <= day <= today:
        return [_problem("channel_day_range", field, first=first.isoformat(), last=today.isoformat())]
    return []


def _day(value: str) -> date | None:
    """A day written as YYYY-MM-DD, and in none of the other forms of ISO 8601."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


def evidence_problems(channel: str, address: str, proof: str) -> list[Problem]:
    """Every record says where it can be looked up: an address or a proof in words."""
    if not address.strip() and not proof.strip():
        return [_problem("channel_proof_required", "address")]
    found = []
    if len(address) > MAX_ADDRESS:
        found.append(_problem("channel_too_long", "address", max=str(MAX_ADDRESS)))
    elif "//" in address and not is_web_address(address):
        found.append(_problem("channel_address_invalid", "address"))
    if len(proof) > MAX_PROOF:
        found.append(_problem("channel_too_long", "proof", max=str(MAX_PROOF)))
    return found


def is_web_address(address: str) -> bool:
    """Whether an address may be shown as a link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, address))


def until_problems(value: str | None, state: str, today: date) -> list[Problem]:
    """What is wrong with the last day of a notice for comment (公示, R-I10); None takes the day away.

    :param state: the document's: the day of a document that is public, or about to be, can be set.
    """
    if state not in PUBLIC_STATES:
        return [Problem("publish_until_state", "R-I10", "publish_until")]
    if value is None:
        return []
    day = _day(value)
    if day is None:
        return [Problem("publish_until_invalid", "R-I10", "publish_until")]
    return [Problem("publish_until_past", "R-I10", "publish_until")] if day < today else []


def _problem(code: str, field: str, **params: str) -> Problem:
    return Problem(code, "R-I5", field, CLAUSE_CHANNELS, params)
