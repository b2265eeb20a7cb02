"""``@@my-work-several``: one small form for a step with several documents, and what became of each."""

from functools import cached_property
from opengov.disclosure import codewords
from opengov.disclosure.core import several as rules
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import seen
from opengov.disclosure.desk import stepwords
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.desk.work import several
from opengov.disclosure.desk.work.page import PRINT
from opengov.disclosure.desk.work.rows import Rows
from opengov.disclosure.i18n import _
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zExceptions import Unauthorized

import transaction


#: Longest text of one value, in characters; as in the form of a single step.
MAX_TEXT = 5000

_OUTCOMES = {
    several.DONE: _("outcome_done", default="Done"),
    several.REFUSED: _("outcome_refused", default="Not done"),
    several.MISSING: _("outcome_missing", default="Not found"),
}
_MISSING = _(
    "text_several_missing",
    default="It is not here any more, or somebody has handled it and it is no longer yours to see.",
)
_CHANGED = _("text_several_changed", default="Changed: ${parts}.")


class Several(BrowserView):
    """Choose (from My work) → say once what the step needs → read what became of each."""

    told = ViewPageTemplateFile("outcomes.pt")
    results: list[several.Result] = []
    problems: tuple[Problem, ...] = ()

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("my-work-several")
        self.request.response.setHeader("Cache-Control", "no-store, private")
        form = self.request.form
        self.step_id = form["step"] if isinstance(form.get("step"), str) else ""
        self.uids = several.chosen(form.get("uids", ()))
        if self.request.method != "POST":
            return self.request.response.redirect(self.back_url)
        if self.step_id == PRINT:
            query = urlencode([("uids:list", uid) for uid in self.uids])
            return self.request.response.redirect(f"{self.context.absolute_url()}/@@my-work-print?{query}")
        wrong = rules.choice_problems(self.step_id, self.uids)
        if wrong:
            for sentence in taking.sentences(wrong, self.titles):
                api.portal.show_message(sentence["message"], self.request, type="warning")
            return self.request.response.redirect(self.back_url)
        return self._carry_out() if form.get("confirmed") else self.index()

    def _carry_out(self) -> str:
        CheckAuthenticator(self.request)
        self.problems = (*self._too_long(), *rules.value_problems(self.step_id, self.data))
        if self.problems:
            transaction.doom()
            self.request.response.setStatus(400, lock=1)
            return self.index()
        self.results = several.take(self.step_id, self.uids, self.data, self.marks)
        return self.told()

    @cached_property
    def data(self) -> dict:
        """The values entered, empty ones left out."""
        found: dict = {}
        for name in self.names:
            value = self.request.form.get(name)
            if name == "checks":
                values = value if isinstance(value, list) else [value]
                found[name] = [item for item in values if isinstance(item, str)][:10]
            elif isinstance(value, str) and value.strip():
                found[name] = value.strip()
        return found

    @cached_property
    def marks(self) -> dict[str, str]:
        """UID -> mark of each document as it was when this page was opened (R-S2); what is corrected keeps it."""
        form = self.request.form
        if form.get("confirmed"):
            return {uid: seen.sent(form, f"seen-{uid}") for uid in self.uids}
        return several.marks(self.uids)

    @property
    def names(self) -> list[str]:
        """Names of the values asked for."""
        return [name.rstrip("?") for name in rules.VALUES[self.step_id]]

    def _too_long(self) -> list[Problem]:
        return [
            Problem("reason_too_long", "R-X2", name, "", {"length": str(len(value)), "longest": str(MAX_TEXT)})
            for name, value in self.data.items()
            if isinstance(value, str) and len(value) > MAX_TEXT
        ]

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.context, self.request)

    @property
    def title(self) -> str:
        """What the step is called."""
        return self.titles.act(self.step_id)

    @property
    def url(self) -> str:
        """Where the form is sent."""
        return f"{self.context.absolute_url()}/@@my-work-several"

    @property
    def back_url(self) -> str:
        """My work."""
        return f"{self.context.absolute_url()}/@@my-work"

    def rows(self) -> list[dict]:
        """The documents chosen, as far as the user sees them: dicts {uid, title, url, number, …}."""
        asked = {"UID": list(self.uids), "object_provides": "opengov.disclosure.interfaces.IGoverned"}
        found = {brain.UID: brain for brain in self.context.portal_catalog(**asked, show_inactive=True)}
        return Rows(self.titles).of(found[uid] for uid in self.uids if uid in found)

    def missing(self) -> int:
        """How many of the chosen the user does not see (any more)."""
        return len(self.uids) - len(self.rows())

    def controls(self) -> list[dict]:
        """What is asked for: dicts {name, label, kind, required, options, value, errors}."""
        worded = taking.sentences(self.problems, self.titles)
        return [self._control(name, [each for each in worded if each["field"] == name]) for name in self.names]

    def _control(self, name: str, errors: list[dict]) -> dict:
        value = self.data.get(name, "")
        checks = [
            {"value": code, "title": self.titles.text(title), "chosen": code in value}
            for code, title in codewords.CHECKS.items()
        ]
        return {
            "name": name,
            "label": self.titles.text(stepwords.label(self.step_id, name)),
            "kind": "checkboxes" if name == "checks" else "text",
            "required": name in rules.VALUES[self.step_id],
            "options": checks if name == "checks" else (),
            "value": value,
            "longest": MAX_TEXT,
            "errors": errors,
        }

    def errors(self) -> list[dict]:
        """All that is wrong with what was entered: dicts {message, clause, target}, for the summary."""
        worded = taking.sentences(self.problems, self.titles)
        return [{**each, "target": f"several-{each['field']}"} for each in worded]

    def outcomes(self) -> list[dict]:
        """What became of each: dicts {uid, outcome, outcome_title, title, url, number, state, errors}."""
        return [self._outcome(each) for each in self.results]

    def _outcome(self, result: several.Result) -> dict:
        document = result.document
        seen = document is not None and api.user.has_permission("View", obj=document)
        told = {
            "uid": result.uid,
            "outcome": result.outcome,
            "outcome_title": self.titles.of(_OUTCOMES, result.outcome),
            "title": "",
            "url": "",
            "state": "",
            "errors": taking.sentences(result.problems, self.titles),
        }
        if document is not None:
            told["title"] = document.title
            told["state"] = self.titles.state(ILife(document).state)
            told["url"] = document.absolute_url() if seen else ""
            told["errors"] += self._changed(result)
        if result.outcome == several.MISSING:
            told["errors"] = [{"message": self.titles.text(_MISSING), "clause": ""}]
        return told

    def _changed(self, result: several.Result) -> list[dict]:
        """The parts of a document that were changed since this page was opened."""
        told = seen.refusal(result.document, self.marks[result.uid], result.problems, self.titles)
        names = seen.parts(told["changes"]) if told else []
        if not names:
            return []
        message = type(_CHANGED)(_CHANGED, mapping={"parts": "、".join(names)})
        return [{"message": self.titles.text(message), "clause": ""}]

    def summary(self) -> dict:
        """How many were done and how many were not: dict {done, refused}, as text."""
        done = sum(result.outcome == several.DONE for result in self.results)
        return {"done": str(done), "refused": str(len(self.results) - done)}

    def refused(self) -> list[str]:
        """UIDs that can be tried again, with other values or later."""
        return [result.uid for result in self.results if result.outcome == several.REFUSED]
