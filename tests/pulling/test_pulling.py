"""The archive's client against an office that cuts, alters, lies, destroys and answers late (R-T2, R-T4, R-T5)."""

from fakeoffice import packed
from opengov.disclosure.pulling import download
from opengov.disclosure.pulling.telling import plain

import collections
import hashlib
import json
import pytest


BIG = {"data/p000001.pdf": bytes(range(256)) * 8000, "说明 100%.txt": "说明".encode(), "empty.txt": b""}


def test_everything_listed_is_pulled_verified_and_acknowledged(office, archive):
    packages = {f"h-{n}": office.offer(f"h-{n}") for n in range(5)}
    assert archive("--limit", 2) == 0
    assert archive.told("pulled") == list(packages)
    assert all(archive.package(id) == package for id, package in packages.items())
    assert archive.told("receipt_given") == list(packages)
    [receipt] = office.receipts["h-0"].values()
    promised = json.loads(office.manifests["h-0"])["package"]
    assert (receipt["status"], receipt["digest"]["sha-256"]) == ("received", promised["sha256"])
    assert receipt["digest"]["sm3"] == promised["sm3"]


def test_a_second_run_asks_for_what_is_new_alone(office, archive):
    office.offer("h-1")
    archive()
    office.asked.clear()
    assert archive() == 0
    assert [path.rpartition("?")[2] for _method, path, _headers in office.asked] == ["after=1&limit=100"]
    office.offer("h-2")
    assert archive() == 0
    assert archive.told("pulled") == ["h-2"]


def test_receipts_are_given_only_when_wanted_and_by_acknowledge_afterwards(office, archive):
    office.offer("h-1")
    assert archive("--receipt", "none") == 0
    assert not office.receipts
    assert archive("acknowledge", "h-1") == 0
    assert len(office.receipts["h-1"]) == 1


def test_a_download_cut_again_and_again_ends_with_the_same_bytes(office, archive, waits):
    package = office.offer("h-1", BIG)
    office.faults.cuts = [1, 100_000, 1, 700_000]
    assert archive() == 0
    assert archive.package("h-1") == package
    assert office.ranges() == ["", "bytes=1-", "bytes=100001-", "bytes=100002-", "bytes=800002-"]
    assert len(waits) == 4


def test_who_gives_up_goes_on_at_the_next_run(office, archive):
    package = office.offer("h-1", BIG)
    office.faults.cuts = [500_000, 0, 0]
    assert archive("--tries", 2) == 2
    assert archive.told("unreachable", "site") == [archive.site]
    assert archive() == 0
    assert office.ranges()[-1] == "bytes=500000-"
    assert archive.package("h-1") == package


@pytest.mark.parametrize("etags", [['"old"'], ['"old"', '"new"'], ["W/x"], [""]])
def test_another_etag_starts_the_download_over(office, archive, etags):
    package = office.offer("h-1", BIG)
    office.faults.cuts, office.faults.etags = [300_000], etags
    assert archive() == 0
    assert archive.package("h-1") == package


def test_a_part_altered_before_the_resumption_is_fetched_once_more(office, archive):
    package = office.offer("h-1", BIG)
    office.faults.cuts, office.faults.flips = [300_000], [1000]
    assert archive() == 0
    assert archive.package("h-1") == package
    assert archive.record("h-1")["status"] == "verified"


def test_a_package_altered_on_the_way_is_refused_and_can_be_pulled_again(office, archive):
    package = office.offer("h-1", BIG)
    office.faults.flips = [5000]
    assert archive() == 1
    assert archive.record("h-1")["problems"] == [{"path": "h-1.zip", "code": "package_sha256", "note": ""}]
    assert not office.receipts
    assert archive() == 1
    assert archive.told("still_failed") == ["h-1"]
    assert archive("--again") == 0
    assert archive.package("h-1") == package


def test_a_server_that_sends_more_than_it_promised_fills_no_disk(office, archive):
    office.offer("h-1")
    office.packages["h-1"] += b"x" * 5_000_000
    assert archive() == 1
    [refused] = (archive.folder / "handovers" / "h-1").glob("*.refused")
    promised = json.loads(office.manifests["h-1"])["package"]["size"]
    assert refused.stat().st_size == promised + 1


LIES = {
    "file_size": lambda files: files[0].update(size=files[0]["size"] + 1),
    "file_crc32": lambda files: files[0].update(crc32="00000000"),
    "file_sha256": lambda files: files[0].update(sha256="0" * 64),
    "file_missing": lambda files: files.append({**files[0], "path": "data/more.pdf"}),
    "file_extra": lambda files: files.pop(),
    "file_twice": lambda files: files.append(files[0]),
}


@pytest.mark.parametrize("code", LIES)
def test_a_manifest_that_lies_about_a_file_is_found_out(office, archive, code):
    office.offer("h-1")
    manifest = json.loads(office.manifests["h-1"])
    LIES[code](manifest["files"])
    office.set_manifest("h-1", manifest)
    assert archive() == 1
    assert code in [problem["code"] for problem in archive.record("h-1")["problems"]]
    assert not office.receipts


@pytest.mark.parametrize("key,code", [("sha256", "package_sha256"), ("sm3", "package_sm3")])
def test_a_manifest_that_lies_about_the_package_is_found_out(office, archive, key, code):
    office.offer("h-1")
    manifest = json.loads(office.manifests["h-1"])
    manifest["package"][key] = "0" * 64
    office.set_manifest("h-1", manifest)
    assert archive() == 1
    assert [problem["code"] for problem in archive.record("h-1")["problems"]] == [code]


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(id="h-2"),
        lambda manifest: manifest.update(format="another"),
        lambda manifest: manifest.pop("files"),
        lambda manifest: manifest["package"].update(size=-1),
        lambda manifest: manifest["package"].update(size=True),
        lambda manifest: manifest["package"].update(sha256="../../etc/passwd"),
        lambda manifest: manifest.update(files=[{"path": 7}]),
        lambda manifest: manifest.update(files={"a": 1}),
        lambda manifest: manifest.update(supersedes=["x"]),
    ],
)
def test_a_malformed_manifest_is_refused_before_anything_is_downloaded(office, archive, change):
    office.offer("h-1")
    manifest = json.loads(office.manifests["h-1"])
    change(manifest)
    office.set_manifest("h-1", manifest)
    assert archive() == 1
    assert archive.record("h-1")["problems"][0]["code"] == "manifest_malformed"
    assert not office.ranges()


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff\xfe", b"null", b"{"])
def test_a_manifest_that_is_none_is_refused(office, archive, text):
    office.offer("h-1")
    office.manifests["h-1"] = text
    assert archive() == 1
    assert archive.record("h-1")["status"] == "failed"


def test_one_bad_hand_over_does_not_keep_the_others_back(office, archive):
    for n in range(3):
        office.offer(f"h-{n}")
    office.faults.flips = [None, 3]
    assert archive() == 1
    assert archive.told("pulled") == ["h-0", "h-2"]
    assert sorted(office.receipts) == ["h-0", "h-2"]


def test_what_the_office_destroys_is_told_and_moved_aside(office, archive):
    office.offer("h-1")
    archive()
    office.purge("h-1")
    assert archive() == 0
    assert archive.told("moved_aside") == ["h-1"]
    assert not (archive.folder / "handovers" / "h-1").exists()
    assert (archive.folder / "to-destroy" / "h-1" / "h-1.zip").is_file()
    assert archive.record("h-1", "to-destroy")["status"] == "purged"


def test_only_when_asked_to_the_client_destroys(office, archive):
    office.offer("h-1")
    archive()
    office.purge("h-1")
    archive()
    assert archive("--destroy") == 0
    assert archive.told("destroyed") == ["h-1"]
    left = [path.name for path in (archive.folder / "to-destroy" / "h-1").iterdir()]
    assert left == ["handover.json"]
    assert archive("--destroy") == 0
    assert archive.told("destroyed") == []


def test_what_was_destroyed_before_it_was_pulled_is_never_asked_for(office, archive):
    office.offer("h-1")
    office.offer("h-2")
    office.purge("h-1")
    assert archive() == 0
    assert archive.told("pulled") == ["h-2"]
    assert not any("/h-1/" in path for _method, path, _headers in office.asked)


def test_what_is_destroyed_while_it_is_pulled_is_told_and_the_rest_goes_on(office, archive):
    office.offer("h-1")
    office.offer("h-2")
    office.gone.add("h-1")
    assert archive() == 1
    assert (archive.told("handover_gone"), archive.told("pulled")) == (["h-1"], ["h-2"])
    office.append("tombstone", "h-1")
    assert archive() == 0


def test_notices_are_kept_as_they_came(office, archive):
    office.append("lapse_notice", "", document="d1", validity="repealed")
    office.append("recall_notice", "", document="d2")
    office.append("../something_new", "", document="d3")
    assert archive() == 0
    kept = {path.name: json.loads(path.read_text()) for path in (archive.folder / "notices").iterdir()}
    assert sorted(kept) == ["00000001-lapse_notice.json", "00000002-recall_notice.json", "00000003-other.json"]
    assert kept["00000001-lapse_notice.json"] == office.entries[0]
    assert archive.told("lapse_notice", "seq") == [1]


def test_what_is_replaced_is_marked(office, archive):
    office.offer("h-1")
    office.offer("h-2", {"a.txt": b"a"}, supersedes="h-1")
    assert archive() == 0
    assert archive.record("h-1")["superseded_by"] == "h-2"
    assert archive.told("superseded", "replaced") == ["h-1"]


@pytest.mark.parametrize("id", ["../up", ".hidden", "a/b", "", "x" * 200, 7, None, "名"])
def test_an_id_that_is_no_safe_name_stops_the_client(office, archive, id):
    office.offer("h-1")
    office.append("handover", id)
    assert archive() == 1
    assert archive.told("id_unsafe", "seq") == [2]


def test_a_list_out_of_order_stops_the_client(office, archive):
    office.offer("h-1")
    office.offer("h-2")
    office.entries[1]["seq"] = 1
    assert archive() == 1
    assert archive.told("feed_out_of_order", "seq") == [1]


def test_a_full_disk_is_told_before_it_is_full(office, archive, monkeypatch):
    usage = collections.namedtuple("Usage", "total used free")
    office.offer("h-1", BIG)
    monkeypatch.setattr(download.shutil, "disk_usage", lambda path: usage(10, 5, 5))
    assert archive() == 1
    assert archive.told("disk_full", "free") == [5]


def test_verify_finds_every_flipped_byte(office, archive):
    office.offer("h-1", {"a.txt": b"a" * 50, "b/c.txt": b"c" * 50})
    archive()
    path = archive.folder / "handovers" / "h-1" / "h-1.zip"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :])
        assert archive("verify") == 1, place
    path.write_bytes(whole)
    assert archive("verify", "h-1") == 0


def test_verify_finds_every_flipped_byte_of_the_manifest(office, archive):
    office.offer("h-1", {"a.txt": b"a"})
    archive()
    path = archive.folder / "handovers" / "h-1" / "manifest.json"
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert archive("verify") == 1, place


def test_verify_misses_nothing_that_is_missing(office, archive):
    office.offer("h-1")
    archive()
    (archive.folder / "handovers" / "h-1" / "h-1.zip").unlink()
    assert archive("verify") == 1
    assert archive.record("h-1")["problems"][0]["code"] == "package_missing"


def test_a_hostile_package_whose_digests_are_right_is_refused(office, archive):
    package, manifest = packed("h-1", {"aa/evil.txt": b"x"})
    package = package.replace(b"h-1/aa/", b"h-1/../")
    office.offer("h-1")
    office.packages["h-1"] = package
    manifest["package"].update(sha256=hashlib.sha256(package).hexdigest(), sm3="")
    manifest["files"][0]["path"] = "../evil.txt"
    office.set_manifest("h-1", manifest)
    assert archive() == 1
    assert "file_unsafe" in [problem["code"] for problem in archive.record("h-1")["problems"]]


DEEP = b"[" * 200_000


def test_a_manifest_nested_too_deeply_keeps_nothing_else_back(office, archive):
    office.offer("h-1")
    office.manifests["h-1"] = DEEP
    office.offer("h-2")
    assert archive() == 1
    assert (archive.told("failed"), archive.told("pulled")) == (["h-1"], ["h-2"])


def test_half_characters_and_commands_to_the_terminal_are_kept_and_shown_harmless(office, archive):
    office.append("recall_notice", "h-1", number="\ud800")
    office.append("\x1b]0;owned\x07\x9b2J\nDone", "h-1")
    assert archive() == 0
    assert json.loads((archive.folder / "notices" / "00000001-recall_notice.json").read_bytes())["about"] == {
        "number": "\ud800"
    }
    assert not set(archive.said) & set("\x1b\x07\x9b\ud800")
    assert plain("\x1b[31m\na") == "\ufffd[31m\ufffda"
