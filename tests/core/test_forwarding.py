"""R-A9: nothing is more open than what it carries."""

from dataclasses import replace
from opengov.disclosure.core import forwarding
from opengov.disclosure.core.forwarding import Forwarded

import pytest


PAPER = Forwarded("forward", "省教〔2026〕5号 关于开学工作的通知", "省教育厅", "withheld")
ATTRIBUTES = ["proactive", "on_request", "withheld", "not_government_information", None]


def codes(forwarded, attribute):
    return [problem.code for problem in forwarding.problems(forwarded, attribute)]


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        ("proactive", set(ATTRIBUTES)),
        ("on_request", {"on_request", "withheld", "not_government_information", None}),
        ("withheld", {"withheld", "not_government_information", None}),
        ("not_government_information", {"withheld", "not_government_information", None}),
        ("none", set(ATTRIBUTES)),
    ],
)
def test_a_carrier_is_never_more_open_than_its_content(content, allowed):
    told = {attribute: codes(replace(PAPER, attribute=content), attribute) for attribute in ATTRIBUTES}
    assert {attribute for attribute, found in told.items() if not found} == allowed
    assert all(found == ["carrier_more_open"] for found in told.values() if found)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("mode", list(forwarding.Mode))
def test_the_originators_written_consent_opens_it(attribute, mode):
    assert codes(replace(PAPER, mode=mode, consent=True), attribute) == []


@pytest.mark.parametrize(
    ("forwarded", "code"),
    [
        (replace(PAPER, mode=""), "forwarding_mode_required"),
        (replace(PAPER, mode="copy"), "forwarding_mode_unknown"),
        (replace(PAPER, document=" "), "forwarded_document_required"),
        (replace(PAPER, originator=""), "forwarded_originator_required"),
        (replace(PAPER, attribute=""), "forwarded_attribute_required"),
        (replace(PAPER, attribute="secret"), "forwarded_attribute_required"),
    ],
)
def test_a_carrier_says_what_it_carries(forwarded, code):
    assert codes(forwarded, "withheld") == [code]


def test_the_maker_of_a_document_of_this_site_is_known():
    assert codes(replace(PAPER, originator="", in_site=True), "withheld") == []


def test_who_forwards_nothing_has_nothing_to_say():
    assert codes(Forwarded(), "proactive") == []


def test_consent_does_not_make_up_for_what_is_not_said():
    assert codes(replace(PAPER, attribute="", consent=True), "proactive") == ["forwarded_attribute_required"]


@pytest.mark.parametrize(
    ("stated", "attribute"),
    [("proactive", "proactive"), ("withheld", "withheld"), ("none", None), ("", None), ("secret", None)],
)
def test_the_carrier_takes_over_what_there_is(stated, attribute):
    assert forwarding.inherited(stated) == attribute


@pytest.mark.parametrize(
    ("attribute", "part", "refused"),
    [
        ("proactive", "", False),
        ("proactive", "proactive", False),
        ("proactive", "on_request", True),
        ("proactive", "withheld", True),
        ("on_request", "proactive", False),
        ("on_request", "on_request", False),
        ("on_request", "withheld", True),
        ("withheld", "withheld", False),
        ("withheld", "proactive", False),
        ("not_government_information", "withheld", False),
        (None, "withheld", False),
    ],
)
def test_a_document_is_never_more_open_than_its_parts(attribute, part, refused):
    found = forwarding.part_problems(attribute, [("名单.xlsx", part), ("说明.docx", "")])
    assert [(problem.code, problem.params["name"]) for problem in found] == [("part_less_open", "名单.xlsx")] * refused
