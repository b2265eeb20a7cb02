"""Does what is stored still agree with what was signed and recorded? (R-I2, R-L1)

Nobody can prevent ZMI undo, a raw write or code on the server. So what was done past every rule is found afterwards: the
ledger, which nobody rewrites unnoticed, is held against content, number, state and permissions of each document.
"""

from AccessControl.Permission import pname
from Acquisition import aq_base
from collections.abc import Iterator
from opengov.disclosure.core import access
from opengov.disclosure.core.ledger import Entry
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.facts import recorded_signature
from opengov.disclosure.signoff.facts import recorded_state
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.integrity import role_map_problems
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.purging import remains
from opengov.disclosure.signoff.roundtrip import is_incomplete
from plone import api


def verify_page(after: str = "", limit: int = 500) -> tuple[list[tuple[str, str, Problem]], str | None]:
    """Verify the next ``limit`` documents by UID; the workflow itself with the first ones.

    :param after: UID to go on after.
    :returns: triples of UID, path ("" for the workflow or a lost document) and problem; UID to go on after, or None.
    """
    site = api.portal.get()
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(object_provides=IGoverned.__identifier__)
    paths = {brain.UID: brain for brain in brains}
    store = ILedgerStore(site)
    waiting = sorted(uid for uid in {*paths, *store.uids()} if uid > after)
    found = [("", "", problem) for problem in role_map_problems()] if not after else []
    for uid in waiting[:limit]:
        entries = store.chain(uid).entries()
        if uid in paths:
            document = paths[uid]._unrestrictedGetObject()
            found += [(uid, paths[uid].getPath(), problem) for problem in document_problems(document, entries)]
        elif _is_lost(entries):
            found.append((uid, "", Problem("document_lost", "R-L1")))
    return found, waiting[limit - 1] if len(waiting) > limit else None


def document_problems(document, entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """What of one document disagrees with its chain."""
    if is_incomplete(document):
        yield Problem("import_incomplete", "R-L1")
        return
    if not entries:
        yield Problem("record_missing", "R-L1")
        return
    state, recorded = state_of(document), recorded_state(entries)
    if state != recorded:
        yield Problem("state_differs_from_record", "R-S1", "", "", {"state": state, "recorded": recorded})
    signature = recorded_signature(entries)
    if state == "purged" and (left := remains(document)):
        yield Problem("purge_incomplete", "R-L3", "", "", {"parts": ", ".join(left)})
    if signature is not None:
        number, digest = signature
        if state != "purged" and digest != IReviewedContent(document).digest():
            yield Problem("differs_from_signed", "R-I2")
        if number != IDocumentNumber(document).text:
            yield Problem("number_differs_from_record", "R-I1", "", "", {"number": number or "-"})
    yield from _permission_problems(document, state)


def _permission_problems(document, state: str) -> Iterator[Problem]:
    if state not in access.VIEWERS:
        return
    for permission in access.MANAGED:
        # DCWorkflow writes a tuple for roles that are not acquired, a list for those that are.
        granted = getattr(aq_base(document), pname(permission), None)
        if not isinstance(granted, tuple) or set(granted) != set(access.roles(state, permission)):
            yield Problem("document_permissions_changed", "R-X1", "", "", {"permission": permission})


def _is_lost(entries: tuple[Entry, ...]) -> bool:
    """A chain that began as a document's and does not say that the document was deleted."""
    return bool(entries) and entries[0].action == "created" and entries[-1].action != "deleted"
