"""The page of an official document: what is printed, in the order of GB/T 9704, as the public sees it."""

from functools import cached_property
from html import escape
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import issuers
from opengov.disclosure.core.attribute import mark
from opengov.disclosure.desk import marking
from opengov.disclosure.desk import words
from opengov.disclosure.desk.attachments import attachments
from opengov.disclosure.desk.matters import Matters
from opengov.disclosure.desk.printing import pdf
from opengov.disclosure.desk.titles import chinese_day
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from Products.Five.browser import BrowserView


#: What follows the agency's name in the red head (发文机关标志); a letter bears the name alone.
HEADS = {"letter": "", "order": "令", "minutes": "会议纪要"}
HEAD = "文件"

#: Documents to a superior name the signer in their head (上行文).
UPWARD = ("request", "report")

URGENCY_MARKS = {"urgent": "加急", "extra_urgent": "特急"}

SAFE_HTML = "text/x-html-safe"

INSIDERS = "opengov.disclosure: View ledger"
#: Matters that belong on the print of the office.
PRINTED = ("adjusted", "urgent", "instructions", "validity")


class DocumentPage(BrowserView):
    """``view`` of an ``OfficialDocument``. What only the agency's people see is added by viewlets."""

    @property
    def signed(self) -> dict:
        """What was signed; empty before."""
        return IDossier(self.context).signed or {}

    def agency(self) -> str:
        """Full name of the issuing agency."""
        place = IIssuingAgency(self.context, None)
        return place.agency.title if place else ""

    def issuers(self) -> tuple[str, ...]:
        """All who issue it, in the order of their names: as signed, before that as arranged (R-J1)."""
        signed = issuers.names(self.signed)
        if signed or self.signed:
            return signed or (self.agency(),)
        arrangement = IArrangement(self.context)
        names = tuple(one["title"] for one in arrangement.issuers()) if arrangement.joint else ()
        return names or (self.agency(),)

    def banner(self) -> tuple[str, ...]:
        """Names in the red head (发文机关标志): of all who issue, or of the lead alone, as it was arranged."""
        names = self.issuers()
        if len(names) < 2:
            return names
        arrangement = IArrangement(self.context)
        leading = issuers.lead(self.signed) or arrangement.lead_body or self.agency()
        return issuers.banner(names, leading, arrangement.banner)

    def head(self) -> dict:
        """The red head: names one below the other, and what follows them; one name and its word are one text."""
        names, word = self.banner(), HEADS.get(self.context.document_kind, HEAD)
        return {"names": names, "word": word} if len(names) > 1 else {"names": [names[0] + word], "word": ""}

    def signature(self) -> str:
        """The names under the text, all on one line."""
        return issuers.SIGNATURE_SEPARATOR.join(self.issuers())

    def urgency(self) -> str:
        """The mark of urgency, as it is printed."""
        return URGENCY_MARKS.get(self.context.urgency or "", "")

    def number(self) -> str:
        """发文字号; empty before signing."""
        return IDocumentNumber(self.context).text

    def signer(self) -> str:
        """Name of the signer, of a joint document those of all, for documents that print it."""
        if self.context.document_kind not in UPWARD:
            return ""
        jointly = issuers.signatories(self.signed)
        if jointly:
            told = (one.get("signed_by") or person(one.get("by", "")) for one in jointly)
            return "　".join(name for name in told if name)
        return self.signed.get("signer_name") or person(self.signed.get("signer", ""))

    def main_recipients(self) -> str:
        """主送机关 as HTML."""
        return self._words("main_recipients", "，".join(self.context.main_recipients or ()), head=False)

    def copy_recipients(self) -> str:
        """抄送机关 as HTML."""
        return self._words("copy_recipients", "，".join(self.context.copy_recipients or ()), head=False)

    @cached_property
    def insider(self) -> bool:
        """Whether the reader is one of the agency's people: to them the findings of the scan are marked."""
        return api.user.has_permission(INSIDERS, obj=self.context) and not self.is_purged()

    @cached_property
    def _marking(self) -> tuple[bytes, dict[str, str]]:
        """The document's salt, and what the kinds of finding are called."""
        titles = Titles(self.context, self.request)
        return IDossier(self.context).salt.encode(), {kind: titles.of(words.FINDINGS, kind) for kind in words.FINDINGS}

    def title(self) -> str:
        """The title as HTML."""
        return self._words("title", self.context.title or "")

    def _words(self, name: str, said: str, head: bool = True) -> str:
        """A field's words as HTML, with the findings marked for the office."""
        return marking.in_words(said, name, *self._marking, head) if self.insider else escape(said)

    def marked_text(self) -> str:
        """The text as safe HTML, with the findings marked for the office."""
        return marking.in_markup(self.text(), "text", *self._marking) if self.insider else self.text()

    def text(self) -> str:
        """The text as safe HTML, whatever type its author said it had."""
        value = self.context.text
        if value is None or not value.raw:
            return ""
        source = "text/plain" if value.mimeType == "text/plain" else "text/html"
        safe = api.portal.get_tool("portal_transforms").convertTo(SAFE_HTML, value.raw, mimetype=source)
        return safe.getData() if safe is not None else ""

    def day(self) -> str:
        """成文日期."""
        return chinese_day(self.signed.get("issue_date", ""))

    def notes(self) -> list[str]:
        """附注 as HTML: the mark of the attribute (R-A6), what it is beside another document (R-I2, R-I12), the drafter's
        notes."""
        lines = (escape(mark(self.context.disclosure_attribute)), escape(ICompanions(self.context).note))
        return [line for line in (*lines, self._words("notes", self.context.notes or "")) if line]

    def is_purged(self) -> bool:
        """Whether there is nothing left to print (R-L3)."""
        return ILife(self.context).state == "purged"

    def office_notes(self) -> list[dict]:
        """What the office's own print states besides: adjustments (R-A7), late opinions and oral instructions (R-I7),
        validity (R-I9). The public reads of it what the catalogue says.
        """
        if not api.user.has_permission(INSIDERS, obj=self.context):
            return []
        life = ILife(self.context)
        matters = Matters(self.context, Titles(self.context, self.request), life.reasons(), life.state)
        return [row for row in matters.rows() if row["key"] in PRINTED]

    def prints(self) -> list[dict]:
        """What can be printed: dicts {id, title, url}; no PDF where this server makes none."""
        url = self.context.absolute_url()
        found: list[dict] = []
        if self.is_purged():
            return found
        if pdf.available():
            found.append({"id": "pdf", "title": _("button_pdf", default="PDF"), "url": f"{url}/@@pdf"})
        if api.user.has_permission(INSIDERS, obj=self.context):
            sheet = Titles(self.context, self.request).sheet()
            found.append({"id": "sheet", "title": sheet, "url": f"{url}/@@opengov-sheet"})
        return found

    def attachments(self) -> list[dict]:
        """The attachments in order."""
        return attachments(self.context)

    def may_attach(self) -> bool:
        """Whether the user may add an attachment now."""
        return api.user.has_permission("opengov.disclosure: Add Document Attachment", obj=self.context)


class AttachmentPage(BrowserView):
    """``view`` of an attachment: what it is, to which document it belongs, and the file."""

    def file(self) -> dict:
        """Name, size and address of the file."""
        return next(item for item in attachments(self.context.__parent__) if item["id"] == self.context.getId())

    def document(self) -> dict:
        """The document it belongs to."""
        parent = self.context.__parent__
        return {"title": parent.title, "url": parent.absolute_url()}
