"""Who may pull what: the account of an archive, in the fonds where it holds the office of archivist now (R-T6, R-X1)."""

from AccessControl import getSecurityManager
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.app.uuid.utils import uuidToObject
from zExceptions import Unauthorized


PULL = "opengov.disclosure: Pull hand-over"


def receiver_of_caller(site) -> dict | None:
    """The receiver behind the account, with those of its fonds where it holds the office of archivist now; or None.

    :raises Unauthorized: when nobody is logged in.
    """
    user = getSecurityManager().getUser()
    if user.getId() is None:
        raise Unauthorized("Log in as the account of an archive or library.")
    receiver = IReceivers(site).of_account(user.getId())
    if receiver is None:
        return None
    return {**receiver, "fonds": [uid for uid in receiver["fonds"] if _may_pull(uid)]}


def _may_pull(uid: str) -> bool:
    agency = uuidToObject(uid, unrestricted=True)
    return agency is not None and bool(api.user.has_permission(PULL, obj=agency))
