"""What an agency's people do most, as links on its page; and from a document to the pages that belong to it."""

from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.catalogue.interfaces import IWithheldList
from opengov.disclosure.existing.interfaces import IExistingList
from opengov.disclosure.i18n import _
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IAsked
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.signoff.interfaces import ICompanions
from plone import api
from plone.app.layout.viewlets import ViewletBase


class AgencyLinks(ViewletBase):
    """Above the guide entry of an agency: begin a document, my work, what is asked of it, channels, registers, catalogue."""

    def links(self) -> list[dict]:
        """The links the user may follow: dicts {title, url, primary}."""
        url = self.context.absolute_url()
        found = []
        if self._may("opengov.disclosure: Add Official Document"):
            title = _("button_new_document", default="New document")
            found.append({"title": title, "url": f"{url}/++add++OfficialDocument", "primary": True})
        if not api.user.is_anonymous():
            portal_url = api.portal.get().absolute_url()
            found.append({"title": _("action_my_work", default="My work"), "url": f"{portal_url}/@@my-work"})
        listed = IExistingList(self.context)
        if listed.may_propose() or listed.may_determine():
            found.append({"title": _("link_existing", default="Existing documents"), "url": f"{url}/@@existing"})
        if IAsked(self.context).allowed():
            found.append({"title": _("link_asked", default="Asked of this agency"), "url": f"{url}/@@asked"})
        if self._may("opengov.disclosure: Publish document"):
            title = _("heading_channels", default="Channels of publication")
            found.append({"title": title, "url": f"{url}/@@channels"})
        if self._may("opengov.disclosure: View registers"):
            found.append({"title": _("link_registers", default="Registers"), "url": f"{url}/@@registers"})
            title = _("link_statistics", default="Figures")
            found.append({"title": title, "url": f"{url}/@@statistics"})
            title = _("link_handovers", default="Hand-over to archives")
            found.append({"title": title, "url": f"{url}/@@handovers"})
        if IJointRegister(self.context).allowed():
            title = _("heading_joint_register", default="Register of joint documents")
            found.append({"title": title, "url": f"{url}/@@joint-register"})
        withheld = IWithheldList(self.context)
        if withheld.years() or (withheld.allowed and self._may("opengov.disclosure: Register document")):
            title = _("heading_withheld_list", default="List of withheld documents")
            found.append({"title": title, "url": f"{url}/@@withheld-list"})
        if self._may("opengov.disclosure: Manage settings"):
            title = _("link_agency_rules", default="Rules in force")
            found.append({"title": title, "url": f"{url}/@@jurisdiction"})
        title = _("link_catalogue", default="Public catalogue")
        return [*found, {"title": title, "url": f"{url}/@@disclosure-catalogue"}]

    def _may(self, permission: str) -> bool:
        return api.user.has_permission(permission, obj=self.context)


def document_links(document) -> list[dict]:
    """Pages of a document besides its own that its people have a use for: dicts {title, url}."""
    url = document.absolute_url()
    found = []
    positions = IPositionsSeen(document)
    if positions.allowed() and (positions.may_add() or positions.rows()):
        title = _("link_positions", default="Opinions of other agencies")
        found.append({"title": title, "url": f"{url}/@@positions"})
    arrangement = IArrangement(document)
    if positions.allowed() and (arrangement.joint or arrangement.may()):
        title = _("link_arrangement", default="Who issues it, and in which order")
        found.append({"title": title, "url": f"{url}/@@joint"})
    if positions.allowed() and (IRepeal(document).needed() or IRepeal(document).proposals()):
        title = _("heading_repeal", default="Repeal of a joint document")
        found.append({"title": title, "url": f"{url}/@@repeal"})
    if ICompanions(document).of and _sees(document, "compare"):
        title = _("link_compare", default="Side by side with the original")
        found.append({"title": title, "url": f"{url}/@@compare"})
    return found


def _sees(document, view: str) -> bool:
    """Whether there is such a page and the user may open it."""
    return document.restrictedTraverse(f"@@{view}", None) is not None
