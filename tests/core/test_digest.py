from dataclasses import replace
from datetime import date
from enum import StrEnum
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core import digest

import hashlib
import json
import pytest


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
FILE = digest.digest_stream("附件.docx", [b"abc"])


class Colour(StrEnum):
    RED = "red"


def test_a_stream_is_digested_to_the_published_vectors():
    # GB/T 32905-2016, annex A.1; FIPS 180-2, B.1
    assert (FILE.name, FILE.size, FILE.crc32) == ("附件.docx", 3, 0x352441C2)
    assert FILE.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert FILE.sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@given(st.lists(st.binary()))
def test_how_a_stream_is_cut_does_not_matter(chunks):
    assert digest.digest_stream("a", chunks) == digest.digest_stream("a", [b"".join(chunks)])


def test_a_stream_is_read_once_and_not_kept():
    assert digest.digest_stream("a", (bytes(1 << 16) for _ in range(16))).size == 1 << 20


def test_another_maker_of_sm3_is_used_where_openssl_has_none():
    assert digest.digest_stream("a", [b"abc"], sm3_factory=hashlib.md5).sm3 == hashlib.md5(b"abc").hexdigest()


def test_a_file_without_sm3_is_never_digested(monkeypatch):
    def missing(name, **options):
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(digest.hashlib, "new", missing)
    with pytest.raises(ValueError, match="sm3"):
        digest.digest_stream("a", [b"abc"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        ({"题": "公开“不”"}, '{"题":"公开“不”"}'),
        ([True, 1, 1.5, "1"], '[true,1,1.5,"1"]'),
        ((1, (2,)), "[1,[2]]"),
        ("a\n\u2028", '"a\\n\u2028"'),
    ],
)
def test_the_canonical_form_is(value, text):
    assert digest.canonical(value) == text.encode()


@given(PLAIN)
def test_the_canonical_form_is_json_of_the_value(value):
    assert json.loads(digest.canonical(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 1, 1),
        float("nan"),
        float("inf"),
        b"bytes",
        {1: "key"},
        {"deep": [{"er": {1, 2}}]},
        Colour.RED,
        object(),
        "\ud800",
    ],
)
def test_what_is_not_plain_has_no_canonical_form(value):
    with pytest.raises(TypeError):
        digest.canonical(value)


def test_the_content_digest_never_changes_its_form():
    # a digest of an older version must still be found equal: this value is a promise, not a snapshot
    expected = "sha256:18a185b434a3dbe22392c45ef078c160b2515ec01048e0d2f55bd020259b75dd"
    assert digest.content_digest({"title": "关于公开的通知", "text": "<p>一</p>"}, [FILE]) == expected


@pytest.mark.parametrize(
    ("fields", "files"),
    [
        ({"title": "a", "text": "c"}, [FILE]),
        ({"title": "a", "text": "b", "summary": ""}, [FILE]),
        ({"title": "a"}, [FILE]),
        ({"title": "b", "text": "a"}, [FILE]),
        ({"title": "a", "text": "b"}, []),
        ({"title": "a", "text": "b"}, [FILE, FILE]),
        ({"title": "a", "text": "b"}, [replace(FILE, name="附件2.docx")]),
        ({"title": "a", "text": "b"}, [replace(FILE, size=4)]),
        ({"title": "a", "text": "b"}, [replace(FILE, sha256="0" * 64)]),
        ({"title": "a", "text": "b"}, [replace(FILE, sm3="0" * 64)]),
    ],
)
def test_every_change_of_content_changes_the_digest(fields, files):
    assert digest.content_digest(fields, files) != digest.content_digest({"title": "a", "text": "b"}, [FILE])


def test_the_order_of_attachments_counts():
    other = replace(FILE, name="b")
    assert digest.content_digest({}, [FILE, other]) != digest.content_digest({}, [other, FILE])


@pytest.mark.parametrize("field", sorted(digest.TECHNICAL_FIELDS))
def test_a_technical_field_does_not_change_the_digest(field):
    assert digest.content_digest({"title": "a", field: "x"}, []) == digest.content_digest({"title": "a"}, [])


@pytest.mark.parametrize("field", ["title", "text", "description", "subjects", "disclosure_attribute", "relatedItems"])
def test_a_field_that_readers_see_is_never_technical(field):
    assert field not in digest.TECHNICAL_FIELDS


def test_a_date_object_in_a_field_is_refused():
    with pytest.raises(TypeError, match="deadline"):
        digest.content_digest({"deadline": date(2026, 1, 1)}, [])


def test_the_difference_names_field_old_and_new():
    old = {"title": "a", "text": "b", "gone": 1, "same": [1]}
    new = {"title": "a", "text": "c", "added": "", "same": (1,)}
    assert digest.difference(old, new) == [("added", None, ""), ("gone", 1, None), ("text", "b", "c")]


@settings(max_examples=10)
@given(st.dictionaries(st.text(max_size=5), PLAIN, max_size=4))
def test_there_is_no_difference_between_equals(fields):
    assert digest.difference(fields, dict(fields)) == []


@pytest.mark.parametrize("name", sorted(digest.LATER_FIELDS))
@pytest.mark.parametrize("empty", [None, "", [], ()])
def test_what_was_signed_before_a_field_existed_keeps_its_digest(name, empty):
    assert digest.content_digest({"title": "通知", name: empty}, []) == digest.content_digest({"title": "通知"}, [])
    assert digest.content_digest({"title": "通知", name: "x"}, []) != digest.content_digest({"title": "通知"}, [])
