"""What plone.app.caching may not keep: documents, their files and pictures, and lists of them (R-X1; withdrawal is at once).

Its operations answer a request before any page of ours is asked, from a memory that knows nothing of a withdrawal.
"""

from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.edge.hidden import governed
from opengov.disclosure.edge.hidden import way
from plone.caching.interfaces import IRulesetLookup
from zope.component import getSiteManager
from zope.interface import implementer
from zope.interface import providedBy
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


#: Rulesets of pages that a proxy would show for hours although what they list is gone.
_OF_LISTS = frozenset({"plone.content.feed"})


@implementer(IRulesetLookup)
class FreshLookup:
    """The ruleset that plone.app.caching finds for a published page, and none for what has to be fresh."""

    def __init__(self, published, request) -> None:
        self.published = published
        self.request = request

    def __call__(self) -> str | None:
        """Name of a ruleset, or None."""
        if governed(self.request) is not None or any(map(IAgencyContent.providedBy, way(self.request))):
            return None
        asked = (providedBy(self.published), IDefaultBrowserLayer)
        factory = getSiteManager().adapters.lookup(asked, IRulesetLookup)
        found = factory(self.published, self.request) if factory is not None else None
        ruleset = found() if found is not None else None
        return None if ruleset in _OF_LISTS else ruleset
