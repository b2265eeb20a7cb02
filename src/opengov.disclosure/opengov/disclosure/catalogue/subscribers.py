"""The projection and the registers follow the documents' steps."""

from datetime import datetime
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from plone.uuid.interfaces import IUUID


def follow_step(document, event) -> None:
    """Whatever the step: show what the new state lets the public know, and nothing else."""
    moment = now()
    IPublicCatalogue(api.portal.get()).refresh(document, moment)
    IRegister(IIssuingAgency(document).agency).record(document, moment, event.data or {})


def follow_restored(document, event) -> None:
    """A document that came back by import is listed where it was, under the dates it had."""
    moment = datetime.fromisoformat(IDossier(document).signed["at"]) if IDossier(document).signed else now()
    IPublicCatalogue(api.portal.get()).refresh(document, moment)
    IRegister(IIssuingAgency(document).agency).record(document, moment, {})


def follow_removal(document, event) -> None:
    """A document that is gone is in no list."""
    site = api.portal.get()
    uid = IUUID(document)
    IPublicCatalogue(site).forget(uid)
    for store in storage.read(site).registers.values():
        if uid in store.places:
            name, rank = store.places.pop(uid)
            del store.lists[name][rank]
