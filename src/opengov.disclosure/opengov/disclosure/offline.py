"""Open the database of a zope.conf and find the site in it, while no server runs."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from opengov.disclosure.client import NoAnswer
from Testing.makerequest import makerequest
from zc.lockfile import LockError
from ZConfig import ConfigurationError as ZConfigError
from zope.component.hooks import setSite
from zope.configuration.exceptions import ConfigurationError as ZCMLError
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi

import Zope2


def open_site(zope_conf: str, path: str):
    """Start Zope without a server; from here on the system acts in the site.

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
    if not hasattr(site, "getSiteManager"):
        raise NoAnswer(f"there is no site at {path}")
    setRequest(app.REQUEST)
    setSite(site)
    newSecurityManager(None, system)
    return site
