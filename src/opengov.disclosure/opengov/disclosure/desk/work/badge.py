"""My work in the toolbar: how much waits for the user, on every page (two questions to the catalogue, none for visitors)."""

from functools import cached_property
from opengov.disclosure.desk.work.lists import Lists
from plone import api
from plone.app.layout.viewlets import ViewletBase


#: More than so many are not told.
MOST = 99


class Badge(ViewletBase):
    """A link with two small numbers: to do, and overdue."""

    def available(self) -> bool:
        """Whether the user holds an office, or something waits for him in person."""
        return not api.user.is_anonymous() and (bool(self.lists.offices) or self._todo > 0)

    @cached_property
    def lists(self) -> Lists:
        return Lists()

    @cached_property
    def _todo(self) -> int:
        return self.lists.count("todo")

    def todo(self) -> str:
        """How much is to be done, as it is shown; empty for nothing."""
        return _told(self._todo)

    def overdue(self) -> str:
        """How much of what the user answers for is overdue; empty for nothing."""
        return _told(self.lists.count("overdue"))

    def url(self) -> str:
        """Address of My work."""
        return f"{self.site_url}/@@my-work"


def _told(count: int) -> str:
    return "" if not count else str(count) if count <= MOST else f"{MOST}+"
