"""``GET @pdf`` and ``GET @pdf/sheet``: what is printed, as PDF."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from opengov.disclosure.desk.printing.document import DocumentPdf
from opengov.disclosure.desk.printing.document import INSIDERS
from opengov.disclosure.desk.printing.sheet import SheetPdf
from opengov.disclosure.serving import AddressedService
from zExceptions import NotFound


class PdfGet(AddressedService):
    """The document for everybody who sees it; the drafting sheet for the people of its agency."""

    def render(self) -> bytes:
        """The bytes (no JSON), with the name of the file."""
        allowed = getSecurityManager().checkPermission
        if not allowed("View", self.context) or self.path not in ([], ["sheet"]):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        if not self.path:
            return DocumentPdf(self.context, self.request)()
        if not allowed(INSIDERS, self.context):
            raise Unauthorized("@pdf/sheet")
        return SheetPdf(self.context, self.request)()
