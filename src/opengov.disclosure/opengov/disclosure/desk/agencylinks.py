"""What an agency's people do most, as links on its page."""

from opengov.disclosure.i18n import _
from plone import api
from plone.app.layout.viewlets import ViewletBase


class AgencyLinks(ViewletBase):
    """Above the guide entry of an agency: begin a document, registers, catalogue, my work."""

    def links(self) -> list[dict]:
        """The links the user may follow: dicts {title, url, primary}."""
        url = self.context.absolute_url()
        found = [{"title": _("link_catalogue", default="Public catalogue"), "url": f"{url}/@@disclosure-catalogue"}]
        if self._may("opengov.disclosure: View registers"):
            found.insert(0, {"title": _("link_registers", default="Registers"), "url": f"{url}/@@registers"})
        if not api.user.is_anonymous():
            portal_url = api.portal.get().absolute_url()
            found.insert(0, {"title": _("action_my_work", default="My work"), "url": f"{portal_url}/@@my-work"})
        if self._may("opengov.disclosure: Add Official Document"):
            title = _("button_new_document", default="New document")
            found.insert(0, {"title": title, "url": f"{url}/++add++OfficialDocument", "primary": True})
        return found

    def _may(self, permission: str) -> bool:
        return api.user.has_permission(permission, obj=self.context)
