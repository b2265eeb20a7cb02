"""What is said of a document besides its content: last day, validity, what it corrects or stands in for (R-I9, R-I10)."""

from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import relations
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublication
from opengov.disclosure.catalogue.scope import words
from opengov.disclosure.core import channels
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IPublication)
@adapter(IGoverned)
class Publication:
    """See ``IPublication``."""

    def __init__(self, context) -> None:
        self.context = context

    def facts(self) -> dict[str, object]:
        validity, companion = relations.validity_of(self.context), relations.companion_of(self.context)
        until = _until(self.context)
        return {
            "publish_until": until.isoformat() if until else None,
            "validity": validity["value"],
            "validity_date": validity["on"],
            "validity_by": _seen(validity["uid"]) or words(validity["document"]),
            "revision": companion["revision"],
            "companion": companion["kind"],
            "companion_of": _seen(str(companion["of"])),
            "related": self._related(),
        }

    def _related(self) -> list[dict]:
        pairs = relations.back(storage.read(api.portal.get()), IUUID(self.context))
        found = ((relation, _seen(uid)) for relation, uid in pairs)
        return [{"relation": relation, **other} for relation, other in found if other is not None]

    def set_until(self, day: str | None) -> None:
        enforce(channels.until_problems(day, ILife(self.context).state, now().date()))
        old, new = _until(self.context), date.fromisoformat(day) if day else None
        if old == new:
            return
        self.context.publish_until = new
        codes = {"old_day": old.isoformat() if old else "", "day": day or ""}
        ILedger(self.context).record(
            "publish_until", codes={name: value for name, value in codes.items() if value}, on_behalf_of=self._for()
        )
        IChannelWork(IIssuingAgency(self.context).agency).refresh(self.context)

    def _for(self) -> str:
        """The person a deputy stands in for."""
        user = api.user.get_current().getId() or ""
        return IIssuingAgency(self.context).acts_for(user, "Disclosure Officer") or ""


def _until(document) -> date | None:
    return getattr(document.aq_base, "publish_until", None)


def _seen(uid: str) -> dict | None:
    """A document as the present user may know it; None for none, and when he may not see it (R-X1)."""
    brains = api.portal.get_tool("portal_catalog")(UID=uid) if uid else ()
    if not brains:
        return None
    return {"@id": brains[0].getURL(), "title": brains[0].Title, "number": brains[0].document_number or ""}
