"""The form ``bagit``: BagIt 1.0 (RFC 8493) with SHA-256 and SM3, a folder of the payload for each record."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from itertools import chain
from opengov.disclosure.core.bags import bag_files
from opengov.disclosure.core.bags import BagInfo
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.interfaces.writing import Item
from opengov.disclosure.transfer.interfaces.writing import IWriter
from opengov.disclosure.transfer.interfaces.writing import LaidOut
from opengov.disclosure.transfer.interfaces.writing import Placed
from opengov.disclosure.transfer.interfaces.writing import Written
from opengov.disclosure.transfer.writers.drafts import Draft
from opengov.disclosure.transfer.writers.listing import records_csv
from zope.interface import implementer


#: Folder of a record.
FOLDER = "data/{place:06d}/"
LISTING = "data/records.csv"


@implementer(IWriter)
class BagItWriter:
    """See ``IWriter``."""

    title = _("writer_bagit", default="BagIt 1.0")

    def problems(self, item: Item, about: About) -> list[Problem]:
        """Nothing keeps a record from this form."""
        return []

    def lay_out(self, item: Item, about: About) -> LaidOut:
        """Put a record's files into its folder, as they are."""
        folder = FOLDER.format(place=item.row.place)
        return LaidOut({f"{folder}{file.entry.path}": file for file in item.files}, {})

    def complete(
        self, about: About, rows: Callable[[], Iterable[Row]], placed: Callable[[], Iterable[Placed]]
    ) -> Mapping[str, Written]:
        """Write the list of records and the tag files."""
        listing = Draft(LISTING, records_csv(rows(), FOLDER))
        listed = listing.entry()
        tags = bag_files(lambda: chain((one.entry for one in placed()), [listed]), _info(about))
        return {listing.path: listing, **tags}


def _info(about: About) -> BagInfo:
    agency = about.agency
    told = f"{agency['title']}{terms.PURPOSES.get(about.purpose, about.purpose)}给{about.receiver['title']}的信息包"
    return BagInfo(agency["title"], about.id, agency["fonds"] or agency["uid"], about.sealed_at.date(), told)
