"""``@@pdf``: the document in the order of GB/T 9704, for everybody who may see it."""

from html import escape
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.desk.document import DocumentPage
from opengov.disclosure.desk.document import UPWARD
from opengov.disclosure.desk.matters import Matters
from opengov.disclosure.desk.printing import naming
from opengov.disclosure.desk.printing import pdf
from opengov.disclosure.desk.printing.pictures import Pictures
from opengov.disclosure.desk.titles import file_name
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.serving import conditional
from opengov.disclosure.signoff.interfaces import ILife
from pathlib import Path
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18n import translate


HERE = Path(__file__).parent
#: Signs of a red head from which on it is set smaller.
_LONG = 14
INSIDERS = "opengov.disclosure: View ledger"


class PrintedDocument(DocumentPage):
    """The document as it is printed; nothing of it is meant for the office alone but what its own print states (R-A7)."""

    #: Findings of the scan are never marked on paper.
    insider = False
    template = ViewPageTemplateFile("paper.pt")

    def upward(self) -> bool:
        """Whether the number stands left and the signer right of it (上行文)."""
        return self.context.document_kind in UPWARD

    def head_class(self) -> str:
        """How the red head is set: long names smaller."""
        names = self.head()["names"]
        if len(names) > 1:
            return "head is-joint"
        return "head is-long" if len(names[0]) > _LONG else "head"

    def names(self) -> list[str]:
        """Names of the attachments, in order."""
        children = getattr(self.context, "objectValues", tuple)()
        return [file_name(child) for child in children if IDocumentAttachment.providedBy(child)]

    def adjustments(self) -> list[str]:
        """What was adjusted after the signature, for the office's own print (R-A7)."""
        if not api.user.has_permission(INSIDERS, obj=self.context):
            return []
        life = ILife(self.context)
        return Matters(self.context, Titles(self.context, self.request), life.reasons(), life.state).adjustments()

    def printer(self) -> str:
        """印发机关: the agency whose office prints it; empty before signing."""
        return IIssuingAgency(self.context).agency.title if self.day() else ""

    def css(self) -> str:
        """The style sheet; what was not signed says so at the head of each page."""
        css = (HERE / "paper.css").read_text(encoding="utf-8")
        if self.signed:
            return css
        words = translate(_("print_unsigned", default="Not signed: draft"), context=self.request)
        told = escape(words).replace("\\", "").replace("\n", " ")
        return f'{css}\n@page {{ @top-center {{ color: #666; content: "{told}"; font: 12pt "Noto Sans CJK SC", sans-serif; }} }}'

    def html(self) -> str:
        """The page that is printed."""
        return self.template()

    def file_name(self) -> str:
        """发文字号 + 标题."""
        return naming.file_name(self.number(), self.context.title or "", ".pdf")


class Answering:
    """How a printed thing, with its ``html`` and ``css``, is handed out as PDF."""

    def answer(self) -> bytes:
        """The bytes with their headers; 404 where this server makes none, 503 when it is too busy."""
        response = self.request.response
        if not pdf.available():
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        html, css = self.html(), self.css()
        if self._has(html, css):
            return b""
        try:
            made = pdf.make(html, css, Pictures(self.context).fetch)
        except pdf.Busy:
            response.setStatus(503, lock=1)
            response.setHeader("Retry-After", "30")
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            words = _("pdf_busy", default="The server is making other PDFs. Please try again in half a minute.")
            return translate(words, context=self.request).encode()
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", naming.disposition(self.file_name()))
        response.setHeader("X-Content-Type-Options", "nosniff")
        return made

    def _has(self, html: str, css: str) -> bool:
        """Whether the browser of a visitor has just this PDF, so that it need not be made again (304)."""
        if not api.user.is_anonymous():
            return False
        content = "\0".join((html, css, IReviewedContent(self.context).digest()))
        return not conditional(self.request, content)


class DocumentPdf(Answering, PrintedDocument):
    """The document as PDF."""

    def __call__(self) -> bytes:
        return self.answer()
