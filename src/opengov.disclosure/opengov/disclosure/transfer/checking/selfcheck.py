"""Goes through a package record by record, together with what was sealed, and says the results (``ISelfCheck``)."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from opengov.disclosure.core.fourproperties import FAILED
from opengov.disclosure.core.fourproperties import ITEMS
from opengov.disclosure.core.fourproperties import Tally
from opengov.disclosure.core.packagechecks import Listed
from opengov.disclosure.core.packagechecks import package_findings
from opengov.disclosure.core.packagechecks import PackageFacts
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.recordchecks import file_findings
from opengov.disclosure.core.recordchecks import FileFacts
from opengov.disclosure.core.recordchecks import findings
from opengov.disclosure.core.recordchecks import RecordFacts
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.transfer.checking.contents import is_intact
from opengov.disclosure.transfer.checking.contents import look_at
from opengov.disclosure.transfer.checking.descriptions import Description
from opengov.disclosure.transfer.checking.descriptions import read
from opengov.disclosure.transfer.interfaces import ISelfCheck
from opengov.disclosure.transfer.interfaces import Item
from zope.interface import implementer


CLAUSE = "DA/T 70-2018"
#: An XML that was written for the record, not handed in by the office.
METADATA = "metadata"
#: Forms that cannot do without 档号.
CODED = "eep"
#: Items that only a whole package can answer.
COUNTED = frozenset({"linked", "content"})
LAST_DAY = "9999-12-31"


@implementer(ISelfCheck)
class SelfCheck:
    """See ``ISelfCheck``."""

    def problems(self, item: Item) -> list[Problem]:
        """See ``ISelfCheck``."""
        found = list(findings(_facts(item, (), coded=False, day=LAST_DAY)))
        for file in item.files:
            failed = [one for one in file_findings(look_at(file), item.row) if one.result == FAILED]
            # what was altered on the disk is not the office's fault: the sealer finds it and says so
            if failed and is_intact(file):
                found += failed
        return [
            Problem("selfcheck_failed", "R-T3", "", CLAUSE, {"item": ITEMS[one.item].name, "note": one.note})
            for one in found
            if one.result == FAILED and one.item not in COUNTED
        ]

    def check(self, handover, items: Callable[[], Iterable[Item]]) -> tuple[dict[str, str], ...]:
        """See ``ISelfCheck``."""
        tally, listed, package = Tally(), Listed(), _Package(handover)
        facts = handover.facts
        coded = str(facts["format"]).startswith(CODED)
        for item in items():
            listed.add(item.row)
            files, described = _files(item, package.described(item))
            known = _facts(item, files, coded, str(facts["sealed_at"])[:10])
            acts = None if facts["scope"] == "public" else known.acts or frozenset()
            tally.add(findings(replace(known, described=described, acts=acts)))
        tally.add(listed.findings())
        tally.add(package_findings(package.closed(listed.records)))
        return tuple(tally.results(f"共检测{listed.records}件、{package.files}个文件"))


class _Package:
    """The files of a package, passed through once, in its order."""

    def __init__(self, handover) -> None:
        self._handover = handover
        self._placed = iter(handover.placed())
        self._next = next(self._placed, None)
        self.files = self.bytes = 0
        self._unreadable: list[str] = []

    def described(self, item: Item) -> tuple[set[str], list[Description]]:
        """Digests of a record's files in the package, and what its descriptions say."""
        handed_in = {file.entry.sha256 for file in item.files if file.role != METADATA}
        digests, told = set(), []
        for entry in self._of(item.row.place):
            digests.add(entry.sha256)
            if _is_xml(entry) and entry.sha256 not in handed_in:
                told.append(self._read(entry))
        return digests, told

    def closed(self, records: int) -> PackageFacts:
        """What was counted, after the files that belong to the package as a whole."""
        listed, surplus = -1, []
        for entry in self._of(0):
            if _is_xml(entry):
                rows = self._read(entry).rows
                listed = rows if rows else listed
        while self._next is not None:
            surplus.append(self._next[0].path)
            self._step()
        facts = self._handover.facts
        return PackageFacts(
            records_told=facts["records"],
            records=records,
            files_told=facts["files"],
            files=self.files,
            bytes_told=facts["bytes"],
            bytes=self.bytes,
            listed=listed,
            unreadable=tuple(self._unreadable),
            surplus=tuple(surplus),
        )

    def _of(self, place: int) -> Iterator[Entry]:
        while self._next is not None and self._next[1] == place:
            entry = self._next[0]
            self._step()
            yield entry

    def _step(self) -> None:
        self.files += 1
        self.bytes += self._next[0].size
        self._next = next(self._placed, None)

    def _read(self, entry: Entry) -> Description:
        with self._handover.open(entry.source, entry.offset, entry.size) as stream:
            found = read(stream, entry.size)
        if not found.readable:
            self._unreadable.append(entry.path)
        return found


def _facts(item: Item, files: tuple[FileFacts, ...], coded: bool, day: str) -> RecordFacts:
    acts = frozenset(act["action"] for act in item.record.acts)
    # a record for the public says nothing of acts
    return RecordFacts(item.row, str(item.record.agency["fonds"] or ""), coded, day, acts or None, files)


def _is_xml(entry: Entry) -> bool:
    return entry.path.lower().endswith(".xml")


def _files(item: Item, seen: tuple[set[str], list[Description]]) -> tuple[tuple[FileFacts, ...], bool]:
    """What was seen of a record's files, and whether it is described at all."""
    digests, told = seen
    inside = {digest for one in told for digest in one.inside}
    sizes = {digest: size for one in told for digest, size in one.sizes.items()}
    naming = any(one.names_files for one in told)
    files = []
    for file in item.files:
        digest = file.entry.sha256
        # an EEP says what the metadata of the sealed record say
        replaced = naming and file.role == METADATA
        packed = replaced or digest in digests or digest in inside
        linked = replaced or not naming or digest in sizes
        files.append(look_at(file, packed, linked, sizes.get(digest)))
    return tuple(files), bool(told)
