"""How coordination meetings are kept: one persistent object for each, on the document beside its slots.

Their words can be purged with the document (R-L3); the ledger holds codes and digests only.
"""

from BTrees.OOBTree import OOBTree
from opengov.disclosure.core import meetings
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

import hashlib


KEY = "opengov.disclosure.meetings"


class MeetingRecord(Persistent):
    """One meeting. Every attribute holds plain values; tuples and dicts are replaced and never changed in place.

    :ivar order: place among the meetings, from 1: two may be called in one second.
    :ivar at: ISO time of Shanghai. ``agencies`` are ids of slots, ``persons`` names.
    :ivar called: {at, by, on_behalf_of}.
    :ivar changed: tuple of {at, by, on_behalf_of, from: {what was planned before}}.
    :ivar concluded: {outcome, minutes, attended, settled, attribute, grounds, digest, at, by, on_behalf_of}, or None; the
        attribute of ``kept`` is the one the document had.
    :ivar cancelled: {reason, at, by, on_behalf_of}, or None.
    :ivar papers: numbers of the dossier's papers.
    """

    def __init__(self, **values) -> None:
        self.order = 1
        self.at = self.place = self.agenda = ""
        self.agencies: tuple[str, ...] = ()
        self.persons: tuple[str, ...] = ()
        self.called: dict = {}
        self.changed: tuple[dict, ...] = ()
        self.concluded: dict | None = None
        self.cancelled: dict | None = None
        self.papers: tuple[int, ...] = ()
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def plan(self) -> meetings.Plan:
        """What is planned."""
        return meetings.Plan(self.at, self.place, self.agenda, self.agencies, self.persons)

    def as_rule(self) -> meetings.Meeting:
        """The core's view of it."""
        outcome = (self.concluded or {}).get("outcome", "")
        return meetings.Meeting(self.at, self.agencies, outcome, bool(self.cancelled), len(self.papers))

    def export(self) -> dict:
        """Plain values."""
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_p_")}


def digests(concluded: dict) -> dict[str, str]:
    """What the record says of minutes, whose words it never holds, and of who was there."""
    told = {"minutes": concluded["minutes"]}
    told["attendance"] = " ".join((*concluded["attended"], "/", *concluded["settled"]))
    return {name: f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" for name, text in told.items()}


def records(context) -> tuple[MeetingRecord, ...]:
    """The meetings about a document, the first called first; reading never writes."""
    kept = IAnnotations(context).get(KEY)
    return tuple(sorted(kept.values(), key=lambda record: record.order)) if kept else ()


def record_of(context, meeting_id: str) -> MeetingRecord:
    """One meeting.

    :raises KeyError: when the document has none of this id.
    """
    return (IAnnotations(context).get(KEY) or {})[meeting_id]


def keep(context, record: MeetingRecord) -> None:
    """Keep a new meeting."""
    annotations = IAnnotations(context)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    annotations[KEY][record.id] = record


def drop(context) -> None:
    """Forget all meetings about a document."""
    IAnnotations(context).pop(KEY, None)


def restore(context, plain: list[dict]) -> None:
    """Put exported meetings in place of what is there."""
    drop(context)
    for values in plain:
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        keep(context, MeetingRecord(**{**values, **lists}))
