"""Pages of an agency."""

from opengov.disclosure import codewords
from opengov.disclosure.agency import groups
from opengov.disclosure.agency.appointing import appoint
from opengov.disclosure.agency.appointing import KEYS
from opengov.disclosure.agency.content import IAgency
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.members import fullname
from opengov.disclosure.agency.members import members
from opengov.disclosure.agency.members import people
from opengov.disclosure.agency.membership import is_member
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility


class AgencyView(BrowserView):
    """What an agency shows to everybody: how to reach it, and the agencies in it."""

    def guide(self) -> list[dict]:
        """Filled fields of the guide entry: dicts {label, value}."""
        fields = sorted(IAgency.namesAndDescriptions(), key=lambda item: item[1].order)
        filled = [(field, getattr(self.context, name)) for name, field in fields if name.startswith("guide_")]
        return [{"label": field.title, "value": value} for field, value in filled if value]

    def units(self) -> list[dict]:
        """Agencies and sections directly inside that the user may see: dicts {title, url}."""
        brains = api.content.find(context=self.context, depth=1, portal_type="Agency", sort_on="sortable_title")
        return [{"title": brain.Title, "url": brain.getURL()} for brain in brains]

    def for_members(self) -> bool:
        """Whether the user belongs to the agency and gets the links of its own pages."""
        return is_member(self.context)

    def is_agency(self) -> bool:
        """Whether this is an agency proper, which may end; a section ends with it."""
        return not self.context.is_section()


class DeputiesView(BrowserView):
    """Who stands in for whom; office holders appoint here (R-S4). For the agency's people only (R-X1)."""

    def __call__(self):
        if not is_member(self.context):
            raise NotFound(self.__name__)
        self.problems: tuple[Problem, ...] = ()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    def _act(self):
        ended = self.request.form.get("end", "")
        try:
            if ended:
                self._end(ended)
            else:
                appoint(self.context, {key: self.entered(key) for key in KEYS})
        except RuleBroken as broken:
            # Nothing was stored; what was entered is shown again with what is wrong about it.
            self.problems = broken.problems
            return self.index()
        done = (
            _("deputy_ended", default="Ended.") if ended else _("deputy_appointed", default="The deputy is appointed.")
        )
        api.portal.show_message(done, self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@deputies")

    def _end(self, appointment_id: str) -> None:
        try:
            IDeputies(self.context).end(appointment_id)
        except KeyError:
            raise NotFound(appointment_id) from None

    def entered(self, key: str) -> str:
        """What the user has entered into a field of the form."""
        value = self.request.form.get(f"deputy.{key}", "")
        return value if isinstance(value, str) else ""

    def messages(self, field: str = "") -> list[str]:
        """What is wrong with a field of the form; without a name, what concerns none of them."""
        wording = getUtility(IWording)
        found = [problem for problem in self.problems if (problem.field if problem.field in KEYS else "") == field]
        return [wording.sentence(problem, self.request) for problem in found]

    def appointments(self) -> list[dict]:
        """Appointments for the table; ``may_end`` tells whether the user may end one that is not over."""
        deputies = IDeputies(self.context)
        today = now().date().isoformat()
        return [
            record
            | {
                "deputy_name": fullname(record["deputy"]),
                "for_name": fullname(record["for"]),
                "office": codewords.OFFICES[record["role"]],
                "may_end": record["until"] >= today
                and not record.get("ended_on")
                and deputies.may_appoint(record["for"]),
            }
            for record in deputies.appointments()
        ]

    def offices(self) -> list[dict]:
        """Offices that the user may fill with a deputy: dicts {id, title}."""
        allowed = IDeputies(self.context).may_appoint
        return [
            {"id": role, "title": codewords.OFFICES[role]}
            for role in groups.own_offices(self.context)
            if any(map(allowed, members(groups.group_id(self.context, role))))
        ]

    def holders(self) -> list[dict]:
        """Whom the user may give a deputy: dicts {id, title}."""
        allowed = IDeputies(self.context).may_appoint
        ids = [groups.group_id(self.context, role) for role in groups.own_offices(self.context)]
        return _choices({user_id for gid in ids for user_id in members(gid) if allowed(user_id)})

    def candidates(self) -> list[dict]:
        """The agency's people: dicts {id, title}."""
        return _choices(people(self.context))

    def today(self) -> str:
        """The first day that may be chosen."""
        return now().date().isoformat()


def _choices(user_ids) -> list[dict]:
    return sorted(({"id": user_id, "title": fullname(user_id)} for user_id in user_ids), key=lambda item: item["title"])
