"""Open the database of a zope.conf and seal in it, while no server runs."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from opengov.disclosure.transfer.client import NoAnswer
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.spool import Spool
from opengov.disclosure.transfer.spool import spool_folder
from opengov.disclosure.transfer.spool import SpoolBusy
from opengov.disclosure.transfer.store import store
from Testing.makerequest import makerequest
from zc.lockfile import LockError
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi

import transaction
import Zope2


class OfflineSite:
    """A site in an opened database, asked as the services are."""

    def __init__(self, site) -> None:
        self.site = site
        self.handovers = IHandovers(site)

    def ask(self, name: str, body: dict) -> dict:
        """Do one batch.

        :raises NoAnswer: when another sealer writes into the spool.
        """
        try:
            with Spool(spool_folder()).writing():
                if name == "@seal":
                    return self._seal(body["limit"])
                return self.handovers.rebuild(body.get("after") or "", body["limit"])
        except SpoolBusy as error:
            raise NoAnswer("another process is sealing into the same spool; try again when it is done") from error

    def _seal(self, limit: int) -> dict:
        """Seal a batch, one transaction for each document."""
        agencies, done = list(store(self.site).shelves), []
        for agency, uid in self.handovers.ready(agencies, limit):
            done.append(self.handovers.seal(agency, uid))
            transaction.commit()
        return {
            "sealed": [item for item in done if not item["problems"]],
            "held": [item for item in done if item["problems"]],
            "more": bool(self.handovers.ready(agencies, 1)),
        }


def open_site(zope_conf: str, path: str) -> OfflineSite:
    """Start Zope without a server and find the site.

    :param path: of the site in the database, e.g. ``/Plone``.
    :raises NoAnswer: when another process has the database open, or there is no such file or site.
    """
    try:
        configure_wsgi(zope_conf)
        app = makerequest(Zope2.app())
    except LockError as error:
        raise NoAnswer("the database is open in a running server; leave --offline out and ask the server") from error
    except (OSError, SystemExit) as error:
        raise NoAnswer(f"{zope_conf} cannot be used: {error}") from error
    setRequest(app.REQUEST)
    newSecurityManager(None, system)
    site = app.unrestrictedTraverse(path.strip("/"), None) if path.strip("/") else None
    if IHandovers(site, None) is None:
        raise NoAnswer(f"there is no site at {path}")
    setSite(site)
    return OfflineSite(site)
