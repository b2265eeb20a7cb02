"""The projection by itself: lists, filters, pages, search, removal; no site is needed."""

from collections import Counter
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.catalogue import finding
from opengov.disclosure.catalogue import fulltext
from opengov.disclosure.catalogue import store
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import moment_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import rank_of
from opengov.disclosure.core.rules import RuleBroken
from threading import Thread
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

import pytest
import transaction
import uuid


START = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=8)))


def uid_of(number):
    return uuid.UUID(int=number * 7919 + 1).hex


def put(catalogue, number, text="", minutes=None, path=True, **facets):
    moment = START + timedelta(minutes=number if minutes is None else minutes)
    fields = {
        "number": number,
        "path": f"agency/{uid_of(number)}" if path else "",
        "publication_date": moment.date().isoformat(),
    }
    labelled = {name: (value, "") for name, value in facets.items()}
    catalogue.put(uid_of(number), moment, store.PublicEntry(fields, labelled, text))


def numbers(catalogue, filters=None, text="", size=20):
    """All pages one after the other."""
    found, after = [], None
    while True:
        page = catalogue.page(filters or {}, text, after, size)
        found += [item["number"] for item in page["items"]]
        after = page["next"]
        if after is None:
            return found


@pytest.fixture
def catalogue(monkeypatch):
    monkeypatch.setattr(fulltext, "SEGMENT_SIZE", 8)
    monkeypatch.setattr(fulltext, "SETTLED", 2)
    monkeypatch.setattr(finding, "FEW", 2)
    return store.CatalogueStore()


def test_ranks_sort_the_newest_first_and_give_the_moment_back():
    older, newer = rank_of(START, uid_of(1)), rank_of(START + timedelta(seconds=1), uid_of(2))
    assert newer < older
    assert moment_of(older) == START
    assert parse_key(key_of(older)) == older


@pytest.mark.parametrize("key", ["", "x", "-1", "1.5", "²", "9" * 19, "9" * 40, "１２"])
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(RuleBroken) as refusal:
        parse_key(key)
    assert refusal.value.problems[0].code == "key_invalid"


@pytest.mark.parametrize("year", [1, 1899, 2445, 9999])
def test_a_moment_out_of_range_goes_to_the_end_of_the_list(year):
    assert 0 <= rank_of(datetime(year, 1, 2, tzinfo=START.tzinfo), uid_of(1)) < 2**63


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_all_pages_together_are_all_entries(catalogue, size):
    for number in range(25):
        put(catalogue, number)
    assert numbers(catalogue, size=size) == list(range(24, -1, -1))


def test_what_is_published_meanwhile_neither_repeats_nor_hides_an_entry(catalogue):
    for number in range(20):
        put(catalogue, number)
    first = catalogue.page({}, "", None, 10)
    put(catalogue, 99)
    catalogue.remove(uid_of(10))
    second = catalogue.page({}, "", first["next"], 10)
    assert [item["number"] for item in first["items"]] == list(range(19, 9, -1))
    assert [item["number"] for item in second["items"]] == list(range(9, -1, -1))


def test_entries_of_one_second_keep_apart(catalogue):
    for number in range(30):
        put(catalogue, number, minutes=0)
    assert sorted(numbers(catalogue, size=4)) == list(range(30))


def test_two_uids_with_the_same_rank_both_stay(catalogue):
    twin = "f" * 8 + uid_of(1)[8:]
    put(catalogue, 1)
    catalogue.put(twin, START + timedelta(minutes=1), store.PublicEntry({"number": 2, "path": ""}, {}, ""))
    assert sorted(numbers(catalogue)) == [1, 2]


def test_putting_again_replaces(catalogue):
    put(catalogue, 1, "旧文字", agency="a")
    put(catalogue, 1, "新文字", agency="b")
    assert numbers(catalogue) == [1]
    assert numbers(catalogue, {"agency": "a"}) == []
    assert numbers(catalogue, text="旧文字") == []
    assert numbers(catalogue, text="新文字") == [1]
    assert catalogue.values("agency") == [("b", "", 1)]


def test_a_removed_entry_is_nowhere(catalogue):
    for number in range(30):
        put(catalogue, number, f"机密线索甲乙丙{number}", agency="a", kind="notice")
    assert catalogue.remove(uid_of(3))
    assert not catalogue.remove(uid_of(3))
    assert catalogue.get(uid_of(3)) is None
    assert 3 not in numbers(catalogue) + numbers(catalogue, {"agency": "a"}) + numbers(catalogue, text="线索")
    assert len(catalogue.addresses(None, 100)) == catalogue.page({}, "", None, 5)["total"] == 29
    assert list(catalogue.torn()) == []


def test_a_removed_text_leaves_no_word_behind(catalogue):
    for number in range(30):
        put(catalogue, number, f"普通文字 身份证440101199001011{number:03}")
    catalogue.remove(uid_of(2))
    kept = str([page.words for *_, segment in catalogue.text.sealed.values() for page in segment.pages])
    assert catalogue.text.sealed
    assert "440101199001011003" in kept or "440101199001011000" in kept
    assert "440101199001011002" not in kept


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("信息公开", [4, 1]),
        ("公开信息", [4, 1]),
        ("“公开信息”", []),
        ("“信息 公开”", [4, 1]),
        ("信息 规定", [4]),
        ("规定 信息", [4]),
        ("ＡＢＣ", [2]),
        ("abc", [2]),
        ("ab", []),
        ("韶府〔2026〕3号", [3]),
        ("韶府 [2026] 3号", [3]),
        ("韶府〔2026〕33号", []),
        ("息", [4, 1]),
        ("《》！", []),
        ("府", [3, 1]),
        ("33号", []),
    ],
)
@pytest.mark.parametrize("others", [0, 40])
def test_search_finds_what_was_typed(catalogue, words, found, others):
    texts = {1: "政府信息公开", 2: "文件 ABC-7 编号", 3: "韶府〔2026〕3号", 4: "信息公开的若干规定"}
    for number in range(1, 5):
        put(catalogue, number, texts[number])
    for number in range(100, 100 + others):
        put(catalogue, number, "另一件事")
    assert bool(catalogue.text.sealed) is bool(others)
    assert numbers(catalogue, text=words, size=1) == found


def test_a_search_that_looked_long_enough_goes_on_with_the_next_page(catalogue, monkeypatch):
    monkeypatch.setattr(finding, "TEXTS_PER_PAGE", 5)
    put(catalogue, 0, "甲乙丙")
    for number in range(1, 30):
        put(catalogue, number, "甲乙 乙丙")
    page = catalogue.page({}, "甲乙丙", None, 20)
    assert page["items"] == [] and page["next"]
    assert numbers(catalogue, text="甲乙丙") == [0]


@pytest.mark.parametrize(
    ("texts", "answers", "read"),
    [
        (100, [True, False, True, False, True], 12),
        (11, [True, False, True, False, False], 11),
        (1, [True, False, True, False, False], 1),
    ],
)
def test_several_small_questions_share_the_texts_that_may_be_read(catalogue, monkeypatch, texts, answers, read):
    for number in range(10):
        put(catalogue, number, "甲乙 乙丙", kind="notice")
    graded = []
    grade = catalogue.text.grade
    monkeypatch.setattr(catalogue.text, "grade", lambda *asked: graded.append(asked) or grade(*asked))
    phrase = '"甲乙乙丁"'
    asked = [({}, "甲乙"), ({"kind": "letter"}, "甲乙"), ({"kind": "notice"}, ""), ({}, phrase), ({}, "乙丙")]
    monkeypatch.setattr(finding.Finder, "_candidates", _without_postings)
    assert list(catalogue.answered(asked, texts)) == answers
    assert len(graded) == read


def _without_postings(finder, start, head, loosely):
    """Every text may answer, as in segments that are not sealed yet."""
    return [] if finder.nothing else finder.store.entries.keys(start, excludemin=start is not None)


def test_totals_are_given_where_they_cost_nothing(catalogue):
    put(catalogue, 1, "字", agency="a", kind="notice")
    put(catalogue, 2, "字", agency="b", kind="notice")
    assert catalogue.page({}, "", None, 1)["total"] == 2
    assert catalogue.page({"agency": "a"}, "", None, 1)["total"] == 1
    assert catalogue.page({}, "字", None, 2)["total"] == 2
    put(catalogue, 3, "字", agency="a", kind="notice", year="2026")
    put(catalogue, 4, "字", agency="a", kind="notice", year="2026")
    assert catalogue.page({"agency": "a", "kind": "notice"}, "", None, 1)["total"] == 3
    assert catalogue.page({"agency": "a", "kind": "notice", "year": "2026"}, "", None, 1)["total"] is None
    assert catalogue.page({}, "字", None, 1)["total"] is None
    assert catalogue.page({"agency": "nobody"}, "", None, 1) == {"items": [], "next": None, "total": 0}


def test_sitemap_parts_hold_every_address_once(catalogue):
    for number in range(20):
        put(catalogue, number, path=number % 4 > 0)
    parts = [catalogue.addresses(key, 5) for key in catalogue.address_keys(5)]
    assert [len(part) for part in parts] == [5, 5, 5]
    assert len({path for part in parts for path, _day in part}) == 15
    assert store.CatalogueStore().address_keys(5) == [None]


@pytest.mark.parametrize("damage", ["entry", "count", "facet", "text"])
def test_damage_is_told(catalogue, damage):
    put(catalogue, 1, "字", agency="a")
    rank = catalogue.ranks[uid_of(1)]
    if damage == "entry":
        del catalogue.entries[rank]
    elif damage == "count":
        catalogue.count.change(1)
    elif damage == "facet":
        catalogue.facets.get("agency", "a").ranks.remove(rank)
    else:
        del catalogue.text.texts[rank]
    assert list(catalogue.torn())


VALUES = st.sampled_from(["a", "b", "c"])
TEXTS = st.text(alphabet="甲乙丙丁 xy9", max_size=12)
ENTRIES = st.lists(st.tuples(st.integers(0, 25), VALUES, VALUES, TEXTS, st.booleans()), max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    ENTRIES,
    st.dictionaries(st.sampled_from(["agency", "kind"]), VALUES),
    st.text("甲乙丙", max_size=3),
    st.integers(1, 9),
)
def test_filters_search_and_pages_agree_with_looking_at_each_entry(entries, filters, word, size):
    catalogue, naive = store.CatalogueStore(), {}
    for number, agency, kind, text, stays in entries:
        if stays:
            put(catalogue, number, text, agency=agency, kind=kind)
            naive[number] = ({"agency": agency, "kind": kind}, text)
        else:
            catalogue.remove(uid_of(number))
            naive.pop(number, None)
    expected = [
        number
        for number, (facets, text) in sorted(naive.items(), reverse=True)
        if all(facets[name] == value for name, value in filters.items()) and word in text
    ]
    assert numbers(catalogue, filters, word, size) == expected
    assert {value: count for value, _label, count in catalogue.values("kind")} == Counter(
        facets["kind"] for facets, _text in naive.values()
    )
    assert list(catalogue.torn()) == []


def _publish(db, numbers, conflicts):
    manager = transaction.TransactionManager()
    connection = db.open(manager)
    for number in numbers:
        for _attempt in range(11):
            manager.begin()
            try:
                put(connection.root()["catalogue"], number, "关于信息公开的通知", agency=f"a{number % 3}", year="2026")
                manager.commit()
                break
            except ConflictError:
                conflicts.append(number)
                manager.abort()
        else:
            raise AssertionError(f"{number} was given up")
    connection.close()


def test_eight_publishers_at_once_lose_nothing_and_none_gives_up(tmp_path):
    db = DB(FileStorage(str(tmp_path / "Data.fs")), pool_size=10)
    with db.transaction() as connection:
        connection.root()["catalogue"] = store.CatalogueStore()
    conflicts = []
    threads = [Thread(target=_publish, args=(db, range(start, 320, 8), conflicts)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.transaction() as connection:
        catalogue = connection.root()["catalogue"]
        assert sorted(numbers(catalogue)) == list(range(320))
        assert sorted(numbers(catalogue, text="信息公开")) == list(range(320))
        assert list(catalogue.torn()) == []
    db.close()
