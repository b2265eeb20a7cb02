"""The site's settings for notices."""

from opengov.disclosure.notices.interfaces import INoticeSettings
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


PREFIX = "opengov.disclosure.notices"


def settings():
    """The settings, with their defaults where the registry has no record yet."""
    return getUtility(IRegistry).forInterface(INoticeSettings, prefix=PREFIX, check=False)
