"""Who takes which step in which state, for each profile: the straight way and the detours that profiles decide (R-D1)."""

from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core import signoff
from opinions import A
from opinions import opinion

import pytest


#: Step -> who takes it from where, and where it leads in: national, zunyi, tianning, shaoguan, dalian, township.
#: ``-`` where the profile knows no such way.
PROFILES = ("cn-national-2019", "zunyi-2020", "tianning-2016", "shaoguan-2019", "dalian-2016", "township-2020")
SECTION, REVIEW, CONSULT, SIGN = "section_review", "disclosure_review", "secrecy_consultation", "sign_off"
WAYS = [
    ("submit", "draft", "Drafter", (SECTION, REVIEW, SECTION, SECTION, SECTION, REVIEW)),
    ("endorse", SECTION, "Section Head", (REVIEW,) * 6),
    ("approve", REVIEW, "Disclosure Reviewer", (SIGN,) * 6),
    ("uphold", "draft", "Drafter", (SIGN, CONSULT, CONSULT, CONSULT, SIGN, CONSULT)),
    ("submit_urgently", "draft", "Drafter", (SIGN, SIGN, "-", SIGN, SIGN, SIGN)),
    ("sign_urgently", SIGN, "Signer", ("issued", "issued", "-", "issued", "issued", "issued")),
    ("decide_dispute", SIGN, "Signer", (SIGN, "-", "-", "-", SIGN, "-")),
]
CELLS = [
    pytest.param(step, state, role, profile, target, id=f"{profile}-{step}")
    for step, state, role, targets in WAYS
    for profile, target in zip(PROFILES, targets, strict=True)
]


def facts(profile, state, role, step):
    rules = jurisdictions.load(profile)
    affairs = {"returned": {"digest": A, "at": "2026-01-05"}} if step == "uphold" else {}
    if step == "decide_dispute":
        affairs = {"dispute": {"standing": "open", "digest": A}}
    opinions = (opinion(outcome="disagree", step="return"),) if step == "uphold" else ()
    return signoff.Facts(
        state=state,
        opinions=opinions,
        actor="li",
        roles=frozenset({role}),
        authors=frozenset({"li"}) if role == "Drafter" else frozenset({"wang"}),
        digest=A,
        attribute="proactive",
        urgent=rules.urgent_route,
        section_review=rules.section_review,
        dispute_bodies=rules.dispute_bodies,
        affairs=affairs,
    )


@pytest.mark.parametrize(("step", "state", "role", "profile", "target"), CELLS)
def test_a_step_leads_where_the_rules_of_the_area_say(step, state, role, profile, target):
    known = facts(profile, state, role, step)
    refused = signoff.problems(signoff.STEPS[step], known)
    if target == "-":
        assert {problem.rule for problem in refused} & {"R-I7", "R-S8"}
        return
    assert refused == []
    assert signoff.target(signoff.STEPS[step], known) == target


#: Whether section head, reviewer and secrecy officer may be one person.
@pytest.mark.parametrize(
    ("profile", "size"), [*((key, "standard") for key in PROFILES[:-1]), ("township-2020", "small")]
)
def test_four_eyes_are_as_strict_as_the_profile(profile, size):
    assert jurisdictions.load(profile).four_eyes == size


@pytest.mark.parametrize(
    ("profile", "clause"),
    [
        ("zunyi-2020", "遵义市"),
        ("tianning-2016", "天宁区"),
        ("shaoguan-2019", "韶关市"),
        ("dalian-2016", "大连市"),
        ("township-2020", "乡镇"),
    ],
)
def test_what_a_profile_switches_names_its_own_clause(profile, clause):
    rules, national = jurisdictions.load(profile), jurisdictions.load(jurisdictions.DEFAULT)
    own = [name for name, source in rules.sources.items() if source != national.sources.get(name)]
    assert own
    assert all(rules.sources[name].startswith(clause) for name in own)
