"""REST services ``@offices`` and ``@deputies`` of an agency, for its own people."""

from opengov.disclosure import codewords
from opengov.disclosure.agency import groups
from opengov.disclosure.agency.appointing import appoint
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.members import fullname
from opengov.disclosure.agency.members import members
from opengov.disclosure.agency.services.members_only import ForMembers
from opengov.disclosure.bodies import read_json
from plone.protect.interfaces import IDisableCSRFProtection
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class OfficesGet(ForMembers):
    """The offices of an agency and who holds them."""

    def reply(self) -> dict:
        """Offices in the order of the walk, each with its members and the deputies of today."""
        appointments = [record for record in IDeputies(self.context).appointments() if record["in_force"]]
        return {
            "@id": f"{self.context.absolute_url()}/@offices",
            "items": [self._office(role, appointments) for role in groups.own_offices(self.context)],
        }

    def _office(self, role: str, appointments: list[dict]) -> dict:
        group_id = groups.group_id(self.context, role)
        return {
            "role": role,
            "title": translate(codewords.OFFICES[role], context=self.request),
            "group": group_id,
            "members": [{"id": user_id, "fullname": fullname(user_id)} for user_id in sorted(members(group_id))],
            "deputies": [
                {"id": record["deputy"], "fullname": fullname(record["deputy"]), "for": record["for"]}
                for record in appointments
                if record["role"] == role
            ],
        }


class DeputiesGet(ForMembers):
    """The deputy appointments of an agency."""

    def reply(self) -> dict:
        """All appointments, past ones included, the latest first."""
        items = [dict(record) for record in IDeputies(self.context).appointments()]
        return {"@id": f"{self.context.absolute_url()}/@deputies", "items": items}


class DeputiesPost(ForMembers):
    """Appoint a deputy (R-S4)."""

    def reply(self) -> dict:
        """Take exactly ``deputy``, ``for``, ``role``, ``from``, ``until`` and ``reason``; answer the appointment."""
        record = appoint(self.context, read_json(self.request))
        self.request.response.setStatus(201)
        return dict(record)


@implementer(IPublishTraverse)
class DeputiesDelete(ForMembers):
    """End an appointment now: ``DELETE @deputies/<id>``."""

    appointment_id = ""

    def publishTraverse(self, request, name: str):
        """Take the id of the appointment from the path."""
        if self.appointment_id:
            raise NotFound(name)
        self.appointment_id = name
        return self

    def reply(self) -> None:
        """The record of the appointment stays."""
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            IDeputies(self.context).end(self.appointment_id)
        except KeyError:
            raise NotFound(self.appointment_id) from None
        return self.reply_no_content()
