"""Export and import through plone.exportimport: record, reviews and state travel inside the document's own JSON.

plone.exportimport creates a document, fills it, and creates its attachments afterwards; it sets states and histories raw.
So the state is not taken from it: a document comes back as a draft, its chain is restored when it verifies, and it returns
to its state when its content, attachments included, has the digest it was exported with. What never gets there stays a
draft and is named by the site's integrity report.
"""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff import numbers
from opengov.disclosure.signoff.events import Restored
from opengov.disclosure.signoff.facts import recorded_signature
from opengov.disclosure.signoff.facts import recorded_signers
from opengov.disclosure.signoff.facts import recorded_state
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.facts import WORKFLOW
from opengov.disclosure.signoff.interfaces import IExportedPart
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.utils import iterSchemata
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.uuid.interfaces import ATTRIBUTE_NAME
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component import getAdapters
from zope.component import getMultiAdapter
from zope.event import notify
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.schema import getFields

import logging


#: Key of our part in the JSON of an item, and of the annotation that keeps it until the attachments are there.
KEY = "opengov.disclosure"

logger = logging.getLogger("opengov.disclosure.import")


def importing() -> bool:
    """Whether this request is an import by plone.exportimport."""
    return IExportImportRequestMarker.providedBy(getRequest())


@implementer(ISerializeToJson)
@adapter(IGoverned, IExportImportRequestMarker)
class Exported(SerializeToJson):
    """The JSON of a governed item with its record, dossier and state."""

    def __call__(self, version=None, include_items=False, include_expansion=False) -> dict:
        """As plone.restapi does it, without children, and our part."""
        data = super().__call__(version=version, include_items=False, include_expansion=False)
        data |= self._unread_fields(data)
        data[KEY] = {
            "state": state_of(self.context),
            "digest": IReviewedContent(self.context).digest(),
            "attachments": [
                file.getId() for file in IReviewedContent(self.context).files() if file is not self.context
            ],
            "ledger": ILedgerStore(api.portal.get()).export(IUUID(self.context)),
            "dossier": IDossier(self.context).export(),
            "parts": {name: part.export() for name, part in getAdapters((self.context,), IExportedPart)},
        }
        return data

    def _unread_fields(self, data: dict) -> dict:
        """Fields the exporter may not read on a page travel too: without them no digest would agree."""
        return {
            name: getMultiAdapter((field, self.context, self.request), IFieldSerializer)()
            for schema in iterSchemata(self.context)
            for name, field in getFields(schema).items()
            if name not in data
        }


def take_in(context, data: dict) -> None:
    """Begin to restore an imported document; called when its fields are set.

    :param data: the item's JSON; what plone.exportimport would set raw is taken out of it.
    """
    payload = data.pop(KEY, None)
    data.pop("review_state", None)
    data.pop("workflow_history", None)
    if data.get("UID"):
        setattr(context, ATTRIBUTE_NAME, data["UID"])
    if payload is None or not _restore_chain(context, payload):
        ILedger(context).record("created", codes={"origin": "import"})
        return
    ILedger(context).record("imported")
    IAnnotations(context)[KEY] = PersistentMapping(payload)
    complete(context)


def complete(context) -> None:
    """Bring a document back to its state once its content is what was exported."""
    payload = IAnnotations(context).get(KEY)
    if payload is None:
        return
    _put_in_order(context, payload.get("attachments", ()))
    if IReviewedContent(context).digest() != payload["digest"]:
        logger.warning("%s: waits for its attachments; stays a draft until then", "/".join(context.getPhysicalPath()))
        return
    if not _is_recorded(context, payload) or numbers.is_given(context, payload["dossier"]["signed"], IUUID(context)):
        logger.error("%s: not the state or signature of its record; a draft", "/".join(context.getPhysicalPath()))
        return
    del IAnnotations(context)[KEY]
    IDossier(context).restore(payload["dossier"])
    for name, part in getAdapters((context,), IExportedPart):
        if name in payload.get("parts", {}):
            part.restore(payload["parts"][name])
    numbers.reserve(context, IDossier(context).signed, IUUID(context))
    _set_state(context, payload["state"])
    notify(Restored(context, payload["state"]))
    context.reindexObject()


def _is_recorded(context, payload) -> bool:
    """Whether state and signature are those the chain tells of: the file beside it could say anything (R-S1, R-I1)."""
    entries = ILedger(context).entries()
    signed = payload["dossier"]["signed"]
    told = (signed.get("number", ""), signed.get("digest", "")) if signed else None
    if payload["state"] != recorded_state(entries) or told != recorded_signature(entries):
        return False
    told_of, wanted = recorded_signers(entries)
    jointly = _signed_jointly(signed or {}, IIssuingAgency(context).uid)
    return jointly <= told_of and wanted <= {agency for agency, _person in jointly}


def _signed_jointly(signed, own: str) -> frozenset[tuple[str, str]]:
    """Agency and person of every signature beside that of the document's own agency, as the record would have them."""
    others = [one for one in signed.get("signatories") or () if not one["lead"] and one["agency"] != own]
    return frozenset((one["agency"] or "outside", one.get("by", "")) for one in others)


def _put_in_order(context, names) -> None:
    """The digest counts attachments in their order; they arrive by address, and are put in order after the last item."""
    if names and set(names) == set(context.objectIds()):
        for place, name in enumerate(names):
            context.moveObjectToPosition(name, place, suppress_events=True)


def is_incomplete(context) -> bool:
    """Whether an import of the document never got to its end."""
    return KEY in IAnnotations(context)


def _restore_chain(context, payload: dict) -> bool:
    try:
        ILedgerStore(api.portal.get()).restore(IUUID(context), payload["ledger"])
    except (RuleBroken, KeyError, TypeError):
        logger.exception("%s: the record does not verify; imported as a draft", "/".join(context.getPhysicalPath()))
        return False
    return True


def _set_state(context, state: str) -> None:
    if state == state_of(context):
        return
    tool = api.portal.get_tool("portal_workflow")
    status = {"action": "imported", "review_state": state, "actor": api.user.get_current().getId()}
    tool.setStatusOf(WORKFLOW, context, {**status, "time": context.modified()})
    tool[WORKFLOW].updateRoleMappingsFor(context)
