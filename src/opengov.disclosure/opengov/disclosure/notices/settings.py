"""The site's settings for notices."""

from opengov.disclosure.notices.interfaces import INoticeSettings
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PREFIX = "opengov.disclosure.notices"


def setting(name: str) -> int:
    """One of ``INoticeSettings``; its default where the registry has no record yet."""
    return getUtility(IRegistry).get(f"{PREFIX}.{name}", INoticeSettings[name].default)
