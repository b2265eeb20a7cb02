"""The two layouts: of the 电子档案移交与接收办法 of 2012 (annex 2), and of DA/T 93-2022 (annex B)."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.interfaces import Item
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.interfaces import LaidOut
from opengov.disclosure.transfer.interfaces import Placed
from opengov.disclosure.transfer.interfaces import Written
from opengov.disclosure.transfer.writers.eep.annexes import annexes
from opengov.disclosure.transfer.writers.eep.catalogue import CARRIER
from opengov.disclosure.transfer.writers.eep.catalogue import catalogue
from opengov.disclosure.transfer.writers.eep.catalogue import TRANSFER
from opengov.disclosure.transfer.writers.eep.encapsulation import encapsulation
from opengov.disclosure.transfer.writers.eep.encapsulation import SCHEMA
from opengov.disclosure.transfer.writers.eep.explanation import carrier_explanation
from opengov.disclosure.transfer.writers.eep.explanation import transfer_explanation
from opengov.disclosure.transfer.writers.eep.files import contents
from opengov.disclosure.transfer.writers.eep.files import embed_bytes
from opengov.disclosure.transfer.writers.eep.naming import category
from opengov.disclosure.transfer.writers.eep.naming import listing_problems
from opengov.disclosure.transfer.writers.eep.streaming import checked
from opengov.disclosure.transfer.writers.eep.totals import counted
from zope.interface import implementer


EXPLANATION = "说明文件.TXT"


class _Layout:
    """What both layouts have in common."""

    catalogue_name = ""
    catalogue_schema = ""
    columns: Mapping[str, Callable[[Row], str | None]] = {}

    def problems(self, item: Item, about: About) -> list[Problem]:
        """See ``IWriter``."""
        return list(listing_problems(item, about))

    def lay_out(self, item: Item, about: About) -> LaidOut:
        """See ``IWriter``."""
        enforce(self.problems(item, about))
        found = contents(item, self.most_embedded(about))
        folder, path = self.places(item, about)
        package = checked(path, encapsulation(item, about, found), SCHEMA)
        taken = {f"{folder}/{content.name}": content.file for content in found if not content.inside}
        return LaidOut(taken, {path: package})

    def complete(
        self, about: About, rows: Callable[[], Iterable[Row]], placed: Callable[[], Iterable[Placed]]
    ) -> dict[str, Written]:
        """See ``IWriter``."""
        totals = counted(rows, placed)
        listed = checked(self.catalogue_name, catalogue(rows, self.columns), self.catalogue_schema)
        told = {EXPLANATION: self.explanation(about, totals), self.catalogue_name: listed}
        return {**told, **annexes(about, totals)}


@implementer(IWriter)
class CarrierLayout(_Layout):
    """Layout of 2012: 电子档案/年度/类别/档号/. Files up to a size go into the XML, larger ones lie beside it."""

    title = _("writer_eep_2012", default="EEP (DA/T 48-2009), layout of 2012")
    catalogue_name = "文件目录.XML"
    catalogue_schema = "catalogue-2012.xsd"
    columns = CARRIER
    explanation = staticmethod(carrier_explanation)

    def most_embedded(self, about: About) -> int:
        """Bytes of the largest file inside the XML."""
        return embed_bytes(about.receiver)

    def places(self, item: Item, about: About) -> tuple[str, str]:
        """Folder of a record, and path of its XML."""
        code = item.row.archival_code
        folder = f"电子档案/{item.row.issue_date[:4]}/{category(code)}/{code}"
        return folder, f"{folder}/{code}.XML"


@implementer(IWriter)
class TransferLayout(_Layout):
    """Layout of DA/T 93-2022, annex B: <全宗号>/<类别>/<年度>/<档号>/, the files always beside the XML."""

    title = _("writer_eep_2022", default="EEP (DA/T 48-2009), layout of DA/T 93-2022")
    catalogue_name = "目录文件.XML"
    catalogue_schema = "catalogue-2022.xsd"
    columns = TRANSFER
    explanation = staticmethod(transfer_explanation)

    def most_embedded(self, about: About) -> int:
        """No file goes into the XML."""
        return 0

    def places(self, item: Item, about: About) -> tuple[str, str]:
        """Folder of a record, and path of its XML."""
        code = item.row.archival_code
        folder = f"{about.agency['fonds']}/{category(code)}/{item.row.issue_date[:4]}/{code}"
        return folder, f"{folder}/电子档案元数据.XML"
