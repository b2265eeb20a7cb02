"""Which of a document's duties towards the archives are met (R-T1, R-D4)."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.signoff.interfaces import IDutiesDone
from opengov.disclosure.transfer.store import store
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IDutiesDone)
@adapter(IGoverned)
class SentOn:
    """A sealed hand-over is offered to the archives the moment it is sealed; the paper copies go with its list."""

    def __init__(self, context) -> None:
        self.context = context

    def done(self) -> tuple[str, ...]:
        """The duties of sending, once the document as it stands was sealed."""
        if not store(api.portal.get()).by_document.get(IUUID(self.context)):
            return ()
        return ("record_copy", "transfer_electronic", "transfer_paper")
