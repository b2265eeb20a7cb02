"""What of an agency's hand-overs a reader may know: titles of documents he may see, and nothing of all others (R-X1)."""

from collections.abc import Iterable
from itertools import islice
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.telling import amount
from opengov.disclosure.transfer.pages.telling import moment
from opengov.disclosure.transfer.pages.telling import sentences
from plone import api
from urllib.parse import urlencode


SIZE = 50


def visible(uids: Iterable[str]) -> dict[str, dict]:
    """Title and address of those documents that the user may see, by UID."""
    wanted = list(uids)
    brains = api.portal.get_tool("portal_catalog")(UID=wanted) if wanted else ()
    return {brain.UID: {"title": brain.Title, "url": brain.getURL()} for brain in brains}


def waiting(uids: Iterable[str]) -> dict:
    """Documents that wait, as far as the user sees them: dict {items, hidden (a number)}."""
    listed = list(uids)
    known = visible(listed)
    return {"items": [known[uid] for uid in listed if uid in known], "hidden": len(listed) - len(known)}


def held(rows: Iterable[dict], request) -> dict:
    """What is held back and why, as far as the user sees it: dict {items, hidden}."""
    listed = list(rows)
    known = visible(row["document"] for row in listed)
    items = [
        {**known[row["document"]], "reasons": _once(sentences(row["problems"], request)), "since": moment(row["at"])}
        for row in listed
        if row["document"] in known
    ]
    return {"items": items, "hidden": len(listed) - len(items)}


def _once(reasons: list[str]) -> list[str]:
    """What holds for two receivers is said once."""
    return list(dict.fromkeys(reasons))


def records(handover: IHandover, start: int, everything: bool = False) -> list[dict]:
    """A page of the records of a hand-over, from a place on.

    :param everything: for its receiver, who was given all of them; others read the titles they may see.
    """
    rows = list(handover.rows(start, start + SIZE))
    known = visible(row.document for row in rows)
    return [
        {
            "place": row.place,
            "archival_code": row.archival_code,
            "number": row.number,
            "title": row.title if everything or row.document in known else "",
            "url": known[row.document]["url"] if row.document in known else "",
            "issue_date": row.issue_date,
            "retention": words.RETENTIONS.get(row.retention, row.retention),
            "files": row.files,
            "size": amount(row.size),
        }
        for row in rows
    ]


def files(handover: IHandover, start: int) -> dict:
    """A page of the files of a package, from one on: dict {items, more}."""
    found = list(islice(handover.entries(), start, start + SIZE + 1))
    items = [
        {
            "n": number,
            "path": entry.path,
            "size": amount(entry.size),
            "bytes": entry.size,
            "sha256": entry.sha256,
            "sm3": entry.sm3,
        }
        for number, entry in enumerate(found[:SIZE], start + 1)
    ]
    return {"items": items, "more": len(found) > SIZE}


def pages(address: str, start: int, more: bool, name: str, **query: str) -> dict:
    """Addresses around a page of a long list: dict {before, after}; empty where there is none."""

    def at(place: int) -> str:
        return f"{address}?{urlencode({**query, name: str(place)})}#{name}"

    return {"before": at(max(start - SIZE, 0)) if start else "", "after": at(start + SIZE) if more else ""}
