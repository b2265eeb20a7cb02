"""What the papers of a hand-over say of all its records together: counted once, one record at a time."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.interfaces import Placed
from opengov.disclosure.transfer.writers.eep.naming import CLAUSE_CODE


#: 移交数据量 is told in GB with three decimals, counted as computers show it.
GIGABYTE = 1 << 30


@dataclass(frozen=True)
class Totals:
    """Numbers and limits of a hand-over.

    :param first: the 档号 of the first record; ``last`` of the last.
    """

    records: int
    files: int
    bytes: int
    first: str
    last: str
    years: tuple[str, ...]

    @property
    def gigabytes(self) -> str:
        """数据量 in GB, e.g. ``0.001``."""
        return f"{self.bytes / GIGABYTE:.3f}"

    @property
    def span(self) -> str:
        """起止档号."""
        return self.first if self.first == self.last else f"{self.first} 至 {self.last}"


def counted(rows: Callable[[], Iterable[Row]], placed: Callable[[], Iterable[Placed]]) -> Totals:
    """Count a hand-over.

    :raises RuleBroken: when two records have the same 档号: each has exactly one folder (R-T3).
    """
    codes: dict[str, None] = {}
    years: set[str] = set()
    for row in rows():
        if row.archival_code in codes:
            raise RuleBroken(
                Problem("eep_archival_code_twice", "R-T3", "archival_code", CLAUSE_CODE, {"code": row.archival_code})
            )
        codes[row.archival_code] = None
        years.add(row.issue_date[:4])
    files = size = 0
    for file in placed():
        files, size = files + 1, size + file.entry.size
    first, last = (next(iter(codes)), next(reversed(codes))) if codes else ("", "")
    return Totals(len(codes), files, size, first, last, tuple(sorted(years)))


def work(about: About) -> str:
    """交接工作名称."""
    kind = {"deposit": "主动公开信息移送", "transfer": "电子档案移交"}.get(about.purpose, "移交")
    return f"{about.agency['title']}向{about.receiver.get('title') or ''}{kind}（{about.sealed_at:%Y-%m-%d}）"


def content(about: About, totals: Totals) -> str:
    """内容描述."""
    years = "、".join(totals.years)
    kind = terms.PURPOSES.get(about.purpose, "移交")
    told = f"{about.agency['title']}{years}年文书类电子文件{totals.records}件，{kind}，标识{about.id}"
    return told + (f"，替代{about.supersedes}" if about.supersedes else "")
