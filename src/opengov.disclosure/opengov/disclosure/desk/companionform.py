"""``@@opengov-companion?kind=…``: begin a correction, public version or interpretation, or do without an interpretation."""

from functools import cached_property
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.signoff import IN_REVIEW
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import Forbidden
from zExceptions import NotFound

import transaction


WAIVER = "waive_interpretation"
INSIDERS = "opengov.disclosure: View ledger"
REVIEW = "opengov.disclosure: Review disclosure"
MAX_TEXT = 5000
#: States in which a document may still wait for its interpretation.
_WAITING = ("draft", *IN_REVIEW, "issued")

TITLES = {
    "correction": _("button_begin_correction", default="Correct"),
    "public_version": _("button_begin_public_version", default="Public version"),
    "interpretation": _("button_begin_interpretation", default="Interpretation"),
    WAIVER: _("button_waive_interpretation", default="Do without an interpretation"),
}
INTRODUCTIONS = {
    "correction": _(
        "intro_correction",
        default="A copy is drafted in which you correct what is wrong. It is reviewed and signed, keeps number and date, and "
        "takes the place of this text when it is put out.",
    ),
    "public_version": _(
        "intro_public_version",
        default="A copy is drafted from which you take out what must not be disclosed. It is reviewed and signed by itself; "
        "only it becomes public, and this document keeps its attribute.",
    ),
    "interpretation": _(
        "intro_interpretation",
        default="An interpretation is drafted beside this document, with department and telephone. It is approved before "
        "this document is signed, and published together with it.",
    ),
    WAIVER: _(
        "intro_waive_interpretation",
        default="The document is signed and published without an interpretation, as you decide.",
    ),
}


def buttons(document) -> list[dict]:
    """What the user may begin beside a document: dicts {id, title, url}."""
    url = f"{document.absolute_url()}/@@opengov-companion?kind="
    return [{"id": kind, "title": TITLES[kind], "url": f"{url}{kind}"} for kind in offered(document)]


def offered(document) -> tuple[str, ...]:
    """What the user may begin beside a document; last, where he reviews it, doing without an interpretation."""
    companions = ICompanions(document)
    waivable = companions.interpretation_needed() and companions.interpretation() is None
    may_waive = waivable and ILife(document).state in _WAITING and api.user.has_permission(REVIEW, obj=document)
    sees = api.user.has_permission(INSIDERS, obj=document) and api.user.has_permission("View", obj=document)
    return (*(companions.beginnable() if sees else ()), *((WAIVER,) if may_waive else ()))


class CompanionForm(BrowserView):
    """Tell what is begun, ask for a reason, begin it."""

    #: The drafter cannot submit without an interpretation: who waives it does not see the draft yet.
    answers_unseen = True

    problems: tuple[Problem, ...] = ()

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.document = context

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "no-store, private")
        self.kind = str(self.request.form.get("kind", ""))
        allowed = offered(self.document)
        # What can be begun no longer is told with its rule, to people who know of the document.
        told = self.request.method == "POST" and self.kind in TITLES and (allowed or self.visible())
        if not (self.kind in allowed or told):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        if not self.visible():
            self.context = api.portal.get()
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        return self._begin()

    def visible(self) -> bool:
        """Whether the user is one of the people of the document."""
        return all(api.user.has_permission(name, obj=self.document) for name in ("View", INSIDERS))

    def url(self) -> str:
        """Address of the document."""
        return self.document.absolute_url()

    def cancel_url(self) -> str:
        """Where the way back leads."""
        return self.url() if self.visible() else f"{api.portal.get().absolute_url()}/@@my-work"

    def document_title(self) -> str:
        """The document's title, for those who may read it."""
        return self.document.title if self.visible() else ""

    def waiver_url(self) -> str:
        """Where the reviewer decides that there is none; told to whoever would have to write it."""
        return f"{self.url()}/@@opengov-companion?kind={WAIVER}" if self.kind == "interpretation" else ""

    def _begin(self) -> str:
        self.made = self.document
        long = len(self.reason()) > MAX_TEXT
        params = {"length": str(len(self.reason())), "longest": str(MAX_TEXT)}
        too_long = (Problem("reason_too_long", "R-X2", "reason", "", params),) if long else ()
        self.problems = too_long or taking.attempt(self._act)
        if self.problems:
            transaction.doom()
            self.request.response.setStatus(400, lock=1)
            return self.index()
        done = _("message_step_taken", default="Done: ${step}.", mapping={"step": self.title()})
        api.portal.show_message(done, self.request)
        seen = api.user.has_permission("View", obj=self.made)
        return self.request.response.redirect(self.made.absolute_url() if seen else self.cancel_url())

    def _act(self) -> None:
        companions = ICompanions(self.document)
        if self.kind == WAIVER:
            if not api.user.has_permission(REVIEW, obj=self.document):
                raise Forbidden(self.kind)
            companions.waive_interpretation(self.reason())
        else:
            self.made = companions.begin(self.kind, self.reason())

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.document, self.request)

    def title(self) -> str:
        """What is done."""
        return self.titles.text(TITLES[self.kind])

    def introduction(self) -> str:
        """What comes of it."""
        return self.titles.text(INTRODUCTIONS[self.kind])

    def reason(self) -> str:
        """The reason as it was entered."""
        reason = self.request.form.get("reason", "")
        return reason.strip() if isinstance(reason, str) else ""

    def is_reason_needed(self) -> bool:
        """Whether nothing is done without a reason."""
        return self.kind == WAIVER

    def errors(self) -> list[dict]:
        """What stands against it, in words."""
        return taking.sentences(self.problems, self.titles)
