"""R-J3: when a coordination meeting is called, moved, called off and concluded, and what its outcome binds."""

from datetime import datetime
from datetime import timedelta
from opengov.disclosure.core import joint
from opengov.disclosure.core import meetings as rules
from opengov.disclosure.core import minutes
from opengov.disclosure.core import settlements

import pytest


NOW = datetime(2026, 11, 25, 10, 0, 30, tzinfo=rules.SHANGHAI)
SOON, PAST = "2026-11-26T09:30:00+08:00", "2026-11-25T09:30:00+08:00"
PLAN = {"at": SOON, "place": "市政府301会议室", "agenda": "公开属性", "agencies": ("a", "b")}
PRESENT = ("a", "b", "c")


def codes(problems):
    return [problem.code for problem in problems]


def meeting(**values):
    return rules.Meeting(**{"at": PAST, "invited": ("a", "b"), **values})


@pytest.mark.parametrize(
    "text,expected",
    [
        ("2026-11-25T09:30", "2026-11-25T09:30:00+08:00"),
        (" 2026-11-25 09:30 ", "2026-11-25T09:30:00+08:00"),
        ("2026-11-25T01:30:00Z", "2026-11-25T09:30:00+08:00"),
        ("2026-11-25", None),
        ("", None),
        ("明天上午", None),
        ("0001-01-01T00:00", None),
        ("9999-12-31T23:59", None),
        ("2026-02-30T09:30", None),
    ],
)
def test_a_time_is_read_as_a_moment_of_shanghai(text, expected):
    moment = rules.read_time(text)
    assert (moment.isoformat() if moment else None) == expected


@pytest.mark.parametrize(
    "meetings,disputed,bound,code",
    [
        ((), ("a",), False, ""),
        ((), (), False, "meeting_no_dispute"),
        # what was agreed on can be talked about again
        ((), (), True, ""),
        ((meeting(outcome="not_settled"),), ("a",), False, ""),
        ((meeting(cancelled=True),), ("a",), False, ""),
        ((meeting(),), ("a",), False, "meeting_open_already"),
        ((meeting(outcome="kept"),) * rules.MAX_MEETINGS, ("a",), False, "meeting_too_many"),
    ],
)
def test_a_meeting_is_called_while_an_agency_objects_and_one_at_a_time(meetings, disputed, bound, code):
    assert codes(rules.call_problems(meetings, disputed, bound)) == ([code] if code else [])


@pytest.mark.parametrize(
    "values,found",
    [
        ({}, []),
        ({"persons": ("张局长", "李处长")}, []),
        ({"at": "下周"}, ["meeting_time"]),
        ({"at": PAST}, ["meeting_time_past"]),
        # forms know minutes only
        ({"at": "2026-11-25T10:00"}, []),
        ({"place": " "}, ["meeting_place_required"]),
        ({"place": "甲" * 201}, ["position_words_too_long"]),
        ({"agenda": ""}, ["meeting_agenda_required"]),
        ({"agenda": "甲" * 5001}, ["position_words_too_long"]),
        ({"agencies": ()}, ["meeting_agencies_required"]),
        ({"agencies": ("a", "x")}, ["meeting_agency_unknown"]),
        ({"agencies": ("a", "a")}, ["meeting_agency_unknown"]),
        ({"agencies": ("b", "c")}, ["meeting_without_objector"]),
        ({"persons": (" ",)}, ["meeting_person"]),
        ({"persons": ("甲" * 61,)}, ["meeting_person"]),
        ({"persons": ("甲",) * 201}, ["meeting_too_many_persons"]),
        ({"at": "", "place": "", "agenda": ""}, ["meeting_time", "meeting_place_required", "meeting_agenda_required"]),
    ],
)
def test_what_a_plan_needs(values, found):
    plan = rules.Plan(**{**PLAN, **values})
    assert codes(rules.plan_problems(plan, PRESENT, ("a",), NOW)) == found


def test_a_time_that_stays_may_have_passed_and_a_new_one_may_not():
    former = rules.Plan(**{**PLAN, "at": PAST})
    assert rules.plan_problems(rules.Plan(**{**PLAN, "at": PAST}), PRESENT, ("a",), NOW, former) == []
    other = rules.Plan(**{**PLAN, "at": "2026-11-25T08:00"})
    assert codes(rules.plan_problems(other, PRESENT, ("a",), NOW, former)) == ["meeting_time_past"]


@pytest.mark.parametrize("final", [{"outcome": "kept"}, {"outcome": "not_settled"}, {"cancelled": True}])
def test_a_meeting_with_an_outcome_or_called_off_is_final(final):
    ended = meeting(**final)
    assert codes(rules.open_problems(ended)) == ["meeting_final"]
    assert codes(rules.cancel_problems(ended, "时间冲突")) == ["meeting_final"]
    assert codes(conclude(of=ended)) == ["meeting_final"]


def test_a_meeting_is_called_off_with_a_reason():
    assert rules.cancel_problems(meeting(), "时间冲突") == []
    assert codes(rules.cancel_problems(meeting(), " ")) == ["meeting_reason_required"]


@pytest.mark.parametrize(
    "values,found",
    [
        ({}, []),
        ({"outcome": "kept"}, []),
        ({"cancelled": True}, ["meeting_final"]),
        ({"papers": rules.MAX_PAPERS}, ["meeting_too_many_papers"]),
    ],
)
def test_files_are_added_to_a_meeting_that_was_not_called_off(values, found):
    assert codes(rules.attach_problems(meeting(**values))) == found


def conclude(disputed=("a",), of=None, listed=False, now=NOW, has=("proactive", ()), **values):
    report = minutes.Report(**{"outcome": "kept", "minutes": "经协商", "attended": ("a",), "settled": ("a",), **values})
    present = settlements.Settlement("", False, *has)
    return minutes.conclude_problems(of or meeting(), report, disputed, present, now, listed)


CHANGED = {"outcome": "changed", "attribute": "withheld", "grounds": ("personnel",)}


@pytest.mark.parametrize(
    "values,found",
    [
        ({}, []),
        (CHANGED, []),
        ({"outcome": "changed", "attribute": "on_request"}, []),
        ({"outcome": "not_settled", "settled": ()}, []),
        ({"minutes": " "}, ["meeting_minutes_required"]),
        ({"minutes": "甲" * 50_001}, ["position_words_too_long"]),
        ({"outcome": ""}, ["meeting_outcome_unknown"]),
        ({"outcome": "settled"}, ["meeting_outcome_unknown"]),
        ({"attended": (), "settled": ()}, ["meeting_attended_required", "meeting_settles_nobody"]),
        ({"attended": ("a", "c")}, ["meeting_not_invited"]),
        ({"attended": ("b",)}, ["meeting_settled_absent"]),
        ({"attended": ("a", "b"), "settled": ("a", "b")}, ["meeting_settled_undisputed"]),
        ({"settled": ()}, ["meeting_settles_nobody"]),
        ({"outcome": "not_settled"}, ["meeting_settled_all_the_same"]),
        ({"attribute": "withheld"}, ["meeting_attribute_only_changed"]),
        ({"outcome": "not_settled", "settled": (), "grounds": ("personnel",)}, ["meeting_attribute_only_changed"]),
        ({**CHANGED, "settled": ()}, ["meeting_settles_nobody"]),
        ({"outcome": "changed"}, ["meeting_attribute_unknown"]),
        ({"outcome": "changed", "attribute": "secret"}, ["meeting_attribute_unknown"]),
        ({"outcome": "changed", "attribute": "proactive"}, ["meeting_changes_nothing"]),
        ({**CHANGED, "grounds": ()}, ["ground_required"]),
        ({**CHANGED, "grounds": ("whim",)}, ["ground_unknown"]),
        ({**CHANGED, "grounds": ("state_secret",)}, ["meeting_no_state_secret"]),
        ({**CHANGED, "attribute": "on_request", "grounds": ("law_prohibits",)}, ["ground_needs_withheld"]),
        ({**CHANGED, "attribute": "proactive"}, ["ground_not_allowed"]),
        ({"outcome": "changed", "attribute": "on_request", "listed": True}, ["listed_item_is_public"]),
        ({**CHANGED, "listed": True}, []),
        ({**CHANGED, "has": ("withheld", ("personnel",))}, ["meeting_changes_nothing"]),
        # the same attribute on another ground is something else
        ({**CHANGED, "has": ("withheld", ("workflow",))}, []),
        # everybody has taken his objection back before the meeting
        ({"disputed": (), "settled": ()}, []),
    ],
)
def test_what_an_outcome_needs(values, found):
    assert codes(conclude(**values)) == found


def test_a_meeting_that_has_not_begun_has_no_outcome():
    held = rules.read_time(PAST)
    assert codes(conclude(now=held - timedelta(seconds=1))) == ["meeting_not_held_yet"]
    assert conclude(now=held) == []


@pytest.mark.parametrize("step", rules.WAITING)
def test_a_called_meeting_is_held_or_called_off_before_the_document_goes_on(step):
    assert codes(rules.waiting_problems(step, [meeting(outcome="kept"), meeting()])) == ["meeting_open"]
    assert rules.waiting_problems(step, [meeting(outcome="kept"), meeting(cancelled=True)]) == []


def test_nothing_else_waits_for_a_meeting():
    assert [rules.waiting_problems(step, [meeting()]) for step in ("return", "discontinue", "refer")] == [[], [], []]


@pytest.mark.parametrize(
    "offices,state,held,found",
    [
        (rules.HOLDING, "joint_consent", {"Disclosure Officer"}, []),
        (rules.HOLDING, "joint_consent", {"Disclosure Reviewer"}, []),
        (rules.HOLDING, "joint_consent", {"Drafter", "Signer", "Co-Issuer", "Supervisor"}, ["office_missing"]),
        (rules.HOLDING, "draft", {"Disclosure Officer", "Section Head"}, ["meeting_not_here"]),
        (rules.HOLDING, "published", {"Disclosure Officer"}, ["meeting_not_here"]),
        (rules.ARRANGING, "draft", {"Section Head"}, []),
        (rules.ARRANGING, "draft", {"Drafter"}, ["office_missing"]),
        (rules.ARRANGING, "published", {"Disclosure Officer"}, ["meeting_not_here"]),
        (rules.FILING, "published", {"Disclosure Officer"}, []),
        (rules.FILING, "voided", {"Disclosure Officer"}, ["meeting_not_here"]),
    ],
)
def test_who_deals_with_meetings_in_which_state(offices, state, held, found):
    assert codes(rules.office_problems(offices, state, held, "call_meeting")) == found


@pytest.mark.parametrize(
    "stands,silence,expected",
    [
        ("objecting", "nothing", True),
        ("lapsed", "escalate", True),
        ("lapsed", "nothing", False),
        ("open", "escalate", False),
        ("agreed", "nothing", False),
        ("ruled", "nothing", False),
    ],
)
def test_an_objection_and_escalated_silence_are_matters_for_a_meeting(stands, silence, expected):
    asked = (joint.Asking(1, "sha256:new", NOW.date(), silence),)
    assert rules.is_disputed(joint.Slot("1", "市财政局", asked=asked), joint.Standing(stands)) is expected


def settlement(at, changed=True, attribute="withheld", grounds=("personnel",)):
    return settlements.Settlement(f"2026-11-{at}T09:30:00+08:00", changed, attribute, grounds)


@pytest.mark.parametrize(
    "settled,determined,attribute",
    [
        ([], {}, None),
        ([settlement(25)], {}, "withheld"),
        # what was only kept binds nobody who had not been bound
        ([settlement(25, changed=False, attribute="proactive")], {}, None),
        ([settlement(25), settlement(26, attribute="on_request")], {}, "on_request"),
        ([settlement(26, attribute="on_request"), settlement(25)], {}, "on_request"),
        ([settlement(25), settlement(26, changed=False, attribute="proactive")], {}, "proactive"),
        # the authority decided that the text is to be changed, and named no attribute
        ([settlement(25), settlement(26, attribute="")], {}, "withheld"),
        # a determination by the competent body is the law's word
        ([settlement(25)], {"2026-11-26T09:00:00+08:00": "proactive"}, None),
        ([settlement(25)], {"2026-11-26T09:00:00+08:00": "withheld"}, "withheld"),
        ([settlement(25)], {"2026-11-24T09:00:00+08:00": "proactive"}, "withheld"),
    ],
)
def test_the_newest_word_on_the_attribute_binds(settled, determined, attribute):
    bound = settlements.binding(settled, determined)
    assert (bound.attribute if bound else None) == attribute


@pytest.mark.parametrize("step", settlements.BOUND)
@pytest.mark.parametrize(
    "attribute,grounds,refused",
    [
        ("withheld", ("personnel",), False),
        ("withheld", ("workflow",), True),
        ("proactive", (), True),
        ("", (), True),
    ],
)
def test_the_document_goes_on_with_no_other_attribute(step, attribute, grounds, refused):
    found = settlements.binding_problems(step, attribute, grounds, settlement(25))
    assert codes(found) == (["meeting_outcome_binds"] if refused else [])
    assert settlements.binding_problems(step, attribute, grounds, None) == []


def test_where_nothing_was_said_of_grounds_any_will_do():
    bound = settlement(25, grounds=())
    assert settlements.binding_problems("sign", "withheld", ("workflow",), bound) == []


@pytest.mark.parametrize("step", ["return", "determine", "discontinue", "adjust", "withdraw", "refer", "decline"])
def test_other_steps_are_free(step):
    assert settlements.binding_problems(step, "proactive", (), settlement(25)) == []


@pytest.mark.parametrize(
    "ruling,attribute,code",
    [
        ("to_change", "", ""),
        ("to_change", "withheld", ""),
        ("to_change", "secret", "meeting_attribute_unknown"),
        ("as_drafted", "", ""),
        ("as_drafted", "withheld", "meeting_attribute_only_changed"),
    ],
)
def test_the_authority_names_an_attribute_only_where_something_changes(ruling, attribute, code):
    assert codes(settlements.ruling_problems(ruling, attribute)) == ([code] if code else [])


def test_every_refusal_names_rule_and_clause():
    found = [
        *rules.call_problems((), (), False),
        *rules.plan_problems(rules.Plan("", "", "", ()), (), (), NOW),
        *conclude(attended=(), settled=(), outcome="changed"),
    ]
    assert {problem.rule for problem in found} == {"R-J3"}
    assert {problem.source for problem in found} == {settlements.CLAUSE}
