"""Every kind of notice has its words, in a language that the translations know."""

from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.notices import Mail
from opengov.disclosure.core.steps import STATES
from opengov.disclosure.core.turns import Facts
from opengov.disclosure.core.turns import NEWS
from opengov.disclosure.core.turns import turns
from opengov.disclosure.i18n import catalog_language
from opengov.disclosure.notices import words

import pytest


EVERYTHING = {
    "returned": True,
    "withdrawal_open": True,
    "omitted": ("Section Head",),
    "instructors": ("signer",),
    "purge_asked": True,
    "findings": True,
    "reassess": True,
    "unconfirmed": ("Drafter",),
}
#: What turns, news and deputyships are about: every step that is told has its sentence.
_TURN = [
    turn.act for state in STATES for turn in turns(Facts(state, end="published", **EVERYTHING)) if turn.act != "submit"
]
ABOUT = {
    Kind.TURN: (*_TURN, "register", "file", "decide_adjustment", "sign:uphold", "approve:endorse"),
    Kind.NEWS: tuple(NEWS),
    Kind.DEPUTY: tuple(f"{act}:{slug}" for act in ("appointed", "ended") for slug in OFFICES.values()),
    Kind.DUE_SOON: ("publish", "publish_statutory", "late_opinions", "unknown"),
    Kind.MEETING: ("called", "cancelled", "concluded"),
    Kind.SETTLED: ("", "decided", "repeal"),
}


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_a_name_and_a_sentence(kind):
    assert words.KINDS[kind]
    for about in ABOUT.get(kind, ("", "repeal")):
        notice = {"kind": kind.value, "about": about, "agency": "财政局", "lead": "教育局", "due": "2026-03-23"}
        assert words.sentence(notice).mapping["lead"] == "教育局"


def test_each_choice_of_mail_has_words():
    assert set(words.MAILS) == set(Mail)


@pytest.mark.parametrize(
    ("code", "language"),
    [("zh-cn", "zh_CN"), ("zh-CN", "zh_CN"), ("zh", "zh_CN"), ("en", "en"), ("en-us", "en"), ("de", "de")],
)
def test_a_language_code_of_plone_finds_our_translations(code, language):
    assert catalog_language(code) == language
