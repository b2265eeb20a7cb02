"""Keeping what a document's people are told in step with whose turn it is (``core.turns``).

What is told before and what is the turn now are compared; so whatever brings a turn up or ends it tells and ends it once, and
two people at two documents write no key in common.
"""

from AccessControl import getSecurityManager
from collections.abc import Iterator
from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.consultation.interfaces import FORWARDED_CHANGED
from opengov.disclosure.consultation.interfaces import REASSESS
from opengov.disclosure.core import notices as rules
from opengov.disclosure.core import turns
from opengov.disclosure.core.life import SIGNERS
from opengov.disclosure.core.secrecy import positive_review
from opengov.disclosure.core.steps import end_state
from opengov.disclosure.joint.interfaces import IDrafting
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.notices.posting import announce
from opengov.disclosure.notices.store import open_store
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import ICoSigners
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import IRunningClocks
from plone import api
from plone.uuid.interfaces import IUUID


#: Characters of a UID, with which the id of an office's group begins.
_UID = 32


class Told:
    """What is told about one document, at its agency and the sections of it.

    :param cause: id of the step or act that makes a difference now.
    """

    def __init__(self, document, cause: str = "") -> None:
        self.document = document
        self.uid = IUUID(document)
        self.place = IIssuingAgency(document, None)
        self.cause = cause
        self.by = getSecurityManager().getUser().getId() or ""
        self.site = api.portal.get()
        self.at = now().isoformat()

    def follow(self) -> None:
        """End what is over, and tell whose turn it is now."""
        if self.place is None:
            return
        facts = facts_of(self.document, self.place)
        wanted = {self._mark(turn): turn for turn in turns.turns(facts)}
        store, pending = open_store(self.site), set()
        for uid in self.uids():
            shelf = store.shelf(uid)
            for place, notice in shelf.pending(self.uid):
                if notice["kind"] in rules.TURNS and notice["lead"] in wanted:
                    pending.add(notice["lead"])
                elif self._is_over(notice):
                    shelf.end(place)
        for mark, turn in wanted.items():
            if mark not in pending:
                self._tell_turn(mark, turn)
        if store.looked(self.uid):
            # the step may have begun or ended a duty: the routine looks again
            store.look(self.uid, "")

    def _is_over(self, notice: dict) -> bool:
        """Whether a notice that is no present turn asks for nothing any more; joint matters end by themselves."""
        return notice["kind"] in rules.TURNS or (notice["kind"] in rules.DUTIES and notice["about"] not in self.duties)

    @cached_property
    def duties(self) -> frozenset[str]:
        """Keys of the duties that are still open."""
        return frozenset(deadline.key for deadline in IRunningClocks(self.document).running())

    def news(self, step: str, source: str, target: str) -> None:
        """Tell those who wrote the document, and whoever has to know, what became of it."""
        offices = turns.news(step, source, target)
        if offices is not None and self.place is not None:
            groups = self.groups(offices)
            for uid in self.uids():
                groups.setdefault(uid, ())
            about = f"{step}:{target}" if source != target else step
            self._put(rules.Kind.NEWS, about, groups, self._authors(), self._moment())

    def _tell_turn(self, mark: str, turn: turns.Turn) -> None:
        kind = rules.turn_kind(turn.act, self.cause)
        about = f"{turn.act}:{self.cause}" if self.cause else turn.act
        groups, persons = self.groups(turn.roles), ()
        if turn.authors or turn.person:
            groups = dict.fromkeys(self.uids(), ())
            persons = self._authors() if turn.authors else (turn.person,)
        self._put(kind, about, groups, persons, mark, self._moment(), lead=mark)

    def _put(self, kind: rules.Kind, about: str, groups: dict, persons: tuple[str, ...], *step, lead: str = "") -> None:
        """Put one notice on the shelves of those who are told, unless it is there."""
        key = rules.key_of(self.uid, kind, about, *step)
        store = open_store(self.site)
        for uid, offices in groups.items():
            notice = {"kind": kind.value, "about": about, "document": self.uid, "agency": self.place.agency.title}
            notice |= {"lead": lead, "due": "", "offices": offices, "persons": persons, "by": self.by}
            place = store.shelf(uid).add(self.at, key, notice)
            if place:
                announce(self.site, uid, place)

    @staticmethod
    def _mark(turn: turns.Turn) -> str:
        """What makes a turn the same one as long as it lasts; those who wrote a document are who they are."""
        return "/".join((turn.act, turn.person, *(OFFICES[role] for role in turn.roles)))

    def groups(self, roles) -> dict[str, tuple[str, ...]]:
        """Agency or section -> offices of it that are meant."""
        found: dict[str, tuple[str, ...]] = {}
        for role in roles:
            for group in self.place.groups(role):
                found[group[:_UID]] = (*found.get(group[:_UID], ()), role)
        return found

    def uids(self) -> tuple[str, ...]:
        """The agency, its section that drafts, and the agency that drafts for it (R-A8): where its people are told."""
        uids = (self.place.uid, IUUID(self.place.section), IDrafting(self.document).agency)
        return tuple(filter(None, dict.fromkeys(uids)))

    def _authors(self) -> tuple[str, ...]:
        return tuple(sorted(ILedger(self.document).authors()))

    def _moment(self) -> int:
        """Number of the newest entry on record: it tells one turn from the same turn another time."""
        head = ILedgerStore(self.site).head(self.uid)
        return head.seq if head is not None else 0


def facts_of(document, place) -> turns.Facts:
    """What stands on a document's record about whose turn it is."""
    dossier, state = IDossier(document), ILife(document).state
    affairs = dossier.affairs()
    joint = affairs.get("joint") or {}
    withdrawal = affairs.get("withdrawal") or {}
    return turns.Facts(
        state=state,
        end=end_state(getattr(document, "disclosure_attribute", None) or "", bool(joint.get("lead_body"))),
        returned=_is_returned(affairs, document, state),
        unconfirmed=tuple(_unconfirmed(affairs.get("amended") or {})) if state == "sign_off" else (),
        principal=place.jurisdiction.important_needs_principal and bool(getattr(document, "important", False)),
        together=_next_of_lead(document, place) if state == "sign_off" else None,
        adjustment_reviewed=state == "adjustment_review" and _is_reviewed(document, affairs.get("adjustment") or {}),
        withdrawal_open=bool(withdrawal) and not withdrawal.get("confirmed_at"),
        omitted=tuple((affairs.get("urgent") or {}).get("omitted", ())),
        instructors=tuple(sorted(set(_instructors(affairs.get("instructions") or ())))),
        purge_asked=bool(affairs.get("purge")) and state != "purged",
        findings=bool((affairs.get("rescan") or {}).get("new")),
        reassess=bool(affairs.get(REASSESS) or affairs.get(FORWARDED_CHANGED)),
    )


def _is_returned(affairs: dict, document, state: str) -> bool:
    """Whether a draft came back to its drafters: who takes it back himself needs no word of it."""
    if state != "draft":
        return False
    if affairs.get("returned"):
        return True
    steps = [entry for entry in ILedger(document).entries() if "to" in entry.codes]
    return bool(steps) and steps[-1].action == "break_glass_return"


def _unconfirmed(amended: dict) -> Iterator[str]:
    confirming = {"unit_confirmed": "Drafter", "reviewer_confirmed": "Disclosure Reviewer"}
    return (role for name, role in confirming.items() if amended and not amended.get(name))


def _next_of_lead(document, place) -> tuple[str, ...] | None:
    """Roles of the lead's people who may sign next; None where nobody else signs."""
    groups = getattr(ICoSigners(document, None), "groups", tuple)()
    if not groups:
        return None
    own = {group[_UID + 1 :] for group in groups if group[:_UID] == place.uid}
    return tuple(role for role in SIGNERS if OFFICES[role] in own)


def _is_reviewed(document, adjustment: dict) -> bool:
    return positive_review(IReviews(document).opinions(), adjustment.get("digest", "")) is not None


def _instructors(records) -> Iterator[str]:
    return (record["instructed_by"] for record in records if not record.get("countersigned_at"))
