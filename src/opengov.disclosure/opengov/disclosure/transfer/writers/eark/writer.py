"""The form ``eark``: E-ARK SIP (METS and PREMIS 3)."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import entry_of
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
from opengov.disclosure.transfer.writers.eark import dublin_core
from opengov.disclosure.transfer.writers.eark import mets
from opengov.disclosure.transfer.writers.eark import places
from opengov.disclosure.transfer.writers.eark import preservation
from opengov.disclosure.transfer.writers.eark.package import root_mets
from opengov.disclosure.transfer.writers.eark.representation import representation_mets
from opengov.disclosure.transfer.writers.listing import records_csv
from opengov.disclosure.transfer.writers.validation import check
from opengov.disclosure.transfer.writers.validation import SCHEMAS
from zope.interface import implementer


#: The schemas that files of such a package keep to; they travel along.
TRAVELLING = (
    *("DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd", "dc.xsd", "eark-sip.xsd", "mets.xsd", "oai_dc.xsd"),
    *("premis-v3-0.xsd", "xlink.xsd"),
)
README = """{agency}{purpose}的电子档案信息包
信息包标识：{id}
接收单位：{receiver}
封装时间：{at}

格式：E-ARK SIP（规则 2.1.0），METS 1.12，PREMIS 3.0
records.csv：本包所含文件目录
representations/rep1/data/：各文件的正文、附件及随附材料，每件一个文件夹
representations/rep1/metadata/other/：各文件的元数据（DA/T 46-2009）
representations/rep1/metadata/preservation/：各文件的业务行为、机构人员、公开属性及摘要值（SHA-256、SM3）
representations/rep1/metadata/descriptive/：各文件的都柏林核心元数据
schemas/：XML 模式
"""


@implementer(IWriter)
class EarkWriter:
    """See ``IWriter``."""

    title = _("writer_eark", default="E-ARK SIP (METS, PREMIS)")

    def problems(self, item: Item, about: About) -> list[Problem]:
        """Nothing keeps a record from this form: whatever it lacks is left out."""
        return []

    def lay_out(self, item: Item, about: About) -> LaidOut:
        """Put a record's files in their places, and write its Dublin Core and PREMIS."""
        place = item.row.place
        taken = {places.payload_path(place, file): file for file in item.files}
        described = f"{places.DUBLIN_CORE}{places.record_name(place)}.xml"
        preserved = f"{places.PRESERVATION}{places.record_name(place)}.xml"
        return LaidOut(
            taken,
            {
                described: dublin_core.of_record(described, item.row, about),
                preserved: preservation.of_record(preserved, item, about),
            },
        )

    def complete(
        self, about: About, rows: Callable[[], Iterable[Row]], placed: Callable[[], Iterable[Placed]]
    ) -> Mapping[str, Written]:
        """Write documentation, schemas, metadata of the package and its METS files."""
        small: dict[str, bytes] = {f"{places.DOCUMENTATION}readme.txt": _readme(about)}
        small |= {f"{places.SCHEMAS}{name}": (SCHEMAS / name).read_bytes() for name in TRAVELLING}
        described, preserved = places.PACKAGE_DUBLIN_CORE, places.PACKAGE_PRESERVATION
        small[described] = dublin_core.of_package(described, about, rows())
        small[preserved] = preservation.of_package(preserved, about)
        folder = f"{places.DATA}r{{place:06d}}/"
        listing = Draft(f"{places.DOCUMENTATION}records.csv", records_csv(rows(), folder))
        represented = _checked(representation_mets(about, rows, placed))
        entries = [*(entry_of(path, data, "") for path, data in small.items()), listing.entry(), represented.entry()]
        label = f"{about.agency['title']}{terms.PURPOSES.get(about.purpose, '')}信息包"
        root = _checked(root_mets(about, label, entries))
        return {**small, **{draft.path: draft for draft in (listing, represented, root)}}


def _checked(draft: Draft) -> Draft:
    draft.file.seek(0)
    check(draft.path, draft.file, mets.SCHEMA)
    return draft


def _readme(about: About) -> bytes:
    said = README.format(
        agency=about.agency["title"],
        purpose=terms.PURPOSES.get(about.purpose, about.purpose),
        id=about.id,
        receiver=about.receiver["title"],
        at=about.sealed_at.isoformat(),
    )
    return said.encode()
