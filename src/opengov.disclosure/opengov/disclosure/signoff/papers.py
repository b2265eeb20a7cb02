"""Signed papers that come with a step: outside answers, approvals, consents (R-S3, R-I6)."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.secrecy.interfaces import IDossier

import base64
import binascii


MAX_PAPER = 20 * 1024 * 1024


def problems(data: dict | None) -> list[Problem]:
    """A paper comes as {filename, content-type, data (base64)} and is at most 20 MB."""
    paper = (data or {}).get("paper")
    if not paper:
        return []
    if not (isinstance(paper, dict) and isinstance(paper.get("filename"), str) and isinstance(paper.get("data"), str)):
        return [Problem("paper_malformed", "R-S3", "paper")]
    if len(paper["data"]) > MAX_PAPER * 4 // 3 + 4:
        return [Problem("paper_too_large", "R-S3", "paper", "", {"megabytes": str(MAX_PAPER >> 20)})]
    try:
        content = base64.b64decode(paper["data"], validate=True)
    except (binascii.Error, ValueError):
        return [Problem("paper_malformed", "R-S3", "paper")]
    return [] if content else [Problem("paper_malformed", "R-S3", "paper")]


def keep(context, data: dict, **who: str) -> int | None:
    """Keep the paper of a step with the document's dossier, and return its number; None when there is none."""
    paper = data.get("paper")
    if not paper:
        return None
    return IDossier(context).keep_paper(
        paper["filename"],
        str(paper.get("content-type") or "application/octet-stream"),
        base64.b64decode(paper["data"]),
        **who,
    )
