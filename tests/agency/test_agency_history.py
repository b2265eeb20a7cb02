"""What an agency's rules were on which day, and how they are changed: R-D1, R-L1."""

from datetime import date
from opengov.disclosure.agency import setup
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IJurisdictionChange
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from pathlib import Path
from plone import api
from zope.lifecycleevent import modified

import pytest


def day(text):
    return date.fromisoformat(text)


def kept(agency, what="jurisdiction"):
    return [(entry["from"], entry["value"]) for entry in ISettingsHistory(agency).entries() if entry["what"] == what]


def actions(agency):
    return [entry.action for entry in ILedger(agency).entries()]


def test_a_new_agency_begins_with_the_rules_it_is_created_with(clock, bureau):
    assert kept(bureau) == [("", "cn-national-2019")]
    assert kept(bureau, "office_size") == [("", "small")]
    assert kept(bureau, "local_holidays") == [("", [])]
    assert IIssuingAgency(bureau).jurisdiction_on(day("2001-01-01")).key == "cn-national-2019"


def test_a_change_holds_from_its_day_on_and_never_before(clock, bureau):
    clock.set("2026-11-25T09:00")
    IJurisdictionChange(bureau).apply("zunyi-2020", "市政府决定")
    place = IIssuingAgency(bureau)
    assert place.jurisdiction.key == "zunyi-2020"
    assert place.jurisdiction_on(day("2026-11-24")).key == "cn-national-2019"
    assert place.jurisdiction_on(day("2026-11-25")).key == "zunyi-2020"
    assert place.jurisdiction_on(day("2030-01-01")).key == "zunyi-2020"
    assert kept(bureau)[-1] == ("2026-11-25", "zunyi-2020")
    entry = ISettingsHistory(bureau).entries()[-1]
    assert (entry["reason"], entry["version"], bool(entry["by"])) == ("市政府决定", "2026-11-22", True)


def test_the_ledger_knows_old_and_new_profile_and_version_and_not_the_reason(clock, bureau):
    clock.set("2026-11-25T09:00")
    IJurisdictionChange(bureau).apply("zunyi-2020", "市政府决定")
    entry = ILedger(bureau).entries()[-1]
    assert entry.action == "jurisdiction_changed"
    assert dict(entry.codes) == {
        "old": "cn-national-2019",
        "new": "zunyi-2020",
        "old_version": "2026-11-22",
        "new_version": "2026-11-22",
    }
    assert actions(bureau).count("jurisdiction_changed") == 1


@pytest.mark.parametrize(
    ("field", "value", "action"),
    [
        ("jurisdiction", "tianning-2016", "jurisdiction_changed"),
        ("office_size", "standard", "office_size_changed"),
        ("local_holidays", ["2026-12-24"], "local_holidays_changed"),
    ],
)
def test_the_plain_edit_form_writes_history_and_ledger_too(clock, bureau, field, value, action):
    clock.set("2026-11-25T09:00")
    setattr(bureau, field, value)
    modified(bureau)
    modified(bureau)
    assert kept(bureau, field)[-1] == ("2026-11-25", value)
    assert actions(bureau).count(action) == 1


def test_other_fields_leave_no_trace_in_the_history(clock, bureau):
    before = ISettingsHistory(bureau).entries()
    bureau.short_name = "财政"
    modified(bureau)
    assert ISettingsHistory(bureau).entries() == before


def test_what_is_put_right_on_the_first_day_was_never_otherwise(clock, bureau):
    IJurisdictionChange(bureau).apply("zunyi-2020", "选错了")
    assert kept(bureau) == [("", "cn-national-2019"), ("", "zunyi-2020")]
    assert IIssuingAgency(bureau).jurisdiction_on(day("2026-01-01")).key == "zunyi-2020"


def test_a_profile_set_past_every_door_is_followed_and_nothing_fails(clock, bureau):
    bureau.jurisdiction = "zunyi-2020"
    assert IIssuingAgency(bureau).jurisdiction_on(day("2026-01-01")).key == "zunyi-2020"


def test_there_and_back_keeps_the_days_between(clock, bureau):
    for text, key in [("2026-11-25", "zunyi-2020"), ("2026-12-01", "cn-national-2019")]:
        clock.set(f"{text}T09:00")
        IJurisdictionChange(bureau).apply(key, "调整")
    on = IIssuingAgency(bureau).jurisdiction_on
    assert [on(day(text)).key for text in ("2026-11-24", "2026-11-30", "2026-12-01")] == [
        "cn-national-2019",
        "zunyi-2020",
        "cn-national-2019",
    ]


def test_clocks_keep_the_profile_of_their_first_day(clock, bureau):
    clock.set("2026-11-25T09:00")
    IJurisdictionChange(bureau).apply("zunyi-2020", "市政府决定")
    place = IIssuingAgency(bureau)

    def publish(text):
        found = place.deadlines({"created": day(text), "issued": day(text)})
        return {each.key: each.source for each in found}

    assert set(publish("2026-11-24")) == {"publish"}
    assert "第二十六条" in publish("2026-11-24")["publish"]
    assert set(publish("2026-11-25")) == {"publish", "publish_statutory"}
    assert "源头认定制度 第八条" in publish("2026-11-25")["publish"]


def test_an_own_holiday_moves_open_clocks_also_those_that_run(clock, bureau):
    facts = {"referred": day("2026-11-20")}
    before = IIssuingAgency(bureau).deadlines(facts)[0].due
    bureau.local_holidays = ["2026-11-23"]
    modified(bureau)
    assert IIssuingAgency(bureau).deadlines(facts)[0].due > before


@pytest.mark.parametrize(
    ("profile", "own", "effective"),
    [
        ("cn-national-2019", "standard", "standard"),
        ("cn-national-2019", "small", "small"),
        ("township-2020", "standard", "small"),
        ("township-2020", "small", "small"),
        ("zunyi-2020", "standard", "standard"),
    ],
)
def test_an_office_is_small_when_profile_or_agency_says_so(bureau, profile, own, effective):
    bureau.jurisdiction, bureau.office_size = profile, own
    assert IIssuingAgency(bureau).office_size == effective


def test_the_comparison_gives_both_sides_with_their_clauses(bureau):
    changes = IJurisdictionChange(bureau).compare("zunyi-2020")
    rules = {each["key"]: each for each in changes["rules"]}
    assert set(rules) == {
        "section_review",
        "on_request_reason_required",
        "attribute_dispute",
        "joint_rule",
        "silence",
        "withheld_catalogue",
    }
    assert rules["section_review"]["new"] == {
        "value": False,
        "source": "遵义市政府公文公开属性源头认定制度 第七条（拟稿后由单位分管领导审核把关）",
    }
    periods = {each["key"]: each for each in changes["periods"]}
    assert (periods["publish"]["old"]["n"], periods["publish"]["new"]["n"]) == (20, 5)
    assert periods["urgent_publish"]["old"] is None
    labels = {each["key"]: each for each in changes["labels"]}
    assert labels["step.approve"]["new"]["value"]["zh_CN"] == "审核把关"
    assert labels["request_report"]["old"]["value"]["zh_CN"] == "请示报告"


@pytest.mark.parametrize(
    ("to", "reason", "code", "field"),
    [
        ("atlantis", "理由", "jurisdiction_unknown", "jurisdiction"),
        ("../x", "理由", "jurisdiction_unknown", "jurisdiction"),
        ("cn-national-2019", "理由", "jurisdiction_in_force", "to"),
        ("zunyi-2020", "", "settings_reason_required", "reason"),
        ("zunyi-2020", "长" * 501, "settings_reason_too_long", "reason"),
    ],
)
def test_a_change_that_does_not_hold_changes_nothing(bureau, to, reason, code, field):
    before = ISettingsHistory(bureau).entries()
    with pytest.raises(RuleBroken) as caught:
        IJurisdictionChange(bureau).apply(to, reason)
    assert [(each.code, each.field) for each in caught.value.problems] == [(code, field)]
    assert bureau.jurisdiction == "cn-national-2019"
    assert ISettingsHistory(bureau).entries() == before


def test_a_section_follows_its_agency(section):
    with pytest.raises(RuleBroken) as caught:
        IJurisdictionChange(section).compare("zunyi-2020")
    assert caught.value.problems[0].code == "jurisdiction_of_section"
    assert IIssuingAgency(section).jurisdiction.key == "cn-national-2019"


def test_a_copied_agency_begins_a_history_of_its_own(clock, portal, bureau):
    clock.set("2026-11-25T09:00")
    IJurisdictionChange(bureau).apply("zunyi-2020", "市政府决定")
    copy = api.content.copy(bureau, portal)
    assert kept(copy) == [("", "zunyi-2020")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of profiles in which the product brings a new version."""
    for path in Path(jurisdictions.__file__).parent.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    caches = (jurisdictions.keys, jurisdictions.load)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(jurisdictions, "_FOLDER", tmp_path)
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


def test_a_new_version_of_a_profile_holds_from_the_upgrade_on(clock, portal, bureau, folder):
    present = (folder / "cn-national-2019.toml").read_text(encoding="utf-8")
    version = jurisdictions.load("cn-national-2019").version
    (folder / f"cn-national-2019@{version}.toml").write_text(present, encoding="utf-8")
    (folder / "cn-national-2019.toml").write_text(
        present.replace(version, "2027-01-01").replace("n = 20\n", "n = 10\n"), encoding="utf-8"
    )
    jurisdictions.load.cache_clear()
    clock.set("2026-11-25T09:00")
    setup.install(portal)
    on = IIssuingAgency(bureau).jurisdiction_on
    assert [on(day(text)).periods["publish"].n for text in ("2026-11-24", "2026-11-25")] == [20, 10]
    assert ILedger(bureau).entries()[-1].codes["new_version"] == "2027-01-01"
