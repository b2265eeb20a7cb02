"""The routines of a site in a database that no server has open."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import UnrestrictedUser
from opengov.disclosure.catalogue.running import names
from opengov.disclosure.catalogue.running import run
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.offline import open_site

import transaction


class OfflineSite:
    """A site in an opened database, asked as the service is; each batch is a transaction of its own."""

    def __init__(self, site) -> None:
        self.site = site

    def get(self, name: str) -> dict:
        """Names of the routines."""
        return {"items": names(self.site)}

    def post(self, name: str, body: dict) -> dict:
        """Do one batch.

        :raises NoAnswer: when there is no such routine.
        """
        try:
            answer = run(self.site, body["name"], body["after"], body["limit"])
        except RuleBroken as broken:
            raise NoAnswer(str(broken)) from broken
        transaction.commit()
        return answer


def open_routines(zope_conf: str, path: str) -> OfflineSite:
    """Start Zope without a server and find the site.

    :param path: of the site in the database, e.g. ``/Plone``.
    :raises NoAnswer: when another process has the database open, or there is no such file or site.
    """
    site = open_site(zope_conf, path)
    # the steps ask for an office: that of an administrator, as the service's account has it
    newSecurityManager(None, UnrestrictedUser("opengov-routine", "", ["Manager"], "").__of__(site.acl_users))
    return OfflineSite(site)
