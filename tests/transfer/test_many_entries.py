"""More files in a package than an old ZIP can count."""

from opengov.disclosure.core import packages

import dataclasses
import io
import zipfile


def test_more_than_65535_entries_are_found_by_zipfile():
    one = packages.entry_of("data/x", b"", "x")
    entries = [dataclasses.replace(one, path=f"data/{number}") for number in range(65536)]
    plan = packages.layout(entries, "root")
    pieces = packages.segments(plan, 0, plan.length)
    data = b"".join(piece.data for piece in pieces if isinstance(piece, packages.Literal))
    assert len(zipfile.ZipFile(io.BytesIO(data)).namelist()) == 65536
