"""R-A10 over a site: what the law calls public, by the level of the agency."""

from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.signoff.interfaces import ILife
from town import CHECKS
from town import PROPOSALS
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest


def codes(document):
    return {problem.code for problem in IDisclosureProposal(document).problems(required=True)}


@pytest.mark.parametrize(
    ("level", "item", "fits"),
    [(None, "21.2.1", True), ("county", "21.1.4", True), ("county", "21.2.1", False), ("township", "21.2.1", True)],
)
def test_the_list_of_article_21_is_that_of_the_agencys_level(agency, walk, level, item, fits):
    draft = walk.draft(art20_item=item)
    agency.level = level
    assert codes(draft) == (set() if fits else {"listed_item_of_another_level"})
    vocabulary = getUtility(IVocabularyFactory, "opengov.disclosure.art20")(draft)
    assert (item in vocabulary) is fits
    assert "20.1" in vocabulary


@pytest.mark.parametrize("field", [{"art20_item": "20.7"}, {"art19_tests": ("public_interest",)}])
def test_a_listed_item_is_not_left_to_requests(walk, field):
    document = walk.draft(**PROPOSALS["registered"], **field)
    with pytest.raises(RuleBroken) as broken:
        walk.take(document, "submit", "drafter")
    assert {problem.code for problem in broken.value.problems} == {"listed_item_is_public"}


def test_the_reviewer_explains_in_his_own_words_why_a_listed_item_is_withheld(walk):
    document = walk.to("disclosure_review", **PROPOSALS["withheld"], art20_item="20.14")
    for explanation in ({}, {"reviewer_explanation": " 　"}):
        with pytest.raises(RuleBroken) as broken:
            walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS, **explanation)
        assert {problem.code for problem in broken.value.problems} == {"reviewer_explanation_required"}
    said = {"reviewer_explanation": "仅涉及内部岗位，不属招考"}
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS, **said)
    walk.take(document, "sign", "signer")
    assert ILife(document).state == "issued"
