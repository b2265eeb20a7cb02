"""Visitors search documents, not the people behind them: who made, handled or keeps one is no question of theirs (R-X1).

Plone answers everybody's search by author, and tells the author with each result. Here that part of a visitor's question is
left out, as if it had not been asked, and the answer names nobody.
"""

from AccessControl import getSecurityManager
from opengov.disclosure.edge.hidden import sign_in
from opengov.disclosure.edge.unreadable import TOO_DEEP
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from plone.restapi.interfaces import IJSONSummarySerializerMetadata
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.interface import implementer
from ZPublisher.HTTPRequest import record

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

#: Indexes that only our own pages ask, in Python: nobody asks them through a request, whoever he is.
INTERNAL = frozenset(
    {
        "waiting_for",
        "due_for",
        "due_order",
        "due_rests_on",
        "countersigners",
        "amended_by",
        "asked_agencies",
        "co_issuers",
        "joint_rank",
        "meetings_with",
        "forwarded_uid",
        "opening_opinion",
        "scanned",
    }
)


def forget_staff(event) -> None:
    """Before anything is answered: leave out what asks for people, however the question is put.

    Plone has many doors to its catalogue (searches, query builders, vocabularies, views of services), and an add-on brings
    more. So not the doors are watched but the questions: a parameter of such a name, or one that names such an index.
    """
    request = event.request
    if not IOpengovDisclosureLayer.providedBy(request) or not _may_ask(request):
        return
    sign_in(request)
    forbidden = INTERNAL if getSecurityManager().getUser().getId() else STAFF | INTERNAL
    form = request.form
    for name in [name for name, value in form.items() if _root(name) in forbidden or _names(value, forbidden)]:
        del form[name]
        request.other.pop(name, None)
    if request.get("BODY"):
        _clean_body(request, forbidden)


def _may_ask(request) -> bool:
    """Whether the request has anything to ask with; most have not."""
    return bool(request.form) or bool(request.get("BODY"))


def _root(name: str) -> str:
    """The index behind a parameter: ``Creator.query``, ``Creator:list``."""
    return str(name).partition(".")[0].partition(":")[0]


def _names(value: object, forbidden: frozenset[str]) -> bool:
    """Whether a value is the name of such an index, or a question in JSON or records that has it."""
    if isinstance(value, str):
        return value in forbidden or (
            value.lstrip()[:1] in ("{", "[") and any(f'"{name}' in value for name in forbidden)
        )
    if isinstance(value, (list, tuple)):
        return any(_names(item, forbidden) for item in value)
    if isinstance(value, record):
        # a key may be called as a method of records is
        return any(_names(item, forbidden) or _root(key) in forbidden for key, item in vars(value).items())
    return False


def _clean_body(request, forbidden: frozenset[str]) -> None:
    """The same for a query in JSON; what is no query of that form is refused by its service.

    :raises BadRequest: when the JSON is nested deeper than Python reads.
    """
    try:
        data = json.loads(request["BODY"])
    except ValueError:
        return
    except RecursionError:
        # read less deep in the program, a service might understand it
        raise BadRequest(TOO_DEEP) from None
    if not isinstance(data, dict) or not isinstance(data.get("query"), list):
        return
    data["query"] = [
        part for part in data["query"] if not (isinstance(part, dict) and _root(part.get("i")) in forbidden)
    ]
    if _names(data.get("sort_on"), forbidden):
        del data["sort_on"]
    request.set("BODY", json.dumps(data).encode())


@implementer(IJSONSummarySerializerMetadata)
class NobodyNamed:
    """In lists over REST visitors get no column with people."""

    def blocklisted_attributes(self) -> set[str]:
        """Columns that are left out for the present user."""
        anonymous = getSecurityManager().getUser().getId() is None
        return set(STAFF) if anonymous and IOpengovDisclosureLayer.providedBy(getRequest()) else set()
