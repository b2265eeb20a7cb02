from opengov.disclosure.core import ledger as rules
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger

import json
import logging
import pytest
import transaction


UID = "0f" * 16
OTHER = "f0" * 16


def write(store, uid=UID, count=4):
    for number in range(count):
        store.chain(uid).record("edited", {"revision": str(number)})


def entries_of(store, uid=UID):
    return store.stored.chains.get(uid).entries


def flip(store):
    entries_of(store)[2]["actor"] = "li"


def drop(store):
    del entries_of(store)[2]


def swap(store):
    entries = entries_of(store)
    entries[2], entries[3] = entries[3], entries[2]


def shift(store):
    entries = entries_of(store)
    entries[7] = entries.pop(4)


def garble(store):
    entries_of(store)[2] = "gone"


def add_key(store):
    entries_of(store)[2]["note"] = "x"


def cut(store):
    chain = store.stored.chains.get(UID)
    del chain.entries[4]


def cut_with_head(store):
    chain = store.stored.chains.get(UID)
    del chain.entries[4]
    chain.seq, chain.hash = 3, chain.entries[3]["hash"]


def cut_with_head_and_mark(store):
    cut_with_head(store)
    if UID in store.stored.changed:
        store.stored.changed[UID] = 3


def append_unseen(store):
    chain = store.stored.chains.get(UID)
    chain.append(rules.make(chain.head, at="2026-01-01T00:00:00+08:00", subject=UID, actor="li", action="sign"))


def take_the_chain_of_another(store):
    write(store, OTHER)
    store.stored.chains[UID] = store.stored.chains.get(OTHER)


def lose_chain(store):
    del store.stored.chains[UID]


def write_anew(store):
    chain = store.stored.chains.get(UID)
    chain.entries.clear()
    chain.seq, chain.hash = 0, rules.START
    for _ in range(4):
        chain.append(
            rules.make(chain.head or None, at="2026-01-01T00:00:00+08:00", subject=UID, actor="li", action="x")
        )


@pytest.mark.parametrize(
    ("tamper", "seq", "reason"),
    [
        (flip, 2, "hash"),
        (drop, 2, "sequence"),
        (swap, 2, "sequence"),
        (shift, 4, "sequence"),
        (garble, 2, "malformed"),
        (add_key, 2, "malformed"),
        (cut, 4, "head"),
        (cut_with_head, 4, "head"),
        (append_unseen, 5, "head"),
        (take_the_chain_of_another, 1, "subject"),
        (lose_chain, 1, "cut"),
    ],
)
@pytest.mark.parametrize("of_one", [True, False])
def test_tampering_before_any_anchor_is_found(store, tamper, seq, reason, of_one):
    write(store)
    tamper(store)
    assert list(store.verify(UID if of_one else None)) == [rules.Break(UID, seq, reason)]


@pytest.mark.parametrize(
    ("tamper", "seq", "reason"),
    [
        (flip, 2, "hash"),
        (drop, 2, "sequence"),
        (swap, 2, "sequence"),
        (shift, 4, "sequence"),
        (garble, 2, "malformed"),
        (cut, 4, "head"),
        (cut_with_head, 4, "cut"),
        (cut_with_head_and_mark, 4, "cut"),
        (append_unseen, 5, "head"),
        (take_the_chain_of_another, 1, "subject"),
        (lose_chain, 1, "cut"),
        (write_anew, 4, "replaced"),
    ],
)
@pytest.mark.parametrize("of_one", [True, False])
def test_tampering_after_an_anchor_is_found(store, tamper, seq, reason, of_one):
    write(store)
    store.anchor()
    tamper(store)
    assert list(store.verify(UID if of_one else None)) == [rules.Break(UID, seq, reason)]


def test_an_untouched_record_holds_through_anchors(store):
    for _ in range(3):
        write(store)
        write(store, OTHER, count=1)
        assert list(store.verify()) == []
        store.anchor()
        assert list(store.verify()) == []
    assert list(store.verify(UID)) == [] == list(store.verify("unknown"))


def test_the_other_chains_are_verified_all_the_same(store):
    write(store)
    write(store, OTHER)
    flip(store)
    entries_of(store, OTHER)[3]["action"] = "signed"
    assert {found.subject: found.seq for found in store.verify()} == {UID: 2, OTHER: 3}


def change_anchor(stored):
    stored.anchors[2]["at"] = "2020-01-01T00:00:00+08:00"


def change_heads(stored):
    stored.anchor_heads[2][UID] = (1, "sha256:" + "0" * 64)


def lose_heads(stored):
    del stored.anchor_heads[2]


def lose_anchor(stored):
    del stored.anchors[2]
    del stored.anchor_heads[2]


def garble_anchor(stored):
    stored.anchors[2] = {"what": "ever"}


@pytest.mark.parametrize(
    ("tamper", "seq", "reason"),
    [
        (change_anchor, 2, "hash"),
        (change_heads, 2, "heads"),
        (lose_heads, 2, "heads"),
        (lose_anchor, 2, "sequence"),
        (garble_anchor, 2, "malformed"),
    ],
)
def test_tampering_with_anchors_is_found(store, tamper, seq, reason):
    for _ in range(3):
        write(store, count=1)
        store.anchor()
    tamper(store.stored)
    assert next(store.verify()) == rules.Break("anchors", seq, reason)


def test_an_anchor_covers_only_what_changed_since_the_last(store):
    write(store)
    write(store, OTHER)
    store.anchor()
    write(store, count=1)
    assert set(store.stored.anchor_heads[store.anchor().seq]) == {UID}
    assert store.anchor() is None


def test_anchors_can_be_made_in_small_steps(store):
    for number in range(5):
        write(store, f"{number}0" * 16, count=1)
    assert [len(store.stored.anchor_heads[store.anchor(limit=2).seq]) for _ in range(3)] == [2, 2, 1]
    assert store.anchor(limit=2) is None
    assert list(store.verify()) == []


def test_an_anchor_is_told_outside_the_database_when_it_is_committed(functional, caplog):
    from opengov.disclosure.ledger.interfaces import ILedgerStore

    store = ILedgerStore(functional["portal"])
    caplog.set_level(logging.INFO, "opengov.disclosure.anchor")
    write(store)
    made = store.anchor()
    assert caplog.messages == []
    transaction.commit()
    line = json.loads(caplog.messages[0])
    assert (line["seq"], line["heads"], line["hash"], line["chains"]) == (1, made.heads, made.hash, 1)
    write(store)
    store.anchor()
    transaction.abort()
    assert len(caplog.messages) == 1


def test_the_destruction_of_the_record_is_told_outside_the_database(functional, caplog):
    from opengov.disclosure.ledger.interfaces import ILedgerStore

    store = ILedgerStore(functional["portal"])
    caplog.set_level(logging.INFO, "opengov.disclosure.anchor")
    write(store)
    store.discard()
    transaction.commit()
    line = json.loads(caplog.messages[-1])
    assert (line["event"], line["actor"], line["chains"]) == ("discarded", "test_user_1_", 1)


def test_a_record_makes_the_round_trip_through_json(site, store):
    write(store)
    exported = json.loads(json.dumps(store.export(UID)))
    store.discard()
    store.restore(UID, exported)
    assert store.export(UID) == exported
    assert list(store.verify()) == []
    store.chain(UID).record("edited")
    assert list(store.verify()) == []


def test_a_restored_record_is_recorded_at_the_site(site, store):
    write(store)
    exported = store.export(UID)
    store.discard()
    store.restore(UID, exported)
    (entry,) = ILedger(site).entries()
    assert (entry.action, entry.codes) == ("ledger_restored", {"uid": UID, "entries": "4"})
    assert entry.digests == {"head": exported[-1]["hash"]}


def test_a_record_is_never_replaced(store):
    write(store)
    with pytest.raises(RuleBroken, match="R-L1 ledger_exists"):
        store.restore(UID, store.export(UID))


@pytest.mark.parametrize(
    ("spoil", "seq"),
    [
        (lambda entries: entries[1].update(actor="li"), "2"),
        (lambda entries: entries.pop(1), "2"),
        (lambda entries: entries.reverse(), "1"),
        (lambda entries: entries.clear(), "1"),
        (lambda entries: entries.__setitem__(2, "x"), "3"),
        (lambda entries: entries[0].pop("hash"), "1"),
    ],
)
def test_a_record_that_does_not_hold_is_not_restored(store, spoil, seq):
    write(store)
    exported = store.export(UID)
    store.discard()
    spoil(exported)
    with pytest.raises(RuleBroken, match="R-L1 ledger_broken") as caught:
        store.restore(UID, exported)
    assert caught.value.problems[0].params == {"seq": seq}
    assert not store.exists()


def test_the_record_of_another_subject_is_not_restored(store):
    write(store)
    with pytest.raises(RuleBroken, match="R-L1 ledger_broken"):
        store.restore(OTHER, store.export(UID))


def test_a_restored_record_brings_no_content_in(store):
    from dataclasses import replace

    entry = rules.make(None, at="2026-01-01T00:00:00+08:00", subject=UID, actor="li", action="sign")
    smuggled = replace(entry, codes={"note": "一句不该在这里的话"}, hash="")
    smuggled = replace(smuggled, hash=rules._hash(rules.ENTRY_FORMAT, smuggled))
    assert rules.verify([smuggled]) is None
    with pytest.raises(RuleBroken, match="R-L3"):
        store.restore(UID, [rules.plain(smuggled)])
    assert not store.exists()
