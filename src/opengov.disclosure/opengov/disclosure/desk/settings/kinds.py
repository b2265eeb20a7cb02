"""``@@opengov-settings-kinds``: kinds that are offered, and the forms of document numbers and index numbers, with examples."""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import catalogue
from opengov.disclosure.core import numbering
from opengov.disclosure.core import offering
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings.page import change
from opengov.disclosure.desk.settings.page import record
from opengov.disclosure.desk.settings.page import SettingsPage
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import INumbering
from plone import api
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory


DOCUMENTS = "opengov.disclosure.documents"
INDEX = "opengov.disclosure.catalogue.index_template"


class KindsPage(SettingsPage):
    """A number that was given stays as it is; another form begins a series of its own (R-I1)."""

    fields = (
        "kinds_offered",
        "default_kind",
        "index_template",
        *(f"template_{kind}" for kind in numbering.KINDS),
    )

    def rows(self) -> list[dict]:
        """The fifteen kinds: dicts {kind, title, offered, default, template, usual, example, messages}."""
        offered = self.chosen("kinds_offered") if self.typed() else (record(f"{DOCUMENTS}.kinds_offered") or ())
        default = self.text("default_kind") if self.typed() else record(f"{DOCUMENTS}.default_kind", "notice")
        titles = getUtility(IVocabularyFactory, "opengov.disclosure.all_kinds")(self.context)
        return [
            {
                "kind": kind,
                "title": titles.getTerm(kind).title,
                "offered": kind in offered,
                "default": kind == default,
                "template": self._template(kind),
                "usual": numbering.template(kind) or "",
                "example": self._example(kind),
                "messages": self.messages(f"template_{kind}"),
            }
            for kind in numbering.KINDS
        ]

    def _template(self, kind: str) -> str:
        if self.typed():
            return self.text(f"template_{kind}")
        return offering.template_of(kind, record(f"{DOCUMENTS}.number_templates") or {}) or ""

    def _example(self, kind: str) -> str:
        """The number the chosen agency would give next; a made-up one where there is no agency with a code."""
        template = self._template(kind).strip()
        try:
            told = self._numbering.upcoming(template, now().year) if template and self._numbering else ""
            return told or (offering.sample(template) if template else "")
        except RuleBroken:
            return ""

    @cached_property
    def _numbering(self):
        return INumbering(self.agency) if self.agency is not None else None

    @cached_property
    def agency(self):
        """The agency whose next numbers are shown: the chosen one, else the first with a code."""
        found = [brain.getObject() for brain in api.content.find(portal_type="Agency", sort_on="sortable_title")]
        proper = [agency for agency in found if not agency.is_section() and agency.issuer_codes]
        wanted = [agency for agency in proper if agency.UID() == self.text("agency")]
        return next(iter([*wanted, *proper]), None)

    def agencies(self) -> list[dict]:
        """Agencies with a code: dicts {uid, title, chosen}."""
        found = [brain.getObject() for brain in api.content.find(portal_type="Agency", sort_on="sortable_title")]
        return [
            {"uid": agency.UID(), "title": agency.title, "chosen": agency is self.agency or agency == self.agency}
            for agency in found
            if not agency.is_section() and agency.issuer_codes
        ]

    def index_number(self) -> dict:
        """The form of index numbers: dict {template, profile, example}."""
        template = (self.text("index_template") if self.typed() else record(INDEX, "") or "").strip()
        profile = IIssuingAgency(self.agency).jurisdiction.index_number_template if self.agency is not None else ""
        return {"template": template, "profile": profile, "example": self._index_example(template or profile)}

    def _index_example(self, template: str) -> str:
        code = ""
        if self.agency is not None:
            code = catalogue.organisation_code(self.agency.organization_code or self.agency.credit_code or "")
        today = now()
        try:
            return catalogue.index_number(
                template, org_code=code or "011741310", year=today.year, month=today.month, day=today.day, serial=1
            )
        except RuleBroken:
            return ""

    def store(self) -> None:
        """Store kinds and forms, all of them or none."""
        offered = tuple(kind for kind in numbering.KINDS if kind in self.chosen("kinds_offered"))
        default = self.text("default_kind")
        templates = {
            kind: typed
            for kind in numbering.KINDS
            if (typed := self.text(f"template_{kind}").strip()) != (numbering.template(kind) or "")
        }
        index = self.text("index_template").strip()
        enforce(
            [
                *offering.kinds_problems(offered, default),
                *offering.templates_problems(templates),
                *offering.index_problems(index),
            ]
        )
        change(f"{DOCUMENTS}.kinds_offered", offered)
        change(f"{DOCUMENTS}.default_kind", default)
        change(f"{DOCUMENTS}.number_templates", templates)
        change(INDEX, index)

    def act(self) -> bool:
        """Show what the typed forms would write, with everything that is wrong; or store them."""
        if "form.show" not in self.request.form:
            return super().act()
        templates = {kind: self.text(f"template_{kind}").strip() for kind in numbering.KINDS}
        wrong = offering.templates_problems(templates) + offering.index_problems(self.text("index_template").strip())
        self.problems = tuple(wrong)
        return True
