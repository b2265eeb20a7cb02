"""Contracts of the disclosure attribute (公开属性): R-A1 to R-A6."""

from zope.interface import Interface


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
