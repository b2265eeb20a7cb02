"""The projection, the registers and the channels follow the documents' steps."""

from datetime import datetime
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import relations
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.channels import outlive_purge
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.registers import forget_in
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID


def follow_step(document, event) -> None:
    """Whatever the step: show what the new state lets the public know, and nothing else."""
    moment, expired = now(), event.step.id == "expire"
    agency, state = IIssuingAgency(document).agency, ILife(document).state
    work = IChannelWork(agency)
    if state == "purged":
        outlive_purge(document, work.rows(IUUID(document)))
    relations.follow(api.portal.get(), document)
    IPublicCatalogue(api.portal.get()).refresh(document)
    IRegister(agency).record(document, moment, {"cause": "expired"} if expired else event.data or {})
    IChannels(document).follow(state, moment.isoformat())
    work.refresh(document, moment, expired=expired)


def follow_moved(document, event) -> None:
    """An interpretation goes over to the corrected text: its entry leads there from now on."""
    relations.follow(api.portal.get(), document)
    IPublicCatalogue(api.portal.get()).refresh(document)


def follow_restored(document, event) -> None:
    """A document that came back by import is listed where it was, under the dates it had."""
    moment = datetime.fromisoformat(IDossier(document).signed["at"]) if IDossier(document).signed else now()
    agency = IIssuingAgency(document).agency
    relations.follow(api.portal.get(), document)
    IPublicCatalogue(api.portal.get()).refresh(document, moment)
    IRegister(agency).record(document, moment, {})
    IChannelWork(agency).refresh(document, moment)


def follow_removal(document, event) -> None:
    """A document that is gone is in no list."""
    site = api.portal.get()
    uid, data = IUUID(document), storage.read(site)
    IPublicCatalogue(site).forget(uid)
    relations.forget(data, uid)
    for store in data.registers.values():
        forget_in(store, uid)
    for store in (data.work or {}).values():
        store.forget(uid)
