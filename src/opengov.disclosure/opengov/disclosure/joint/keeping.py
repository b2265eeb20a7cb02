"""Slots on a round trip, and what becomes of them in a purge."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import store
from opengov.disclosure.joint.drafting import AFFAIR
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import IExportedPart
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

    def export(self) -> list[dict]:
        """See ``IExportedPart``."""
        return IPositions(self.context).export()

    def restore(self, plain: list[dict]) -> None:
        """Only positions that the record tells of come back: the file beside it could say anything (R-L1)."""
        told = {
            (entry.codes.get("slot"), entry.codes.get("stand"), entry.digests.get("content"))
            for entry in ILedger(self.context).entries()
            if entry.action in ("position_released", "position_recorded")
        }
        said = {(slot["id"], one["stand"], one["digest"]) for slot in plain for one in slot["positions"]}
        if said - told:
            logger.error(
                "%s: positions its record knows nothing of; left out", "/".join(self.context.getPhysicalPath())
            )
            return
        IPositions(self.context).restore(plain)


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

    def remains(self) -> tuple[str, ...]:
        """See ``IPurgeable``."""
        return ("positions",) if store.records(self.context) else ()
