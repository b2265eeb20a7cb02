"""What of a whole package a check after the four properties can find out from plain facts (DA/T 70-2018)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from opengov.disclosure.core.fourproperties import Finding
from opengov.disclosure.core.fourproperties import MANUAL
from opengov.disclosure.core.handover_rows import Row


@dataclass(frozen=True)
class PackageFacts:
    """Numbers that a package is said to have, and those that were counted.

    :param listed: records in the list for the archives (目录), or -1 where the form has none.
    :param unreadable: paths of XML that does not parse.
    :param surplus: paths of files that belong to no record that was handed over.
    """

    records_told: int
    records: int
    files_told: int
    files: int
    bytes_told: int
    bytes: int
    listed: int = -1
    unreadable: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()


class Listed:
    """What the rows of a package have in common: places that follow each other, codes, numbers and titles that recur."""

    def __init__(self) -> None:
        self.records = 0
        self._gaps = 0
        self._codes: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        self._titles: Counter[str] = Counter()

    def add(self, row: Row) -> None:
        """Take a row in."""
        self.records += 1
        self._gaps += row.place != self.records
        self._codes[row.archival_code] += 1
        self._numbers[row.number] += 1
        self._titles[row.title] += 1

    def findings(self) -> Iterator[Finding]:
        """A 档号 twice is wrong. A number twice may be a correction, a title twice a custom: somebody looks at it."""
        if self._gaps:
            yield Finding("continuous", f"顺序号有{self._gaps}处不连续")
        for name, counted, result in (
            ("档号", self._codes, {}),
            ("文号", self._numbers, {"result": MANUAL}),
            ("题名", self._titles, {"result": MANUAL}),
        ):
            for value, times in counted.items():
                if value and times > 1:
                    hint = "，由人工确认" if result else ""
                    yield Finding("repeated", f"{name}“{value}”出现{times}次{hint}", **result)


def package_findings(facts: PackageFacts) -> Iterator[Finding]:
    """Everything that the package as a whole has against it."""
    if facts.records != facts.records_told:
        yield Finding("records", f"应有{facts.records_told}件，实有{facts.records}件")
    if facts.listed not in (-1, facts.records):
        yield Finding("records", f"目录列{facts.listed}件，实有{facts.records}件")
    if facts.bytes != facts.bytes_told:
        yield Finding("bytes", f"应有{facts.bytes_told}字节，实有{facts.bytes}字节")
    if facts.files != facts.files_told:
        yield Finding("package_content", f"应有{facts.files_told}个文件，实有{facts.files}个")
    for path in facts.surplus:
        yield Finding("package_content", f"{path}不属于任何一件")
    for path in facts.unreadable:
        yield Finding("readable", f"{path}不能按XML读取")
