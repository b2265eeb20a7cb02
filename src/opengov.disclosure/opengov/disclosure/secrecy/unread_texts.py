"""What the screen says about a file, or a part of one, that the local scan could not read (R-S5)."""

from opengov.disclosure.i18n import _


UNREAD_TEXTS = {
    "archive": _(
        "unread_archive", default="Archives of this kind are not opened. Attach the files one by one, or as zip."
    ),
    "beyond_limit": _("unread_beyond_limit", default="The file is larger than 200 MB; it is not scanned at all."),
    "broken": _("unread_broken", default="The file is damaged, or is not what its name says."),
    "embedded_object": _("unread_embedded_object", default="There are files embedded in this file."),
    "encrypted": _("unread_encrypted", default="The file is protected by a password."),
    "form": _("unread_form", default="The file has a dynamic form that is not read."),
    "garbled": _("unread_garbled", default="The characters of this part cannot be recognised."),
    "image": _("unread_image", default="There are pictures; text in pictures is not read."),
    "image_only": _("unread_image_only", default="The page is a picture, for example a scan."),
    "macros": _("unread_macros", default="The file has macros."),
    "member_path": _("unread_member_path", default="The file has parts with forbidden names."),
    "member_twice": _("unread_member_twice", default="The file has two parts of the same name."),
    "not_text": _("unread_not_text", default="The file is not text, or its charset cannot be recognised."),
    "old_office": _(
        "unread_old_office", default="Old Office and WPS formats are not read. Save it as docx, xlsx, PDF or OFD."
    ),
    "too_large": _(
        "unread_too_large",
        default="The file is larger than 20 MB. The routine scans it; the review waits until then.",
    ),
    "too_many_files": _(
        "unread_too_many_files", default="There are more, larger or deeper files within this file than are read."
    ),
    "too_many_findings": _(
        "unread_too_many_findings", default="There are so many findings that only the first are listed."
    ),
    "too_many_pages": _("unread_too_many_pages", default="Only the first 1000 pages are read."),
    "too_much_text": _("unread_too_much_text", default="There is more text in the file than can be read."),
    "unknown_type": _("unread_unknown_type", default="Files of this type are not read."),
    "xml_doctype": _("unread_xml_doctype", default="The file has a document type declaration, which is not allowed."),
    "zip_limits": _("unread_zip_limits", default="The file would become too large when unpacked."),
}
