"""The working calendar: the national one, the years announced since, an area's own holidays."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from opengov.disclosure.agency.interfaces import IAgencySettings
from opengov.disclosure.agency.interfaces import IAnnouncedYears
from opengov.disclosure.core.calendar import changes
from opengov.disclosure.core.calendar import national
from opengov.disclosure.core.calendar import parse_arrangement
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import ISiteCheck
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from plone.base.interfaces import IPloneSiteRoot
from plone.registry.interfaces import IRegistry
from types import MappingProxyType
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


#: The month in which the State Council announces the next year.
_NOTICE_MONTH = 11

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


#: Notices that are only tried in this context: what would follow if they were announced.
_tried: ContextVar[Mapping[int, str]] = ContextVar("tried", default=MappingProxyType({}))


def _notices() -> dict[int, str]:
    return {**(_settings().announced_years or {}), **_tried.get()}


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
        _settings().announced_years = {**(_settings().announced_years or {}), year: notice}
        ILedger(self.site).record("year_announced", codes={"year": str(year)})

    def years(self) -> tuple[int, ...]:
        """See ``IAnnouncedYears``."""
        return tuple(sorted(_notices()))

    def known(self) -> tuple[int, ...]:
        """See ``IAnnouncedYears``."""
        return tuple(sorted(working_calendar(()).announced))

    def notice(self, year: int) -> str:
        """See ``IAnnouncedYears``."""
        return _notices().get(year, "")

    @contextmanager
    def trying(self, year: int, notice: str) -> Iterator[None]:
        """See ``IAnnouncedYears``."""
        parse_arrangement(notice, year)
        token = _tried.set({**_tried.get(), year: notice})
        try:
            yield
        finally:
            _tried.reset(token)

    def changes(self, year: int, notice: str) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """See ``IAnnouncedYears``."""
        before = working_calendar(())
        with self.trying(year, notice):
            return changes(before, working_calendar(()), year)


@implementer(ISiteCheck)
@adapter(IPloneSiteRoot)
class CalendarCheck:
    """See ``ISiteCheck``: from November on the next year's notice should be entered."""

    def __init__(self, site) -> None:
        self.site = site

    def state(self) -> list[dict]:
        """See ``ISiteCheck``."""
        today, known = now().date(), AnnouncedYears(self.site).known()
        title = _("check_calendar", default="Working calendar")
        wanted = today.year + (today.month >= _NOTICE_MONTH)
        if wanted in known:
            text = _(
                "check_calendar_good", default="Known until the end of ${year}.", mapping={"year": str(max(known))}
            )
            return [{"level": "success", "title": title, "text": text}]
        text = _(
            "check_calendar_missing",
            default="The holiday notice for ${year} is missing; last days in that year are provisional. The State Council "
            "publishes it in November.",
            mapping={"year": str(wanted)},
        )
        return [{"level": "danger" if wanted == today.year else "warning", "title": title, "text": text}]
