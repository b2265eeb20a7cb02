"""The attachments of a document as pages list them."""

from opengov.disclosure.desk.titles import file_name
from opengov.disclosure.interfaces import IDocumentAttachment
from plone import api
from plone.base.utils import human_readable_size
from Products.CMFCore.permissions import DeleteObjects
from Products.CMFCore.permissions import ModifyPortalContent


def attachments(document) -> list[dict]:
    """The attachments in order: dicts {id, name, filename, size, url, download, may_edit, may_delete}."""
    children = getattr(document, "objectValues", tuple)()
    return [_described(child) for child in children if IDocumentAttachment.providedBy(child)]


def _described(attachment) -> dict:
    url = attachment.absolute_url()
    file = attachment.file
    return {
        "id": attachment.getId(),
        "name": file_name(attachment),
        "filename": (file.filename if file else "") or "",
        "size": human_readable_size(file.getSize()) if file else "",
        "url": url,
        "download": f"{url}/@@download/file" if file else "",
        "may_edit": api.user.has_permission(ModifyPortalContent, obj=attachment),
        "may_delete": api.user.has_permission(DeleteObjects, obj=attachment),
    }
