"""The working calendar of an agency: R-D2."""

from AccessControl import Unauthorized
from datetime import date
from opengov.disclosure.agency.interfaces import IAnnouncedYears
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api

import pytest


NOTICE = """一、元旦：1月1日至3日放假，共3天。
二、春节：2月5日至11日放假调休，共7天。1月31日（星期日）、2月14日（星期日）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至3日放假，共3天。
五、端午节：6月9日放假，共1天。
六、中秋节：9月15日放假，共1天。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。"""


def test_local_holidays_of_the_agency_are_no_working_days(bureau):
    bureau.local_holidays = ["2026-11-24"]
    calendar = IIssuingAgency(bureau).calendar
    assert not calendar.is_working_day(date(2026, 11, 24))
    assert calendar.is_working_day(date(2026, 11, 25))


def test_a_year_is_known_from_its_announcement_on(portal, bureau):
    assert not IIssuingAgency(bureau).calendar.is_announced(2027)
    IAnnouncedYears(portal).announce(2027, NOTICE)
    calendar = IIssuingAgency(bureau).calendar
    assert calendar.is_announced(2027)
    assert calendar.is_working_day(date(2027, 1, 31))
    assert IAnnouncedYears(portal).years() == (2027,)
    assert ILedger(portal).entries()[-1].action == "year_announced"


def test_a_notice_that_does_not_fit_is_refused_and_nothing_is_stored(portal, bureau):
    with pytest.raises(RuleBroken):
        IAnnouncedYears(portal).announce(2027, NOTICE.replace("共7天", "共8天"))
    assert IAnnouncedYears(portal).years() == ()


def test_only_who_manages_settings_announces_a_year(portal, bureau):
    with api.env.adopt_roles(["Member"]), pytest.raises(Unauthorized):
        IAnnouncedYears(portal).announce(2027, NOTICE)
