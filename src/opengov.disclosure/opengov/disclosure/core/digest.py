"""What an opinion, a signature or a hand-over is bound to: one digest of fields and attachments (R-S2).

Digests are read by other machines and by later versions: the canonical form below must never change. A change of the form
needs a new ``FORMAT``.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import hashlib
import json
import math
import zlib


FORMAT = "opengov.disclosure/content/1"

#: Given by the signing, not by the draft: a document is reviewed and signed before it has them (R-I1).
NUMBER_FIELDS = frozenset({"number", "document_number", "number_series", "index_number"})

#: Dates that the course of things sets or that say when something happens to the document, not what it says.
DATE_FIELDS = frozenset(
    {
        "creation_date",
        "effective",
        "effective_date",
        "expires",
        "issue_date",
        "modification_date",
        "planned_publication_date",
        "print_date",
        "publication_date",
        "publish_until",
        "repeal_date",
        "signed_date",
    }
)

#: Derived from the attribute, which is covered itself (R-A6).
MARK_FIELDS = frozenset({"disclosure_mark"})

#: Where and how it is put out; stays editable after signing and is recorded per channel (R-I2, R-I5).
CHANNEL_FIELDS = frozenset({"channels", "planned_channels", "statutory_channel"})

#: Whether it still applies and how long it is kept; stays editable after signing with a history (R-I2, R-I9).
VALIDITY_FIELDS = frozenset({"retention", "retention_period", "validity", "validity_date", "validity_document"})

#: Dublin Core about people and rights. It never counts as authorship (R-S4 asks the record) and our views do not show it.
AUTHORSHIP_FIELDS = frozenset({"contributors", "creators", "rights"})

#: Switches and leftovers of Plone's own behaviors: none of them is part of what the reader is told.
PLONE_FIELDS = frozenset(
    {
        "allow_discussion",
        "changeNote",
        "exclude_from_nav",
        "id",
        "layout",
        "nextPreviousEnabled",
        "next_previous_enabled",
        "preview_image_link",
        "table_of_contents",
        "versioning_enabled",
    }
)

#: Every field that the digest leaves out. Whatever is not named here is reviewed.
TECHNICAL_FIELDS = (
    NUMBER_FIELDS | DATE_FIELDS | MARK_FIELDS | CHANNEL_FIELDS | VALIDITY_FIELDS | AUTHORSHIP_FIELDS | PLONE_FIELDS
)


#: Fields that came after the first release. An empty one counts as absent: what was signed before it existed keeps its
#: digest when the site is upgraded.
LATER_FIELDS = frozenset(
    {
        "approval_required",
        "approving_authority",
        "attachment_attributes",
        "forwarded_attribute",
        "forwarded_document",
        "forwarded_originator",
        "forwarding_mode",
    }
)


class Hasher(Protocol):
    """What is asked of a hash object (``hashlib``'s fit)."""

    def update(self, data: bytes, /) -> None:
        """Take more bytes in."""

    def hexdigest(self) -> str:
        """Return the digest in lower-case hex."""


@dataclass(frozen=True)
class FileDigest:
    """Name, size in bytes and digests of a file; SHA-256 and SM3 (GB/T 32905) in lower-case hex, CRC-32 as a number."""

    name: str
    size: int
    crc32: int
    sha256: str
    sm3: str


def openssl_sm3() -> Hasher:
    """SM3 as OpenSSL has it.

    :raises ValueError: when the OpenSSL of this Python has none.
    """
    return hashlib.new("sm3", usedforsecurity=False)


def digest_stream(name: str, chunks: Iterable[bytes], sm3_factory: Callable[[], Hasher] = openssl_sm3) -> FileDigest:
    """Digest a file in one pass and constant memory.

    SM3 comes from ``hashlib`` (OpenSSL 1.1.1 and newer has it). Where it is missing, the caller gives another maker of
    SM3 hash objects; no digest is ever left out, or the same file would have two digests on two machines.

    :param chunks: the bytes of the file, in order.
    :param sm3_factory: returns a new SM3 hash object.
    :raises ValueError: when no factory is given and OpenSSL has no SM3.
    """
    sha256, sm3 = hashlib.sha256(), sm3_factory()
    size = crc = 0
    for chunk in chunks:
        sha256.update(chunk)
        sm3.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
    return FileDigest(name=name, size=size, crc32=crc, sha256=sha256.hexdigest(), sm3=sm3.hexdigest())


def canonical(value: object) -> bytes:
    """Write a plain value as canonical JSON: keys sorted, no spaces, UTF-8.

    :param value: None, bool, int, finite float, str, and lists, tuples and text-keyed dicts of them.
    :raises TypeError: for anything else (dates, enums, rich text objects, NaN, half a surrogate pair), so that nothing
        is bound to a text that could come out differently tomorrow.
    """
    _refuse_unplain(value, "value")
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise TypeError("half a surrogate pair is no text") from error


def _refuse_unplain(value: object, path: str) -> None:
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return
    if isinstance(value, float) and kind is float and math.isfinite(value):
        return
    if isinstance(value, (list, tuple)) and kind in (list, tuple):
        for position, item in enumerate(value):
            _refuse_unplain(item, f"{path}[{position}]")
        return
    if isinstance(value, dict) and kind is dict:
        for key, item in value.items():
            if type(key) is not str:
                raise TypeError(f"{path}: a key is {type(key).__name__}, not str")
            _refuse_unplain(item, f"{path}.{key}")
        return
    raise TypeError(f"{path}: {kind.__name__} is no plain value")


def reviewed_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """Leave the technical fields out (R-S2), and those of later releases while they are empty."""
    return {
        name: value
        for name, value in fields.items()
        if name not in TECHNICAL_FIELDS and (value or name not in LATER_FIELDS)
    }


def content_digest(fields: Mapping[str, object], attachments: Sequence[FileDigest]) -> str:
    """Digest what a reader is shown: every field that is not technical, and the attachments in order (R-S2).

    :param fields: field name to plain value; technical fields in it are ignored.
    :param attachments: of each, name, size, SHA-256 and SM3 count; so does their order.
    :returns: ``"sha256:<hex>"``.
    :raises TypeError: when a field is no plain value.
    """
    content = {
        "format": FORMAT,
        "fields": reviewed_fields(fields),
        "attachments": [[file.name, file.size, file.sha256, file.sm3] for file in attachments],
    }
    return "sha256:" + hashlib.sha256(canonical(content)).hexdigest()


def difference(old: Mapping[str, object], new: Mapping[str, object]) -> list[tuple[str, object, object]]:
    """List what changed as (field, old value, new value), by field name; a field that is absent counts as None.

    Two values are equal when their canonical forms are: ``1`` and ``True`` differ, a list and a tuple do not.
    """
    names = sorted(old.keys() | new.keys())
    pairs = ((name, old.get(name), new.get(name)) for name in names)
    return [(name, was, now) for name, was, now in pairs if canonical(was) != canonical(now)]
