"""The local scan of a whole document: its fields now, its attachments as they were found on upload (R-S5, R-A4)."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from opengov.disclosure import fieldwords
from opengov.disclosure.core import scan
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy import rescanning
from opengov.disclosure.secrecy import written
from opengov.disclosure.secrecy.content import has_bytes
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.secrecy.readers_plain import read_html
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import Unreadable
from opengov.disclosure.secrecy.rescanning import INDEX
from zope.component import adapter
from zope.interface import implementer


CLAUSE_NO_SECRETS = "保守国家秘密法 第三十一条"


@implementer(IScan)
@adapter(IGoverned)
class LocalScan:
    """See ``IScan``."""

    def __init__(self, context) -> None:
        self.context = context

    def report(self) -> scan.Report:
        key = IDossier(self.context).salt.encode()
        report = scan.scan(*self._read(), key=key)
        findings, unread = list(report.findings), list(report.unread)
        for name, file in self._files():
            findings += [
                replace(finding, place=f"{name}/{finding.place}", id=scan.keyed(f"{name}.{finding.id}", key))
                for finding in file.findings()
            ]
            unread += [(f"{name}/{place}", reason) for place, reason in file.unread()]
        return scan.Report(tuple(findings), tuple(unread), complete=not unread)

    def item_ids(self) -> frozenset[str]:
        return frozenset(self.report().to_handle())

    def waiting(self) -> bool:
        return any(file.waiting() for _, file in self._files())

    def scan_waiting(self) -> int:
        waiting = [file for file in self._containers() if IFileDigest(file).waiting()]
        for file in waiting:
            IFileDigest(file).scan_again()
            file.reindexObject(idxs=[INDEX])
        return len(waiting)

    def rescan(self) -> dict:
        self.scan_waiting()
        for _, file in self._files():
            file.scan_again()
        return rescanning.keep(self.context, self.report())

    def confirm(self, handled: object, comment: str = "") -> None:
        rescanning.confirm(self.context, handled, comment)

    def marks(self) -> list[Problem]:
        return self._problems(self.report().findings)

    def marks_in(self, values: Mapping[str, object]) -> list[Problem]:
        texts = [text for name, value in values.items() for text in written.texts(name, value)]
        return self._problems(scan.scan(texts).findings)

    def _problems(self, findings: Iterable[scan.Finding]) -> list[Problem]:
        """The marks among findings that nobody lets stand."""
        allowed = {override["text"] for override in IDossier(self.context).overrides()}
        return [
            Problem(
                "mark_found",
                "R-A4",
                finding.place.split("/")[0],
                CLAUSE_NO_SECRETS,
                {"place": self._place(finding.place), "mark": finding.excerpt_masked},
            )
            for finding in findings
            if finding.kind == scan.MARK and finding.excerpt_masked not in allowed
        ]

    def _place(self, place: str) -> str:
        """Where something was found, in words: the title of the field; of an attachment the place as it is."""
        return fieldwords.title(fieldwords.fields_of(self.context).get(place.partition("/")[0]), place)

    def _files(self) -> list[tuple[str, IFileDigest]]:
        """Attachments by the id they have in the document; their place is told by it."""
        return [(file.getId(), IFileDigest(file)) for file in self._containers()]

    def _containers(self) -> list:
        return [file for file in IReviewedContent(self.context).files() if has_bytes(file)]

    def _read(self) -> tuple[list[scan.Text], list[tuple[str, str]]]:
        """Texts of the fields, and what could not be read of them."""
        texts: list[scan.Text] = []
        unread: list[tuple[str, str]] = []
        for name, value in IReviewedContent(self.context).fields().items():
            if isinstance(value, dict) and "raw" in value:
                # Markup is read with its comments and attributes: a number can hide there.
                harvest = Harvest()
                try:
                    read_html(str(value["raw"] or "").encode(), name, harvest)
                except Unreadable as error:
                    unread.append((name, error.reason))
                texts += harvest.texts()
                unread += harvest.unread
            elif told := words(value):
                # Only a text of several lines has a head that could bear a mark alone on its line.
                texts.append(scan.Text(name, told) if isinstance(value, str) else scan.Text(name, told, head_lines=0))
        return texts, unread


def words(value: object) -> str:
    """The text of a canonical field value."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(filter(None, map(words, value.values())))
    if isinstance(value, list):
        return "\n".join(filter(None, map(words, value)))
    return ""
