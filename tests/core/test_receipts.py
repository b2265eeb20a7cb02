"""What a receipt is, when it is taken, and that a changed one is found (R-T5)."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core import receipts
from opengov.disclosure.core.rules import RuleBroken

import copy
import json
import pytest


SHA256 = "a1" * 32
SM3 = "b2" * 32
PACKAGE = {"size": 10, "sha256": SHA256, "sm3": SM3}
CHECK = {"item": "信息包一致性", "property": "authenticity", "result": "passed", "note": ""}
FAILED = {**CHECK, "result": "failed", "note": "摘要值不符"}
PROBLEM = {"path": "data/document.html", "code": "unreadable", "note": ""}
STORED = {"at": "2026-11-22T19:00:00+08:00", "by": "archive"}


def receipt(**changes):
    plain = {"receipt_id": "r-1", "status": "received", "digest": {"sha-256": SHA256, "sm3": SM3}}
    plain |= {"archive_ref": "接字〔2026〕3号", "checks": [CHECK], "problems": []}
    return {key: value for key, value in {**plain, **changes}.items() if value is not ...}


def standing(state="offered", given=()):
    return receipts.Standing(state, PACKAGE, given, lambda path: path == "data/document.html")


def codes(error):
    return [(problem.code, problem.field) for problem in error.value.problems]


def test_what_is_left_out_is_empty():
    given = {"receipt_id": "r-1", "status": "received", "digest": {"sha-256": SHA256}, "checks": [dict(CHECK)]}
    del given["checks"][0]["note"]
    assert receipts.normal(given) == receipt(digest={"sha-256": SHA256}, archive_ref="")


@pytest.mark.parametrize(
    "changes,code,field",
    [
        ({"receipt_id": ...}, "receipt_id_malformed", "receipt_id"),
        ({"receipt_id": ""}, "receipt_id_malformed", "receipt_id"),
        ({"receipt_id": "回执1"}, "receipt_id_malformed", "receipt_id"),
        ({"receipt_id": "a b"}, "receipt_id_malformed", "receipt_id"),
        ({"receipt_id": "x" * 101}, "receipt_id_malformed", "receipt_id"),
        ({"receipt_id": 7}, "receipt_id_malformed", "receipt_id"),
        ({"receipt_id": "r\n"}, "receipt_id_malformed", "receipt_id"),
        ({"status": ...}, "receipt_word_unknown", "status"),
        ({"status": "done"}, "receipt_word_unknown", "status"),
        ({"status": ["received"]}, "receipt_word_unknown", "status"),
        ({"digest": ...}, "receipt_digest_malformed", "digest"),
        ({"digest": SHA256}, "receipt_digest_malformed", "digest"),
        ({"digest": {"sm3": SM3}}, "receipt_digest_malformed", "digest"),
        ({"digest": {"sha-256": SHA256.upper()}}, "receipt_digest_malformed", "digest"),
        ({"digest": {"sha-256": SHA256[:-1]}}, "receipt_digest_malformed", "digest"),
        ({"digest": {"sha-256": SHA256, "md5": "0" * 32}}, "receipt_digest_malformed", "digest"),
        ({"archive_ref": None}, "receipt_text_malformed", "archive_ref"),
        ({"archive_ref": "x" * 201}, "receipt_text_malformed", "archive_ref"),
        ({"archive_ref": "a\x00b"}, "receipt_text_malformed", "archive_ref"),
        ({"archive_ref": "\ud83d"}, "receipt_text_malformed", "archive_ref"),
        ({"checks": None}, "receipt_list_malformed", "checks"),
        ({"checks": {"item": "x"}}, "receipt_list_malformed", "checks"),
        ({"checks": ["x"]}, "receipt_list_malformed", "checks"),
        ({"checks": [CHECK] * 501}, "receipt_list_malformed", "checks"),
        ({"checks": [{**CHECK, "item": " "}]}, "receipt_text_malformed", "checks.0.item"),
        ({"checks": [CHECK, {**CHECK, "property": "reliability"}]}, "receipt_word_unknown", "checks.1.property"),
        ({"checks": [{**CHECK, "result": True}]}, "receipt_word_unknown", "checks.0.result"),
        ({"checks": [{**CHECK, "note": "x" * 1001}]}, "receipt_text_malformed", "checks.0.note"),
        ({"checks": [{**CHECK, "by": "x"}]}, "transfer_unknown_key", "checks.0.by"),
        ({"problems": [PROBLEM] * 1001}, "receipt_list_malformed", "problems"),
        ({"problems": [{**PROBLEM, "code": "not a code"}]}, "receipt_code_malformed", "problems.0.code"),
        ({"problems": [{**PROBLEM, "path": 3}]}, "receipt_text_malformed", "problems.0.path"),
        ({"at": "2026-11-22"}, "transfer_unknown_key", "at"),
        ({"by": "signer"}, "transfer_unknown_key", "by"),
        ({"status": "rejected"}, "receipt_rejected_without_reason", "problems"),
        ({"status": "accepted", "checks": [FAILED]}, "receipt_accepted_with_failures", "checks"),
        ({"status": "accepted", "problems": [PROBLEM]}, "receipt_accepted_with_failures", "problems"),
    ],
)
def test_a_malformed_receipt_is_told_field_rule_and_clause(changes, code, field):
    with pytest.raises(RuleBroken) as error:
        receipts.normal(receipt(**changes))
    assert (code, field) in codes(error)
    assert all(problem.rule in ("R-T5", "R-X2") for problem in error.value.problems)
    assert code not in receipts.CONFLICTS


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "rejected", "checks": [FAILED]},
        {"status": "rejected", "problems": [PROBLEM]},
        {"status": "rejected", "problems": [{"code": "virus"}]},
        {"status": "accepted"},
        {"status": "accepted", "checks": [{**CHECK, "result": "manual"}]},
        {"checks": [FAILED]},
        {"digest": {"sha-256": SHA256}},
    ],
)
def test_a_good_receipt_is_taken_by_an_open_hand_over(changes):
    for state in ("offered", "received"):
        assert receipts.repeated(receipts.normal(receipt(**changes)), standing(state)) is None


@pytest.mark.parametrize("digest", [{"sha-256": "0" * 64}, {"sha-256": SHA256, "sm3": "0" * 64}])
def test_a_digest_of_other_bytes_is_a_conflict(digest):
    with pytest.raises(RuleBroken) as error:
        receipts.repeated(receipts.normal(receipt(digest=digest)), standing())
    assert codes(error) == [("receipt_digest_wrong", "digest")]
    assert "receipt_digest_wrong" in receipts.CONFLICTS


@pytest.mark.parametrize(
    "state,code",
    [
        ("accepted", "receipt_after_acceptance"),
        ("rejected", "receipt_after_rejection"),
        ("superseded", "receipt_superseded"),
        ("failed", "receipt_not_offered"),
        ("collecting", "receipt_not_offered"),
        ("purged", "receipt_not_offered"),
    ],
)
@pytest.mark.parametrize("status", receipts.STATUSES)
def test_after_the_last_word_nothing_more_is_taken(state, code, status):
    said = receipts.normal(receipt(receipt_id="r-2", status=status, problems=[PROBLEM] * (status == "rejected")))
    with pytest.raises(RuleBroken) as error:
        receipts.repeated(said, standing(state))
    assert codes(error) == [(code, "status")]
    assert code in receipts.CONFLICTS


def test_a_problem_is_about_a_file_of_the_manifest_or_about_the_whole():
    said = receipts.normal(receipt(status="rejected", problems=[PROBLEM, {**PROBLEM, "path": "../x"}]))
    with pytest.raises(RuleBroken) as error:
        receipts.repeated(said, standing())
    assert codes(error) == [("receipt_path_unknown", "problems.1.path")]


@pytest.mark.parametrize("state", ["received", "accepted", "rejected", "superseded"])
def test_the_same_again_is_the_stored_one_whatever_came_after(state):
    stored = {**receipts.normal(receipt()), **STORED}
    assert receipts.repeated(receipts.normal(receipt()), standing(state, [stored])) is stored


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "accepted"},
        {"archive_ref": ""},
        {"checks": []},
        {"digest": {"sha-256": SHA256}},
        {"problems": [PROBLEM]},
        {"digest": {"sha-256": "0" * 64}},
    ],
)
def test_an_id_stands_for_one_receipt(changes):
    stored = {**receipts.normal(receipt()), **STORED}
    with pytest.raises(RuleBroken) as error:
        receipts.repeated(receipts.normal(receipt(**changes)), standing("received", [stored]))
    assert codes(error) == [("receipt_id_used", "receipt_id")]


def flips(value):
    """Every text of a stored receipt with one character changed."""
    text = json.dumps(value, ensure_ascii=False)
    for position, sign in enumerate(text):
        try:
            changed = json.loads(text[:position] + chr(ord(sign) ^ 1) + text[position + 1 :])
        except ValueError:
            continue
        if changed != value and set(changed) == set(value):
            yield changed


def test_any_flipped_byte_of_a_stored_receipt_is_found():
    said = receipt(status="rejected", checks=[FAILED], problems=[PROBLEM])
    stored = {**receipts.normal(said), **STORED}
    recorded = {"r-1": receipts.receipt_digest("h1", stored)}
    assert receipts.altered("h1", [stored], recorded) == []
    assert receipts.altered("h2", [stored], recorded) == ["r-1"]
    changed = list(flips(stored))
    assert len(changed) > 250
    assert all(receipts.altered("h1", [one], recorded) for one in changed)


def test_lost_added_and_doubled_receipts_are_found():
    stored = {**receipts.normal(receipt()), **STORED}
    recorded = {"r-1": receipts.receipt_digest("h1", stored)}
    other = {**stored, "receipt_id": "r-2"}
    assert receipts.altered("h1", [], recorded) == ["r-1"]
    assert receipts.altered("h1", [stored, other], recorded) == ["r-2"]
    assert receipts.altered("h1", [stored, copy.deepcopy(stored)], recorded) == ["r-1"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(receipts.KEYS), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*receipts.KEYS, "x"]), JSON), st.sampled_from(sorted(receipts.KEYS)))
def test_whatever_is_sent_is_taken_or_refused_with_reasons(data, spoiled):
    for body in (data, {**receipt(), spoiled: data.get(spoiled)}):
        try:
            normal = receipts.normal(body)
        except RuleBroken as error:
            assert error.problems
        else:
            assert receipts.normal(normal) == normal
            assert receipts.receipt_digest("h", {**normal, **STORED}).startswith("sha256:")
