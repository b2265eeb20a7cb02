"""The parts of the OpenAPI document that say what is sent and answered (JSON Schema 2020-12)."""

from opengov.disclosure.core import receipts
from opengov.disclosure.core.transfer import SCOPES
from opengov.disclosure.core.transfer import STATES as PURPOSES


SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 0}
#: A moment at +08:00.
MOMENT = {"type": "string", "format": "date-time"}
STATES = ("offered", "received", "accepted", "rejected", "superseded", "purged")
#: Kinds of entries of a feed besides hand-overs.
NOTICES = ("tombstone", "lapse_notice", "recall_notice")


def exactly(properties: dict, optional: tuple[str, ...] = (), **more) -> dict:
    """An object with these keys and no others."""
    required = [key for key in properties if key not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


def listed(items: dict, most: int | None = None) -> dict:
    """A list."""
    return {"type": "array", "items": items} | ({} if most is None else {"maxItems": most})


def among(*words: str) -> dict:
    """One of some words."""
    return {"type": "string", "enum": list(words)}


def ref(name: str) -> dict:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _text(most: int, least: int = 0) -> dict:
    return {"type": "string", "maxLength": most, "minLength": least}


def _or_null(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


CHECK = {
    "item": _text(receipts.LONGEST_NAME, 1),
    "property": among(*receipts.PROPERTIES),
    "result": among(*receipts.RESULTS),
    "note": _text(receipts.LONGEST_NOTE),
}
PROBLEM = {
    "path": _text(receipts.LONGEST_PATH) | {"description": "A path of the manifest, or empty for the whole package."},
    "code": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},
    "note": _text(receipts.LONGEST_NOTE),
}
SAID = {
    "receipt_id": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$"},
    "status": among(*receipts.STATUSES),
    "digest": exactly({"sha-256": SHA256, "sm3": SHA256}, ("sm3",)),
    "archive_ref": _text(receipts.LONGEST_NAME) | {"description": "The archive's own reference (接收编号)."},
    "checks": listed(exactly(CHECK, ("note",)), receipts.MOST_CHECKS) | {"description": "四性检测 (DA/T 70-2018)."},
    "problems": listed(exactly(PROBLEM, ("path", "note")), receipts.MOST_PROBLEMS),
}
STORED = {
    **SAID,
    "checks": listed(exactly(CHECK)),
    "problems": listed(exactly(PROBLEM)),
    "at": MOMENT,
    "by": TEXT,
}
SUMMARY = {
    "@id": {"type": "string", "format": "uri"},
    "id": TEXT,
    "state": among(*STATES),
    "agency": TEXT,
    "agency_title": TEXT,
    "fonds": TEXT,
    "purpose": among(*PURPOSES),
    "scope": among(*SCOPES.values()),
    "format": among("bagit", "eark", "eep-2012", "eep-2022"),
    "records": WHOLE,
    "files": WHOLE,
    "bytes": WHOLE,
    "sealed_at": MOMENT,
    "size": WHOLE | {"description": "Bytes of the package."},
    "etag": TEXT,
    "digests": exactly({"sha-256": SHA256, "sm3": SHA256}),
    "supersedes": _or_null(TEXT),
    "superseded_by": _or_null(TEXT),
    "addresses": exactly(
        {
            "manifest": TEXT,
            "signature": _or_null(TEXT),
            "package": TEXT,
            "files": TEXT | {"description": "With {n} for the number of a file in the manifest."},
            "receipts": TEXT,
        },
        ("manifest", "signature", "package", "files", "receipts"),
        description="Empty when the hand-over was destroyed.",
    ),
}
ENTRY = {"seq": WHOLE, "at": MOMENT, "handover": TEXT, "about": {"type": "object"}}
FILE = {
    "n": {"type": "integer", "minimum": 1},
    "path": TEXT,
    "size": WHOLE,
    "crc32": {"type": "string", "pattern": "^[0-9a-f]{8}$"},
    "sha256": SHA256,
    "sm3": SHA256,
    "name": TEXT | {"description": "What the file is called in the office."},
    "media_type": TEXT,
    "record": WHOLE | {"description": "Place of its record; 0 for what belongs to the package as a whole."},
}
RECORD = {
    "place": {"type": "integer", "minimum": 1},
    **dict.fromkeys(
        ("record", "document", "archival_code", "number", "title", "issue_date", "digest", "supersedes"), TEXT
    ),
    "files": WHOLE,
}
MANIFEST = {
    "format": {"const": "opengov.disclosure/handover/1"},
    **{key: SUMMARY[key] for key in ("id", "purpose", "scope")},
    "writer": SUMMARY["format"],
    "sealed_at": MOMENT,
    "supersedes": TEXT,
    "agency": exactly(dict.fromkeys(("uid", "title", "credit_code", "fonds"), TEXT)),
    "receiver": exactly({"id": TEXT, "title": TEXT, "kind": among(*SCOPES)}),
    "package": exactly({"name": TEXT, "size": WHOLE, "sha256": SHA256, "sm3": SHA256}),
    "records": listed(exactly(RECORD)),
    "files": listed(exactly(FILE)),
}
RULE = dict.fromkeys(("rule", "field", "message", "source", "code"), TEXT)

SCHEMAS = {
    "Error": {
        "type": "object",
        "properties": {"type": TEXT, "message": TEXT},
        "required": ["type", "message"],
        "description": "What was wrong. Other keys are for people who look for a fault.",
    },
    "RuleBroken": exactly(
        {"type": {"const": "RuleBroken"}, "message": TEXT, "errors": listed(exactly(RULE))},
        description="Each broken rule with its field, sentence and legal source.",
    ),
    "Receipt": exactly(SAID, ("archive_ref", "checks", "problems")),
    "StoredReceipt": exactly(STORED),
    "Receipts": exactly({"@id": TEXT, "items": listed(ref("StoredReceipt"))}),
    "HandoverEntry": exactly(
        {**{key: SUMMARY[key] for key in SUMMARY if key != "id"}, **ENTRY, "kind": {"const": "handover"}}
    ),
    "NoticeEntry": exactly({**ENTRY, "kind": among(*NOTICES)}),
    "Feed": exactly(
        {
            "@id": TEXT,
            "receiver": TEXT,
            "items": listed({"oneOf": [ref("HandoverEntry"), ref("NoticeEntry")]}),
            "next": WHOLE | {"description": "Ask with after=next; an empty page gives the number that was asked with."},
        }
    ),
    "Handover": exactly(
        {**SUMMARY, "checks": listed(exactly(CHECK)), "receipts": listed(ref("StoredReceipt"))},
        description="A hand-over with the office's own checks and the receipts it has.",
    ),
    "Manifest": exactly(MANIFEST),
}
