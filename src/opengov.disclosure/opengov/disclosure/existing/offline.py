"""The imports of an agency in a database that no server has open."""

from AccessControl.SecurityManagement import newSecurityManager
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing.checking import problem_of
from opengov.disclosure.existing.interfaces import IExistingImports
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.offline import open_site
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.interface import alsoProvides

import base64
import io
import transaction


class OfflineSite:
    """A site in an opened database, asked as the services are; each batch is a transaction of its own."""

    def __init__(self, site) -> None:
        self.site = site

    def get(self, name: str, query: dict | None = None) -> dict:
        """A job, or its rows."""
        imports, number, act = self._asked(name)
        if act != "rows":
            return imports.job(number)
        asked = query or {}
        rows = imports.rows(number, asked["after"], asked["limit"], asked["state"])
        items = [{**row, "problems": self._told(row["problems"])} for row in rows]
        return {"items": items, "next": rows[-1]["place"] if len(rows) == asked["limit"] else None}

    def post(self, name: str, body: dict) -> dict:
        """Do one thing.

        :raises NoAnswer: when a rule forbids it.
        """
        imports, number, act = self._asked(name)
        try:
            answer = self._done(imports, number, act, body)
        except RuleBroken as broken:
            transaction.abort()
            told = "; ".join(problem["message"] for problem in self._told(broken.problems))
            raise NoAnswer(told) from broken
        transaction.commit()
        self.site._p_jar.cacheGC()
        return answer

    def _done(self, imports, number: int, act: str, body: dict) -> dict:
        if not number:
            number = imports.begin(body["filename"], io.BytesIO(base64.b64decode(body["data"])))
            return imports.job(number)
        if act == "files":
            imports.add_file(number, body["name"], base64.b64decode(body["data"]))
            return {"name": body["name"]}
        if act == "undo":
            done = imports.undo(number, None, body["limit"])
            kept = [{**item, "problems": self._told(item["problems"])} for item in done["kept"]]
            return {**done, "kept": kept}
        return imports.check(number) if act == "check" else imports.run(number, body["limit"])

    def _asked(self, name: str) -> tuple[IExistingImports, int, str]:
        path, _slash, rest = name.partition("/@existing-imports")
        agency = self.site.unrestrictedTraverse(path, None) if path else None
        if not IAgencyContent.providedBy(agency) or not IExistingImports(agency).may():
            raise NoAnswer(f"there is no agency {path} that the account drafts for")
        number, _slash, act = rest.strip("/").partition("/")
        imports = IExistingImports(agency)
        try:
            return imports, imports.job(int(number))["id"] if number else 0, act
        except KeyError:
            raise NoAnswer(f"there is no import {number}") from None

    @staticmethod
    def _told(problems) -> list[dict]:
        wording, request = getUtility(IWording), getRequest()
        found = (problem_of(each) if isinstance(each, dict) else each for each in problems)
        return [wording.as_json(problem, request) for problem in found]


def open_imports(zope_conf: str, path: str, user_id: str) -> OfflineSite:
    """Start Zope without a server and find the site; the account is the author of what is created.

    :param path: of the site in the database, e.g. ``/Plone``.
    :raises NoAnswer: when another process has the database open, or there is no such file, site or account.
    """
    site = open_site(zope_conf, path)
    alsoProvides(getRequest(), IOpengovDisclosureLayer)
    user = site.acl_users.getUserById(user_id) if user_id else None
    if user is None:
        raise NoAnswer("--user must name an account that drafts for the agency, with --offline too")
    newSecurityManager(None, user.__of__(site.acl_users))
    return OfflineSite(site)
