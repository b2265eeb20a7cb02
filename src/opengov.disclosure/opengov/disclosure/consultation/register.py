"""The consultation record of a document (征求第三方意见): R-A3, Regulation Art. 15 and 32."""

from dataclasses import replace
from opengov.disclosure.consultation import days
from opengov.disclosure.consultation import papers
from opengov.disclosure.consultation import persons
from opengov.disclosure.consultation import standing
from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.consultation.interfaces import THIRD_PARTIES
from opengov.disclosure.core import third_party
from opengov.disclosure.core.digest import canonical
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDueDay
from uuid import uuid4
from zope.component import adapter
from zope.interface import implementer

import hashlib


#: What a new record holds before anything has happened.
_NOTHING = {
    "sent_on": "",
    "received_on": "",
    "answer": "",
    "answered_on": "",
    "reason": "",
    "reasonable": None,
    "ruling": "",
    "basis": "",
    "ruling_reason": "",
    "noticed_on": "",
}
_ANSWER = ("answer", "answered_on", "reason", "reasonable")
_RULING = {"ruling": "", "basis": "", "ruling_reason": "", "noticed_on": ""}


@implementer(IConsultations)
@adapter(IGoverned)
class Consultations:
    """See ``IConsultations``."""

    def __init__(self, context) -> None:
        self.context = context

    def parties(self) -> list[dict]:
        today, shows_contact = now().date(), self.may_record()
        return [standing.told(self.context, record, today, shows_contact) for record in self._records()]

    def grounds(self) -> tuple[str, ...]:
        named = {code for document in standing.texts(self.context) for code in standing.named(document)}
        return tuple(code for code in third_party.GROUNDS_OF_THIRD_PARTIES if code in named)

    def problems(self, attribute: str | None) -> list[Problem]:
        if attribute not in third_party.MORE_OPEN:
            return []
        parties = [
            standing.party(document, record)
            for document in standing.texts(self.context)
            for record in Consultations(document)._records()
        ]
        return third_party.problems(attribute, self.grounds(), parties, now().date())

    def may_record(self) -> bool:
        return bool(persons.acting(self.context).role)

    def may_decide(self) -> bool:
        return persons.acting(self.context).decides

    def consult(self, name, kind, ground, contact="", sent_on="", paper=None) -> dict:
        person = persons.recorder(self.context)
        found, day = days.read("sent_on", sent_on)
        found += third_party.consult_problems(name, kind, ground, contact, day, now().date())
        papers.refuse(self.context, found, "R-A3", {"paper": paper}, name=name, contact=contact)
        records = self._records()
        record = {
            **_NOTHING,
            "number": len(records) + 1,
            "name": name.strip(),
            "kind": kind,
            "contact": contact.strip(),
            "ground": ground,
            # A name is soon guessed: with this beside it the digest on record tells nothing once the words are purged.
            "salt": uuid4().hex,
            "earlier": [],
            "papers": {},
        }
        IDossier(self.context).set_affair(THIRD_PARTIES, [*records, record])
        codes = {"kind": kind, "ground": ground, "sent_on": sent_on}
        return self._write(person, record, "consulted", codes, paper, sent_on=sent_on)

    def send(self, number, sent_on, paper=None) -> dict:
        person = persons.recorder(self.context)
        record = self._record(number)
        found, day = days.read("sent_on", sent_on, required=True)
        if record["received_on"] or record["answer"]:
            found.append(Problem("third_party_answered_already", "R-A3", "sent_on", third_party.CLAUSE_ASKING))
        if day is not None and day > now().date():
            params = {"day": sent_on}
            found.append(Problem("third_party_day_ahead", "R-A3", "sent_on", third_party.CLAUSE_ASKING, params))
        papers.refuse(self.context, found, "R-A3", {"paper": paper})
        return self._write(person, record, "sent", {"sent_on": sent_on}, paper, sent_on=sent_on)

    def note_receipt(self, number, received_on, paper=None) -> dict:
        person = persons.recorder(self.context)
        record = self._record(number)
        found, day = days.read("received_on", received_on, required=True)
        if day is not None:
            found += third_party.receipt_problems(standing.party(self.context, record), day, now().date())
        papers.refuse(self.context, found, "R-A3", {"paper": paper})
        return self._write(person, record, "received", {"received_on": received_on}, paper, received_on=received_on)

    def record_answer(self, number, answer, answered_on="", reason="", reasonable=None, paper=None) -> dict:
        person = persons.recorder(self.context)
        record, today = self._record(number), now().date()
        found, day = days.read("answered_on", answered_on)
        has_paper = paper is not None
        found += third_party.answer_problems(
            standing.party(self.context, record), answer, reason, reasonable, day or today, has_paper, today
        )
        papers.refuse(self.context, found, "R-A3", {"paper": paper}, reason=reason)
        earlier = record["earlier"]
        if record["answer"]:
            earlier = [*earlier, {key: record[key] for key in (*_ANSWER, *_RULING)}]
        values = {"answer": answer, "answered_on": (day or today).isoformat(), "reasonable": reasonable}
        codes = {"answer": answer, "answered_on": values["answered_on"]}
        if reasonable is not None:
            codes["reasonable"] = "yes" if reasonable else "no"
        # What was decided rested on the former answer.
        values |= {"reason": reason.strip(), "earlier": earlier, **_RULING}
        return self._write(person, record, "answered", codes, paper, **values)

    def decide(self, number, ruling, reason, basis="", notice=None, noticed_on="") -> dict:
        person = persons.decider(self.context)
        record = self._record(number)
        party = standing.party(self.context, record)
        found, day = days.read("noticed_on", noticed_on)
        found += third_party.ruling_problems(party, ruling, basis, reason)
        if day is not None and notice is None:
            found.append(Problem("third_party_notice_paper", "R-A3", "notice", third_party.CLAUSE_ASKING))
        if notice is not None:
            found += third_party.notice_problems(replace(party, ruling=ruling), day, now().date())
        papers.refuse(self.context, found, "R-A3", {"notice": notice}, reason=reason)
        values = {**_RULING, "ruling": ruling, "basis": basis, "ruling_reason": reason.strip()}
        told = self._write(person, record, "decided", {"ruling": ruling, "basis": basis}, None, **values)
        return told if notice is None else self._notice(person, number, notice, noticed_on)

    def notice(self, number, paper, noticed_on="") -> dict:
        person = persons.recorder(self.context)
        found, day = days.read("noticed_on", noticed_on)
        found += third_party.notice_problems(standing.party(self.context, self._record(number)), day, now().date())
        if paper is None:
            found.append(Problem("third_party_notice_paper", "R-A3", "paper", third_party.CLAUSE_ASKING))
        papers.refuse(self.context, found, "R-A3", {"paper": paper})
        return self._notice(person, number, paper, noticed_on)

    def _notice(self, person, number: int, paper: dict, noticed_on: str) -> dict:
        day = noticed_on or now().date().isoformat()
        return self._write(person, self._record(number), "noticed", {"noticed_on": day}, paper, noticed_on=day)

    def _records(self) -> list[dict]:
        return IDossier(self.context).affair(THIRD_PARTIES) or []

    def _record(self, number: int) -> dict:
        record = next((record for record in self._records() if record["number"] == number), None)
        if record is None:
            raise KeyError(number)
        return record

    def _write(self, person, record: dict, act: str, codes: dict[str, str], paper: dict | None, **values) -> dict:
        """Store the changed record and tell the ledger what was done: numbers, codes and digests, no name, no word."""
        step = f"third_party_{act}"
        kept, digests = papers.keep(self.context, paper, step, persons.signature(person))
        record = {**record, **values}
        if kept:
            record["papers"] = {**record["papers"], act: kept}
        records = [record if each["number"] == record["number"] else each for each in self._records()]
        IDossier(self.context).set_affair(THIRD_PARTIES, records)
        IDueDay(self.context).refresh()
        digests["record"] = f"sha256:{hashlib.sha256(canonical(record)).hexdigest()}"
        codes = {"party": str(record["number"]), **{key: value for key, value in codes.items() if value}}
        ILedger(self.context).record(
            step, codes=codes, digests=digests, actor=person.user_id, on_behalf_of=person.on_behalf_of
        )
        return standing.told(self.context, record, now().date(), shows_contact=True)
