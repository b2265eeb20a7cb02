"""What an asked agency does: acknowledge, draft, release (R-J2, R-J6). Nothing here writes to the document or its index."""

from collections.abc import Sequence
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.position_files import file_problems
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.joint import events
from opengov.disclosure.joint import files as position_files
from opengov.disclosure.joint import pending
from opengov.disclosure.joint import store
from opengov.disclosure.joint.asking import PERIOD
from opengov.disclosure.joint.places import actor_of
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IScan
from uuid import uuid4


class Answering(Slots):
    """The asked agency's half of ``IPositions``."""

    def receive(self, slot_id: str) -> None:
        """See ``IPositions``."""
        record, actor = self._mine(slot_id, rules.LIAISONS, "receive")
        if record.received:
            enforce([Problem("position_received_already", "R-J2", "", joint.clause_for(record.role))])
        self._received(record, actor)

    def draft(
        self,
        slot_id: str,
        stand: str,
        digest: str,
        reason: str = "",
        confidential: str = "",
        files: Sequence[dict] = (),
    ) -> None:
        """See ``IPositions``."""
        record, actor = self._mine(slot_id, rules.LIAISONS, "draft")
        problems = rules.draft_problems(rules.Draft(stand, reason, digest), self.digest(), record.role)
        if len(confidential) > rules.MAX_WORDS:
            length = {"length": str(rules.MAX_WORDS)}
            problems.append(Problem("position_words_too_long", "R-X2", "confidential", "", length))
        contents = self._readable(record, files)
        enforce([*problems, *IScan(self.context).marks_in({"reason": reason, "confidential": confidential})])
        said = {"stand": stand, "reason": reason, "confidential": confidential, "digest": digest}
        kept = [position_files.keep(record, name, content) for name, content in contents]
        self._drafted(record, actor, {**said, "files": [*position_files.of(record.drafted), *kept]})

    def confirm(self, slot_id: str, digest: str) -> None:
        """See ``IPositions``."""
        record, actor = self._mine(slot_id, rules.LIAISONS, "draft")
        if not record.positions:
            enforce([Problem("position_nothing_to_confirm", "R-J2", "", joint.clause_for(record.role))])
        newest = record.positions[-1]
        draft = rules.Draft(newest["stand"], newest["reason"], digest)
        enforce(rules.draft_problems(draft, self.digest(), record.role))
        said = {name: newest[name] for name in ("stand", "reason", "confidential")}
        self._drafted(record, actor, {**said, "digest": digest, "files": position_files.of(newest)})
        position_files.forget_loose(record)

    def attach(self, slot_id: str, file: dict) -> str:
        """See ``IPositions``."""
        record, actor = self._mine_drafted(slot_id)
        ((name, content),) = self._readable(record, [file])
        kept = position_files.keep(record, name, content)
        self._drafted(record, actor, {**record.drafted, "files": [*position_files.of(record.drafted), kept]})
        return kept["id"]

    def detach(self, slot_id: str, file_id: str) -> None:
        """See ``IPositions``."""
        record, actor = self._mine_drafted(slot_id)
        left = [file for file in position_files.of(record.drafted) if file["id"] != file_id]
        if len(left) == len(position_files.of(record.drafted)):
            enforce([Problem("position_file_unknown", "R-X2", "file", "")])
        self._drafted(record, actor, {**record.drafted, "files": left})
        position_files.forget_loose(record)

    def _mine_drafted(self, slot_id: str) -> tuple[store.SlotRecord, rules.Actor]:
        """A slot of the user's with a draft."""
        record, actor = self._mine(slot_id, rules.LIAISONS, "draft")
        if record.drafted is None:
            enforce([Problem("position_not_drafted", "R-J2", "", joint.clause_for(record.role))])
        return record, actor

    def _readable(self, record: store.SlotRecord, files: Sequence[dict]) -> list[tuple[str, bytes]]:
        """Names and bytes of files that may go with the draft, none of them bearing a mark (R-A4)."""
        contents = [position_files.read(file) for file in files]
        present = len(position_files.of(record.drafted))
        for number, (name, content) in enumerate(contents, start=present):
            enforce(file_problems(name, len(content), number))
        enforce(IScan(self.context).marks_in({"files": list(files)}) if files else [])
        return contents

    def _drafted(self, record: store.SlotRecord, actor: rules.Actor, said: dict) -> None:
        """Keep what the draft says now, and who had a hand in it."""
        if not record.received:
            # Writing the answer is an act of the liaison too.
            self._received(record, actor)
        who = {"at": now().isoformat(), "by": actor.user, "on_behalf_of": actor.on_behalf_of}
        # Everybody who has had a hand in it is no longer a second pair of eyes.
        before = (record.drafted or {}).get("persons", [])
        # Times may be equal; a leader releases the very draft he has read.
        record.drafted = {**said, **who, "persons": sorted({*before, *actor.persons}), "id": uuid4().hex}
        # The lead must not learn of it from the document's record: it is on the agency's own,
        # which more people read than the liaisons: neither slot nor content is named there.
        ILedger(agency_of(record.agency)).record("position_drafted", on_behalf_of=actor.on_behalf_of)
        pending.follow_slot(self.context, record.id)

    def release(self, slot_id: str, draft_id: str = "") -> None:
        """See ``IPositions``."""
        record, actor = self._mine(slot_id, rules.RELEASERS, "release")
        drafted, digest = record.drafted, self.digest()
        enforce(rules.read_draft_problems((drafted or {}).get("id", ""), draft_id, record.role))
        draft = None
        if drafted:
            persons = frozenset(drafted["persons"])
            draft = rules.Draft(drafted["stand"], drafted["reason"], drafted["digest"], persons)
        enforce(rules.release_problems(draft, actor, ILedger(self.context).authors(), digest, record.role))
        at = now().isoformat()
        # The highest of the offices he holds.
        capacity = next(role for role in reversed(rules.RELEASERS) if role in actor.roles)
        who = {
            "turn": record.next_turn(),
            "released_at": at,
            "released_by": actor.user,
            "released_for": actor.on_behalf_of,
            "capacity": capacity,
        }
        attribute = getattr(self.context, "disclosure_attribute", None) or ""
        said = {name: value for name, value in drafted.items() if name != "id"}
        record.positions += ({**said, **who, "attribute": attribute, "paper": None, "signed_by": ""},)
        record.drafted = None
        codes = {"stand": drafted["stand"], "capacity": OFFICES[capacity], "drafted_by": drafted["by"]}
        named = position_files.digests(drafted)
        self._enter_in_slot("position_released", record, digest, actor.on_behalf_of, named, **codes)
        self._tell(events.released(self.context, record.id, record.agency, drafted["stand"]))

    def _mine(self, slot_id: str, offices: tuple[str, ...], act: str) -> tuple[store.SlotRecord, rules.Actor]:
        """The slot and the current user as one of its agency's people, when he may do this there now."""
        record = self.record_of(slot_id)
        actor = actor_of(agency_of(record.agency), offices)
        enforce(rules.agency_problems(actor, offices, act, record.role))
        enforce(self.answering_problems(record))
        # The state in which it answers is still that when the answer is stored: none comes after the settlement.
        store.rest_on(self.context.workflow_history)
        return record, actor

    def _received(self, record: store.SlotRecord, actor: rules.Actor) -> None:
        """The period runs from the receipt (政府信息公开条例 第三十四条); until there is one it runs from the asking."""
        at = now()
        place, asking = IIssuingAgency(self.context), record.asked[-1]
        due = deadlines.due(PERIOD, place.jurisdiction.periods[PERIOD], at.date(), place.calendar)
        record.received = {"at": at.isoformat(), "by": actor.user, "on_behalf_of": actor.on_behalf_of}
        if at.date().isoformat() <= asking["due"]:
            changed = {**asking, "due": due.due.isoformat(), "provisional": due.provisional, "source": due.source}
            record.asked = (*record.asked[:-1], changed)
        codes = {"due": record.asked[-1]["due"]}
        self._enter_in_slot("position_received", record, asking["digest"], actor.on_behalf_of, **codes)
        self._tell(events.PositionReceived(self.context, record.id, record.agency))
