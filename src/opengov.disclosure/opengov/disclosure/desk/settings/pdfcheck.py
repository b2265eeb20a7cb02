"""Whether this server can make PDFs: the library and what it needs of the system."""

from opengov.disclosure.desk.printing.pdf import missing
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import ISiteCheck
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteCheck)
@adapter(IPloneSiteRoot)
class PdfCheck:
    """See ``ISiteCheck``."""

    def __init__(self, site) -> None:
        self.site = site

    def state(self) -> list[dict]:
        """See ``ISiteCheck``."""
        title = _("check_pdf", default="PDF of documents and sheets")
        error = missing()
        if error:
            text = _(
                "check_pdf_missing",
                default="This server cannot make PDFs (${error}); the print views remain. Install Pango and a Chinese font.",
                mapping={"error": error},
            )
            return [{"level": "warning", "title": title, "text": text}]
        text = _("check_pdf_good", default="This server can make PDFs.")
        return [{"level": "success", "title": title, "text": text}]
