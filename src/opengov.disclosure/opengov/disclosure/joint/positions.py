"""``IPositions``: the slots of one document, for the lead and for the agencies it asks."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import store
from opengov.disclosure.joint.answering import Answering
from opengov.disclosure.joint.asking import Asking
from opengov.disclosure.joint.interfaces import IPositions
from zope.component import adapter
from zope.interface import implementer


@implementer(IPositions)
@adapter(IGoverned)
class Positions(Asking, Answering):
    """See ``IPositions``."""

    def export(self) -> list[dict]:
        """See ``IPositions``."""
        return [record.export() for record in store.everything(self.context)]

    def restore(self, plain: list[dict]) -> None:
        """See ``IPositions``."""
        store.restore(self.context, plain)

    def drop(self) -> None:
        """See ``IPositions``."""
        store.drop(self.context)
