"""Seal in a database that no server has open."""

from opengov.disclosure.client import NoAnswer
from opengov.disclosure.offline import open_site
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.sealing.spool import SpoolBusy
from opengov.disclosure.transfer.store import store
from opengov.disclosure.transfer.verifying import verify

import transaction


class OfflineSite:
    """A site in an opened database, asked as the services are."""

    def __init__(self, site) -> None:
        self.site = site
        self.handovers = IHandovers(site)

    def ask(self, name: str, body: dict) -> dict:
        """Do one batch.

        :raises NoAnswer: when another sealer writes into the spool.
        """
        if name == "@verify-handovers":
            return verify(self.site, body.get("after") or "", body["limit"])
        try:
            with Spool(spool_folder()).writing():
                if name == "@seal":
                    return self._seal(body["limit"])
                return self.handovers.rebuild(body.get("after") or "", body["limit"])
        except SpoolBusy as error:
            raise NoAnswer("another process is sealing into the same spool; try again when it is done") from error

    def _seal(self, limit: int) -> dict:
        """Do one batch for every agency, in a transaction of its own."""
        self.handovers.sweep()
        done = self.handovers.work(list(store(self.site).shelves), limit)
        transaction.commit()
        self.site._p_jar.cacheGC()
        return done


def open_handovers(zope_conf: str, path: str) -> OfflineSite:
    """Start Zope without a server and find the site.

    :param path: of the site in the database, e.g. ``/Plone``.
    :raises NoAnswer: when another process has the database open, or there is no such file or site.
    """
    return OfflineSite(open_site(zope_conf, path))
