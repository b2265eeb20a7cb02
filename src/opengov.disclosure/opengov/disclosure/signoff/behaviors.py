"""What every governed type asks for so that it can be signed and numbered."""

from opengov.disclosure.i18n import _
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class ISignOff(model.Schema):
    """Behavior ``opengov.disclosure.signoff``: kind, code, haste and weight of a document."""

    # Who may see a public document sees none of the office's own notes about it.
    directives.read_permission(
        urgency="opengov.disclosure.ViewLedger",
        important="opengov.disclosure.ViewLedger",
        retention_period="opengov.disclosure.ViewLedger",
        interpretation_needed="opengov.disclosure.ViewLedger",
    )
    document_kind = schema.Choice(
        title=_("label_document_kind", default="Kind of document"),
        vocabulary="opengov.disclosure.kinds",
        required=True,
        default="notice",
    )
    issuer_code = schema.TextLine(
        title=_("label_issuer_code", default="Issuer code"),
        description=_(
            "help_issuer_code",
            default="The code in front of the number. Empty: the first code of the agency.",
        ),
        max_length=30,
        required=False,
    )
    urgency = schema.Choice(
        title=_("label_urgency", default="Urgency"),
        vocabulary="opengov.disclosure.urgencies",
        required=False,
    )
    important = schema.Bool(
        title=_("label_important", default="Important: a principal signer signs"),
        required=False,
        default=False,
    )
    retention_period = schema.Choice(
        title=_("label_retention_period", default="Retention period"),
        vocabulary="opengov.disclosure.retentions",
        required=False,
        default="permanent",
    )
    interpretation_needed = schema.Bool(
        title=_("label_interpretation_needed", default="An interpretation is needed"),
        required=False,
        default=False,
    )
