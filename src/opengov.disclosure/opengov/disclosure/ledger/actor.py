"""Who acts now, as the record names people."""

from AccessControl import getSecurityManager
from AccessControl.users import nobody
from AccessControl.users import system
from Acquisition import aq_base


SYSTEM = "system"
ANONYMOUS = "anonymous"


def current_actor() -> str:
    """Return the id of the authenticated user; ``system`` for code that runs without one, ``anonymous`` for visitors."""
    user = aq_base(getSecurityManager().getUser())
    if user is system or user is aq_base(system):
        return SYSTEM
    if user is None or user is nobody:
        return ANONYMOUS
    return user.getId() or user.getUserName() or ANONYMOUS
