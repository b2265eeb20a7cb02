"""What the form of a step asks for: one control for each of the step's values (``core.signoff.STEPS[…].data``)."""

from AccessControl import getSecurityManager
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import attribute
from opengov.disclosure.core import signoff
from opengov.disclosure.core.quarrels import CHANGEABLE
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import changes
from opengov.disclosure.desk import stepwords
from opengov.disclosure.desk.choices import choices
from opengov.disclosure.desk.panel import findings
from opengov.disclosure.desk.papers import paper
from opengov.disclosure.desk.references import known
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from plone.app.z3cform.widgets.richtext import get_tinymce_options

import json
import re


#: Longest text of one value, in characters.
MAX_TEXT = 5000

KINDS = {
    "approved_on": "date",
    "attribute": "radio",
    "authority": "line",
    "body": "select",
    "body_name": "line",
    "cause": "radio",
    "checks": "checkboxes",
    "grounds": "checkboxes",
    "handled": "checkboxes",
    "instructed_at": "datetime-local",
    "instructed_by": "select",
    "issue_date": "date",
    "law_citation": "line",
    "number": "line",
    "outcome": "radio",
    "paper": "file",
    "public_title": "line",
    "received_on": "date",
    "signed_by": "line",
    "signer_name": "line",
    "slot": "select",
    "validity": "radio",
    "validity_date": "date",
    "validity_document": "line",
    "changes_title": "short",
    "changes_public_title": "short",
}

#: Name of a broken rule's field -> the control it is told at, where the two differ.
ALIASES = {
    "disclosure_attribute": "attribute",
    "disclosure_grounds": "grounds",
    "disclosure_reason": "withholding_reason",
}
#: What goes with an attribute, besides itself; the page shows nothing else.
GOES_WITH = {
    "proactive": (),
    "on_request": ("grounds", "withholding_reason", "public_title"),
    "withheld": ("grounds", "withholding_reason", "law_citation", "discretion"),
    "not_government_information": ("withholding_reason",),
}
_GOING = frozenset(name for names in GOES_WITH.values() for name in names)

#: Steps that start from the attribute the document carries.
_CARRYING = ("determine", "decide_dispute", "propose_existing")
#: Needed though the step itself can do without them.
_NEEDED = ("handled", "consulted", "reviewer_explanation", "body")
#: Days that may lie ahead.
_AHEAD = ("validity_date",)
#: Steps that two offices take, of which the reviewer alone answers for the scan.
_SHARED = ("confirm_changes", "make_up")

_LOCAL_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?")


class StepFields:
    """The controls of one step of one document, with what was entered.

    :param form: the submitted form; empty when the form is shown for the first time.
    """

    def __init__(self, context, step: signoff.Step, titles: Titles, form: dict) -> None:
        self.context = context
        self.step = step
        self.titles = titles
        self.form = form

    def names(self) -> list[str]:
        """Names of the values asked for, in order; those that this document gives no cause for are left out."""
        asked = [name for name in (name.rstrip("?") for name in self.step.data) if self._asked(name)]
        if "changes" in asked:
            place = asked.index("changes")
            asked[place : place + 1] = changes.controls(self.context)
        return asked

    def controls(self, errors: dict[str, list[dict]]) -> list[dict]:
        """The controls: dicts {name, kind, label, help, required, options, value, errors}.

        :param errors: name of a control -> problems in words.
        """
        return [self._control(name, errors.get(name, [])) for name in self.names()]

    def control_of(self, field: str) -> str | None:
        """The control that a broken rule's field is told at; None when there is none."""
        names = self.names()
        candidates = (field, ALIASES.get(field, field), f"{changes.PREFIX}{field}")
        return next((name for name in candidates if name in names), None)

    def data(self) -> dict:
        """The values entered, empty ones left out, as the step takes them."""
        entered = {name: self._entered(name) for name in self.names()}
        found = {name: value for name, value in entered.items() if value and not name.startswith(changes.PREFIX)}
        fitting = GOES_WITH.get(found.get("attribute", ""), _GOING)
        found = {name: value for name, value in found.items() if name not in _GOING or name in fitting}
        if "changes" in self.step.data:
            # a control that was not sent is no emptied one
            sent = {name: value for name, value in entered.items() if name in self.form}
            found["changes"] = changes.changed(self.context, sent)
        if moment := _LOCAL_TIME.fullmatch(found.get("instructed_at", "")):
            found["instructed_at"] = f"{moment[1]}{moment[2] or ':00'}+08:00"
        if "validity_document" in found:
            found["validity_document"] = known(found["validity_document"])
        return found

    def problems(self) -> tuple[Problem, ...]:
        """Texts nobody can have typed into the form."""
        texts = {name: value for name, value in self.data().items() if isinstance(value, str)}
        return tuple(
            Problem("reason_too_long", "R-X2", name, "", {"length": str(len(text)), "longest": str(MAX_TEXT)})
            for name, text in texts.items()
            if len(text) > MAX_TEXT
        )

    def _asked(self, name: str) -> bool:
        if name == "handled":
            reviews = self.step.id not in _SHARED or "Disclosure Reviewer" in self._roles()
            return reviews and bool(IScan(self.context).item_ids())
        if name == "consulted":
            return IDossier(self.context).questioned
        if name == "body":
            return self.step.id != "uphold" or len(self.titles.jurisdiction.dispute_bodies) > 1
        if name == "reviewer_explanation":
            return self._is_explained()
        return True

    def _roles(self) -> list[str]:
        return getSecurityManager().getUser().getRolesInContext(self.context)

    def _is_explained(self) -> bool:
        """Whether something that must be disclosed is withheld (R-A10)."""
        proposal = IDisclosureProposal(self.context).proposal()
        proposed = IDossier(self.context).affair("adjustment") if self.step.id == "review_adjustment" else None
        value = proposed["attribute"] if proposed else proposal.attribute
        return bool(proposal.art19 or proposal.art20_item) and value == attribute.Attribute.WITHHELD

    def _control(self, name: str, errors: list[dict]) -> dict:
        field = name.removeprefix(changes.PREFIX)
        described = stepwords.help_text(self.step.id, name)
        return {
            "name": name,
            "kind": KINDS.get(name, "text"),
            "label": self.titles.text(stepwords.label(self.step.id, field)),
            "help": self.titles.text(described) if described else "",
            "required": name in self.step.data or name in _NEEDED or name == "changes_title",
            "options": self._options(name),
            "value": self._shown(name),
            "longest": CHANGEABLE[field] if field != name else MAX_TEXT,
            "latest": self._latest(name),
            "editor": self._editor(field) if field != name else None,
            "errors": errors,
        }

    @staticmethod
    def _latest(name: str) -> str | None:
        """The last day or moment a control takes; what is yet to come can only be validity."""
        today = now().date().isoformat()
        return (
            {"date": today, "datetime-local": f"{today}T23:59"}.get(KINDS.get(name, "")) if name not in _AHEAD else None
        )

    def _editor(self, field_name: str) -> str | None:
        """Settings of the site's editor for a text with markup."""
        field = changes.rich_field(self.context, field_name)
        return json.dumps(get_tinymce_options(self.context, field, self.titles.request)) if field else None

    def _options(self, name: str) -> list[dict]:
        chosen = self._shown(name)
        chosen = chosen if isinstance(chosen, list) else [chosen]
        return [{"chosen": option["value"] in chosen, **option} for option in self._choices(name)]

    def _choices(self, name: str) -> list[dict]:
        if name == "handled":
            return [
                {"value": item["id"], "title": item["title"], "excerpt": item["excerpt"], "place": item["place"]}
                for item in findings(scan_of(self.context), self.titles)
            ]
        found = choices(self.context, self.step, name, self.titles)
        return [{"value": code, "title": title, "excerpt": "", "place": ""} for code, title in found.items()]

    def _shown(self, name: str):
        """What the control holds: what was entered, else what a step starts from."""
        if name == "paper":
            return ""
        if self.form:
            return self._entered(name)
        if name.startswith(changes.PREFIX):
            return changes.present(self.context, name.removeprefix(changes.PREFIX))
        if name == "public_title":
            return getattr(self.context, "public_title", None) or ""
        return self._carried().get(name, "") if self.step.id in _CARRYING else self._entered(name)

    def _carried(self) -> dict:
        proposal = IDisclosureProposal(self.context).proposal()
        return {
            "attribute": proposal.attribute or "",
            "grounds": list(proposal.grounds),
            "law_citation": proposal.law_citation,
            "discretion": proposal.discretion,
            "withholding_reason": proposal.reason,
        }

    def _entered(self, name: str):
        value = self.form.get(name)
        if KINDS.get(name) == "checkboxes":
            values = value if isinstance(value, list) else [value]
            return [item for item in values if isinstance(item, str)][:1000]
        if name == "paper":
            return paper(value)
        return value.strip() if isinstance(value, str) else ""


def scan_of(context) -> dict:
    """The scan's report as plain values."""
    report = IScan(context).report()
    return {
        "findings": [
            {"id": found.id, "kind": found.kind, "place": found.place, "excerpt_masked": found.excerpt_masked}
            for found in report.findings
        ],
        "unread": [{"place": place, "reason": reason} for place, reason in report.unread],
    }
