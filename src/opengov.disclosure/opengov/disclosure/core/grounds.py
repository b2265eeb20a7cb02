"""The grounds for not disclosing: every item of Articles 14 to 16 of the Regulation (政府信息公开条例)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import re


REGULATION = "政府信息公开条例"

_ARTICLES = {14: "第十四条", 15: "第十五条", 16: "第十六条"}
_PARAGRAPHS = {1: "第一款", 2: "第二款"}

#: A law and its article, as they are cited: 《中华人民共和国统计法》第二十五条, Statistics Law, Art. 25.
_CITED = re.compile(
    r"\w.*?(?:第\s*[0-9０-９〇零一二三四五六七八九十百千]+\s*条|\bArt(?:icles?|\.)?\s*[0-9]+)", re.DOTALL
)


@dataclass(frozen=True)
class Ground:
    """One item of the controlled list.

    :param code: stored in documents and the ledger, e.g. ``"trade_secret"``.
    :param article: 14, 15 or 16.
    :param paragraph: paragraph of the article; 0 when it has only one.
    :param kind: heading the item belongs to, e.g. ``"third_party_rights"``.
    :param mandatory: the office has no choice (Articles 14 and 15); False for "may" (Article 16).
    :param liftable: consent of the third party or the public interest can lift it (Article 15 alone).
    """

    code: str
    article: int
    paragraph: int
    kind: str
    mandatory: bool
    liftable: bool


def _ground(code: str, article: int, paragraph: int, kind: str) -> Ground:
    return Ground(code, article, paragraph, kind, mandatory=article < 16, liftable=article == 15)


#: Code -> ground, in the order of the articles.
GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {
        ground.code: ground
        for ground in (
            _ground("state_secret", 14, 0, "state_secret"),
            _ground("law_prohibits", 14, 0, "law_prohibits"),
            _ground("three_security_one_stability", 14, 0, "three_security_one_stability"),
            _ground("trade_secret", 15, 0, "third_party_rights"),
            _ground("personal_privacy", 15, 0, "third_party_rights"),
            _ground("third_party_other", 15, 0, "third_party_rights"),
            _ground("personnel", 16, 1, "internal_affairs"),
            _ground("logistics", 16, 1, "internal_affairs"),
            _ground("workflow", 16, 1, "internal_affairs"),
            _ground("discussion_record", 16, 2, "process_information"),
            _ground("draft", 16, 2, "process_information"),
            _ground("consultation_letter", 16, 2, "process_information"),
            _ground("request_report", 16, 2, "process_information"),
            _ground("enforcement_file", 16, 2, "enforcement_file"),
        )
    }
)


def citation(ground: Ground) -> str:
    """Cite the clause as offices write it, e.g. ``"政府信息公开条例 第十六条第二款"``."""
    return f"{REGULATION} {_ARTICLES[ground.article]}{_PARAGRAPHS.get(ground.paragraph, '')}"


def names_article(text: str) -> bool:
    """Whether a citation names a law and its article: ``law_prohibits`` rests on both (R-A2)."""
    return _CITED.search(text) is not None


def liftable(code: str) -> bool:
    """Whether consent or the public interest can lift the ground (R-A3).

    The law alone answers, never a profile: two local rules can be read as if state secrets could be released by
    consent. An unknown code cannot be lifted.
    """
    ground = GROUNDS.get(code)
    return ground is not None and ground.liftable
