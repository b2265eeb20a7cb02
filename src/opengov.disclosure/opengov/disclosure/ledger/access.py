"""The access log: who opened a withheld document or downloaded a package (R-L2)."""

from opengov.disclosure.ledger.actor import current_actor
from opengov.disclosure.ledger.interfaces import IAccessLog
from opengov.disclosure.ledger.interfaces import now
from zope.interface import implementer

import json
import logging


logger = logging.getLogger("opengov.disclosure.access")


def log_access(obj_uid: str, what: str, **plain: str | int | bool | None) -> None:
    """Write one JSON line; see :meth:`IAccessLog.log`."""
    line = {**plain, "at": now().isoformat(), "actor": current_actor(), "uid": obj_uid, "what": what}
    logger.info("%s", json.dumps(line, ensure_ascii=True, sort_keys=True, allow_nan=False))


@implementer(IAccessLog)
class AccessLog:
    """The utility."""

    def log(self, uid: str, what: str, **plain: str | int | bool | None) -> None:
        """Log that the current user did ``what`` with the object of this UID."""
        log_access(uid, what, **plain)
