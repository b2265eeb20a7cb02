"""Who can lift what stands against a step of a document: the offices that can put it right, and from where."""

from dataclasses import dataclass
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import INITIAL


_DRAFTER = ("Drafter",)
_REVIEWER = ("Disclosure Reviewer",)
_OFFICER = ("Disclosure Officer",)

#: Problem code -> offices, where another than the drafter lifts it.
_BY_CODE: dict[str, tuple[str, ...]] = {
    "adjustment_unreviewed": _REVIEWER,
    "approval_missing": _OFFICER,
    "approval_stale": _OFFICER,
    "differs_from_signed": _OFFICER,
    "dispute_open": ("Signer", "Secrecy Officer"),
    "interpretation_missing": ("Drafter", "Disclosure Reviewer"),
    "interpretation_unreviewed": _REVIEWER,
    "interpretation_unsigned": ("Signer",),
    "lead_issue_missing": _OFFICER,
    "mark_found": ("Drafter", "Secrecy Officer"),
    "meeting_open": _OFFICER,
    "original_unsigned": ("Signer",),
    "prohibition_needs_paper": ("Secrecy Officer",),
    "public_version_uncut": _DRAFTER,
    "review_missing": _REVIEWER,
    "reviewer_explanation_required": _REVIEWER,
    "reviewer_unconfirmed": _REVIEWER,
    "unit_unconfirmed": _DRAFTER,
}
#: What only the site's administrators can put right.
_OF_THE_SITE = frozenset(
    {
        "agency_abolished",
        "issuer_code_missing",
        "number_part_missing",
        "number_template_invalid",
        "number_unreadable",
        "role_map_changed",
        "scan_waiting",
        "series_unknown",
        "workflow_foreign",
        "workflow_missing",
    }
)
#: Acts of the drafter that need no draft: nothing has to be returned for them.
_WITHOUT_RETURN = frozenset({"interpretation_missing", "unit_unconfirmed"})


@dataclass(frozen=True)
class Lift:
    """Who puts something right.

    :param offices: roles, any of which can; empty for an administrator of the site.
    :param returned: whether the document has to go back to its drafter first.
    :param agencies: whether it is up to other agencies, which the problem names; the offices remind them.
    """

    offices: tuple[str, ...]
    returned: bool = False
    agencies: bool = False


def lift(problem: Problem, state: str) -> Lift:
    """Tell who can lift a problem of a document.

    :param problem: what stands against a step, as ``core.signoff`` or an upper domain tells it.
    :param state: present workflow state: the drafter changes a draft only.
    """
    code = problem.code
    if code in _OF_THE_SITE:
        return Lift(())
    if code.startswith(("position_", "not_your_turn", "lead_not_ready")):
        return Lift(_OFFICER, agencies=True)
    if code.startswith(("third_party_", "meeting_")):
        return Lift(_OFFICER)
    offices = _BY_CODE.get(code, _DRAFTER)
    drafting = offices == _DRAFTER and code not in _WITHOUT_RETURN
    return Lift(offices, returned=drafting and state != INITIAL)
