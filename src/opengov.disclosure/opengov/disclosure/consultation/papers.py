"""Letters, answers and notices on paper: checked as they come, kept with the dossier."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.secrecy.interfaces import IDossier

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
