"""Hand-overs that the version before 20261122003 stored: the same ids and the same bytes afterwards (R-T4)."""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from opengov.disclosure.core import packages
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.transfer.conversion import convert
from opengov.disclosure.transfer.pull.stream import package_runs
from opengov.disclosure.transfer.pull.stream import RunsBody
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import Sealed
from plone import api
from plone.uuid.interfaces import IUUID
from ZODB.blob import Blob

import dataclasses
import hashlib
import json
import pytest
import transaction


WRITTEN = {"bagit.txt": b"BagIt-Version: 1.0\n", "data/document.html": b"<p>text</p>", "data/metadata.xml": b"<x/>"}
NEW = ("records", "handovers", "holders", "item_numbers")


def earlier(document, id, attachment=None, supersedes=None, purged=""):
    """A hand-over as it was stored then."""
    entries, offset = [], 0
    for path, data in WRITTEN.items():
        entries.append(packages.entry_of(path, data, "written", offset))
        offset += len(data)
    written = Blob()
    with written.open("w") as out:
        out.write(b"".join(WRITTEN.values()))
    blobs, names = {"written": written}, {}
    if attachment is not None:
        found = IFileDigest(attachment).get()
        path = "data/attachments/p000001.pdf"
        entries.append(packages.Entry(path, found.size, found.crc32, found.sha256, found.sm3, "attachment-1"))
        blobs["attachment-1"], names[path] = IFileDigest(attachment).blob(), found.name
    sealed = Sealed()
    facts = {"document": IUUID(document), "agency": IUUID(document.aq_parent), "purpose": "deposit", "scope": "record"}
    facts |= {"digest": "sha256:" + "0" * 64, "sealed_at": "2026-11-01T09:00:00+08:00", "supersedes": supersedes}
    vars(sealed).update(id=id, facts=facts, names=names, blobs=blobs)
    vars(sealed).update(entries=tuple(dataclasses.astuple(entry) for entry in entries), package={})
    if purged:
        vars(sealed).update(
            entries=(),
            names={},
            blobs={},
            destroyed_at=purged,
            package={"size": 9, "sha256": "f" * 64, "sm3": "e" * 64},
        )
    return sealed


def put_back(town, *sealed):
    """The store as it was: what is new in it taken out, what was in it put in."""
    kept = open_store(town.portal)
    feed, shelf = kept.feeds["archive"], kept.shelf(IUUID(town.bureau))
    for name in NEW:
        delattr(kept, name)
    for name in ("notices", "again", "documents", "codes", "handovers", "open", "collecting"):
        delattr(shelf, name)
    del feed.latest
    kept.sealed, shelf.sealed, kept.by_document = OOBTree(), IOBTree(), OOBTree()
    for number, one in enumerate(sealed, 1):
        kept.sealed[one.id] = one
        shelf.sealed[number] = one.id
        uid = one.facts["document"]
        kept.by_document[uid] = (*kept.by_document.get(uid, ()), one.id)
        state = "purged" if one.destroyed_at else "offered"
        feed.entries[number] = {"id": one.id, "state": state, "at": "2026-11-01T09:00:01+08:00"}
        feed.numbers[one.id] = number
        if one.destroyed_at:
            feed.entries[number + 1] = dict(feed.entries[number])
    transaction.commit()


def package(town, spool, old):
    """Write the package as the earlier version did."""
    plan = packages.layout([packages.Entry(*values) for values in old.entries], old.id)
    paths = {key: blob.committed() for key, blob in old.blobs.items()}
    spool.mkdir(exist_ok=True)
    digest = Spool(spool).write(plan.pieces, paths.__getitem__, old.id)
    old.package = {"size": digest.size, "sha256": digest.sha256, "sm3": digest.sm3}
    transaction.commit()
    return Spool(spool).path(digest.sha256)


@pytest.fixture
def converted(town, spool):
    """One document handed over twice, another one purged; converted. The archive, the document, and the package's path."""
    found = unconverted(town, spool)
    # the upgrade meets a store that nobody has read before it
    town.portal._p_jar.cacheMinimize()
    convert(town.portal)
    transaction.commit()
    return found


def unconverted(town, spool):
    """As :func:`converted`, before the upgrade."""
    receiver = town.receiver()
    document = town.published(files=[("附件.pdf", b"%PDF-1.4 attachment")])
    first = earlier(document, "a" * 32)
    second = earlier(document, "b" * 32, document.objectValues()[0], supersedes="a" * 32)
    gone = earlier(town.published(), "c" * 32, purged="2026-11-02T09:00:00+08:00")
    put_back(town, first, second, gone)
    package(town, spool, first)
    path = package(town, spool, second)
    return receiver, document, path


def test_ids_order_and_states_are_those_that_were(town, converted):
    receiver, document, _path = converted
    told = town.handovers.page(receiver)["items"]
    assert [(item["seq"], item["kind"], item["handover"][0]) for item in told] == [
        (1, "handover", "a"),
        (2, "handover", "b"),
        (3, "handover", "c"),
        (4, "tombstone", "c"),
    ]
    assert [town.handovers.find(letter * 32).state for letter in "abc"] == ["superseded", "offered", "purged"]
    [row] = town.handovers.get(receiver, "b" * 32).rows()
    assert (row.document, row.title, row.supersedes) == (IUUID(document), document.title, "a" * 32)


def test_the_package_is_the_same_byte_for_byte_from_spool_blobs_and_rebuilding(town, converted):
    receiver, _document, path = converted
    handover, whole = town.handovers.get(receiver, "b" * 32), path.read_bytes()
    assert handover.package["sha256"] == hashlib.sha256(whole).hexdigest()
    plan = handover.plan()
    assert RunsBody(list(package_runs(plan, handover.paths(), 0, plan.length))).read() == whole
    path.unlink()
    assert town.handovers.rebuild("", 10)["rebuilt"] == ["b" * 32]
    assert path.read_bytes() == whole


def test_it_has_a_manifest_now(town, converted):
    manifest = json.loads(town.handovers.find("b" * 32).manifest())
    assert [file["path"] for file in manifest["files"]] == [*WRITTEN, "data/attachments/p000001.pdf"]
    assert [file["record"] for file in manifest["files"]] == [0, 1, 1, 1]
    assert (manifest["files"][3]["name"], manifest["supersedes"]) == ("附件.pdf", "a" * 32)


def test_converting_again_changes_nothing_and_sealing_goes_on(town, converted):
    receiver, document, _path = converted
    before = town.handovers.page(receiver)
    convert(town.portal)
    assert town.handovers.page(receiver) == before
    assert town.seal(document)["problems"] == []
    [item] = town.handovers.page(receiver, before["next"])["items"]
    rows = {row.document: row for row in town.handovers.find(item["handover"]).rows()}
    assert rows[IUUID(document)].supersedes == "b" * 32


def test_before_the_upgrade_nothing_is_told_and_nothing_destroyed(town, spool):
    from opengov.disclosure.transfer.purging import PurgedHandovers

    receiver, document, path = unconverted(town, spool)
    with api.env.adopt_roles(["Manager"]):
        town.make_agency("other", "云溪市民政局", "云民")
    town.portal._p_jar.cacheMinimize()
    handovers, bureau = town.handovers, IUUID(town.bureau)
    handovers.enqueue(IUUID(document), bureau)
    assert handovers.page(receiver)["items"] == [] and handovers.get(receiver, "b" * 32) is None
    assert handovers.of_agency(bureau)["items"] == [] and not handovers.waiting([bureau])
    assert not handovers.work([bureau], 10)["more"]
    for refused in (PurgedHandovers(document).purge, lambda: handovers.rebuild("", 10)):
        with pytest.raises(RuleBroken, match="handovers_not_upgraded"):
            refused()
    assert path.exists() and PurgedHandovers(document).remains()
    convert(town.portal)
    transaction.commit()
    assert [item["seq"] for item in handovers.page(receiver)["items"]] == [1, 2, 3, 4] and handovers.waiting([bureau])


def test_a_purge_destroys_what_was_converted(town, spool, converted):
    from opengov.disclosure.transfer.purging import PurgedHandovers

    receiver, document, path = converted
    PurgedHandovers(document).purge()
    transaction.commit()
    assert not path.exists() and not list(spool.glob("*.zip"))
    assert PurgedHandovers(document).remains() == ()
    assert town.handovers.get(receiver, "b" * 32).state == "purged"
