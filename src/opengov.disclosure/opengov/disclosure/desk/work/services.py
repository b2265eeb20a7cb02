"""``@my-work``: the lists of My work and steps with several documents, over REST."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.core import several as rules
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.lists import Listing
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.desk.work import cards
from opengov.disclosure.desk.work import several
from opengov.disclosure.desk.work.lists import FILTERS
from opengov.disclosure.desk.work.lists import Lists
from opengov.disclosure.desk.work.lists import NAMES
from opengov.disclosure.desk.work.lists import ORDER
from opengov.disclosure.desk.work.lists import OTHERS
from opengov.disclosure.desk.work.page import COLUMNS
from opengov.disclosure.desk.work.page import SIZE
from opengov.disclosure.desk.work.rows import Rows
from opengov.disclosure.serving import AddressedService
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.restapi.services import Service
from zExceptions import Unauthorized


_LISTS = (*NAMES, *OTHERS)
_KEYS = ("list", "start", "sort", "due", "q", *FILTERS)


class MyWorkGet(Service):
    """``GET <site>/@my-work``: one list with its filters, and the counts of all."""

    def reply(self) -> dict:
        if api.user.is_anonymous():
            raise Unauthorized("@my-work")
        form = self.request.form
        enforce([Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in sorted(set(form) - set(_KEYS))])
        name = form.get("list", "todo")
        if name not in _LISTS:
            enforce([Problem("work_unknown", "R-X2", "list", "", {"names": ", ".join(_LISTS)})])
        url = f"{self.context.absolute_url()}/@my-work"
        listing = Listing(url, form, (*FILTERS, "due", "q"), {"list": name})
        lists = Lists(listing.filters)
        start = listing.start(SIZE)
        brains, total = lists.page(name, *listing.order(COLUMNS, ORDER[name]), start, SIZE)
        titles = Titles(self.context, self.request)
        rows = Rows(titles).of(brains, waiting=name == "todo")
        return {
            "@id": listing.address(start=str(start) if start else ""),
            "list": name,
            "counts": {each: lists.count(each) for each in _LISTS},
            "cards": [_card(card, titles) for card in cards.cards(self.context, lists)] if name == "todo" else [],
            "filters": listing.active,
            "items": [_item(row) for row in rows],
            "items_total": total,
            "next": listing.pages_by_number(SIZE, total > start + SIZE)["next"] or None,
        }


def _card(card: dict, titles: Titles) -> dict:
    told = {name: titles.text(card[name]) for name in ("title", "text")}
    return {"@id": card["url"], "id": card["id"], **told, "count": card["count"], "level": card["level"]}


def _item(row: dict) -> dict:
    return {"@id": row["url"], **{name: value for name, value in row.items() if name not in ("url", "choose")}}


class MyWorkPost(AddressedService):
    """``POST <site>/@my-work/<step>``: take one step with several documents; the answer tells of each."""

    def reply(self) -> dict:
        if api.user.is_anonymous():
            raise Unauthorized("@my-work")
        step_id = self.path[0] if len(self.path) == 1 else ""
        if step_id not in rules.VALUES:
            raise self.missing()
        values = (f"{name.rstrip('?')}?" for name in rules.VALUES[step_id])
        body = exactly(self.request, "uids", "seen?", *values, fits=_fits)
        uids, seen = several.chosen(body.pop("uids")), body.pop("seen", None)
        enforce([*rules.choice_problems(step_id, uids)])
        enforce(rules.value_problems(step_id, body))
        results = several.take(step_id, uids, body, seen)
        return {
            "@id": f"{self.context.absolute_url()}/@my-work/{step_id}",
            "items": [self._told(result) for result in results],
            "done": sum(result.outcome == several.DONE for result in results),
        }

    def _told(self, result: several.Result) -> dict:
        told = {"uid": result.uid, "outcome": result.outcome, "@id": None, "review_state": None}
        if result.document is not None and api.user.has_permission("View", obj=result.document):
            told |= {"@id": result.document.absolute_url(), "review_state": ILife(result.document).state}
        worded = taking.sentences(result.problems, Titles(self.context, self.request))
        names = ("code", "rule", "field", "message", "source")
        return {**told, "errors": [{name: each[name] for name in names} for each in worded]}


def _fits(name: str, value: object) -> bool:
    if name in ("uids", "checks"):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if name == "seen":
        return isinstance(value, dict) and all(isinstance(mark, str) for mark in value.values())
    return isinstance(value, str)
