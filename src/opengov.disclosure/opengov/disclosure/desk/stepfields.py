"""What the form of a step asks for: one control for each of the step's values (``core.signoff.STEPS[…].data``)."""

from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import attribute
from opengov.disclosure.core import grounds
from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk.panel import findings
from opengov.disclosure.desk.titles import BODIES
from opengov.disclosure.desk.titles import CAUSES
from opengov.disclosure.desk.titles import CHECKS
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan

import base64


#: Longest text of one value, in characters; longest signed paper that is read at all, in bytes.
MAX_TEXT = 5000
MAX_PAPER = 21 * 1024 * 1024

LABELS = {
    "comment": _("label_step_comment", default="Comment"),
    "reason": _("label_step_reason", default="Reason"),
    "checks": _("label_step_checks", default="Checked and in order"),
    "handled": _("label_step_handled", default="Findings of the scan: confirm each as handled"),
    "consulted": _("label_step_consulted", default="Whom the drafting unit has consulted on the signer's question"),
    "reviewer_explanation": _(
        "label_reviewer_explanation", default="Your own explanation why an item that must be disclosed is withheld"
    ),
    "body": _("label_step_body", default="Referred to"),
    "cause": _("label_step_cause", default="Cause"),
    "attribute": _("label_disclosure_attribute", default="Disclosure attribute"),
    "grounds": _("label_disclosure_grounds", default="Grounds for withholding"),
    "law_citation": _("label_law_citation", default="Law and article that prohibit disclosure"),
    "discretion": _("label_discretion", default="Why the discretion of Art. 16 is used"),
    "withholding_reason": _("label_withholding_reason", default="Reason why it is not proactively disclosed"),
    "paper": _("label_step_paper", default="Signed paper"),
}

HELP = {
    "handled": _("help_step_handled", default="Each is either no personal number, or may be published as it is."),
    "paper": _("help_step_paper", default="Needed for an answer from outside the house. At most 20 MB."),
}

KINDS = {
    "checks": "checkboxes",
    "handled": "checkboxes",
    "grounds": "checkboxes",
    "body": "select",
    "cause": "select",
    "attribute": "radio",
    "law_citation": "line",
    "paper": "file",
}

#: Name of a broken rule's field -> the control it is told at, where the two differ.
ALIASES = {
    "disclosure_attribute": "attribute",
    "disclosure_grounds": "grounds",
    "disclosure_reason": "withholding_reason",
}

#: Needed though the step itself can do without them.
_NEEDED = ("handled", "consulted", "reviewer_explanation")


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
        return [name for name in (name.rstrip("?") for name in self.step.data) if self._asked(name)]

    def controls(self, errors: dict[str, list[dict]]) -> list[dict]:
        """The controls: dicts {name, kind, label, help, required, options, value, errors}.

        :param errors: name of a control -> problems in words.
        """
        return [self._control(name, errors.get(name, [])) for name in self.names()]

    def data(self) -> dict:
        """The values entered, empty ones left out, as the step takes them."""
        found = {name: self._entered(name) for name in self.names()}
        return {name: value for name, value in found.items() if value}

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
            return bool(IScan(self.context).item_ids())
        if name == "consulted":
            return IDossier(self.context).questioned
        if name == "reviewer_explanation":
            proposal = IDisclosureProposal(self.context).proposal()
            listed = proposal.art19 or proposal.art20_item
            return bool(listed) and proposal.attribute == attribute.Attribute.WITHHELD
        return True

    def _control(self, name: str, errors: list[dict]) -> dict:
        return {
            "name": name,
            "kind": KINDS.get(name, "text"),
            "label": self.titles.text(LABELS[name]),
            "help": self.titles.text(HELP[name]) if name in HELP else "",
            "required": name in self.step.data or name in _NEEDED,
            "options": self._options(name),
            "value": self._shown(name),
            "errors": errors,
        }

    def _options(self, name: str) -> list[dict]:
        chosen = self._shown(name)
        chosen = chosen if isinstance(chosen, list) else [chosen]
        return [{"chosen": option["value"] in chosen, **option} for option in self._choices(name)]

    def _choices(self, name: str) -> list[dict]:
        titles = self.titles
        if name == "handled":
            return [
                {"value": item["id"], "title": item["title"], "excerpt": item["excerpt"], "place": item["place"]}
                for item in findings(scan_of(self.context), titles)
            ]
        choices: dict[str, str] = {}
        if name in ("checks", "body", "cause"):
            table = {"checks": CHECKS, "body": BODIES, "cause": CAUSES}[name]
            choices = {code: titles.of(table, code) for code in table}
        elif name == "attribute":
            choices = {code.value: titles.attribute(code.value) for code in attribute.Attribute}
        elif name == "grounds":
            choices = {code: titles.ground(code) for code in grounds.GROUNDS}
        return [{"value": code, "title": title, "excerpt": "", "place": ""} for code, title in choices.items()]

    def _shown(self, name: str):
        """What the control holds: what was entered, else what the document carries (a determination starts from it)."""
        if self.form or self.step.id != "determine":
            return self._entered(name) if name != "paper" else ""
        proposal = IDisclosureProposal(self.context).proposal()
        carried = {
            "attribute": proposal.attribute or "",
            "grounds": list(proposal.grounds),
            "law_citation": proposal.law_citation,
            "discretion": proposal.discretion,
            "withholding_reason": proposal.reason,
        }
        return carried.get(name, "")

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


def paper(upload) -> dict | None:
    """An uploaded file as a step takes it: {filename, content-type, data (base64)}; None when there is none."""
    if not getattr(upload, "filename", ""):
        return None
    upload.seek(0)
    content = upload.read(MAX_PAPER)
    return {
        "filename": upload.filename.replace("\\", "/").rpartition("/")[2],
        "content-type": upload.headers.get("content-type", "application/octet-stream"),
        "data": base64.b64encode(content).decode("ascii"),
    }
