"""``IOpenMatters``: which documents something is open about among agencies, for lists that wake none of them."""

from opengov.disclosure.joint import pending
from opengov.disclosure.joint.interfaces import IOpenMatters
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


@implementer(IOpenMatters)
@adapter(IPloneSiteRoot)
class OpenMatters:
    """See ``IOpenMatters``."""

    def __init__(self, site) -> None:
        self.site = site

    def objected(self) -> list[str]:
        """See ``IOpenMatters``."""
        return sorted(set(pending.documents(pending.read(self.site).objections)))
