"""The pictures a document shows: its own attachments and what stands in the text itself, nothing from elsewhere."""

from opengov.disclosure.interfaces import IDocumentAttachment
from plone import api
from plone.uuid.interfaces import IUUID
from urllib.parse import unquote
from urllib.parse import urlsplit

import base64
import binascii
import re


_MEDIA_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_DATA = re.compile(r"data:(image/[a-z]+);base64,(.*)", re.DOTALL)
_BY_UID = re.compile(r"resolveuid/([0-9a-f]{32})")


class Pictures:
    """What a document's text may show to the present user."""

    def __init__(self, context) -> None:
        self.context = context

    def fetch(self, url: str) -> tuple[bytes, str]:
        """Bytes and media type of a picture.

        :param url: as it stands in the text, completed against ``document:///`` where it was relative.
        :raises LookupError: for everything that is no picture of the document, or that the user may not see.
        """
        if url.startswith("data:"):
            return self._within(url)
        attachment = self._attachment(url)
        if attachment is None or not api.user.has_permission("View", obj=attachment):
            raise LookupError(url[:200])
        file = getattr(attachment, "file", None)
        if file is None or file.contentType not in _MEDIA_TYPES:
            raise LookupError(url[:200])
        return file.data, file.contentType

    @staticmethod
    def _within(url: str) -> tuple[bytes, str]:
        told = _DATA.fullmatch(url)
        if told is None or told[1] not in _MEDIA_TYPES:
            raise LookupError("data:")
        try:
            return base64.b64decode(unquote(told[2]), validate=False), told[1]
        except (binascii.Error, ValueError) as error:
            raise LookupError("data:") from error

    def _attachment(self, url: str):
        path = unquote(urlsplit(url).path)
        children = getattr(self.context, "objectValues", tuple)()
        own = [child for child in children if IDocumentAttachment.providedBy(child)]
        by_uid = _BY_UID.search(path)
        if by_uid:
            return next((child for child in own if IUUID(child) == by_uid[1]), None)
        base = urlsplit(self.context.absolute_url())
        within = url.startswith(f"{self.context.absolute_url()}/")
        if url.startswith("document:///"):
            name = path.lstrip("/").split("/")[0]
        elif within:
            name = path.removeprefix(f"{unquote(base.path)}/").split("/")[0]
        else:
            return None
        return next((child for child in own if child.getId() == name), None)
