"""What an archive may say about a hand-over it was offered, and when (R-T5, R-T6).

A receipt is refused for one of two kinds of reasons. It is **malformed** when no hand-over could take it: a key or value is
not what a receipt has. It is in **conflict** when it is a good receipt that this hand-over cannot take: the digest is of
other bytes, its id was used for something else, or the last word has been said. A caller repeats the same receipt as often as
he likes.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core.digest import canonical
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from typing import Any

import hashlib
import re


FORMAT = "opengov.disclosure/receipt/1"
RECEIVED = "received"
ACCEPTED = "accepted"
REJECTED = "rejected"
STATUSES = (RECEIVED, ACCEPTED, REJECTED)
RESULTS = ("passed", "failed", "manual")
#: 真实性、完整性、可用性、安全性.
PROPERTIES = ("authenticity", "integrity", "usability", "security")
KEYS = ("receipt_id", "status", "digest", "archive_ref", "checks", "problems")
CHECK_KEYS = ("item", "property", "result", "note")
PROBLEM_KEYS = ("path", "code", "note")
MOST_CHECKS = 500
MOST_PROBLEMS = 1000
LONGEST_NAME = 200
LONGEST_NOTE = 1000
LONGEST_PATH = 1024

CLAUSE = "电子档案移交与接收办法（档发〔2012〕7号）"
CLAUSE_CHECKS = "DA/T 70-2018"
#: States in which a hand-over takes receipts; of every other, why it takes none.
OPEN = frozenset({"offered", RECEIVED})
CLOSED = {
    ACCEPTED: "receipt_after_acceptance",
    REJECTED: "receipt_after_rejection",
    "superseded": "receipt_superseded",
}
#: Who offers cannot confirm (R-T6).
BY_OFFICE = "receipt_by_office"
#: Codes of problems that are conflicts: another receipt, or one for another hand-over, may be taken.
CONFLICTS = frozenset({*CLOSED.values(), "receipt_digest_wrong", "receipt_id_used", "receipt_not_offered"})

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HEX = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Standing:
    """What a receipt is held against.

    :param state: of the hand-over.
    :param package: its ``sha256`` and ``sm3``, hex.
    :param given: receipts it has, the oldest first.
    :param lists: whether a path is one of the manifest's.
    """

    state: str
    package: Mapping[str, Any]
    given: Sequence[Mapping[str, Any]]
    lists: Callable[[str], bool]


def normal(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a receipt as it is compared and stored: every key, in order, of plain values.

    :raises RuleBroken: R-T5, with one problem for each key or value that is malformed.
    """
    enforce(_malformed(data))
    checks = [{key: check.get(key, "") for key in CHECK_KEYS} for check in data.get("checks", [])]
    problems = [{key: problem.get(key, "") for key in PROBLEM_KEYS} for problem in data.get("problems", [])]
    receipt = {
        "receipt_id": data["receipt_id"],
        "status": data["status"],
        "digest": dict(data["digest"]),
        "archive_ref": data.get("archive_ref", ""),
        "checks": checks,
        "problems": problems,
    }
    enforce(_unfounded(receipt))
    return receipt


def repeated(receipt: Mapping[str, Any], standing: Standing) -> Mapping[str, Any] | None:
    """Return the stored receipt that this one repeats, or None when it is a new one.

    :param receipt: what :func:`normal` has returned.
    :raises RuleBroken: when the id was used for another receipt, or the hand-over cannot take this one.
    """
    for earlier in standing.given:
        if earlier["receipt_id"] == receipt["receipt_id"]:
            if all(earlier[key] == receipt[key] for key in KEYS):
                return earlier
            raise RuleBroken(Problem("receipt_id_used", "R-T5", "receipt_id", CLAUSE))
    enforce(_conflicts(receipt, standing))
    return None


def receipt_digest(handover: str, receipt: Mapping[str, Any]) -> str:
    """What the ledger keeps of a stored receipt: ``sha256:<hex>`` over its canonical JSON with format and hand-over."""
    return "sha256:" + hashlib.sha256(canonical({**receipt, "format": FORMAT, "handover": handover})).hexdigest()


def altered(handover: str, stored: Sequence[Mapping[str, Any]], recorded: Mapping[str, str]) -> list[str]:
    """Ids of receipts that are not, or no longer, what was recorded when they came: changed, added or lost.

    :param stored: the receipts as they lie there now.
    :param recorded: receipt id -> digest in the ledger.
    """
    found = {receipt["receipt_id"]: receipt_digest(handover, receipt) for receipt in stored}
    twice = len(found) != len(stored)
    ids = sorted(found.keys() | recorded.keys())
    return [id for id in ids if twice or found.get(id) != recorded.get(id)]


def _conflicts(receipt: Mapping[str, Any], standing: Standing) -> list[Problem]:
    if standing.state not in OPEN:
        code = CLOSED.get(standing.state, "receipt_not_offered")
        return [Problem(code, "R-T5", "status", CLAUSE)]
    given = receipt["digest"]
    sealed = {"sha-256": standing.package["sha256"], "sm3": standing.package["sm3"]}
    if any(sealed[name] != value for name, value in given.items()):
        return [Problem("receipt_digest_wrong", "R-T5", "digest", CLAUSE)]
    return [
        Problem("receipt_path_unknown", "R-T5", f"problems.{number}.path", CLAUSE_CHECKS, {"path": problem["path"]})
        for number, problem in enumerate(receipt["problems"])
        if problem["path"] and not standing.lists(problem["path"])
    ]


def _malformed(data: Mapping[str, Any]) -> list[Problem]:
    found = _unknown_keys(data, KEYS, "")
    if not _fits(_ID, data.get("receipt_id")):
        found.append(Problem("receipt_id_malformed", "R-T5", "receipt_id", CLAUSE))
    found += _not_among(data.get("status"), STATUSES, "status", CLAUSE)
    found += _digest_problems(data.get("digest"))
    found += _text_problems(data.get("archive_ref", ""), "archive_ref", LONGEST_NAME)
    found += _list_problems(data.get("checks", []), "checks", MOST_CHECKS, _check_problems)
    found += _list_problems(data.get("problems", []), "problems", MOST_PROBLEMS, _problem_problems)
    return found


def _unfounded(receipt: Mapping[str, Any]) -> list[Problem]:
    """A rejection tells the office what to put right; what failed is not accepted."""
    failed = any(check["result"] == "failed" for check in receipt["checks"])
    if receipt["status"] == REJECTED and not failed and not receipt["problems"]:
        return [Problem("receipt_rejected_without_reason", "R-T5", "problems", CLAUSE_CHECKS)]
    if receipt["status"] == ACCEPTED and (failed or receipt["problems"]):
        field = "checks" if failed else "problems"
        return [Problem("receipt_accepted_with_failures", "R-T5", field, CLAUSE_CHECKS)]
    return []


def _digest_problems(digest: object) -> list[Problem]:
    fits = isinstance(digest, Mapping) and "sha-256" in digest and set(digest) <= {"sha-256", "sm3"}
    if fits and isinstance(digest, Mapping) and all(_fits(_HEX, value) for value in digest.values()):
        return []
    return [Problem("receipt_digest_malformed", "R-T5", "digest", CLAUSE)]


def _check_problems(check: Mapping[str, Any], field: str) -> list[Problem]:
    found = _unknown_keys(check, CHECK_KEYS, f"{field}.")
    found += _text_problems(check.get("item"), f"{field}.item", LONGEST_NAME, needed=True)
    found += _not_among(check.get("property"), PROPERTIES, f"{field}.property", CLAUSE_CHECKS)
    found += _not_among(check.get("result"), RESULTS, f"{field}.result", CLAUSE_CHECKS)
    return found + _text_problems(check.get("note", ""), f"{field}.note", LONGEST_NOTE)


def _problem_problems(problem: Mapping[str, Any], field: str) -> list[Problem]:
    found = _unknown_keys(problem, PROBLEM_KEYS, f"{field}.")
    found += _text_problems(problem.get("path", ""), f"{field}.path", LONGEST_PATH)
    if not _fits(_CODE, problem.get("code")):
        found.append(Problem("receipt_code_malformed", "R-T5", f"{field}.code", CLAUSE))
    return found + _text_problems(problem.get("note", ""), f"{field}.note", LONGEST_NOTE)


def _list_problems(
    value: object, field: str, most: int, judge: Callable[[Mapping[str, Any], str], list[Problem]]
) -> list[Problem]:
    if not isinstance(value, list) or len(value) > most or not all(isinstance(item, Mapping) for item in value):
        return [Problem("receipt_list_malformed", "R-T5", field, CLAUSE, {"field": field, "most": str(most)})]
    return [problem for number, item in enumerate(value) for problem in judge(item, f"{field}.{number}")]


def _unknown_keys(data: Mapping[str, Any], known: tuple[str, ...], before: str) -> list[Problem]:
    unknown = sorted(set(data) - set(known))
    return [Problem("transfer_unknown_key", "R-X2", before + key, params={"key": before + key}) for key in unknown]


def _not_among(value: object, words: tuple[str, ...], field: str, clause: str) -> list[Problem]:
    if isinstance(value, str) and value in words:
        return []
    return [Problem("receipt_word_unknown", "R-T5", field, clause, {"field": field, "words": ", ".join(words)})]


def _text_problems(value: object, field: str, most: int, needed: bool = False) -> list[Problem]:
    if isinstance(value, str) and len(value) <= most and _is_plain(value) and (value.strip() or not needed):
        return []
    return [Problem("receipt_text_malformed", "R-T5", field, CLAUSE, {"field": field, "most": str(most)})]


def _is_plain(text: str) -> bool:
    """No control characters but tab and line ends, no half characters."""
    return not _CONTROL.search(text) and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _fits(form: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None
