"""The local scan of a whole document: its fields now, its attachments as they were found on upload (R-S5, R-A4)."""

from dataclasses import replace
from lxml import html
from opengov.disclosure.core import scan
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.content import has_bytes
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IScan
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
        report = scan.scan(self._texts())
        findings, unread = list(report.findings), list(report.unread)
        for name, file in self._files():
            findings += [
                replace(finding, place=f"{name}/{finding.place}", id=f"{name}.{finding.id}")
                for finding in file.findings()
            ]
            unread += [(f"{name}/{place}", reason) for place, reason in file.unread()]
        return scan.Report(tuple(findings), tuple(unread), complete=not unread)

    def item_ids(self) -> frozenset[str]:
        return frozenset(self.report().to_handle())

    def marks(self) -> list[Problem]:
        allowed = {override["text"] for override in IDossier(self.context).overrides()}
        return [
            Problem(
                "mark_found",
                "R-A4",
                finding.place.split("/")[0],
                CLAUSE_NO_SECRETS,
                {"place": finding.place, "mark": finding.excerpt_masked},
            )
            for finding in self.report().findings
            if finding.kind == scan.MARK and finding.excerpt_masked not in allowed
        ]

    def _files(self) -> list[tuple[str, IFileDigest]]:
        """Attachments by the id they have in the document; their place is told by it."""
        return [(file.getId(), IFileDigest(file)) for file in IReviewedContent(self.context).files() if has_bytes(file)]

    def _texts(self) -> list[scan.Text]:
        return [
            scan.Text(name, text) for name, value in IReviewedContent(self.context).fields().items() if (text := words(value))
        ]


def words(value: object) -> str:
    """The readable text of a canonical field value; markup is read as lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and "raw" in value:
        return _lines(str(value["raw"] or ""))
    if isinstance(value, dict):
        return "\n".join(filter(None, map(words, value.values())))
    if isinstance(value, list):
        return "\n".join(filter(None, map(words, value)))
    return ""


def _lines(markup: str) -> str:
    if not markup.strip():
        return ""
    tree = html.fromstring(f"<div>{markup}</div>")
    for element in tree.iter("p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4"):
        element.tail = "\n" + (element.tail or "")
    return str(tree.text_content())
