"""The files of an import: a ZIP that was looked at before anything of it is unpacked, or files one by one."""

from opengov.disclosure.core import listed_files
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing.reading import decoded
from opengov.disclosure.existing.store import blob_from
from opengov.disclosure.existing.store import Job
from typing import IO

import lzma
import stat
import zipfile
import zlib


_UTF8 = 0x800
_ENCRYPTED = 0x1


def keep(job: Job, source: IO[bytes]) -> None:
    """Keep a ZIP with a job.

    :raises RuleBroken: when it is none, or dangerous (``core.listed_files.archive_problems``).
    """
    try:
        with zipfile.ZipFile(source) as parts:
            found = [(place, name_of(info), info) for place, info in enumerate(parts.infolist())]
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise RuleBroken(Problem("existing_archive_unreadable", "R-X2", "files")) from error
    files = [(place, name, info) for place, name, info in found if not listed_files.is_litter(name)]
    enforce(listed_files.archive_problems(_member(name, info) for _place, name, info in files))
    for place, name, info in files:
        job.members[name] = {"size": info.file_size, "place": place}
    source.seek(0)
    job.archive = blob_from(source)


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a file of a ZIP: UTF-8 where the ZIP says so, else what it was made with, GBK in most offices."""
    if info.flag_bits & _UTF8:
        return info.filename
    name = decoded(info.orig_filename.encode("cp437", "replace"))
    return info.filename if name is None else name.split("\x00", 1)[0]


def _member(name: str, info: zipfile.ZipInfo) -> listed_files.Member:
    mode = info.external_attr >> 16
    return listed_files.Member(
        name=name,
        size=info.file_size,
        packed=info.compress_size,
        encrypted=bool(info.flag_bits & _ENCRYPTED),
        linked=stat.S_ISLNK(mode),
    )


class Store:
    """The bytes of a job's files, for as long as a batch lasts."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._opened: IO[bytes] | None = None
        self._parts: zipfile.ZipFile | None = None

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_exception) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the archive; it is opened again when it is asked for. After a rollback its file may be another one."""
        if self._parts is not None and self._opened is not None:
            self._parts.close()
            self._opened.close()
        self._parts = self._opened = None

    def read(self, name: str) -> bytes:
        """The bytes of one file.

        :raises RuleBroken: when it cannot be unpacked, or is larger than it said.
        """
        file = self.job.files.get(name)
        if file is not None:
            with file.blob.open("r") as source:
                return source.read()
        return self._unpacked(name)

    def _unpacked(self, name: str) -> bytes:
        member = self.job.members.get(name)
        if member is None or self.job.archive is None:
            raise RuleBroken(listed_files.file_problem("missing", "paper", name))
        if self._parts is None:
            self._opened = self.job.archive.open("r")
            self._parts = zipfile.ZipFile(self._opened)
        try:
            with self._parts.open(self._parts.infolist()[member["place"]]) as source:
                data = source.read(listed_files.MAX_FILE + 1)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError) as error:
            raise RuleBroken(listed_files.file_problem("broken", "paper", name)) from error
        if len(data) > listed_files.MAX_FILE:
            raise RuleBroken(listed_files.file_problem("size", "paper", name))
        return data
