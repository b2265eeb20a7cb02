"""Slots on a round trip, and what becomes of them in a purge."""

from collections.abc import Iterator
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import files
from opengov.disclosure.joint import pending
from opengov.disclosure.joint import store
from opengov.disclosure.joint.drafting import AFFAIR
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import IExportedPart
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import logging


logger = logging.getLogger("opengov.disclosure.import")


@implementer(IExportedPart)
@adapter(IGoverned)
class Exported:
    """See ``IExportedPart``."""

    def __init__(self, context) -> None:
        self.context = context

    def export(self) -> dict:
        """Slots with their chains."""
        slots, chains = IPositions(self.context).export(), ILedgerStore(api.portal.get())
        told = {"slots": slots, "chains": {slot["id"]: chains.export(slot["id"]) for slot in slots}}
        return {**told, "files": files.export(store.everything(self.context))}

    def restore(self, plain: dict) -> None:
        """Only positions that a record tells of come back: the file beside it could say anything (R-L1)."""
        chains = ILedgerStore(api.portal.get())
        try:
            for slot_id, entries in plain["chains"].items():
                if entries and chains.head(slot_id) is None:
                    chains.restore(slot_id, entries)
        except RuleBroken:
            self._leave_out("the record of a slot does not verify")
            return
        said = {
            (slot["id"], one["stand"], one["digest"], frozenset(files.digests(one).values()))
            for slot in plain["slots"]
            for one in slot["positions"]
        }
        if said - set(self._told(plain["slots"], chains)) or self._decided_unheard(plain["slots"]):
            self._leave_out("positions or decisions that no record knows of")
            return
        IPositions(self.context).restore(plain["slots"])
        # Exports of former versions have no files. Bytes that are not those of the position stay away.
        known = {record.id: record for record in store.everything(self.context)}
        for slot_id, kept in plain.get("files", {}).items():
            files.restore(known[slot_id], kept)
        pending.follow(self.context)

    def _told(self, slots: list[dict], chains) -> Iterator[tuple]:
        """Slot, stand, digest and digests of the files of every position on record."""
        for entry in ILedger(self.context).entries():
            if entry.action == "position_recorded":
                yield entry.codes.get("slot"), entry.codes.get("stand"), entry.digests.get("content"), frozenset()
        for slot in slots:
            for entry in chains.chain(slot["id"]).entries():
                said = entry.action in ("position_released", "signature_declined")
                if said and entry.codes.get("document") == IUUID(self.context):
                    named = frozenset(value for name, value in entry.digests.items() if name.startswith("file_"))
                    yield slot["id"], entry.codes.get("stand"), entry.digests.get("content"), named

    def _decided_unheard(self, slots: list[dict]) -> bool:
        """Whether a decision of the authority or a meeting is there that is not on record."""
        told = {
            (
                *(entry.codes.get(name, "") for name in ("slot", "ruling", "attribute", "meeting")),
                entry.digests.get("content"),
            )
            for entry in ILedger(self.context).entries()
            if entry.action in ("position_decided", "position_settled")
        }
        said = {
            (slot["id"], one["ruling"], one.get("attribute", ""), one.get("meeting", ""), one["digest"])
            for slot in slots
            for one in slot["decisions"]
        }
        return bool(said - told)

    def _leave_out(self, why: str) -> None:
        logger.error("%s: %s; agencies are left out", "/".join(self.context.getPhysicalPath()), why)


@implementer(IPurgeable)
@adapter(IGoverned)
class Words:
    """See ``IPurgeable``. Who was asked and what was answered stays on the record as ids and codes (R-L3)."""

    #: Ids of agency and groups only: they tell who sees what is left of the document.
    keeps = (AFFAIR,)

    def __init__(self, context) -> None:
        self.context = context

    def purge(self) -> None:
        """See ``IPurgeable``."""
        store.drop(self.context)
        pending.forget(self.context)

    def remains(self) -> tuple[str, ...]:
        """See ``IPurgeable``."""
        return ("positions",) if store.everything(self.context) else ()
