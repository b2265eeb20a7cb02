"""The fields by which a document says what it forwards (转发、批转、印发): R-A9."""

from opengov.disclosure.i18n import _
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class IForwards(model.Schema):
    """Behavior ``opengov.disclosure.forwarding``. What is printed is reviewed: all of it is in the digest."""

    model.fieldset(
        "forwarding",
        label=_("fieldset_forwarding", default="Forwarded document"),
        fields=["forwarding_mode", "forwarded_document", "forwarded_originator", "forwarded_attribute"],
    )
    # Who may see a public document sees none of the office's own notes about it.
    directives.read_permission(
        forwarding_mode="opengov.disclosure.ViewLedger",
        forwarded_document="opengov.disclosure.ViewLedger",
        forwarded_originator="opengov.disclosure.ViewLedger",
        forwarded_attribute="opengov.disclosure.ViewLedger",
    )
    forwarding_mode = schema.Choice(
        title=_("label_forwarding_mode", default="This document carries another one"),
        vocabulary="opengov.disclosure.forwarding_modes",
        required=False,
    )
    forwarded_document = schema.TextLine(
        title=_("label_forwarded_document", default="Forwarded document"),
        description=_(
            "help_forwarded_document", default="Its number and title, or its address when it is in this site."
        ),
        max_length=400,
        required=False,
    )
    forwarded_originator = schema.TextLine(
        title=_("label_forwarded_originator", default="Originator"),
        description=_("help_forwarded_originator", default="Who made it."),
        max_length=200,
        required=False,
    )
    forwarded_attribute = schema.Choice(
        title=_("label_forwarded_attribute", default="Its disclosure attribute"),
        description=_(
            "help_forwarded_attribute",
            default="As the mark on it says; taken over by itself when the document is in this site.",
        ),
        vocabulary="opengov.disclosure.forwarded_attributes",
        required=False,
    )
