"""The fields of an offline stub: all that is kept here of a state secret (R-A4)."""

from opengov.disclosure.i18n import _
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class ISecrecy(model.Schema):
    """Behavior ``opengov.disclosure.secrecy``: the content is scanned and reviewed; a state secret is only a stub."""

    model.fieldset(
        "state_secret",
        label=_("fieldset_state_secret", default="State secret (offline)"),
        fields=["stub_reference", "secrecy_level", "secrecy_years"],
    )

    # Who may see a public document sees none of the office's own notes about it.
    directives.read_permission(
        stub_reference="opengov.disclosure.ViewLedger",
        secrecy_level="opengov.disclosure.ViewLedger",
        secrecy_years="opengov.disclosure.ViewLedger",
    )
    stub_reference = schema.TextLine(
        title=_("label_stub_reference", default="Internal reference of the state secret"),
        description=_(
            "help_stub_reference",
            default="State secrets are not kept here: reference, ground, level and period only.",
        ),
        max_length=60,
        required=False,
    )
    secrecy_level = schema.Choice(
        title=_("label_secrecy_level", default="Level"),
        vocabulary="opengov.disclosure.secrecy_levels",
        required=False,
    )
    secrecy_years = schema.Int(
        title=_("label_secrecy_years", default="Period of secrecy (years)"),
        min=1,
        max=30,
        required=False,
    )
