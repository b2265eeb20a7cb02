"""What a purge leaves in the catalogue (R-L3): where a document must still be taken down, in codes, days and addresses."""

from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.channels import RECORDS
from opengov.disclosure.catalogue.channels import STATUTORY
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IPurgeable
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IPurgeable)
@adapter(IGoverned)
class PurgedEntries:
    """See ``IPurgeable``. Registers and lists of work forget the title when the step is told (``subscribers.follow_step``)."""

    keeps = (RECORDS, STATUTORY)

    def __init__(self, context) -> None:
        self.uid = IUUID(context)
        self.site = api.portal.get()

    def purge(self) -> None:
        IPublicCatalogue(self.site).forget(self.uid)

    def remains(self) -> tuple[str, ...]:
        found = ["public entry"] if IPublicCatalogue(self.site).entry(self.uid) else []
        return (*found, *sorted({name for name, row in self._rows() if row["title"] or row.get("reason")}))

    def _rows(self):
        data = storage.read(self.site)
        for store in data.registers.values():
            places = [store.places[self.uid]] if self.uid in store.places else []
            for name, rank in (*places, *(store.acts or {}).get(self.uid, ())):
                yield f"register {name}", store.lists[name][rank]
        for store in (data.work or {}).values():
            for name, rank in store.places.get(self.uid, ()):
                yield f"work {name}", store.lists[name][rank]
