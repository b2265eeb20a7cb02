"""The office's clock: the default :class:`IClock` is this module."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.ledger.interfaces import IClock
from zope.interface import moduleProvides


moduleProvides(IClock)

#: Asia/Shanghai has had no summer time since 1991; a fixed offset needs no time zone data on the machine.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Return the present moment at +08:00, in whole seconds."""
    return datetime.now(SHANGHAI).replace(microsecond=0)
