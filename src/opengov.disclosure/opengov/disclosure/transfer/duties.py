"""Which of a document's duties towards the archives are met, and the clocks of its notices (R-T1, R-T2, R-D4)."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.signoff.interfaces import IDuties
from opengov.disclosure.signoff.interfaces import IDutiesDone
from opengov.disclosure.transfer.deposits.index import met
from opengov.disclosure.transfer.deposits.notices import waiting_deadlines
from opengov.disclosure.transfer.deposits.store import shelf_of
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IDutiesDone)
@adapter(IGoverned)
class SentOn:
    """The electronic text is sent on when every kind of receiver was offered it, the paper copies when the list of their month
    was handed in, the copy for the record when that was recorded."""

    def __init__(self, context) -> None:
        self.context = context

    def done(self) -> tuple[str, ...]:
        """The duties of sending that the document as it stands owes no more."""
        place = IIssuingAgency(self.context)
        shelf = shelf_of(api.portal.get(), place.uid)
        return () if shelf is None else met(shelf, place, IUUID(self.context))


@implementer(IDuties)
@adapter(IGoverned)
class NoticesDue:
    """The clocks of notices of lapse and recall that have not reached everybody who has the document."""

    def __init__(self, context) -> None:
        self.context = context

    def deadlines(self) -> tuple[Deadline, ...]:
        """See ``IDuties``."""
        place = IIssuingAgency(self.context)
        shelf = shelf_of(api.portal.get(), place.uid)
        return () if shelf is None else tuple(waiting_deadlines(shelf, place, IUUID(self.context)))
