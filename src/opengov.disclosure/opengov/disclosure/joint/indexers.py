"""Catalogue indexes of asked agencies and of co-issuers: what concerns an agency is found without waking all documents."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import issuers
from opengov.disclosure.core.repeal import ABOUT
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import store
from opengov.disclosure.joint.meetings.store import records as meetings
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID


@indexer(IGoverned)
def asked_agencies(context) -> tuple[str, ...]:
    """UIDs of the agencies of this site that are asked; written when one is asked or leaves, never by an answer.

    Of a public document everybody sees, nobody learns from it who was asked about the content (R-J6). An agency that is
    being asked about a repeal is named as ``<uid>/repeal``; no request may ask this index.
    """
    repeal = (IDossier(context).affair("repeals") or [{"closed": True}])[-1]
    about_repeal = () if repeal.get("closed") else store.records(context, repeal["id"])
    about_content = () if ILife(context).state == "published" else store.records(context)
    asked = [record.agency for record in about_content if record.agency and record.asked and not record.removed]
    return (*asked, *(f"{record.agency}/{ABOUT}" for record in about_repeal if record.agency))


@indexer(IGoverned)
def meetings_with(context) -> tuple[str, ...]:
    """UIDs of the lead and of the agencies of this site that are invited to a coordination meeting which has no outcome yet.

    Written when one is called, changed, called off or over; no request may ask this index (R-J6).
    """
    invited = {slot for one in meetings(context) if one.as_rule().open for slot in one.agencies}
    place = IIssuingAgency(context, None)
    if not invited or place is None:
        return ()
    found = {record.agency for record in store.records(context) if record.id in invited and record.agency}
    return tuple(sorted({place.uid, *found}))


@indexer(IGoverned)
def co_issuers(context) -> tuple[str, ...]:
    """UIDs of the agencies of this site that signed the document under another one's lead, each also with the year.

    Written with the last signature; none for what a purge has destroyed (R-J5, R-L3).
    """
    return () if ILife(context).state == "purged" else issuers.keywords(IDossier(context).signed)


@indexer(IGoverned)
def joint_rank(context) -> str:
    """Place of a joint document among all others, by date of issue; no value for a document of one agency."""
    found = issuers.rank(IDossier(context).signed, IUUID(context))
    if not found or ILife(context).state == "purged":
        raise AttributeError("joint_rank")
    return found
