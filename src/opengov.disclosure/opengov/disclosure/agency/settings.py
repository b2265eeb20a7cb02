"""The working calendar: the national one, the years announced since, an area's own holidays."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from opengov.disclosure.agency.interfaces import IAgencySettings
from opengov.disclosure.agency.interfaces import IAnnouncedYears
from opengov.disclosure.core.calendar import national
from opengov.disclosure.core.calendar import parse_arrangement
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.ledger.interfaces import ILedger
from plone.base.interfaces import IPloneSiteRoot
from plone.registry.interfaces import IRegistry
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


PERMISSION = "opengov.disclosure: Manage settings"


def working_calendar(local_holidays: Iterable[str]) -> WorkingCalendar:
    """The calendar of an area.

    :param local_holidays: ISO dates of further days off.
    """
    return _calendar(tuple(sorted(_notices().items())), tuple(local_holidays))


@lru_cache(maxsize=64)
def _calendar(notices: tuple[tuple[int, str], ...], local_holidays: tuple[str, ...]) -> WorkingCalendar:
    extra = {year: parse_arrangement(notice, year) for year, notice in notices}
    return national(extra, [date.fromisoformat(day) for day in local_holidays])


def _settings() -> IAgencySettings:
    return getUtility(IRegistry).forInterface(IAgencySettings, prefix="opengov.disclosure.agency")


def _notices() -> dict[int, str]:
    return dict(_settings().announced_years or {})


@implementer(IAnnouncedYears)
@adapter(IPloneSiteRoot)
class AnnouncedYears:
    """The notices that the site's managers have entered."""

    def __init__(self, site) -> None:
        self.site = site

    def announce(self, year: int, notice: str) -> None:
        """See ``IAnnouncedYears``."""
        if not getSecurityManager().checkPermission(PERMISSION, self.site):
            raise Unauthorized(PERMISSION)
        parse_arrangement(notice, year)
        _settings().announced_years = {**_notices(), year: notice}
        ILedger(self.site).record("year_announced", codes={"year": str(year)})

    def years(self) -> tuple[int, ...]:
        """See ``IAnnouncedYears``."""
        return tuple(sorted(_notices()))
