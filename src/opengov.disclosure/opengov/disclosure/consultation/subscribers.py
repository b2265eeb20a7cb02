"""What happens here when a draft is saved or a document takes a step."""

from opengov.disclosure.consultation import reassessment
from opengov.disclosure.consultation.interfaces import FORWARDED_CHANGED
from opengov.disclosure.consultation.interfaces import IForwarding
from opengov.disclosure.core.steps import INITIAL
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone.exportimport.interfaces import IExportImportRequestMarker
from zope.container.interfaces import IContainerModifiedEvent
from zope.globalrequest import getRequest


#: Steps after which a document may show less than before.
NARROWING = frozenset(
    {
        "determine",
        "decide_dispute",
        "decide_adjustment",
        "withdraw",
        "break_glass_withdraw",
        "expire",
        "make_up",
        "supersede",
        "void",
        "discontinue",
        "purge",
    }
)


def take_over(context, event) -> None:
    """A saved draft looks up what it forwards (R-A9), before anything else asks for its content.

    An import brings both as they were.
    """
    if not IGoverned.providedBy(context) or event.object is not context or IContainerModifiedEvent.providedBy(event):
        return
    if IExportImportRequestMarker.providedBy(getRequest()) or ILife(context).state != INITIAL:
        return
    forwarding = IForwarding(context)
    if getattr(context, "forwarded_document", None) or forwarding.uid:
        forwarding.take_over()


def watch_carriers(context, event) -> None:
    """Tell the officers of those that forward a document which shows less now (R-A9)."""
    if event.step.id in NARROWING:
        for carrier in IForwarding(context).carriers():
            IForwarding(carrier).watch(event.step.id)


def settle(context, event) -> None:
    """A step of the document itself may end what it was flagged for (R-A9, R-A5)."""
    if IDossier(context).affair(FORWARDED_CHANGED):
        IForwarding(context).watch(event.step.id)
    if event.step.id == "decide_adjustment":
        reassessment.settled(context, str(event.data.get("outcome") or ""))
