"""Who gave an oral instruction sees the document until he has countersigned it (R-I7)."""

from borg.localrole.interfaces import ILocalRoleProvider
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.life import INSTRUCTORS
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from zope.component import adapter
from zope.interface import implementer


def problems(context, data: dict) -> list[Problem]:
    """Only who leads in this agency gives an instruction: naming somebody lets him read the document."""
    named, place = str(data.get("instructed_by") or ""), IIssuingAgency(context)
    if any(place.acts_for(named, office) is not None for office in INSTRUCTORS):
        return []
    return [Problem("instructor_unknown", "R-I7", "instructed_by", "遵义市政府信息公开管理制度 第九条")]


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
        named = {record["instructed_by"] for record in records if not record["countersigned_at"]}
        # who has left his office since reads no more
        return {user for user in named if not problems(self.context, {"instructed_by": user})}
