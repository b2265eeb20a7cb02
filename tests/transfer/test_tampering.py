"""Whatever is altered on the disk or on the way is found: package, manifest, signature, single files, receipts (R-T4, R-T5)."""

from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.sealing.spool import Spool
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.uuid.interfaces import IUUID

import hashlib
import os
import pytest
import random
import requests
import shutil
import subprocess
import transaction
import zipfile


ARCHIVE = ("archive", "Yunxi-2026-test")
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
DATA = bytes(range(256)) * 300


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A key with a certificate of an authority, made by openssl."""
    folder = tmp_path_factory.mktemp("keys")
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=root -keyout root.key -out root.pem"
    subprocess.run(make.split(), cwd=folder, check=True, capture_output=True)
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=bureau -CA root.pem -CAkey root.key"
    make += " -addext basicConstraints=critical,CA:FALSE -keyout key.pem -out chain.pem"
    subprocess.run(make.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def item(served, keys, monkeypatch):
    """A signed hand-over in the feed."""
    monkeypatch.setenv("OPENGOV_SIGNING_KEY", str(keys / "key.pem"))
    monkeypatch.setenv("OPENGOV_SIGNING_CERTIFICATE", str(keys / "chain.pem"))
    served.receiver()
    served.seal(served.published(files=[("附件.bin", DATA)]))
    [item] = get(f"{served.portal.absolute_url()}/++api++/@archive-transfers").json()["items"]
    return item


def get(address, **headers):
    return requests.get(address, auth=ARCHIVE, headers=headers, timeout=60)


def part(item, name):
    return get(item["addresses"][name]).content


def flipped(data, offset, bit=0):
    return data[:offset] + bytes([data[offset] ^ 1 << bit]) + data[offset + 1 :]


def offsets(data, count, seed=1):
    rnd = random.Random(seed)
    return [0, len(data) - 1, *(rnd.randrange(len(data)) for _ in range(count))]


def overwrite(path, data):
    """As somebody with the server's account does who leaves no other trace."""
    path = str(path)
    os.chmod(path, 0o600)
    with open(path, "r+b") as file:
        file.write(data)


def breaks_off(address):
    """Whether a download ends before its promised length, or its digest is not the promised one."""
    try:
        answer = get(address)
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
        return True
    return len(answer.content) < int(answer.headers["Content-Length"])


def verify(served):
    address = f"{served.portal.absolute_url()}/++api++/@verify-handovers"
    answer = requests.post(address, json={}, auth=MANAGER, timeout=60)
    assert answer.status_code == 200
    return answer.json()


def openssl_accepts(folder, keys, manifest, signature):
    (folder / "manifest.json").write_bytes(manifest)
    (folder / "manifest.p7s").write_bytes(signature)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "manifest.p7s", "-content"]
    command += ["manifest.json", "-CAfile", str(keys / "root.pem"), "-purpose", "any", "-out", "out"]
    return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


def test_openssl_accepts_what_was_pulled_and_nothing_altered(item, keys, tmp_path):
    manifest, signature = part(item, "manifest"), part(item, "signature")
    assert get(item["addresses"]["signature"]).headers["Content-Type"] == "application/pkcs7-signature"
    assert openssl_accepts(tmp_path, keys, manifest, signature)
    for offset in offsets(manifest, 25):
        assert not openssl_accepts(tmp_path, keys, flipped(manifest, offset), signature)


def test_a_flipped_byte_of_the_signature_is_refused_by_openssl_or_by_its_digest(item, keys, tmp_path):
    manifest, answer = part(item, "manifest"), get(item["addresses"]["signature"])
    signature, refused = answer.content, 0
    for offset in offsets(signature, 40):
        altered = flipped(signature, offset)
        refused += not openssl_accepts(tmp_path, keys, manifest, altered)
        assert hashlib.sha256(altered).hexdigest() != answer.headers["ETag"].strip('"')
    # what openssl passes over says nothing about the manifest: version numbers and the like
    assert refused >= 35


def test_any_flipped_byte_of_a_package_shows_in_its_digests(item):
    """SHA-256 and SM3 of the whole, which the signed manifest has; of the files, the manifest's list."""
    package, manifest = part(item, "package"), get(item["addresses"]["manifest"]).json()
    assert (manifest["package"]["sha256"], manifest["package"]["sm3"]) == tuple(item["digests"].values())
    for offset in offsets(package, 60):
        altered = flipped(package, offset, offset % 8)
        assert hashlib.sha256(altered).hexdigest() != item["digests"]["sha-256"]
        assert hashlib.new("sm3", altered).hexdigest() != item["digests"]["sm3"]


def test_a_package_that_was_written_to_in_the_spool_is_not_sent_but_the_sealed_bytes(item, spool):
    package, [path] = part(item, "package"), spool.glob("*.zip")
    for offset in offsets(package, 5):
        overwrite(path, flipped(package, offset))
        assert path.stat().st_size == len(package)
        answer = get(item["addresses"]["package"])
        assert answer.content == package
        assert get(item["addresses"]["package"], Range="bytes=5-99").content == package[5:100]


def test_what_was_written_to_is_rebuilt(served, item, spool):
    package, [path] = part(item, "package"), spool.glob("*.zip")
    overwrite(path, flipped(package, 77))
    result = IHandovers(served.portal).rebuild("", 10)
    assert (result["rebuilt"], path.read_bytes()) == ([item["handover"]], package)
    assert IHandovers(served.portal).rebuild("", 10)["rebuilt"] == []


def test_a_copy_of_the_spool_that_keeps_times_is_as_good(item, spool, tmp_path):
    [path] = spool.glob("*.zip")
    shutil.copy2(path, tmp_path / path.name)
    assert Spool(tmp_path).holds(item["digests"]["sha-256"], item["size"])
    shutil.copy(path, tmp_path / path.name)
    assert not Spool(tmp_path).holds(item["digests"]["sha-256"], item["size"])


def test_what_rots_unnoticed_is_found_and_taken_out_of_the_spool(served, item, spool):
    assert verify(served) == {"verified": 1, "broken": [], "next": None}
    package, [path] = part(item, "package"), spool.glob("*.zip")
    before = path.stat()
    overwrite(path, flipped(package, 4711))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert hashlib.sha256(part(item, "package")).hexdigest() != item["digests"]["sha-256"]
    assert verify(served)["broken"] == [{"handover": item["handover"], "what": "package"}]
    assert not path.exists()
    assert part(item, "package") == package


@pytest.mark.parametrize("what", ["manifest", "signature"])
def test_an_altered_manifest_or_signature_is_not_sent_whole(served, item, what):
    handover = IHandovers(served.portal).find(item["handover"])
    blob = handover.listing if what == "manifest" else handover.signed
    good = part(item, what)
    overwrite(blob.committed(), flipped(good, len(good) // 2))
    assert breaks_off(item["addresses"][what])
    assert verify(served)["broken"] == [{"handover": item["handover"], "what": what}]


def test_an_altered_blob_never_leaves_whole(served, item, spool):
    transaction.begin()
    handover = IHandovers(served.portal).find(item["handover"])
    number, entry = next(
        (number, entry)
        for number, (entry, _place, name, _type) in enumerate(handover.placed(), 1)
        if name == "附件.bin"
    )
    address, [path] = item["addresses"]["files"].format(n=number), spool.glob("*.zip")
    assert get(address).content == DATA
    for offset in offsets(DATA, 3):
        overwrite(handover.path(entry.source), flipped(DATA, offset))
        assert breaks_off(address)
    path.unlink()
    assert breaks_off(item["addresses"]["package"])
    assert IHandovers(served.portal).rebuild("", 10)["broken"] == [item["handover"]]
    assert not list(spool.glob("*.zip"))


def test_what_is_unpacked_is_what_the_signed_list_says(item, tmp_path):
    manifest = get(item["addresses"]["manifest"]).json()
    (tmp_path / "a.zip").write_bytes(part(item, "package"))
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        assert package.testzip() is None
        found = {name.partition("/")[2]: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}
    assert found == {file["path"]: file["sha256"] for file in manifest["files"]}


@pytest.mark.parametrize("user", [None, ARCHIVE, ("transfer-clerk", "Yunxi-2026-test")])
def test_only_managers_let_everything_be_verified(served, user):
    address = f"{served.portal.absolute_url()}/++api++/@verify-handovers"
    assert requests.post(address, json={}, auth=user, timeout=60).status_code in (401, 403)


def test_a_key_that_does_not_work_offers_nothing(served, keys, monkeypatch):
    monkeypatch.setenv("OPENGOV_SIGNING_KEY", str(keys / "missing.pem"))
    monkeypatch.setenv("OPENGOV_SIGNING_CERTIFICATE", str(keys / "chain.pem"))
    served.receiver()
    document = served.published()
    found = served.seal(document)
    assert found["offered"] == []
    assert [one["problems"] for one in found["failed"]] == [["signing_unusable"]]
    assert IUUID(document)
