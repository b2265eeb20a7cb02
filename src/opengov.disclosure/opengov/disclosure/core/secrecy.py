"""Secrecy review (保密审查): opinions, what makes them current, and whose word a signature may rest on.

先审查、后公开, 一事一审 (R-S1): an opinion counts for exactly the content it was given on (R-S2).
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from opengov.disclosure.core.rules import Problem


CLAUSE_REVIEW = "政府信息公开条例 第十七条"
CLAUSE_FIRST = "保守国家秘密法 第三十五条"

#: The four further checks of an opinion (003 保密审查 第六条).
CHECKS = ("accuracy", "authority", "completeness", "timeliness")

#: Where a doubt may be referred to (R-S3; 004 2③). The first is in the house, the others answer on paper.
BODIES = ("secrecy_body", "competent_department", "business_authority", "secrecy_administration")
IN_HOUSE = "secrecy_body"


class Outcome(StrEnum):
    """What an opinion says of the proposed attribute."""

    AGREE = "agree"
    DISAGREE = "disagree"
    REFER = "refer"


@dataclass(frozen=True)
class Opinion:
    """One opinion, bound to the digest of what was reviewed (R-S2).

    :param reviewer: user id of the person who gave it.
    :param on_behalf_of: user id of the person a deputy stood in for, else empty.
    :param capacity: the office it was given in (role name).
    :param step: the step it was given with.
    :param outcome: an :class:`Outcome` value.
    :param attribute: the attribute it was given on.
    :param grounds: codes of the grounds.
    :param checks: those of :data:`CHECKS` that were confirmed.
    :param digest: ``"sha256:<hex>"`` of the reviewed content.
    :param at: ISO time with offset.
    :param handled: ids of the scan's findings the reviewer confirmed as handled (R-S5).
    :param body: for a referral or determination: one of :data:`BODIES`.
    :param determination: whether it sets the attribute itself (R-S6).
    :param voided: whether a signer's question took it away (R-S7).
    """

    reviewer: str
    on_behalf_of: str
    capacity: str
    step: str
    outcome: str
    attribute: str
    grounds: tuple[str, ...]
    checks: tuple[str, ...]
    digest: str
    at: str
    handled: tuple[str, ...] = ()
    body: str = ""
    determination: bool = False
    voided: bool = False

    @property
    def persons(self) -> frozenset[str]:
        """Both the person who acted and the one acted for."""
        return frozenset({self.reviewer, self.on_behalf_of} - {""})


def bound_to(opinions: Iterable[Opinion], digest: str) -> tuple[Opinion, ...]:
    """The opinions given on exactly this content, voided ones included."""
    return tuple(opinion for opinion in opinions if opinion.digest == digest)


def current(opinions: Iterable[Opinion], digest: str) -> tuple[Opinion, ...]:
    """The opinions that count: given on this content and not voided (R-S2, R-S7)."""
    return tuple(opinion for opinion in bound_to(opinions, digest) if not opinion.voided)


def positive_review(opinions: Iterable[Opinion], digest: str) -> Opinion | None:
    """The review a signature or publication may rest on: the last word, when it agrees to exactly this content (R-S1, R-S6).

    The last word is the newest opinion of a Disclosure Reviewer, the determination that overruled it, or the leader's
    review in one act with his signature (R-I7). An older one on the same content does not come back when somebody restores
    that content.
    """
    words = [opinion for opinion in opinions if not opinion.voided and _is_word(opinion)]
    if words and words[-1].outcome == Outcome.AGREE and words[-1].digest == digest:
        return words[-1]
    return None


def _is_word(opinion: Opinion) -> bool:
    in_one_act = opinion.step == "sign_urgently"
    return opinion.determination or in_one_act or opinion.capacity == "Disclosure Reviewer"


def opinion_problems(
    *,
    outcome: str,
    checks: Collection[str],
    reason: str,
) -> list[Problem]:
    """What an opinion lacks (R-S2; 003 保密审查 第六条, 第七条)."""
    problems = []
    if outcome == Outcome.AGREE:
        missing = [check for check in CHECKS if check not in checks]
        if missing:
            problems.append(Problem("checks_missing", "R-S2", "checks", CLAUSE_REVIEW, {"checks": ", ".join(missing)}))
    elif not reason.strip():
        problems.append(Problem("opinion_reason_required", "R-S2", "reason", CLAUSE_REVIEW))
    unknown = sorted(set(checks) - set(CHECKS))
    if unknown:
        problems.append(Problem("check_unknown", "R-S2", "checks", CLAUSE_REVIEW, {"checks": ", ".join(unknown)}))
    return problems


def findings_problems(open_findings: Collection[str], handled: Collection[str]) -> list[Problem]:
    """Every finding, and everything the scan could not read, is confirmed as handled by the reviewer (R-S5).

    :param open_findings: ids of the findings and unread places of the present content.
    :param handled: ids the reviewer names.
    """
    left = sorted(set(open_findings) - set(handled))
    if left:
        return [Problem("findings_open", "R-S5", "handled", CLAUSE_FIRST, {"count": str(len(left))})]
    unknown = sorted(set(handled) - set(open_findings))
    if unknown:
        return [Problem("finding_unknown", "R-S5", "handled", CLAUSE_FIRST, {"findings": ", ".join(unknown)})]
    return []


def referral_problems(body: str) -> list[Problem]:
    """A referral names one of the known bodies (R-S3)."""
    if body in BODIES:
        return []
    return [Problem("body_unknown", "R-S3", "body", CLAUSE_REVIEW, {"bodies": ", ".join(BODIES)})]


def determination_problems(body: str, has_paper: bool) -> list[Problem]:
    """An answer from outside the house is recorded with the signed paper (R-S3)."""
    problems = referral_problems(body)
    if not problems and body != IN_HOUSE and not has_paper:
        problems.append(Problem("paper_required", "R-S3", "paper", CLAUSE_REVIEW))
    return problems


def as_plain(opinion: Opinion) -> dict[str, object]:
    """The opinion as plain values for storage; an enumerated value becomes its text."""
    return {name: _plain(getattr(opinion, name)) for name in Opinion.__dataclass_fields__}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def from_plain(plain: Mapping[str, object]) -> Opinion:
    """The opinion that :func:`as_plain` stored.

    :raises TypeError: when a key is missing or unknown.
    """
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    return Opinion(**values)  # type: ignore[arg-type]
