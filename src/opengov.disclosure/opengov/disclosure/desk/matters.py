"""What stands on record about single matters of a document (``IDossier.affair``), as its people read it (现状).

Each matter is a dict {key, title, level, lines, clause, link}: level is empty, ``warning`` or ``danger``. Reading writes nothing.
"""

from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import adjustment
from opengov.disclosure.core import afterwards
from opengov.disclosure.core import haste
from opengov.disclosure.core import purge
from opengov.disclosure.core import quarrels
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.facts import CLAUSE_SIGN
from opengov.disclosure.desk import words
from opengov.disclosure.desk.references import reference
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier


class Matters:
    """The matters of one document.

    :param notes: of its dossier, the oldest first.
    :param state: its present state.
    """

    def __init__(self, context, titles: Titles, notes: tuple[dict, ...], state: str) -> None:
        self.context = context
        self.titles = titles
        self.notes = notes
        self.state = state
        self.affairs = IDossier(context).affairs()

    def rows(self) -> list[dict]:
        """The matters there are something to say of, what asks for something first."""
        found = [self._row(key) for key in words.MATTERS if self.affairs.get(key)]
        rows = [row for row in found if row["lines"]]
        return sorted(rows, key=lambda row: ("danger", "warning", "").index(row["level"]))

    def adjustments(self) -> list[str]:
        """Each adjustment as the printed document states it: 公开属性由…调整为…（日期） (R-A7)."""
        return [
            self._say(
                _("text_adjusted", default="Disclosure attribute adjusted from ${old} to ${new} (${day})"),
                old=self.titles.attribute(record["old"]),
                new=self.titles.attribute(record["new"]),
                day=record["at"][:10],
            )
            for record in self.affairs.get("adjusted") or ()
        ]

    def _row(self, key: str) -> dict:
        level, clause, lines = getattr(self, f"_{key}")(self.affairs[key])
        title = self.titles.text(words.MATTERS[key])
        return {"key": key, "title": title, "level": level, "lines": lines, "clause": clause, "link": self._link(key)}

    def _link(self, key: str) -> dict[str, str] | None:
        """The document that changed the validity, for who may see it."""
        named = self.affairs[key]["document"] if key == "validity" else ""
        link = reference(named, self.titles) if named else {"url": ""}
        return link if link["url"] else None

    def _say(self, message, **mapping: str) -> str:
        return self.titles.text(type(message)(message, mapping=mapping))

    def _by(self, record: dict) -> dict[str, str]:
        return {"person": person(record["by"]), "at": moment(record["at"])}

    def _due(self, trigger: str, day: str, key: str) -> str:
        """Last ISO day of a duty that an event of a day set off; empty where the profile knows none."""
        found = IIssuingAgency(self.context).deadlines({trigger: date.fromisoformat(day[:10])})
        return next((deadline.due.isoformat() for deadline in found if deadline.key == key), "")

    def _pending(self, due: str) -> tuple[str, str]:
        """Level and words of something not done yet."""
        if due and due < now().date().isoformat():
            return "danger", self._say(_("text_overdue_since", default="overdue since ${day}"), day=due)
        return "warning", self._say(_("text_due_on", default="due on ${day}"), day=due) if due else ""

    def _purge(self, asked: dict) -> tuple:
        if self.state == "purged":
            return "", purge.CLAUSE, [self._destroyed(asked)]
        message = _(
            "text_purge_asked", default="${person} asks for it (${at}): ${cause}. A second person has to confirm."
        )
        cause = self.titles.of(words.CAUSES, asked["cause"])
        return "danger", purge.CLAUSE, [self._say(message, **self._by(asked), cause=cause)]

    def _destroyed(self, asked: dict) -> str:
        message = _(
            "text_purged",
            default="Destroyed on ${done}: asked for by ${person} (${at}), confirmed by ${second}. Cause: ${cause}.",
        )
        said = {
            "second": person(asked.get("confirmed_by", "")),
            "done": moment(asked.get("confirmed_at", "")),
            "cause": self.titles.of(words.CAUSES, asked["cause"]),
        }
        return self._say(message, **self._by(asked), **said)

    def _withdrawal(self, kept: dict) -> tuple:
        if self.state != "withdrawn":
            return "", "", []
        message = _("text_withdrawn_by", default="${person} took it down (${at}): ${cause}.")
        lines = [self._say(message, **self._by(kept), cause=self.titles.of(words.CAUSES, kept["cause"]))]
        if kept["confirmed_at"]:
            message = _("text_confirmed_by", default="Confirmed by ${person} (${at}).")
            by = {"person": person(kept["confirmed_by"]), "at": moment(kept["confirmed_at"])}
            return "", afterwards.CLAUSE_WITHDRAW, [*lines, self._say(message, **by)]
        level, until = self._pending(self._due("withdrawn", kept["at"], "withdrawal_confirmation"))
        message = _("text_not_confirmed", default="Not confirmed yet; ${until}.")
        return level, afterwards.CLAUSE_WITHDRAW, [*lines, self._say(message, until=until)]

    def _adjustment(self, kept: dict) -> tuple:
        message = _("text_adjustment_proposed", default="${person} proposes (${at}): from ${old} to ${new}.")
        old = self.titles.attribute(getattr(self.context, "disclosure_attribute", None) or "")
        new = self.titles.attribute(kept["attribute"])
        return "warning", adjustment.CLAUSE, [self._say(message, **self._by(kept), old=old, new=new)]

    def _adjusted(self, records: list) -> tuple:
        return "", adjustment.CLAUSE, self.adjustments()

    def _dispute(self, kept: dict) -> tuple:
        message = _("text_upheld_by", default="${person} upholds the proposal (${at}).")
        lines = [self._say(message, **self._by(kept))]
        if kept["standing"] != "open":
            decided = _("text_dispute_decided", default="Decided on ${at}.")
            return "", quarrels.CLAUSE_DISPUTE, [*lines, self._say(decided, at=moment(kept["decided_at"]))]
        if kept["body"]:
            message = _("text_dispute_with", default="To be decided by: ${body}.")
            lines.append(self._say(message, body=self.titles.of(words.BODIES, kept["body"])))
        else:
            lines.append(self.titles.text(_("text_dispute_with_signer", default="The signer decides.")))
        return "warning", quarrels.CLAUSE_DISPUTE, lines

    def _referral(self, kept: dict) -> tuple:
        message = _("text_referred_to", default="With ${body} since ${at}.")
        body = self.titles.of(words.BODIES, kept["body"])
        lines = [self._say(message, body=body, at=moment(kept["at"]))]
        received = (self.affairs.get("receipt") or {}).get("received_on", "")
        if received:
            lines.append(self._say(_("text_received_there", default="Received there on ${day}."), day=received))
        else:
            lines.append(self.titles.text(_("text_receipt_missing", default="Receipt is not noted yet.")))
        opinions = [note for note in self.notes if note["step"] == "consult" and note["at"] >= kept["at"]]
        message = _("text_consulted_body", default="Consultation, ${body}: ${opinion}")
        lines += [
            self._say(message, body=note.get("body_name", ""), opinion=note.get("opinion", "")) for note in opinions
        ]
        return "", secrecy.CLAUSE_REVIEW, lines

    def _amended(self, kept: dict) -> tuple:
        if self.state != "sign_off":
            return "", "", []
        message = _("text_amended_by", default="${person} changed (${at}): ${fields}.")
        fields = "、".join(self.titles.of(words.CHANGEABLE, name) for name in kept["fields"])
        lines = [self._say(message, **self._by(kept), fields=fields)]
        confirming = {"unit_confirmed": "Drafter", "reviewer_confirmed": "Disclosure Reviewer"}
        for name, role in confirming.items():
            office = self.titles.office(role)
            if kept[name]:
                message = _("text_changes_confirmed", default="${office}: confirmed by ${person}.")
                lines.append(self._say(message, office=office, person=person(kept[name])))
            else:
                message = _("text_changes_open", default="${office}: not confirmed yet.")
                lines.append(self._say(message, office=office))
        return "" if all(kept[name] for name in confirming) else "warning", CLAUSE_SIGN, lines

    def _urgent(self, kept: dict) -> tuple:
        message = _("text_signed_urgently", default="Reviewed and signed in one act by ${person} (${at}).")
        lines = [self._say(message, **self._by(kept))]
        due = self._due("signed_urgently", kept["at"], "late_opinions")
        for record in kept.get("made_up", ()):
            late = due and record["at"][:10] > due
            message = (
                _("text_made_up_late", default="${office}: made up late by ${person} (${at}; due on ${due}).")
                if late
                else _("text_made_up", default="${office}: made up by ${person} (${at}).")
            )
            office = self.titles.office(record["office"])
            lines.append(self._say(message, **self._by(record), office=office, due=due))
        level, until = self._pending(due) if kept["omitted"] else ("", "")
        message = _("text_to_make_up", default="${office}: still to be made up; ${until}.")
        lines += [self._say(message, office=self.titles.office(role), until=until) for role in kept["omitted"]]
        return level, haste.CLAUSE_URGENT, lines

    def _instructions(self, records: list) -> tuple:
        told = [self._instruction(record) for record in records]
        levels = {level for level, _line in told}
        level = "danger" if "danger" in levels else "warning" if "warning" in levels else ""
        return level, haste.CLAUSE_URGENT, [line for _level, line in told]

    def _instruction(self, record: dict) -> tuple[str, str]:
        notes = (note for note in self.notes if note["step"] == "record_instruction" and note["at"] == record["at"])
        said = {
            "leader": person(record["instructed_by"]),
            "moment": moment(record["instructed_at"]),
            "hearer": person(record["by"]),
            "words": next((note.get("instruction", "") for note in notes), ""),
        }
        line = self._say(_("text_instruction", default="${leader} (${moment}, heard by ${hearer}): ${words}"), **said)
        if record["countersigned_at"]:
            message = _("text_countersigned", default="Countersigned on ${at}.")
            return "", f"{line} {self._say(message, at=moment(record['countersigned_at']))}"
        level, until = self._pending(self._due("instructed_orally", record["at"], "oral_countersign"))
        message = _("text_not_countersigned", default="Not countersigned yet; ${until}.")
        return level, f"{line} {self._say(message, until=until)}"

    def _validity(self, kept: dict) -> tuple:
        lines = [self._validity_line(record) for record in (kept, *reversed(kept.get("history") or ()))]
        return "", afterwards.CLAUSE_VALIDITY, lines

    def _validity_line(self, record: dict) -> str:
        said = {"validity": self.titles.of(words.VALIDITIES, record["value"]), "day": record["on"], **self._by(record)}
        line = self._say(_("text_validity", default="${validity} from ${day} on (marked by ${person}, ${at})."), **said)
        if not record["document"]:
            return line
        by = _("text_validity_document", default="By: ${document}.")
        return f"{line} {self._say(by, document=reference(record['document'], self.titles)['title'])}"

    def _approval(self, kept: dict) -> tuple:
        message = _("text_approved_by", default="${authority}, ${day} (entered by ${person}, ${at}).")
        line = self._say(message, authority=kept["authority"], day=kept["approved_on"], **self._by(kept))
        return "", "政府信息公开条例 第十一条", [line]

    def _existing(self, kept: dict) -> tuple:
        message = _(
            "text_existing", default="On paper: ${number}, ${day}, signed by ${signer} (entered by ${person}, ${at})."
        )
        number = kept["number"] or self.titles.text(_("text_no_number", default="no number"))
        said = {"number": number, "day": kept["issue_date"], "signer": kept["signer_name"], **self._by(kept)}
        return "", afterwards.CLAUSE_EXISTING, [self._say(message, **said)]
