"""``@@opengov-step?step=…``: the one small form in which a step of a document's life is taken."""

from AccessControl import getSecurityManager
from functools import cached_property
from opengov.disclosure.core import countersigning
from opengov.disclosure.core import seen as looking
from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import seen
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.notices import Notices
from opengov.disclosure.desk.path import Path
from opengov.disclosure.desk.stepfields import StepFields
from opengov.disclosure.desk.stepwords import WARNINGS
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import Forbidden
from zExceptions import NotFound
from zExceptions import Unauthorized

import transaction


#: The office itself is missing: no word about the document helps here.
NOT_HIS = ("office_missing", "step_unknown")
#: The step is behind the document, or somebody else's by now.
OVERTAKEN = ("step_not_here", "office_missing")
BREAK_GLASS = "opengov.disclosure: Break glass"
#: Steps that give a number.
_NUMBERING = countersigning.SIGNING
#: Steps that fork, and lead to what comes next.
_LEADING_ON = ("submit", "approve", "determine", "take_up")


class StepForm(BrowserView):
    """Ask for what the step needs, take it, tell what came of it."""

    #: Whoever breaks the glass does not see the document; to everybody else who does not, the form itself is missing.
    answers_unseen = True

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.document = context

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "no-store, private")
        self.step = self._step()
        self.problems: tuple[Problem, ...] = tuple(ILife(self.document).problems(self.step.id))
        if self.problems and self.problems[0].code in NOT_HIS and not self._was_his():
            raise Unauthorized(self.step.id) if api.user.is_anonymous() else Forbidden(self.step.id)
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._take()
        # Of what only the form can answer nothing is said before it was filled in.
        self.problems = tuple(problem for problem in self.problems if not self.fields.control_of(problem.field))
        return self.index()

    def _step(self) -> signoff.Step:
        """The step asked for, for people who may know of the document.

        :raises NotFound: for everybody else, and for a step that does not exist (R-X1).
        """
        step = signoff.STEPS.get(str(self.request.form.get("step", "")))
        visible = self.visible()
        blind = step is not None and step.breaks_glass and api.user.has_permission(BREAK_GLASS, obj=self.document)
        if step is None or not (visible or blind):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        if not visible:
            # Whoever breaks the glass does not see what is behind it: the page around the form is that of the site.
            self.context = api.portal.get()
        return step

    def _was_his(self) -> bool:
        """Whether the form was opened while the step was the user's: then it is told that the document has moved on, and what
        was typed is not lost."""
        if self.request.method != "POST" or not self.visible():
            return False
        offices = self.step.offices.get(looking.state_of(self.opened_mark), ())
        return bool(set(offices) & set(getSecurityManager().getUser().getRolesInContext(self.document)))

    def visible(self) -> bool:
        """Whether the user sees the document itself."""
        return api.user.has_permission("View", obj=self.document)

    def _take(self) -> str:
        fields = self.fields
        # whoever breaks the glass is shown no document
        looked_at = self.opened_mark if self.visible() else None
        self.problems = fields.problems() or taking.take(self.document, self.step.id, fields.data(), looked_at)
        if self.problems:
            self.problems += self._impossible()
            # The step is rolled back; whatever the page itself might still write is not kept either.
            transaction.doom()
            self.request.response.setStatus(400, lock=1)
            return self.index()
        api.portal.show_message(self._done(), self.request)
        return self.request.response.redirect(self._next())

    def _impossible(self) -> tuple[Problem, ...]:
        """What a second look will not help against: the document has gone where the step is not taken, or not by the user."""
        if not any(map(seen.is_about, self.problems)):
            return ()
        standing = ILife(self.document).problems(self.step.id)
        return tuple(problem for problem in standing if problem.code in OVERTAKEN)

    def _done(self):
        number = IDocumentNumber(self.document).text if self.step.id in _NUMBERING else ""
        mapping = {"step": self.title, "number": number}
        if number:
            return _("message_signed", default="Done: ${step}. The number is ${number}.", mapping=mapping)
        return _("message_step_taken", default="Done: ${step}.", mapping=mapping)

    def _next(self) -> str:
        """The document, or My work for somebody who sees it no longer."""
        if self.visible():
            return self.document.absolute_url()
        return f"{api.portal.get().absolute_url()}/@@my-work"

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.document, self.request)

    @cached_property
    def fields(self) -> StepFields:
        form = self.request.form if self.request.method == "POST" else {}
        return StepFields(self.document, self.step, self.titles, form)

    @cached_property
    def notices(self) -> Notices | None:
        """What is shown before the controls; nothing to somebody who does not see the document."""
        return Notices(self.document, self.step, self.titles) if self.visible() else None

    @property
    def title(self) -> str:
        """What the step is called."""
        return self.titles.act(self.step.id)

    def document_title(self) -> str:
        """The document's title, for those who may read it; break-glass shows none."""
        return self.document.title if self.visible() else ""

    def action_url(self) -> str:
        """Where the form is sent."""
        return f"{self.document.absolute_url()}/@@opengov-step"

    def target(self) -> str:
        """The state the step leads to; empty for an act that changes none, and where the values decide."""
        state = self.step.target
        if self.step.id == "uphold":
            state = "secrecy_consultation" if self.titles.jurisdiction.dispute_bodies else "sign_off"
        elif self.step.id in _LEADING_ON:
            attribute = getattr(self.document, "disclosure_attribute", None) or ""
            state = Path(self.document, self.titles, ILife(self.document).state, attribute, ()).ahead()[0]
        return self.titles.state(state) if state else ""

    def is_grave(self) -> bool:
        """Whether what the step does cannot be undone."""
        return WARNINGS.get(self.step.id, ("",))[0] == "danger"

    def cancel_url(self) -> str:
        """Where the way back leads."""
        return self._next()

    @property
    def opened_mark(self) -> str:
        """The mark the form was sent with."""
        return seen.sent(self.request.form)

    def mark(self) -> str:
        """The mark the form carries: of what is there, once that was shown; until then, of what it was opened with."""
        shown = self.request.method != "POST" or any(map(seen.is_about, self.problems))
        return ILife(self.document).mark() if shown and self.visible() else self.opened_mark

    @cached_property
    def unseen(self) -> dict | None:
        """What is different from what the form was opened with, when it was refused for that (R-S2)."""
        return seen.refusal(self.document, self.opened_mark, self.problems, self.titles)

    def blocked(self) -> bool:
        """Whether the form cannot be sent at all as things stand."""
        return bool(self.problems) and self.request.method != "POST"

    def sendable(self) -> bool:
        """Whether sending it (again) can lead anywhere."""
        return not self.blocked() and not self._impossible()

    def general_errors(self) -> list[dict]:
        """Problems that belong to no control."""
        others = [words for words in self._worded() if words["code"] not in seen.CODES]
        return [words for words in others if not self.fields.control_of(words["field"])]

    def controls(self) -> list[dict]:
        """The controls with their errors."""
        errors: dict[str, list[dict]] = {}
        for words in self._worded():
            name = self.fields.control_of(words["field"])
            if name:
                errors.setdefault(name, []).append(words)
        return self.fields.controls(errors)

    def _worded(self) -> list[dict]:
        return taking.sentences(self.problems, self.titles)
