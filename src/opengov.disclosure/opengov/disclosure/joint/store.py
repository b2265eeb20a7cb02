"""How the slots of a document are kept: one persistent object for each, so that all agencies may answer at once.

They lie on the document, because their words can be purged with it (R-L3); the ledger holds codes and digests only.
"""

from BTrees.OOBTree import OOBTree
from datetime import date
from opengov.disclosure.core import joint
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.positions"


class SlotRecord(Persistent):
    """One agency's slot. Every attribute holds plain values, tuples are replaced and never changed in place.

    :ivar agency: UID, or empty; ``body`` is then an outside body's name. ``title`` is the name when it was named.
    :ivar administrative: whether the agency is an administrative one, by its kind or as the lead said of an outside body.
    :ivar groups: ids of the groups of the agency's liaisons and leaders.
    :ivar named: {at, by, reason}; the reason of an agency that joined after others were asked, else empty.
    :ivar asked: tuple of {turn, at, by, digest, attribute, due, provisional, source, silence, silence_source, state}.
    :ivar received: {at, by, on_behalf_of}, or None.
    :ivar drafted: the position that is not released, or None: {id, stand, reason, confidential, digest, at, by, on_behalf_of,
        persons, files: list of {id, name, size, sha256}}.
    :ivar positions: tuple of released ones: the same and {turn, released_at, released_by, released_for, capacity, attribute,
        paper, signed_by}.
    :ivar decisions: tuple of {turn, ruling, settler, authority, reason, attribute, digest, at, by, paper, meeting?}; the first
        release had no settler and attribute.
    :ivar signatures: tuple of {turn, digest, together, at, by, on_behalf_of, capacity, signed_by, paper}, of a co-issuer;
        ``together``: ids of the slots of all co-issuers whose names stood there then.
    :ivar removed: {at, by, reason}, or None.
    :ivar about: id of the repeal it was asked about after the issue; empty for the content itself.
    :ivar files: bytes of the files of draft and positions: id -> ``NamedBlobFile``; None before there is one.
    """

    #: of slots that were kept before anybody asked for these
    administrative = True
    about = ""
    #: and before there were files
    files: OOBTree | None = None
    signatures: tuple[dict, ...] = ()

    def __init__(self, **values) -> None:
        self.agency = self.body = self.title = ""
        self.role = joint.Role.CONCERNED.value
        self.order = 1
        self.groups: tuple[str, ...] = ()
        self.named: dict = {}
        self.asked: tuple[dict, ...] = ()
        self.received: dict | None = None
        self.drafted: dict | None = None
        self.positions: tuple[dict, ...] = ()
        self.decisions: tuple[dict, ...] = ()
        self.removed: dict | None = None
        for name, value in values.items():
            setattr(self, name, value)

    def next_turn(self) -> int:
        """Number of what happens next in this slot; times may be equal, turns are not."""
        return 1 + sum(map(len, (self.asked, self.positions, self.decisions, self.signatures)))

    def answered_turn(self) -> int:
        """Number of the newest position or decision; 0 when there is none."""
        return max((one["turn"] for one in (*self.positions[-1:], *self.decisions[-1:])), default=0)

    def as_rule(self) -> joint.Slot:
        """The core's view of it."""
        return joint.Slot(
            id=self.id,
            name=self.title,
            agency=self.agency,
            role=self.role,
            order=self.order,
            asked=tuple(
                joint.Asking(asking["turn"], asking["digest"], date.fromisoformat(asking["due"]), asking["silence"])
                for asking in self.asked
            ),
            received_at=(self.received or {}).get("at", ""),
            positions=tuple(
                joint.Position(position["stand"], position["digest"], position["turn"], bool(position.get("declined")))
                for position in self.positions
            ),
            decisions=tuple(
                joint.Decision(
                    one["ruling"], one["digest"], one["turn"], one.get("settler", joint.Settler.AUTHORITY.value)
                )
                for one in self.decisions
            ),
            removed_at=(self.removed or {}).get("at", ""),
            administrative=self.administrative,
        )

    def export(self) -> dict:
        """Plain values; the bytes of files are told by :mod:`.files`."""
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_p_") and name != "files"}


def records(context, about: str = "") -> tuple[SlotRecord, ...]:
    """The slots of a document in their order; reading never writes.

    :param about: id of a repeal; empty for those about the content.
    """
    return tuple(record for record in everything(context) if record.about == about)


def everything(context) -> tuple[SlotRecord, ...]:
    """The slots of a document about all matters, each matter's in their order."""
    kept = IAnnotations(context).get(KEY)
    return tuple(sorted(kept.values(), key=lambda record: record.order)) if kept else ()


def all_answered(context, about: str = "") -> bool:
    """Whether the newest in the slot of every agency that is asked is an answer; wakes no more slots than it takes to know."""
    kept = IAnnotations(context).get(KEY) or {}
    asked = (record for record in kept.values() if record.about == about and record.asked and not record.removed)
    return all(record.asked[-1]["turn"] < record.answered_turn() for record in asked)


def record_of(context, slot_id: str, about: str = "") -> SlotRecord:
    """One slot.

    :raises KeyError: when the document has none of this id about this matter.
    """
    record = (IAnnotations(context).get(KEY) or {})[slot_id]
    if record.about != about:
        raise KeyError(slot_id)
    return record


def keep(context, record: SlotRecord) -> None:
    """Keep a new slot."""
    annotations = IAnnotations(context)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    annotations[KEY][record.id] = record


def rest_on(*read: Persistent) -> None:
    """Say that what is written now rests on these as they are: whoever changes one of them in the same moment meets it.

    Nothing is written to them, so those who rest on the same never wait for each other.
    """
    for one in read:
        one._p_activate()
        # what is new has no other reader yet
        if one._p_jar is not None:
            one._p_jar.readCurrent(one)


def drop(context) -> None:
    """Forget all slots of a document."""
    IAnnotations(context).pop(KEY, None)


def restore(context, plain: list[dict]) -> None:
    """Put exported slots in place of what is there."""
    drop(context)
    for values in plain:
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        keep(context, SlotRecord(**{**values, **lists}))
