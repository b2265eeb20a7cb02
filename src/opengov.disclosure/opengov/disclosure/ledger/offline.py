"""The record in a database that no server has open."""

from collections.abc import Iterator
from dataclasses import asdict
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.offline import open_site

import transaction


STEP = 500


class OfflineRecord:
    """The record in an opened database."""

    def __init__(self, store) -> None:
        self.store = store

    def breaks(self, uid: str | None) -> Iterator[dict]:
        """Verify one chain or everything."""
        return (asdict(found) for found in self.store.verify(uid))

    def anchors(self) -> Iterator[dict]:
        """Anchor in small transactions."""
        while made := self.store.anchor(STEP):
            transaction.commit()
            yield asdict(made)

    def entries(self, uid: str) -> list[dict]:
        """Return a chain."""
        if self.store.head(uid) is None:
            raise NoAnswer(f"there is no record of {uid}")
        return self.store.export(uid)


def open_record(zope_conf: str, path: str) -> OfflineRecord:
    """Start Zope without a server and find the site's record.

    :param path: of the site in the database, e.g. ``/Plone``.
    :raises NoAnswer: when another process has the database open, or there is no such file or site.
    """
    return OfflineRecord(ILedgerStore(open_site(zope_conf, path)))
