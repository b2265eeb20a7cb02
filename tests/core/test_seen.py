"""Nobody decides about what he has not seen (R-S2): marks of what was looked at."""

from opengov.disclosure.core import seen

import pytest


A, B = "sha256:" + "a" * 64, "sha256:" + "b" * 64
HERE = seen.mark("disclosure_review", A)


@pytest.mark.parametrize(
    ("looked_at", "codes"),
    [
        (HERE, []),
        (seen.mark("disclosure_review", B), ["seen_other_content"]),
        (seen.mark("section_review", A), ["seen_other_state"]),
        (seen.mark("section_review", B), ["seen_other_state", "seen_other_content"]),
        # forged, empty, cut off
        ("", ["seen_other_content"]),
        ("disclosure_review", ["seen_other_content"]),
        ("disclosure_review:", ["seen_other_content"]),
        (A, ["seen_other_state", "seen_other_content"]),
        (f"{HERE} ", ["seen_other_content"]),
        (HERE.upper(), ["seen_other_state", "seen_other_content"]),
        ("::", ["seen_other_state", "seen_other_content"]),
    ],
)
def test_a_decision_counts_for_exactly_what_was_looked_at(looked_at, codes):
    assert [problem.code for problem in seen.problems(looked_at, HERE)] == codes


def test_the_refusal_names_rule_clause_and_the_present_state():
    moved, changed = seen.problems(seen.mark("sign_off", B), HERE)
    assert (moved.rule, moved.params["state"]) == ("R-S1", "disclosure_review")
    assert (changed.rule, changed.source) == ("R-S2", "政府信息公开条例 第十七条")


@pytest.mark.parametrize(
    ("mark", "state", "digest"),
    [(HERE, "disclosure_review", A), ("", "", ""), ("draft", "draft", ""), ("draft:x:y", "draft", "x:y")],
)
def test_a_mark_tells_state_and_digest(mark, state, digest):
    assert (seen.state_of(mark), seen.digest_of(mark)) == (state, digest)
