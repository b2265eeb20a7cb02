"""``<agency>/@@opening-opinions`` and ``<document>/@@opening-opinion``: the transfer clerk's opinion on opening (R-T3).

ZCML lets the agency's transfer clerk in and nobody else; a document that he does not see does not exist (R-X1).
"""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import opening
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces import IOpeningList
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.pages import listing
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.forms import FormPage
from opengov.disclosure.transfer.pages.overview import Office
from opengov.disclosure.transfer.pages.telling import messages
from opengov.disclosure.transfer.pages.telling import moment
from opengov.disclosure.transfer.pages.telling import person
from plone import api
from zExceptions import NotFound


class Fields:
    """What both forms ask for: the opinion and its reason."""

    fields = ("opinion", "reason", "uids")

    def choices(self) -> list[dict]:
        """The opinions: dicts {value, title, help, chosen}."""
        chosen = self.value("opinion")
        return [
            {"value": code, "title": title, "help": words.OPENING_HELP[code], "chosen": code == chosen}
            for code, title in words.OPENINGS.items()
        ]

    def told(self, suggestion: opening.Suggestion | None) -> dict | None:
        """A suggestion in words: dict {title, reason, source}."""
        if suggestion is None:
            return None
        title = words.OPENINGS[suggestion.opinion]
        return {"title": title, "reason": suggestion.reason, "source": suggestion.source}


class OpeningListPage(Fields, Office):
    """The documents that wait for an opinion, or have one, and a form for several of them."""

    acts = {"give": "give"}
    results: tuple[dict, ...] = ()

    @cached_property
    def openings(self):
        """``IOpeningList`` of the agency."""
        return IOpeningList(self.context)

    @cached_property
    def shows_given(self) -> bool:
        """Whether those are shown that have an opinion."""
        return self.sent("show") == "given"

    @property
    def address(self) -> str:
        """Address of the page without its query."""
        return f"{self.url}/@@opening-opinions"

    @cached_property
    def start(self) -> int:
        """Place of the first document shown."""
        return self.number("start")

    @cached_property
    def found(self) -> dict:
        """The documents on this page, and how many there are."""
        found = self.openings.page(self.shows_given, self.start, listing.SIZE)
        if found["total"] and not found["items"]:
            # what was done has left the list, and the last page with it
            self.start = 0
            return self.openings.page(self.shows_given, 0, listing.SIZE)
        return found

    @cached_property
    def rows(self) -> list[dict]:
        """The documents in words."""
        return [self._row(item) for item in self.found["items"]]

    def pages(self) -> dict:
        """Addresses of the pages around this one."""
        more = self.found["total"] > self.start + listing.SIZE
        query = {"show": "given"} if self.shows_given else {}
        return listing.pages(self.address, self.start, more, "start", **query)

    @property
    def all_ticked(self) -> bool:
        """Whether all of the page were asked to be ticked."""
        return self.request.method != "POST" and self.sent("select") == "all"

    def select_url(self) -> str:
        """Address of the same page with all ticked, or none."""
        query = [("show", "given")] * self.shows_given + [("start", str(self.start))] * bool(self.start)
        asked = "&".join(f"{name}={value}" for name, value in [*query, *[("select", "all")] * (not self.all_ticked)])
        return f"{self.address}?{asked}#start" if asked else f"{self.address}#start"

    def is_ticked(self, uid: str) -> bool:
        """Whether a document is ticked: after a refusal those that were, after several those that were not done."""
        if self.results:
            return any(each["uid"] == uid and each["outcome"] == "refused" for each in self.results)
        return self.all_ticked or (self.refused and uid in self.ticked("uids"))

    def value(self, name: str) -> str:
        """What stands in a field: what was entered, until it is done."""
        kept = self.refused or any(each["outcome"] == "refused" for each in self.results)
        return self.sent(name) if kept else ""

    def give(self) -> None:
        """Give several documents one opinion; the page tells what became of each."""
        self.check_clerk()
        given = self.openings.give(self.ticked("uids"), self.sent("opinion"), self.sent("reason"))
        self.results = tuple(self._result(each) for each in given)

    def summary(self) -> dict:
        """How many were done and how many were not."""
        done = sum(each["outcome"] == "done" for each in self.results)
        return {"done": done, "refused": len(self.results) - done}

    def _result(self, given: dict) -> dict:
        document, problems = given["document"], given["problems"]
        outcome = "missing" if document is None else "refused" if problems else "done"
        return {
            "uid": given["uid"],
            "outcome": outcome,
            "outcome_title": words.OUTCOMES[outcome],
            "title": document.title if document is not None else "",
            "url": document.absolute_url() if document is not None else "",
            "errors": messages(problems, self.request),
        }

    def _row(self, item: dict) -> dict:
        profile = IIssuingAgency(self.context).jurisdiction
        language = "zh_CN" if api.portal.get_current_language().startswith("zh") else "en"
        cited = [(profile.ground_label(code, language), code) for code in item["grounds"]]
        return {
            **item,
            "attribute": profile.label(f"attribute.{item['attribute']}", language) if item["attribute"] else "",
            "grounds": [f"{label}（{citation(GROUNDS[code])}）" if code in GROUNDS else label for label, code in cited],
            "opinion": words.OPENINGS.get(item["opinion"], ""),
            "suggestion": self.told(item["suggestion"]),
            "choose": _("label_choose_document", default="Select: ${title}", mapping={"title": item["title"]}),
        }


class OpeningPage(Fields, FormPage):
    """The form for one document."""

    acts = {"give": "give"}

    def prepare(self) -> None:
        """What the user does not see does not exist."""
        if not api.user.has_permission("View", obj=self.context):
            raise NotFound(self.__name__)
        self.asked = IOpeningOpinion(self.context)

    @property
    def address(self) -> str:
        """Address of the form."""
        return f"{self.context.absolute_url()}/@@opening-opinion"

    @cached_property
    def given(self) -> dict | None:
        """The present opinion in words."""
        return told_opinion(self.asked.given())

    def suggestion(self) -> dict | None:
        """What the attribute suggests, in words."""
        return self.told(self.asked.suggestion())

    def value(self, name: str) -> str:
        """What stands in a field: after a refusal what was entered."""
        return self.sent(name) if self.refused else ""

    def give(self):
        """Give the opinion."""
        self.asked.give(self.sent("opinion"), self.sent("reason"))
        message = _("message_opening_given", default="The opinion on opening is on record.")
        return message, f"{self.context.absolute_url()}/view#opengov-handed-over"


def told_opinion(given: dict | None) -> dict | None:
    """An opinion in words: dict {title, reason, who, on_behalf_of, when}."""
    if not given:
        return None
    return {
        "title": words.OPENINGS.get(given["opinion"], given["opinion"]),
        "reason": given["reason"],
        "who": person(given["by"]),
        "on_behalf_of": person(given["on_behalf_of"]),
        "when": moment(given["at"]),
    }
