"""What the archives are told of how several agencies issued a document (R-T3): who was asked, answered, decided and signed.

Only what is named here goes along. A draft that was never released, and what an agency said in confidence, is that agency's
alone (R-J6): it goes to nobody with the lead's document, and not even that there was one is told.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core import issuers
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import files
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IJointRecord
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.joint.meetings import store as meeting_store
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from zope.component import adapter
from zope.interface import implementer


FORMAT = "opengov.disclosure/joint/1"

_ASKED = ("turn", "at", "by", "digest", "attribute", "grounds", "due", "source", "silence", "silence_source", "state")
_SAID = ("turn", "stand", "reason", "attribute", "digest", "at", "by", "on_behalf_of", "declined")
_RELEASED = ("released_at", "released_by", "released_for", "capacity", "signed_by", "paper")
_DECIDED = (
    "turn",
    "ruling",
    "settler",
    "authority",
    "reason",
    "attribute",
    "grounds",
    "digest",
    "at",
    "by",
    "paper",
    "meeting",
)
_MEETING = (
    "id",
    "at",
    "place",
    "agenda",
    "agencies",
    "persons",
    "called",
    "changed",
    "concluded",
    "cancelled",
)
_SIGNED = ("turn", "digest", "at", "by", "on_behalf_of", "capacity", "paper", "signed_by")


@implementer(IJointRecord)
@adapter(IGoverned)
class JointRecord(Slots):
    """See ``IJointRecord``."""

    def plain(self) -> dict | None:
        """See ``IJointRecord``."""
        records = store.everything(self.context)
        if not records:
            return None
        arrangement, signed = IArrangement(self.context), IDossier(self.context).signed or {}
        chains = ILedgerStore(api.portal.get())
        return {
            "format": FORMAT,
            "digest": signed.get("digest", ""),
            "issuers": list(issuers.names(signed)),
            "countersigning": arrangement.countersigning,
            "banner": arrangement.banner,
            "signatories": [dict(one) for one in issuers.signatories(signed)],
            "slots": [_slot(record) for record in records],
            "repeals": [dict(one) for one in IRepeal(self.context).proposals()],
            "meetings": [_meeting(record) for record in meeting_store.records(self.context)],
            "chains": {record.id: chains.export(record.id) for record in records if record.agency},
        }

    def files(self) -> list[dict]:
        """See ``IJointRecord``."""
        return [*self._papers(), *self._position_files()]

    def _papers(self) -> Iterator[dict]:
        dossier, wanted = IDossier(self.context), set(_numbers(store.everything(self.context)))
        wanted.update(number for record in meeting_store.records(self.context) for number in record.papers)
        for told in dossier.papers():
            if told["number"] in wanted:
                about = {"key": f"paper-{told['number']}", "name": told["filename"]}
                yield {**about, "content_type": told["content_type"], "blob": dossier.paper(told["number"])}

    def _position_files(self) -> Iterator[dict]:
        for record in store.everything(self.context):
            for told in (file for position in record.positions for file in files.of(position)):
                kept = record.files[told["id"]]
                about = {"key": f"file-{told['id']}", "name": told["name"], "content_type": kept.contentType}
                yield {**about, "blob": kept._blob}


def _slot(record: store.SlotRecord) -> dict:
    told = {
        name: getattr(record, name) for name in ("id", "agency", "title", "role", "order", "about", "administrative")
    }
    return {
        **told,
        "outside": not record.agency,
        "named": dict(record.named),
        "asked": [_only(one, _ASKED) for one in record.asked],
        "received": dict(record.received) if record.received else None,
        "positions": [_position(one) for one in record.positions],
        "decisions": [_only(one, _DECIDED) for one in record.decisions],
        "signatures": [_only(one, _SIGNED) for one in record.signatures],
        "removed": dict(record.removed) if record.removed else None,
    }


def _meeting(record: meeting_store.MeetingRecord) -> dict:
    told = {name: getattr(record, name) for name in _MEETING}
    return {**told, "papers": [f"paper-{number}" for number in record.papers]}


def _position(said: Mapping) -> dict:
    told = _only(said, (*_SAID, *_RELEASED))
    named = [{"file": f"file-{file['id']}", "sha256": file["sha256"]} for file in files.of(said)]
    return {**told, "files": named} if named else told


def _only(values: Mapping, names: Iterable[str]) -> dict:
    """What of a record the archives are told; a paper by the key of its file."""
    told = {name: values[name] for name in names if values.get(name) not in (None, "")}
    return told | ({"paper": f"paper-{told['paper']}"} if "paper" in told else {})


def _numbers(records: Iterable[store.SlotRecord]) -> Iterator[int]:
    """Numbers of the papers in the dossier that the slots speak of."""
    for record in records:
        for one in (*record.positions, *record.decisions, *record.signatures):
            if one.get("paper"):
                yield one["paper"]
