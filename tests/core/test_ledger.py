from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from opengov.disclosure.core import ledger
from opengov.disclosure.core.rules import RuleBroken

import pytest


AT = "2026-11-21T09:30:00+08:00"
UID = "0f" * 16
DIGEST = "sha256:" + "a" * 64


def chain(length, subject=UID):
    entries = []
    for number in range(length):
        last = entries[-1] if entries else None
        codes = {"number": f"韶府办〔2026〕{number}号"}
        entries.append(ledger.make(last, at=AT, subject=subject, actor="zhang", action="edited", codes=codes))
    return entries


def head(entries):
    return ledger.Head(entries[-1].seq, entries[-1].hash) if entries else ledger.Head(0, ledger.START)


def against_anchor(entries, anchored):
    found = entries[anchored.seq - 1].hash if len(entries) >= anchored.seq else ""
    return ledger.verify_anchored(UID, head(entries), found, anchored)


def test_an_entry_follows_the_one_before():
    first, second = chain(2)
    assert (first.seq, first.previous, second.seq, second.previous) == (1, "", 2, first.hash)


def test_the_hash_of_an_entry_never_changes_its_form():
    # chains written by older versions must verify for ever: this value is a promise, not a snapshot
    assert chain(1)[0].hash == "sha256:f3592e292e1f60954a54685b1af397170bf90e3a159827b2270370fa8d980dda"


def test_a_head_is_enough_to_go_on():
    first, second = chain(2)
    again = ledger.make(head([first]), at=AT, subject=UID, actor="zhang", action="edited", codes=second.codes)
    assert again == second


@pytest.mark.parametrize("length", [0, 1, 2, 50])
def test_an_untouched_chain_holds(length):
    assert ledger.verify(chain(length)) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"at": "2026-11-22T09:30:00+08:00"}, "hash"),
        ({"actor": "li"}, "hash"),
        ({"on_behalf_of": "li"}, "hash"),
        ({"action": "sign"}, "hash"),
        ({"codes": {}}, "hash"),
        ({"digests": {"content": DIGEST}}, "hash"),
        ({"hash": DIGEST}, "hash"),
        ({"subject": "f0" * 16}, "subject"),
        ({"previous": DIGEST}, "link"),
        ({"seq": 9}, "sequence"),
    ],
)
def test_a_changed_entry_is_found(change, reason):
    entries = chain(4)
    entries[2] = replace(entries[2], **change)
    assert ledger.verify(entries) == ledger.Break(UID, 3, reason)


def test_an_entry_changed_with_a_fitting_hash_is_found_at_the_next_one():
    entries = chain(4)
    entries[1] = ledger.make(entries[0], at=AT, subject=UID, actor="li", action="edited")
    assert ledger.verify(entries) == ledger.Break(UID, 3, "link")


@given(st.integers(2, 8), st.data())
def test_a_dropped_entry_is_found(length, data):
    entries = chain(length)
    gone = data.draw(st.integers(0, length - 2))
    del entries[gone]
    assert ledger.verify(entries) == ledger.Break(UID, gone + 1, "sequence")


@given(st.integers(2, 8), st.data())
def test_swapped_entries_are_found(length, data):
    entries = chain(length)
    one, other = sorted(data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True)))
    entries[one], entries[other] = entries[other], entries[one]
    assert ledger.verify(entries) == ledger.Break(UID, one + 1, "sequence")


@given(st.permutations(range(6)))
def test_every_reordering_is_found(order):
    entries = chain(6)
    assert (ledger.verify([entries[i] for i in order]) is None) == (list(order) == list(range(6)))


@given(st.integers(1, 8), st.data())
def test_a_chain_cut_short_is_found_by_its_head_and_by_an_anchor(length, data):
    entries = chain(length)
    left = data.draw(st.integers(0, length - 1))
    assert ledger.verify(entries[:left]) is None
    assert ledger.verify_head(UID, entries[:left], head(entries)) == ledger.Break(UID, left + 1, "head")
    assert against_anchor(entries[:left], head(entries)) == ledger.Break(UID, left + 1, "cut")


def test_a_chain_longer_than_its_head_is_found():
    entries = chain(3)
    assert ledger.verify_head(UID, entries, head(entries[:2])) == ledger.Break(UID, 3, "head")


def test_a_chain_written_anew_is_found_by_an_anchor():
    entries = chain(3)
    forged = [ledger.make(None, at=AT, subject=UID, actor="li", action="edited")]
    forged.append(ledger.make(forged[-1], at=AT, subject=UID, actor="li", action="edited"))
    assert ledger.verify(forged) is None
    assert against_anchor(forged, head(entries[:2])) == ledger.Break(UID, 2, "replaced")


def test_the_chain_of_another_subject_is_found():
    entries = chain(2, subject="f0" * 16)
    assert ledger.verify_head(UID, entries, head(entries)) == ledger.Break(UID, 1, "subject")


def test_a_chain_that_holds_agrees_with_head_and_anchor():
    entries = chain(3)
    assert ledger.verify_head(UID, entries, head(entries)) is None
    assert ledger.verify_head(UID, [], ledger.Head(0, ledger.START)) is None
    assert against_anchor(entries, head(entries[:2])) is None


@pytest.mark.parametrize(
    ("codes", "field"),
    [
        ({"title": "关于某某的通知"}, "title"),
        ({"reason": "because it says so"}, "reason"),
        ({"attribute": "不予公开"}, "attribute"),
        ({"id": "x" * 201}, "id"),
        ({"number": "关于公开的通知"}, "number"),
        ({"number": "同意公开，理由见附件3"}, "number"),
        ({"number": "韶府办〔2026〕3号" + "号" * 100}, "number"),
        ({"issuer_code": "这里。"}, "issuer_code"),
        ({"my_number": "韶府办〔2026〕3号"}, "my_number"),
        ({"id": 7}, "id"),
        ({"id": None}, "id"),
        ({"键": "a"}, "键"),
        ({"": "a"}, ""),
        ({"id": "a\n"}, "id"),
        ({"number": "韶府办〔2026〕3号\n"}, "number"),
    ],
)
def test_what_could_be_content_is_kept_off_the_record(codes, field):
    with pytest.raises(RuleBroken) as caught:
        ledger.make(None, at=AT, subject=UID, actor="zhang", action="edited", codes=codes)
    assert [(p.rule, p.code, p.field) for p in caught.value.problems] == [("R-L3", "ledger_value", field)]


@pytest.mark.parametrize(
    "codes",
    [
        {"attribute": "withheld", "grounds": "state_secret,art16.internal_affairs"},
        {"at": AT, "date": "2026-11-21", "empty": ""},
        {"deputy": "li@example.org", "uid": UID, "profile": "zunyi@2026/1"},
        {"number": "韶府办〔2026〕3号"},
        {"old_number": "公告2024年第151号", "new_number": ""},
        {"number": "令第二十号"},
        {"number": "中国人民银行、财政部公告〔2023〕第6号"},
        {"new_issuer_codes": "韶府,韶府办"},
        {"id": "x" * 200},
    ],
)
def test_ids_codes_and_numbers_go_on_the_record(codes):
    assert ledger.make(None, at=AT, subject=UID, actor="zhang", action="edited", codes=codes).codes == codes


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"action": "签发"}, "action"),
        ({"action": ""}, "action"),
        ({"action": "two words"}, "action"),
        ({"actor": ""}, "actor"),
        ({"actor": "zhang san"}, "actor"),
        ({"actor": None}, "actor"),
        ({"on_behalf_of": "some one"}, "on_behalf_of"),
        ({"digests": {"content": "sha256:short"}}, "content"),
        ({"digests": {"content": "the text itself"}}, "content"),
        ({"digests": {"content": DIGEST.upper()}}, "content"),
    ],
)
def test_actions_people_and_digests_have_a_strict_form(values, field):
    with pytest.raises(RuleBroken) as caught:
        ledger.make(None, **{"at": AT, "subject": UID, "actor": "zhang", "action": "sign", **values})
    assert [problem.field for problem in caught.value.problems] == [field]


@pytest.mark.parametrize("at", ["2026-11-21T09:30:00Z", "2026-11-21T09:30:00", "2026-11-21T01:30:00+00:00", "today"])
def test_time_on_the_record_is_beijing_time(at):
    with pytest.raises(ValueError, match="08:00"):
        ledger.make(None, at=at, subject=UID, actor="zhang", action="sign")


def test_all_wrong_values_are_named_at_once():
    with pytest.raises(RuleBroken) as caught:
        ledger.make(None, at=AT, subject=UID, actor="", action="签发", codes={"a": "空 格"}, digests={"b": ""})
    assert [problem.field for problem in caught.value.problems] == ["action", "actor", "a", "b"]


def test_authors_are_those_who_created_or_edited_and_those_they_acted_for():
    acts = [("created", "zhang", ""), ("edited", "li", "wang"), ("sign", "zhao", ""), ("submit", "qian", "sun")]
    entries = [
        ledger.make(None, at=AT, subject=UID, actor=actor, action=action, on_behalf_of=person)
        for action, actor, person in acts
    ]
    assert ledger.authors(entries) == {"zhang", "li", "wang"}


@given(st.integers(0, 5))
def test_an_entry_survives_the_way_through_a_plain_dict(length):
    entries = chain(length)
    assert [ledger.entry(ledger.plain(entry)) for entry in entries] == entries


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        {},
        {**ledger.plain(chain(1)[0]), "more": "x"},
        {**ledger.plain(chain(1)[0]), "seq": "1"},
        {**ledger.plain(chain(1)[0]), "seq": True},
        {**ledger.plain(chain(1)[0]), "codes": "x"},
        {**ledger.plain(chain(1)[0]), "codes": {"a": 1}},
        {**ledger.plain(chain(1)[0]), "digests": {"a": ["x"]}},
        {**ledger.plain(chain(1)[0]), "actor": None},
    ],
)
def test_what_is_no_entry_is_not_read_as_one(values):
    with pytest.raises(ValueError):
        ledger.entry(values)


def anchored(count):
    anchors, heads = [], []
    for number in range(count):
        heads.append({UID: ledger.Head(number + 1, DIGEST), "site": ledger.Head(1, DIGEST)})
        anchors.append(ledger.make_anchor(anchors[-1] if anchors else None, at=AT, heads=heads[-1]))
    return anchors, heads


@pytest.mark.parametrize("count", [0, 1, 5])
def test_untouched_anchors_hold(count):
    assert ledger.verify_anchors(*anchored(count)) is None


def test_the_order_of_heads_does_not_matter():
    anchors, heads = anchored(2)
    assert ledger.verify_anchors(anchors, [dict(reversed(head.items())) for head in heads]) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"at": "2027-01-01T00:00:00+08:00"}, "hash"),
        ({"heads": DIGEST}, "hash"),
        ({"hash": DIGEST}, "hash"),
        ({"previous": DIGEST}, "link"),
        ({"seq": 1}, "sequence"),
    ],
)
def test_a_changed_anchor_is_found(change, reason):
    anchors, heads = anchored(3)
    anchors[1] = replace(anchors[1], **change)
    assert ledger.verify_anchors(anchors, heads) == ledger.Break(ledger.ANCHORS, 2, reason)


@pytest.mark.parametrize("heads", [{}, {UID: ledger.Head(9, DIGEST)}, {UID: ledger.Head(2, "sha256:" + "b" * 64)}])
def test_changed_heads_of_an_anchor_are_found(heads):
    anchors, all_heads = anchored(3)
    all_heads[1] = heads
    assert ledger.verify_anchors(anchors, all_heads) == ledger.Break(ledger.ANCHORS, 2, "heads")


@given(st.permutations(range(4)))
def test_reordered_anchors_are_found(order):
    anchors, heads = anchored(4)
    found = ledger.verify_anchors([anchors[i] for i in order], [heads[i] for i in order])
    assert (found is None) == (list(order) == list(range(4)))
