"""Registers of documents whose steps were taken before there were such registers: filled by the upgrade and by a routine."""

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import islice
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.core.registers import OF_STATES
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import IRoutine
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

import transaction


#: Documents that a batch looks at without waking them, for each one it may wake.
_LOOKED_AT = 100


def fill(site) -> None:
    """Index every row that an earlier version has written, then follow every document. Safe to repeat."""
    index_rows(site)
    after: str | None = ""
    while after is not None:
        _done, after = follow(site, after, 500)
        transaction.savepoint(optimistic=True)
        site._p_jar.cacheGC()


def index_rows(site) -> None:
    """Index the rows that are in no index yet."""
    for store in storage.read(site).registers.values():
        for name, rows in store.lists.items():
            index = store.index(name)
            if index.count() < len(rows):
                for rank, row in rows.items():
                    values, day, text = storage.indexed(name, row)
                    if not index.holds(rank, day):
                        index.put(rank, values, day, text)


def follow(site, after: str, limit: int) -> tuple[int, str | None]:
    """Let the registers say what the record of the next documents says, as far as they do not already.

    :param after: UID to go on behind; empty to begin.
    :param limit: at most so many documents are woken.
    :returns: number of those that were followed, UID to go on behind or None.
    """
    uids = list(islice(ILedgerStore(site).uids(after), limit * _LOOKED_AT))
    done = 0
    for uid, brain in _missing(site, uids):
        if brain is None:
            continue
        document = brain._unrestrictedGetObject()
        place = IIssuingAgency(document, None)
        done += place is not None and IRegister(place.agency).follow(document)
        document._p_deactivate()
        if done == limit:
            return done, uid
    return done, uids[-1] if len(uids) == limit * _LOOKED_AT else None


def _missing(site, uids: Sequence[str]) -> Iterator[tuple]:
    """Each UID, with its brain where the registers do not say what the catalogue says."""
    stores = list(storage.read(site).registers.values())
    catalog = site.portal_catalog
    for start in range(0, len(uids), 200):
        part = uids[start : start + 200]
        query = {"UID": part, "object_provides": IGoverned.__identifier__}
        brains = {brain.UID: brain for brain in catalog.unrestrictedSearchResults(**query)}
        for uid in part:
            brain = brains.get(uid)
            yield uid, None if brain is None or _stands(stores, brain) else brain


def _stands(stores: list[storage.RegisterStore], brain) -> bool:
    own = next((store for store in stores if brain.UID in (store.acts or ())), None)
    return own is not None and own.places.get(brain.UID, ("", 0))[0] == _register(brain)


def _register(brain) -> str:
    if (brain.review_state, brain.disclosure_attribute) == ("withheld", "not_government_information"):
        return "not_government_information"
    return brain.review_state if brain.review_state in OF_STATES else ""


@implementer(IRoutine)
@adapter(IPloneSiteRoot)
class FillRegisters:
    """``registers``: documents that the registers do not tell of as they stand are entered by their record."""

    def __init__(self, site) -> None:
        self.site = site

    def run(self, after: str, limit: int) -> dict[str, object]:
        """See ``IRoutine``."""
        if not after:
            index_rows(self.site)
        done, following = follow(self.site, after, limit)
        return {"done": [f"documents:{done}"] if done else [], "held": [], "next": following}
