"""``POST @seal`` and ``POST @rebuild-spool``: small batches that a command repeats until nothing is left."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from opengov.disclosure.transfer.sealing.spool import SpoolBusy
from opengov.disclosure.transfer.services.asking import number
from opengov.disclosure.transfer.services.asking import posted
from opengov.disclosure.transfer.store import enforce_converted
from opengov.disclosure.transfer.store import store
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.restapi.services import Service
from zExceptions import Forbidden
from zExceptions import Unauthorized


SEAL = "opengov.disclosure: Seal hand-over"
MOST = 100


class SealPost(Service):
    """Do one batch for the agencies whose clerk the caller is; repeat while ``more`` is true. It does no harm."""

    def reply(self) -> dict:
        agencies = clerks_agencies(self.context)
        data = posted(self.request, ("limit",))
        limit = number(data.get("limit", 10), "limit", 1, MOST)
        handovers = IHandovers(self.context)
        try:
            with Spool(spool_folder()).writing():
                handovers.sweep()
                return handovers.work(agencies, limit)
        except SpoolBusy as error:
            raise RuleBroken(Problem("sealer_busy", "R-T4")) from error


class RebuildSpoolPost(Service):
    """Write packages that the spool lost again, going on after an id."""

    def reply(self) -> dict:
        data = posted(self.request, ("after", "limit"))
        limit = number(data.get("limit", 100), "limit", 1, 10 * MOST)
        after = data.get("after") or ""
        if not isinstance(after, str):
            raise RuleBroken(Problem("transfer_cursor", "R-X2", "after"))
        try:
            with Spool(spool_folder()).writing():
                return IHandovers(self.context).rebuild(after, limit)
        except SpoolBusy as error:
            raise RuleBroken(Problem("sealer_busy", "R-T4")) from error


def clerks_agencies(site) -> list[str]:
    """UIDs of the agencies that the caller may seal for.

    :raises Unauthorized: for visitors.
    :raises Forbidden: for people who are clerk nowhere.
    :raises RuleBroken: while the upgrade was not run.
    """
    if api.user.is_anonymous():
        raise Unauthorized("Log in as transfer clerk.")
    enforce_converted(site)
    agencies = [uid for uid in store(site).shelves if _may_seal(uid)]
    if not agencies:
        raise Forbidden("This account is transfer clerk of no agency.")
    return agencies


def _may_seal(uid: str) -> bool:
    agency = uuidToObject(uid, unrestricted=True)
    return agency is not None and bool(api.user.has_permission(SEAL, obj=agency))
