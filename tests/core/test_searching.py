"""What people type is found, however they type it; and what is shown of a hit is what was written."""

from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st
from opengov.disclosure.core import excerpts
from opengov.disclosure.core import folding
from opengov.disclosure.core.searching import EXACT
from opengov.disclosure.core.searching import HEAD
from opengov.disclosure.core.searching import HEAD_LOOSE
from opengov.disclosure.core.searching import LOOSE
from opengov.disclosure.core.searching import Query

import pytest


HEAD_TEXT = "云溪市人民政府关于印发防汛应急预案的通知\n云府〔2026〕3号\n011741310/2026-00042"
BODY = (
    "各县（区）人民政府：现将《云溪市防汛应急预案》印发给你们，请结合实际执行。\n"
    "依据GB/T 9704-2012和ABC标准办理环境保护补贴。\n2026年11月22日"
)
FOLDED = f"{folding.fold(HEAD_TEXT)}\n{folding.fold(BODY)}"
TOP = len(folding.fold(HEAD_TEXT))


def grade(words, text=FOLDED, head=TOP):
    return Query(words).grade(text, head)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("防汛应急预案", HEAD),
        ("防汛 通知", HEAD),
        ("防汛，通知", HEAD),
        ("防汛应急预案通知", HEAD_LOOSE),
        ("云溪市防汛预案", HEAD_LOOSE),
        ("云溪市 防汛 执行", EXACT),
        ("环境保护补贴", EXACT),
        ("环境补贴标准", LOOSE),
        ("“防汛应急预案”", HEAD),
        ('"防汛预案"', None),
        ("《云溪市防汛应急预案》", EXACT),
        ("《云溪市防汛》", EXACT),
        ("防", HEAD),
        ("汛", HEAD),
        ("鼠", None),
        ("防汛 台风", None),
        ("怎么申请环境补贴？", None),
        ("如何办理环境保护补贴", EXACT),
        ("请问环境保护补贴怎么办理", EXACT),
        ("環境保護補貼", EXACT),
        ("環境補貼標準", LOOSE),
        ("防汛的通知", HEAD_LOOSE),
        ("关于防汛应急预案的通知", HEAD_LOOSE),
    ],
)
def test_chinese_words_are_found_with_and_without_spaces(words, expected):
    assert grade(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "云府〔2026〕3号",
        "云府(2026)3号",
        "云府（２０２６）３号",
        "云府[2026]3",
        "云府［2026］3号",
        "云府【2026】3号",
        "云府﹝2026﹞3号",
        "云府 〔2026〕 3 号",
        "云府〔2026〕第3号",
        "云府〔2026〕03号",
        "云府2026年3号",
        "云府2026年第3号",
        "雲府〔2026〕3號",
        "关于云府〔2026〕3号",
        "〔2026〕3号",
        "云府〔2026〕3号 防汛",
        "云府 2026 3号",
        "011741310/2026-00042",
        "０１１７４１３１０／２０２６－０００４２",
        "2026-00042",
    ],
)
def test_a_number_is_found_in_every_spelling(words):
    assert grade(words) == HEAD


@pytest.mark.parametrize(
    "words", ["云府〔2026〕33号", "云府〔2025〕3号", "云教〔2026〕3号", "011741310/2026-0004", "33号", "026"]
)
def test_another_number_is_not_found(words):
    assert grade(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "2026年11月22日",
        "2026-11-22",
        "2026.11.22",
        "2026/11/22",
        "20261122",
        "２０２６年１１月２２日",
        "2026年11月",
        "二〇二六年十一月二十二日",
    ],
)
def test_a_day_is_found_in_every_spelling(words):
    assert grade(words) == EXACT


@pytest.mark.parametrize("words", ["2026年11月23日", "2026年12月", "2025-11-22", "2026-11-2"])
def test_another_day_is_not_found(words):
    assert grade(words) is None


def test_a_day_written_in_chinese_numerals_is_found_by_its_digits():
    assert grade("2026-11-22", "二〇二六年十一月二十二日", 0) == EXACT
    assert grade("2026-10-10", "二○二六年十月十日", 0) == EXACT


@pytest.mark.parametrize("words", ["abc", "ABC", "ＡＢＣ", "Abc标准", "gb/t 9704-2012", "GB/T9704", "9704-2012"])
def test_latin_words_are_found_in_every_case_and_width(words):
    assert (grade(words) is None) is (words == "GB/T9704")


@pytest.mark.parametrize("words", ["", "   ", "《》！", "（）", "?"])
def test_words_that_are_none_ask_for_nothing(words):
    assert not Query(words)


@pytest.mark.parametrize(
    "words", ["*", "(", "\\", "a" * 100, "[", "〔2026〕", "%00", "\x00", "“", "”“", "((((((((((", "2026年99月99日"]
)
def test_nothing_that_is_typed_breaks_the_search(words):
    grade(words)


def index(texts):
    """Postings as the full text has them."""
    postings = {}
    for name, text in texts.items():
        for token in set(folding.tokens(folding.fold(text))):
            postings.setdefault(token, set()).add(name)
    return lambda token: set(postings.get(token, ()))


PIECES = st.lists(
    st.sampled_from(["防汛", "应急", "预案", "的", "通知", "abc", "〔2026〕3号", "2026年1月2日", " ", "，"]), max_size=9
)


@given(PIECES, PIECES)
@example(["abc", "防汛", "〔2026〕3号"], ["abc", "防汛", "〔2026〕3号"])
@example(["abc", "〔2026〕3号"], ["防汛", "abc", "abc", "〔2026〕3号"])
@example(["abc", "2026年第3号"], ["abc", "2026年第3号"])
def test_whatever_answers_is_among_the_candidates(asked, written):
    query, text = Query("".join(asked)), "".join(written)
    found = query.grade(folding.fold(text), 0) if query else None
    if found is not None:
        lookup = index({"it": text})
        assert query.candidates(lookup, loosely=True) == {"it"}
        assert found == LOOSE or query.candidates(lookup, loosely=False) == {"it"}


@given(st.text())
def test_each_folded_character_has_its_place(text):
    folded, places = folding.fold(text), folding.places(text)
    assert len(places) == len(folded) + 1
    assert places == sorted(places)


def shown(pieces):
    return "".join(f"[{text}]" if hit else text for text, hit in pieces)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("关于ＡＢＣ标准的通知", "abc", "关于[ＡＢＣ]标准的通知"),
        ("環境保護條例", "环境", "[環境]保護條例"),
        ("关于印发防汛应急预案的通知", "防汛应急预案通知", "关于印发[防汛应急预案]的[通知]"),
        ("防汛防汛", "防汛", "[防汛防汛]"),
        ("根据云府〔2026〕3号", "云府(2026)3", "根据[云府〔2026〕3]号"),
        ("<b>防汛</b>", "防汛", "<b>[防汛]</b>"),
        ("㈠条", "一", "[㈠]条"),
        ("没有", "防汛", "没有"),
        ("", "防汛", ""),
    ],
)
def test_what_was_asked_for_is_marked_as_it_was_written(text, words, expected):
    assert shown(excerpts.marked(text, Query(words))) == expected


def test_a_passage_shows_where_the_most_was_found():
    text = "防汛工作。" + "无关的话。" * 60 + "防汛应急预案由应急局负责。" + "无关的话。" * 60
    pieces = excerpts.passage(text, Query("防汛 应急局"))
    assert shown(pieces).startswith("…")
    assert "[防汛]应急预案由[应急局]负责" in shown(pieces)
    assert sum(len(piece) for piece, _hit in pieces) <= excerpts.WIDTH + 2


def test_of_a_text_with_thousands_of_hits_only_those_near_the_first_ones_are_weighed():
    text = "防" + "汛防" * 20_000 + "。应急局"
    pieces = excerpts.passage(text, Query("防 应急局"))
    assert shown(pieces).startswith("[防]汛[防]")
    assert sum(len(piece) for piece, _hit in pieces) <= excerpts.WIDTH + 2


def test_a_passage_without_hits_is_the_beginning():
    assert shown(excerpts.passage("甲\n乙", Query("丙"))) == "甲 乙"
    assert excerpts.passage("", Query("丙")) == []


@given(st.text(alphabet="防汛应急 <&>\n", max_size=300), st.text(alphabet="防汛应急 ", max_size=8))
def test_a_marked_text_is_the_text(text, words):
    assert "".join(piece for piece, _hit in excerpts.marked(text, Query(words))) == folding.written(text)
