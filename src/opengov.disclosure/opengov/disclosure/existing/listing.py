"""Documents in ``to_determine`` as a list: found in the catalogue, shown from what was written down at their steps."""

from AccessControl import getSecurityManager
from collections import ChainMap
from collections.abc import Iterator
from collections.abc import Mapping
from hashlib import sha256
from itertools import groupby
from itertools import islice
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import attribute
from opengov.disclosure.core.listed_files import CLAUSE
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing import store
from opengov.disclosure.existing.interfaces import IExistingList
from opengov.disclosure.existing.interfaces import IExistingRecord
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from persistent.mapping import PersistentMapping
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import json
import re
import transaction


STATE = "to_determine"
#: Characters of the first lines a list shows.
LINES = 160
#: Documents of one bulk act.
MAX_ACTS = 100
_TAGS = re.compile(r"<[^>]*>")


def mark_of(proposal: attribute.Proposal) -> str:
    """What tells one proposal from another."""
    told = (proposal.attribute, list(proposal.grounds), proposal.reason, proposal.law_citation, proposal.discretion)
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


@implementer(IExistingRecord)
@adapter(IGoverned)
class ExistingRecord:
    """See ``IExistingRecord``."""

    def __init__(self, context) -> None:
        self.context = context
        self.uid = IUUID(context)

    def keep(self) -> None:
        if ILife(self.context).state != STATE:
            self.forget()
            return
        shown = store.write(self._agency()).shown
        # an object of its own: leaves of a tree do not merge dicts, and two people work through one list at once
        shown.setdefault(self.uid, PersistentMapping()).update(self._shown())

    def forget(self) -> None:
        agency = self._agency()
        if self.uid in store.read(agency).shown:
            store.write(agency).shown.pop(self.uid)

    def _agency(self):
        return IIssuingAgency(self.context).agency

    def _shown(self) -> dict:
        proposal = IDisclosureProposal(self.context).proposal()
        suggestion = attribute.suggest(
            getattr(self.context, "document_kind", None) or "",
            bool(getattr(self.context, "undecided", False)),
            bool(getattr(self.context, "between_departments", False)),
        )
        return {
            "lines": self._lines(),
            "grounds": list(proposal.grounds),
            "reason": proposal.reason,
            "law_citation": proposal.law_citation,
            "discretion": proposal.discretion,
            "authors": sorted(ILedger(self.context).authors()),
            "mark": mark_of(proposal),
            "findings": len(IScan(self.context).item_ids()),
            "suggestion": {
                "attribute": suggestion.attribute.value,
                "grounds": list(suggestion.grounds),
                "source": suggestion.source,
            },
        }

    def _lines(self) -> str:
        text = getattr(self.context, "text", None)
        plain = _TAGS.sub(" ", (text.raw if text is not None else "")[: LINES * 20])
        return re.sub(r"\s+", " ", plain).strip()[:LINES]


@implementer(IExistingList)
@adapter(IAgencyContent)
class ExistingList:
    """See ``IExistingList``."""

    def __init__(self, context) -> None:
        self.context = context

    def may_propose(self) -> bool:
        return bool({"Drafter"} & self._roles())

    def may_determine(self) -> bool:
        return bool({"Disclosure Reviewer"} & self._roles())

    def _roles(self) -> set[str]:
        return set(getSecurityManager().getUser().getRolesInContext(self.context))

    def page(self, after: str = "", size: int = 25, query: dict | None = None) -> dict:
        wanted = self._query(query or {})
        total = len(self._search(wanted))
        brains = list(islice(self._behind(wanted, after), size + 1))
        more = f"{brains[size - 1].issue_date or ''}~{brains[size - 1].UID}" if len(brains) > size else None
        shown = self._shown({brain.issuing_agency for brain in brains})
        return {"items": [self._item(brain, shown) for brain in brains[:size]], "next": more, "total": total}

    @staticmethod
    def _shown(uids: set[str]) -> Mapping[str, Mapping]:
        """UID of a document -> what its agency keeps to show of it; below an agency there may be others."""
        catalog = api.portal.get_tool("portal_catalog")
        agencies = [brain._unrestrictedGetObject() for brain in catalog.unrestrictedSearchResults(UID=sorted(uids))]
        return ChainMap(*(store.read(agency).shown for agency in agencies))

    def propose(self, choices: list[dict]) -> list[dict]:
        return [
            self._act(
                choice["uid"],
                "propose_existing",
                {name: value for name, value in choice.items() if name != "uid" and value not in ("", None, [], ())},
            )
            for choice in choices
        ]

    def determine(self, uids: list[str], checks: list[str], comment: str = "", seen: dict | None = None) -> list[dict]:
        values = {"checks": list(checks), **({"comment": comment} if comment else {})}
        return [self._act(uid, "take_up", values, (seen or {}).get(uid, "")) for uid in uids]

    def give_back(self, uids: list[str], reason: str) -> list[dict]:
        return [self._act(uid, "return", {"reason": reason}) for uid in uids]

    def _act(self, uid: str, step: str, values: dict, seen: str = "") -> dict:
        """One step of one document, in a savepoint of its own.

        :param seen: mark of the proposal that was looked at; empty: not told.
        """
        brains = self._search({"UID": uid, "path": "/".join(self.context.getPhysicalPath())})
        if not brains:
            # hidden, gone or determined by somebody else in the meantime: nobody learns which
            return {"uid": uid, "title": "", "done": False, "gone": True, "problems": []}
        document = brains[0].getObject()
        told = {"uid": uid, "title": document.title, "gone": False, "problems": []}
        savepoint = transaction.savepoint()
        try:
            if ILife(document).state != STATE:
                return {**told, "title": "", "done": False, "gone": True}
            if seen and seen != mark_of(IDisclosureProposal(document).proposal()):
                # a drafter was faster: nobody determines what he has not seen (R-S2)
                raise RuleBroken(Problem("existing_changed", "R-S2", "uid", CLAUSE))
            ILife(document).take(step, **values)
        except RuleBroken as broken:
            savepoint.rollback()
            return {**told, "done": False, "problems": list(broken.problems)}
        return {**told, "done": True}

    def _search(self, query: dict):
        return api.portal.get_tool("portal_catalog").searchResults(query)

    def _query(self, asked: dict) -> dict:
        query: dict = {
            "object_provides": IGoverned.__identifier__,
            "review_state": STATE,
            "path": "/".join(self.context.getPhysicalPath()),
        }
        if asked.get("kind"):
            query["document_kind"] = asked["kind"]
        if asked.get("q"):
            query["SearchableText"] = asked["q"]
        if asked.get("attribute") == "none":
            query["waiting_for"] = self._drafters()
        elif asked.get("attribute"):
            known = [value.value for value in attribute.Attribute]
            query["disclosure_attribute"] = known if asked["attribute"] == "any" else asked["attribute"]
        days = [asked.get(name) or "" for name in ("from", "to")]
        if any(days):
            query["issue_date"] = {"query": (days[0] or "0000", days[1] or "9999"), "range": "min:max"}
        return query

    def _drafters(self) -> list[str]:
        """Groups that a document without an attribute waits for: those of the agency, its sections and what is around it."""
        brains = self._search({"portal_type": "Agency", "path": "/".join(self.context.getPhysicalPath())})
        return [*{f"{brain.UID}-drafter" for brain in brains}, *IIssuingAgency(self.context).groups("Drafter")]

    def _behind(self, query: dict, after: str) -> Iterator:
        """What follows a key, the oldest document first; documents of one day by their UID."""
        day, _tilde, uid = after.partition("~")
        asked = dict(query, sort_on="issue_date")
        if day:
            until = query.get("issue_date", {}).get("query", ("", "9999"))[1]
            asked["issue_date"] = {"query": (day, until), "range": "min:max"}
        for each, group in groupby(self._search(asked), key=lambda brain: brain.issue_date or ""):
            for brain in sorted(group, key=lambda brain: brain.UID):
                if (each, brain.UID) > (day, uid):
                    yield brain

    def _item(self, brain, shown) -> dict:
        kept = shown.get(brain.UID) or {}
        me = getSecurityManager().getUser().getId()
        return {
            "uid": brain.UID,
            "url": brain.getURL(),
            "title": brain.Title,
            "number": brain.document_number or "",
            "date": brain.issue_date or "",
            "kind": brain.document_kind or "",
            "attribute": brain.disclosure_attribute or "",
            "lines": kept.get("lines", ""),
            "grounds": list(kept.get("grounds", ())),
            "reason": kept.get("reason", ""),
            "law_citation": kept.get("law_citation", ""),
            "discretion": kept.get("discretion", ""),
            "mark": kept.get("mark", ""),
            "by_self": me in kept.get("authors", ()),
            "findings": kept.get("findings", 0),
            "suggestion": kept.get("suggestion"),
        }
