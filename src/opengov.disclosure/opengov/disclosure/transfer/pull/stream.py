"""A package as a file that the web server sends by itself, outside its worker threads.

A seekable ``io.RawIOBase`` goes through ``wsgi.file_wrapper``: waitress reads it in its I/O loop, so that a slow client
costs no thread. It is read after the request ended: nothing here may touch the object database.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import Literal
from opengov.disclosure.core.packages import segments
from opengov.disclosure.core.packages import ZipLayout

import bisect
import hashlib
import io
import os


@dataclass(frozen=True)
class Run:
    """Bytes at hand, or a stretch of a file that is opened only when its turn comes.

    :param sha256: what the stretch must hash to; empty when only a part of what was digested is read.
    """

    size: int
    data: bytes = b""
    path: str = ""
    offset: int = 0
    sha256: str = ""


def package_runs(plan: ZipLayout, paths: Mapping[str, str], start: int, stop: int) -> Iterator[Run]:
    """Where the bytes of a range of a package lie on disk.

    :param paths: source key of the entries -> path of the file.
    """
    for piece in segments(plan, start, stop):
        if isinstance(piece, Literal):
            yield Run(len(piece.data), data=piece.data)
        else:
            yield entry_run(piece.entry, paths[piece.entry.source], piece.start, piece.start + piece.size)


def entry_run(entry: Entry, path: str, start: int, stop: int) -> Run:
    """Where a stretch of one file's bytes lies on disk."""
    whole = stop - start == entry.size
    return Run(stop - start, path=path, offset=entry.offset + start, sha256=entry.sha256 if whole else "")


class _Check:
    """Hashes a run while it is read. Servers read a piece, put back what was not sent and read it again."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._found = hashlib.sha256()
        self._done = 0

    def saw(self, inside: int, data: memoryview) -> None:
        """Take note of bytes at a position; what was hashed already is passed over.

        :raises OSError: with the last byte, however often it is read, when the bytes are not those that were sealed.
        """
        if inside <= self._done < inside + len(data):
            self._found.update(data[self._done - inside :])
            self._done = inside + len(data)
        ends = inside + len(data) == self.run.size == self._done
        if ends and self._found.hexdigest() != self.run.sha256:
            raise OSError(f"{self.run.path} is not what was sealed")


class RunsBody(io.RawIOBase):
    """Runs, one after the other, as one seekable file. One file is open at a time, whatever their number."""

    def __init__(self, runs: Sequence[Run]) -> None:
        super().__init__()
        self._runs = [run for run in runs if run.size]
        self._ends = list(accumulate(run.size for run in self._runs))
        self._length = self._ends[-1] if self._ends else 0
        self._position = 0
        self._open: tuple[str, io.FileIO] | None = None
        self._check: _Check | None = None

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """The server asks this before it takes the body over."""
        return True

    def tell(self) -> int:
        """Position in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move; a position outside is moved to the nearest end."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._length}[whence]
        self._position = min(max(base + offset, 0), self._length)
        return self._position

    def readinto(self, buffer) -> int:
        """Fill the buffer over the borders of runs, so that only the end reads short.

        :raises OSError: when a file is gone, shorter or another than it was when it was sealed: the server then cuts the
            connection before the last byte, and the client sees that the body is not whole.
        """
        view = memoryview(buffer).cast("B")
        done = 0
        while done < len(view) and self._position < self._length:
            done += self._read_run(view[done:])
        return done

    def close(self) -> None:
        """Close the file that is open."""
        if self._open is not None:
            self._open[1].close()
            self._open = None
        super().close()

    def _read_run(self, view: memoryview) -> int:
        index = bisect.bisect_right(self._ends, self._position)
        run = self._runs[index]
        inside = self._position - (self._ends[index] - run.size)
        size = min(len(view), run.size - inside)
        if run.path:
            size = self._read_file(run, inside, view[:size])
        else:
            view[:size] = run.data[inside : inside + size]
        self._position += size
        return size

    def _read_file(self, run: Run, inside: int, view: memoryview) -> int:
        if self._open is None or self._open[0] != run.path:
            if self._open is not None:
                self._open[1].close()
            self._open = (run.path, io.FileIO(run.path))
        file = self._open[1]
        file.seek(run.offset + inside)
        size = file.readinto(view)
        if not size:
            raise OSError(f"{run.path} ends before the package does")
        if run.sha256:
            if self._check is None or self._check.run is not run:
                self._check = _Check(run)
            self._check.saw(inside, view[:size])
        return size
