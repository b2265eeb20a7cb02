"""The superior's approval that a document needs before it may be published."""

from opengov.disclosure.i18n import _
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class IJoint(model.Schema):
    """Behavior ``opengov.disclosure.joint``: whose word a document waits for besides its own agency's.

    Both fields are reviewed content: once the reviewer has agreed, nobody takes the need for an approval away unseen.
    """

    model.fieldset(
        "approval",
        label=_("fieldset_approval", default="Superior's approval"),
        fields=["approval_required", "approving_authority"],
    )

    # Who may see a public document sees none of the office's own notes about it.
    directives.read_permission(
        approval_required="opengov.disclosure.ViewLedger",
        approving_authority="opengov.disclosure.ViewLedger",
    )
    approval_required = schema.Bool(
        title=_("label_approval_required", default="May be published only with the superior's approval"),
        description=_(
            "help_approval_required",
            default="The approval is recorded with the signed paper; publishing waits for it.",
        ),
        required=False,
        default=False,
    )
    approving_authority = schema.TextLine(
        title=_("label_approving_authority", default="Superior who approves"),
        max_length=120,
        required=False,
    )
