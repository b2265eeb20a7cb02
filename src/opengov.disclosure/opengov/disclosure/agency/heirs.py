"""Heirs: a plug-in of the user folder that puts a successor's office groups into those of the abolished agency.

The groups are computed when a user comes, so an abolition changes who sees and does what at once, for any number of
documents, and nothing is reindexed for it.
"""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from opengov.disclosure.agency.groups import office_of
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer


PLUGIN_ID = "opengov_heirs"


@implementer(IGroupsPlugin)
class HeirGroups(BasePlugin):
    """Gives whoever holds an office of a successor the same office of the agencies it carries on for.

    It must be the last groups plug-in: it looks at the groups the others gave, those of deputies included.
    """

    meta_type = "Heir Groups (opengov.disclosure)"
    security = ClassSecurityInfo()

    def __init__(self, id: str = PLUGIN_ID, title: str = "") -> None:
        self._setId(id)
        self.title = title
        self._predecessors = OOBTree()

    @security.private
    def getGroupsForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        """Groups of abolished agencies that the principal's own groups carry on for."""
        if not self._predecessors:
            return ()
        # A group is asked for too, by the plug-in that resolves groups inside groups.
        own = [principal.getId(), *principal.getGroups()]
        return tuple(self._inherited(own))

    @security.private
    def predecessors(self, uid: str) -> tuple[str, ...]:
        """UIDs of the agencies that an agency directly carries on for."""
        return self._predecessors.get(uid, ())

    @security.private
    def bind(self, uid: str, successor: str) -> None:
        """Let one agency carry on for another."""
        self._predecessors[successor] = (*self.predecessors(successor), uid)

    @security.private
    def release(self, uid: str, successor: str) -> None:
        """End that."""
        left = tuple(other for other in self.predecessors(successor) if other != uid)
        if left:
            self._predecessors[successor] = left
        elif successor in self._predecessors:
            del self._predecessors[successor]

    def _inherited(self, group_ids: Iterable[str]) -> set[str]:
        offices = [found for found in map(office_of, group_ids) if found]
        reached = set(offices)
        while offices:
            uid, slug = offices.pop()
            new = {(predecessor, slug) for predecessor in self.predecessors(uid)} - reached
            reached |= new
            offices.extend(new)
        return {f"{uid}-{slug}" for uid, slug in reached} - set(group_ids)


InitializeClass(HeirGroups)


def plugin() -> HeirGroups | None:
    """The plug-in of this site; None where the product's latest version is not set up."""
    return api.portal.get_tool("acl_users").get(PLUGIN_ID)
