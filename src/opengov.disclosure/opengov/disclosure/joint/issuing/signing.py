"""Who signs a joint document, who has signed, and whose turn it is (R-J1, R-J4, R-I1)."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import countersigning
from opengov.disclosure.core import joint
from opengov.disclosure.core.arrangement import OUTSIDE
from opengov.disclosure.core.life import SIGNERS
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import events
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.joint.places import actor_of
from opengov.disclosure.joint.places import agency_of
from opengov.disclosure.joint.places import user_id
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICoSigners
from opengov.disclosure.signoff.interfaces import ILife
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer


class Signing(Slots):
    """All who sign one document, for reading."""

    def co_issuers(self) -> dict[str, store.SlotRecord]:
        """Slot id -> slot of every agency that issues the document too and has not left."""
        return {
            record.id: record
            for record in store.records(self.context)
            if record.role == joint.Role.CO_ISSUER and not record.removed
        }

    def together(self) -> tuple[str, ...]:
        """See ``ICoSigners``."""
        return tuple(sorted(self.co_issuers()))

    def parties(self) -> list[countersigning.Party]:
        """All who sign, in the order of their names."""
        records = self.co_issuers()
        found = []
        for issuer in IArrangement(self.context).issuers():
            record = records.get(issuer["slot"])
            if record is not None:
                signed = self._signed_contents(record.signatures)
                found.append(countersigning.Party(record.id, issuer["title"], signed, not record.agency))
            elif not issuer["slot"]:
                lead = self.lead_signature()
                signed = self._signed_contents([lead] if lead else ())
                found.append(countersigning.Party(countersigning.LEAD, issuer["title"], signed))
        return found

    def _signed_contents(self, signatures) -> frozenset[str]:
        """Digests of the content signed under the names that stand there now; what is issued counts as it was signed."""
        together = None if IDossier(self.context).signed else self.together()
        return frozenset(one["digest"] for one in signatures if together is None or one["together"] == together)

    def lead_signature(self) -> dict | None:
        """The lead's own signature: before the last one an affair, then what is signed."""
        dossier = IDossier(self.context)
        if dossier.signed:
            signatories, own = dossier.signed.get("signatories") or (), IIssuingAgency(self.context).uid
            return next(
                ({**one, "digest": dossier.signed["digest"]} for one in signatories if one["agency"] == own), None
            )
        return dossier.affair("lead_signature")

    def turn(self, parties: list[countersigning.Party], digest: str) -> tuple[str, ...]:
        """Ids of those who may sign now; nobody before the document is to be signed."""
        if self.state != "sign_off":
            return ()
        return countersigning.turn(parties, digest, IArrangement(self.context).countersigning)


@implementer(ICoSigners)
@adapter(IGoverned)
class CoSigners(Signing):
    """See ``ICoSigners``."""

    def missing(self) -> tuple[str, ...]:
        """See ``ICoSigners``."""
        digest = self.digest()
        return tuple(
            slot_id
            for slot_id, record in self.co_issuers().items()
            if digest not in self._signed_contents(record.signatures)
        )

    def acting(self) -> dict | None:
        """See ``ICoSigners``. Who signs for two of them signs first for the one whose signature is missing."""
        missing = self.missing()
        records = sorted(self.co_issuers().values(), key=lambda record: record.id not in missing)
        for record in records:
            actor = actor_of(agency_of(record.agency), SIGNERS)
            if record.asked and actor.roles:
                office = next(role for role in reversed(SIGNERS) if role in actor.roles)
                told = {"slot": record.id, "agency": record.agency, "office": office}
                return {**told, "on_behalf_of": actor.on_behalf_of, "persons": actor.persons}
        return None

    def problems(self, step_id: str, slot_id: str) -> list[Problem]:
        """See ``ICoSigners``."""
        parties = self.parties()
        own = slot_id
        if step_id not in countersigning.COUNTERSIGNING | countersigning.BY_CO_ISSUER:
            if not self.co_issuers():
                return []
            own = countersigning.LEAD
        if not own and step_id == "record_countersignature":
            own = next((party.id for party in parties if party.outside and self.digest() not in party.signed), "")
            if not own:
                return [Problem("not_a_co_issuer", "R-J1", "slot", countersigning.CLAUSE)]
        if not own:
            return [Problem("office_missing", "R-J1", "", countersigning.CLAUSE, {"step": step_id})]
        if step_id == "decline":
            return self._declining_problems(own, parties)
        found = countersigning.problems(own, parties, self.digest(), IArrangement(self.context).countersigning)
        if step_id == "record_countersignature":
            found += countersigning.record_problems(own, parties)
        if step_id == "countersign":
            found += self._own_draft_problems(own)
        return found

    def _declining_problems(self, own: str, parties: list[countersigning.Party]) -> list[Problem]:
        signed = next(party for party in parties if party.id == own)
        if self.digest() in signed.signed:
            return [Problem("signed_already", "R-J4", "", countersigning.CLAUSE, {"agency": signed.name})]
        return []

    def _own_draft_problems(self, own: str) -> list[Problem]:
        """Who drafted the position its agency now signs on is not the second pair of eyes (R-S4)."""
        record, acting = self.co_issuers()[own], self.acting() or {}
        # Who declined to sign released his own words, and nothing is signed on them: an authority or a meeting settled that.
        released = [one for one in record.positions if not one.get("declined")]
        drafted = {name for one in released[-1:] for name in (one.get("persons") or [one["by"]])}
        if drafted & set(acting.get("persons", ())):
            return [Problem("position_own_draft", "R-S4", "", countersigning.CLAUSE)]
        return []

    def keep(self, slot_id: str, signature: dict) -> dict[str, str]:
        """See ``ICoSigners``."""
        record = self.co_issuers()[slot_id]
        if record.agency:
            signature = {**signature, "capacity": (self.acting() or {}).get("office", "")}
        record.signatures += ({**signature, "together": self.together(), "turn": record.next_turn()},)
        capacity = OFFICES.get(signature["capacity"], "outside")
        return {"slot": record.id, "agency": record.agency or "outside", "capacity": capacity}

    def signatories(self, lead: dict) -> list[dict]:
        """See ``ICoSigners``."""
        records, arrangement = self.co_issuers(), IArrangement(self.context)
        if not arrangement.joint:
            return []
        found = []
        for issuer in arrangement.issuers():
            record = records.get(issuer["slot"])
            # of an outside lead nothing is known here but that it leads
            own = {} if issuer["slot"] == OUTSIDE else lead
            signature = own if record is None else record.signatures[-1]
            told = {
                name: signature.get(name) for name in ("by", "on_behalf_of", "capacity", "at", "signed_by", "paper")
            }
            named = {name: issuer[name] for name in ("agency", "title", "lead", "administrative")}
            found.append({**named, **{name: value for name, value in told.items() if value not in (None, "")}})
        return found

    def groups(self) -> tuple[str, ...]:
        """See ``ICoSigners``."""
        records = self.co_issuers()
        if not records:
            return ()
        turn = self.turn(self.parties(), self.digest())
        agencies = [agency_of(records[slot_id].agency) for slot_id in turn if slot_id in records]
        groups = {IOffices(agency).group_id(office) for agency in agencies if agency is not None for office in SIGNERS}
        if countersigning.LEAD in turn:
            groups.update(group for office in SIGNERS for group in IIssuingAgency(self.context).groups(office))
        if any(records[slot_id].agency == "" for slot_id in turn if slot_id in records):
            groups.update(IIssuingAgency(self.context).groups("Disclosure Reviewer"))
        return tuple(sorted(groups))


@implementer(ISignatures)
@adapter(IGoverned)
class Signatures(Signing):
    """See ``ISignatures``."""

    def rows(self) -> list[dict]:
        """See ``ISignatures``."""
        records, digest, parties = self.co_issuers(), self.digest(), self.parties()
        turn = self.turn(parties, digest)
        issuers = {issuer["slot"] or countersigning.LEAD: issuer for issuer in IArrangement(self.context).issuers()}
        found = []
        for party in parties:
            record = records.get(party.id)
            signatures = record.signatures if record is not None else ()
            newest = signatures[-1] if signatures else (self.lead_signature() if record is None else None)
            issuer = issuers[party.id]
            found.append(
                {
                    "slot": party.id,
                    **{name: issuer[name] for name in ("agency", "title", "lead", "administrative")},
                    "signed": dict(newest) if newest else None,
                    "current": digest in party.signed,
                    "next": party.id in turn,
                }
            )
        return sorted(found, key=lambda row: not row["lead"])

    def missing(self) -> tuple[str, ...]:
        """See ``ISignatures``."""
        return countersigning.missing(self.parties(), self.digest())

    def record(self, slot_id: str, paper: dict, signed_by: str) -> None:
        """See ``ISignatures``."""
        ILife(self.context).take("record_countersignature", slot=slot_id, signed_by=signed_by, paper=paper)


def decline(context, reason: str) -> None:
    """A co-issuer's signer refuses: that is its agency's objection, open until it is settled (R-J3, R-J4)."""
    signers = CoSigners(context)
    acting, at, digest = signers.acting(), now().isoformat(), signers.digest()
    record = store.record_of(context, acting["slot"])
    said = {"stand": joint.Stand.OBJECT.value, "reason": reason, "confidential": "", "digest": digest}
    who = {"at": at, "by": user_id(), "on_behalf_of": acting["on_behalf_of"]}
    told = {
        **said,
        **who,
        "turn": record.next_turn(),
        "released_at": at,
        "released_by": who["by"],
        "released_for": who["on_behalf_of"],
        "capacity": acting["office"],
        "attribute": getattr(context, "disclosure_attribute", None) or "",
        "persons": sorted(acting["persons"]),
        "files": [],
        "paper": None,
        "signed_by": "",
        "declined": True,
    }
    record.positions += (told,)
    record.drafted = None
    codes = {"stand": said["stand"], "capacity": OFFICES[acting["office"]]}
    signers._enter_in_slot("signature_declined", record, digest, who["on_behalf_of"], **codes)
    notify(events.released(context, record.id, record.agency, said["stand"]))
