"""What becomes of notices in a purge (R-L3): they name agencies and times, and go with the rest."""

from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.notices.store import read_store
from opengov.disclosure.secrecy.interfaces import IPurgeable
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IPurgeable)
@adapter(IGoverned)
class PurgedNotices:
    """See ``IPurgeable``."""

    keeps = ()

    def __init__(self, context) -> None:
        self.uid = IUUID(context)
        self.store = read_store(api.portal.get())

    def purge(self) -> None:
        """See ``IPurgeable``."""
        self.store.forget(self.uid)

    def remains(self) -> tuple[str, ...]:
        """See ``IPurgeable``."""
        return ("notices",) if any(True for _key in self.store.keys_of(self.uid)) else ()
