"""R-I6, R-J2, R-J4: positions × digests × silence × authority → may the document go on, or why not."""

from datetime import date
from opengov.disclosure.core import approval
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions as rules

import pytest


OLD, NEW = "sha256:old", "sha256:new"
DUE = date(2026, 12, 11)
IN_TIME, LATE = DUE, date(2026, 12, 12)


def asking(turn=1, digest=NEW, silence="nothing"):
    return joint.Asking(turn, digest, DUE, silence)


def position(stand="agree", digest=NEW, turn=2):
    return joint.Position(stand, digest, turn)


def decision(ruling="as_drafted", digest=NEW, turn=3):
    return joint.Decision(ruling, digest, turn)


def slot(**values):
    return joint.Slot(**{"id": "1", "name": "市财政局", "agency": "f" * 32, "asked": (asking(),), **values})


AGAIN = (asking(digest=OLD), asking(turn=4))
OLD_AGREED, OLD_OBJECTED = position(digest=OLD), position("object", OLD)

STANDINGS = [
    ({"asked": ()}, IN_TIME, "named"),
    ({}, IN_TIME, "open"),
    ({}, LATE, "lapsed"),
    ({"positions": (position(),)}, LATE, "agreed"),
    ({"positions": (position("agree_with_comment"),)}, IN_TIME, "agreed"),
    ({"positions": (position("object"),)}, LATE, "objecting"),
    ({"positions": (OLD_AGREED,), "asked": (asking(digest=OLD),)}, IN_TIME, "stale"),
    ({"positions": (OLD_AGREED,), "asked": AGAIN}, IN_TIME, "open"),
    ({"positions": (OLD_AGREED,), "asked": AGAIN}, LATE, "lapsed"),
    ({"positions": (OLD_AGREED, position(turn=5)), "asked": AGAIN}, IN_TIME, "agreed"),
    # an objection does not end because the text was changed, nor because the agency was asked again
    ({"positions": (OLD_OBJECTED,), "asked": (asking(digest=OLD),)}, IN_TIME, "objecting"),
    ({"positions": (OLD_OBJECTED,), "asked": AGAIN}, LATE, "objecting"),
    ({"positions": (position("object"), position(turn=5))}, IN_TIME, "agreed"),
    ({"positions": (position("object"),), "decisions": (decision(),)}, IN_TIME, "ruled"),
    ({"positions": (position("object"),), "decisions": (decision("to_change"),)}, IN_TIME, "objecting"),
    ({"positions": (OLD_OBJECTED,), "decisions": (decision(digest=OLD),)}, IN_TIME, "stale"),
    ({"positions": (OLD_OBJECTED,), "decisions": (decision(digest=OLD),), "asked": AGAIN}, IN_TIME, "open"),
    ({"decisions": (decision(),)}, LATE, "ruled"),
    # a position after the decision is the agency's newer word
    ({"positions": (position("object", turn=6),), "decisions": (decision(),)}, IN_TIME, "objecting"),
    ({"positions": (position("object"),), "removed_at": "2026-11-28T09:00:00+08:00"}, IN_TIME, "removed"),
]


@pytest.mark.parametrize("values,today,expected", STANDINGS)
def test_where_a_slot_stands(values, today, expected):
    assert joint.standing(slot(**values), NEW, today) == expected


@pytest.mark.parametrize(
    "positions,stale", [((), False), ((position(),), False), ((OLD_AGREED,), True), ((OLD_AGREED, position()), False)]
)
def test_a_position_is_stale_only_when_the_digest_differs(positions, stale):
    assert joint.is_stale(slot(positions=positions), NEW) is stale


CONFIRM = joint.JointRule("confirm", "遵义市政府信息公开管理制度 第十条")
LEAD = joint.JointRule("lead_decides", "韶关市政府系统政务公开动态扩展机制 一（六）")
TOLD_ONLY = joint.JointRule("confirm", "", "none", "")

NAMED = {"asked": ()}
OPEN: dict = {}
STALE = {"positions": (OLD_AGREED,), "asked": (asking(digest=OLD),)}
AGREED = {"positions": (position(),)}
OBJECTING = {"positions": (position("object"),)}
RULED = {"decisions": (decision(),), **OBJECTING}
REMOVED = {"removed_at": "2026-11-28T09:00:00+08:00"}
LAPSED = {silence: {"asked": (asking(silence=silence),)} for silence in joint.Silence}

#: step, role, slot, day, rule, problem (empty: the step may be taken)
OUTCOMES = [
    *[
        (step, "concerned", values, IN_TIME, rule, code)
        for rule in (CONFIRM, LEAD)
        for step in ("settle", "sign", "publish", "republish", "take_up", "decide_adjustment")
        for values, code in (
            (NAMED, "position_named"),
            (OPEN, "position_open"),
            (STALE, "position_stale"),
            (OBJECTING, "position_objecting"),
            (AGREED, ""),
            (RULED, ""),
            (REMOVED, ""),
        )
    ],
    ("publish", "concerned", LAPSED["nothing"], LATE, CONFIRM, "position_lapsed"),
    ("publish", "concerned", LAPSED["escalate"], LATE, CONFIRM, "position_escalated"),
    # silence never confirms that a text is right
    ("publish", "concerned", LAPSED["deemed_consent"], LATE, CONFIRM, "position_lapsed"),
    # in haste the confirmation comes before the publication, an objection counts at once
    ("sign_urgently", "concerned", NAMED, IN_TIME, CONFIRM, ""),
    ("sign_urgently", "concerned", OPEN, IN_TIME, CONFIRM, ""),
    ("sign_urgently", "concerned", STALE, IN_TIME, CONFIRM, ""),
    ("sign_urgently", "concerned", LAPSED["escalate"], LATE, CONFIRM, ""),
    ("sign_urgently", "concerned", OBJECTING, IN_TIME, CONFIRM, "position_objecting"),
    # where a profile only tells concerned agencies
    ("publish", "concerned", OBJECTING, IN_TIME, TOLD_ONLY, ""),
    ("sign", "co_issuer", OPEN, IN_TIME, CONFIRM, "position_open"),
    ("sign", "co_issuer", STALE, IN_TIME, CONFIRM, "position_stale"),
    ("sign", "co_issuer", OBJECTING, IN_TIME, CONFIRM, "position_objecting"),
    ("sign", "co_issuer", NAMED, IN_TIME, CONFIRM, "position_named"),
    ("sign", "co_issuer", LAPSED["nothing"], LATE, CONFIRM, "position_lapsed"),
    ("sign", "co_issuer", LAPSED["escalate"], LATE, CONFIRM, "position_escalated"),
    ("sign", "co_issuer", LAPSED["deemed_consent"], LATE, CONFIRM, ""),
    ("sign", "co_issuer", LAPSED["deemed_consent"], IN_TIME, CONFIRM, "position_open"),
    ("sign", "co_issuer", RULED, IN_TIME, CONFIRM, ""),
    ("sign_urgently", "co_issuer", OPEN, IN_TIME, CONFIRM, "position_open"),
    ("sign", "co_issuer", OPEN, IN_TIME, LEAD, ""),
    ("sign", "co_issuer", STALE, IN_TIME, LEAD, ""),
    ("sign", "co_issuer", OBJECTING, IN_TIME, LEAD, "position_objecting"),
    ("sign", "co_issuer", NAMED, IN_TIME, LEAD, "position_named"),
    *[
        (step, "concerned", OBJECTING, IN_TIME, CONFIRM, "")
        for step in ("submit", "return", "withdraw", "file", "register")
    ],
]


@pytest.mark.parametrize("step,role,values,today,rule,code", OUTCOMES)
def test_what_a_slot_holds_against_a_step(step, role, values, today, rule, code):
    found = joint.problems(step, [slot(role=role, **values)], NEW, today, rule)
    assert [problem.code for problem in found] == ([code] if code else [])


def test_every_agency_in_the_way_is_named_in_the_order_of_the_list_with_its_clause():
    slots = [slot(id="2", name="市卫健局", order=2, **OBJECTING), slot(id="1", name="市财政局", order=1)]
    found = joint.problems("settle", slots, NEW, IN_TIME, CONFIRM)
    assert [(problem.params["agency"], problem.rule) for problem in found] == [
        ("市财政局", "R-I6"),
        ("市卫健局", "R-I6"),
    ]
    co_issuer = joint.problems("sign", [slot(role="co_issuer")], NEW, IN_TIME, CONFIRM)
    assert [(problem.rule, problem.source) for problem in co_issuer] == [("R-J4", CONFIRM.co_issuers_source)]


@pytest.mark.parametrize(
    "values,rule,expected",
    [
        (NAMED, CONFIRM, True),
        (OPEN, LEAD, True),
        (STALE, CONFIRM, True),
        (AGREED, CONFIRM, False),
        (RULED, CONFIRM, False),
        (REMOVED, CONFIRM, False),
        (NAMED, TOLD_ONLY, False),
    ],
)
def test_who_has_not_answered_about_this_content_wants_joint_consent(values, rule, expected):
    assert joint.wanted([slot(**values)], NEW, IN_TIME, rule) is expected


def test_a_document_without_slots_wants_nothing():
    assert not joint.wanted([], NEW, IN_TIME, CONFIRM)


LEADS = {**rules.NAMING, **rules.ASKING}
EVERY_OFFICE = (
    "Drafter",
    "Section Head",
    "Disclosure Reviewer",
    "Secrecy Officer",
    "Signer",
    "Principal Signer",
    "Disclosure Officer",
    "Web Editor",
    "Transfer Clerk",
    "Co-Issuer",
    "Supervisor",
)


@pytest.mark.parametrize("role", EVERY_OFFICE)
@pytest.mark.parametrize("state", [*LEADS, "published", "voided", "discontinued", "secrecy_consultation"])
def test_only_the_leads_own_office_of_the_state_asks(state, role):
    actor = rules.Actor("li", frozenset({role}))
    found = [problem.code for problem in rules.office_problems(LEADS, state, actor, "add_agency")]
    if state not in LEADS:
        assert found == ["position_not_here"]
    else:
        assert found == ([] if role in LEADS[state] else ["office_missing"])


LEAD_UID, OTHER = "a" * 32, "b" * 32


@pytest.mark.parametrize(
    "agency,body,code",
    [
        (OTHER, "", ""),
        ("", "云溪军分区", ""),
        ("", "", "position_agency_or_body"),
        ("", "  ", "position_agency_or_body"),
        (OTHER, "云溪军分区", "position_agency_or_body"),
        (LEAD_UID, "", "position_of_lead"),
        ("f" * 32, "", "position_twice"),
        ("", " 市委宣传部 ", "position_twice"),
        ("", "市教育局", "position_of_lead"),
        ("", "甲" * 121, "position_words_too_long"),
    ],
)
def test_who_can_be_named(agency, body, code):
    present = [slot(), slot(id="2", agency="", name="市委宣传部"), slot(id="3", agency=OTHER, **REMOVED)]
    named = rules.Candidate(agency, body, "市卫生健康局" if agency else "")
    found = rules.naming_problems(present, named, LEAD_UID, "市教育局")
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize("role", joint.Role)
@pytest.mark.parametrize("other", joint.Role)
def test_no_agency_is_concerned_and_co_issuer_at_once(role, other):
    named = rules.Candidate("f" * 32, "", "市财政局", role)
    found = rules.naming_problems([slot(role=other)], named, LEAD_UID)
    assert [problem.code for problem in found] == ["position_twice"]


@pytest.mark.parametrize(
    "named,code",
    [
        (rules.Candidate(body="市财政局"), "position_twice"),
        (rules.Candidate(OTHER, name="市委宣传部"), "position_twice"),
        # two agencies of this site may bear one name
        (rules.Candidate(OTHER, name="市财政局"), ""),
        (rules.Candidate(OTHER), "position_agency_unknown"),
        (rules.Candidate(body="市卫生健康局", known=True), "position_body_is_agency"),
    ],
)
def test_a_body_is_no_agency_by_another_door(named, code):
    present = [slot(), slot(id="2", agency="", name="市委宣传部")]
    found = rules.naming_problems(present, named, LEAD_UID)
    assert [problem.code for problem in found] == ([code] if code else [])


JOINS = [
    ("concerned", "published", "", True, ""),
    ("co_issuer", "draft", "", False, ""),
    ("co_issuer", "joint_consent", "", True, "step_reason_required"),
    ("co_issuer", "joint_consent", " ", True, "step_reason_required"),
    ("co_issuer", "joint_consent", "职责调整", True, ""),
    ("co_issuer", "sign_off", "职责调整", True, ""),
    # named again in a draft that was sent back
    ("co_issuer", "draft", "", True, "step_reason_required"),
    *[("co_issuer", state, "职责调整", True, "position_issued") for state in ("issued", "registered", "withdrawn")],
]


@pytest.mark.parametrize("role,state,reason,asked,code", JOINS)
def test_who_joins_gives_a_reason_once_anybody_was_asked(role, state, reason, asked, code):
    found = rules.joining_problems([slot(**({} if asked else NAMED))], role, state, reason)
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize(
    "state,code", [("sign_off", ""), ("issued", "position_issued"), ("withheld", "position_issued")]
)
def test_a_co_issuer_leaves_before_the_issue_only(state, code):
    found = rules.removal_problems(slot(role="co_issuer"), joint.Standing.AGREED, "机构撤销", state)
    assert [problem.code for problem in found] == ([code] if code else [])
    assert rules.removal_problems(slot(), joint.Standing.AGREED, "机构撤销", state) == []


def test_what_is_held_against_a_co_issuer_cites_the_clauses_of_joint_issuance():
    one = slot(role="co_issuer", agency="", **REMOVED)
    given = (joint.Standing.OPEN, "nothing", *GIVEN)
    found = [
        *rules.office_problems({}, "draft", rules.Actor("li"), "ask", one.role),
        *rules.removal_problems(one, joint.Standing.REMOVED, "", "draft"),
        *rules.removal_problems(one, joint.Standing.OBJECTING, "", "draft"),
        *rules.answering_problems(one, joint.Standing.REMOVED, "draft"),
        *rules.answering_problems(one, joint.Standing.OPEN, "draft"),
        *rules.agency_problems(rules.Actor("li"), rules.LIAISONS, "draft", one.role),
        *rules.draft_problems(rules.Draft("", "", NEW), NEW, one.role),
        *rules.draft_problems(rules.Draft("object", "", OLD), NEW, one.role),
        *rules.release_problems(None, rules.Actor("li"), frozenset(), NEW, one.role),
        *rules.paper_record_problems(one, False),
        *rules.decision_problems(*given, role=one.role),
        *rules.naming_problems([], rules.Candidate(role=one.role), LEAD_UID),
    ]
    assert len(found) == 13
    assert {problem.source for problem in found} == {joint.CLAUSE_CO_ISSUER}
    assert "R-I6" not in {problem.rule for problem in found}


def test_one_document_asks_a_hundred_agencies_at_most():
    present = [slot(id=str(n), agency=f"{n:032}") for n in range(rules.MAX_SLOTS)]
    named = rules.Candidate(OTHER, name="市卫生健康局")
    assert [problem.code for problem in rules.naming_problems(present, named, LEAD_UID)] == ["position_too_many"]


@pytest.mark.parametrize(
    "values,reason,code",
    [
        (NAMED, "", ""),
        (OPEN, "", "step_reason_required"),
        (OPEN, "与该局无关", ""),
        (OBJECTING, "与该局无关", "position_objector_stays"),
        (RULED, "已裁定", ""),
        (REMOVED, "x", "position_removed"),
    ],
)
def test_who_may_leave(values, reason, code):
    one = slot(**values)
    found = rules.removal_problems(one, joint.standing(one, NEW, IN_TIME), reason, "joint_consent")
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize(
    "values,state,code",
    [
        (OPEN, "joint_consent", ""),
        (AGREED, "joint_consent", ""),
        (AGREED, "sign_off", "position_settled"),
        (RULED, "issued", "position_settled"),
        (OBJECTING, "issued", ""),
        (STALE, "sign_off", ""),
        (OPEN, "withheld", ""),
        (OPEN, "draft", "position_settled"),
        (OPEN, "published", "position_settled"),
        (NAMED, "joint_consent", "position_named"),
        (REMOVED, "joint_consent", "position_removed"),
    ],
)
def test_when_a_slot_takes_an_answer(values, state, code):
    one = slot(**values)
    found = rules.answering_problems(one, joint.standing(one, NEW, IN_TIME), state)
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize(
    "draft,codes",
    [
        (rules.Draft("agree", "", NEW), []),
        (rules.Draft("agree_with_comment", "第二条数据请核对", NEW), []),
        (rules.Draft("agree_with_comment", " ", NEW), ["position_reason_required"]),
        (rules.Draft("object", "", NEW), ["position_reason_required"]),
        (rules.Draft("object", "口径不一致", OLD), ["position_on_other_content"]),
        (rules.Draft("object", "甲" * 5001, NEW), ["position_words_too_long"]),
        (rules.Draft("lapsed", "", NEW), ["position_stand_unknown"]),
        (rules.Draft("", "", NEW), ["position_stand_unknown"]),
    ],
)
def test_what_a_position_must_say(draft, codes):
    assert [problem.code for problem in rules.draft_problems(draft, NEW)] == codes


DRAFT = rules.Draft("agree", "", NEW, frozenset({"liaison"}))


@pytest.mark.parametrize(
    "draft,actor,digest,code",
    [
        (DRAFT, rules.Actor("leader"), NEW, ""),
        (None, rules.Actor("leader"), NEW, "position_not_drafted"),
        (DRAFT, rules.Actor("leader"), OLD, "position_on_other_content"),
        (DRAFT, rules.Actor("liaison"), NEW, "position_own_draft"),
        (DRAFT, rules.Actor("deputy", on_behalf_of="liaison"), NEW, "position_own_draft"),
        (DRAFT, rules.Actor("author"), NEW, "own_draft"),
        (DRAFT, rules.Actor("deputy", on_behalf_of="author"), NEW, "own_draft"),
    ],
)
def test_four_eyes_release_a_position(draft, actor, digest, code):
    found = rules.release_problems(draft, actor, frozenset({"author"}), digest)
    assert [problem.code for problem in found] == ([code] if code else [])


@pytest.mark.parametrize(
    "agency,paper,code",
    [("", True, ""), ("", False, "position_paper_required"), (OTHER, True, "position_agency_answers")],
)
def test_the_lead_records_only_what_an_outside_body_signed(agency, paper, code):
    found = rules.paper_record_problems(slot(agency=agency), paper)
    assert [problem.code for problem in found] == ([code] if code else [])


GIVEN = ("as_drafted", "市政府办公室", "以教育局口径为准", True)


@pytest.mark.parametrize(
    "stands,silence,given,codes",
    [
        ("objecting", "nothing", GIVEN, []),
        ("lapsed", "escalate", GIVEN, []),
        ("lapsed", "nothing", GIVEN, ["position_nothing_to_decide"]),
        ("open", "escalate", GIVEN, ["position_nothing_to_decide"]),
        ("agreed", "escalate", GIVEN, ["position_nothing_to_decide"]),
        ("objecting", "nothing", ("maybe", *GIVEN[1:]), ["position_ruling_unknown"]),
        (
            "objecting",
            "nothing",
            ("to_change", " ", "", False),
            ["position_authority_required", "step_reason_required", "position_paper_required"],
        ),
    ],
)
def test_what_a_competent_authority_decides(stands, silence, given, codes):
    assert [problem.code for problem in rules.decision_problems(joint.Standing(stands), silence, *given)] == codes


@pytest.mark.parametrize(
    "required,given,code",
    [
        (False, None, ""),
        (True, None, "approval_missing"),
        (True, approval.Approval("市政府", OLD), "approval_stale"),
        (True, approval.Approval("市政府", NEW), ""),
    ],
)
def test_publication_waits_for_the_superiors_approval_of_this_content(required, given, code):
    found = approval.problems(required, given, NEW)
    assert [(problem.code, problem.source) for problem in found] == ([(code, approval.CLAUSE)] if code else [])


@pytest.mark.parametrize(
    "authority,day,paper,wanted,codes",
    [
        ("市政府", "2026-11-20", True, "", []),
        ("市政府", "2026-11-20", True, " 市政府 ", []),
        ("市委", "2026-11-20", True, "市政府", ["approval_by_another"]),
        ("", "2026-11-20", True, "", ["approval_authority_required"]),
        ("市政府", "2026-12-12", True, "", []),
        ("市政府", "2026-12-13", True, "", ["approval_day"]),
        ("市政府", "昨天", False, "", ["approval_day", "approval_paper_required"]),
    ],
)
def test_what_the_record_of_an_approval_needs(authority, day, paper, wanted, codes):
    found = approval.record_problems(authority, day, paper, wanted, LATE)
    assert [problem.code for problem in found] == codes
