"""Documents that other documents name: by number or title as people write, by UID as the product keeps them."""

from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from plone import api

import re


_UID = re.compile(r"[0-9a-f]{32}")


def known(text: str) -> str:
    """The UID of the document that bears exactly this number, when the user sees one and only one; else the text."""
    if not text or _UID.fullmatch(text):
        return text
    found = api.portal.get_tool("portal_catalog")(document_number=text)
    return found[0].UID if len(found) == 1 else text


def reference(text: str, titles: Titles) -> dict[str, str]:
    """How a named document is shown: dict {title, url}; the address is empty for words, and for what the user may not see."""
    if not _UID.fullmatch(text):
        return {"title": text, "url": ""}
    found = api.portal.get_tool("portal_catalog")(UID=text)
    if not found:
        unseen = _("text_document_unseen", default="a document you may not see")
        return {"title": titles.text(unseen), "url": ""}
    number = found[0].document_number
    return {"title": f"{number} {found[0].Title}".strip() if number else found[0].Title, "url": found[0].getURL()}
