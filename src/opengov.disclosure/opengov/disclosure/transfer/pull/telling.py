"""Hand-overs and feed entries as JSON, with the addresses under which the rest is found."""

from opengov.disclosure.transfer.interfaces import IHandovers


#: Facts of a hand-over that are told as they are.
FACTS = ("agency", "agency_title", "fonds", "purpose", "scope", "format", "records", "files", "bytes", "sealed_at")


def address(site) -> str:
    """Address of the whole; with ++api++ it answers in JSON whatever the client says that it accepts."""
    return f"{site.absolute_url()}/++api++/@archive-transfers"


def entry(site, item: dict) -> dict:
    """One entry of a feed: a hand-over with all that a list shows, a tombstone or notice as it is."""
    told = {key: item[key] for key in ("seq", "kind", "at", "handover", "about")}
    if item["kind"] != "handover":
        return told
    shown = summary(site, IHandovers(site).find(item["handover"]))
    del shown["id"]
    return {**shown, **told}


def summary(site, handover) -> dict:
    """A hand-over as lists show it. No title of a record, no name of a file: those are in the manifest."""
    facts, package = handover.facts, handover.package
    own = f"{address(site)}/{handover.id}"
    told = {key: facts[key] for key in FACTS}
    told |= {"@id": own, "id": handover.id, "state": handover.state}
    told |= {"size": package["size"], "etag": f'"{package["sha256"]}"'}
    told["digests"] = {"sha-256": package["sha256"], "sm3": package["sm3"]}
    told["supersedes"] = facts["supersedes"] or None
    told["superseded_by"] = IHandovers(site).superseded_by(handover.id) or None
    told["addresses"] = _addresses(own, handover) if handover.state != "purged" else {}
    return told


def whole(site, handover) -> dict:
    """A hand-over with the office's own checks and the receipts that it has, the oldest first."""
    return {**summary(site, handover), "checks": list(handover.checks), "receipts": list(handover.receipts)}


def _addresses(own: str, handover) -> dict[str, str | None]:
    """Where its parts are; no address of a signature when there is none. ``{n}`` is a number of the manifest."""
    return {
        "manifest": f"{own}/manifest",
        "signature": f"{own}/signature" if handover.digests["signature"] else None,
        "package": f"{own}/package",
        "files": f"{own}/files/{{n}}",
        "receipts": f"{own}/receipts",
    }
