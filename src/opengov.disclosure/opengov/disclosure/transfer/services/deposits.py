"""``<agency>/@deposits``: what is due, the lists of a period, and what the Transfer Clerk records (R-T1, R-T2, R-D4)."""

from dataclasses import asdict
from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.deposits.acts import MOST_COPIES
from opengov.disclosure.transfer.deposits.acts import MOST_DOCUMENTS
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from opengov.disclosure.transfer.services.asking import number
from plone.restapi.services import Service


#: Act -> the keys it takes, required ones first, optional ones with a trailing ``?``.
OFFICE = {
    "hand_in": ("period", "receiver", "copies", "pages?", "on?"),
    "nil_return": ("period", "receiver", "on?"),
    "record_copy": ("documents", "on?"),
    "correct": ("act", "reason"),
}
#: Largest number of an act or a notice.
LAST = 2**31 - 2
_NUMBERS = {"copies": (0, MOST_COPIES), "pages": (0, 10_000_000), "act": (1, LAST), "notice": (1, LAST)}


class DepositsGet(Service):
    """What is due; with ``period`` the list of that period; with ``notice`` the letter of a notice."""

    def reply(self) -> dict:
        """See the class."""
        form, deposits = self.request.form, IDeposits(self.context)
        found: dict = {"@id": f"{self.context.absolute_url()}/@deposits"}
        if "notice" in form:
            return {**found, "letter": asdict(deposits.letter(number(form["notice"], "notice", *_NUMBERS["notice"])))}
        if "period" in form:
            period, receiver = str(form["period"]), str(form.get("receiver", ""))
            rows = [line_as_json(line) for line in deposits.register(period, receiver)]
            return {**found, "period": period, "items": rows, "acts": deposits.acts(period)}
        limit = number(form.get("limit", 200), "limit", 1, 500)
        told = deposits.due(limit=limit)
        return {**found, "since": deposits.since, "asks": deposits.asks(), **told}


class DepositsPost(Service):
    """``{"do": hand_in | nil_return | record_copy | correct, …}``: the act that was recorded, 201."""

    def reply(self) -> dict:
        """See the class."""
        what, said = asked(self.request, OFFICE)
        act = getattr(IDeposits(self.context), what)(**said)
        self.request.response.setStatus(201)
        return act


def asked(request, acts: dict[str, tuple[str, ...]], *further: str) -> tuple[str, dict]:
    """Which act a body asks for, and its values: exactly the keys of that act, of the types they have.

    :param further: keys that every act takes.
    :raises RuleBroken: naming each key that is missing, unknown or of a wrong type.
    """
    data = read_json(request)
    what = data.pop("do", None)
    if not isinstance(what, str) or what not in acts:
        raise RuleBroken(Problem("deposit_act_wanted", "R-X2", "do", "", {"acts": ", ".join(acts)}))
    names = (*further, *acts[what])
    known = {name.rstrip("?") for name in names}
    wrong = sorted(set(data) - known)
    wrong += [name for name in names if not name.endswith("?") and name not in data]
    wrong += [name for name in known & set(data) if not _fits(name, data[name])]
    if wrong:
        problems = [Problem("deposit_value_wrong", "R-X2", name[:80], "", {"key": name[:80]}) for name in wrong]
        raise RuleBroken(*problems)
    return what, {name: _value(name, value) for name, value in data.items()}


def _fits(name: str, value: object) -> bool:
    if name in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "documents":
        return isinstance(value, list) and len(value) <= MOST_DOCUMENTS and all(isinstance(each, str) for each in value)
    return isinstance(value, str) and len(value) <= 2000


def _value(name: str, value):
    return number(value, name, *_NUMBERS[name]) if name in _NUMBERS else value


def line_as_json(line) -> dict:
    """A line of a list: the row, and what stands beside it."""
    told = asdict(line)
    row = told.pop("row")
    names = ("place", "document", "index_number", "number", "title", "authors", "issue_date", "published_on")
    shown = {name: row[name] for name in (*names, "pages", "digest", "validity", "genre")}
    return {**shown, **told}
