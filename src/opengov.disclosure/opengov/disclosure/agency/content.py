"""The type ``Agency``: a public body, or a section of one, that holds its documents and its offices."""

from OFS.event import ObjectWillBeAddedEvent
from OFS.event import ObjectWillBeRemovedEvent
from opengov.disclosure.agency import groups
from opengov.disclosure.agency import vocabularies
from opengov.disclosure.agency.constraints import is_credit_code
from opengov.disclosure.agency.constraints import is_day
from opengov.disclosure.agency.constraints import is_fonds_identifier
from opengov.disclosure.agency.constraints import is_issuer_code
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.i18n import _
from plone.dexterity.content import Container
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.rest.interfaces import IAPIRequest
from plone.supermodel import model
from uuid import uuid4
from zope import schema
from zope.container.contained import notifyContainerModified
from zope.event import notify
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.lifecycleevent import ObjectAddedEvent
from zope.lifecycleevent import ObjectRemovedEvent

import re


_OPAQUE = re.compile("(copy[0-9]*_of_)*[0-9a-f]{32}")


class IAgency(model.Schema):
    """Fields of an agency. The full name is the title (``plone.basic``)."""

    short_name = schema.TextLine(
        title=_("field_short_name", default="Short name"),
        description=_("help_short_name", default="As it stands in titles of documents and of the office groups."),
        max_length=60,
    )
    kind = schema.Choice(
        title=_("field_agency_kind", default="Kind"),
        vocabulary="opengov.disclosure.AgencyKinds",
        default="administrative",
    )
    level = schema.Choice(
        title=_("field_agency_level", default="Level"),
        description=_(
            "help_agency_level",
            default="Article 21 lists what cities and counties, and what townships must disclose besides.",
        ),
        vocabulary="opengov.disclosure.AgencyLevels",
        required=False,
    )
    credit_code = schema.TextLine(
        title=_("field_credit_code", default="Unified social credit code"),
        required=False,
        constraint=is_credit_code,
    )
    organization_code = schema.TextLine(
        title=_("field_organization_code", default="Former organisation code"),
        description=_("help_organization_code", default="For index numbers that still carry it."),
        required=False,
        max_length=20,
    )
    issuer_codes = schema.List(
        title=_("field_issuer_codes", default="Issuer codes"),
        description=_("help_issuer_codes", default="One on each line, the usual one first."),
        value_type=schema.TextLine(constraint=is_issuer_code),
        required=False,
        unique=True,
        default=[],
        missing_value=[],
    )

    model.fieldset(
        "rules",
        label=_("fieldset_rules", default="Rules and calendar"),
        fields=[
            "jurisdiction",
            "office_size",
            "local_holidays",
            "competent_authority",
            "line_authority",
            "territorial_authority",
            "fonds_identifier",
        ],
    )
    jurisdiction = schema.Choice(
        title=_("field_jurisdiction", default="Jurisdiction profile"),
        description=_(
            "help_jurisdiction",
            default="Whose periods, labels and duties apply from today on; deadlines that run keep theirs. A section follows "
            "its agency. The page “Rules that apply” shows beforehand what a change means.",
        ),
        vocabulary="opengov.disclosure.Jurisdictions",
        default="cn-national-2019",
    )
    office_size = schema.Choice(
        title=_("field_office_size", default="Size of the office"),
        vocabulary="opengov.disclosure.OfficeSizes",
        default="standard",
    )
    local_holidays = schema.List(
        title=_("field_local_holidays", default="Local holidays"),
        description=_("help_local_holidays", default="Days off by decision of an autonomous area, one on each line."),
        value_type=schema.TextLine(constraint=is_day),
        required=False,
        unique=True,
        default=[],
        missing_value=[],
    )
    competent_authority = schema.TextLine(
        title=_("field_competent_authority", default="Competent department for disclosure"),
        required=False,
        max_length=120,
    )
    line_authority = schema.TextLine(
        title=_("field_line_authority", default="Superior in the line of business"),
        required=False,
        max_length=120,
    )
    territorial_authority = schema.TextLine(
        title=_("field_territorial_authority", default="Territorial superior"),
        required=False,
        max_length=120,
    )
    fonds_identifier = schema.TextLine(
        title=_("field_fonds_identifier", default="Fonds identifier"),
        description=_("help_fonds_identifier", default="Given by the archives; it stands in every hand-over."),
        required=False,
        constraint=is_fonds_identifier,
    )

    model.fieldset(
        "guide",
        label=_("fieldset_guide", default="Disclosure guide"),
        fields=["guide_office", "guide_address", "guide_hours", "guide_telephone", "guide_email"],
    )
    guide_office = schema.TextLine(
        title=_("field_guide_office", default="Office in charge of disclosure"), required=False, max_length=120
    )
    guide_address = schema.TextLine(title=_("field_guide_address", default="Address"), required=False, max_length=200)
    guide_hours = schema.TextLine(title=_("field_guide_hours", default="Office hours"), required=False, max_length=120)
    guide_telephone = schema.TextLine(
        title=_("field_guide_telephone", default="Telephone"), required=False, max_length=60
    )
    guide_email = schema.TextLine(title=_("field_guide_email", default="E-mail"), required=False, max_length=120)


@implementer(IAgencyContent)
class Agency(Container):
    """A public body, or a section of one.

    Everybody in it adds documents at once. So neither an order of its contents nor a date of its own is written when
    something is added: two additions touch no object in common but the BTree that resolves them.
    """

    _ordering = "unordered"

    def is_section(self) -> bool:
        """Whether this is part of the agency around it (内设机构, R-A8)."""
        return self.kind == vocabularies.SECTION

    def allowedContentTypes(self, context=None):
        """The menu of an abolished agency offers nothing; a machine that adds all the same is told the rule (R-X2)."""
        request = getRequest()
        told = IAPIRequest.providedBy(request) or IExportImportRequestMarker.providedBy(request)
        if ISuccession(groups.chain(self)[-1]).abolished_on and not told:
            return []
        return super().allowedContentTypes(context)

    def _setObject(self, id, object, roles=None, user=None, set_owner=1, suppress_events=False):
        if not suppress_events:
            notify(ObjectWillBeAddedEvent(object, self, id))
        id = super()._setObject(id, object, roles, user, set_owner, suppress_events=True)
        if not suppress_events:
            notify(ObjectAddedEvent(self._getOb(id), self, id))
            self._tell_contents_changed()
        return id

    def _delObject(self, id, dp=1, suppress_events=False):
        content = self._getOb(id)
        if not suppress_events:
            notify(ObjectWillBeRemovedEvent(content, self, id))
        super()._delObject(id, dp, suppress_events=True)
        if not suppress_events:
            notify(ObjectRemovedEvent(content, self, id))
            self._tell_contents_changed()

    def _get_id(self, id):
        # A copy's own id must not tell that of its original (R-X1).
        free = super()._get_id(id)
        return uuid4().hex if free != id and _OPAQUE.fullmatch(id) else free

    def _tell_contents_changed(self) -> None:
        # Caches and content rules want the event; Dexterity's reindexing on it would write the agency and its record
        # in the catalog, where all additions would meet.
        self._v_only_contents_changed = True
        try:
            notifyContainerModified(self)
        finally:
            del self._v_only_contents_changed

    def reindexObject(self, idxs=None, update_metadata=1, uid=None):
        """Reindex, but not because something was added or removed inside."""
        if getattr(self, "_v_only_contents_changed", False):
            return
        super().reindexObject(idxs or [], update_metadata=update_metadata, uid=uid)
        if "UID" in (idxs or ()):
            # An import gives an object its old UID after it was added; this is the only word of it.
            groups.follow_uid(self)
