"""Tag files of a BagIt 1.0 bag (RFC 8493) over a sealed list: one way among others of writing it down."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import entry_of


@dataclass(frozen=True)
class BagInfo:
    """What ``bag-info.txt`` says: the organ, the id of the hand-over, its fonds and the day of the seal."""

    organization: str
    identifier: str
    group: str
    sealed_on: date


def bag_files(payload: Sequence[Entry], info: BagInfo) -> dict[str, bytes]:
    """Return the tag files of a BagIt 1.0 bag over the payload: path to bytes, in the order they are packed.

    :param payload: entries whose paths begin with ``data/``.
    """
    files = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _bag_info(payload, info),
        "manifest-sha256.txt": _manifest({entry.path: entry.sha256 for entry in payload}),
        "manifest-sm3.txt": _manifest({entry.path: entry.sm3 for entry in payload}),
    }
    tags = [entry_of(path, data, "") for path, data in files.items()]
    files["tagmanifest-sha256.txt"] = _manifest({tag.path: tag.sha256 for tag in tags})
    files["tagmanifest-sm3.txt"] = _manifest({tag.path: tag.sm3 for tag in tags})
    return files


def _bag_info(payload: Sequence[Entry], info: BagInfo) -> bytes:
    octets = sum(entry.size for entry in payload)
    lines = {
        "Source-Organization": info.organization,
        "Bagging-Date": info.sealed_on.isoformat(),
        "External-Identifier": info.identifier,
        "Bag-Group-Identifier": info.group,
        "Payload-Oxum": f"{octets}.{len(payload)}",
    }
    # a line break in a value would begin another label
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines.items()).encode()


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in digests.items()).encode()


def _escaped(path: str) -> str:
    """Percent-encode what a manifest line cannot hold (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
