"""Receipts: written down before they are sent, so that a killed client sends the very same one again (R-T5)."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import UTC
from opengov.disclosure.pulling.folder import Folder
from opengov.disclosure.pulling.folder import read_json
from opengov.disclosure.pulling.folder import write_json
from opengov.disclosure.pulling.site import Site
from opengov.disclosure.pulling.telling import Teller
from opengov.disclosure.pulling.telling import Trouble
from pathlib import Path

import csv
import json
import uuid


CHECK_KEYS = ("item", "property", "result", "note")


def read_checks(path: str) -> list[dict[str, str]]:
    """The archive's checks per item: a JSON list of objects, or a CSV with a head line; keys item, property, result, note.

    :raises Trouble: when it is neither.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        found = list(csv.DictReader(text.splitlines())) if path.lower().endswith(".csv") else json.loads(text)
        if not isinstance(found, list):
            raise ValueError("no list")
        return [_check(one) for one in found]
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise Trouble("checks_unreadable", path=path, reason=str(error)) from error


def _check(one: Mapping[str, str]) -> dict[str, str]:
    if unknown := sorted(str(key) for key in set(one) - set(CHECK_KEYS)):
        raise ValueError(", ".join(unknown))
    if not one.get("item") or not one.get("result"):
        raise ValueError("item, result")
    return {key: str(one.get(key) or "") for key in CHECK_KEYS}


def read_problem(text: str) -> dict[str, str]:
    """``path:code`` or ``path:code:note`` as a problem; a path holds no colon.

    :raises Trouble: when it is neither.
    """
    path, _, rest = text.partition(":")
    code, _, note = rest.partition(":")
    if not path or not code:
        raise Trouble("problem_malformed", text=text)
    return {"path": path, "code": code, "note": note}


def prepare(
    folder: Folder,
    id: str,
    status: str,
    digests: Mapping[str, str],
    reference: str = "",
    checks: Sequence[Mapping] = (),
    problems: Sequence[Mapping] = (),
) -> bool:
    """Write a receipt down to be sent; False when one of this status was given or waits already.

    :param digests: of the package: ``sha-256`` and, where it is known, ``sm3``.
    """
    kept = given(folder, id)
    if any(one["receipt"]["status"] == status and not one["refused"] for one in kept):
        return False
    receipt = {"receipt_id": str(uuid.uuid4()), "status": status, "digest": dict(digests), "archive_ref": reference}
    receipt.update(checks=list(checks), problems=list(problems))
    place = folder.place(id) / "receipts"
    place.mkdir(exist_ok=True)
    plain = {"receipt": receipt, "sent_at": "", "answer": None, "refused": ""}
    write_json(place / f"{len(kept) + 1:03d}-{status}.json", plain)
    return True


def given(folder: Folder, id: str) -> list[dict]:
    """Receipts of a hand-over, the oldest first: {receipt, sent_at, answer, refused}."""
    return [read_json(path) for path in sorted((folder.place(id) / "receipts").glob("*.json"))]


def send(site: Site, folder: Folder, teller: Teller, id: str) -> None:
    """Hand in what of one hand-over was not yet, the oldest first."""
    for path in sorted((folder.place(id) / "receipts").glob("*.json")):
        kept = read_json(path)
        if kept["sent_at"] or kept["refused"]:
            continue
        facts = {"handover": id, "status": kept["receipt"]["status"]}
        try:
            answer = site.give(id, kept["receipt"])
        except Trouble as trouble:
            if trouble.code != "receipt_refused":
                raise
            write_json(path, {**kept, "refused": trouble.facts["message"]})
            teller.warn("receipt_refused", **trouble.facts)
            continue
        write_json(path, {**kept, "sent_at": datetime.now(UTC).isoformat(timespec="seconds"), "answer": answer})
        teller.say("receipt_given", **facts)
