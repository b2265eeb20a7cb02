"""Takes documents from the waiting lists: seals their records, and collects them for their receivers."""

from collections.abc import Mapping
from dataclasses import asdict
from opengov.disclosure.core import transfer
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.conditions import facts
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.records.record import gather
from opengov.disclosure.transfer.records.subject import Subject
from opengov.disclosure.transfer.sealing.collecting import add
from opengov.disclosure.transfer.sealing.collecting import begin
from opengov.disclosure.transfer.sealing.collecting import collect
from opengov.disclosure.transfer.sealing.collecting import forget
from opengov.disclosure.transfer.sealing.collecting import has_it
from opengov.disclosure.transfer.sealing.recording import carried
from opengov.disclosure.transfer.sealing.recording import list_digest
from opengov.disclosure.transfer.sealing.recording import same_content
from opengov.disclosure.transfer.sealing.recording import seal_record
from opengov.disclosure.transfer.sealing.spool import BytesChanged
from opengov.disclosure.transfer.store import Handover
from opengov.disclosure.transfer.store import HandoverStore
from opengov.disclosure.transfer.store import SealedRecord
from plone.app.uuid.utils import uuidToObject
from ZODB.POSException import POSKeyError


class Sealer:
    """One agency's documents, one after the other.

    :ivar sealed: what was sealed: dicts {document, agency, records}.
    :ivar held: what was held back: dicts {document, agency, problems (codes)}.
    :ivar names: full names by user id, looked up once.
    """

    def __init__(self, site, kept: HandoverStore, agency: str) -> None:
        self.site = site
        self.kept = kept
        self.agency = agency
        self.shelf = kept.shelf(agency)
        self.sealed: list[dict] = []
        self.held: list[dict] = []
        self.names: dict[str, str] = {}

    def seal(self, uid: str) -> None:
        """Seal a document that waits, for each receiver of its fonds that does not have it."""
        if uid in self.shelf.ready:
            self.shelf.ready.remove(uid)
        self._do(uid, lambda: self._offer(uid))

    def seal_again(self, id: str, limit: int) -> int:
        """Collect at most ``limit`` documents of a rejected, failed or destroyed hand-over anew; return how many."""
        old = self.kept.handovers[id]
        receiver = IReceivers(self.site).all().get(old.about["receiver"]["id"])
        fresh = self._successor(old, receiver) if receiver is not None else None
        if fresh is None:
            del self.shelf.again[id]
            return 1
        numbers = list(old.collected.keys(min=fresh.collected_to + 1))[:limit]
        for number in numbers:
            record = self.kept.records[old.collected[number]]
            fresh.collected_to = number
            if not record.destroyed_at and old.id in self.kept.holders.get(record.id, ()):
                uid = record.facts["document"]
                self._do(uid, lambda uid=uid: self._take_again(uid, old, fresh, receiver))
        if not old.collected.keys(min=fresh.collected_to + 1):
            self._end_again(old, fresh)
        return max(len(numbers), 1)

    def standing(self, about: Mapping) -> list[Problem] | None:
        """What forbids a sealed document's hand-over now; None when another content of it waits.

        :param about: facts of its sealed record.
        """
        subject = self._found(about["document"])
        if subject is None:
            return [Problem("handover_document_gone", "R-T1")]
        if self.untouched(about):
            return []
        known = facts(subject)
        if (
            known.digest == known.signed_digest != about["digest"]
            or transfer.purpose(known.attribute) != about["purpose"]
        ):
            return None
        if carried(subject.opening, about["purpose"]) != about.get("opening", ""):
            return None
        return transfer.problems(known)

    def hold(self, uid: str, problems) -> None:
        """Hold a document back, and say why."""
        plain = [plain_problem(problem) for problem in problems]
        self.shelf.held[uid] = {"problems": plain, "at": now().isoformat()}
        self.held.append({"document": uid, "agency": self.agency, "problems": [one.code for one in problems]})

    def untouched(self, about: Mapping) -> bool:
        """Whether nothing was decided since the record was sealed (R-L1: it would be on the ledger). Of what is not published
        yet other agencies may have something to say that stands elsewhere."""
        if about.get("state", "issued") == "issued":
            return False
        since = ILedgerStore(self.site).page(about["document"], about["acts"])
        return all(act["action"] == "sealed" for act in since)

    def _do(self, uid: str, act) -> None:
        problems: tuple[Problem, ...] = ()
        try:
            records, found = act()
            problems = tuple(found)
            if records:
                self.sealed.append({"document": uid, "agency": self.agency, "records": records})
        except RuleBroken as error:
            problems = error.problems
        except (BytesChanged, POSKeyError) as error:
            # the database knows the blob, the disk does not
            problems = (Problem("handover_bytes_changed", "R-T4", params={"path": str(error)}),)
        self.shelf.held.pop(uid, None)
        if problems:
            self.hold(uid, problems)

    def _offer(self, uid: str) -> tuple[list[str], list[Problem]]:
        """Seal a document for each scope that somebody lacks: ids of the records, and what keeps writers from them."""
        subject, known = self._allowed(uid)
        aim, digest = transfer.purpose(known.attribute), known.signed_digest
        takers = [one for one in IReceivers(self.site).of_agency(self.agency) if aim in one["takes"]]
        if not takers:
            raise RuleBroken(Problem("handover_no_receiver", "R-T1", "", transfer.CLAUSES[aim]))
        records, problems = [], []
        for scope in sorted({transfer.SCOPES[taker["kind"]] for taker in takers}):
            same = same_content(self.kept, uid, digest, aim, scope, carried(subject.opening, aim))
            lacking = [one for one in takers if transfer.SCOPES[one["kind"]] == scope]
            lacking = [one for one in lacking if not has_it(self.kept, same, one["id"])]
            if lacking:
                enforce(transfer.opening_problems(known))
                sealed, at = (
                    self._reusable(same) or seal_record(self.kept, gather(subject, self.names), aim, scope, now()),
                    now(),
                )
                for taker in sorted(lacking, key=lambda one: one["id"]):
                    problems += collect(self.kept, sealed, self._agency(subject), taker, at.isoformat())
                records += self._enter(subject, sealed)
        return records, problems

    def _take_again(self, uid: str, old: Handover, fresh: Handover, receiver: dict) -> tuple[list[str], list[Problem]]:
        """Collect one document for the successor: gathered anew, unless only a purge of another one is the cause."""
        subject, known = self._allowed(uid)
        aim, scope = transfer.purpose(known.attribute), old.about["scope"]
        same = same_content(self.kept, uid, known.signed_digest, aim, scope, carried(subject.opening, aim))
        if aim != old.about["purpose"] or has_it(self.kept, same, receiver["id"], besides=old.id):
            return [], []
        reusable = self._reusable(same) if old.destroyed_at else None
        if reusable is None:
            # what was given before, and only goes along anew, waits for nothing
            enforce(transfer.opening_problems(known))
        sealed = reusable or seal_record(self.kept, gather(subject, self.names), aim, scope, now())
        problems = add(self.kept, fresh, sealed)
        return self._enter(subject, sealed), problems

    def _allowed(self, uid: str) -> tuple[Subject, transfer.Facts]:
        """The document, and the facts about it.

        :raises RuleBroken: when it may not be handed over now.
        """
        subject = self._found(uid)
        if subject is None:
            raise RuleBroken(Problem("handover_document_gone", "R-T1"))
        known = facts(subject)
        problems = transfer.problems(known)
        if problems:
            raise RuleBroken(*problems)
        return subject, known

    def _found(self, uid: str) -> Subject | None:
        """A document of this agency."""
        obj = uuidToObject(uid, unrestricted=True)
        subject = Subject(obj, uid)
        return subject if obj is not None and subject.place.uid == self.agency else None

    def _enter(self, subject: Subject, sealed: SealedRecord) -> list[str]:
        """Put the seal on the document's record; what no writer could take is not kept."""
        if sealed.id not in self.kept.holders:
            del self.kept.records[sealed.id]
            others = tuple(id for id in self.kept.by_document[sealed.facts["document"]] if id != sealed.id)
            self.kept.by_document[sealed.facts["document"]] = others
            return []
        if sealed._p_jar is None:
            codes = {"record": sealed.id, "purpose": sealed.facts["purpose"], "scope": sealed.facts["scope"]}
            ILedgerStore(self.site).chain(subject.uid).record(
                "sealed", codes=codes, digests={"record": list_digest(sealed)}
            )
        return [sealed.id]

    def _reusable(self, same: list[SealedRecord]) -> SealedRecord | None:
        """The newest sealed record of this content that somebody was given, or is about to be."""
        return next((one for one in same if one.gathered and one.id in self.kept.holders), None)

    def _successor(self, old: Handover, receiver: dict) -> Handover:
        """The hand-over that takes the place of another one, begun when there is none yet."""
        for id in self.shelf.open.values():
            if self.kept.handovers[id].collects_from == old.id:
                return self.kept.handovers[id]
        about = old.about
        supersedes = old.id if old.offered_at else about["supersedes"]
        at = now().isoformat()
        fresh = begin(self.kept, about["agency"], receiver, about["purpose"], about["scope"], at, supersedes)
        fresh.collects_from = old.id
        return fresh

    def _end_again(self, old: Handover, fresh: Handover) -> None:
        del self.shelf.again[old.id]
        fresh.collects_from = ""
        fresh.sealed_at = now().isoformat()
        if not fresh.collected:
            forget(self.kept, fresh)
        if not old.offered_at:
            forget(self.kept, old)

    def _agency(self, subject: Subject) -> dict:
        agency = subject.place.agency
        told = {"uid": self.agency, "title": agency.title, "credit_code": agency.credit_code or ""}
        return {**told, "fonds": agency.fonds_identifier or ""}


def plain_problem(problem: Problem) -> dict:
    """A problem as it is stored: values of today's classes would tie the database to them."""
    return {**asdict(problem), "params": dict(problem.params)}
