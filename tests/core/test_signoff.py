"""What forbids a step (R-S1, R-S4, R-I1, R-I2, R-I3): office, person, document, values."""

from dataclasses import replace
from opengov.disclosure.core import access
from opengov.disclosure.core import signoff
from opinions import A
from opinions import APPROVAL
from opinions import B
from opinions import HEAD
from opinions import opinion

import pytest


CHECKS = {"checks": ["accuracy", "authority", "completeness", "timeliness"]}


def facts(state, actor="somebody", roles=(), **values):
    plain = {"authors": frozenset({"drafter"}), "digest": A, "attribute": "proactive", **values}
    return signoff.Facts(state=state, actor=actor, roles=frozenset(roles), **plain)


def codes(step, known, data=None):
    return {problem.code for problem in signoff.problems(signoff.STEPS[step], known, data)}


@pytest.mark.parametrize("step", signoff.STEPS.values(), ids=lambda step: step.id)
@pytest.mark.parametrize("state", sorted(signoff.STATES))
def test_a_step_starts_from_its_states_only(step, state):
    roles = {role for offices in step.offices.values() for role in offices}
    refused = codes(step.id, facts(state, roles=roles))
    assert ("step_not_here" in refused) is (state not in step.sources)


@pytest.mark.parametrize("step", signoff.STEPS.values(), ids=lambda step: step.id)
def test_without_the_office_of_the_state_nobody_takes_a_step(step):
    every = {role for roles in access.VIEWERS.values() for role in roles}
    for state, offices in step.offices.items():
        assert codes(step.id, facts(state, roles=every - set(offices))) == {"office_missing"}


def test_an_administrator_has_no_step_but_breaking_glass():
    for step in signoff.STEPS.values():
        administrators = {"Manager", "Site Administrator"}
        holds = any(set(offices) & administrators for offices in step.offices.values())
        # the end of a term is nobody's decision: the nightly routine may run it
        assert holds is (step.breaks_glass or step.id == "expire")
        assert not (step.breaks_glass and step.target not in ("draft", "withdrawn"))


PERSONS = [
    # step, state, role, who, deputy for, opinions, size, expected
    ("endorse", "section_review", "Section Head", "drafter", "", (), "standard", {"own_draft"}),
    ("endorse", "section_review", "Section Head", "deputy", "drafter", (), "standard", {"own_draft"}),
    ("endorse", "section_review", "Section Head", "zhou", "", (), "standard", set()),
    ("approve", "disclosure_review", "Disclosure Reviewer", "shen", "", (HEAD,), "standard", {"second_office"}),
    ("approve", "disclosure_review", "Disclosure Reviewer", "shen", "", (HEAD,), "small", set()),
    ("approve", "disclosure_review", "Disclosure Reviewer", "deputy", "shen", (HEAD,), "standard", {"second_office"}),
    ("approve", "disclosure_review", "Disclosure Reviewer", "drafter", "", (HEAD,), "small", {"own_draft"}),
    ("sign", "sign_off", "Signer", "shen", "", (APPROVAL,), "small", {"second_office"}),
    ("sign", "sign_off", "Signer", "gu", "", (APPROVAL,), "small", set()),
    ("sign", "sign_off", "Signer", "gu", "shen", (APPROVAL,), "standard", {"second_office"}),
    ("recall", "section_review", "Drafter", "drafter", "", (), "standard", set()),
    ("recall", "section_review", "Drafter", "colleague", "", (), "standard", {"not_own_draft"}),
    ("discontinue", "sign_off", "Drafter", "colleague", "", (), "standard", {"not_own_draft"}),
    ("discontinue", "sign_off", "Drafter", "deputy", "drafter", (), "standard", set()),
]


@pytest.mark.parametrize(("step", "state", "role", "who", "deputy_for", "opinions", "size", "expected"), PERSONS)
def test_four_eyes_and_ones_own_drafts(step, state, role, who, deputy_for, opinions, size, expected):
    known = facts(state, who, {role}, on_behalf_of=deputy_for, opinions=tuple(opinions), office_size=size)
    found = {problem.code for problem in signoff.person_problems(signoff.STEPS[step], known)}
    assert found == expected


def test_an_opinion_from_before_the_submission_binds_nobody():
    earlier = replace(HEAD, at="2026-11-01T09:00:00+08:00")
    known = facts("disclosure_review", "shen", {"Disclosure Reviewer"}, opinions=(earlier,), submitted_at=HEAD.at)
    assert signoff.person_problems(signoff.STEPS["approve"], known) == []


@pytest.mark.parametrize(
    ("roles", "expected"), [({"Signer"}, {"principal_signer_required"}), ({"Principal Signer"}, set())]
)
def test_an_important_document_takes_a_principal_signer(roles, expected):
    known = facts("sign_off", "gu", roles, important=True, opinions=(APPROVAL,))
    assert codes("sign", known, {}) == expected


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [((), {"review_missing"}), ((APPROVAL,), set()), ((opinion(digest=B),), {"review_missing"})],
)
def test_nothing_is_signed_without_a_current_positive_review(opinions, expected):
    assert codes("sign", facts("sign_off", "gu", {"Signer"}, opinions=opinions), {}) == expected


ENDS = {"proactive": "publish", "on_request": "register", "withheld": "file", "not_government_information": "file"}


@pytest.mark.parametrize("attribute", ENDS)
@pytest.mark.parametrize("step", ["publish", "register", "file"])
def test_each_attribute_has_its_own_end(attribute, step):
    known = facts("issued", "tang", {"Disclosure Officer"}, attribute=attribute, opinions=(APPROVAL,), signed_digest=A)
    assert codes(step, known, {}) == (set() if ENDS[attribute] == step else {"wrong_end_state"})


def test_what_differs_from_the_signed_content_is_not_published():
    known = facts("issued", "tang", {"Disclosure Officer"}, opinions=(APPROVAL,), signed_digest=B)
    assert codes("publish", known, {}) == {"differs_from_signed"}


@pytest.mark.parametrize(
    ("step", "state", "role", "data", "expected"),
    [
        ("return", "section_review", "Section Head", {}, {"step_reason_required"}),
        ("return", "section_review", "Section Head", {"reason": " "}, {"step_reason_required"}),
        ("return", "section_review", "Section Head", {"reason": 5}, {"step_reason_required"}),
        ("return", "section_review", "Section Head", {"reason": "依据不足"}, set()),
        ("refer", "section_review", "Section Head", {"reason": "不明", "body": "x"}, {"body_unknown"}),
        ("endorse", "section_review", "Section Head", {}, {"checks_missing"}),
        ("endorse", "section_review", "Section Head", {**CHECKS, "handled": ["x"]}, {"value_unknown"}),
        ("endorse", "section_review", "Section Head", CHECKS, set()),
        ("approve", "disclosure_review", "Disclosure Reviewer", {**CHECKS, "handled": ["x"]}, {"finding_unknown"}),
        ("withdraw", "published", "Disclosure Officer", {"reason": "有误", "cause": "mood"}, {"cause_unknown"}),
        ("withdraw", "published", "Disclosure Officer", {"reason": "有误", "cause": "error"}, set()),
        ("submit", "draft", "Drafter", {"effective": "2020-01-01"}, {"value_unknown"}),
    ],
)
def test_a_step_takes_exactly_its_values(step, state, role, data, expected):
    assert codes(step, facts(state, "zhou", {role}), data) == expected


@pytest.mark.parametrize(("said", "expected"), [("", {"consulted_required"}), ("会商了市司法局", set())])
def test_after_a_question_the_reviewer_says_who_was_consulted(said, expected):
    known = facts("disclosure_review", "shen", {"Disclosure Reviewer"}, questioned=True)
    assert codes("approve", known, {**CHECKS, "consulted": said}) == expected


def test_findings_of_the_scan_wait_for_the_reviewer():
    known = facts("disclosure_review", "shen", {"Disclosure Reviewer"}, findings=frozenset({"f1"}))
    assert codes("approve", known, CHECKS) == {"findings_open"}
    assert codes("approve", known, {**CHECKS, "handled": ["f1"]}) == set()


def test_seeing_is_one_right_in_every_state_and_nobody_has_what_goes_around_a_rule():
    for state in signoff.STATES:
        assert len({access.roles(state, permission) for permission in access.SEEING}) == 1
        assert all(access.roles(state, permission) == () for permission in access.NOBODY)
        assert "Owner" not in access.roles(state, "View") and "Manager" not in access.roles(state, "View")
    with pytest.raises(KeyError):
        access.roles("draft", "Fly")
