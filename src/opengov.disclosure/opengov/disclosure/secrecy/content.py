"""What is reviewed and signed: the canonical fields of every behavior, and the attachments in order (R-S2)."""

from Acquisition import aq_base
from collections.abc import Mapping
from dataclasses import asdict
from opengov.disclosure.core.digest import content_digest
from opengov.disclosure.core.digest import FileDigest
from opengov.disclosure.core.digest import TECHNICAL_FIELDS
from opengov.disclosure.fieldwords import plain
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.dossier import dossier
from opengov.disclosure.secrecy.dossier import open_dossier
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from zope.component import adapter
from zope.interface import implementer
from zope.schema import getFieldsInOrder


@implementer(IReviewedContent)
@adapter(IGoverned)
class ReviewedContent:
    """See ``IReviewedContent``."""

    def __init__(self, context) -> None:
        self.context = context

    def fields(self) -> dict[str, object]:
        return self._fields(self.files())

    def _fields(self, files: tuple) -> dict[str, object]:
        values = {}
        for schema in iterSchemata(self.context):
            # A behavior without storage of its own (a marker) has nothing to say.
            holder = schema(self.context, None)
            if holder is None:
                continue
            for name, _field in getFieldsInOrder(schema):
                # The file of a governed File is counted with the attachments.
                if name not in TECHNICAL_FIELDS and name != "file":
                    values[name] = plain(getattr(holder, name, None))
        if names := [file.title or "" for file in files if file is not self.context]:
            # Readers see how an attachment is called, besides the name of its file.
            values["attachment_titles"] = names
        if any(own := [getattr(file, "part_attribute", None) or "" for file in files if file is not self.context]):
            values["attachment_attributes"] = own
        return values

    def files(self) -> tuple:
        """The objects with bytes, in order: the document itself when it is a file, then its attachments."""
        own = [self.context] if has_bytes(self.context) else []
        children = getattr(self.context, "objectValues", tuple)()
        return (*own, *(child for child in children if IDocumentAttachment.providedBy(child)))

    def attachments(self) -> tuple[FileDigest, ...]:
        return tuple(IFileDigest(file).get() for file in self.files() if has_bytes(file))

    def digest(self, changes: Mapping[str, object] | None = None) -> str:
        fields, attachments = self._read()
        return content_digest({**fields, **(changes or {})}, attachments)

    def read(self) -> tuple[dict[str, object], tuple[FileDigest, ...], str]:
        fields, attachments = self._read()
        return fields, attachments, content_digest(fields, attachments)

    def _read(self) -> tuple[dict[str, object], tuple[FileDigest, ...]]:
        # With a hundred attachments, walking through them is what it costs: once is enough.
        files = self.files()
        return self._fields(files), tuple(IFileDigest(file).get() for file in files if has_bytes(file))

    def keep(self) -> str:
        files = self.files()
        fields = self._fields(files)
        sources = [IFileDigest(file) for file in files if has_bytes(file)]
        attachments = [source.get() for source in sources]
        digest = content_digest(fields, attachments)
        record = open_dossier(self.context)
        if digest not in record.contents:
            record.contents[digest] = {
                "fields": fields,
                "attachments": [asdict(attachment) for attachment in attachments],
            }
            for source, attachment in zip(sources, attachments, strict=True):
                record.blobs[attachment.sha256] = source.blob()
        return digest

    def kept(self, digest: str) -> dict | None:
        return dossier(self.context).contents.get(digest)


def has_bytes(file) -> bool:
    """Whether an object has a file of its own (an attachment whose upload failed has none)."""
    return INamedBlobFile.providedBy(getattr(aq_base(file), "file", None))
