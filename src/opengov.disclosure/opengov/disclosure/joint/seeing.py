"""What the current user sees of a document's slots: never another agency's draft or confidential words (R-J6)."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions as rules
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import files
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.places import actor_of
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.joint.slots import Slots
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.dexterity.utils import iterSchemata
from plone.namedfile.file import NamedBlobFile
from plone.supermodel.utils import mergedTaggedValueDict
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer
from zope.security.interfaces import IPermission


INSIDERS = "opengov.disclosure: View ledger"

#: What of a position everybody sees who sees the slots; the persons are told to the lead and to the agency itself.
_RELEASED = ("stand", "reason", "released_at", "capacity", "digest")
_PERSONS = ("by", "on_behalf_of", "released_by", "released_for", "signed_by", "paper")
_ASKING = ("due", "provisional", "source", "silence", "silence_source", "attribute", "grounds", "digest")


@implementer(IPositionsSeen)
@adapter(IGoverned)
class PositionsSeen(Slots):
    """See ``IPositionsSeen``."""

    def __init__(self, context) -> None:
        super().__init__(context)
        user = getSecurityManager().getUser()
        # Visitors, and the emergency user as whom an import runs, are in no group; what they would say is their folder's.
        grouped = hasattr(aq_base(user), "getGroups")
        self.groups = frozenset(user.getGroups()) if grouped else frozenset()
        self.roles = frozenset(user.getRolesInContext(context))
        self.insider = bool(getSecurityManager().checkPermission(INSIDERS, context))

    def allowed(self) -> bool:
        """See ``IPositionsSeen``."""
        return self.insider or any(map(self.mine, self.records()))

    def mine(self, record: store.SlotRecord) -> bool:
        """Whether the user is one of the asked agency's people."""
        return bool(record.asked) and not record.removed and not self.groups.isdisjoint(record.groups)

    def rows(self, agency: str = "") -> list[dict]:
        """See ``IPositionsSeen``."""
        if not self.allowed():
            return []
        digest, today, state = self.digest(), self.today(), self.state
        shown = [record for record in self._shown() if agency in ("", record.agency)]
        return [self._row(record, digest, today, state) for record in shown]

    def _shown(self) -> list[store.SlotRecord]:
        """The slots the user sees, once it is clear that he sees any: who has been asked sees the others who were."""
        records = self.records()
        return [record for record in records if self.insider or (record.asked and not record.removed)]

    def _row(self, record: store.SlotRecord, digest: str, today, state: str) -> dict:
        slot, mine = record.as_rule(), self.mine(record)
        stands = joint.standing(slot, digest, today)
        asking = record.asked[-1] if record.asked else {}
        row = {"slot": record.id, "agency": record.agency, "outside": not record.agency, "title": record.title}
        row["administrative"] = record.administrative
        row |= {"role": record.role, "order": record.order, "standing": stands.value, "mine": mine}
        row |= {"asked_at": asking.get("at", ""), **{name: asking.get(name, "") for name in _ASKING}}
        row |= {"received_at": slot.received_at, "overdue": stands == joint.Standing.LAPSED}
        row["stale"] = joint.is_stale(slot, digest)
        row["positions"] = [self._position(position, digest, mine) for position in record.positions]
        row["decisions"] = [dict(one) for one in record.decisions] if self.insider or mine else []
        row["removed"] = dict(record.removed) if record.removed else None
        if mine:
            row["draft"] = {**record.drafted, "files": files.of(record.drafted)} if record.drafted else None
        row["may"] = [*self._lead_acts(record, slot, stands, state)]
        row["may"] += self._agency_acts(record, slot, stands, state, digest)
        return row

    def _position(self, position: dict, digest: str, mine: bool) -> dict:
        names = (*_RELEASED, *(_PERSONS if self.insider or mine else ()), *(("confidential",) if mine else ()))
        told = {**{name: position[name] for name in names}, "stale": position["digest"] != digest}
        return {**told, "files": files.of(position)}

    def file(self, slot_id: str, file_id: str) -> tuple[dict, NamedBlobFile] | None:
        """See ``IPositionsSeen``."""
        for record in self._shown() if self.allowed() else ():
            drafted = (record.drafted,) if self.mine(record) else ()
            for told in (one for said in (*record.positions, *drafted) for one in files.of(said)):
                if (record.id, told["id"]) == (slot_id, file_id) and file_id in (record.files or ()):
                    return told, record.files[file_id]
        return None

    def difference(self, slot_id: str) -> list[tuple[str, object, object]]:
        """See ``IPositionsSeen``."""
        if not (self.insider or self.mine(self.record_of(slot_id))):
            return []
        hidden = self._unreadable()
        return [change for change in super().difference(slot_id) if change[0] not in hidden]

    def _unreadable(self) -> set[str]:
        """Fields of the document that the user may not read on any page either."""
        may = getSecurityManager().checkPermission
        asked = {
            name: getUtility(IPermission, name=permission).title
            for schema in iterSchemata(self.context)
            for name, permission in mergedTaggedValueDict(schema, READ_PERMISSIONS_KEY).items()
        }
        return {name for name, title in asked.items() if not may(title, self.context)}

    def may_add(self) -> bool:
        """Whether the user's office may name or ask agencies in this state."""
        return bool(self.roles & set({**rules.NAMING, **self.asking}.get(self.state, ())))

    def _lead_acts(self, record, slot: joint.Slot, stands: joint.Standing, state: str) -> list[str]:
        if not self.may_add() or record.removed:
            return []
        found = [] if rules.removal_problems(slot, stands, "-", state) else ["remove"]
        if state not in self.asking:
            return found
        found.insert(0, "ask")
        if not record.agency and not self.answering_problems(record):
            found.append("record")
        lapsed = stands == joint.Standing.LAPSED and joint.silence(slot) == joint.Silence.ESCALATE
        return [*found, "decide"] if stands == joint.Standing.OBJECTING or lapsed else found

    def _agency_acts(self, record, slot: joint.Slot, stands: joint.Standing, state: str, digest: str) -> list[str]:
        if not self.mine(record) or self.answering_problems(record):
            return []
        held = actor_of(agency_of(record.agency), (*rules.LIAISONS, *rules.RELEASERS)).roles
        found = []
        if held & set(rules.LIAISONS):
            found += ["draft"] if record.received else ["receive", "draft"]
            if record.positions and record.positions[-1]["digest"] != digest:
                found.append("confirm")
            if record.drafted:
                found += ["attach", "detach"]
        if held & set(rules.RELEASERS) and record.drafted:
            found.append("release")
        return found
