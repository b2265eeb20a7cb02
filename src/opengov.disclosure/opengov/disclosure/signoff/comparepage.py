"""``@@compare``: a companion beside its original, for people who may see both (R-I12)."""

from functools import cached_property
from opengov.disclosure.i18n import _
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IComparison
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from Products.Five.browser import BrowserView
from zExceptions import NotFound


#: What a line is, for people who do not see colours.
ROWS = {
    "changed": _("compare_changed", default="Changed"),
    "removed": _("compare_removed", default="Left out"),
    "added": _("compare_added", default="New"),
}

FILES = {
    "same": _("compare_file_same", default="The same file"),
    "changed": _("compare_file_changed", default="Another file of this name"),
    "absent": _("compare_file_absent", default="Left out"),
    "added": _("compare_file_added", default="New"),
}

_TONES = {"same": "text-bg-light", "changed": "text-bg-warning", "absent": "text-bg-danger", "added": "text-bg-success"}


class Compare(BrowserView):
    """Two columns; on a narrow screen one below the other."""

    def __call__(self):
        """The page.

        :raises NotFound: when there is no original, or none that the user may see (R-X1).
        """
        if self.original is None:
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return self.index()

    @cached_property
    def comparison(self) -> IComparison:
        return IComparison(self.context)

    @cached_property
    def original(self):
        return self.comparison.original()

    def note(self) -> str:
        """What is printed on the companion."""
        return ICompanions(self.context).note

    def sides(self) -> list[dict]:
        """Title, number and address of both."""
        return [
            {"title": document.title, "number": IDocumentNumber(document).text, "url": document.absolute_url()}
            for document in (self.original, self.context)
        ]

    def fields(self) -> list[dict]:
        """The differing fields."""
        return self.comparison.fields()

    def rows(self) -> list[dict]:
        """The paragraphs, each with the word for what became of it."""
        return [
            {"kind": row.kind, "word": ROWS.get(row.kind, ""), "left": row.left, "right": row.right}
            for row in self.comparison.rows()
        ]

    def attachments(self) -> list[dict]:
        """The attachments, each with the word for what became of it."""
        return [
            {"name": file.name, "word": FILES[file.kind], "tone": _TONES[file.kind]}
            for file in self.comparison.attachments()
        ]
