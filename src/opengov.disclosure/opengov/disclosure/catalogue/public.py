"""The public catalogue of a site: the one door to the projection."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from opengov.disclosure.catalogue import index_numbers
from opengov.disclosure.catalogue import relations
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.entries import entry_of
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.ranks import moment_of
from opengov.disclosure.catalogue.store import CatalogueStore
from opengov.disclosure.catalogue.store import FORM
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import ILife
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import transaction


#: Entries after which the changes so far leave the memory.
BATCH = 500

#: States in which a document has an index number.
NUMBERED = ("published", "registered")


@implementer(IPublicCatalogue)
@adapter(IPloneSiteRoot)
class PublicCatalogue:
    """Reads and writes the projection of one site."""

    def __init__(self, site) -> None:
        self.site = site

    @property
    def _store(self) -> CatalogueStore:
        """What the public may read; nothing in a database of an earlier version, until its upgrade step has run."""
        store = storage.read(self.site).public
        return store if store.form == FORM else CatalogueStore()

    def page(
        self,
        filters: Mapping[str, str] | None = None,
        text: str = "",
        after: str | None = None,
        size: int = 20,
        sort: str = "relevance",
    ):
        """One page of entries, the newest or the best answers first: dict {items, next, total}."""
        return self._store.page(filters or {}, text, after, size, sort)

    def answered(self, questions: Iterable[tuple[Mapping[str, str], str]], texts: int = 500) -> Iterator[bool]:
        """Whether each question (filters and words) has an answer, reading so many texts for all of them together."""
        return self._store.answered(questions, texts)

    def facets(self, name: str, filters: Mapping[str, str] | None = None) -> list[tuple[str, str, int | None]]:
        """Values of a facet that have entries: value, label (of agencies; else empty), number of entries."""
        return self._store.values(name, filters)

    def entry(self, uid: str) -> dict | None:
        """The entry of a UID, or None."""
        return self._store.get(uid)

    def numbered(self, index_number: str) -> dict | None:
        """The entry with an index number, or None."""
        return self.entry(self._store.numbered(index_number))

    def related(self, uid: str) -> list[dict]:
        """Public entries that say something of a document: their fields, and ``relation``."""
        found = ((relation, self.entry(other)) for relation, other in relations.back(storage.read(self.site), uid))
        return [{**entry, "relation": relation} for relation, entry in found if entry is not None]

    def index_number(self, uid: str) -> str:
        """The index number a document was given for life; empty when it has none."""
        return storage.read(self.site).index_numbers.by_uid.get(uid, "")

    def addresses(self, after: str | None, size: int) -> list[tuple[str, str]]:
        """Path (relative to the site) and publication date of public pages, the newest first."""
        return self._store.addresses(after, size)

    def address_keys(self, size: int) -> list[str | None]:
        """``after`` of each part of ``size`` addresses."""
        return self._store.address_keys(size)

    def refresh(self, document, moment: datetime | None = None) -> None:
        """Make the projection say of a document what its present state allows; nothing is written for a draft."""
        uid = IUUID(document)
        if ILife(document).state not in NUMBERED:
            self.forget(uid)
            return
        data = storage.write(self.site)
        when = moment or self._moment(data.public, uid) or now()
        number = index_numbers.allot(data.index_numbers, document, when.date())
        # the upgrade makes an earlier store anew, from what the documents are by then
        if data.public.form == FORM:
            self._put(data.public, document, number, when)

    def _moment(self, store: CatalogueStore, uid: str) -> datetime | None:
        rank = store.ranks.get(uid)
        return None if rank is None else moment_of(rank)

    def _put(self, store: CatalogueStore, document, number: str, when: datetime) -> None:
        entry = entry_of(document, number, when.date().isoformat())
        if entry is None:
            store.remove(IUUID(document))
        else:
            store.put(IUUID(document), when, entry)

    def forget(self, uid: str) -> bool:
        """Take a document out of the public's sight; whether it was in it."""
        return self._store.remove(uid)

    def rebuild(self) -> None:
        """Make the projection anew from the documents, each in its place and under its day; safe to repeat."""
        data = storage.write(self.site)
        before, store = data.public, CatalogueStore()
        for document in self._governed():
            uid = IUUID(document)
            when = self._moment(before, uid) or now()
            number = index_numbers.allot(data.index_numbers, document, when.date())
            self._put(store, document, number, when)
            document._p_deactivate()
            if len(store.ranks) % BATCH == 0:
                transaction.savepoint(optimistic=True)
        data.public = store

    def repair(self, after: str, size: int) -> tuple[list[str], str | None]:
        """Hold some entries against the documents, and put right what differs.

        :param after: UID to go on behind; empty for the first.
        :returns: UIDs of entries that were put right, and ``after`` of the next call (None when all were held).
        """
        uids = list(islice(self._store.ranks.keys(after or None, excludemin=bool(after)), size))
        found = self.site.portal_catalog.unrestrictedSearchResults(UID=uids) if uids else ()
        brains = {brain.UID: brain for brain in found}
        done = [uid for uid in uids if self._repaired(uid, brains.get(uid))]
        return done, uids[-1] if len(uids) == size else None

    def _repaired(self, uid: str, brain) -> bool:
        if brain is None:
            return self.forget(uid)
        before = self.entry(uid)
        document = brain._unrestrictedGetObject()
        self.refresh(document)
        document._p_deactivate()
        return self.entry(uid) != before

    def verify(self) -> Iterator[dict[str, str]]:
        """Yield each disagreement of projection and documents: dicts {uid, problem}.

        ``hidden``: an entry whose document is not public; ``missing``: a public document without entry; ``torn``: an
        entry that a list or a count does not know. Wakes every public document: not for pages.
        """
        for uid, problem in self._store.torn():
            yield {"uid": uid, "problem": problem}
        public = set()
        for document in self._governed():
            uid = IUUID(document)
            if entry_of(document, "", "") is not None:
                public.add(uid)
                if self.entry(uid) is None:
                    yield {"uid": uid, "problem": "missing"}
            document._p_deactivate()
        for uid in self._store.ranks:
            if uid not in public:
                yield {"uid": uid, "problem": "hidden"}

    def _governed(self) -> Iterator:
        catalog = self.site.portal_catalog
        query = {"object_provides": IGoverned.__identifier__, "review_state": list(NUMBERED)}
        seen = set()
        for brain in catalog.unrestrictedSearchResults(**query):
            seen.add(brain.UID)
            yield brain._unrestrictedGetObject()
        # the catalog may be wrong about the state of what the projection shows
        for uid in self._store.ranks:
            if uid not in seen:
                yield from (brain._unrestrictedGetObject() for brain in catalog.unrestrictedSearchResults(UID=uid))
