"""Sealing against plone.exportimport on the same content, against raw hashing, and in memory: each in a process of its own."""

from bench import instance
from bench.creating import governed
from bench.creating import prepare
from bench.creating import STEPS
from bench.measure import heading
from bench.measure import row
from pathlib import Path

import hashlib
import os
import re
import subprocess
import sys
import time


RECORDS = int(os.environ.get("OPENGOV_BENCH_RECORDS", "300"))
#: Documents that both sides do before they are measured.
WARM = 20
GIGABYTES = int(os.environ.get("OPENGOV_BENCH_GIGABYTES", "10"))
GIGABYTE = 1 << 30
ACCOUNT = ("archivist", "Yunxi-2026-bench")


def run(folder: Path) -> None:
    """Measure and print."""
    for part in ("records", "gigabyte", "memory"):
        subprocess.run([sys.executable, "-m", "bench.sealing", part, str(folder / part)], check=True)


def records(folder: Path) -> None:
    """Many small documents: from waiting to offered, and their export by plone.exportimport.

    Both read the same documents, each from a database of which nothing is in memory, and write them with their files. A few
    are sealed and exported before, so that neither pays for what a process does once.
    """
    portal, agency = opened(folder)
    receive(portal, agency)
    for last in (WARM, WARM + RECORDS):
        for turn in range(len(agency.objectIds()), last):
            issue(governed(portal, agency, turn, attachments=1))
        ours, sealing = cold(portal, lambda: seal(portal, agency))
        theirs, exporting = cold(portal, lambda last=last: export(portal, folder / f"exported-{last}"))
    heading(f"{RECORDS} documents with an attachment each", "sealed", "exported")
    # the exporter knows all documents of the site, those of the first round included
    row("records a second of processor time", RECORDS / sealing, (RECORDS + WARM) / exporting, "/s", ">= 5")
    row("records a second on the wall", RECORDS / ours, (RECORDS + WARM) / theirs, "/s", "")


def export(portal, folder: Path) -> None:
    """Write all content of a site as plone.exportimport does, its files with it."""
    from plone.exportimport.exporters import get_exporter

    folder.mkdir()
    get_exporter(portal).exporters["plone.exporter.content"].export_data(folder)


def cold(portal, act) -> tuple[float, float]:
    """Seconds on the wall and of processor time, with nothing of the database in memory at the beginning."""
    portal._p_jar.cacheMinimize()
    begun = time.process_time()
    return timed(act), time.process_time() - begun


def gigabyte(folder: Path) -> None:
    """One document with an attachment of 1 GB: sealing against SHA-256 and SM3 of the same bytes, one after the other."""
    portal, agency = opened(folder)
    large = attach(governed(portal, agency, 1), folder, GIGABYTE, os.urandom(1 << 20))
    receive(portal, agency)
    raw = [timed(lambda: hashed(large)) for _ in range(3)]
    ours = timed(lambda: seal(portal, agency))
    heading("1 GB", "sealing", "hashing")
    row("seconds", ours, sorted(raw)[1], "s", "<= 1.3")


def memory(folder: Path) -> None:
    """A hand-over of many sparse gigabytes: the most memory this process took, over what it had before."""
    portal, agency = opened(folder)
    for turn in range(GIGABYTES):
        attach(governed(portal, agency, turn), folder, GIGABYTE, b"")
    receive(portal, agency)
    Path("/proc/self/clear_refs").write_text("5")
    before = highest("self")
    seal(portal, agency)
    print(f"sealing {GIGABYTES} GB: {highest('self') - before} MB over idle   <= 100", flush=True)


def opened(folder: Path) -> tuple:
    """The governed site of an instance, and its agency."""
    from opengov.disclosure.agency.interfaces import IOffices
    from plone import api
    from zope.component.hooks import setSite

    portal, agency, _plain, _place = prepare(instance.open_zope(folder))
    setSite(portal)
    agency.fonds_identifier = "Z001"
    api.group.add_user(groupname=IOffices(agency).group_id("Archivist"), username=ACCOUNT[0])
    return portal, agency


def issue(document) -> None:
    """Walk a draft to its publication."""
    from opengov.disclosure.secrecy.interfaces import IScan
    from opengov.disclosure.signoff.interfaces import ILife
    from plone import api

    import transaction

    for step, office, data in STEPS:
        with api.env.adopt_user(username=office):
            if step == "endorse":
                IScan(document).scan_waiting()
            handled = {"handled": sorted(IScan(document).item_ids())} if step == "approve" else {}
            ILife(document).take(step, **data, **handled)
    transaction.commit()


def attach(document, folder: Path, size: int, block: bytes) -> str:
    """Give a draft a file of this size, repeating a block or sparse, and publish it; return where its bytes lie."""
    from plone import api
    from plone.dexterity.utils import createContentInContainer
    from plone.namedfile.file import NamedBlobFile

    large = folder / "large.bin"
    with large.open("wb") as stream:
        for _ in range(size // len(block) if block else 0):
            stream.write(block)
        stream.truncate(size)
    file = NamedBlobFile(b"", filename="附件.bin", contentType="application/octet-stream")
    file._blob.consumeFile(str(large))
    with api.env.adopt_user(username="drafter"):
        createContentInContainer(document, "DocumentAttachment", title="附件", file=file)
    issue(document)
    return file._blob.committed()


def receive(portal, agency) -> None:
    """Set up the archive."""
    from opengov.disclosure.transfer.interfaces import IReceivers
    from plone.uuid.interfaces import IUUID

    import transaction

    receiver = {"id": "archive", "title": "档案馆", "account": ACCOUNT[0], "kind": "archive", "takes": ["deposit"]}
    limits = {"most_bytes": 2 * GIGABYTES * GIGABYTE, "most_records": 10000}
    IReceivers(portal).put({**receiver, "fonds": [IUUID(agency)], **limits})
    transaction.commit()


def seal(portal, agency) -> None:
    """Do all that waits, batch by batch."""
    from opengov.disclosure.transfer.interfaces import IHandovers
    from opengov.disclosure.transfer.sealing.spool import Spool
    from opengov.disclosure.transfer.sealing.spool import spool_folder
    from plone.uuid.interfaces import IUUID

    import transaction

    more, offered = True, []
    while more:
        with Spool(spool_folder()).writing():
            done = IHandovers(portal).work([IUUID(agency)], 100)
            transaction.commit()
        if done["held"] or done["failed"]:
            raise RuntimeError(f"not sealed: {done}")
        offered += done["offered"]
        more = done["more"]
    if not offered:
        raise RuntimeError("nothing was offered")


def timed(act) -> float:
    """Seconds on the wall."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def hashed(path: str) -> None:
    """SHA-256, then SM3, reading in pieces."""
    for name in ("sha256", "sm3"):
        found = hashlib.new(name, usedforsecurity=False)
        with open(path, "rb") as stream:
            while chunk := stream.read(1 << 20):
                found.update(chunk)


def highest(process: int | str) -> int:
    """Highest resident memory of a process so far, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) >> 10 if found else 0


if __name__ == "__main__":
    {"records": records, "gigabyte": gigabyte, "memory": memory}[sys.argv[1]](Path(sys.argv[2]))
