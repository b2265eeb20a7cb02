"""What a purge destroys here (R-L3): what the row of a list says of the document."""

from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.existing import store
from opengov.disclosure.existing.creating import AFFAIR
from opengov.disclosure.existing.interfaces import IExistingRecord
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IPurgeable
from zope.component import adapter
from zope.interface import implementer


@implementer(IPurgeable)
@adapter(IGoverned)
class RowWords:
    """See ``IPurgeable``."""

    #: Where it came from, in numbers.
    keeps = (AFFAIR,)

    def __init__(self, context) -> None:
        self.context = context

    def purge(self) -> None:
        IExistingRecord(self.context).forget()
        found = self._row()
        if found is not None:
            job, index, row = found
            job.put(index, {**row, "cells": {}, "values": {}, "read": [], "problems": []})
            if job.state in store.ALIVE:
                # the file the row names lies among the others of a ZIP
                job.state = "stopped"
                job.drop_files()

    def remains(self) -> tuple[str, ...]:
        found = self._row()
        return ("existing_row",) if found is not None and (found[2]["cells"] or found[2]["values"]) else ()

    def _row(self) -> tuple[store.Job, int, dict] | None:
        known = IDossier(self.context).affair(AFFAIR)
        place = self.context.__parent__
        job = store.read(place).jobs.get(known["job"]) if known and IAgencyContent.providedBy(place) else None
        if job is None:
            return None
        rows = ((index, row) for index, row in enumerate(job.rows()) if row["key"] == known["key"])
        return next(((job, index, row) for index, row in rows), None)
