"""What an archive can fetch of a hand-over as bytes that never change: package, manifest, signature, single files."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from opengov.disclosure.transfer.pull.stream import entry_run
from opengov.disclosure.transfer.pull.stream import package_runs
from opengov.disclosure.transfer.pull.stream import Run
from opengov.disclosure.transfer.pull.stream import RunsBody
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from urllib.parse import quote

import os
import re


#: What has no type of its own.
UNKNOWN = "application/octet-stream"
_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}")


@dataclass(frozen=True)
class Representation:
    """Bytes with their name and digest.

    :param size: length in bytes.
    :param sha256: of all the bytes, 64 hexadecimal digits.
    :param name: what the file is called when it is saved.
    :param open: gives the bytes from a start up to, not including, a stop; they need the database no more.
    """

    size: int
    sha256: str
    media_type: str
    name: str
    open: Callable[[int, int], RunsBody]

    @property
    def etag(self) -> str:
        """Strong: the same bytes for ever."""
        return f'"{self.sha256}"'

    def headers(self) -> dict[str, str]:
        """Headers that every answer about it carries."""
        digest = b64encode(bytes.fromhex(self.sha256)).decode()
        return {
            "Accept-Ranges": "bytes",
            "ETag": self.etag,
            "Repr-Digest": f"sha-256=:{digest}:",
            "Content-Type": self.media_type if _TYPE.fullmatch(self.media_type) else UNKNOWN,
            "Content-Disposition": disposition(self.name),
            "Cache-Control": "private, no-cache, no-transform",
            "X-Content-Type-Options": "nosniff",
        }


def disposition(name: str) -> str:
    """``Content-Disposition`` with the name as it is and one in ASCII for those who cannot read it (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name) or "file"
    whole = quote(name.encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"


def package(handover) -> Representation:
    """The whole package, from the spool; from the sealed files when the spool has lost it or it was written to."""

    def opened(start: int, stop: int) -> RunsBody:
        spool = Spool(spool_folder())
        if spool.holds(sealed["sha256"], sealed["size"]):
            return RunsBody([Run(stop - start, path=str(spool.path(sealed["sha256"])), offset=start)])
        return RunsBody(list(package_runs(handover.plan(), _Paths(handover), start, stop)))

    sealed = handover.package
    return Representation(sealed["size"], sealed["sha256"], "application/zip", f"{handover.id}.zip", opened)


def manifest(handover) -> Representation | None:
    """The list of everything in the package."""
    return _kept(handover, "manifest", "application/json", f"{handover.id}.json")


def signature(handover) -> Representation | None:
    """The detached signature over the manifest; None when there was no signer."""
    return _kept(handover, "signature", "application/pkcs7-signature", f"{handover.id}.p7s")


def file(handover, number: int) -> tuple[Representation, int] | None:
    """One file by its number in the manifest, and the place of its record (0: none); None when there is no such file."""
    found = next(islice(handover.placed(), number - 1, number), None)
    if found is None:
        return None

    def opened(start: int, stop: int) -> RunsBody:
        return RunsBody([entry_run(entry, handover.path(entry.source), start, stop)])

    entry, place, name, media_type = found
    return Representation(entry.size, entry.sha256, media_type, name or entry.path.rpartition("/")[2], opened), place


class _Paths(dict):
    """Source key -> path of its bytes, asked only for what is sent."""

    def __init__(self, handover) -> None:
        super().__init__()
        self._handover = handover

    def __missing__(self, source: str) -> str:
        path = self[source] = self._handover.path(source)
        return path


def _kept(handover, what: str, media_type: str, name: str) -> Representation | None:
    found = handover.kept(what)
    if found is None:
        return None
    path, sha256 = found
    size = os.path.getsize(path)

    def opened(start: int, stop: int) -> RunsBody:
        whole = stop - start == size
        return RunsBody([Run(stop - start, path=path, offset=start, sha256=sha256 if whole else "")])

    return Representation(size, sha256, media_type, name, opened)
