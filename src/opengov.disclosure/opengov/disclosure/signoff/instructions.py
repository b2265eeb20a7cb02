"""Who gave an oral instruction sees the document until he has countersigned it (R-I7)."""

from borg.localrole.interfaces import ILocalRoleProvider
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from zope.component import adapter
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IGoverned)
class Instructors:
    """A read of the one document; no date is needed, the countersignature ends it."""

    def __init__(self, context) -> None:
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Roles of one principal."""
        return ("Dated Reader",) if principal_id in self._open() else ()

    def getAllRoles(self):
        """Nothing for the catalogue: the document is found in the list of what waits for a countersignature."""
        return ()

    def _open(self) -> set[str]:
        records = IDossier(self.context).affair("instructions") or ()
        return {record["instructed_by"] for record in records if not record["countersigned_at"]}
