"""Visitors search documents, not the people behind them: who made, handled or keeps one is no question of theirs (R-X1).

Plone answers everybody's search by author, and tells the author with each result. Here that part of a visitor's question is
left out, as if it had not been asked, and the answer names nobody.
"""

from AccessControl import getSecurityManager
from opengov.disclosure.edge.hidden import sign_in
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from plone.restapi.interfaces import IJSONSummarySerializerMetadata
from zope.globalrequest import getRequest
from zope.interface import implementer

import json


#: Indexes and columns of the catalogue that hold user ids or groups.
STAFF = frozenset(
    {
        "Creator",
        "creators",
        "listCreators",
        "handled_by",
        "countersigners",
        "waiting_for",
        "commentators",
        "Contributors",
    }
)

_SEARCHES = frozenset(
    {"@search", "search", "updated_search", "ajax-search", "search_rss", "search-rss", "@querystring-search"}
)


def forget_staff(event) -> None:
    """Before a search is carried out for nobody in particular: leave out what asks for people."""
    request = event.request
    if not IOpengovDisclosureLayer.providedBy(request) or not _is_search(request):
        return
    sign_in(request)
    if getSecurityManager().getUser().getId():
        return
    form = request.form
    for name in [name for name in form if _root(name) in STAFF]:
        del form[name]
        request.other.pop(name, None)
    if _root(str(form.get("sort_on", ""))) in STAFF:
        del form["sort_on"]
        request.other.pop("sort_on", None)
    if request.get("BODY"):
        _clean_body(request)


def _is_search(request) -> bool:
    steps = (request.get("PATH_INFO") or "").strip("/").split("/")
    return any(step.removeprefix("@@") in _SEARCHES for step in steps)


def _root(name: str) -> str:
    """The index behind a parameter: ``Creator.query``, ``Creator:list``."""
    return name.partition(".")[0].partition(":")[0]


def _clean_body(request) -> None:
    """The same for a query in JSON; what is no query of that form is refused by its service."""
    try:
        data = json.loads(request["BODY"])
    except ValueError:
        return
    if not isinstance(data, dict):
        return
    if isinstance(data.get("query"), list):
        data["query"] = [part for part in data["query"] if not _asks_for_staff(part)]
    if str(data.get("sort_on")) in STAFF:
        del data["sort_on"]
    request.set("BODY", json.dumps(data).encode())


def _asks_for_staff(part: object) -> bool:
    return isinstance(part, dict) and _root(str(part.get("i"))) in STAFF


@implementer(IJSONSummarySerializerMetadata)
class NobodyNamed:
    """In lists over REST visitors get no column with people."""

    def blocklisted_attributes(self) -> set[str]:
        """Columns that are left out for the present user."""
        anonymous = getSecurityManager().getUser().getId() is None
        return set(STAFF) if anonymous and IOpengovDisclosureLayer.providedBy(getRequest()) else set()
