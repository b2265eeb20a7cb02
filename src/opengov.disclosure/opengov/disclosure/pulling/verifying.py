"""Verifies what lies in the folder of a hand-over: manifest, signature, package, and every file of the package."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.pulling.download import CHUNK
from opengov.disclosure.pulling.folder import MANIFEST
from opengov.disclosure.pulling.folder import SIGNATURE
from pathlib import Path

import hashlib
import json
import os
import re
import struct
import subprocess
import zipfile
import zlib


FORMAT = "opengov.disclosure/handover/1"
ENCRYPTED = 1
#: What the standard library raises at a ZIP that is none, or was altered.
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, struct.error)
#: Where OpenSSL has SM3 (GB/T 32905); elsewhere the SHA-256 is checked alone, and that is said.
HAS_SM3 = "sm3" in hashlib.algorithms_available


@dataclass(frozen=True)
class Finding:
    """What is wrong with a file: its path in the package, or the name of manifest, signature or package; code; remark."""

    path: str
    code: str
    note: str = ""


@dataclass
class Verified:
    """What a verification found.

    :ivar findings: all that is wrong; empty when all is right.
    :ivar digests: of the package as it lies here: ``sha-256`` and, where it can be made, ``sm3`` (hexadecimal).
    :ivar notes: what was and was not checked; see ``words.CHINESE``.
    :ivar manifest_digest: SHA-256 of the manifest.
    """

    findings: list[Finding] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    files: int = 0
    size: int = 0
    supersedes: str = ""
    manifest_digest: str = ""


class Malformed(Exception):
    """The manifest is not one."""


def read_manifest(data: bytes, id: str) -> dict:
    """A manifest whose every member that is used later is there and of its kind.

    :raises Malformed: otherwise.
    """
    try:
        manifest = json.loads(data)
        package = manifest["package"]
        hex_digits(package["sha256"], 64)
        fine = manifest["format"] == FORMAT and manifest["id"] == id and _is_size(package["size"])
        fine = fine and isinstance(manifest.get("supersedes") or "", str)
        for file in manifest["files"]:
            fine = fine and isinstance(file["path"], str) and _is_size(file["size"])
            hex_digits(file["sha256"], 64)
            hex_digits(file["crc32"], 8)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Malformed(str(error)) from error
    if not fine:
        raise Malformed("a value is not what it should be")
    return manifest


def hex_digits(value: str, length: int) -> str:
    """The value when it is so many hexadecimal digits.

    :raises ValueError: otherwise.
    """
    if not re.fullmatch(f"[0-9a-f]{{{length}}}", value):
        raise ValueError(value)
    return value


def verify(place: Path, id: str, record: Mapping, signers: str | None) -> Verified:
    """Verify everything of one hand-over.

    :param place: its folder.
    :param record: what the client knows of it; the digest of the manifest when it was pulled.
    :param signers: file with the certificates that its signature must lead to, or None.
    """
    result = Verified()
    path, package = place / MANIFEST, place / f"{id}.zip"
    try:
        data = path.read_bytes()
        manifest = read_manifest(data, id)
    except (OSError, Malformed) as error:
        result.findings.append(Finding(MANIFEST, "manifest_malformed", str(error)))
        return result
    result.manifest_digest = hashlib.sha256(data).hexdigest()
    result.supersedes = manifest.get("supersedes") or ""
    if record.get("manifest_sha256", result.manifest_digest) != result.manifest_digest:
        result.findings.append(Finding(MANIFEST, "manifest_changed"))
    verify_signature(place, signers, result)
    if not package.is_file():
        result.findings.append(Finding(package.name, "package_missing"))
        return result
    _verify_package(package, manifest["package"], result)
    result.files = len(manifest["files"])
    result.findings += list(_file_findings(package, manifest["files"], id))
    return result


def verify_signature(place: Path, signers: str | None, result: Verified) -> None:
    """Check the signature over the manifest with ``openssl cms``."""
    signature = place / SIGNATURE
    if signers is None:
        result.notes.append("signature not checked" if signature.is_file() else "no signature")
        return
    if not signature.is_file():
        result.findings.append(Finding(SIGNATURE, "signature_missing"))
        return
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(signature), "-purpose", "any"]
    command += ["-content", str(place / MANIFEST), "-CAfile", signers, "-no-CApath", "-no-CAstore", "-out", os.devnull]
    try:
        done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        result.findings.append(Finding(SIGNATURE, "signature_not_checked", str(error)))
        return
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        result.findings.append(Finding(SIGNATURE, "signature_invalid", said[-1] if said else ""))
    else:
        result.notes.append("signature valid")


def _verify_package(package: Path, promised: Mapping, result: Verified) -> None:
    digests = [hashlib.sha256()] + ([hashlib.new("sm3", usedforsecurity=False)] if HAS_SM3 else [])
    with package.open("rb") as source:
        while chunk := source.read(CHUNK):
            result.size += len(chunk)
            for digest in digests:
                digest.update(chunk)
    result.digests = dict(zip(("sha-256", "sm3"), (digest.hexdigest() for digest in digests), strict=False))
    if result.size != promised["size"]:
        result.findings.append(Finding(package.name, "package_size", f"{result.size} / {promised['size']}"))
    if result.digests["sha-256"] != promised["sha256"]:
        result.findings.append(Finding(package.name, "package_sha256"))
    if HAS_SM3 and promised.get("sm3"):
        result.notes.append("sm3 checked")
        if result.digests["sm3"] != promised["sm3"]:
            result.findings.append(Finding(package.name, "package_sm3"))
    else:
        result.notes.append("sm3 not checked")


def _file_findings(package: Path, files: list[Mapping], root: str) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(package) as opened:
            yield from _compare(opened, {file["path"]: file for file in files}, len(files), root)
    except BROKEN as error:
        yield Finding(package.name, "package_unreadable", str(error))


def _compare(opened: zipfile.ZipFile, promised: dict[str, Mapping], count: int, root: str) -> Iterator[Finding]:
    seen: set[str] = set()
    if len(promised) != count:
        yield Finding(MANIFEST, "file_twice")
    for info in opened.infolist():
        # what the package calls it, also where a library would cut or turn it
        name = info.orig_filename.removeprefix(f"{root}/")
        if not _is_safe(info.orig_filename) or (info.external_attr >> 28) not in (0, 0o10):
            yield Finding(name, "file_unsafe")
        elif info.compress_type != zipfile.ZIP_STORED or info.flag_bits & ENCRYPTED:
            yield Finding(name, "file_packed")
        elif name in seen:
            yield Finding(name, "file_twice")
        elif name not in promised or not info.orig_filename.startswith(f"{root}/"):
            yield Finding(name, "file_extra")
        else:
            yield from _file_problems(opened, info, name, promised[name])
        seen.add(name)
    yield from (Finding(name, "file_missing") for name in promised if name not in seen)


def _file_problems(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, promised: Mapping) -> Iterator[Finding]:
    size, crc32, digest = 0, 0, hashlib.sha256()
    if info.file_size != promised["size"] or int(promised["crc32"], 16) != info.CRC:
        yield Finding(name, "file_size" if info.file_size != promised["size"] else "file_crc32")
        return
    try:
        with opened.open(info) as source:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                crc32 = zlib.crc32(chunk, crc32)
                digest.update(chunk)
    except BROKEN as error:
        yield Finding(name, "file_crc32" if "CRC" in str(error) else "package_unreadable", str(error))
        return
    if size != promised["size"]:
        yield Finding(name, "file_size", f"{size} / {promised['size']}")
    elif digest.hexdigest() != promised["sha256"]:
        yield Finding(name, "file_sha256")


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    return not any(part in ("", ".", "..") for part in parts) and not re.search(r"[\x00-\x1f\x7f\\:]", path)
