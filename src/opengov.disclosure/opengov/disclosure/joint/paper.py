"""A signed paper that comes with an answer from outside (R-J1), kept with the document's dossier."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.secrecy.interfaces import IDossier

import base64
import binascii


MAX_PAPER = 20 * 1024 * 1024


def content_of(paper: object) -> bytes | None:
    """The bytes of a paper {filename, content-type?, data (base64)}; None when there is none.

    :raises RuleBroken: for one that is malformed, empty or larger than 20 MB.
    """
    if not paper:
        return None
    if not (isinstance(paper, dict) and isinstance(paper.get("filename"), str) and isinstance(paper.get("data"), str)):
        raise RuleBroken(Problem("paper_malformed", "R-S3", "paper"))
    if len(paper["data"]) > MAX_PAPER * 4 // 3 + 4:
        raise RuleBroken(Problem("paper_too_large", "R-S3", "paper", "", {"megabytes": str(MAX_PAPER >> 20)}))
    try:
        content = base64.b64decode(paper["data"], validate=True)
    except (binascii.Error, ValueError):
        raise RuleBroken(Problem("paper_malformed", "R-S3", "paper")) from None
    if not content:
        raise RuleBroken(Problem("paper_malformed", "R-S3", "paper"))
    return content


def keep(context, paper: dict, content: bytes, **who: str) -> int:
    """Keep the paper and return its number."""
    kind = str(paper.get("content-type") or "application/octet-stream")
    return IDossier(context).keep_paper(paper["filename"], kind, content, **who)
