"""The clock of third parties among those of the document (R-D4; Regulation Art. 32)."""

from opengov.disclosure.consultation import standing
from opengov.disclosure.consultation.interfaces import THIRD_PARTIES
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDuties
from zope.component import adapter
from zope.interface import implementer


@implementer(IDuties)
@adapter(IGoverned)
class AnswersDue:
    """See ``IDuties``."""

    def __init__(self, context) -> None:
        self.context = context

    def deadlines(self) -> tuple[Deadline, ...]:
        """Of the answers waited for the one due first; when its day is over, silence is recorded and the organ decides."""
        waiting = [
            each
            for each in IDossier(self.context).affair(THIRD_PARTIES) or ()
            if not (each["answer"] or each["ruling"])
        ]
        found = [last for record in waiting if (last := standing.due(self.context, record)) is not None]
        return (min(found, key=lambda deadline: deadline.due),) if found else ()
