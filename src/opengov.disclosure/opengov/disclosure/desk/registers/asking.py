"""What is asked of the registers, read from an address: the choice, the place in the list, and what is wrong with it (R-X2)."""

from collections.abc import Mapping
from opengov.disclosure.core import registers
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.registers.saved import Views
from opengov.disclosure.desk.registers.scope import agencies
from opengov.disclosure.desk.registers.words import Words
from plone.uuid.interfaces import IUUID


MAX_SIZE, SIZE = 100, 50


class Asked:
    """What a request asks of the registers of a place.

    :ivar agencies: those whose registers the user may read here; without any there is nothing here for him (R-X1).
    :ivar choice: what was understood.
    :ivar problems: what was not.
    :ivar view: the saved view that is shown, or None.
    """

    def __init__(self, context, words: Words, form: Mapping[str, object]) -> None:
        self.agencies = agencies(context)
        self.views = Views(self.agencies)
        self.view, self.problems = self._view(form)
        sent = {**(self.view["query"] if self.view else {}), **form}
        if "register" not in sent and "name" in sent:
            # what links of earlier versions call it
            sent["register"] = sent["name"]
        kinds = [code for code, _title in words.options("kind")]
        self.choice, problems = registers.read(sent, kinds)
        self.problems += [*problems, *self._agency_problems(), *_size_problems(sent)]
        self.after = str(sent["after"]) if sent.get("after") else None
        self.size = int(str(sent["size"])) if sent.get("size") and not self.wrong("size") else SIZE

    def wrong(self, name: str) -> Problem | None:
        """What is wrong with a parameter."""
        return next((problem for problem in self.problems if problem.field == name), None)

    @property
    def several(self) -> bool:
        """Whether rows of several agencies stand in the list."""
        return len(self.agencies) > 1 and not self.choice.agency

    @property
    def chosen(self) -> list:
        """Agencies whose rows stand in the list."""
        return [agency for agency in self.agencies if self.choice.agency in ("", IUUID(agency))]

    def _view(self, form: Mapping[str, object]) -> tuple[dict | None, list[Problem]]:
        if not form.get("view"):
            return None, []
        try:
            return self.views.get(str(form["view"])), []
        except RuleBroken as broken:
            return None, list(broken.problems)

    def _agency_problems(self) -> list[Problem]:
        known = {IUUID(agency) for agency in self.agencies}
        if self.choice.agency and self.choice.agency not in known:
            return [Problem("register_agency", "R-X1", "agency")]
        return []


def unknown(form: Mapping[str, object], others: frozenset[str] = frozenset()) -> list[Problem]:
    """Parameters that mean nothing here.

    :param others: names that the door itself understands.
    """
    names = sorted(set(map(str, form)) - {*registers.KEYS, *others})
    return [Problem("query_unknown", "R-X2", name[:60], params={"name": name[:60]}) for name in names]


def _size_problems(sent: Mapping[str, object]) -> list[Problem]:
    size = str(sent.get("size") or "")
    if not size or (size.isascii() and size.isdigit() and len(size) < 4 and 1 <= int(size) <= MAX_SIZE):
        return []
    return [Problem("query_size", "R-X2", "size", params={"name": "size", "max": str(MAX_SIZE)})]
