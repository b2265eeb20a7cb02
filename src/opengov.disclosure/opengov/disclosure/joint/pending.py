"""What is open among agencies, kept beside the documents: counted for lists of work without waking one of them.

An answer changes neither its document nor the catalogue (plone.md 24). So what waits for an agency stands in a set of its own,
which only its people and whoever asks it write to; what an agency objects to stands in one set of the site, with a key of its
own for each slot, so that agencies which object at once do not wait for each other.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from opengov.disclosure.core import joint
from opengov.disclosure.core.repeal import ABOUT
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from persistent import Persistent
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.joint.open"

#: Standings in which it is the agency's turn.
_WAITING = (joint.Standing.OPEN, joint.Standing.LAPSED, joint.Standing.STALE)


class OpenMatters(Persistent):
    """All that is open on a site.

    :ivar answers: UID of an asked agency -> set of ``<UID of a document>``, about a repeal with ``/repeal`` behind.
    :ivar objections: ``<UID of a document>|<slot>``.
    """

    def __init__(self) -> None:
        self.answers = OOBTree()
        self.objections = OOTreeSet()


def read(site) -> OpenMatters:
    """What is open; an unstored one, of nothing, where nothing was ever asked. Reading never writes."""
    return IAnnotations(site).get(KEY) or OpenMatters()


def _write(site) -> OpenMatters:
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = OpenMatters()
    return annotations[KEY]


def follow(document) -> None:
    """Note what is open about a document, of all its slots."""
    records = store.everything(document)
    asked = _Asked(document) if records else None
    for record in records:
        _note(document, record, asked)


def follow_slot(document, slot_id: str) -> None:
    """Note what is open in one slot; no other is looked at, however many there are."""
    record = (IAnnotations(document).get(store.KEY) or {}).get(slot_id)
    if record is not None:
        _note(document, record, _Asked(document))


def _note(document, record: store.SlotRecord, asked: "_Asked") -> None:
    waits, objects = asked.open(record)
    uid, kept = IUUID(document), read(api.portal.get())
    if record.agency:
        key = f"{uid}/{ABOUT}" if record.about else uid
        if waits != (key in kept.answers.get(record.agency, ())):
            _put(_answers(record.agency), key, waits)
    objection = f"{uid}|{record.id}"
    if objects != (objection in kept.objections):
        _put(_write(api.portal.get()).objections, objection, objects)


def _put(keys: OOTreeSet, key: str, stands: bool) -> None:
    if stands:
        keys.insert(key)
    else:
        keys.remove(key)


def _answers(agency: str) -> OOTreeSet:
    answers = _write(api.portal.get()).answers
    if agency not in answers:
        answers[agency] = OOTreeSet()
    return answers[agency]


class _Asked:
    """What agencies are asked about one document now: its content, and the repeal that is proposed. Each digest is made once."""

    def __init__(self, document) -> None:
        self.document = document

    @cached_property
    def content(self) -> tuple[str, date] | None:
        """Digest and day an answer about the content is judged by; None while nobody answers about it."""
        return _judged(IPositions(self.document))

    @cached_property
    def repeal(self) -> tuple[str, date] | None:
        """The same about the repeal."""
        answers = IRepeal(self.document).answers()
        return _judged(answers) if answers is not None else None

    @cached_property
    def proposal(self) -> str:
        """Id of the repeal that is proposed; empty for none."""
        return (IRepeal(self.document).proposal() or {}).get("id", "")

    def open(self, record: store.SlotRecord) -> tuple[bool, bool]:
        """Whether a slot waits for its agency, and whether the agency objects."""
        about = self.repeal if record.about and record.about == self.proposal else None
        judged = about if record.about else self.content
        if judged is None:
            return False, False
        stands = joint.standing(record.as_rule(), *judged)
        drafted = record.drafted is not None and not record.about
        asked = bool(record.asked) and not record.removed
        return asked and (stands in _WAITING or drafted), stands == joint.Standing.OBJECTING


def _judged(found) -> tuple[str, date] | None:
    return (found.digest(), found.today()) if found.state in found.asking else None


def position_changed(document, event) -> None:
    """Something happened in one slot."""
    follow_slot(document, event.slot)


def meeting_concluded(document, event) -> None:
    """A meeting may have settled what several agencies object to."""
    follow(document)


def forget(document) -> None:
    """A document whose slots are gone waits for nobody."""
    kept, uid = read(api.portal.get()), IUUID(document)
    for keys in kept.answers.values():
        for key in (uid, f"{uid}/{ABOUT}"):
            if key in keys:
                keys.remove(key)
    for key in list(kept.objections.keys(f"{uid}|", f"{uid}|~")):
        kept.objections.remove(key)


def make_set(agency, event) -> None:
    """An agency has its set from the beginning, so that the first two who ask it something do not both make one."""
    _answers(IUUID(agency))


def forget_agency(agency, event) -> None:
    """An agency that is deleted is asked nothing any more."""
    kept = read(api.portal.get())
    if IUUID(agency) in kept.answers:
        del kept.answers[IUUID(agency)]


def documents(keys) -> Iterator[str]:
    """UIDs of the documents that keys of either set tell of."""
    return (key[:32] for key in keys)


def fill(site) -> None:
    """Note what is open on a site from before. Safe to repeat."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type="Agency"):
        _answers(brain.UID)
    agencies = list(catalog.uniqueValuesFor("asked_agencies"))
    for brain in catalog.unrestrictedSearchResults(asked_agencies=agencies) if agencies else ():
        document = brain._unrestrictedGetObject()
        if IGoverned.providedBy(document):
            follow(document)
        document._p_deactivate()


def discard(site) -> None:
    """Take what is kept away with the product."""
    IAnnotations(site).pop(KEY, None)
