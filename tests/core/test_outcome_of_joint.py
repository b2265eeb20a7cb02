"""R-J2 to R-J4, the outcome rule: positions × digests × silence × meeting × authority → may sign, or why not, per agency.

Every combination is judged twice: by the product, and by :func:`expected`, which says the rule once more in plain words.
"""

from datetime import date
from itertools import product
from opengov.disclosure.core import joint

import pytest


OLD, NEW = "sha256:old", "sha256:new"
DUE = date(2026, 12, 11)
DAYS = {"in time": DUE, "late": date(2026, 12, 12)}
#: What the agency last said, and about which text: the present one, an earlier one, or an earlier one with the present asked.
STANDS = ("", "agree", "agree_with_comment", "object")
TEXTS = ("present", "earlier", "asked again")
#: What came after it: nothing, a meeting's or the authority's word, on the present text or on an earlier one.
KEPT, CHANGED = "as_drafted", "to_change"
WORDS = (
    None,
    *((by, ruling, digest) for by in joint.Settler for ruling in (KEPT, CHANGED) for digest in (NEW, OLD)),
    ("meeting not settled", "", ""),
)
RULES = {
    "lead_decides": joint.JointRule("lead_decides", "韶关市政府系统政务公开动态扩展机制 一（六）"),
    "confirm": joint.JointRule("confirm", "遵义市政府信息公开管理制度 第十条"),
    "told only": joint.JointRule("confirm", "遵义市政府信息公开管理制度 第十条", "none", ""),
}


def slot(role, stand, text, silence, word):
    """One agency's slot after that history."""
    first = OLD if text != "present" else NEW
    asked = [joint.Asking(1, first, DUE, silence)]
    positions = (joint.Position(stand, first, 2),) if stand else ()
    decisions = ()
    if word and word[1]:
        by, ruling, digest = word
        decisions = (joint.Decision(ruling, digest, 3, by),)
    if text == "asked again":
        asked.append(joint.Asking(4, NEW, DUE, silence))
    return joint.Slot("1", "市财政局", "f" * 32, role, 1, tuple(asked), "", positions, decisions)


def expected(rule, role, stand, text, silence, word, late):
    """The problem that stands in the way of signing; empty when none does."""
    if role == "concerned" and rule.concerned == "none":
        return ""
    ruling, about_present = (word[1], word[2] == NEW) if word and word[1] else ("", False)
    if ruling and about_present:
        # the newest word is about this very text
        return "" if ruling == KEPT else "position_to_change"
    if stand == "object" and not ruling:
        # neither a changed text nor a meeting that settled nothing ends an objection
        return "position_objecting"
    if stand.startswith("agree") and text == "present" and not ruling:
        return ""
    # from here on the agency has not said its word about this text
    if role == "co_issuer" and rule.co_issuers == "lead_decides":
        return ""
    unanswered = text == "asked again" or (not stand and not ruling)
    if not unanswered:
        return "position_stale"
    if not late:
        return "position_open"
    if role == "co_issuer" and silence == "deemed_consent":
        return ""
    return "position_escalated" if silence == "escalate" else "position_lapsed"


ALL = list(product(RULES, joint.Role, STANDS, TEXTS, joint.Silence, WORDS, DAYS))


def history(one):
    return "-".join("none" if part is None or part == "" else str(part) for part in one)


@pytest.mark.parametrize("profile", RULES)
@pytest.mark.parametrize("role", joint.Role)
@pytest.mark.parametrize("stand", STANDS)
def test_whether_the_document_may_be_signed(profile, role, stand):
    wrong = {}
    combinations = [one for one in ALL if one[:3] == (profile, role, stand)]
    for one in combinations:
        _profile, _role, _stand, text, silence, word, day = one
        agency = slot(role, stand, text, silence, word)
        for step in ("settle", "sign"):
            found = joint.problems(step, [agency], NEW, DAYS[day], RULES[profile])
            code = expected(RULES[profile], role, stand, text, silence, word, day == "late")
            if [problem.code for problem in found] != ([code] if code else []):
                wrong[history((step, *one))] = (found, code)
    assert wrong == {}
    assert len(combinations) == len(TEXTS) * len(joint.Silence) * len(WORDS) * len(DAYS)


def test_the_table_says_yes_and_every_kind_of_no():
    said = {
        expected(RULES[rule], role, stand, text, silence, word, day == "late")
        for rule, role, stand, text, silence, word, day in ALL
    }
    assert said == {
        "",
        "position_open",
        "position_lapsed",
        "position_escalated",
        "position_stale",
        "position_objecting",
        "position_to_change",
    }


def test_every_agency_in_the_way_is_named():
    agencies = [
        joint.Slot(str(n), f"第{n}局", str(n) * 32, role, n, slot(role, *given).asked, "", *_said(role, *given))
        for n, (role, given) in enumerate(
            [
                ("co_issuer", ("object", "present", "nothing", None)),
                ("co_issuer", ("object", "present", "nothing", ("meeting", KEPT, NEW))),
                ("co_issuer", ("object", "present", "nothing", ("meeting", CHANGED, NEW))),
                ("concerned", ("agree", "earlier", "nothing", None)),
                ("co_issuer", ("", "present", "escalate", None)),
            ],
            start=1,
        )
    ]
    found = joint.problems("sign", agencies, NEW, DAYS["late"], RULES["confirm"])
    assert [(problem.params["agency"], problem.code) for problem in found] == [
        ("第1局", "position_objecting"),
        ("第3局", "position_to_change"),
        ("第4局", "position_stale"),
        ("第5局", "position_escalated"),
    ]


def _said(role, *given):
    one = slot(role, *given)
    return one.positions, one.decisions
