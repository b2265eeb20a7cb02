"""Whose names stand under a joint document, in which order, and who leads: never read off the order (R-J1)."""

from opengov.disclosure.core import arrangement
from opengov.disclosure.core import joint
from opengov.disclosure.core import outside_lead
from opengov.disclosure.core.arrangement import Arrangement
from opengov.disclosure.core.outside_lead import Lead

import pytest


def slot(name, place=1, role="co_issuer", removed=""):
    return joint.Slot(id=name, name=f"{name}局", agency=name, role=role, order=place, removed_at=removed)


SLOTS = (
    slot("a", 1),
    slot("b", 2),
    slot("c", 3),
    slot("gone", 4, removed="2026-11-22T09:00:00+08:00"),
    slot("asked", 5, "concerned"),
)


def codes(problems):
    return [(problem.code, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    "order,body,names",
    [
        ((), "", ("lead", "a", "b", "c")),
        ((), "某军区", ("outside", "lead", "a", "b", "c")),
        (("b", "lead", "a", "c"), "", ("b", "lead", "a", "c")),
        # who joined after the names were put in order comes last, who left leaves his place
        (("b", "lead", "a"), "", ("b", "lead", "a", "c")),
        (("gone", "b", "lead"), "", ("b", "lead", "a", "c")),
        (("a", "b", "c", "lead"), "某军区", ("outside", "a", "b", "c", "lead")),
        (("a", "outside", "b", "lead", "c"), "某军区", ("a", "outside", "b", "lead", "c")),
        # the outside body leads no more
        (("a", "outside", "b", "lead", "c"), "", ("a", "b", "lead", "c")),
    ],
)
def test_names_stand_as_they_were_put_and_later_ones_follow(order, body, names):
    assert arrangement.names(Arrangement(order=order, lead_body=body), SLOTS) == names


def test_a_document_of_one_agency_has_one_name():
    assert arrangement.names(Arrangement(), ()) == ("lead",)


@pytest.mark.parametrize(
    "order,code",
    [
        (["c", "lead", "b", "a"], None),
        (["lead", "a", "b", "c", "x"], "arrangement_order_unknown"),
        (["lead", "a", "b", "c", "outside"], "arrangement_order_unknown"),
        (["lead", "a", "b"], "arrangement_order_missing"),
        (["a", "b", "c"], "arrangement_order_missing"),
        ([], "arrangement_order_missing"),
        (["lead", "a", "b", "c", "a"], "arrangement_order_twice"),
        (["lead", "lead", "a", "b", "c"], "arrangement_order_twice"),
        (["lead", "a", "b", "c", "gone"], "arrangement_order_left"),
        (["lead", "a", "b", "c", "asked"], "arrangement_order_concerned"),
        ("lead,a,b,c", "value_type"),
        ([1, 2], "value_type"),
        ({"lead": 1}, "value_type"),
    ],
)
def test_an_order_names_all_who_issue_each_once_and_nobody_else(order, code):
    found = arrangement.order_problems(order, Arrangement(), SLOTS)
    assert codes(found) == ([(code, "R-J1")] if code else [])
    assert {problem.field for problem in found} <= {"order"}


def test_what_an_order_leaves_out_is_named():
    (problem,) = arrangement.order_problems(["lead", "b"], Arrangement(), SLOTS)
    assert problem.params == {"agencies": "a局、c局"}


def test_an_outside_lead_has_a_place_among_the_names_too():
    led = Arrangement(lead_body="某军区")
    assert codes(arrangement.order_problems(["lead", "a", "b", "c"], led, SLOTS)) == [
        ("arrangement_order_missing", "R-J1")
    ]
    assert arrangement.order_problems(["a", "outside", "lead", "b", "c"], led, SLOTS) == []


@pytest.mark.parametrize(
    "countersigning,banner,fields",
    [
        (None, None, []),
        ("in_order", "all", []),
        ("parallel", "lead_only", []),
        ("all_at_once", "lead_only", ["countersigning"]),
        ("", "none", ["countersigning", "banner"]),
        (1, [], ["countersigning", "banner"]),
    ],
)
def test_ways_of_signing_and_banners_are_those_that_offices_know(countersigning, banner, fields):
    found = arrangement.value_problems(countersigning, banner)
    assert [problem.field for problem in found] == fields
    assert {problem.rule for problem in found} <= {"R-J1"}


@pytest.mark.parametrize(
    "offices,state,role,code",
    [
        (arrangement.ARRANGING, "draft", "Drafter", None),
        (arrangement.ARRANGING, "section_review", "Section Head", None),
        (arrangement.ARRANGING, "disclosure_review", "Disclosure Reviewer", None),
        (arrangement.ARRANGING, "joint_consent", "Disclosure Officer", None),
        (arrangement.ARRANGING, "sign_off", "Disclosure Reviewer", None),
        (arrangement.ARRANGING, "draft", "Disclosure Officer", "office_missing"),
        (arrangement.ARRANGING, "section_review", "Drafter", "office_missing"),
        (arrangement.ARRANGING, "sign_off", "Signer", "office_missing"),
        (arrangement.ARRANGING, "joint_consent", "Consulted Agency", "office_missing"),
        (arrangement.ARRANGING, "draft", "Manager", "office_missing"),
        (arrangement.ARRANGING, "issued", "Disclosure Officer", "arrangement_not_here"),
        (arrangement.ARRANGING, "published", "Disclosure Officer", "arrangement_not_here"),
        (outside_lead.CHOOSING, "draft", "Drafter", None),
        (outside_lead.CHOOSING, "section_review", "Section Head", "arrangement_not_here"),
        (outside_lead.RECORDING, "issued", "Disclosure Officer", None),
        (outside_lead.RECORDING, "issued", "Drafter", "office_missing"),
        (outside_lead.RECORDING, "sign_off", "Disclosure Officer", "arrangement_not_here"),
    ],
)
def test_only_the_leads_own_office_arranges_and_only_until_it_is_signed(offices, state, role, code):
    found = arrangement.office_problems(offices, state, {role}, "arrangement")
    assert codes(found) == ([(code, "R-J1")] if code else [])


@pytest.mark.parametrize("body,code", [("a局", "lead_is_asked"), ("asked局", "lead_is_asked"), ("gone局", None)])
def test_who_is_asked_does_not_lead_besides(body, code):
    assert codes(outside_lead.lead_problems(Lead(body), SLOTS)) == ([(code, "R-J1")] if code else [])


@pytest.mark.parametrize("signed", [False, True])
def test_what_somebody_has_signed_is_not_arranged_anew(signed):
    assert codes(arrangement.signed_problems(signed)) == ([("arrangement_signed", "R-J1")] if signed else [])


@pytest.mark.parametrize(
    "name,way,order",
    [
        ("b", "up", "bacd"),
        ("b", "down", "acbd"),
        ("d", "first", "dabc"),
        ("a", "up", "abcd"),
        ("d", "down", "abcd"),
        ("a", "first", "abcd"),
        ("c", "sideways", "abcd"),
    ],
)
def test_a_name_moves_by_one_place_or_to_the_top_and_never_out_of_the_list(name, way, order):
    assert arrangement.moved("abcd", name, way) == list(order)
