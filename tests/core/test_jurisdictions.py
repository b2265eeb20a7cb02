"""Profiles are data: every number of the sources, with unit, trigger, clause and force; and no profile below the law."""

from copy import deepcopy
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.grounds import liftable
from opengov.disclosure.core.rules import RuleBroken
from pathlib import Path

import pytest
import tomllib


NUMBERS = [
    ("cn-national-2019", "publish", 20, "working_day", "created_or_changed", "statutory", "第二十六条"),
    ("cn-national-2019", "reply", 20, "working_day", "application_received", "statutory", "第三十三条"),
    ("cn-national-2019", "extension", 20, "working_day", "original_deadline", "statutory", "第三十三条"),
    ("cn-national-2019", "correction_notice", 7, "working_day", "application_received", "statutory", "第三十条"),
    ("cn-national-2019", "third_party", 15, "working_day", "consultation_received", "statutory", "第三十二条"),
    ("cn-national-2019", "co_maker", 15, "working_day", "consultation_received", "statutory", "第三十四条"),
    ("cn-national-2019", "secrecy_report", 10, "working_day", "referred", "statutory", "第二十五条"),
    ("cn-national-2019", "secrecy_decision", 10, "working_day", "received", "statutory", "第二十五条"),
    ("cn-national-2019", "predisclosure", 30, "calendar_day", "predisclosed", "statutory", "第十五条"),
    ("zunyi-2020", "publish", 5, "working_day", "created_or_changed", "local_target", "第八条"),
    ("zunyi-2020", "publish_document", 5, "working_day", "issued", "local_target", "第八条"),
    ("zunyi-2020", "urgent_publish", 0, "same_day", "obtained", "local_target", "第九条"),
    ("zunyi-2020", "predisclosure", 30, "calendar_day", "predisclosed", "local_target", "第六条"),
    ("zunyi-2020", "predisclosure_special", 7, "calendar_day", "predisclosed", "local_target", "第六条"),
    ("zunyi-2020", "message_simple", 2, "working_day", "message_received", "local_target", "第六条"),
    ("zunyi-2020", "message_investigated", 5, "working_day", "message_received", "local_target", "第六条"),
    ("tianning-2016", "reply", 15, "working_day", "application_received", "local_target", "三"),
    ("tianning-2016", "extension", 15, "working_day", "original_deadline", "local_target", "三"),
    ("tianning-2016", "record_copy", 20, "working_day", "created_or_changed", "local_target", "第七条"),
    ("tianning-2016", "transfer_electronic", 20, "working_day", "created_or_changed", "local_target", "第七条"),
    ("tianning-2016", "transfer_paper", 10, "day_of_month", "created_or_changed", "local_target", "第七条"),
]

FOLDER = Path(jurisdictions.__file__).parent
KEYS = jurisdictions.keys()
LOCAL = [key for key in KEYS if key != jurisdictions.DEFAULT]


def data(key):
    return tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))


def changed(key, **tables):
    values = deepcopy(data(key))
    for name, value in tables.items():
        if isinstance(value, dict):
            values.setdefault(name, {}).update(value)
        else:
            values[name] = value
    return values


def codes(values):
    with pytest.raises(RuleBroken) as caught:
        jurisdictions.build(values)
    return {(problem.code, problem.field) for problem in caught.value.problems}


def period(n=5, unit="working_day", trigger="created_or_changed", source="某规定", binding="local_target"):
    return {"n": n, "unit": unit, "trigger": trigger, "source": source, "binding": binding}


def test_the_six_profiles_are_there_the_national_one_first():
    assert KEYS == (
        "cn-national-2019",
        "dalian-2016",
        "shaoguan-2019",
        "tianning-2016",
        "township-2020",
        "zunyi-2020",
    )


@pytest.mark.parametrize(("key", "name", "n", "unit", "trigger", "binding", "clause"), NUMBERS)
def test_every_number_has_unit_trigger_clause_and_force(key, name, n, unit, trigger, binding, clause):
    number = jurisdictions.load(key).periods[name]
    assert (number.n, number.unit, number.trigger, number.binding) == (n, unit, trigger, binding)
    assert clause in number.source


@pytest.mark.parametrize("key", KEYS)
def test_every_number_and_choice_cites_its_source(key):
    jurisdiction = jurisdictions.load(key)
    assert jurisdiction.key == key
    assert jurisdiction.version
    assert all(number.source for number in jurisdiction.periods.values())
    assert set(jurisdiction.sources) >= {"joint_rule", "silence", "attribute_dispute", "on_request_reason_required"}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_attribute_and_ground_has_words_in_both_languages(key, language):
    jurisdiction = jurisdictions.load(key)
    assert all(language in jurisdiction.labels[f"attribute.{value}"] for value in Attribute)
    assert all(language in jurisdiction.ground_labels[code] for code in GROUNDS)
    assert set(jurisdiction.ground_labels) == set(GROUNDS)


@pytest.mark.parametrize("key", LOCAL)
def test_a_local_profile_inherits_what_it_does_not_say(key):
    jurisdiction, national = jurisdictions.load(key), jurisdictions.load(jurisdictions.DEFAULT)
    assert jurisdiction.extends == national.key
    assert jurisdiction.statutory == national.statutory
    assert jurisdiction.periods["third_party"] == national.periods["third_party"]
    assert set(jurisdiction.labels) >= set(national.labels)


@pytest.mark.parametrize(
    ("key", "label", "text"),
    [
        ("shaoguan-2019", "form.dispatch_sheet", "发文拟稿单"),
        ("zunyi-2020", "form.dispatch_sheet", "发文处理签"),
        ("township-2020", "form.dispatch_sheet", "发文稿纸"),
        ("shaoguan-2019", "attribute.withheld", "不公开"),
        ("tianning-2016", "opinion.disagree", "免于公开"),
        ("tianning-2016", "opinion.refer", "需报审"),
        ("zunyi-2020", "role.disclosure_reviewer", "分管领导"),
        ("zunyi-2020", "step.nothing", "step.nothing"),
    ],
)
def test_labels_are_the_local_words(key, label, text):
    assert jurisdictions.load(key).label(label, "zh_CN") == text


def test_a_label_falls_back_to_chinese_in_a_language_it_has_not():
    national = jurisdictions.load(jurisdictions.DEFAULT)
    assert national.label("opinion.agree", "fr") == "同意"
    assert national.ground_label("draft", "fr") == "过程稿"
    assert national.ground_label("draft", "en") == "Draft in process"
    assert national.ground_label("whim", "en") == "whim"


@pytest.mark.parametrize(
    ("key", "choice", "value"),
    [
        ("cn-national-2019", "joint_rule", "lead_decides"),
        ("cn-national-2019", "silence", "nothing"),
        ("shaoguan-2019", "joint_rule", "lead_decides"),
        ("shaoguan-2019", "attribute_dispute", "secrecy_department"),
        ("shaoguan-2019", "withheld_catalogue", "register"),
        ("zunyi-2020", "joint_rule", "confirm"),
        ("zunyi-2020", "silence", "escalate"),
        ("zunyi-2020", "attribute_dispute", "superior"),
        ("zunyi-2020", "withheld_catalogue", "yearly_filed_then_published"),
        ("tianning-2016", "attribute_dispute", "secrecy_administration"),
        ("tianning-2016", "transfer_recipients", ("archive",)),
        ("dalian-2016", "transfer_recipients", ("archive", "library")),
        ("township-2020", "attribute_dispute", "secrecy_department"),
        ("township-2020", "four_eyes", "standard"),
    ],
)
def test_choices_are_those_of_the_sources(key, choice, value):
    assert getattr(jurisdictions.load(key), choice) == value


def test_local_words_lead_to_the_attributes():
    assert jurisdictions.load("township-2020").attribute_aliases["免予公开"] == "withheld"
    assert jurisdictions.load("tianning-2016").attribute_aliases["免于公开"] == "withheld"


def test_no_profile_makes_article_14_liftable():
    assert not any(liftable(code) for code, ground in GROUNDS.items() if ground.article == 14)


def test_an_unknown_profile_is_named():
    with pytest.raises(RuleBroken) as caught:
        jurisdictions.load("../secret")
    assert caught.value.problems[0].params["value"] == "../secret"


@pytest.mark.parametrize(
    "number",
    [
        period(21),
        period(5, "calendar_day"),
        period(5, trigger="issued"),
        period(21, binding="statutory"),
    ],
)
def test_a_local_number_looser_than_the_law_is_refused(number):
    values = changed("zunyi-2020", periods={"publish": number})
    assert codes(values) == {("jurisdiction_looser_than_law", "periods.publish")}


def test_a_variant_of_the_publish_clock_is_held_against_the_law_too():
    values = changed("zunyi-2020", periods={"publish_document": period(30, trigger="issued")})
    assert codes(values) == {("jurisdiction_looser_than_law", "periods.publish_document")}


def test_a_shorter_time_for_public_comment_is_the_looser_one():
    shorter = changed("zunyi-2020", periods={"predisclosure": period(20, "calendar_day", "predisclosed")})
    assert codes(shorter) == {("jurisdiction_looser_than_law", "periods.predisclosure")}
    longer = changed("zunyi-2020", periods={"predisclosure": period(45, "calendar_day", "predisclosed")})
    assert jurisdictions.build(longer).periods["predisclosure"].n == 45


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({"colour": "red"}, ("jurisdiction_key_unknown", "colour")),
        ({"version": " "}, ("jurisdiction_value_missing", "version")),
        ({"title": {"en": ""}}, ("jurisdiction_text_missing", "title")),
        ({"labels": []}, ("jurisdiction_value_wrong", "labels")),
        ({"rules": {"joint_rule": "dice"}}, ("jurisdiction_value_wrong", "rules.joint_rule")),
        (
            {"rules": {"on_request_reason_required": 1}},
            ("jurisdiction_value_wrong", "rules.on_request_reason_required"),
        ),
        (
            {"rules": {"index_number_template": "{year}"}},
            ("jurisdiction_value_wrong", "rules.index_number_template"),
        ),
        ({"rules": {"mood": "good"}}, ("jurisdiction_key_unknown", "rules.mood")),
        ({"rules": {"four_eyes": "small"}}, ("jurisdiction_source_missing", "sources.four_eyes")),
        ({"periods": {"publish": {"n": 5}}}, ("jurisdiction_period_incomplete", "periods.publish")),
        ({"periods": {"x": period(0)}}, ("jurisdiction_value_wrong", "periods.x")),
        ({"periods": {"x": period(True)}}, ("jurisdiction_value_wrong", "periods.x")),
        ({"periods": {"x": period(31, "day_of_month")}}, ("jurisdiction_value_wrong", "periods.x")),
        ({"periods": {"x": period(trigger="whim")}}, ("jurisdiction_value_wrong", "periods.x.trigger")),
        ({"periods": {"x": period(binding="custom")}}, ("jurisdiction_value_wrong", "periods.x.binding")),
        ({"periods": {"x": period(source=" ")}}, ("jurisdiction_source_missing", "periods.x.source")),
        ({"labels": {"opinion.agree": {"en": "Yes"}}}, ("jurisdiction_text_missing", "labels.opinion.agree")),
        (
            {"ground_labels": {"whim": {"zh_CN": "任意", "en": "Whim"}}},
            ("jurisdiction_key_unknown", "ground_labels.whim"),
        ),
        ({"attribute_aliases": {"秘密": "secret"}}, ("jurisdiction_value_wrong", "attribute_aliases.秘密")),
        ({"extends": "atlantis"}, ("jurisdiction_unknown", "jurisdiction")),
    ],
)
def test_a_mistake_in_a_profile_is_named_with_its_place(tables, problem):
    assert problem in codes(changed("zunyi-2020", **tables))


def test_a_profile_that_inherits_nothing_must_make_every_choice():
    values = data("cn-national-2019")
    del values["rules"]["silence"]
    assert codes(values) == {("jurisdiction_value_missing", "rules.silence")}
