"""What each person has handled last: the list "recently done" (issue: My work).

The catalogue knows everybody who ever handled a document; sorting all of a busy reviewer's years on each visit would cost
more the longer a site lives. So each person's latest steps stand in a small tree of his own, which nobody else writes.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from opengov.disclosure.core import signoff
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.desk.recent"

#: So many documents the list shows, and so many entries are kept before the oldest are dropped.
SHOWN, KEPT = 200, 600
#: Documents that are read before memory is freed.
_CHUNK = 500


def note(document, event) -> None:
    """The current user has taken a step."""
    user_id = api.user.get_current().getId()
    if user_id:
        _enter(_tree(api.portal.get(), user_id), now().isoformat(), IUUID(document))


def latest(site, user_id: str) -> dict[str, str]:
    """UID -> when (ISO) a person has handled it last; the newest first, at most :data:`SHOWN`."""
    found: dict[str, str] = {}
    for at, uid in _newest(IAnnotations(site).get(KEY, {}).get(user_id)):
        found.setdefault(uid, at)
        if len(found) == SHOWN:
            break
    return found


def _newest(tree) -> Iterator[tuple[str, str]]:
    keys = list(tree.keys()) if tree is not None else []
    for key in reversed(keys):
        at, _bar, uid = key.partition("|")
        yield at, uid


def _tree(site, user_id: str) -> OOBTree:
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    people = annotations[KEY]
    if user_id not in people:
        people[user_id] = OOBTree()
    return people[user_id]


def _enter(tree: OOBTree, at: str, uid: str) -> None:
    tree[f"{at}|{uid}"] = None
    if len(tree) > KEPT:
        # seldom and many at once: two steps of one person at a time do not both drop the same
        for key in list(tree.keys())[: KEPT - SHOWN]:
            del tree[key]


def fill(site) -> None:
    """Read from the records what everybody has handled last, for a site from before. Safe to repeat."""
    catalog = api.portal.get_tool("portal_catalog")
    query = {"object_provides": IGoverned.__identifier__, "sort_on": "moved_at"}
    for number, brain in enumerate(catalog.unrestrictedSearchResults(**query)):
        for entry in ILedger(brain._unrestrictedGetObject()).entries():
            if entry.action in signoff.STEPS:
                _enter(_tree(site, entry.actor), entry.at, brain.UID)
        if number % _CHUNK == 0:
            site._p_jar.cacheGC()


def forget(site) -> None:
    """Take the lists away with the product."""
    IAnnotations(site).pop(KEY, None)
