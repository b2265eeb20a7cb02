"""What is told when something happens to a joint document, and what is forgotten with documents, agencies and people."""

from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import joint
from opengov.disclosure.core import notices as rules
from opengov.disclosure.joint.interfaces import IMeetingCalled
from opengov.disclosure.joint.interfaces import IMeetingCancelled
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.notices.posting import announce
from opengov.disclosure.notices.settling import tell_when_settled
from opengov.disclosure.notices.stepping import Told
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.notices.store import read_store
from opengov.disclosure.notices.telling import co_issuers
from opengov.disclosure.notices.telling import tell
from opengov.disclosure.signoff.interfaces import ICoSigners
from opengov.disclosure.signoff.interfaces import IPublished
from opengov.disclosure.signoff.interfaces import ISigned
from plone import api
from plone.uuid.interfaces import IUUID


def position_asked(document, event) -> None:
    """Tell an agency that it is asked, or asked again about a changed draft."""
    slot = _slot(document, event)
    _watch(document)
    tell(document, rules.asking_kind(slot.asked), slot.id, slot.asked[-1].turn, slots=(slot,))


def objection_raised(document, event) -> None:
    """Tell the lead that an agency objects, or that its signer declines. That one agrees is told to nobody: 21 agree in the
    same second."""
    slot = _slot(document, event)
    kind = rules.Kind.DECLINED if slot.positions[-1].declined else rules.Kind.OBJECTION
    tell(document, kind, slot.id, slot.positions[-1].turn, slots=(slot,))


def position_released(document, event) -> None:
    """Tell the lead when this was the last answer."""
    tell_when_settled(document)


def position_decided(document, event) -> None:
    """Tell the agency, and the lead's people, that the competent authority has decided."""
    slot = _slot(document, event)
    tell(document, rules.Kind.SETTLED, slot.id, slot.decisions[-1].turn, slots=(slot,), about="decided")
    tell_when_settled(document)


def agency_removed(document, event) -> None:
    """Tell an agency that it is not asked any more; whatever else it was told about the document is gone with it."""
    slot, store = _slot(document, event), read_store(api.portal.get())
    if slot.agency in store.shelves:
        store.shelves[slot.agency].forget(IUUID(document))
    if slot.asked:
        tell(document, rules.Kind.LEFT, slot.id, slots=(slot,))
    tell_when_settled(document)


def repeal_told(document, event) -> None:
    """Tell those who issued a document that they are asked about its repeal, and the lead who objects (R-J5)."""
    slot = IRepeal(document).answers().slot(event.slot)
    if event.act == "asked":
        _watch(document)
        tell(document, rules.Kind.ASKED, slot.id, slot.asked[-1].turn, slots=(slot,), about="repeal")
    elif event.act == "answered" and slot.positions[-1].stand == joint.Stand.OBJECT:
        tell(document, rules.Kind.OBJECTION, slot.id, slot.positions[-1].turn, slots=(slot,), about="repeal")
    elif event.act == "decided":
        tell(document, rules.Kind.SETTLED, slot.id, slot.decisions[-1].turn, slots=(slot,), about="decided")
    if event.act in ("answered", "decided"):
        tell_when_settled(document)


def meeting_told(document, event) -> None:
    """Tell those who are invited that a meeting is called, called off or over. The lead learns nothing of an agency that is
    let go while the meeting stands."""
    slots = [slot for slot in IPositions(document).asked() if slot.agency in event.agencies]
    about = "called" if IMeetingCalled.providedBy(event) else "concluded"
    about = "cancelled" if IMeetingCancelled.providedBy(event) else about
    meetings = {row["id"]: row for row in IMeetings(document).rows()}
    stands = about == "cancelled" and not meetings.get(event.meeting, {"cancelled": True})["cancelled"]
    parties = (rules.Party.AGENCY,) if stands else None
    step = (event.meeting, _moment(document))
    tell(document, rules.Kind.MEETING, *step, slots=slots, about=about, parties=parties)
    tell_when_settled(document)


def step_taken(document, event) -> None:
    """Tell whose turn it is and what became of the document; of what several agencies issue, tell them all."""
    told = Told(document, event.step.id)
    told.follow()
    together = co_issuers(document)
    if not (together and ISigned.providedBy(event)):
        told.news(event.step.id, event.source, event.target)
    if not together:
        return
    if ISigned.providedBy(event):
        tell(document, rules.Kind.SIGNED, _moment(document))
    elif IPublished.providedBy(event):
        tell(document, rules.Kind.PUBLISHED, _moment(document))
    elif event.target == "sign_off":
        _tell_signers(document)


def dossier_changed(document, event) -> None:
    """Tell what a scan has newly found, what is to be assessed anew, and that it is settled (R-S5, R-A5, R-A9)."""
    Told(document).follow()


def deputy_appointed(agency, event) -> None:
    """Tell the deputy and whom he stands in for from when to when, or that it is over."""
    record, site = event.record, api.portal.get()
    about = f"{'ended' if record.get('ended_on') else 'appointed'}:{OFFICES[record['role']]}"
    notice = {"kind": rules.Kind.DEPUTY.value, "about": about, "document": "", "agency": agency.title}
    notice |= {"lead": record["from"], "due": record.get("ended_on") or record["until"], "offices": ()}
    notice |= {"persons": (record["deputy"], record["for"]), "by": record.get("ended_by") or record["by"]}
    uid = IUUID(agency)
    key = rules.key_of("", rules.Kind.DEPUTY, record["id"], about)
    place = open_store(site).shelf(uid).add(now().isoformat(), key, notice)
    if place:
        announce(site, uid, place)


def _tell_signers(document) -> None:
    """Tell each agency whose turn it is to sign, once for each content, list of issuers and answer of its own."""
    agencies = {group.partition("-")[0] for group in ICoSigners(document).groups()}
    digest, slots = IPositions(document).digest(), co_issuers(document)
    together = "".join(slot.id[:4] for slot in slots)
    for slot in slots:
        if slot.agency in agencies:
            turn = len(slot.asked) + len(slot.positions) + len(slot.decisions)
            tell(document, rules.Kind.TO_SIGN, slot.id, turn, digest, together, slots=(slot,))


def _watch(document) -> None:
    """Let the routine look at a document from now on."""
    uid, store = IUUID(document), open_store(api.portal.get())
    if uid not in store.open:
        store.open.add(uid)


def _slot(document, event) -> joint.Slot:
    return IPositions(document).slot(event.slot)


def _moment(document) -> int:
    """Number of the document's newest entry on record: it tells one act from the same act another time."""
    head = ILedgerStore(api.portal.get()).head(IUUID(document))
    return head.seq if head is not None else 0


def make_shelf(agency, event) -> None:
    """An agency has its shelf from the beginning, so that the first two who tell it something do not both make one."""
    open_store(api.portal.get()).shelf(IUUID(agency))


def forget_agency(agency, event) -> None:
    """An agency that is deleted is told nothing any more."""
    store = read_store(api.portal.get())
    if IUUID(agency) in store.shelves:
        del store.shelves[IUUID(agency)]


def forget_person(event) -> None:
    """Marks and choices leave with the account."""
    site = api.portal.get()
    store = read_store(site) if site is not None else None
    if store is not None and event.principal in store.people:
        del store.people[event.principal]
