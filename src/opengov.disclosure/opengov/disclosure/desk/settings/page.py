"""What the pages of settings share: the way around, what is fixed, since when a setting acts, errors at their fields."""

from collections.abc import Callable
from functools import cached_property
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings import areas
from opengov.disclosure.desk.settings import recording
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zope.component import getUtility

import transaction


class SettingsPage(BrowserView):
    """One area. A page stores in ``store()``, which raises ``RuleBroken``; nothing typed is lost then (R-X2)."""

    #: Names of the form's fields, so that a problem stands at its own.
    fields: tuple[str, ...] = ()

    def __call__(self):
        self.problems: tuple[Problem, ...] = ()
        self.request.response.setHeader("Cache-Control", "no-store, private")
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        if self.attempt(self.act):
            return self.index()
        api.portal.show_message(_("message_settings_saved", default="The settings are saved."), self.request)
        return self.request.response.redirect(self.url())

    def act(self) -> bool:
        """Do what the pressed button says; whether the page is shown again at once, with nothing stored."""
        if "form.show" in self.request.form:
            return True
        self.store()
        return False

    def store(self) -> None:
        """Store what was typed, all of it or nothing.

        :raises core.rules.RuleBroken: when a rule stands against it.
        """
        raise NotImplementedError

    def attempt(self, act: Callable[[], bool]) -> bool:
        """Act; whether the page is to be shown again, with what is wrong when something is."""
        try:
            return act()
        except RuleBroken as broken:
            # nothing of this request is kept, whatever part of it was set before the rule spoke
            transaction.doom()
            self.problems = broken.problems
            self.request.response.setStatus(400, lock=1)
            return True

    @cached_property
    def area(self) -> areas.Area:
        """The area the page is about."""
        return areas.BY_VIEW[self.__name__]

    def url(self, view: str = "") -> str:
        """Address of a page of the settings; its own by default."""
        return f"{self.context.absolute_url()}/@@{view or self.__name__}"

    def navigation(self) -> list[dict]:
        """All areas: dicts {title, url, selected}."""
        return [
            {"title": area.title, "url": self.url(area.view), "selected": area.view == self.__name__}
            for area in areas.AREAS
        ]

    def history(self) -> list[dict]:
        """The latest changes of the area on record."""
        return recording.changes(self.area.records)[:5]

    def typed(self) -> bool:
        """Whether the form shows what was typed."""
        return self.request.method == "POST"

    def text(self, name: str) -> str:
        """What was typed into a field."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def chosen(self, name: str) -> tuple[str, ...]:
        """What was ticked of a field with several values."""
        value = self.request.form.get(name, ())
        values = (value,) if isinstance(value, str) else value
        return tuple(each for each in values if isinstance(each, str))

    def messages(self, field: str = "") -> list[str]:
        """What is wrong with a field, with rule and clause; without a name, what belongs to no field."""
        found = [each for each in self.problems if (each.field if each.field in self.fields else "") == field]
        return [self._sentence(problem) for problem in found]

    def summary(self) -> list[dict]:
        """All that is wrong, each with the id of its field: dicts {field, message}."""
        return [
            {"field": problem.field if problem.field in self.fields else "", "message": self._sentence(problem)}
            for problem in self.problems
        ]

    def _sentence(self, problem: Problem) -> str:
        return getUtility(IWording).sentence(problem, self.request)


def record(name: str, default=None):
    """A registry record; what a site without it goes by."""
    return api.portal.get_registry_record(name, default=default)


def change(name: str, value) -> None:
    """Store a setting when it differs from what is stored."""
    if record(name) != value:
        api.portal.set_registry_record(name, value)


def number(text: str, name: str, least: int, most: int) -> int:
    """A whole number that was typed.

    :raises RuleBroken: (R-X2) when it is none, or out of its bounds.
    """
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10 and least <= int(plain) <= most):
        raise RuleBroken(Problem("setting_number", "R-X2", name, "", {"least": str(least), "most": str(most)}))
    return int(plain)
