"""Receipts and signatures: the same receipt however often it is sent, and nothing taken over that is not verified."""

import json
import pytest
import subprocess


CHECKS = [{"item": "数据完整", "property": "integrity", "result": "passed", "note": ""}]


@pytest.fixture
def pulled(office, archive):
    office.offer("h-1")
    assert archive() == 0
    return archive


def given(office, status, id="h-1"):
    return [receipt for receipt in office.receipts[id].values() if receipt["status"] == status]


def test_a_receipt_whose_answer_was_lost_is_sent_again_as_the_same(office, archive):
    office.offer("h-1")
    office.faults.deaf = 2
    assert archive("--tries", 2) == 2
    assert archive() == 0
    assert len(office.receipts["h-1"]) == 1
    posts = [path for method, path, _headers in office.asked if method == "POST"]
    assert len(posts) == 3


@pytest.mark.parametrize("state, receipts", [("offered", 1), ("received", 0), ("accepted", 0), ("rejected", 0)])
def test_a_folder_begun_anew_does_not_answer_what_was_answered(office, archive, state, receipts):
    office.offer("h-1")
    office.entries[-1]["state"] = state
    assert archive() == 0
    assert len(office.receipts.get("h-1", {})) == receipts


def test_a_hand_over_is_accepted_with_reference_and_checks(office, pulled, tmp_path):
    file = tmp_path / "checks.json"
    file.write_text(json.dumps(CHECKS))
    assert pulled("accept", "h-1", "--reference", "馆藏-2026-001", "--checks", file) == 0
    [receipt] = given(office, "accepted")
    assert (receipt["archive_ref"], receipt["checks"], receipt["problems"]) == ("馆藏-2026-001", CHECKS, [])
    assert pulled("accept", "h-1") == 0
    assert pulled.told("receipt_known", "status") == ["accepted"]
    assert len(given(office, "accepted")) == 1


def test_checks_may_come_from_a_table(office, pulled, tmp_path):
    file = tmp_path / "checks.csv"
    file.write_text("item,property,result,note\n数据完整,integrity,passed,\n", encoding="utf-8-sig")
    assert pulled("accept", "h-1", "--checks", file) == 0
    assert given(office, "accepted")[0]["checks"] == CHECKS


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '[{"item": "a"}]', '[{"item": "a", "result": "passed", "more": 1}]', "[null]"]
)
def test_checks_that_are_none_are_refused_before_anything_is_sent(office, pulled, tmp_path, text):
    file = tmp_path / "checks.json"
    file.write_text(text)
    assert pulled("accept", "h-1", "--checks", file) == 1
    assert pulled.told("checks_unreadable", "path") == [str(file)]
    assert not given(office, "accepted")


def test_what_was_altered_since_it_was_pulled_is_not_accepted(office, pulled):
    path = pulled.folder / "handovers" / "h-1" / "h-1.zip"
    data = bytearray(path.read_bytes())
    data[60] ^= 1
    path.write_bytes(data)
    assert pulled("accept", "h-1") == 1
    assert pulled.told("not_verified") == ["h-1"]
    assert not given(office, "accepted")


def test_a_hand_over_is_rejected_with_problems(office, pulled):
    problems = ["data/p000001.pdf:unreadable:缺页", "metadata.xml:incomplete"]
    options = [option for problem in problems for option in ("--problem", problem)]
    assert pulled("reject", "h-1", *options) == 0
    assert given(office, "rejected")[0]["problems"] == [
        {"path": "data/p000001.pdf", "code": "unreadable", "note": "缺页"},
        {"path": "metadata.xml", "code": "incomplete", "note": ""},
    ]


def test_what_failed_verification_is_rejected_for_what_was_found(office, archive):
    office.offer("h-1")
    manifest = json.loads(office.manifests["h-1"])
    manifest["files"][0]["sha256"] = "0" * 64
    manifest["files"].pop()
    office.set_manifest("h-1", manifest)
    archive()
    assert archive("reject", "h-1") == 0
    assert given(office, "rejected")[0]["problems"] == [
        {"path": "data/p000001.pdf", "code": "file_sha256", "note": ""},
        {"path": "", "code": "file_extra", "note": "metadata.xml"},
    ]


@pytest.mark.parametrize("text", ["nothing", ":code", "path:"])
def test_a_problem_without_path_or_code_is_refused(office, pulled, text):
    assert pulled("reject", "h-1", "--problem", text) == 1
    assert not given(office, "rejected")


def test_a_hand_over_that_is_not_here_cannot_be_accepted(office, pulled):
    for id in ("h-2", "../h-1"):
        assert pulled("accept", id) == 1
        assert pulled.told("handover_unknown") == [id]


def test_a_refused_receipt_is_told_and_not_sent_for_ever(office, archive):
    package = office.offer("h-1")
    archive("--receipt", "none")
    # the office says that it has other bytes now
    office.set_manifest("h-1", json.loads(office.manifests["h-1"]) | {"package": {"sha256": "0" * 64}})
    assert archive() == 1
    assert archive.told("receipt_refused", "message") == ["摘要不符"]
    office.asked.clear()
    archive()
    assert archive.package("h-1") == package
    assert len([method for method, _path, _headers in office.asked if method == "POST"]) == 0


def make_signer(folder, name):
    key, certificate = folder / f"{name}.key", folder / f"{name}.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate


def sign(data, key, certificate):
    command = [
        "openssl",
        "cms",
        "-sign",
        "-binary",
        "-outform",
        "DER",
        "-md",
        "sha256",
        "-signer",
        certificate,
        "-inkey",
        key,
    ]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def signers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("signers")
    return make_signer(folder, "office"), make_signer(folder, "somebody")


def test_a_signature_is_checked_against_the_certificates_named(office, archive, signers):
    office.offer("h-1")
    office.signatures["h-1"] = sign(office.manifests["h-1"], *signers[0])
    assert archive("--signer-ca", signers[0][1]) == 0
    assert "signature valid" in archive.told("pulled", "notes")[0]
    assert archive("--signer-ca", signers[1][1], "verify") == 1
    assert archive.record("h-1")["problems"][0]["code"] == "signature_invalid"


def test_without_certificates_it_is_said_that_the_signature_was_not_checked(office, archive, signers):
    office.offer("h-1")
    office.signatures["h-1"] = sign(office.manifests["h-1"], *signers[0])
    assert archive() == 0
    assert "signature not checked" in archive.told("pulled", "notes")[0]


@pytest.mark.parametrize("what", ["manifest", "signature", "nothing", "garbage", "no file"])
def test_a_signature_that_does_not_hold_keeps_the_hand_over_out(office, archive, signers, what):
    office.offer("h-1")
    signature = bytearray(sign(office.manifests["h-1"], *signers[0]))
    if what == "manifest":
        office.manifests["h-1"] = office.manifests["h-1"].replace(b'"supersedes": ""', b'"supersedes": "h-0"')
    elif what == "signature":
        signature[-5] ^= 1
    elif what == "garbage":
        signature = b"no signature at all"
    if what != "nothing":
        office.signatures["h-1"] = bytes(signature)
    trusted = "/nowhere.pem" if what == "no file" else signers[0][1]
    assert archive("--signer-ca", trusted) == 1
    code = "signature_missing" if what == "nothing" else "signature_invalid"
    assert archive.record("h-1")["problems"][0]["code"] == code
    assert not office.receipts
