"""Tag files of a BagIt 1.0 bag (RFC 8493) over a sealed list: one way among others of writing it down."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.packages import Entry


DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sm3")


@dataclass(frozen=True)
class BagInfo:
    """What ``bag-info.txt`` says: the organ, the id of the hand-over, its fonds, the day of the seal, and a sentence."""

    organization: str
    identifier: str
    group: str
    sealed_on: date
    description: str = ""


def bag_files(payload: Callable[[], Iterable[Entry]], info: BagInfo) -> dict[str, bytes | Iterable[bytes]]:
    """Return the tag files of a BagIt 1.0 bag over the payload: path to bytes, in the order they are packed.

    :param payload: callable that iterates over the entries, whose paths begin with ``data/``; it is asked several times.
    """
    files: dict[str, bytes | Iterable[bytes]] = {"bagit.txt": DECLARATION, "bag-info.txt": _bag_info(payload(), info)}
    manifests = {f"manifest-{name}.txt": name for name in ALGORITHMS}
    tags = {path: digest_stream(path, [data]) for path, data in files.items() if isinstance(data, bytes)}
    tags |= {path: digest_stream(path, _manifest(payload(), name)) for path, name in manifests.items()}
    files |= {path: _manifest(payload(), name) for path, name in manifests.items()}
    for name in ALGORITHMS:
        files[f"tagmanifest-{name}.txt"] = b"".join(_line(getattr(tag, name), path) for path, tag in tags.items())
    return files


def _bag_info(payload: Iterable[Entry], info: BagInfo) -> bytes:
    octets = count = 0
    for entry in payload:
        octets += entry.size
        count += 1
    lines: Mapping[str, str] = {
        "Source-Organization": info.organization,
        "Bagging-Date": info.sealed_on.isoformat(),
        "External-Identifier": info.identifier,
        "External-Description": info.description,
        "Bag-Group-Identifier": info.group,
        "Payload-Oxum": f"{octets}.{count}",
    }
    # a line break in a value would begin another label
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines.items() if value).encode()


def _manifest(payload: Iterable[Entry], algorithm: str) -> Iterator[bytes]:
    return (_line(getattr(entry, algorithm), entry.path) for entry in payload)


def _line(digest: str, path: str) -> bytes:
    return f"{digest}  {_escaped(path)}\n".encode()


def _escaped(path: str) -> str:
    """Percent-encode what a manifest line cannot hold (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
