"""Meetings on a round trip and in a copy, and what becomes of them in a purge."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.meetings import store
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import IExportedPart
from zope.component import adapter
from zope.interface import implementer

import logging


#: States in which there is nothing left to talk about.
ENDS = ("discontinued", "voided")

logger = logging.getLogger("opengov.disclosure.import")


@implementer(IExportedPart)
@adapter(IGoverned)
class Exported:
    """See ``IExportedPart``."""

    def __init__(self, context) -> None:
        self.context = context

    def export(self) -> dict:
        """The meetings; their entries are in the document's own record, their files with its dossier."""
        return {"meetings": IMeetings(self.context).export()}

    def restore(self, plain: dict) -> None:
        """Only what the record tells of comes back: the file beside it could say anything (R-L1)."""
        entries = ILedger(self.context).entries()
        called = {entry.codes.get("meeting") for entry in entries if entry.action == "meeting_called"}
        concluded = {_told(entry) for entry in entries if entry.action == "meeting_concluded"}
        said = {_said(meeting) for meeting in plain["meetings"] if meeting["concluded"]}
        if {meeting["id"] for meeting in plain["meetings"]} - called or said - concluded:
            path = "/".join(self.context.getPhysicalPath())
            logger.error("%s: meetings that no record knows of; meetings are left out", path)
            return
        IMeetings(self.context).restore(plain["meetings"])


def _said(meeting: dict) -> tuple[str, ...]:
    told = meeting["concluded"]
    kept = store.digests(told)
    words = (kept["minutes"], kept["attendance"], told["digest"])
    return (meeting["id"], told["outcome"], told["attribute"], ",".join(told["grounds"]), *words)


def _told(entry) -> tuple[str | None, ...]:
    codes = (entry.codes.get(name) for name in ("meeting", "outcome", "attribute", "grounds"))
    return (*codes, *(entry.digests.get(name) for name in ("minutes", "attendance", "content")))


@implementer(IPurgeable)
@adapter(IGoverned)
class Words:
    """See ``IPurgeable``. That meetings were held, and how they ended, stays on the record as codes (R-L3)."""

    keeps = ()

    def __init__(self, context) -> None:
        self.context = context

    def purge(self) -> None:
        """See ``IPurgeable``."""
        store.drop(self.context)

    def remains(self) -> tuple[str, ...]:
        """See ``IPurgeable``."""
        return ("meetings",) if store.records(self.context) else ()


def end_with_document(context, event) -> None:
    """Nobody meets about a document that was given up or is void."""
    if event.target in ENDS:
        IMeetings(context).lapse()


def reindex(context, event) -> None:
    """Those who are invited find the meeting among their work."""
    context.reindexObject(idxs=["meetings_with"])


def forget_on_copy(context, event) -> None:
    """A copy begins without meetings (plone.md 3)."""
    IMeetings(context).drop()
