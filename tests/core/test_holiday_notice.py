"""R-D2: a site manager pastes the State Council's notice; what does not fit is refused with its place."""

from datetime import date
from datetime import timedelta
from opengov.disclosure.core import calendar
from opengov.disclosure.core.rules import RuleBroken

import pytest


NOTICES = {
    2026: """国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
（此件公开发布）""",
    2024: """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2023: """一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。""",
    2019: """一、元旦：12月30日至1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。
三、清明节：4月5日放假，与周末连休。
四、劳动节：5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。
五、端午节：6月7日放假，与周末连休。
六、中秋节：9月13日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2017: """一、元旦：1月1日放假，1月2日（星期一）补休。
二、春节：1月27日至2月2日放假调休，共7天。1月22日（星期日）、2月4日（星期六）上班。
三、清明节：4月2日至4日放假调休，共3天。4月1日（星期六）上班。
四、劳动节：5月1日放假，与周末连休。
五、端午节：5月28日至30日放假调休，共3天。5月27日（星期六）上班。
六、中秋节、国庆节：10月1日至8日放假调休，共8天。9月30日（星期六）上班。""",
}


def read(text, year=2026):
    return calendar.parse_arrangement(text, year)


@pytest.mark.parametrize("year", NOTICES)
def test_a_real_notice_gives_the_working_days_the_library_knows(year):
    given = calendar.national({year: read(NOTICES[year], year)})
    known = calendar.national()
    days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(365)]
    assert [d for d in days if given.is_working_day(d) != known.is_working_day(d)] == []


def test_days_before_new_year_belong_to_the_year_before():
    arrangement = read(NOTICES[2019], 2019)
    assert date(2018, 12, 30) in arrangement.holidays
    assert date(2018, 12, 29) in arrangement.working_weekends


def test_an_encouragement_to_rest_is_no_holiday():
    assert date(2024, 2, 9) not in read(NOTICES[2024], 2024).holidays


def test_width_and_spaces_of_the_signs_do_not_matter():
    spaced = NOTICES[2026].replace("（", " (").replace("）", ") ").replace("：", ": ").replace("1月", "１ 月")
    assert read(spaced) == read(NOTICES[2026])


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("2026年部分节假日", "2027年部分节假日", "arrangement_other_year", "2027年部分节假日"),
        ("六、中秋节：", "六、", "arrangement_holiday_missing", "中秋"),
        ("1月1日（周四）", "1月1日（周五）", "arrangement_date_wrong", "1月1日(周五)至3日(周六)"),
        ("1月4日（周日）", "2月30日", "arrangement_date_wrong", "2月30日"),
        ("1月1日（周四）至3日", "1日至3日", "arrangement_date_wrong", "1日至3日(周六)"),
        (
            "2月15日（农历腊月二十八、周日）至23日",
            "2月25日至23日",
            "arrangement_date_wrong",
            "2月25日至23日(农历正月初七、周一)",
        ),
        ("5月1日（周五）至5日（周二）", "5月1日至6月5日", "arrangement_date_wrong", "5月1日至6月5日"),
        ("共9天", "共8天", "arrangement_count_wrong", "春节:共8天"),
        ("5月9日（周六）上班", "5月11日上班", "arrangement_working_day_wrong", "劳动节:5月11日"),
        ("5月9日（周六）上班", "5月9日（周六）另行通知", "arrangement_unclear", "5月9日(周六)另行通知"),
        ("5月9日（周六）上班", "5月2日（周六）上班", "arrangement_unclear", "2026-05-02"),
        ("6月19日（周五）至21日（周日）放假，共3天", "另行通知", "arrangement_unclear", "端午节:另行通知"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(old, new, code, place):
    text = NOTICES[2026].replace(old, new)
    assert text != NOTICES[2026]
    with pytest.raises(RuleBroken) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.rule, problem.field) == (code, "R-D2", "arrangement")
    assert problem.params["place"].startswith(place)


@pytest.mark.parametrize("text", ["", "元旦", "：" * 100, "1月" * 9000])
def test_text_that_is_no_notice_is_refused(text):
    with pytest.raises(RuleBroken) as caught:
        read(text)
    assert caught.value.problems[0].code == "arrangement_holiday_missing"


def test_a_text_too_long_for_a_notice_is_not_read():
    with pytest.raises(RuleBroken) as caught:
        read("1" * 20_001)
    assert caught.value.problems[0].code == "arrangement_too_long"
