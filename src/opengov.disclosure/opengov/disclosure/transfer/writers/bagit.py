"""BagIt 1.0 (RFC 8493): every record in a folder of its own below ``data/``, named by its place."""

from opengov.disclosure.core.bags import bag_files
from opengov.disclosure.core.bags import BagInfo
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.interfaces import Item
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.interfaces import LaidOut
from zope.interface import implementer


@implementer(IWriter)
class BagItWriter:
    """See ``IWriter``."""

    title = _("writer_bagit", default="BagIt 1.0")

    def problems(self, item: Item, about: About) -> list:
        """Every record can be put into a bag."""
        return []

    def lay_out(self, item: Item, about: About) -> LaidOut:
        """The files as they are."""
        folder = f"data/{item.row.place:06d}"
        return LaidOut({f"{folder}/{file.entry.path}": file for file in item.files}, {})

    def complete(self, about: About, rows, placed) -> dict:
        """The tag files."""
        agency = about.agency
        info = BagInfo(agency["title"], about.id, agency["fonds"] or agency["uid"], about.sealed_at.date())
        return bag_files(lambda: (one.entry for one in placed()), info)


WRITER = BagItWriter()
