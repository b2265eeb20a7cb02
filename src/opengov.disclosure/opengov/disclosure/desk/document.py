"""The page of an official document: what is printed, in the order of GB/T 9704, as the public sees it."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.attribute import mark
from opengov.disclosure.desk.attachments import attachments
from opengov.disclosure.desk.matters import Matters
from opengov.disclosure.desk.titles import chinese_day
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
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

    def head(self) -> str:
        """The red head."""
        return self.agency() + HEADS.get(self.context.document_kind, HEAD)

    def urgency(self) -> str:
        """The mark of urgency, as it is printed."""
        return URGENCY_MARKS.get(self.context.urgency or "", "")

    def number(self) -> str:
        """发文字号; empty before signing."""
        return IDocumentNumber(self.context).text

    def signer(self) -> str:
        """Name of the signer, for documents that print it."""
        return (
            (self.signed.get("signer_name") or person(self.signed.get("signer", "")))
            if self.context.document_kind in UPWARD
            else ""
        )

    def main_recipients(self) -> str:
        """主送机关."""
        return "，".join(self.context.main_recipients or ())

    def copy_recipients(self) -> str:
        """抄送机关."""
        return "，".join(self.context.copy_recipients or ())

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
        """附注: the mark of the attribute (R-A6), what it is beside another document (R-I2, R-I12), the drafter's notes."""
        lines = (mark(self.context.disclosure_attribute), ICompanions(self.context).note, self.context.notes or "")
        return [line for line in lines if line]

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
