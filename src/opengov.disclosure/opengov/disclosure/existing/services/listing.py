"""``@existing`` of an agency: documents whose attribute is to be determined, proposed and determined in bulk (R-I8)."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.existing.doors import admit
from opengov.disclosure.existing.doors import LOOK
from opengov.disclosure.existing.interfaces import IExistingList
from opengov.disclosure.existing.listing import MAX_ACTS
from opengov.disclosure.interfaces import IWording
from plone.restapi.services import Service
from zope.component import getUtility

import re


_FILTERS = ("q", "kind", "attribute", "from", "to")
_CHOICE = ("attribute", "grounds", "withholding_reason", "law_citation", "discretion")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _ForInsiders(Service):
    def render(self):
        """For the agency's people."""
        admit(self.context, LOOK, self.__name__)
        return super().render()


class ExistingGet(_ForInsiders):
    """A page of the list."""

    def reply(self) -> dict:
        """With ``after``, ``size`` and the filters of ``IExistingList.page``."""
        form = self.request.form
        query = {name: str(form[name])[:100] for name in _FILTERS if form.get(name)}
        wrong = [name for name in ("from", "to") if name in query and not _DAY.fullmatch(query[name])]
        size = str(form.get("size", 25))
        if not (size.isascii() and size.isdecimal() and len(size) < 9 and 1 <= int(size) <= MAX_ACTS):
            wrong.append("size")
        enforce(Problem("value_type", "R-X2", name, "", {"name": name}) for name in wrong)
        page = IExistingList(self.context).page(str(form.get("after", ""))[:100], int(size), query)
        return {"@id": f"{self.context.absolute_url()}/@existing", **page}


class ExistingPost(_ForInsiders):
    """Propose, determine or return; one result for each document."""

    def reply(self) -> dict:
        """Exactly ``act`` and what belongs to it."""
        data = exactly(self.request, "act", "items?", "uids?", "checks?", "comment?", "reason?", "seen?", fits=_fits)
        listed, act = IExistingList(self.context), data["act"]
        needed = {"propose": ("items",), "determine": ("uids", "checks"), "return": ("uids", "reason")}.get(act)
        if needed is None:
            enforce([Problem("value_type", "R-X2", "act", "", {"name": "act"})])
        enforce(Problem("value_missing", "R-X2", name, "", {"name": name}) for name in needed if name not in data)
        if act == "propose":
            done = listed.propose(data["items"])
        elif act == "determine":
            done = listed.determine(data["uids"], data["checks"], data.get("comment", ""), data.get("seen"))
        else:
            done = listed.give_back(data["uids"], data["reason"])
        return {"items": [self._told(item) for item in done]}

    def _told(self, item: dict) -> dict:
        wording = getUtility(IWording)
        problems = [wording.as_json(problem, self.request) for problem in item["problems"]]
        return {**item, "problems": problems}


def _fits(name: str, value: object) -> bool:
    if name == "items":
        return isinstance(value, list) and 0 < len(value) <= MAX_ACTS and all(_is_choice(item) for item in value)
    if name in ("uids", "checks"):
        return _are_words(value) and 0 < len(value) <= MAX_ACTS
    if name == "seen":
        return isinstance(value, dict) and _are_words([*value.values()])
    return isinstance(value, str)


def _is_choice(item: object) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("uid"), str) or set(item) - {"uid", *_CHOICE}:
        return False
    grounds = item.get("grounds", [])
    words = [value for name, value in item.items() if name != "grounds"]
    return _are_words(grounds) and _are_words(words)


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
