"""Local roles that come from outside the agency a document lies in: asked agencies (R-J6), the drafting agency (R-A8)."""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from opengov.disclosure.core.access import ASKED
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import drafting
from opengov.disclosure.joint import store
from zope.component import adapter
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IGoverned)
class FromOutside:
    """Roles by group, so that deputies have them for their days and nothing is reindexed for it (plone.md 11)."""

    def __init__(self, context) -> None:
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Roles of one principal."""
        return tuple(role for group, roles in self.getAllRoles() if group == principal_id for role in roles)

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Pairs of group and roles, for the catalogue."""
        for record in store.everything(self.context):
            if record.asked and not record.removed:
                yield from ((group, (ASKED,)) for group in record.groups)
        for role, groups in drafting.groups_of(self.context).items():
            yield from ((group, (role,)) for group in groups)
