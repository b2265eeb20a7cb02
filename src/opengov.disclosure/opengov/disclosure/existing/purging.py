"""What a purge destroys here (R-L3): what the rows of lists say of the document, in whichever import they came."""

from collections.abc import Iterator
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import existing
from opengov.disclosure.existing import creating
from opengov.disclosure.existing import store
from opengov.disclosure.existing.checking import seen_key
from opengov.disclosure.existing.interfaces import IExistingRecord
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IPurgeable)
@adapter(IGoverned)
class RowWords:
    """See ``IPurgeable``."""

    #: Where it came from, in numbers.
    keeps = (creating.AFFAIR,)

    def __init__(self, context) -> None:
        self.context = context
        self.uid = IUUID(context)

    def purge(self) -> None:
        IExistingRecord(self.context).forget()
        for job, index, row in list(self._rows()):
            job.put(index, {**row, "cells": {}, "values": {}, "read": [], "problems": [], "notes": []})
            if job.state in store.ALIVE:
                # the file the row names lies among the others of a ZIP
                job.state = "stopped"
                job.drop_files()

    def remains(self) -> tuple[str, ...]:
        return ("existing_row",) if any(True for _found in self._rows()) else ()

    def _rows(self) -> Iterator[tuple[store.Job, int, dict]]:
        """Rows that still say something of the document: the one it came from, and those refused as its doubles."""
        number = IDocumentNumber(self.context).text
        own = {seen_key((existing.standard(number),))} if number else set()
        around = IIssuingAgency(self.context)
        # a list is imported into the section that drafted, or into its agency
        for place in {around.section.UID(): around.section, around.uid: around.agency}.values():
            imports = store.read(place)
            meant = own | {digest for digest, uid in imports.seen.items() if uid == self.uid}
            for job in imports.jobs.values():
                for index, row in enumerate(job.rows()):
                    told = row["cells"] or row["values"]
                    if told and (row["uid"] == self.uid or seen_key(creating.identity(row)) in meant):
                        yield job, index, row
