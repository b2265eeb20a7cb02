"""Open the database of a zope.conf and read or anchor its record, while no server runs."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from collections.abc import Iterator
from dataclasses import asdict
from opengov.disclosure.ledger.client import NoAnswer
from opengov.disclosure.ledger.interfaces import ILedgerStore
from Testing.makerequest import makerequest
from zc.lockfile import LockError
from ZConfig import ConfigurationError as ZConfigError
from zope.component.hooks import setSite
from zope.configuration.exceptions import ConfigurationError as ZCMLError
from Zope2.Startup.run import configure_wsgi

import transaction
import Zope2


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
    """Start Zope without a server and find the site.

    :param path: of the site in the database, e.g. ``/Plone``.
    :raises NoAnswer: when another process has the database open, or there is no such file or site.
    """
    try:
        configure_wsgi(zope_conf)
        app = makerequest(Zope2.app())
    except LockError as error:
        raise NoAnswer("the database is open in a running server; leave --offline out and ask the server") from error
    except (OSError, SystemExit, ZConfigError, ZCMLError) as error:
        raise NoAnswer(f"{zope_conf} cannot be used: {error}") from error
    site = app.unrestrictedTraverse(path.strip("/"), None) if path.strip("/") else None
    store = ILedgerStore(site, None)
    if store is None:
        raise NoAnswer(f"there is no site at {path}")
    setSite(site)
    newSecurityManager(None, system)
    return OfflineRecord(store)
