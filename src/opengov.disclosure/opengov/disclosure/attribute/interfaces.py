"""Contracts of the disclosure attribute (公开属性): R-A1 to R-A6."""

from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.i18n import _
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleVocabulary


class IDisclosureProposal(Interface):
    """The attribute with its grounds and reason as a document carries it. ``IDisclosureProposal(obj)``."""

    def proposal():
        """Return the ``core.attribute.Proposal`` that the fields hold."""

    def problems(required, reviewer_explanation=None):
        """List the broken rules (``core.rules.Problem``) of the proposal under the agency's jurisdiction.

        :param required: True when the attribute must be set (from submission on).
        :param reviewer_explanation: the reviewer's own words (R-A10); None while he has not had his turn.
        """

    def set(proposal):
        """Store a determined proposal in the fields (R-S6)."""


class IGroundExamples(Interface):
    """Utility: how a reason reads, ground by ground; a help for drafters, never put into a document by itself."""

    def example(code):
        """An example reason for a code of ``core.grounds.GROUNDS``: the site's own text, else the product's message."""

    def delivered(code):
        """The product's own example (a message)."""


class IGroundSettings(Interface):
    """Registry records ``opengov.disclosure.attribute.*``."""

    grounds_offered = schema.Tuple(
        title=_("setting_grounds_offered", default="Grounds that are offered"),
        description=_(
            "help_grounds_offered",
            default="What a drafter chooses from when a document is not disclosed. Articles 14 and 15 bind every office; "
            "those of Article 16 an office can do without.",
        ),
        value_type=schema.Choice(vocabulary=SimpleVocabulary.fromValues(GROUNDS)),
        default=tuple(GROUNDS),
        missing_value=(),
    )
    example_reasons = schema.Dict(
        title=_("setting_example_reasons", default="Example reasons"),
        description=_(
            "help_example_reasons",
            default="How a reason reads, shown beside the ground. It is shown as a help and never put into the document.",
        ),
        key_type=schema.TextLine(),
        value_type=schema.Text(required=False),
        required=False,
        default={},
        missing_value={},
    )
