"""Who has an oral instruction to countersign finds the document in his lists, whatever his office sees of it (R-I7)."""

from borg.localrole.interfaces import ILocalRoleProvider
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from zope.component import adapter
from zope.interface import implementer


def waited_for(context) -> tuple[str, ...]:
    """User ids of those who have an oral instruction of theirs still to countersign."""
    records = IDossier(context).affair("instructions") or ()
    return tuple(sorted({record["instructed_by"] for record in records if not record["countersigned_at"]}))


@implementer(ILocalRoleProvider)
@adapter(IGoverned)
class Countersigners:
    """Tells the catalogue, and it alone, whom a search may show the document; the right to read is given by the document's
    life and ends with the countersignature, and so does this.
    """

    def __init__(self, context) -> None:
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """No role."""
        return ()

    def getAllRoles(self) -> list[tuple[str, tuple[str, ...]]]:
        """Pairs of user id and roles."""
        return [(user_id, ("Dated Reader",)) for user_id in waited_for(self.context)]
