"""``@@opengov-sheet`` and ``@@opengov-sheet-pdf``: the drafting sheet (发文拟稿单) as offices print it, for the office.

Opinions and signatures are those of the record; an empty box is room for the pen.
"""

from functools import cached_property
from html import escape
from opengov.disclosure import fieldwords
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.attribute import mark
from opengov.disclosure.desk import words
from opengov.disclosure.desk.panel import Panel
from opengov.disclosure.desk.printing import naming
from opengov.disclosure.desk.printing import pdf
from opengov.disclosure.desk.printing.document import Answering
from opengov.disclosure.desk.printing.document import HERE
from opengov.disclosure.desk.titles import chinese_day
from opengov.disclosure.desk.titles import file_name
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: Box of the sheet -> acts of the record that stand in it.
BOXES = {
    "sign": ("sign", "sign_urgently", "amend", "question", "decide_dispute", "decide_adjustment"),
    "review": ("approve", "confirm_changes", "make_up", "review_again", "review_adjustment", "take_up"),
    "secrecy": ("refer", "note_receipt", "consult", "determine"),
    "section": ("endorse",),
}
#: Acts that begin a new round: what was said before them is on the record, not on the sheet.
_ROUNDS = ("submit", "submit_urgently", "uphold", "enter_existing")
_LEVELS = {"top_secret": "绝密", "secret": "机密", "confidential": "秘密"}


class PrintedSheet(Panel, BrowserView):
    """What stands on the sheet of one document."""

    table_template = ViewPageTemplateFile("sheet_table.pt")

    def __init__(self, context, request) -> None:
        BrowserView.__init__(self, context, request)

    def table(self) -> str:
        """The sheet as one table."""
        return self.table_template()

    def agency(self) -> str:
        """Whose sheet it is."""
        return IIssuingAgency(self.context).agency.title

    def name(self) -> str:
        """What the sheet is called here."""
        return self.titles.sheet()

    def number(self) -> str:
        """发文字号; empty before signing."""
        return IDocumentNumber(self.context).text

    @cached_property
    def _fields(self) -> dict:
        return fieldwords.fields_of(self.context)

    @cached_property
    def _values(self) -> dict:
        return IReviewedContent(self.context).fields()

    def value(self, name: str) -> str:
        """A field in words; empty when nothing was entered."""
        value = self._values.get(name, getattr(self.context, name, None))
        value = value.isoformat() if hasattr(value, "isoformat") else list(value) if isinstance(value, tuple) else value
        return fieldwords.shown(self._fields.get(name), self.context, value)

    def secrecy(self) -> str:
        """密级及保密期限: of a stub its own; a state secret is kept nowhere here, so every other document has none (R-A4)."""
        level = self._values.get("secrecy_level")
        return f"{_LEVELS[level]}★{self._values.get('secrecy_years') or ''}年" if level in _LEVELS else "无"

    def attributes(self) -> list[dict]:
        """The attributes as boxes to tick: dicts {title, ticked}."""
        chosen = self.context.disclosure_attribute
        return [{"title": self.titles.attribute(one.value), "ticked": one.value == chosen} for one in Attribute]

    def grounds(self) -> list[str]:
        """The grounds with their clauses."""
        return [self.titles.ground(code) for code in self.facts["grounds"]]

    def reasons(self) -> list[str]:
        """Why it is not proactively disclosed, in the drafter's words."""
        names = ("reason", "law_citation", "discretion")
        return [self.facts[name] for name in names if self.facts[name]]

    def mark(self) -> str:
        """The mark of the attribute (R-A6)."""
        return mark(self.context.disclosure_attribute)

    def attachments(self) -> list[str]:
        """Names of the attachments."""
        children = getattr(self.context, "objectValues", tuple)()
        return [file_name(child) for child in children if IDocumentAttachment.providedBy(child)]

    def drafter(self) -> str:
        """拟稿人: as entered, else who began the draft."""
        return self.value("drafter_name") or (person(self.entries[0].actor) if self.entries else "")

    def section(self) -> str:
        """拟稿单位: as entered, else where the document lies."""
        return self.value("drafting_section") or IIssuingAgency(self.context).section.title

    def drafted_on(self) -> str:
        """拟稿日期."""
        return chinese_day(self.entries[0].at) if self.entries else ""

    def dated(self) -> str:
        """成文日期; empty before signing."""
        return chinese_day((self.facts["signed"] or {}).get("issue_date", ""))

    @cached_property
    def _round(self) -> list[dict]:
        """The acts since the draft was last sent on its way, the oldest first."""
        rows = self.timeline.rows()
        begun = next((place for place, row in enumerate(rows) if row["action"] in _ROUNDS), len(rows))
        return rows[:begun][::-1]

    def box(self, name: str) -> list[dict]:
        """What stands in a box: dicts {title, by, on_behalf_of, at, words, detail}."""
        return [row for row in self._round if row["action"] in BOXES[name]]

    def countersigners(self) -> list[dict]:
        """会签: the other agencies with their newest word: dicts {title, stand, by, at}."""
        seen = IPositionsSeen(self.context)
        rows = [row for row in seen.rows() if row["standing"] != "removed"] if seen.allowed() else []
        return [self._countersigner(row) for row in rows]

    def _countersigner(self, row: dict) -> dict:
        released = [position for position in row["positions"] if position.get("released_at")]
        newest = released[-1] if released else {}
        return {
            "title": row["title"],
            "stand": self.titles.of(words.STANDS, newest.get("stand", "")) if newest else "",
            "at": moment(newest.get("released_at", "")),
            "words": newest.get("reason", ""),
        }

    def joint(self) -> str:
        """联合发文单位; empty for a document its agency issues alone."""
        arrangement = IArrangement(self.context)
        return "、".join(one["title"] for one in arrangement.issuers()) if arrangement.joint else ""

    def notes(self) -> list[dict]:
        """What the office's own print states besides: matters that are done or pressing (R-A7, R-I7, R-I9)."""
        return [row for row in self.matters if row["key"] in ("adjusted", "urgent", "instructions", "validity")]

    def file_name(self) -> str:
        """发文字号 + 标题, with what the sheet is called."""
        return naming.file_name(self.number(), f"{self.context.title or ''}（{self.name()}）", ".pdf")


class SheetPage(PrintedSheet):
    """The sheet as a page for the printer."""

    index = ViewPageTemplateFile("sheet_page.pt")

    def __call__(self) -> str:
        self.request.set("disable_plone.leftcolumn", 1)
        return self.index()

    def pdf_url(self) -> str:
        """Where the PDF is; empty where this server makes none."""
        return f"{self.context.absolute_url()}/@@opengov-sheet-pdf" if pdf.available() else ""


class SheetPdf(Answering, PrintedSheet):
    """The sheet as PDF."""

    def __call__(self) -> bytes:
        return self.answer()

    def html(self) -> str:
        """The page that is printed."""
        title = escape(self.context.title or "")
        return f'<html lang="zh-CN"><head><title>{title}</title></head><body>{self.table()}</body></html>'

    def css(self) -> str:
        """Its style sheet."""
        return (HERE / "sheet.css").read_text(encoding="utf-8")
