"""Profiles are data: every number of the sources, with unit, trigger, clause and force; and no profile below the law."""

from copy import deepcopy
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.grounds import liftable
from opengov.disclosure.core.jurisdictions import reading
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.secrecy import BODIES
from opengov.disclosure.core.signoff import STEPS
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
    ("cn-national-2019", "reassessment_of_decided", 20, "working_day", "matter_decided", "local_target", "第十八条"),
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
    ("fujian-sample", "transfer_paper", 5, "day_of_half_month", "created_or_changed", "local_target", "5日、20日"),
    ("fujian-sample", "transfer_electronic", 5, "day_of_half_month", "created_or_changed", "local_target", "5日、20日"),
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


def test_the_profiles_are_there_the_national_one_first():
    assert KEYS == (
        "cn-national-2019",
        "dalian-2016",
        "fujian-sample",
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
        ("zunyi-2020", "step.approve", "审核把关"),
        ("zunyi-2020", "step.sign", "签发"),
        ("shaoguan-2019", "step.refer", "与保密部门会商"),
        ("shaoguan-2019", "step.file", "登记备案（不公开）"),
        ("tianning-2016", "step.endorse", "科室提出审查意见"),
        ("tianning-2016", "opinion.agree", "公开"),
        ("township-2020", "step.approve", "分管领导确认"),
        ("township-2020", "role.disclosure_officer", "党政办公室"),
        ("dalian-2016", "channel.portal", "大连市政务公开平台"),
        ("dalian-2016", "step.submit", "提交审核"),
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
        ("township-2020", "four_eyes", "small"),
    ],
)
def test_choices_are_those_of_the_sources(key, choice, value):
    assert getattr(jurisdictions.load(key), choice) == value


#: What each profile switches, with the clause it is read from: None where the profile inherits the national choice.
SWITCHES = {
    "section_review": {
        "cn-national-2019": (True, "R-S4"),
        "zunyi-2020": (False, "源头认定制度 第七条"),
        "tianning-2016": (True, "保密审查办法（试行） 第七条（一）"),
        "shaoguan-2019": (True, "一（三）"),
        "dalian-2016": None,
        "township-2020": (False, "四（四）1②"),
    },
    "four_eyes": {
        "cn-national-2019": ("standard", "R-S4"),
        "zunyi-2020": None,
        "tianning-2016": None,
        "shaoguan-2019": None,
        "dalian-2016": None,
        "township-2020": ("small", "四（四）1②"),
    },
    "important_needs_principal": {
        "cn-national-2019": (True, "R-S4"),
        "zunyi-2020": (True, "管理制度 第六条"),
        "tianning-2016": None,
        "shaoguan-2019": None,
        "dalian-2016": None,
        "township-2020": None,
    },
    "urgent_route": {
        "cn-national-2019": (True, "R-I7"),
        "zunyi-2020": (True, "管理制度 第九条"),
        "tianning-2016": (False, "第四条"),
        "shaoguan-2019": None,
        "dalian-2016": (True, "三（四）"),
        "township-2020": None,
    },
    "concerned_rule": {
        "cn-national-2019": ("confirm_accuracy", "政府信息公开条例 第十一条"),
        "zunyi-2020": ("confirm_accuracy", "管理制度 第十条"),
        "tianning-2016": None,
        "shaoguan-2019": None,
        "dalian-2016": None,
        "township-2020": None,
    },
    "attribute_dispute": {
        "cn-national-2019": ("signer", "R-S8"),
        "zunyi-2020": ("superior", "源头认定制度 第九条"),
        "tianning-2016": ("secrecy_administration", "第九条"),
        "shaoguan-2019": ("secrecy_department", "一（四）"),
        "dalian-2016": None,
        "township-2020": ("secrecy_department", "四（三）"),
    },
    "joint_rule": {
        "cn-national-2019": ("lead_decides", "第十条"),
        "zunyi-2020": ("confirm", "管理制度 第十条"),
        "tianning-2016": None,
        "shaoguan-2019": ("lead_decides", "一（六）"),
        "dalian-2016": None,
        "township-2020": None,
    },
    "on_request_reason_required": {
        "cn-national-2019": (True, "第五条"),
        "zunyi-2020": (False, "第六条"),
        "tianning-2016": None,
        "shaoguan-2019": (False, "一（三）"),
        "dalian-2016": None,
        "township-2020": (False, "四（四）1②"),
    },
}


@pytest.mark.parametrize(
    ("rule", "key", "said"), [(rule, key, said) for rule, table in SWITCHES.items() for key, said in table.items()]
)
def test_each_profile_switches_what_its_text_says_with_the_clause(rule, key, said):
    jurisdiction, national = jurisdictions.load(key), jurisdictions.load(jurisdictions.DEFAULT)
    assert (rule in data(key)["rules"]) == (said is not None)
    value, clause = said or (getattr(national, rule), national.sources[rule])
    assert getattr(jurisdiction, rule) == value
    assert clause in jurisdiction.sources[rule]


@pytest.mark.parametrize(
    ("key", "bodies"),
    [
        ("cn-national-2019", ()),
        ("dalian-2016", ()),
        ("zunyi-2020", ("competent_department", "secrecy_administration")),
        ("shaoguan-2019", ("secrecy_body", "secrecy_administration")),
        ("township-2020", ("secrecy_body", "secrecy_administration")),
        ("tianning-2016", ("secrecy_administration",)),
    ],
)
def test_a_dispute_ends_with_a_body_of_the_profile_or_with_the_signer(key, bodies):
    assert jurisdictions.load(key).dispute_bodies == bodies
    assert set(bodies) <= set(BODIES)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_step_outcome_and_channel_has_a_word(key, language):
    steps = [step.id for step in STEPS.values() if not step.breaks_glass]
    wanted = [f"step.{step}" for step in steps]
    wanted += [f"opinion.{outcome}" for outcome in ("agree", "disagree", "refer")]
    wanted += [f"channel.{channel}" for channel in reading.CHOICES["statutory_channel"]]
    assert [label for label in wanted if jurisdictions.load(key).label(label, language) == label] == []


@pytest.mark.parametrize("key", LOCAL)
def test_every_local_word_names_the_clause_it_is_taken_from(key):
    jurisdiction = jurisdictions.load(key)
    words = data(key)["labels"]
    assert words
    assert [label for label in words if not jurisdiction.label_source(label)] == []
    assert jurisdiction.label_source("step.sign") == ""


#: Profile -> the text it is read from; the township's is written in traditional characters.
SEEDS = {
    "shaoguan-2019": "000_00cdcc418adfba28.txt",
    "dalian-2016": "001_24d6605d1c986dc9.txt",
    "zunyi-2020": "002_3224f448c7e1d693.txt",
    "tianning-2016": "003_8c0725192bee2ec8.txt",
}


@pytest.mark.parametrize(
    ("key", "label", "passage"),
    [
        ("shaoguan-2019", "form.dispatch_sheet", "在发文拟稿单上注明其公开属性"),
        ("shaoguan-2019", "role.disclosure_reviewer", "公开属性审核机构在审核公文时"),
        ("shaoguan-2019", "step.file", "不公开的信息应登记备案"),
        ("dalian-2016", "channel.portal", "大连市政务公开平台"),
        ("zunyi-2020", "form.dispatch_sheet", "在发文处理签上注明,由单位分管领导审核把关"),
        ("zunyi-2020", "role.principal_signer", "单位主要领导审核后方能公开"),
        ("zunyi-2020", "step.settle", "确认公开的政府信息准确一致"),
        ("tianning-2016", "opinion.disagree", "“免于公开”"),
        ("tianning-2016", "step.record_approval", "应经上级部门批准后方能公开"),
        ("tianning-2016", "role.secrecy_officer", "专、兼职保密审查员"),
    ],
)
def test_local_words_stand_in_the_text_they_cite(key, label, passage):
    folder = Path(__file__).parents[3] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the texts are not here")
    assert passage in (folder / SEEDS[key]).read_text(encoding="utf-8")
    assert jurisdictions.load(key).label_source(label)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of profiles of its own, beside which nothing is remembered."""
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    caches = (jurisdictions.keys, jurisdictions.load)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(jurisdictions, "_FOLDER", tmp_path)
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


def test_a_former_version_stays_loadable_beside_the_present_one(folder):
    former = (folder / "zunyi-2020.toml").read_text(encoding="utf-8")
    version = data("zunyi-2020")["version"]
    (folder / f"zunyi-2020@{version}.toml").write_text(former, encoding="utf-8")
    (folder / "zunyi-2020.toml").write_text(
        former.replace(version, "2027-01-01").replace("n = 5\n", "n = 3\n"), encoding="utf-8"
    )
    assert jurisdictions.keys() == KEYS
    assert jurisdictions.load("zunyi-2020").periods["publish"].n == 3
    assert jurisdictions.load("zunyi-2020", "2027-01-01").periods["publish"].n == 3
    assert jurisdictions.load("zunyi-2020", version).periods["publish"].n == 5


def test_a_former_version_goes_on_extending_the_former_national_profile(folder):
    national = (folder / "cn-national-2019.toml").read_text(encoding="utf-8")
    version = data("cn-national-2019")["version"]
    (folder / f"cn-national-2019@{version}.toml").write_text(national, encoding="utf-8")
    (folder / "cn-national-2019.toml").write_text(
        national.replace(version, "2027-01-01").replace("n = 20\n", "n = 10\n"), encoding="utf-8"
    )
    own = (folder / "dalian-2016.toml").read_text(encoding="utf-8")
    kept = own.replace('extends = "cn-national-2019"', f'extends = "cn-national-2019@{version}"')
    (folder / "dalian-2016@2026-11-22.toml").write_text(kept, encoding="utf-8")
    (folder / "dalian-2016.toml").write_text(own.replace("2026-11-22", "2027-01-01"), encoding="utf-8")
    assert jurisdictions.load("dalian-2016").periods["publish"].n == 10
    former = jurisdictions.load("dalian-2016", "2026-11-22")
    assert former.periods["publish"].n == 20
    assert former.extends == "cn-national-2019"


#: Every version that a site may have on record. A change of a profile adds one here, and the former file stays.
RECORDED = [(key, "2026-11-22") for key in KEYS]


@pytest.mark.parametrize(("key", "version"), [*RECORDED, *((key, data(key)["version"]) for key in KEYS)])
def test_every_version_on_record_stays_loadable(key, version):
    assert jurisdictions.load(key, version).version == version
    assert (key, data(key)["version"]) in RECORDED


@pytest.mark.parametrize("version", ["1999-01-01", "../zunyi-2020", " "])
def test_a_version_that_never_was_is_named(version):
    with pytest.raises(RuleBroken) as caught:
        jurisdictions.load("zunyi-2020", version)
    assert caught.value.problems[0].code == "jurisdiction_version_unknown"
    assert caught.value.problems[0].params["version"] == version


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
        ({"labels": {"opinion.agree": "Yes"}}, ("jurisdiction_text_missing", "labels.opinion.agree")),
        (
            {"labels": {"opinion.agree": {"zh_CN": "好", "en": "Yes"}}},
            ("jurisdiction_source_missing", "labels.opinion.agree"),
        ),
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
