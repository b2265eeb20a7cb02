"""Export and import through plone.exportimport: an agency takes its history and its abolition along (R-D1)."""

from collections.abc import Mapping
from opengov.disclosure.agency import heirs
from opengov.disclosure.agency import history
from opengov.disclosure.agency import succession
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.ledger.interfaces import ILedger
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


#: Key of our part in the JSON of an agency.
KEY = "opengov.disclosure.agency"

_ENTRY = {"what", "from", "value", "version", "at", "by", "reason"}
_ABOLITION = {"day", "successor", "name", "reason", "by", "at", "members"}


@implementer(ISerializeToJson)
@adapter(IAgencyContent, IExportImportRequestMarker)
class Exported(SerializeFolderToJson):
    """The JSON of an agency with what it was before."""

    def __call__(self, version=None, include_items=False, include_expansion=False) -> dict:
        """As plone.restapi does it, without children, and our part."""
        data = super().__call__(version=version, include_items=False, include_expansion=False)
        annotations = IAnnotations(self.context)
        data[KEY] = {
            "history": list(annotations.get(history.KEY, ())),
            "abolition": annotations.get(succession.KEY) or {},
        }
        return data


@implementer(IDeserializeFromJson)
@adapter(IAgencyContent, IOpengovDisclosureLayer)
class AgencyDeserializer(DeserializeFromJson):
    """Of an agency; what it was before is taken from an import only, never over REST."""

    def __call__(self, validate_all=False, data=None, create=False, mask_validation_errors=True):
        """As plone.restapi does it, then our part of an import."""
        data = json_body(self.request) if data is None else data
        payload = data.pop(KEY, None) if IExportImportRequestMarker.providedBy(self.request) else None
        context = super().__call__(
            validate_all=validate_all, data=data, create=create, mask_validation_errors=mask_validation_errors
        )
        if payload is not None and is_well_formed(payload):
            self._take_in(payload, data.get("UID") or IUUID(self.context))
        return context

    def _take_in(self, payload: Mapping[str, Any], uid: str) -> None:
        annotations = IAnnotations(self.context)
        annotations[history.KEY] = tuple(payload["history"])
        abolition = payload["abolition"]
        if abolition:
            annotations[succession.KEY] = dict(abolition)
            if abolition["successor"] and uid not in heirs.plugin().predecessors(abolition["successor"]):
                # The UID comes a moment later than the fields.
                heirs.plugin().bind(uid, abolition["successor"])
        ILedger(self.context).record("history_imported")


def is_well_formed(payload: Any) -> bool:
    """Whether a part of an import is what an export writes, with profiles that are known here."""
    if not isinstance(payload, Mapping) or set(payload) != {"history", "abolition"}:
        return False
    entries, abolition = payload["history"], payload["abolition"]
    if not isinstance(entries, list) or not all(isinstance(each, Mapping) and set(each) == _ENTRY for each in entries):
        return False
    if abolition and (not isinstance(abolition, Mapping) or set(abolition) != _ABOLITION):
        return False
    return {each["what"] for each in entries} == set(history.SETTINGS) and all(map(_is_known, entries))


def _is_known(entry: Mapping[str, Any]) -> bool:
    if entry["what"] != "jurisdiction":
        return True
    try:
        jurisdictions.load(entry["value"], entry["version"])
    except RuleBroken:
        return False
    return True
