"""The OpenAPI 3.1 document of the pull protocol: what archives build their clients from, and what the tests check against."""

from opengov.disclosure.transfer.openapi_schemas import ref
from opengov.disclosure.transfer.openapi_schemas import SCHEMAS
from opengov.disclosure.transfer.openapi_schemas import TEXT


VERSION = "1.0"
#: Largest number of an entry, and most entries of a page.
LAST = 2**31 - 2
MOST = 500
LARGEST_NUMBER = 10**9 - 1
DESCRIPTION = """An archive or library pulls what it was offered: ask for the feed after the last number known, fetch manifest, \
signature and package (in parts, as often as needed), verify, and give a receipt. Reading changes nothing. What was not offered \
to the account does not exist for it; what a purge has destroyed answers 410 everywhere."""

_BYTES = {"schema": {}}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
_NUMBER = {
    "name": "n",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER},
}
_CONDITIONS = [
    {"name": name, "in": "header", "required": False, "schema": {"type": "string"}}
    for name in ("If-None-Match", "Range", "If-Range")
]


def document(address: str) -> dict:
    """The whole document.

    :param address: of the site.
    """
    return {
        "openapi": "3.1.0",
        "info": {"title": "opengov.disclosure: pull by archives", "version": VERSION, "description": DESCRIPTION},
        "servers": [{"url": f"{address}/++api++"}],
        "security": [{"basic": []}, {"bearer": []}],
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "bearer": {"type": "http", "scheme": "bearer", "description": "A token of @login."},
            },
        },
    }


def _paths() -> dict:
    one = "/@archive-transfers/{id}"
    return {
        "/@archive-transfers": {"get": _feed()},
        one: {"parameters": [_ID], "get": _read("getHandover", "A hand-over: state, checks, receipts", "Handover")},
        f"{one}/manifest": {
            "parameters": [_ID],
            **_served("Manifest", "the list of records and files", ["application/json"]),
        },
        f"{one}/signature": {
            "parameters": [_ID],
            **_served(
                "Signature",
                "detached CMS over the manifest, DER; 404 without a signer",
                ["application/pkcs7-signature"],
            ),
        },
        f"{one}/package": {"parameters": [_ID], **_served("Package", "the package", ["application/zip"])},
        f"{one}/files/{{n}}": {"parameters": [_ID, _NUMBER], **_served("File", "one file of the manifest", ["*/*"])},
        f"{one}/receipts": {
            "parameters": [_ID],
            "get": _read("getReceipts", "The receipts of a hand-over, the oldest first", "Receipts"),
            "post": _give(),
        },
    }


def _feed() -> dict:
    query = [
        _query("after", {"type": "integer", "minimum": 0, "maximum": LAST, "default": 0}),
        _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": 100}),
    ]
    responses = {"200": _json("Entries with a greater number, in commit order", "Feed")}
    responses |= {"400": _json("A number is malformed", "RuleBroken")} | _denied()
    responses["403"] = _json("The account is no receiver", "Error")
    summary = "What was offered, destroyed and announced after a number"
    return {"operationId": "getFeed", "summary": summary, "parameters": query, "responses": responses}


def _read(operation: str, summary: str, schema: str) -> dict:
    responses = {"200": _json(summary, schema)} | _denied() | _missing()
    return {"operationId": operation, "summary": summary, "responses": responses}


def _served(name: str, what: str, types: list[str]) -> dict:
    """GET and HEAD of bytes that never change."""
    content = {kind: {"schema": ref(name)} if name == "Manifest" else dict(_BYTES) for kind in types}
    whole = {"description": f"Whole: {what}", "headers": _byte_headers(), "content": content}
    part = {"description": "The range that was asked for", "headers": _byte_headers("Content-Range")}
    part["content"] = {kind: dict(_BYTES) for kind in types}
    rest = {
        "304": {"description": "The caller has it already"},
        "416": {
            "description": "No byte of the range exists",
            "headers": {"Content-Range": {"schema": TEXT, "required": True}},
        },
    }
    answers = {"200": whole, "206": part} | rest | _denied() | _missing()
    head = {"200": {"description": "Length and digest", "headers": _byte_headers()}, "304": rest["304"]}
    head |= {status: {"description": "As GET answers"} for status in ("401", "404", "410")}
    return {
        "get": {"operationId": f"get{name}", "summary": what, "parameters": _CONDITIONS, "responses": answers},
        "head": {
            "operationId": f"head{name}",
            "summary": f"Length and digest of {what}",
            "parameters": _CONDITIONS[:1],
            "responses": head,
        },
    }


def _give() -> dict:
    responses = {
        "201": _json("Taken and recorded", "StoredReceipt"),
        "200": _json("The same receipt was taken before", "StoredReceipt"),
        "400": {
            "description": "Malformed: nothing was stored",
            "content": {"application/json": {"schema": {"anyOf": [ref("RuleBroken"), ref("Error")]}}},
        },
        "403": {
            "description": "The account holds an office of the agency that offers",
            "content": {"application/json": {"schema": {"anyOf": [ref("RuleBroken"), ref("Error")]}}},
        },
        "409": _json(
            "Wrong digest, an id that stands for another receipt, or the last word has been said", "RuleBroken"
        ),
    }
    return {
        "operationId": "giveReceipt",
        "summary": "Say that a hand-over was received, accepted or rejected; repeat it as often as you like",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("Receipt")}}},
        "responses": responses | _denied() | _missing(),
    }


def _denied() -> dict:
    return {"401": _json("Nobody is logged in", "Error")}


def _missing() -> dict:
    return {
        "404": _json("There is no such thing for this account", "Error"),
        "410": _json("A purge has destroyed it; destroy every copy", "Error"),
    }


def _json(description: str, schema: str) -> dict:
    return {"description": description, "content": {"application/json": {"schema": ref(schema)}}}


def _query(name: str, schema: dict) -> dict:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _byte_headers(*more: str) -> dict:
    names = ("ETag", "Repr-Digest", "Accept-Ranges", "Content-Length", "Content-Disposition", *more)
    return {name: {"schema": TEXT, "required": True} for name in names}
