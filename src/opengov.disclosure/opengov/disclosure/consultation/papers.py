"""Letters, answers and notices on paper: checked as they come, kept with the dossier."""

from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan

import base64
import binascii


MAX_PAPER = 20 * 1024 * 1024
MAX_NAME = 200


def problems(paper: object, field: str, rule: str) -> list[Problem]:
    """A paper comes as {filename, content-type, data (base64)}, is not empty and at most 20 MB; None is no paper."""
    if paper is None:
        return []
    malformed = [Problem("paper_malformed", rule, field)]
    if not isinstance(paper, dict) or set(paper) - {"filename", "content-type", "data"}:
        return malformed
    if not all(isinstance(value, str) for value in paper.values()) or not {"filename", "data"} <= set(paper):
        return malformed
    if not paper["filename"].strip() or len(paper["filename"]) > MAX_NAME:
        return malformed
    if len(paper["data"]) > MAX_PAPER * 4 // 3 + 4:
        return [Problem("paper_too_large", rule, field, "", {"megabytes": str(MAX_PAPER >> 20)})]
    return [] if _content(paper["data"]) else malformed


def refuse(context, found: list[Problem], rule: str, papers: dict[str, object] | None = None, **words: str) -> None:
    """Let nothing be kept that breaks a rule, a paper that is none, or a text that bears a classification mark (R-A4).

    :param found: what is wrong already.
    :param papers: name of the value -> paper, or None.
    :raises RuleBroken: with everything that is wrong.
    """
    given = {name: paper for name, paper in (papers or {}).items() if paper is not None}
    malformed = [problem for name, paper in given.items() for problem in problems(paper, name, rule)]
    enforce([*found, *malformed])
    enforce(IScan(context).marks_in({**given, **words}))


def keep(context, paper: dict | None, step: str, who: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Keep a checked paper; return its number and its digest for the ledger, ``(0, {})`` when there is none.

    :param step: the act it belongs to.
    :param who: ``persons.signature``.
    """
    if paper is None:
        return 0, {}
    dossier = IDossier(context)
    kind = paper.get("content-type") or "application/octet-stream"
    number = dossier.keep_paper(paper["filename"], kind, _content(paper["data"]), step=step, **who)
    kept = next(each for each in dossier.papers() if each["number"] == number)
    return number, {"paper": f"sha256:{kept['sha256']}"}


def _content(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return b""
