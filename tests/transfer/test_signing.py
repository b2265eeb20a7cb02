"""Signatures over manifests: openssl is the judge, and what cannot sign refuses (R-T4)."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.asymmetric import rsa
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.transfer.interfaces import ISigner
from opengov.disclosure.transfer.signing import ChosenSigner
from opengov.disclosure.transfer.signing import CommandSigner
from opengov.disclosure.transfer.signing import is_signature
from opengov.disclosure.transfer.signing import KeySigner
from zope.component import globalregistry
from zope.component import provideUtility
from zope.component.testing import setUp
from zope.component.testing import tearDown
from zope.interface import implementer

import logging
import pytest
import random
import subprocess
import sys


TODAY = datetime(2026, 11, 22, 19, 0, tzinfo=timezone(timedelta(hours=8)))
MANIFEST = b'{"format": "opengov.disclosure/handover/1"}\r\n' + bytes(range(256)) * 40


@implementer(IClock)
class Clock:
    def now(self):
        return TODAY


@implementer(ISigner)
class Hardware:
    def sign(self, data):
        return b"signed by hardware"


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """A registry of this test's own, and no settings."""
    for name in ("KEY", "CERTIFICATE", "PASSWORD_FILE", "COMMAND", "SECONDS"):
        monkeypatch.delenv(f"OPENGOV_SIGNING_{name}", raising=False)
    monkeypatch.delenv("OPENGOV_SIGNER", raising=False)
    kept = dict(vars(globalregistry.base))
    setUp()
    provideUtility(Clock(), IClock)
    provideUtility(KeySigner(), ISigner, "key")
    provideUtility(CommandSigner(), ISigner, "command")
    yield
    tearDown()
    vars(globalregistry.base).update(kept)


def certificate(subject, key, issuer=None, issuer_key=None, until=365):
    """A certificate; without an issuer its own."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, subject)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(issuer.subject if issuer else name)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(TODAY - timedelta(days=30)).not_valid_after(TODAY + timedelta(days=until))
    builder = builder.add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    return builder.sign(issuer_key or key, hashes.SHA256())


def pem(*certificates):
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def private(key, password=None):
    kind = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, kind)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office with a key, a certificate of its own authority, and the settings that name them."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    root = certificate("云溪市电子政务根证书", root_key)
    return settle(tmp_path, monkeypatch, key, certificate("云溪市教育局", key, root, root_key), root)


def settle(folder, monkeypatch, key, own, root):
    (folder / "key.pem").write_bytes(private(key))
    (folder / "chain.pem").write_bytes(pem(own, root))
    (folder / "root.pem").write_bytes(pem(root))
    monkeypatch.setenv("OPENGOV_SIGNING_KEY", str(folder / "key.pem"))
    monkeypatch.setenv("OPENGOV_SIGNING_CERTIFICATE", str(folder / "chain.pem"))
    return folder


def openssl_accepts(folder, manifest, signature):
    """What an archive runs."""
    (folder / "manifest.json").write_bytes(manifest)
    (folder / "manifest.p7s").write_bytes(signature)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "manifest.p7s", "-content"]
    command += ["manifest.json", "-CAfile", "root.pem", "-purpose", "any", "-attime", str(int(TODAY.timestamp()))]
    return subprocess.run([*command, "-out", "out"], cwd=folder, capture_output=True).returncode == 0


def flipped(data, offset):
    return data[:offset] + bytes([data[offset] ^ 1 << offset % 8]) + data[offset + 1 :]


def test_without_settings_nothing_is_signed():
    assert ChosenSigner().sign(MANIFEST) == b""


def test_openssl_accepts_the_signature_over_exactly_these_bytes(office):
    signature = ChosenSigner().sign(MANIFEST)
    assert is_signature(signature)
    assert MANIFEST not in signature
    assert openssl_accepts(office, MANIFEST, signature)
    assert (office / "out").read_bytes() == MANIFEST


def test_a_key_on_an_elliptic_curve_signs_too(tmp_path, monkeypatch):
    key = ec.generate_private_key(ec.SECP384R1())
    root = certificate("云溪市教育局", key)
    settle(tmp_path, monkeypatch, key, root, root)
    assert openssl_accepts(tmp_path, MANIFEST, KeySigner().sign(MANIFEST))


def test_any_flipped_byte_of_the_manifest_is_refused(office):
    signature = KeySigner().sign(MANIFEST)
    offsets = [0, len(MANIFEST) - 1, *random.Random(5).sample(range(len(MANIFEST)), 20)]
    assert not any(openssl_accepts(office, flipped(MANIFEST, offset), signature) for offset in offsets)
    assert not openssl_accepts(office, MANIFEST + b"\n", signature)
    assert not openssl_accepts(office, MANIFEST.replace(b"\r\n", b"\n"), signature)


def test_a_signature_of_another_authority_is_refused(office, tmp_path, monkeypatch):
    key = rsa.generate_private_key(65537, 2048)
    (tmp_path / "other").mkdir()
    root = certificate("冒充的根证书", key)
    settle(tmp_path / "other", monkeypatch, key, root, root)
    assert not openssl_accepts(office, MANIFEST, KeySigner().sign(MANIFEST))


def test_a_key_with_a_password_is_opened_with_the_first_line_of_a_file(office, monkeypatch):
    key = serialization.load_pem_private_key((office / "key.pem").read_bytes(), None)
    (office / "key.pem").write_bytes(private(key, "云溪2026".encode()))
    (office / "password").write_text("云溪2026\n", encoding="utf-8")
    with pytest.raises(RuleBroken):
        KeySigner().sign(MANIFEST)
    monkeypatch.setenv("OPENGOV_SIGNING_PASSWORD_FILE", str(office / "password"))
    assert openssl_accepts(office, MANIFEST, KeySigner().sign(MANIFEST))


def expired(office):
    key = serialization.load_pem_private_key((office / "key.pem").read_bytes(), None)
    (office / "chain.pem").write_bytes(pem(certificate("云溪市教育局", key, until=-1)))


def unknown_kind(office):
    (office / "key.pem").write_bytes(private(ed25519.Ed25519PrivateKey.generate()))


@pytest.mark.parametrize(
    "spoil,setting",
    [
        (lambda office: (office / "key.pem").unlink(), "OPENGOV_SIGNING_KEY"),
        (lambda office: (office / "key.pem").write_bytes(b"no key"), "OPENGOV_SIGNING_KEY"),
        (unknown_kind, "OPENGOV_SIGNING_KEY"),
        (lambda office: (office / "chain.pem").unlink(), "OPENGOV_SIGNING_CERTIFICATE"),
        (lambda office: (office / "chain.pem").write_bytes(b""), "OPENGOV_SIGNING_CERTIFICATE"),
        (lambda office: (office / "root.pem").replace(office / "chain.pem"), "OPENGOV_SIGNING_CERTIFICATE"),
        (expired, "OPENGOV_SIGNING_CERTIFICATE"),
    ],
)
def test_what_is_set_and_cannot_sign_refuses_and_names_the_setting(office, spoil, setting, caplog):
    spoil(office)
    with caplog.at_level(logging.ERROR), pytest.raises(RuleBroken) as error:
        ChosenSigner().sign(MANIFEST)
    [problem] = error.value.problems
    assert (problem.code, problem.rule, problem.params["setting"]) == ("signing_unusable", "R-T4", setting)
    assert str(office) not in str(problem)
    assert setting in caplog.text


@pytest.mark.parametrize("missing", ["OPENGOV_SIGNING_KEY", "OPENGOV_SIGNING_CERTIFICATE"])
def test_half_a_setting_refuses(office, monkeypatch, missing):
    monkeypatch.delenv(missing)
    with pytest.raises(RuleBroken):
        ChosenSigner().sign(MANIFEST)


def test_a_command_signs_the_manifest_it_reads(office, monkeypatch):
    command = f"openssl cms -sign -binary -outform DER -signer '{office}/chain.pem' -inkey {office}/key.pem"
    monkeypatch.setenv("OPENGOV_SIGNING_COMMAND", command)
    signature = ChosenSigner().sign(MANIFEST)
    assert openssl_accepts(office, MANIFEST, signature)
    assert not openssl_accepts(office, flipped(MANIFEST, 7), signature)


@pytest.mark.parametrize(
    "command",
    [
        "/no/such/command",
        "false",
        "cat",
        "true",
        "printf 0\x01",
        "unclosed 'quote",
        f"{sys.executable} -c 'import time; time.sleep(30)'",
        "echo $(id); true",
    ],
)
def test_a_command_that_does_not_sign_refuses(monkeypatch, command):
    monkeypatch.setenv("OPENGOV_SIGNING_COMMAND", command)
    monkeypatch.setenv("OPENGOV_SIGNING_SECONDS", "1")
    with pytest.raises(RuleBroken) as error:
        ChosenSigner().sign(MANIFEST)
    assert error.value.problems[0].params["setting"] == "OPENGOV_SIGNING_COMMAND"


@pytest.mark.parametrize("seconds", ["0", "x", "-1", "99999"])
def test_a_bad_limit_of_time_refuses(monkeypatch, seconds):
    monkeypatch.setenv("OPENGOV_SIGNING_COMMAND", "cat")
    monkeypatch.setenv("OPENGOV_SIGNING_SECONDS", seconds)
    with pytest.raises(RuleBroken) as error:
        ChosenSigner().sign(MANIFEST)
    assert error.value.problems[0].params["setting"] == "OPENGOV_SIGNING_SECONDS"


def test_the_settings_choose_an_offices_own_signer(monkeypatch):
    provideUtility(Hardware(), ISigner, "hardware")
    monkeypatch.setenv("OPENGOV_SIGNER", "hardware")
    assert ChosenSigner().sign(MANIFEST) == b"signed by hardware"


@pytest.mark.parametrize("name", ["missing", "key", "command"])
def test_a_chosen_signer_that_is_not_there_or_does_not_sign_refuses(monkeypatch, name):
    monkeypatch.setenv("OPENGOV_SIGNER", name)
    with pytest.raises(RuleBroken) as error:
        ChosenSigner().sign(MANIFEST)
    assert error.value.problems[0].params["setting"] == "OPENGOV_SIGNER"
