"""What an office may choose, and what the law has chosen for it."""

from opengov.disclosure.core import offering
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.numbering import KINDS
from opengov.disclosure.core.numbering import TEMPLATES

import pytest


def codes(problems):
    return [(problem.code, problem.field) for problem in problems]


@pytest.mark.parametrize(
    ("offered", "default", "expected"),
    [
        (tuple(KINDS), "notice", []),
        (("notice",), "notice", []),
        ((), "notice", [("kinds_none_offered", "kinds_offered")]),
        (("letter",), "notice", [("kind_default_not_offered", "default_kind")]),
        (("notice", "poem"), "notice", [("kind_unknown", "kinds_offered")]),
    ],
    ids=str,
)
def test_kinds(offered, default, expected):
    assert codes(offering.kinds_problems(offered, default)) == expected


@pytest.mark.parametrize("code", offering.BINDING)
def test_a_ground_that_binds_cannot_be_left_out(code):
    left = tuple(each for each in GROUNDS if each != code)
    (problem,) = offering.grounds_problems(left)
    assert (problem.code, problem.rule, problem.params["ground"]) == ("ground_binding", "R-A3", code)
    assert problem.source.startswith("政府信息公开条例 第十")


@pytest.mark.parametrize("code", offering.OPTIONAL)
def test_a_ground_of_article_16_can(code):
    assert offering.grounds_problems(tuple(each for each in GROUNDS if each != code)) == []


def test_article_14_and_15_bind_and_16_does_not():
    assert {GROUNDS[code].article for code in offering.BINDING} == {14, 15}
    assert {GROUNDS[code].article for code in offering.OPTIONAL} == {16}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, []),
        ({"notice": "{code}发〔{year}〕{serial}号"}, []),
        ({"order": ""}, []),
        ({"decision": "决定{year}年第{serial}号"}, []),
        ({"notice": "{code}〔{year}〕号"}, [("number_template_invalid", "template_notice")]),
        ({"notice": "{agency}〔{year}〕{serial}号"}, [("number_template_invalid", "template_notice")]),
        ({"notice": "{code!r}〔{year}〕{serial}号"}, [("number_template_invalid", "template_notice")]),
        ({"notice": "{code.__class__}〔{year}〕{serial}号"}, [("number_template_invalid", "template_notice")]),
        ({"notice": "{code〔{year}〕{serial}号"}, [("number_template_invalid", "template_notice")]),
        ({"notice": "{code}" * 30 + "{serial}号"}, [("number_template_invalid", "template_notice")]),
        ({"notice": "{serial}"}, [("number_template_invalid", "template_notice")]),
        ({"notice": "{code}{serial}-{year}"}, [("number_template_invalid", "template_notice")]),
        ({"poem": "第{serial}号"}, [("kind_unknown", "number_templates")]),
        # two kinds may share one form and its series; two forms may not write one number
        ({"order": "公告{year}年第{serial}号"}, []),
        ({"letter": "某政发〔{year}〕{serial}号"}, [("number_template_clash", "template_letter")]),
        ({"letter": "{code}[{year}]{serial}号"}, [("number_template_clash", "template_letter")]),
    ],
    ids=str,
)
def test_forms_of_numbers(chosen, expected):
    found = codes(offering.templates_problems(chosen))
    if expected and expected[0][0] == "number_template_invalid":
        assert [(code.replace("unreadable", "invalid"), field) for code, field in found] == expected
    elif expected and expected[0][0] == "number_template_clash":
        assert {code for code, _field in found} == {"number_template_clash"}
    else:
        assert found == expected


def test_what_is_delivered_holds():
    chosen = {kind: template or "" for kind, template in TEMPLATES.items() if kind in KINDS}
    assert offering.templates_problems(chosen) == []


@pytest.mark.parametrize(
    ("kind", "chosen", "template"),
    [
        ("notice", {}, "{code}〔{year}〕{serial}号"),
        ("notice", {"notice": ""}, None),
        ("resolution", {}, None),
        ("resolution", {"resolution": "第{serial}号"}, "第{serial}号"),
    ],
)
def test_the_form_of_a_kind(kind, chosen, template):
    assert offering.template_of(kind, chosen) == template


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("", []),
        ("{org_code}/{year}-{serial:05}", []),
        ("{year}-{serial}", ["index_template_ambiguous"]),
        ("{org_code}-{serial}", ["index_template_invalid"]),
        ("{org_code}/{year}-{serial:05} x", ["index_template_invalid"]),
        ("{org_code.__class__}{year}{serial}", ["index_template_invalid"]),
    ],
)
def test_forms_of_index_numbers(template, expected):
    assert [problem.code for problem in offering.index_problems(template)] == expected


@pytest.mark.parametrize(
    ("examples", "expected"),
    [
        ({"personnel": "属于本机关年度考核"}, []),
        ({"personnel": "长" * 301}, [("example_too_long", "example_personnel")]),
        ({"weather": "下雨"}, [("ground_unknown", "example_reasons")]),
    ],
    ids=lambda each: str(each)[:30],
)
def test_examples(examples, expected):
    assert codes(offering.examples_problems(examples)) == expected
