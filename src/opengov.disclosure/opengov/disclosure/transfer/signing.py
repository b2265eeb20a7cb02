"""Signs manifests: with a key in a file, with a command of the office's own, or not at all (R-T4).

What signs is a setting of the server, never of the database: who may write the database must not be able to choose the key.
Each setting is an environment variable, or the same in ``<product-config opengov.disclosure>`` of zope.conf
(``OPENGOV_SIGNING_KEY`` is ``signing-key`` there). Whatever is set and does not work refuses: nothing is offered unsigned.
"""

from App.config import getConfiguration
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.hazmat.primitives.serialization import PublicFormat
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.interfaces import ISigner
from pathlib import Path
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer

import logging
import os
import shlex
import subprocess


logger = logging.getLogger("opengov.disclosure.signing")

CLAUSE = "电子档案管理办法（国家档案局令第22号）"
SECONDS = 60
#: DER of the content types that a signature may have: signedData of RFC 5652, and of GM/T 0010 (SM2).
SIGNED_DATA = (bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("060a2a811ccf550601040202"))
#: Kinds of keys that CMS is signed with here.
Key = RSAPrivateKey | EllipticCurvePrivateKey


def setting(name: str) -> str:
    """A setting of the server by the name of its environment variable; empty when it is not set."""
    product = (getattr(getConfiguration(), "product_config", None) or {}).get("opengov.disclosure", {})
    key = name.removeprefix("OPENGOV_").lower().replace("_", "-")
    return (os.environ.get(name) or product.get(key) or "").strip()


def unusable(name: str, why: str) -> RuleBroken:
    """What is raised when a setting is there and cannot be used; the server's log knows more."""
    logger.error("%s cannot be used: %s", name, why)
    return RuleBroken(Problem("signing_unusable", "R-T4", "signature", CLAUSE, {"setting": name}))


@implementer(ISigner)
class ChosenSigner:
    """The signer that the settings choose: the utility without a name. See ``ISigner``.

    ``OPENGOV_SIGNER`` names a utility; without it a command is taken before a key, and without either nothing is signed.
    """

    def sign(self, data: bytes) -> bytes:
        """Sign with the chosen one; see ``ISigner.sign``."""
        name = setting("OPENGOV_SIGNER")
        if not name:
            name = "command" if setting("OPENGOV_SIGNING_COMMAND") else "key"
            return getUtility(ISigner, name).sign(data)
        signer = queryUtility(ISigner, name)
        signature = signer.sign(data) if signer is not None else b""
        if not signature:
            raise unusable("OPENGOV_SIGNER", f"{name!r} is not there or does not sign")
        return signature


@implementer(ISigner)
class KeySigner:
    """Signs with a private key and a certificate chain in PEM files: the utility ``key``."""

    def sign(self, data: bytes) -> bytes:
        """Detached CMS with SHA-256, the chain inside; see ``ISigner.sign``."""
        if not setting("OPENGOV_SIGNING_KEY") and not setting("OPENGOV_SIGNING_CERTIFICATE"):
            return b""
        key, chain = self._key(), self._chain()
        if _public(key.public_key()) != _public(chain[0].public_key()):
            raise unusable("OPENGOV_SIGNING_CERTIFICATE", "the first certificate is of another key")
        if not chain[0].not_valid_before_utc <= now() <= chain[0].not_valid_after_utc:
            raise unusable("OPENGOV_SIGNING_CERTIFICATE", "the certificate is not valid today")
        builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(chain[0], key, hashes.SHA256())
        for certificate in chain[1:]:
            builder = builder.add_certificate(certificate)
        options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
        return builder.sign(Encoding.DER, options)

    def _key(self) -> Key:
        content, password = _content("OPENGOV_SIGNING_KEY"), None
        if setting("OPENGOV_SIGNING_PASSWORD_FILE"):
            password = _content("OPENGOV_SIGNING_PASSWORD_FILE").split(b"\n", 1)[0].rstrip(b"\r")
        try:
            key = load_pem_private_key(content, password)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise unusable("OPENGOV_SIGNING_KEY", str(error)) from error
        if not isinstance(key, Key):
            raise unusable("OPENGOV_SIGNING_KEY", "the key is neither RSA nor EC")
        return key

    def _chain(self) -> list[x509.Certificate]:
        content = _content("OPENGOV_SIGNING_CERTIFICATE")
        try:
            chain = x509.load_pem_x509_certificates(content)
            # a certificate of a kind of key that is not known here can be read, but its key cannot
            chain[0].public_key()
        except (ValueError, UnsupportedAlgorithm) as error:
            raise unusable("OPENGOV_SIGNING_CERTIFICATE", str(error)) from error
        return chain


@implementer(ISigner)
class CommandSigner:
    """Signs with a command: manifest on its standard input, DER on its standard output. The utility ``command``.

    For keys in hardware and for SM2, which no library here signs CMS with. The command is run without a shell.
    """

    def sign(self, data: bytes) -> bytes:
        """Run the command; see ``ISigner.sign``."""
        command = _arguments(setting("OPENGOV_SIGNING_COMMAND"))
        if not command:
            return b""
        seconds = _seconds()
        try:
            done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=True)
        except subprocess.CalledProcessError as error:
            told = error.stderr.decode(errors="replace")[-500:]
            raise unusable("OPENGOV_SIGNING_COMMAND", f"exit code {error.returncode}: {told}") from error
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise unusable("OPENGOV_SIGNING_COMMAND", type(error).__name__) from error
        if not is_signature(done.stdout):
            raise unusable("OPENGOV_SIGNING_COMMAND", "what it wrote is no CMS signature in DER")
        return done.stdout


def is_signature(der: bytes) -> bool:
    """Whether bytes are one whole DER value that says it is signed data. Who signed it is for the receiver to judge."""
    if len(der) < 2 or der[0] != 0x30:
        return False
    head, length = 2, der[1]
    if length & 0x80:
        head += length & 0x7F
        length = int.from_bytes(der[2:head])
    return len(der) == head + length and der[head:].startswith(SIGNED_DATA)


def _content(name: str) -> bytes:
    """The content of the file that a setting names."""
    try:
        return Path(setting(name)).read_bytes()
    except OSError as error:
        raise unusable(name, error.strerror or "cannot be read") from error


def _arguments(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise unusable("OPENGOV_SIGNING_COMMAND", str(error)) from error


def _seconds() -> int:
    asked = setting("OPENGOV_SIGNING_SECONDS") or str(SECONDS)
    if not asked.isdecimal() or not 1 <= int(asked) <= 3600:
        raise unusable("OPENGOV_SIGNING_SECONDS", "not a number from 1 to 3600")
    return int(asked)


def _public(key: CertificatePublicKeyTypes) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
