"""The events of a document's life (contracts in ``interfaces``)."""

from opengov.disclosure.core import signoff
from opengov.disclosure.signoff.interfaces import IDutyTurned
from opengov.disclosure.signoff.interfaces import IFiled
from opengov.disclosure.signoff.interfaces import IPublished
from opengov.disclosure.signoff.interfaces import IPurged
from opengov.disclosure.signoff.interfaces import IRegistered
from opengov.disclosure.signoff.interfaces import IRestored
from opengov.disclosure.signoff.interfaces import ISigned
from opengov.disclosure.signoff.interfaces import IStepTaken
from opengov.disclosure.signoff.interfaces import IWithdrawn
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


@implementer(IStepTaken)
class StepTaken(ObjectEvent):
    """See ``IStepTaken``."""

    def __init__(self, context, step: signoff.Step, data: dict, source: str, target: str) -> None:
        super().__init__(context)
        self.step = step
        self.data = data
        self.source = source
        self.target = target


@implementer(ISigned)
class Signed(StepTaken):
    """See ``ISigned``."""


@implementer(IPublished)
class Published(StepTaken):
    """See ``IPublished``."""


@implementer(IRegistered)
class Registered(StepTaken):
    """See ``IRegistered``."""


@implementer(IFiled)
class Filed(StepTaken):
    """See ``IFiled``."""


@implementer(IWithdrawn)
class Withdrawn(StepTaken):
    """See ``IWithdrawn``."""


@implementer(IPurged)
class Purged(StepTaken):
    """See ``IPurged``."""


@implementer(IDutyTurned)
class DutyTurned(ObjectEvent):
    """See ``IDutyTurned``."""

    def __init__(self, context, turned: tuple[str, ...] = ()) -> None:
        super().__init__(context)
        self.turned = turned


@implementer(IRestored)
class Restored(ObjectEvent):
    """See ``IRestored``."""

    def __init__(self, context, state: str) -> None:
        super().__init__(context)
        self.state = state


_BY_TARGET = {
    "issued": Signed,
    "published": Published,
    "registered": Registered,
    "withheld": Filed,
    "withdrawn": Withdrawn,
    "purged": Purged,
}


def of(context, step: signoff.Step, data: dict, source: str, target: str) -> StepTaken:
    """The event of a step, by the state it leads to; an act that changes no state is none of them."""
    kind = _BY_TARGET.get(target, StepTaken) if source != target else StepTaken
    return kind(context, step, data, source, target)
