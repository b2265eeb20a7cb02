"""``@@existing`` of an agency: the quick determination list (R-I8; 004 四（四）1①)."""

from functools import cached_property
from opengov.disclosure import codewords
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IGroundExamples
from opengov.disclosure.core import attribute
from opengov.disclosure.core import grounds
from opengov.disclosure.core import numbering
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.existing.doors import admit
from opengov.disclosure.existing.doors import LOOK
from opengov.disclosure.existing.interfaces import IExistingList
from opengov.disclosure.existing.listing import MAX_ACTS
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import re


SIZE = 25
FILTERS = ("q", "kind", "attribute", "from", "to")
LISTS = {
    "open": _("existing_list_open", default="Without an attribute"),
    "proposed": _("existing_list_proposed", default="Proposed, to be determined"),
}
EMPTY = {
    "open": _("existing_open_empty", default="Every existing document has a proposal."),
    "proposed": _("existing_proposed_empty", default="No proposal waits for a second person."),
}
_VALUES = ("attribute", "grounds", "withholding_reason", "law_citation", "discretion")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UID = re.compile(r"[0-9a-f]{32}")


class ExistingPage(BrowserView):
    """Two lists: what has no attribute yet, and what a second person determines."""

    def __call__(self):
        admit(self.context, LOOK, self.__name__)
        self.request.response.setHeader("Cache-Control", "no-store, private")
        self.listed = IExistingList(self.context)
        self.results: list[dict] = []
        self.problems: list[Problem] = []
        asked = self._word("list")
        usual = "proposed" if self.may_determine and not self.may_propose else "open"
        self.name = asked if asked in LISTS else usual
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    @cached_property
    def may_propose(self) -> bool:
        """Whether the user proposes attributes."""
        return self.listed.may_propose()

    @cached_property
    def may_determine(self) -> bool:
        """Whether the user determines."""
        return self.listed.may_determine()

    def _act(self):
        act = self._word("act")
        handler = {"propose": self._propose, "determine": self._determine, "return": self._return}.get(act)
        if handler is None:
            raise NotFound(self.__name__)
        uids = self.chosen
        if not uids:
            self.problems = [Problem("existing_nothing_chosen", "R-X2", "uid")]
        elif len(uids) > MAX_ACTS:
            self.problems = [Problem("existing_too_many_chosen", "R-X2", "uid", "", {"most": str(MAX_ACTS)})]
        else:
            self.results = handler(uids)
        if self.results and all(item["done"] for item in self.results):
            message = _("existing_all_done", default="Done: ${count}.", mapping={"count": str(len(self.results))})
            api.portal.show_message(message, self.request)
            return self.request.response.redirect(self.address(after=self._word("after")))
        return self.index()

    def _propose(self, uids: list[str]) -> list[dict]:
        return self.listed.propose([{"uid": uid, **self._choice(uid)} for uid in uids])

    def _determine(self, uids: list[str]) -> list[dict]:
        seen = {uid: self._word(f"seen-{uid}") for uid in uids}
        return self.listed.determine(uids, self.many("checks"), self._word("comment", 2000), seen)

    def _return(self, uids: list[str]) -> list[dict]:
        return self.listed.give_back(uids, self._word("reason", 2000))

    def _choice(self, uid: str) -> dict:
        """What the row itself says, else what is said for all chosen ones; what does not go with the attribute is left out."""
        own = self._word(f"attribute-{uid}")
        suffix = f"-{uid}" if own else ""
        value = self._word(f"attribute{suffix}")
        choice: dict = {"attribute": value}
        if value in ("withheld", "on_request"):
            choice["grounds"] = self.many(f"grounds{suffix}")
        if value not in ("", "proactive"):
            choice["withholding_reason"] = self._word(f"withholding_reason{suffix}", 2000)
        if value == "withheld":
            choice |= {name: self._word(f"{name}{suffix}", 1000) for name in ("law_citation", "discretion")}
        return choice

    # What was entered, for the form and the acts.

    def _word(self, name: str, longest: int = 200) -> str:
        value = self.request.form.get(name, "")
        # one character more than the rule allows, so that the rule can say so
        return value.strip()[: longest + 1] if isinstance(value, str) else ""

    def entered(self, name: str) -> str:
        """A value as it was entered, when the form is shown again."""
        return self._word(name, 2000) if self.request.method == "POST" else ""

    def many(self, name: str) -> list[str]:
        """Values that can be chosen several at a time."""
        value = self.request.form.get(name, [])
        found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [item for item in found if isinstance(item, str) and item][:50]

    @cached_property
    def chosen(self) -> list[str]:
        """UIDs ticked."""
        return [uid for uid in dict.fromkeys(self.many("uid")) if _UID.fullmatch(uid)]

    # What the template asks for.

    @property
    def url(self) -> str:
        """Address without query."""
        return f"{self.context.absolute_url()}/@@existing"

    def address(self, **changes: str) -> str:
        """Address of the list with its filters and other values."""
        values = {"list": self.name, **self.query, **changes}
        return f"{self.url}?{urlencode({name: value for name, value in values.items() if value})}"

    @cached_property
    def query(self) -> dict[str, str]:
        """The filters that are set and make sense."""
        found = {name: self._word(f"f-{name}") for name in FILTERS}
        return {f"f-{name}": value for name, value in found.items() if value and self._fits(name, value)}

    @staticmethod
    def _fits(name: str, value: str) -> bool:
        return bool(_DAY.fullmatch(value)) if name in ("from", "to") else len(value) <= 100

    @cached_property
    def page(self) -> dict:
        """The page of the list."""
        query = {name.removeprefix("f-"): value for name, value in self.query.items()}
        if self.name == "open":
            query["attribute"] = "none"
        elif not query.get("attribute"):
            query["attribute"] = "any"
        return self.listed.page(self._word("after"), SIZE, query)

    def tabs(self) -> list[dict]:
        """The two lists with their numbers."""
        wanted = {"open": "none", "proposed": "any"}
        return [
            {
                "title": title,
                "url": f"{self.url}?list={name}",
                "current": "page" if name == self.name else None,
                "count": self.listed.page("", 1, {"attribute": wanted[name]})["total"],
            }
            for name, title in LISTS.items()
        ]

    def rows(self) -> list[dict]:
        """The rows in words."""
        failed = {item["uid"]: item for item in self.results if not item["done"]}
        return [self._row(item, failed.get(item["uid"])) for item in self.page["items"]]

    def _row(self, item: dict, failed: dict | None) -> dict:
        suggestion = item["suggestion"]
        blocked = self.name == "proposed" and (item["by_self"] or item["findings"] > 0)
        return {
            **item,
            "kind_title": numbering.KINDS.get(item["kind"], item["kind"]),
            "attribute_title": self.attribute_title(item["attribute"]),
            "ground_titles": [self.ground_title(code) for code in item["grounds"]],
            "suggested": self.attribute_title(suggestion["attribute"]) if suggestion else "",
            "source": suggestion["source"] if suggestion else "",
            "blocked": blocked,
            "checked": item["uid"] in self.chosen and not blocked,
            "messages": self.messages(failed["problems"]) if failed else [],
        }

    def failures(self) -> list[dict]:
        """What was refused: dicts {messages, documents}; documents refused for the same reasons stand together."""
        groups: dict[tuple, dict] = {}
        for item in self.results:
            if item["done"]:
                continue
            messages = self.messages(item["problems"] or [Problem("existing_gone", "R-X1")])
            key = tuple(message["message"] for message in messages)
            group = groups.setdefault(key, {"messages": messages, "documents": []})
            group["documents"] += [item] if item["title"] else []
        return list(groups.values())

    def done(self) -> int:
        """How many were done."""
        return sum(item["done"] for item in self.results)

    def messages(self, problems) -> list[dict]:
        """Problems in words."""
        wording = getUtility(IWording)
        return [wording.as_json(problem, self.request) for problem in problems]

    def attributes(self) -> list[dict]:
        """What can be chosen."""
        return [{"code": code.value, "title": self.attribute_title(code.value)} for code in attribute.Attribute]

    def attribute_title(self, code: str) -> str:
        """An attribute in the words of the place."""
        return self._rules.label(f"attribute.{code}", self._language) if code else ""

    def ground_title(self, code: str) -> str:
        """A ground in the words of the place."""
        return self._rules.ground_label(code, self._language)

    def grounds(self) -> list[dict]:
        """The grounds this site offers, each with its article and its example reason; a state secret is not kept here (R-A4)."""
        offered = getUtility(IVocabularyFactory, "opengov.disclosure.grounds")(self.context)
        examples = getUtility(IGroundExamples)
        return [
            {
                "code": code,
                "title": self.ground_title(code),
                "clause": grounds.citation(ground),
                "example": examples.example(code),
            }
            for code, ground in grounds.GROUNDS.items()
            if code in offered and not attribute.is_stub((code,))
        ]

    def kinds(self) -> list[dict]:
        """Kinds of documents, for the filter."""
        return [{"code": code, "title": title} for code, title in numbering.KINDS.items()]

    def checks(self) -> list[dict]:
        """The four checks."""
        return [{"code": code, "title": title} for code, title in codewords.CHECKS.items()]

    def pager(self) -> dict:
        """For the pager of all lists."""
        following = self.page["next"]
        return {
            "first": self.address() if self._word("after") else "",
            "previous": "",
            "next": self.address(after=following) if following else "",
        }

    def empty(self) -> dict:
        """What an empty list says."""
        return {"message": EMPTY[self.name], "hint": None, "url": "", "link": None, "good": True}

    @cached_property
    def _rules(self):
        return IIssuingAgency(self.context).jurisdiction

    @cached_property
    def _language(self) -> str:
        return "zh_CN" if api.portal.get_current_language().startswith("zh") else "en"
