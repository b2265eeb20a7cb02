"""Who comes in: a hidden agency is missing for everybody else, whoever may not is told so (R-X1)."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from plone import api
from zExceptions import Forbidden
from zExceptions import NotFound


#: Permissions behind the pages and services.
IMPORT = "opengov.disclosure: Add Official Document"
LOOK = "opengov.disclosure: View ledger"


def admit(context, permission: str, name: str) -> None:
    """Let the current user pass.

    :raises NotFound: for whoever may not see the agency.
    :raises Unauthorized: for a visitor, :raises Forbidden: for a member, without the permission.
    """
    check = getSecurityManager().checkPermission
    if not check("View", context):
        raise NotFound(name)
    if check(permission, context):
        return
    if api.user.is_anonymous():
        raise Unauthorized(name)
    raise Forbidden(name)
