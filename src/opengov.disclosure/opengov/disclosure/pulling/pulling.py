"""What the client does: takes the list to its end, fetches what it lacks, verifies, and answers with receipts."""

from collections.abc import Iterable
from datetime import datetime
from datetime import UTC
from opengov.disclosure.pulling import receipts
from opengov.disclosure.pulling.download import Download
from opengov.disclosure.pulling.folder import Folder
from opengov.disclosure.pulling.folder import MANIFEST
from opengov.disclosure.pulling.folder import SAFE_ID
from opengov.disclosure.pulling.folder import SIGNATURE
from opengov.disclosure.pulling.folder import write_bytes
from opengov.disclosure.pulling.folder import write_json
from opengov.disclosure.pulling.site import Gone
from opengov.disclosure.pulling.site import Site
from opengov.disclosure.pulling.telling import Teller
from opengov.disclosure.pulling.telling import Trouble
from opengov.disclosure.pulling.telling import Unreached
from opengov.disclosure.pulling.verifying import Finding
from opengov.disclosure.pulling.verifying import Malformed
from opengov.disclosure.pulling.verifying import read_manifest
from opengov.disclosure.pulling.verifying import Verified
from opengov.disclosure.pulling.verifying import verify

import hashlib


#: Findings that are told one by one; the rest is counted.
MOST_TOLD = 20

#: States of a hand-over that say that its receiver has given a receipt.
ANSWERED = ("received", "accepted", "rejected", "superseded")


class Puller:
    """One account, one folder.

    :param signers: file with the certificates that signatures must lead to, or None.
    """

    def __init__(self, site: Site | None, folder: Folder, teller: Teller, signers: str | None) -> None:
        self.site = site
        self.folder = folder
        self.teller = teller
        self.signers = signers

    # ---- the list

    def follow(self, limit: int) -> None:
        """Take the list to its end. What it says is on disk before the cursor moves.

        :raises Trouble: when its order is broken.
        """
        after = self.folder.cursor(self.site.address, self.site.user)
        while True:
            page = self.site.page(after, limit)
            for item in self._items(page):
                if item["seq"] <= after:
                    raise Trouble("feed_out_of_order", seq=item["seq"])
                self._take(item)
                after = item["seq"]
            self.folder.advance(self.site.address, self.site.user, after)
            if not page["items"]:
                return

    def _items(self, page: dict) -> Iterable[dict]:
        items = page.get("items")
        fine = isinstance(items, list) and all(
            isinstance(item, dict) and type(item.get("seq")) is int and isinstance(item.get("kind"), str)
            for item in items
        )
        if not fine:
            raise Unreached("not_json", url=self.site.base)
        return items

    def _take(self, item: dict) -> None:
        if item["kind"] not in ("handover", "tombstone"):
            return self._note(item)
        id = item.get("handover")
        if not isinstance(id, str) or not SAFE_ID.fullmatch(id):
            raise Trouble("id_unsafe", seq=item["seq"])
        return self._list(id, item) if item["kind"] == "handover" else self._bury(id, item)

    def _note(self, item: dict) -> None:
        """Keep a notice; of a kind that this client does not know, too."""
        known = item["kind"] in ("lapse_notice", "recall_notice")
        path = self.folder.notices / f"{item['seq']:08d}-{item['kind'] if known else 'other'}.json"
        write_json(path, item)
        facts = {"seq": item["seq"], "kind": item["kind"], "path": str(path), "about": item.get("about")}
        self.teller.say(item["kind"] if known else "unknown_entry", **facts)

    def _list(self, id: str, item: dict) -> None:
        if self.folder.read(id) is None:
            # a folder that is begun anew finds what was answered long ago
            answered = item.get("state") in ANSWERED
            about = {"id": id, "seq": item["seq"], "at": item.get("at", ""), "answered": answered}
            self.folder.write(id, {**about, "status": "listed"})

    def _bury(self, id: str, item: dict) -> None:
        self.folder.move_aside(id, item.get("at", ""))
        self.teller.say("moved_aside", handover=id, folder=str(self.folder.place(id)))

    def destroy(self) -> None:
        """Destroy the copies of what the office has destroyed."""
        for record in self.folder.all():
            if record["status"] == "purged":
                self.folder.destroy(record["id"])
                self.teller.say("destroyed", handover=record["id"])

    # ---- packages

    def fetch(self, again: bool) -> tuple[int, int]:
        """Fetch and verify every hand-over that is listed and not here; how many came and how many failed.

        :param again: also those that failed before.
        """
        pulled = failed = 0
        for record in self.folder.all():
            if record["status"] == "failed" and not again:
                self.teller.warn("still_failed", handover=record["id"])
                failed += 1
            elif record["status"] in ("listed", "failed"):
                try:
                    fine = self._fetch(record["id"])
                except Gone as gone:
                    # destroyed since it was listed: the tombstone is further down the list
                    self.teller.warn(gone.code, **gone.facts)
                    continue
                pulled, failed = pulled + fine, failed + (not fine)
        return pulled, failed

    def _fetch(self, id: str) -> bool:
        place, data = self.folder.place(id), self.site.manifest(id)
        write_bytes(place / MANIFEST, data)
        try:
            manifest = read_manifest(data, id)
        except Malformed as error:
            return self._settle(id, Verified([Finding(MANIFEST, "manifest_malformed", str(error))]))
        if signature := self.site.signature(id):
            write_bytes(place / SIGNATURE, signature)
        package = manifest["package"]
        self.folder.change(id, manifest_sha256=hashlib.sha256(data).hexdigest())
        if self._stale(id, package):
            self.folder.package(id).unlink()
        download = Download(self.site, self.folder, self.teller, id, package["size"], package["sha256"])
        if not download.run():
            return self._settle(id, Verified([Finding(f"{id}.zip", "package_sha256")]))
        return self._settle(id, self.look(id), "pulled")

    def _stale(self, id: str, package: dict) -> bool:
        """Whether what lies here cannot be the package: a failed one that is fetched again."""
        path = self.folder.package(id)
        return path.is_file() and (
            path.stat().st_size != package["size"] or (self.folder.read(id) or {})["status"] == "failed"
        )

    def look(self, id: str) -> Verified:
        """Verify a hand-over as it lies here."""
        return verify(self.folder.place(id), id, self.folder.read(id) or {}, self.signers)

    def verify(self, ids: Iterable[str]) -> None:
        """Verify hand-overs again, everything of each."""
        for id in ids:
            self._settle(id, self.look(id), "verified")

    def _settle(self, id: str, found: Verified, event: str = "pulled") -> bool:
        """Note and tell what a verification found."""
        if found.findings:
            self.teller.warn("failed", handover=id, count=len(found.findings))
            for one in found.findings[:MOST_TOLD]:
                self.teller.warn("problem", handover=id, path=one.path, code=one.code, note=one.note)
        else:
            self.teller.say(event, handover=id, files=found.files, size=found.size, notes=found.notes)
        self.folder.change(
            id,
            status="failed" if found.findings else "verified",
            verified_at=datetime.now(UTC).isoformat(timespec="seconds"),
            digests=found.digests,
            problems=[{"path": one.path, "code": one.code, "note": one.note} for one in found.findings],
            supersedes=found.supersedes,
        )
        if found.supersedes and not found.findings and self.folder.read(found.supersedes):
            self.folder.change(found.supersedes, superseded_by=id)
            self.teller.say("superseded", handover=id, replaced=found.supersedes)
        return not found.findings

    # ---- receipts

    def acknowledge(self, ids: Iterable[str]) -> None:
        """Say of each verified hand-over that it was received, and send receipts that could not be sent before."""
        for id in ids:
            record = self.folder.read(id) or {}
            given = receipts.given(self.folder, id) or record.get("superseded_by") or record.get("answered")
            if record.get("status") == "verified" and not given:
                receipts.prepare(self.folder, id, "received", record["digests"])
            if record.get("status") in ("verified", "failed"):
                receipts.send(self.site, self.folder, self.teller, id)

    def accept(self, id: str, reference: str, checks: list[dict]) -> None:
        """Take a hand-over over (接收), after everything of it was verified once more."""
        found = self.look(id)
        if found.findings:
            self._settle(id, found)
            raise Trouble("not_verified", handover=id, status="accepted")
        self._give(id, "accepted", found.digests, reference, checks, [])

    def reject(self, id: str, reference: str, checks: list[dict], problems: list[dict]) -> None:
        """Send a hand-over back (退回). What is sent back is named by the digest of the manifest; the bytes here may be wrong."""
        place = self.folder.place(id)
        try:
            manifest = read_manifest((place / MANIFEST).read_bytes(), id)
        except (OSError, Malformed) as error:
            raise Trouble("not_verified", handover=id, status="rejected") from error
        listed = {file["path"] for file in manifest["files"]}
        known = [_of_receipt(one, listed) for one in (self.folder.read(id) or {}).get("problems", [])]
        self._give(id, "rejected", {"sha-256": manifest["package"]["sha256"]}, reference, checks, problems or known)

    def _give(self, id: str, status: str, digests: dict, reference: str, checks: list, problems: list) -> None:
        if not receipts.prepare(self.folder, id, status, digests, reference, checks, problems):
            self.teller.say("receipt_known", handover=id, status=status)
        receipts.send(self.site, self.folder, self.teller, id)


def _of_receipt(problem: dict, listed: set[str]) -> dict:
    """A finding as a receipt may say it: a path is one of the manifest's, or empty."""
    if problem["path"] in listed:
        return problem
    return {**problem, "path": "", "note": f"{problem['path']} {problem['note']}".strip()}
