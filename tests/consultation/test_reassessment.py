"""R-A5, Art. 18: a ground that ends with its matter."""

from AccessControl import Unauthorized
from contextlib import contextmanager
from opengov.disclosure.consultation import subscribers
from opengov.disclosure.consultation.interfaces import IReassessment
from opengov.disclosure.consultation.interfaces import REASSESS
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.services.disclosure import Disclosure
from plone import api
from types import SimpleNamespace

import pytest


UNDECIDED = {
    "document_kind": "request",
    "undecided": True,
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("request_report",),
    "disclosure_reason": "事项尚未决定",
    "discretion": "公开会影响决策",
}


@contextmanager
def refused(code):
    with pytest.raises(RuleBroken) as broken:
        yield
    assert [problem.code for problem in broken.value.problems] == [code]


def act(document, by, name, *args, **values):
    with api.env.adopt_user(username=by):
        return getattr(IReassessment(document), name)(*args, **values)


@pytest.fixture
def request_paper(walk, clock):
    """A request for instructions, filed as withheld while its matter is undecided."""
    return walk.to("withheld", **UNDECIDED)


@pytest.mark.parametrize("person", ["drafter", "disclosure-officer", "disclosure-reviewer"])
def test_the_end_of_the_matter_asks_for_a_new_assessment(request_paper, person):
    act(request_paper, person, "matter_decided", "2026-02-27", "市政府已批复")
    due = act(request_paper, person, "due")
    assert (due["since"], due["cause"], due["by"]) == ("2026-02-27", "matter_decided", person)
    entry = ILedger(request_paper).entries()[-1]
    assert (entry.action, dict(entry.codes)) == ("reassess", {"cause": "matter_decided", "since": "2026-02-27"})
    assert IDossier(request_paper).notes()[-1]["comment"] == "市政府已批复"
    with refused("reassessment_open"):
        act(request_paper, person, "matter_decided", "2026-02-27")


def test_the_clock_of_a_decided_matter_runs_until_it_was_assessed(request_paper):
    act(request_paper, "drafter", "matter_decided", "2026-02-27")
    clocks = {clock["key"]: clock["due"].isoformat() for clock in Disclosure(request_paper, None).deadlines()}
    assert clocks["reassessment_of_decided"] == "2026-03-26"  # 28 February is worked (调休)
    act(request_paper, "disclosure-officer", "keep", "仍属内部事项")
    assert "reassessment_of_decided" not in {clock["key"] for clock in Disclosure(request_paper, None).deadlines()}


@pytest.mark.parametrize("person", ["section-head", "signer", "secrecy-officer", "supervisor"])
def test_others_do_not_tell_the_end_of_a_matter(request_paper, person):
    with pytest.raises(Unauthorized):
        act(request_paper, person, "matter_decided", "2026-02-27")


@pytest.mark.parametrize(
    ("day", "code"), [("2026-03-03", "decided_day_ahead"), ("", "day_required"), ("昨天", "day_invalid")]
)
def test_a_matter_was_decided_on_a_day(request_paper, day, code):
    with refused(code):
        act(request_paper, "disclosure-officer", "matter_decided", day)


def test_nothing_ends_for_other_grounds_and_for_drafts(walk, clock):
    personnel = {**UNDECIDED, "disclosure_grounds": ("personnel",)}
    with refused("nothing_to_reassess"):
        act(walk.to("withheld", **personnel), "disclosure-officer", "matter_decided", "2026-02-27")
    with refused("nothing_to_reassess"):
        act(walk.to("disclosure_review", **UNDECIDED), "disclosure-reviewer", "matter_decided", "2026-02-27")
    with refused("nothing_to_reassess"):
        act(walk.to("published"), "disclosure-officer", "matter_decided", "2026-02-27")


def test_the_attribute_stays_with_a_reason_by_somebody_who_did_not_draft_it(request_paper):
    with refused("nothing_to_reassess"):
        act(request_paper, "disclosure-officer", "keep", "仍属内部事项")
    act(request_paper, "drafter", "matter_decided", "2026-02-27")
    with refused("reassessment_reason_required"):
        act(request_paper, "disclosure-officer", "keep", " ")
    with pytest.raises(Unauthorized):
        act(request_paper, "drafter", "keep", "仍属内部事项")
    act(request_paper, "disclosure-officer", "keep", "仍属内部事项")
    assert act(request_paper, "drafter", "due") is None
    assert ILedger(request_paper).entries()[-1].codes == {"outcome": "kept"}


def test_a_decided_adjustment_is_the_new_assessment(request_paper):
    act(request_paper, "drafter", "matter_decided", "2026-02-27")
    step = SimpleNamespace(step=STEPS["decide_adjustment"], data={"outcome": "agree"})
    with api.env.adopt_user(username="signer"):
        subscribers.settle(request_paper, step)
    assert IDossier(request_paper).affair(REASSESS) is None
    assert ILedger(request_paper).entries()[-1].action == "reassessed"
