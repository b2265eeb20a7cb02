"""What lead and asked agencies share: the document's slots, the content they are about, the rule, the record."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.digest import difference
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.joint import store
from opengov.disclosure.joint.places import user_id
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from types import MappingProxyType
from zope.event import notify


class Slots:
    """The slots of one document, for reading."""

    def __init__(self, context) -> None:
        self.context = context

    @property
    def state(self) -> str:
        """Workflow state of the document."""
        return ILife(self.context).state

    #: What the slots are about, for the record; empty for the content itself.
    about = ""
    #: State -> offices of the lead that ask while the document is in it; in no other state an agency answers.
    asking: Mapping[str, tuple[str, ...]] = rules.ASKING

    def records(self) -> tuple[store.SlotRecord, ...]:
        """The slots as they are kept, in their order."""
        return store.records(self.context)

    def record_of(self, slot_id: str) -> store.SlotRecord:
        """One of them.

        :raises KeyError: when there is none of this id.
        """
        return store.record_of(self.context, slot_id)

    def answering_problems(self, record: store.SlotRecord) -> list[Problem]:
        """Whether a slot takes an answer now."""
        return rules.answering_problems(record.as_rule(), self._standing(record), self.state, self.asking)

    def slots(self) -> tuple[joint.Slot, ...]:
        """See ``IPositions``."""
        return tuple(record.as_rule() for record in self.records())

    def slot(self, slot_id: str) -> joint.Slot:
        """See ``IPositions``."""
        return self.record_of(slot_id).as_rule()

    def answered(self) -> bool:
        """See ``IPositions``."""
        return store.all_answered(self.context)

    def asked(self) -> tuple[joint.Slot, ...]:
        """See ``IPositions``."""
        return tuple(slot for slot in self.slots() if slot.asked and not slot.removed_at)

    def wanted(self) -> bool:
        """See ``IPositions``."""
        slots = self.slots()
        return bool(slots) and joint.wanted(slots, self.digest(), self.today(), self.rule())

    def problems(self, step_id: str) -> list:
        """See ``IPositions``."""
        slots = self.slots()
        if not slots or step_id not in joint.GATES:
            return []
        return joint.problems(step_id, slots, self.digest(), self.today(), self.rule())

    def digest(self) -> str:
        """Digest of what agencies are asked about: the signed content once there is one, since only the attribute may still
        be adjusted (R-A7), else the present one."""
        return (IDossier(self.context).signed or {}).get("digest") or IReviewedContent(self.context).digest()

    @staticmethod
    def today() -> date:
        """Today in Shanghai."""
        return now().date()

    def rule(self) -> joint.JointRule:
        """What the lead's profile waits for."""
        profile = IIssuingAgency(self.context).jurisdiction
        return joint.JointRule(
            profile.joint_rule, profile.sources["joint_rule"], profile.concerned_rule, profile.sources["concerned_rule"]
        )

    def difference(self, slot_id: str) -> list[tuple[str, object, object]]:
        """See ``IPositions``."""
        position = self.record_of(slot_id).as_rule().position
        content = IReviewedContent(self.context)
        kept = content.kept(position.digest) if position else None
        return [] if kept is None else _changes(kept, content)

    def held(self) -> frozenset[str]:
        """Roles that the current user has for the document."""
        return frozenset(getSecurityManager().getUser().getRolesInContext(self.context))

    def stood_for(self, offices: Iterable[str]) -> str:
        """Whom the current user stands in for in the offices of these that he holds; empty when he acts for himself (R-S4).

        Who holds one office himself acts in that one, and for nobody else.
        """
        place, held = IIssuingAgency(self.context), self.held() & set(offices)
        found = {place.acts_for(user_id(), office) or "" for office in held}
        return "" if "" in found else min(found)

    def _standing(self, record: store.SlotRecord) -> joint.Standing:
        return joint.standing(record.as_rule(), self.digest(), self.today())

    def _enter(
        self, action: str, record: store.SlotRecord, digest: str = "", on_behalf_of: str = "", **codes: str
    ) -> None:
        """An act of the lead is one entry of the document's ledger: ids and codes, no names and no words (R-L3)."""
        told = {"slot": record.id, "agency": record.agency or "outside", "role": record.role, **self._about(), **codes}
        digests = {"content": digest} if digest else None
        ILedger(self.context).record(action, codes=told, digests=digests, on_behalf_of=on_behalf_of)

    def _enter_in_slot(
        self,
        action: str,
        record: store.SlotRecord,
        digest: str,
        on_behalf_of: str = "",
        others: Mapping[str, str] = MappingProxyType({}),
        **codes: str,
    ) -> None:
        """What the agency does is on a chain of the slot's own: 21 agencies that answer at once never wait for each other.

        The document's chain takes the heads of these chains in when it goes on (:meth:`bind`), the daily anchor does anyway.

        :param others: digests besides that of the content, by name.
        """
        told = {"document": IUUID(self.context), "agency": record.agency, "role": record.role, **self._about(), **codes}
        _chain(record.id).record(action, codes=told, digests={"content": digest, **others}, on_behalf_of=on_behalf_of)

    def _about(self) -> dict[str, str]:
        return {"about": self.about} if self.about else {}

    def _tell(self, event) -> None:
        """Tell whoever listens what happened in a slot."""
        notify(event)

    def entries(self) -> tuple:
        """See ``IPositions``."""
        found = [entry for record in store.everything(self.context) for entry in _chain(record.id).entries()]
        return tuple(sorted(found, key=lambda entry: (entry.at, entry.subject, entry.seq)))

    def bind(self) -> None:
        """See ``IPositions``."""
        # An agency that objects in the second of the settlement or of a signature was heard before it, or is too late.
        store.rest_on(*store.everything(self.context))
        ledger, chains = ILedger(self.context), ILedgerStore(api.portal.get())
        heads = {record.id: chains.head(record.id) for record in store.everything(self.context)}
        digests = {f"slot_{slot_id}": head.hash for slot_id, head in heads.items() if head is not None}
        bound = next((entry.digests for entry in reversed(ledger.entries()) if entry.action == "positions_bound"), {})
        if digests and digests != dict(bound):
            ledger.record("positions_bound", digests=digests)


def _chain(slot_id: str):
    return ILedgerStore(api.portal.get()).chain(slot_id)


def _changes(kept: dict, content) -> list[tuple[str, object, object]]:
    old = {**kept["fields"], "attachments": [[file["name"], file["sha256"]] for file in kept["attachments"]]}
    new = {**content.fields(), "attachments": [[file.name, file.sha256] for file in content.attachments()]}
    return difference(old, new)
