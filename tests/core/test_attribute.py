"""R-A1 to R-A10: what a proposal must say, and what it must not."""

from dataclasses import replace
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core import attribute
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.attribute import Stub
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.grounds import names_article
from opengov.disclosure.core.public_items import ART19_TESTS
from opengov.disclosure.core.public_items import LISTED_ITEMS
from opengov.disclosure.core.public_items import listed_items

import pytest


NATIONAL = jurisdictions.load("cn-national-2019")
WAIVED = [jurisdictions.load(key) for key in ("shaoguan-2019", "zunyi-2020", "township-2020")]

WITHHELD = Proposal("withheld", ("trade_secret",), "含有企业未公开的报价")
DISCRETIONARY = Proposal("withheld", ("draft",), "尚在征求意见", discretion="公开会使公众误以为已经定稿")


def found(proposal, required=True, jurisdiction=NATIONAL, **options):
    return {(p.code, p.rule, p.field) for p in attribute.problems(proposal, jurisdiction, required, **options)}


@pytest.mark.parametrize(
    "proposal",
    [
        Proposal("proactive"),
        Proposal("proactive", art19=("public_interest",), art20_item="20.1"),
        Proposal("on_request", reason="只涉及个别单位"),
        Proposal("on_request", ("personal_privacy",), "附名单"),
        WITHHELD,
        DISCRETIONARY,
        Proposal("withheld", ("law_prohibits",), "统计法禁止", law_citation="统计法 第九条"),
        Proposal("withheld", ("state_secret",)),
        Proposal("withheld", ("trade_secret", "personal_privacy"), "两项均有"),
        Proposal("not_government_information", reason="党务文件"),
        replace(WITHHELD, art20_item="20.9"),
        replace(DISCRETIONARY, art20_item="20.1", reviewer_explanation="方案未定，公开有误导"),
    ],
)
def test_a_complete_proposal_has_no_problem(proposal):
    assert found(proposal) == set()


@pytest.mark.parametrize(
    ("proposal", "problem"),
    [
        (Proposal(None), ("attribute_required", "R-A1", "disclosure_attribute")),
        (Proposal(""), ("attribute_unknown", "R-A1", "disclosure_attribute")),
        (Proposal("secret"), ("attribute_unknown", "R-A1", "disclosure_attribute")),
        (replace(WITHHELD, grounds=()), ("ground_required", "R-A2", "disclosure_grounds")),
        (replace(WITHHELD, grounds=("whim",)), ("ground_unknown", "R-A2", "disclosure_grounds")),
        (replace(WITHHELD, reason=""), ("reason_required", "R-A2", "disclosure_reason")),
        (replace(WITHHELD, reason=" \n\t\u3000\xa0"), ("reason_required", "R-A2", "disclosure_reason")),
        (replace(WITHHELD, reason="长" * 2001), ("reason_too_long", "R-A2", "disclosure_reason")),
        (replace(WITHHELD, grounds=("law_prohibits",)), ("law_citation_required", "R-A2", "law_citation")),
        (
            replace(WITHHELD, grounds=("law_prohibits",), law_citation="有关规定"),
            ("law_citation_incomplete", "R-A2", "law_citation"),
        ),
        (
            replace(WITHHELD, grounds=("law_prohibits",), law_citation="第九条"),
            ("law_citation_incomplete", "R-A2", "law_citation"),
        ),
        (replace(DISCRETIONARY, discretion="  "), ("discretion_required", "R-A2", "discretion")),
        (Proposal("on_request"), ("reason_required", "R-A2", "disclosure_reason")),
        (Proposal("not_government_information"), ("reason_required", "R-A2", "disclosure_reason")),
        (Proposal("proactive", ("trade_secret",)), ("ground_not_allowed", "R-A2", "disclosure_grounds")),
        (
            Proposal("not_government_information", ("draft",), "内部"),
            ("ground_not_allowed", "R-A2", "disclosure_grounds"),
        ),
        (
            Proposal("on_request", ("state_secret",), "可申请"),
            ("ground_needs_withheld", "R-A3", "disclosure_grounds"),
        ),
        (Proposal("proactive", art19=("rumour",)), ("public_test_unknown", "R-A10", "art19_tests")),
        (Proposal("proactive", art20_item="20.16"), ("listed_item_unknown", "R-A10", "art20_item")),
        (
            Proposal("on_request", reason="少数人", art20_item="20.7"),
            ("listed_item_is_public", "R-A10", "disclosure_attribute"),
        ),
        (
            Proposal("on_request", reason="少数人", art19=("public_interest",)),
            ("listed_item_is_public", "R-A10", "disclosure_attribute"),
        ),
        (
            Proposal("not_government_information", reason="内部", art20_item="20.1"),
            ("listed_item_is_public", "R-A10", "disclosure_attribute"),
        ),
        (
            replace(DISCRETIONARY, art20_item="21.2.5", reviewer_explanation=" "),
            ("reviewer_explanation_required", "R-A10", "reviewer_explanation"),
        ),
    ],
)
def test_an_incomplete_proposal_is_told_what_is_missing_and_where(proposal, problem):
    assert found(proposal) == {problem}


@pytest.mark.parametrize(
    ("level", "item", "fits"),
    [
        ("", "21.1.1", True),
        ("", "21.2.1", True),
        ("city", "21.1.1", True),
        ("county", "21.1.7", True),
        ("township", "21.2.8", True),
        ("township", "20.15", True),
        ("national", "20.1", True),
        ("city", "21.2.1", False),
        ("county", "21.2.5", False),
        ("township", "21.1.5", False),
        ("national", "21.1.1", False),
        ("province", "21.2.1", False),
        ("galaxy", "21.2.1", True),
    ],
)
def test_the_second_list_of_article_21_goes_by_the_level_of_the_organ(level, item, fits):
    problem = ("listed_item_of_another_level", "R-A10", "art20_item")
    assert found(Proposal("proactive", art20_item=item), level=level) == (set() if fits else {problem})
    assert (item in listed_items(level)) is fits


@pytest.mark.parametrize("ground", list(GROUNDS))
@pytest.mark.parametrize("ticked", [{"art19": ("public_interest",)}, {"art20_item": "20.7"}, {"art20_item": "21.2.7"}])
def test_a_listed_matter_is_kept_inside_by_articles_14_and_15_alone(ground, ticked):
    proposal = Proposal("withheld", (ground,), "有依据", "统计法第九条", "确有必要", **ticked)
    codes = {code for code, _rule, _field in found(proposal)}
    assert codes == (set() if GROUNDS[ground].mandatory else {"reviewer_explanation_required"})
    assert found(replace(proposal, reviewer_explanation="经核实，公开会误导公众")) == set()
    assert {code for code, _rule, _field in found(replace(proposal, attribute="on_request"))} >= {
        "listed_item_is_public"
    }


@pytest.mark.parametrize(
    ("citation", "whole"),
    [
        ("《中华人民共和国统计法》第二十五条", True),
        ("统计法 第9条", True),
        ("商业银行法第 二十九 条第二款", True),
        ("Statistics Law, Art. 25", True),
        ("统计法", False),
        ("《》第九条", False),
        ("第九条", False),
        ("", False),
    ],
)
def test_a_citation_names_law_and_article(citation, whole):
    assert names_article(citation) is whole


@pytest.mark.parametrize("ground", list(GROUNDS))
def test_the_grounds_that_end_with_the_decision_are_those_of_an_open_matter(ground):
    ended = ground in ("request_report", "consultation_letter", "discussion_record", "draft")
    assert attribute.ends_with((ground,)) == ("matter_decided" if ended else "")


def test_undecided_is_accepted_while_it_is_not_required():
    assert found(Proposal(None), required=False) == set()


def test_a_chosen_attribute_must_be_complete_even_in_a_draft():
    assert found(Proposal("withheld"), required=False) == {
        ("ground_required", "R-A2", "disclosure_grounds"),
        ("reason_required", "R-A2", "disclosure_reason"),
    }


def test_grounds_of_an_undecided_draft_must_still_be_known():
    assert found(Proposal(None, ("whim",)), required=False) == {("ground_unknown", "R-A2", "disclosure_grounds")}


def test_the_reviewer_is_not_missed_before_his_turn():
    proposal = replace(DISCRETIONARY, art20_item="20.1")
    assert found(proposal, awaiting_reviewer=True) == set()
    assert found(proposal) != set()


@pytest.mark.parametrize("jurisdiction", WAIVED, ids=lambda jurisdiction: jurisdiction.key)
def test_three_profiles_waive_the_reason_for_on_request(jurisdiction):
    assert found(Proposal("on_request"), jurisdiction=jurisdiction) == set()
    assert found(replace(WITHHELD, reason=""), jurisdiction=jurisdiction) != set()


def test_a_reason_of_2000_characters_is_accepted():
    assert found(replace(WITHHELD, reason="长" * 2000)) == set()


def test_each_problem_that_rests_on_the_law_cites_it():
    problems = attribute.problems(replace(DISCRETIONARY, discretion=""), NATIONAL, required=True)
    assert [problem.source for problem in problems] == ["政府信息公开条例 第十六条"]


@settings(max_examples=25)
@given(
    st.builds(
        Proposal,
        st.none() | st.text() | st.sampled_from(list(attribute.Attribute)),
        st.lists(st.sampled_from(list(GROUNDS)) | st.text()).map(tuple),
        st.text(),
        art19=st.lists(st.sampled_from(list(ART19_TESTS)) | st.text()).map(tuple),
        art20_item=st.sampled_from(["", *LISTED_ITEMS]) | st.text(),
    )
)
def test_whatever_is_proposed_gets_an_answer_and_never_withheld_without_a_ground(proposal):
    if attribute.problems(proposal, NATIONAL, required=True) == [] and proposal.attribute == "withheld":
        assert set(proposal.grounds) <= set(GROUNDS)
        assert proposal.grounds


@pytest.mark.parametrize(
    ("kind", "undecided", "between", "ground"),
    [
        ("request", True, False, "request_report"),
        ("report", True, True, "request_report"),
        ("letter", True, True, "consultation_letter"),
        ("minutes", True, True, "discussion_record"),
    ],
)
def test_undecided_matters_are_suggested_as_process_information(kind, undecided, between, ground):
    suggestion = attribute.suggest(kind, undecided, between)
    assert (suggestion.attribute, suggestion.grounds) == ("withheld", (ground,))
    assert suggestion.source == "政府信息公开条例 第十六条第二款"
    assert suggestion.ends_with == "matter_decided"


@pytest.mark.parametrize(
    ("kind", "undecided", "between"),
    [
        ("request", False, False),
        ("letter", True, False),
        ("letter", False, True),
        ("minutes", True, False),
        ("notice", True, True),
        ("order", False, False),
    ],
)
def test_everything_else_is_suggested_as_public(kind, undecided, between):
    suggestion = attribute.suggest(kind, undecided, between)
    assert (suggestion.attribute, suggestion.grounds, suggestion.ends_with) == ("proactive", (), "")
    assert suggestion.source == "政府信息公开条例 第五条"


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("proactive", "（此件公开发布）"),
        ("on_request", "（此件依申请公开）"),
        ("withheld", "（此件不予公开）"),
        ("not_government_information", ""),
        (None, ""),
        ("other", ""),
    ],
)
def test_the_mark_is_printed_as_the_law_words_it(value, mark):
    assert attribute.mark(value) == mark


def test_a_state_secret_makes_a_stub_and_nothing_else_does():
    assert [code for code in GROUNDS if attribute.is_stub((code,))] == ["state_secret"]
    assert attribute.is_stub(("trade_secret", "state_secret"))
    assert not attribute.is_stub(())


@pytest.mark.parametrize(("level", "longest"), [("top_secret", 30), ("secret", 20), ("confidential", 10)])
def test_a_stub_keeps_to_the_longest_period_of_its_level(level, longest):
    assert attribute.stub_problems(Stub("涉密台账2026-07", level, longest)) == []
    assert attribute.stub_problems(Stub("涉密台账2026-07", level, 1)) == []
    for years in (0, -1, longest + 1):
        assert [p.code for p in attribute.stub_problems(Stub("甲-7", level, years))] == ["stub_period_invalid"]


def test_a_stub_needs_a_reference_and_a_level():
    codes = [problem.code for problem in attribute.stub_problems(Stub(" ", "internal", 5))]
    assert codes == ["stub_reference_required", "stub_level_unknown"]
