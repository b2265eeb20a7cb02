"""What the forms of these pages share: one act per POST, what was entered stays, a refusal keeps nothing half done."""

from functools import cached_property
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.pages.telling import messages
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound

import transaction


class FormPage(BrowserView):
    """A page with forms. Subclasses name their acts in ``acts``: value of ``act`` -> method that returns (message, address), or
    None when the page itself shows what came of it."""

    problems: tuple[Problem, ...] = ()
    acts: dict[str, str] = {}

    def __call__(self):
        self.prepare()
        # What it shows is for this reader alone, and an act changes it at once.
        self.request.response.setHeader("Cache-Control", "no-store, private")
        self.request.set("disable_plone.leftcolumn", 1)
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    def prepare(self) -> None:
        """Find what the page is about.

        :raises NotFound: when it does not exist for the reader.
        """

    def _act(self):
        act = self.sent("act")
        if act not in self.acts:
            raise NotFound(act[:40])
        try:
            answer = getattr(self, self.acts[act])()
        except RuleBroken as broken:
            # Nothing is stored; what was entered is shown again with what is wrong about it.
            transaction.doom()
            self.request.response.setStatus(400, lock=1)
            self.problems = broken.problems
            return self.index()
        if answer is None:
            return self.index()
        message, address = answer
        if message is not None:
            api.portal.show_message(message, self.request)
        return self.request.response.redirect(address)

    def sent(self, name: str) -> str:
        """What the user has entered into a field."""
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def ticked(self, name: str) -> list[str]:
        """What the user has ticked in a field."""
        value = self.request.form.get(name, [])
        values = [value] if isinstance(value, str) else value
        return [one for one in values if isinstance(one, str)] if isinstance(values, list) else []

    @cached_property
    def refused(self) -> bool:
        """Whether the form on the page was sent and refused."""
        return bool(self.problems)

    def errors(self, *fields: str) -> list[str]:
        """What is wrong with these fields; without fields what belongs to none on the page."""
        mine = [one for one in self.problems if (one.field in fields if fields else one.field not in self.fields)]
        return messages(mine, self.request)

    def errors_all(self) -> list[str]:
        """All that is wrong with what was sent."""
        return messages(self.problems, self.request)

    #: Fields that show their own errors.
    fields: tuple[str, ...] = ()

    def number(self, name: str) -> int:
        """A whole number of the address; 0 for anything else."""
        value = self.sent(name)
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
