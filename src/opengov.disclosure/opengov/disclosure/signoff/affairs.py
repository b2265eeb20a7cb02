"""What a step leaves behind about one matter of a document (``IDossier.affair``): plain values, read by clocks and pages.

======================  ================================================================================================
``referral``            {at, body, on}: the present referral; None when it was answered
``receipt``             {received_on}: since when the body has it
``returned``            {digest, at, by, step, from}: the last return, which may be upheld (R-S8)
``dispute``             {digest, at, by, body, standing: open | decided, decided_at}
``questions``           {digests: [...]}: content a signer has questioned (R-S7)
``hurried``             {at, by}: sent to the signer past the others (R-I7)
``amenders``            {persons: [...]}: who has ever changed the text as its signer (R-S4)
``amended``             {before, digest, at, by, on_behalf_of, fields, unit_confirmed, reviewer_confirmed} (R-I2)
``lead_signature``      {by, on_behalf_of, at, capacity, digest, step, together}: of a joint document that waits for others (R-J4)
``urgent``              {at, by, on_behalf_of, omitted: [...], late: [...]}: opinions still to be made up (R-I7)
``instructions``        [{number, instructed_by, instructed_at, at, by, countersigned_at}] (R-I7)
``adjustment``          {attribute, grounds, …, from, by, on_behalf_of, at, digest}: proposed, not decided (R-A7)
``adjusted``            [{at, old, new, old_grounds, new_grounds, by, proposed_by}]: decided ones, the oldest first (R-A7)
``withdrawal``          {at, by, on_behalf_of, cause, confirmed_at, confirmed_by} (R-I10)
``validity``            {value, on, document, at, by, history: [...]} (R-I9)
``approval``            {authority, approved_on, at, by}: of the superior (R-I6)
``existing``            {at, by, number, issue_date, signer_name}: a document on paper (R-I8)
``purge``               {at, by, on_behalf_of, cause}: asked for, not confirmed (R-L3)
======================  ================================================================================================
"""

from collections.abc import Callable
from opengov.disclosure.core import haste
from opengov.disclosure.core import signoff
from opengov.disclosure.core.facts import text
from opengov.disclosure.secrecy.interfaces import IDossier


class Affairs:
    """Keeps what one step of one document means for its affairs.

    :param target: the state the step leads to.
    :param digest: digest of the content after the step.
    """

    def __init__(self, context, step: signoff.Step, facts: signoff.Facts, data: dict, target: str, at: str) -> None:
        self.dossier = IDossier(context)
        self.step = step
        self.facts = facts
        self.data = data
        self.target = target
        self.at = at
        self.who = {"at": at, "by": facts.actor, "on_behalf_of": facts.on_behalf_of}

    def keep(self, digest: str) -> None:
        """Write down what the step means; nothing for a step without affairs."""
        effect = _EFFECTS.get(self.step.id)
        if effect is not None:
            effect(self, digest)
        if self.facts.state == "secrecy_consultation" and not self.step.stays:
            self._set("referral", None)
            self._set("receipt", None)
        if (
            self.target == "withdrawn" != self.facts.state
            and self.facts.affair("adjustment").get("from") != "withdrawn"
        ):
            cause = text(self.data, "cause") or ("expired" if self.step.id == "expire" else "error")
            self._set("withdrawal", {**self.who, "cause": cause, "confirmed_at": "", "confirmed_by": ""})
        if self.target == "draft":
            self._set("amended", None)
        if self.facts.state == "sign_off" != self.target and self.step.id != "decline":
            self._set("lead_signature", None)

    def _set(self, name: str, plain) -> None:
        self.dossier.set_affair(name, plain)

    def _update(self, name: str, **values) -> None:
        self._set(name, {**(self.dossier.affair(name) or {}), **values})

    def _referred(self, digest: str) -> None:
        self._set("referral", {"at": self.at, "body": text(self.data, "body")})

    def _received(self, digest: str) -> None:
        self._set("receipt", {"received_on": text(self.data, "received_on")})

    def _returned(self, digest: str) -> None:
        self._set("returned", {**self.who, "digest": digest, "from": self.facts.state})

    def _submitted(self, digest: str) -> None:
        self._set("returned", None)
        self._set("hurried", {**self.who} if self.step.id == "submit_urgently" else None)

    def _upheld(self, digest: str) -> None:
        self._set("returned", None)
        if self.target == "disclosure_review":
            return
        bodies = self.facts.dispute_bodies
        body = text(self.data, "body") or (bodies[0] if bodies else "")
        self._set("dispute", {**self.who, "digest": digest, "body": body, "standing": "open"})
        if body:
            self._set("referral", {"at": self.at, "body": body})

    def _dispute_ended(self, digest: str) -> None:
        if (self.facts.affair("dispute")).get("standing") == "open":
            # the content has the decided attribute now, and that is what is not disputed again
            self._update("dispute", standing="decided", decided_at=self.at, digest=digest)

    def _questioned(self, digest: str) -> None:
        asked = list(self.facts.affair("questions").get("digests") or ())
        self._set("questions", {"digests": [*asked, digest]})

    def _amended(self, digest: str) -> None:
        earlier = self.facts.affair("amended")
        if earlier.get("unit_confirmed") and earlier.get("reviewer_confirmed"):
            earlier = {}
        # what the others confirm is everything that changed since they last agreed
        before = earlier.get("before") or self.facts.digest
        fields = sorted({*self.data["changes"], *earlier.get("fields", ())})
        confirmed = {"unit_confirmed": "", "reviewer_confirmed": ""}
        persons = sorted({*self.facts.amenders, *self.facts.persons})
        self._set("amenders", {"persons": persons})
        self._set("amended", {**self.who, "before": before, "digest": digest, "fields": fields, **confirmed})

    def _changes_confirmed(self, digest: str) -> None:
        if self.data.get("outcome") != "agree":
            return
        reviewer = signoff.capacity(self.step, self.facts) == "Disclosure Reviewer"
        self._update("amended", **{"reviewer_confirmed" if reviewer else "unit_confirmed": self.facts.actor})

    def _signed(self, digest: str) -> None:
        """What was sent to the signer past the others is made up, however its review came about (R-I7).

        Of several signatures the last one counts: before it there is nothing that could be made up.
        """
        lead = self.facts.affair("lead_signature") or {"step": self.step.id, "by": self.facts.actor}
        if self.target != "issued" or not (self.facts.affair("hurried") or lead["step"] == "sign_urgently"):
            return
        who = self.who if "at" not in lead else {name: lead[name] for name in ("at", "by", "on_behalf_of")}
        self._set("urgent", {**who, "at": self.at, "omitted": list(haste.omitted(self.facts)), "made_up": []})

    def _made_up(self, digest: str) -> None:
        urgent = self.dossier.affair("urgent") or {}
        office = signoff.capacity(self.step, self.facts)
        left = [item for item in urgent.get("omitted", ()) if item != office]
        made_up = [*urgent.get("made_up", ()), {**self.who, "office": office}]
        self._update("urgent", omitted=left, made_up=made_up)

    def _instructed(self, digest: str) -> None:
        records = list(self.facts.records("instructions"))
        told = {name: text(self.data, name) for name in ("instructed_by", "instructed_at")}
        record = {**self.who, **told, "number": len(records) + 1, "countersigned_at": ""}
        self._set("instructions", [*records, record])

    def _countersigned(self, digest: str) -> None:
        mine = {record["number"] for record in haste.open_instructions(self.facts)}
        records = [
            {**record, "countersigned_at": self.at} if record["number"] in mine else dict(record)
            for record in self.facts.records("instructions")
        ]
        self._set("instructions", records)

    def _adjustment_proposed(self, digest: str) -> None:
        values = {name: self.data.get(name) or "" for name in ("attribute", "withholding_reason", "law_citation")}
        values |= {name: self.data.get(name) or "" for name in ("discretion", "public_title")}
        values["grounds"] = list(self.data.get("grounds") or ())
        self._set("adjustment", {**self.who, **values, "from": self.facts.state, "digest": digest})

    def _adjustment_decided(self, digest: str) -> None:
        proposed = self.facts.affair("adjustment")
        if self.data.get("outcome") == "agree":
            record = {
                **self.who,
                "old": self.facts.attribute,
                "new": proposed["attribute"],
                "new_grounds": proposed["grounds"],
                "proposed_by": proposed["by"],
                "proposed_at": proposed["at"],
            }
            self._set("adjusted", [*self.facts.records("adjusted"), record])
        self._set("adjustment", None)

    def _withdrawal_confirmed(self, digest: str) -> None:
        self._update("withdrawal", confirmed_at=self.at, confirmed_by=self.facts.actor)

    def _validity_marked(self, digest: str) -> None:
        before = self.dossier.affair("validity") or {}
        history = before.pop("history", [])
        record = {
            **self.who,
            "value": text(self.data, "validity"),
            "on": text(self.data, "validity_date"),
            "document": text(self.data, "validity_document"),
        }
        self._set("validity", {**record, "history": [*history, before] if before else history})

    def _approved(self, digest: str) -> None:
        told = {name: text(self.data, name) for name in ("authority", "approved_on")}
        self._set("approval", {**self.who, **told})

    def _existing(self, digest: str) -> None:
        told = {name: text(self.data, name) for name in ("number", "issue_date", "signer_name")}
        self._set("existing", {**self.who, **told})

    def _purge_requested(self, digest: str) -> None:
        self._set("purge", {**self.who, "digest": digest, "cause": text(self.data, "cause")})


_EFFECTS: dict[str, Callable[[Affairs, str], None]] = {
    "submit": Affairs._submitted,
    "submit_urgently": Affairs._submitted,
    "refer": Affairs._referred,
    "note_receipt": Affairs._received,
    "return": Affairs._returned,
    "uphold": Affairs._upheld,
    "determine": Affairs._dispute_ended,
    "decide_dispute": Affairs._dispute_ended,
    "question": Affairs._questioned,
    "amend": Affairs._amended,
    "confirm_changes": Affairs._changes_confirmed,
    "sign": Affairs._signed,
    "sign_urgently": Affairs._signed,
    "countersign": Affairs._signed,
    "record_countersignature": Affairs._signed,
    "make_up": Affairs._made_up,
    "record_instruction": Affairs._instructed,
    "countersign_instruction": Affairs._countersigned,
    "adjust": Affairs._adjustment_proposed,
    "decide_adjustment": Affairs._adjustment_decided,
    "confirm_withdrawal": Affairs._withdrawal_confirmed,
    "mark_validity": Affairs._validity_marked,
    "record_approval": Affairs._approved,
    "enter_existing": Affairs._existing,
    "request_purge": Affairs._purge_requested,
}
