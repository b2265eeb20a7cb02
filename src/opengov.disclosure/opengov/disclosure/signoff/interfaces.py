"""Contracts of the governed document's life: steps, conditions, number, freezing, break-glass."""

from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent


class IStepCondition(Interface):
    """Something above signoff that a step waits for (joint issuance, interpretation …): a named adapter of the document.

    Every registered adapter is asked before each step; nothing of signoff knows who asks.
    """

    def problems(step, data):
        """List what forbids the step now (``core.rules.Problem`` items); empty when nothing does.

        :param step: the ``core.signoff.Step``.
        :param data: the step's values as they were given, unchecked; None when only the standing is asked for.
        """


class IStepNeed(Interface):
    """Something above signoff that wants other agencies to be heard before the signature: a named adapter of the document."""

    def wanted():
        """Whether ``approve`` leads to ``joint_consent`` first (R-I6)."""


class ILife(Interface):
    """The life of a governed document. ``ILife(obj)``. The one door through which every step goes."""

    state = Attribute("Workflow state id.")

    def problems(step_id, data=None):
        """What forbids the current user this step, as a list of ``core.rules.Problem`` (all that can be named)."""

    def steps():
        """``core.signoff.Step`` items that the current user's office has in this state, blocked ones included."""

    def lacking():
        """What the document itself still lacks for its signature, whoever asks (list of ``core.rules.Problem``)."""

    def take(step_id, **data):
        """Carry a step out with its data (a plain workflow transition with keyword arguments does the same).

        :raises core.rules.RuleBroken: when a rule forbids it; nothing is stored then.
        """

    def reasons():
        """Reasons, comments and answers given so far: tuple of dicts {step, at, actor, on_behalf_of, text, …}."""

    def signed():
        """What was signed: dict {digest, number, issue_date (ISO), signer, at}, or None before signing."""


class IDutiesDone(Interface):
    """Duties of a document that a domain above knows to be met: a named adapter of the document (R-D4)."""

    def done():
        """Keys of periods that need not be watched any more, e.g. ``transfer_electronic`` (iterable of text)."""


class IDocumentNumber(Interface):
    """The number of a signed document (发文字号)."""

    text = Attribute("As it is printed, e.g. 韶府办〔2026〕3号; empty before signing.")


class IStepTaken(IObjectEvent):
    """A governed document has taken a step of its life (content rules and upper domains listen)."""

    step = Attribute("core.signoff.Step.")
    data = Attribute("The step's data (dict).")
    source = Attribute("State before (text).")
    target = Attribute("State after (text); the same for an act that changes none.")


class ISigned(IStepTaken):
    """The document is issued: number, date and digest are fixed."""


class IRestored(IObjectEvent):
    """A document came back to its state through an import; nothing was decided."""

    state = Attribute("Workflow state id.")


class IPublished(IStepTaken):
    """The document has become public."""


class IRegistered(IStepTaken):
    """The document is registered for disclosure on request."""


class IFiled(IStepTaken):
    """The document is filed as withheld or as not government information."""


class IWithdrawn(IStepTaken):
    """Public access was taken away."""
