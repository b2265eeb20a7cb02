"""``@@withheld-list`` of an agency: the list for everybody, and for the Disclosure Officer the form that publishes it."""

from opengov.disclosure.catalogue import caching
from opengov.disclosure.catalogue.acts import REGISTER
from opengov.disclosure.catalogue.interfaces import IWithheldList
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import getUtility

import transaction


SIZE = 100
#: Name, type, title and explanation of each field of the form.
FIELDS = (
    ("filed_with", "text", _("label_filed_with", default="Filed with"), ""),
    ("filed_on", "date", _("label_filed_on", default="Day of the filing"), ""),
    (
        "acknowledged_on",
        "date",
        _("label_acknowledged_on", default="Acknowledged by the authority on"),
        _("help_acknowledged_on", default="Empty while the authority has not acknowledged the filing."),
    ),
    ("reference", "text", _("label_acknowledgement_reference", default="Number of the acknowledgement"), ""),
)


class WithheldPage(BrowserView):
    """One year's list. Where nothing is published there is no such page for the public (R-X1)."""

    def __call__(self) -> str:
        self.labels = Labels(self.context, self.request)
        self.held = IWithheldList(self.context)
        self.errors: list[dict] = []
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._act():
                return self.request.response.redirect(f"{self.url}?year={self._text('year')}")
        self.may_file = self.held.allowed and self._may()
        years = self.held.years()
        self.year = self._text("year") or (years[0] if years else str(now().year))
        self.filing = self.held.filing(self.year)
        if self.filing is None and not self.may_file:
            raise NotFound("withheld-list")
        return caching.conditional(self.request, self.index())

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@withheld-list"

    def _may(self) -> bool:
        return api.user.has_permission(REGISTER, obj=self.context)

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def _act(self) -> bool:
        """Publish the list or take it back; whether a rule let it pass."""
        if not self._may():
            raise Unauthorized("withheld-list")
        try:
            if "retract" in self.request.form:
                self.held.retract(self._text("year"))
                message = _("message_withheld_list_retracted", default="The list is not public any more.")
            else:
                self.held.publish(*map(self._text, ("year", "filed_with", "filed_on", "acknowledged_on", "reference")))
                message = _("message_withheld_list_published", default="The list is public.")
        except RuleBroken as broken:
            # nothing half done is kept, and nothing entered is lost
            transaction.doom()
            self.request.response.setStatus(400, lock=1)
            self.errors = [getUtility(IWording).sentence(problem, self.request) for problem in broken.problems]
            return False
        api.portal.show_message(message, self.request)
        return True

    def given(self, name: str) -> str:
        """What a field of the form holds: what was typed, else what is on record."""
        if name in self.request.form:
            return self._text(name)
        return (self.filing or {}).get(name, "") or (now().date().isoformat() if name == "filed_on" else "")

    def fields(self) -> list[dict]:
        """The fields of the form: dicts {name, type, title, help, value, error}."""
        return [
            {
                "name": name,
                "type": kind,
                "title": title,
                "help": told,
                "value": self.given(name),
                "error": self.error(name),
            }
            for name, kind, title, told in FIELDS
        ]

    def error(self, name: str) -> str:
        """What is wrong with a field of the form, with rule and clause; empty for nothing."""
        return next((error for error in self.errors if error.field == name), "")

    def general_errors(self) -> list[str]:
        """What is wrong with the act as a whole."""
        return [error for error in self.errors if not error.field]

    def years(self) -> list[dict]:
        """Years to choose from: dicts {year, url, current}; for the officer also those that are not published."""
        known = set(self.held.years()) | ({str(now().year), str(now().year - 1)} if self.may_file else set())
        return [
            {"year": year, "url": f"{self.url}?year={year}", "current": year == self.year}
            for year in sorted(known, reverse=True)
        ]

    @property
    def start(self) -> int:
        """Number of rows on the pages before."""
        text = self._text("start")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0

    def rows(self) -> list[dict]:
        """Rows of this page in words: dicts {number, kind, year, grounds, clauses}."""
        found = self.held.rows(self.year, self.start, SIZE) if self.filing else self.held.preview(self.year)[:SIZE]
        return [
            {
                "number": self.start + place,
                "kind": self.labels("kind", row["kind"]),
                "year": row["year"],
                "grounds": "；".join(self.labels("grounds", ground) for ground in row["grounds"]),
                "clauses": "；".join(row["clauses"]),
            }
            for place, row in enumerate(found, 1)
        ]

    def next_url(self) -> str:
        """Address of the next page; empty when this is the last."""
        following = self.start + SIZE
        more = self.filing and self.held.rows(self.year, following, 1)
        return f"{self.url}?year={self.year}&start={following}" if more else ""
