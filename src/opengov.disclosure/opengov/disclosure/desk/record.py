"""The record of a document as a timeline: what the ledger says, joined with the words that lie in the dossier."""

from collections.abc import Mapping
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.ledger import Entry
from opengov.disclosure.desk import words
from opengov.disclosure.desk.references import reference
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from types import MappingProxyType


#: Keys of a note that hold words, in the order they are shown.
WORDS = ("instruction", "opinion", "reason", "comment", "consulted", "explanation", "text")
RETURNS = ("return", "break_glass_return")
#: Acts that set or propose an attribute, and the steps that send a returned draft on its way again.
_SETTING = ("submit", "determine", "decide_dispute", "propose_existing", "take_up")
_SENDING = ("submit", "submit_urgently", "uphold", "enter_existing")
BREAK_GLASS = "break_glass"
#: Code of an act -> the words of its values.
_NAMED = {
    "body": words.BODIES,
    "cause": words.CAUSES_SHOWN,
    "validity": words.VALIDITIES,
    "opinion": words.OPENINGS,
}
#: Acts whose words are noted under another name.
_NOTED_AS = {"interpretation_waived": "waive_interpretation"}
#: Office as the ledger writes it -> role.
OFFICE_OF = {slug: role for role, slug in OFFICES.items()}


class Timeline:
    """The timeline of one document.

    :param entries: of its ledger, the oldest first.
    :param notes: of its dossier (``ILife.reasons``), the oldest first.
    :param agencies: id of a slot, or UID -> name of an asked agency.
    """

    def __init__(
        self,
        titles: Titles,
        entries: tuple[Entry, ...],
        notes: tuple[dict, ...],
        agencies: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.titles = titles
        self.agencies = agencies
        self.joined = list(_join(entries, notes))

    def rows(self) -> list[dict]:
        """The acts, the newest first: dicts {title, action, at, by, on_behalf_of, words, detail}."""
        return [self._row(entry, note) for entry, note in reversed(_condensed(self.joined))]

    def returned(self) -> dict | None:
        """The act that sent the draft back, when it has not been submitted since; None otherwise."""
        for entry, note in reversed(self.joined):
            if entry.action in RETURNS:
                return self._row(entry, note)
            if entry.action in _SENDING:
                return None
        return None

    def emergencies(self) -> list[dict]:
        """What was done by break-glass, the newest first."""
        return [row for row in self.rows() if row["action"].startswith(BREAK_GLASS)]

    def _row(self, entry: Entry, note: dict) -> dict:
        office = OFFICE_OF.get(entry.codes.get("capacity", ""), "")
        return {
            "action": entry.action,
            "title": self.titles.act(entry.action),
            "at": moment(entry.at),
            "by": person(entry.actor),
            "on_behalf_of": person(entry.on_behalf_of),
            "office": self.titles.office(office) if office else "",
            "words": [note[name] for name in WORDS if note.get(name)],
            "detail": self._details(entry, note),
        }

    def _details(self, entry: Entry, note: dict) -> list[str]:
        codes, titles = entry.codes, self.titles
        found = [self._agency(entry), titles.of(words.STANDS, codes.get("stand", "")), codes.get("number", "")]
        if entry.action in _SETTING:
            found.append(titles.attribute(codes.get("attribute", "")))
        if entry.action in ("adjust", "decide_adjustment"):
            old = codes.get("old_attribute") or codes.get("attribute", "")
            new = codes.get("new_attribute") or codes.get("attribute", "")
            found.append(f"{titles.attribute(old)} → {titles.attribute(new)}" if old != new else "")
        if codes.get("outcome"):
            found.append(titles.outcome(codes["outcome"], ""))
        for name, table in _NAMED.items():
            found.append(titles.of(table, codes[name]) if codes.get(name) else "")
        found += [codes.get(name, "") for name in ("validity_date", "received_on", "approved_on")]
        found += [note.get(name, "") for name in ("authority", "body_name", "signer_name")]
        if note.get("validity_document"):
            found.append(reference(note["validity_document"], titles)["title"])
        if codes.get("instructed_by"):
            found.append(f"{person(codes['instructed_by'])} {moment(note.get('instructed_at', ''))}".strip())
        if codes.get("user"):
            found.append(" ".join(filter(None, (person(codes["user"]), codes.get("until", "")))))
        return [text for text in found if text]

    def _agency(self, entry: Entry) -> str:
        """Which asked agency an act is about."""
        named = (entry.codes.get("slot", ""), entry.subject, entry.codes.get("agency", ""))
        return next((self.agencies[name] for name in named if name in self.agencies), "")


def _join(entries, notes):
    """Pair each entry with its note: the first unused one of the same act written between it and the entry before."""
    left = list(notes)
    for entry in entries:
        note = next(
            (
                note
                for note in left
                if note["step"] == _NOTED_AS.get(entry.action, entry.action) and note["at"] <= entry.at
            ),
            {},
        )
        if note:
            left.remove(note)
        yield entry, note


def _condensed(joined: list) -> list:
    """One row for several changes that one person made one after the other."""
    rows: list = []
    for entry, note in joined:
        before = rows[-1][0] if rows else None
        if before and entry.action == before.action == "edited" and entry.actor == before.actor:
            rows[-1] = (entry, note)
        else:
            rows.append((entry, note))
    return rows
