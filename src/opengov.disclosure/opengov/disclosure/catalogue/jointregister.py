"""The register of what an agency has issued under the lead of another one (联合发文，由…主办; R-J5).

The documents lie with their leads, and their registers are the leads'. A co-issuer finds its own through the catalogue, by
the names under the signature, whether or not its people may open them: that they signed is theirs to know.
"""

from AccessControl import getSecurityManager
from collections.abc import Iterator
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.catalogue import registers
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.core import issuers
from opengov.disclosure.core.access import VIEWERS
from opengov.disclosure.core.attribute import is_stub
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDutiesDone
from opengov.disclosure.signoff.interfaces import ILife
from operator import itemgetter
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.component import getAdapters
from zope.interface import implementer

import re


#: Way of sorting -> order of the catalogue, and the side of the last row on which the next page lies.
SORTS = {"newest": ("descending", "max"), "oldest": ("ascending", "min")}

#: Offices that stand outside the agency although its groups give them (R-T6).
_OUTSIDE = frozenset({"Archivist"})

_YEAR = re.compile(r"[12][0-9]{3}")
#: The duty whose end says that the archives have the document (R-T1).
_HANDED_OVER = "transfer_electronic"


@implementer(IJointRegister)
@adapter(IAgencyContent)
class JointRegister:
    """See ``IJointRegister``."""

    def __init__(self, agency) -> None:
        self.agency = IIssuingAgency(agency).agency
        self.roles = frozenset(getSecurityManager().getUser().getRolesInContext(agency))
        self.uids = [IUUID(one) for one in _with_predecessors(self.agency)]
        self.site = api.portal.get()
        self.catalog = api.portal.get_tool("portal_catalog")

    def allowed(self) -> bool:
        """See ``IJointRegister``."""
        return bool(self.roles & set(OFFICES) - _OUTSIDE)

    def years(self) -> list[str]:
        """See ``IJointRegister``."""
        return sorted({year for _uid, year, _lead in self._keywords() if year}, reverse=True)

    def leads(self) -> dict[str, str]:
        """See ``IJointRegister``."""
        named = {lead: lead for _uid, _year, lead in self._keywords() if lead}
        found = self.catalog.unrestrictedSearchResults(UID=sorted(named)) if named else ()
        named |= {brain.UID: brain.Title for brain in found}
        return dict(sorted(named.items(), key=itemgetter(1)))

    def _keywords(self) -> Iterator[tuple[str, str, str]]:
        words = map(issuers.keyword_parts, map(str, self.catalog.uniqueValuesFor("co_issuers")))
        return (word for word in words if word[0] in self.uids)

    def page(
        self,
        state: str = "",
        year: str = "",
        lead: str = "",
        sort: str = "newest",
        after: str | None = None,
        size: int = 50,
    ) -> dict[str, object]:
        """See ``IJointRegister``."""
        enforce([*_problems(state, year, sort, after), *self._lead_problems(lead)])
        order, side = SORTS[sort]
        query: dict[str, object] = {"co_issuers": [issuers.keyword(uid, year, lead) for uid in self.uids]}
        query |= {"sort_on": "joint_rank", "sort_order": order, "sort_limit": size + 2}
        if state:
            query["review_state"] = state
        if after:
            query["joint_rank"] = {"query": after, "range": side}
        # Who signed a document knows of it, whether or not he may open it.
        brains = self.catalog.unrestrictedSearchResults(**query)[: size + 2]
        last = (after or "").partition("|")[2]
        found = [brain for brain in brains if last != brain.UID]
        items = [self._row(brain._unrestrictedGetObject()) for brain in found[:size]]
        return {"items": items, "next": items[-1]["key"] if len(found) > size else None}

    def _lead_problems(self, lead: str) -> list[Problem]:
        known = self.leads() if lead else {}
        return [] if lead in ("", *known) else [_unknown("lead", tuple(known))]

    def _row(self, document) -> dict[str, object]:
        signed, state, uid = IDossier(document).signed or {}, ILife(document).state, IUUID(document)
        own = next(one for one in signed["signatories"] if one["agency"] in self.uids and not one["lead"])
        lead = next((one for one in signed["signatories"] if one["lead"]), {})
        row = registers.entered(self.site, IIssuingAgency(document).uid, uid)
        may_open = bool(getSecurityManager().checkPermission("View", document))
        hidden = not (may_open or self._sees(state)) or is_stub(tuple(document.disclosure_grounds or ()))
        return {
            "key": issuers.rank(signed, uid),
            "uid": uid,
            "title": "" if hidden else document.title,
            "title_hidden": hidden,
            "number": signed.get("number") or "",
            "kind": getattr(document.aq_base, "document_kind", None) or "",
            "issue_date": signed.get("issue_date") or "",
            "state": state,
            "register": registers.register_of(document) or state,
            "date": row.get("date") or signed["at"][:10],
            "attribute": document.disclosure_attribute or "",
            "validity": row.get("validity", "valid"),
            "index_number": row.get("index_number", ""),
            "revision": ICompanions(document).revision,
            "lead": lead.get("title", ""),
            "lead_uid": lead.get("agency", ""),
            "issuers": list(issuers.names(signed)),
            "place": 1 + list(signed["signatories"]).index(own),
            "signed_at": own.get("at") or "",
            "handed_over": _HANDED_OVER in _done(document),
            "path": "/".join(document.getPhysicalPath()[len(self.site.getPhysicalPath()) :]),
            "url": document.absolute_url() if may_open else "",
        }

    def _sees(self, state: str) -> bool:
        """Whether the user's office would see a document of the own agency in this state, as in its other registers."""
        return "Anonymous" in VIEWERS[state] or bool(self.roles.intersection(VIEWERS[state]))


def _with_predecessors(agency) -> Iterator:
    yield agency
    for predecessor in ISuccession(agency).predecessors():
        yield from _with_predecessors(predecessor)


def _done(document) -> frozenset[str]:
    return frozenset().union(*(duties.done() for _name, duties in getAdapters((document,), IDutiesDone)))


def _problems(state: str, year: str, sort: str, after: str | None) -> list[Problem]:
    found = []
    if state and state not in issuers.STATES:
        found.append(_unknown("state", issuers.STATES))
    if year and not _YEAR.fullmatch(year):
        found.append(_unknown("year", ("YYYY",)))
    if sort not in SORTS:
        found.append(_unknown("sort", tuple(SORTS)))
    if after and not issuers.is_rank(after):
        found.append(Problem("key_invalid", "R-X2", "after"))
    return found


def _unknown(name: str, values: tuple[str, ...]) -> Problem:
    return Problem("query_value", "R-X2", name, params={"name": name, "values": ", ".join(values)})
