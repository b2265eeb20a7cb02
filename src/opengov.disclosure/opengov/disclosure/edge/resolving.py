"""Addresses by UID lead only to what the user may find himself (R-X1): Plone's own views redirect to hidden objects."""

from plone import api
from plone.app.uuid.browser import RedirectToUUIDView
from plone.outputfilters.browser.resolveuid import ResolveUIDView
from plone.restapi.services.linkintegrity.get import LinkIntegrityGet
from zExceptions import NotFound


class ResolveVisible(ResolveUIDView):
    """``resolveuid/<uid>``."""

    def __call__(self):
        refuse_hidden(self.uuid)
        return super().__call__()


class RedirectToVisible(RedirectToUUIDView):
    """``@@redirect-to-uuid/<uid>``."""

    def __call__(self):
        refuse_hidden(self.uuid)
        return super().__call__()


class LinksOfVisible(LinkIntegrityGet):
    """``@linkintegrity?uids=``."""

    def reply(self):
        """As plone.restapi answers, for what the user may find."""
        asked = self.request.form.get("uids", [])
        for uid in asked if isinstance(asked, list) else [asked]:
            refuse_hidden(str(uid))
        return super().reply()


def refuse_hidden(uid: str | None) -> None:
    """Let a UID pass that the user's own search finds.

    :raises NotFound: for every other, known or not.
    """
    if not uid or not api.portal.get_tool("portal_catalog").searchResults(UID=uid, show_inactive=True):
        raise NotFound(uid or "")
