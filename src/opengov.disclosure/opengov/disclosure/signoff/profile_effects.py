"""Which open documents would have other duties under another jurisdiction profile: what an agency's change shows first."""

from collections.abc import Callable
from datetime import date
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOpenDuties
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.deadlines import deadlines_by_day
from opengov.disclosure.core.jurisdictions import Jurisdiction
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff import clocks
from opengov.disclosure.signoff.facts import state_of
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


#: States in which a duty waits or will come; elsewhere nothing changes any more.
OPEN = (*sorted(IN_REVIEW), "draft", "issued", "withdrawn", "withheld", "to_determine", "adjustment_review")


@implementer(IOpenDuties)
@adapter(IAgencyContent)
class OpenDuties:
    """See ``IOpenDuties``."""

    def __init__(self, agency) -> None:
        self.place = IIssuingAgency(agency)

    def page(self, other: Jurisdiction, start: int, size: int) -> dict:
        """Look at ``size`` documents, and give those whose dates differ."""
        # The catalog of the current user: who may not see a document does not learn of it here (R-X1).
        brains = api.portal.get_tool("portal_catalog")(
            path="/".join(self.place.agency.getPhysicalPath()),
            object_provides=IGoverned.__identifier__,
            review_state=list(dict.fromkeys(OPEN)),
            sort_on="created",
        )
        documents = [brain.getObject() for brain in brains[start : start + size]]
        own = [document for document in documents if IIssuingAgency(document).uid == self.place.uid]
        rows = [self._row(document, other) for document in own]
        return {
            "items": [row for row in rows if row["deadlines"]],
            "next": start + size if start + size < len(brains) else None,
        }

    def _row(self, document, other: Jurisdiction) -> dict:
        return {
            "uid": IUUID(document),
            "url": document.absolute_url(),
            "title": document.title,
            "state": state_of(document),
            "deadlines": self._changes(document, other),
        }

    def _changes(self, document, other: Jurisdiction) -> list[dict]:
        facts = clocks.facts(document)
        expected = clocks.expected_facts(document, now().date())
        return [
            *self._differences(facts, other, clocks.is_urgent(document), expected=False),
            *self._differences(expected, other, clocks.is_urgent(document), expected=True),
        ]

    def _differences(self, facts: dict[str, date], other: Jurisdiction, urgent: bool, expected: bool) -> list[dict]:
        before = {each.key: each for each in self.place.deadlines(facts, urgent)}
        after = {each.key: each for each in deadlines_by_day(facts, self._from_today(other), urgent)}
        return [
            {"key": key, "expected": expected, "old": _side(before.get(key)), "new": _side(after.get(key))}
            for key in {**before, **after}
            if _side(before.get(key)) != _side(after.get(key))
        ]

    def _from_today(self, other: Jurisdiction) -> Callable:
        """The rules day by day as they will have been when the other profile comes into force today."""
        today = now().date()

        def in_force(day: date):
            jurisdiction = other if day >= today else self.place.jurisdiction_on(day)
            return jurisdiction, self.place.calendar_of(jurisdiction)

        return in_force


def _side(deadline: Deadline | None) -> dict | None:
    if deadline is None:
        return None
    return {"due": deadline.due.isoformat(), "source": deadline.source, "binding": deadline.binding}
