"""R-I1: numbers as real documents have them, and as we write them."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core import numbering
from opengov.disclosure.core.rules import RuleBroken

import pytest


@pytest.mark.parametrize(
    ("text", "code", "year", "serial", "standard", "flags"),
    [
        ("国办发〔2019〕6号", "国办发", 2019, 6, "国办发〔2019〕6号", ()),
        ("国发〔2020〕15号", "国发", 2020, 15, "国发〔2020〕15号", ()),
        ("公告〔2024〕151号", "公告", 2024, 151, "公告〔2024〕151号", ()),
        ("署令〔2024〕272号", "署令", 2024, 272, "署令〔2024〕272号", ()),
        ("工信部联产业〔2020〕8号", "工信部联产业", 2020, 8, "工信部联产业〔2020〕8号", ()),
        ("银保监函[2020]233号", "银保监函", 2020, 233, "银保监函〔2020〕233号", ("brackets",)),
        ("银保监函［2020］233号", "银保监函", 2020, 233, "银保监函〔2020〕233号", ("brackets",)),
        ("发改农经﹝2020﹞1753号", "发改农经", 2020, 1753, "发改农经〔2020〕1753号", ()),
        ("舟政发(2010)54号", "舟政发", 2010, 54, "舟政发〔2010〕54号", ("brackets",)),
        ("舟政发（2010）54号", "舟政发", 2010, 54, "舟政发〔2010〕54号", ("brackets",)),
        ("财科教【2017】6号", "财科教", 2017, 6, "财科教〔2017〕6号", ("brackets",)),
        ("舟政发〔2010)54号", "舟政发", 2010, 54, "舟政发〔2010〕54号", ("brackets",)),
        ("国发〔2020〕015号", "国发", 2020, 15, "国发〔2020〕15号", ("leading_zeros",)),
        ("国发〔2020〕第15号", "国发", 2020, 15, "国发〔2020〕15号", ("ordinal",)),
        ("国发〔2020年〕15号", "国发", 2020, 15, "国发〔2020〕15号", ()),
        (" 国发 〔２０２０〕 １５ 号 ", "国发", 2020, 15, "国发〔2020〕15号", ()),
        ("国发〔2020〕15", "国发", 2020, 15, "国发〔2020〕15号", ("sign_missing",)),
        ("国令第707号", "国令", None, 707, "国令第707号", ()),
        ("令第711号", "令", None, 711, "令第711号", ()),
        ("海关总署令2019年第3号", "海关总署令", 2019, 3, "海关总署令2019年第3号", ()),
        ("公告2024年第151号", "公告", 2024, 151, "公告2024年第151号", ()),
        ("2020年第5号", "", 2020, 5, "2020年第5号", ("code_missing",)),
        ("纪要第12期", "纪要", None, 12, "纪要第12期", ()),
        ("会议纪要〔2020〕5期", "会议纪要", 2020, 5, "会议纪要〔2020〕5期", ()),
        (
            "中国人民银行、财政部、银保监会公告〔2023〕第6号",
            "中国人民银行、财政部、银保监会公告",
            2023,
            6,
            "中国人民银行、财政部、银保监会公告〔2023〕6号",
            ("ordinal", "agencies_inside"),
        ),
        (
            "海关总署、农业农村部2023年联合公告第26号",
            "海关总署、农业农村部2023年联合公告",
            2023,
            26,
            "海关总署、农业农村部2023年联合公告第26号",
            ("agencies_inside", "year_in_code"),
        ),
        ("韶府(信)函〔2020〕3号", "韶府(信)函", 2020, 3, "韶府(信)函〔2020〕3号", ()),
        ("沪水务（2023）第12号-补告", "沪水务", 2023, 12, "沪水务〔2023〕12号-补告", ("brackets", "ordinal", "suffix")),
        ("中办发〔20168号", "中办发", 2016, 8, "中办发〔2016〕8号", ("damaged",)),
        ("辽委办发〔201633号", "辽委办发", 2016, 33, "辽委办发〔2016〕33号", ("damaged",)),
        ("怀政办〔202215", "怀政办", 2022, 15, "怀政办〔2022〕15号", ("sign_missing", "damaged")),
        ("韶府2016〕8号", "韶府", 2016, 8, "韶府〔2016〕8号", ("damaged",)),
        ("〔2019〕6号", "", 2019, 6, "〔2019〕6号", ("code_missing",)),
        ("沪水务信收（ ）第 号", "沪水务信收", None, None, "沪水务信收（ ）第 号", ("brackets", "ordinal", "blank")),
        ("公复〔××××〕××号", "公复", None, None, "公复〔××××〕××号", ("blank",)),
        ("国发〔2020〕号", "国发", 2020, None, "国发〔2020〕号", ("blank",)),
        ("信答第 号", "信答", None, None, "信答第 号", ("blank",)),
    ],
)
def test_every_real_form_is_read_and_its_spelling_kept(text, code, year, serial, standard, flags):
    number = numbering.parse(text)
    assert (number.code, number.year, number.serial) == (code, year, serial)
    assert number.flags == flags
    assert str(number) == standard
    assert number.original == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "null",
        "国办发",
        "2020",
        "〔〕",
        "第号",
        "国发二〇二〇",
        "国发99998号",
        "国发〔1020〕1号",
        "文〔2020〕" * 40,
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(RuleBroken) as caught:
        numbering.parse(text)
    assert caught.value.problems[0].code == "number_unreadable"


codes = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8).filter(
    lambda code: not set(code) & set("第年号期")
)


@settings(max_examples=50)
@given(
    st.sampled_from(
        [numbering.STANDARD, numbering.STANDARD_ISSUE, numbering.YEARLY, numbering.PLAIN, numbering.PLAIN_ISSUE]
    ),
    codes,
    st.integers(1949, 2099),
    st.integers(1, 99999),
)
def test_what_is_written_is_read_again_as_the_same(template, code, year, serial):
    text = numbering.format_number(template, code=code, year=year, serial=serial)
    number = numbering.parse(text)
    assert (str(number), number.code, number.serial, number.series, number.flags) == (text, code, serial, template, ())
    assert number.year == (year if "{year}" in template else None)


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_reading_is_stable(text):
    try:
        number = numbering.parse(text)
    except RuleBroken:
        return
    if "blank" not in number.flags:
        assert str(numbering.parse(str(number))) == str(number)


def test_there_are_fifteen_kinds():
    names = "决议 决定 命令（令） 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要"
    assert list(numbering.KINDS.values()) == names.split()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("notice", "韶府办〔2026〕3号"),
        ("letter", "韶府办〔2026〕3号"),
        ("order", "令第3号"),
        ("announcement", "公告2026年第3号"),
        ("minutes", "纪要第3期"),
    ],
)
def test_each_kind_is_numbered_in_its_form(kind, text):
    assert numbering.format_number(numbering.template(kind), code="韶府办", year=2026, serial=3) == text
    assert not numbering.parse(text).flags


@pytest.mark.parametrize("kind", ["resolution", "communique"])
def test_two_kinds_have_no_number(kind):
    assert numbering.template(kind) is None


@pytest.mark.parametrize(
    ("template", "values", "code"),
    [
        (numbering.STANDARD, {"code": " ", "year": 2026, "serial": 1}, "number_part_missing"),
        (numbering.STANDARD, {"code": "韶府", "serial": 1}, "number_part_missing"),
        (numbering.STANDARD, {"code": "韶府", "year": 2026, "serial": 0}, "number_part_missing"),
        ("公告{year}", {"year": 2026, "serial": 1}, "number_template_invalid"),
        ("{serial}{mood}", {"serial": 1}, "number_template_invalid"),
        ("{serial.real}", {"serial": 1}, "number_template_invalid"),
        ("{serial:>999999}", {"serial": 1}, "number_template_invalid"),
        ("{serial!r}", {"serial": 1}, "number_template_invalid"),
        ("{serial", {"serial": 1}, "number_template_invalid"),
        ("{}{serial}", {"serial": 1}, "number_template_invalid"),
    ],
)
def test_a_wrong_template_or_a_missing_part_is_refused(template, values, code):
    with pytest.raises(RuleBroken) as caught:
        numbering.format_number(template, **values)
    assert caught.value.problems[0].code == code


@pytest.mark.parametrize(
    ("last", "start", "reserved", "serial"),
    [
        (None, 1, (), 1),
        (None, 100, (), 100),
        (None, 0, (), 1),
        (7, 1, (), 8),
        (7, 100, (), 100),
        (100, 100, (), 101),
        (7, 1, {8, 9, 11}, 10),
        (None, 1, {1, 2}, 3),
    ],
)
def test_serials_follow_each_other_and_step_over_those_kept_for_paper(last, start, reserved, serial):
    assert numbering.next_serial(last, start, reserved) == serial


def test_each_agency_code_year_and_form_is_a_series_of_its_own():
    keys = {
        numbering.series_key(uid, code, year, template)
        for uid in ("a", "b")
        for code in ("韶府", "韶府|2026")
        for year in (2026, None)
        for template in (numbering.STANDARD, numbering.PLAIN)
    }
    assert len(keys) == 16


@pytest.mark.parametrize(
    "template",
    [
        "{code}〔{year}〕{serial}号",
        "{code}[{year}]{serial}号",
        "{code}（{year}）{serial}号",
        "{code}({year}){serial}号",
        "{code}【{year}】第{serial}号",
        "{code}﹝{year}年﹞{serial}号",
        "{code}{{{year}}}{serial}号",
    ],
)
def test_forms_that_write_the_same_number_are_one_series(template):
    assert numbering.standard_form(template) == numbering.STANDARD
    assert numbering.series_key("a", "云教", 2026, template) == numbering.series_key(
        "a", "云教", 2026, numbering.STANDARD
    )


@pytest.mark.parametrize(
    "template",
    [
        numbering.STANDARD,
        numbering.STANDARD_ISSUE,
        numbering.YEARLY,
        numbering.PLAIN,
        numbering.PLAIN_ISSUE,
        "{code}函〔{year}〕{serial}号",
        "云教督〔{year}〕{serial}号",
        *(template for template in numbering.TEMPLATES.values() if template),
        # nobody can read these back
        "{serial}",
        "{code}/{year}/{serial}",
        "{code}〔{year}〕{serial}号{nonsense}",
    ],
)
def test_any_other_form_is_its_own(template):
    """So that the keys of what was counted so far stay as they are."""
    assert numbering.standard_form(template) == template


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{code}函[{year}]{serial}号", "{code}[{year}]{serial}号"),
        ("{code}[{year}]{serial}期", "{code}[{year}]{serial}号"),
        ("{code}[{year}]{serial}号", "{code}{year}年第{serial}号"),
        ("{code}[2026]{serial}号", "{code}[2027]{serial}号"),
    ],
)
def test_forms_that_differ_in_words_count_apart(one, other):
    assert numbering.standard_form(one) != numbering.standard_form(other)


def test_an_earlier_key_finds_its_series():
    earlier = '["a", "云教", 2026, "{code}[{year}]{serial}号"]'
    assert numbering.standard_key(earlier) == numbering.series_key("a", "云教", 2026, numbering.STANDARD)


def test_a_number_is_looked_for_in_all_its_spellings():
    spelt = list(numbering.spellings("云教〔2026〕7号"))
    assert spelt[0] == "云教〔2026〕7号" and {"云教[2026]7号", "云教（2026）7号"} <= set(spelt)
    assert {str(numbering.parse(each)) for each in spelt} == {"云教〔2026〕7号"}
