"""R-D1 to R-D4: which clocks run, from when, until when, on whose authority."""

from datetime import date
from opengov.disclosure.core import calendar
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.deadlines import Period

import pytest


NATIONAL = calendar.national()


def day(text):
    return date.fromisoformat(text)


def clocks(profile, urgent=False, **facts):
    dates = {name: day(text) for name, text in facts.items()}
    found = deadlines.deadlines_for(dates, jurisdictions.load(profile), NATIONAL, urgent)
    return {deadline.key: deadline for deadline in found}


@pytest.mark.parametrize(
    ("unit", "n", "start", "due"),
    [
        ("working_day", 5, "2026-02-13", "2026-02-27"),
        ("working_day", 1, "2026-09-30", "2026-10-08"),
        ("calendar_day", 30, "2026-02-13", "2026-03-15"),
        ("same_day", 0, "2026-02-14", "2026-02-14"),
        ("day_of_month", 10, "2026-01-31", "2026-02-10"),
        ("day_of_month", 10, "2026-02-01", "2026-03-10"),
        ("day_of_month", 28, "2026-12-31", "2027-01-28"),
    ],
)
def test_each_unit_ends_on_its_day(unit, n, start, due):
    period = Period(n, unit, "issued", "某规定 第一条", "local_target")
    deadline = deadlines.due("publish", period, day(start), NATIONAL)
    assert deadline.due == day(due)
    assert (deadline.source, deadline.trigger, deadline.trigger_date) == ("某规定 第一条", "issued", day(start))


@pytest.mark.parametrize(
    ("profile", "urgent", "facts", "due", "clause", "binding"),
    [
        ("cn-national-2019", False, {"created": "2026-02-09"}, "2026-03-13", "第二十六条", "statutory"),
        ("cn-national-2019", True, {"created": "2026-02-09"}, "2026-03-13", "第二十六条", "statutory"),
        ("shaoguan-2019", False, {"created": "2026-09-24"}, "2026-10-29", "第二十六条", "statutory"),
        (
            "cn-national-2019",
            False,
            {"created": "2025-11-03", "changed": "2026-02-09"},
            "2026-03-13",
            "第二十六条",
            "statutory",
        ),
        ("zunyi-2020", False, {"created": "2026-02-13"}, "2026-02-27", "管理制度 第八条", "local_target"),
        (
            "zunyi-2020",
            False,
            {"created": "2026-01-05", "issued": "2026-02-13"},
            "2026-02-27",
            "源头认定制度 第八条",
            "local_target",
        ),
        (
            "zunyi-2020",
            False,
            {"issued": "2026-01-05", "created": "2026-01-05", "changed": "2026-02-13"},
            "2026-02-27",
            "管理制度 第八条",
            "local_target",
        ),
        ("zunyi-2020", True, {"created": "2026-02-13"}, "2026-02-13", "管理制度 第九条", "local_target"),
    ],
)
def test_the_publish_clock_is_the_profiles(profile, urgent, facts, due, clause, binding):
    deadline = clocks(profile, urgent, **facts)["publish"]
    assert (deadline.due, deadline.binding) == (day(due), binding)
    assert deadline.source.endswith(clause)


def test_the_laws_own_date_stands_beside_a_stricter_local_one():
    found = clocks("zunyi-2020", issued="2026-02-09", created="2026-02-09")
    assert found["publish_statutory"].due == day("2026-03-13")
    assert found["publish_statutory"].binding == "statutory"
    assert "publish_statutory" not in clocks("cn-national-2019", created="2026-02-09")


def test_a_referral_is_reported_within_ten_working_days_and_decided_within_ten():
    found = clocks("cn-national-2019", referred="2026-09-24", received="2026-09-28")
    assert set(found) == {"secrecy_report", "secrecy_decision"}
    assert found["secrecy_report"].due == day("2026-10-15")
    assert found["secrecy_decision"].due == day("2026-10-16")


def test_tianning_sends_to_the_archive_in_twenty_days_and_on_paper_by_the_tenth():
    found = clocks("tianning-2016", created="2026-02-09")
    assert found["transfer_electronic"].due == found["record_copy"].due == day("2026-03-13")
    assert found["transfer_paper"].due == day("2026-03-10")


def test_tianning_answers_in_fifteen_days_while_the_law_gives_twenty():
    found = clocks("tianning-2016", application_received="2026-02-13")
    assert found["reply"].due == day("2026-03-12")
    assert found["reply_statutory"].due == day("2026-03-19")


def test_a_day_in_a_year_not_announced_makes_the_deadline_provisional():
    assert clocks("cn-national-2019", created="2026-12-10")["publish"].provisional


def test_deadlines_come_the_earliest_first_and_unknown_facts_set_nothing_off():
    found = deadlines.deadlines_for(
        {"created": day("2026-02-09"), "dreamt": day("2026-02-09")}, jurisdictions.load("zunyi-2020"), NATIONAL
    )
    assert [deadline.key for deadline in found] == ["publish", "publish_statutory"]


@pytest.mark.parametrize(
    ("today", "left"), [("2026-02-26", 1), ("2026-02-27", 0), ("2026-02-28", -1), ("2026-03-01", -1), ("2026-02-13", 5)]
)
def test_the_days_left_are_working_days_and_turn_negative(today, left):
    deadline = clocks("zunyi-2020", created="2026-02-13")["publish"]
    assert deadlines.days_left(deadline, day(today), NATIONAL) == left


@pytest.mark.parametrize(
    ("today", "done_on", "overdue"),
    [
        ("2026-02-27", None, False),
        ("2026-02-28", None, True),
        ("2026-05-01", "2026-02-27", False),
        ("2026-05-01", "2026-02-28", True),
    ],
)
def test_overdue_is_computed_from_the_day_it_was_done(today, done_on, overdue):
    deadline = clocks("zunyi-2020", created="2026-02-13")["publish"]
    assert deadlines.is_overdue(deadline, day(today), done_on and day(done_on)) is overdue


def changed_on(text, before="cn-national-2019", after="zunyi-2020", holidays=()):
    """An area that changes its profile on a day: what ``deadlines_by_day`` asks."""
    new = calendar.national(local_holidays=[day(each) for each in holidays])

    def in_force(when):
        return (jurisdictions.load(after), new) if when >= day(text) else (jurisdictions.load(before), NATIONAL)

    return in_force


@pytest.mark.parametrize(
    ("changed", "publish", "statutory"),
    [
        ("2026-01-01", "2026-02-14", "2026-03-13"),
        ("2026-02-09", "2026-02-14", "2026-03-13"),
        ("2026-02-10", "2026-03-13", ""),
    ],
)
def test_a_clock_keeps_the_profile_of_the_day_it_began(changed, publish, statutory):
    facts = {"created": day("2026-02-09"), "issued": day("2026-02-09")}
    found = deadlines.deadlines_by_day(facts, changed_on(changed))
    dates = {each.key: each.due.isoformat() for each in found}
    assert (dates["publish"], dates.get("publish_statutory", "")) == (publish, statutory)


def test_a_later_event_runs_by_the_later_profile_and_leaves_nothing_of_the_former():
    facts = {"created": day("2026-02-09"), "issued": day("2026-02-09"), "changed": day("2026-04-01")}
    back = changed_on("2026-03-01", before="zunyi-2020", after="cn-national-2019")
    found = {each.key: each for each in deadlines.deadlines_by_day(facts, back)}
    assert set(found) == {"publish"}
    assert found["publish"].trigger_date == day("2026-04-01")
    assert found["publish"].due == NATIONAL.add(day("2026-04-01"), 20).day


@pytest.mark.parametrize("profile", jurisdictions.keys())
@pytest.mark.parametrize(
    "trigger",
    [
        "created",
        "referred",
        "received",
        "withdrawn",
        "signed_urgently",
        "instructed_orally",
        "consultation_received",
        "application_received",
    ],
)
def test_a_local_holiday_lengthens_every_clock_of_working_days(profile, trigger):
    start = day("2026-04-07")
    local = calendar.national(local_holidays=[day("2026-04-08")])
    jurisdiction = jurisdictions.load(profile)
    usual = {each.key: each for each in deadlines.deadlines_for({trigger: start}, jurisdiction, NATIONAL)}
    longer = {each.key: each for each in deadlines.deadlines_for({trigger: start}, jurisdiction, local)}
    counted = [key for key in usual if _unit(jurisdiction, key) == "working_day"]
    assert set(usual) == set(longer)
    assert counted
    assert all(longer[key].due > usual[key].due for key in counted)


def _unit(jurisdiction, key):
    table = jurisdiction.statutory if key.endswith("_statutory") else jurisdiction.periods
    return table[key.removesuffix("_statutory")].unit
