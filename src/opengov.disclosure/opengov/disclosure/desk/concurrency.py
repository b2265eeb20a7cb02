"""Two people at one drafting sheet: what the other one saved meanwhile is shown field by field, and never written over.

The form carries a mark of every field as it was opened. On saving, a field that somebody else has stored since is shown with
both texts, and who saves chooses; all other fields are saved as they were typed.
"""

from functools import cached_property
from opengov.disclosure import fieldwords
from opengov.disclosure.core import conflicts
from opengov.disclosure.desk import difference
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.ledger.interfaces import ILedger

import json
import transaction


#: Hidden fields: marks of the fields as they were opened; names of the fields a choice was asked for.
OPENED = "opengov.opened"
ASKED = "opengov.asked"
#: Start of the name of each choice: ``saved`` or ``typed``.
CHOICE = "opengov.choice."
LONGEST = 50_000  # characters of the marks that are read at all


class Concurrent:
    """Mixed into an edit form."""

    #: Fields to choose between: dicts {name, label, lines, choice, both}; empty while nobody came in between.
    conflict_rows: tuple[dict, ...] = ()

    def settle(self, data: dict) -> bool:
        """Take the choices that were made, and look for what somebody else saved meanwhile.

        :param data: the form's values by name of the form's field; a value that is not to be stored leaves it.
        :returns: whether the rest can be stored; else the conflict is to be shown, and nothing is kept.
        """
        names = self._names(data)
        typed = {name: fieldwords.plain(data[key]) for name, key in names.items()}
        found = {one.name: one for one in conflicts.conflicts(self._opened, self._saved, typed)}
        for name in self._asked & names.keys():
            choice = self._choice(name)
            if choice == "saved":
                data.pop(names[name])
                found.pop(name, None)
            elif not choice and conflicts.mark(typed[name]) != conflicts.mark(self._saved.get(name)):
                found.setdefault(name, conflicts.Conflict(name, self._saved.get(name), typed[name], both=True))
        if not found:
            return True
        self.conflict_rows = tuple(self._row(one) for one in found.values())
        transaction.doom()
        self.request.response.setStatus(409, lock=1)
        return False

    @cached_property
    def _saved(self) -> dict[str, object]:
        return fieldwords.values(self.context)

    @cached_property
    def _opened(self) -> dict[str, str]:
        """Marks the form was opened with; without readable ones nothing can be told apart, and all is as it is now."""
        sent = self.request.form.get(OPENED, "")
        try:
            marks = json.loads(sent) if isinstance(sent, str) and 0 < len(sent) < LONGEST else {}
        except ValueError:
            marks = {}
        return {str(name): str(mark) for name, mark in marks.items()} if isinstance(marks, dict) else {}

    @property
    def _asked(self) -> set[str]:
        sent = self.request.form.get(ASKED, "")
        return set(sent.split()) if isinstance(sent, str) else set()

    def _choice(self, name: str) -> str:
        choice = self.request.form.get(f"{CHOICE}{name}", "")
        return choice if choice in ("saved", "typed") else ""

    def _names(self, data: dict) -> dict[str, str]:
        """Name of a schema's field -> name of the form's field, for what was typed."""
        parts = (self, *self.groups)
        return {item.field.__name__: key for part in parts for key, item in part.fields.items() if key in data}

    def _row(self, conflict: conflicts.Conflict) -> dict:
        titles = Titles(self.context, self.request)
        field = fieldwords.fields_of(self.context).get(conflict.name)
        saved = difference.said(self.context, field, conflict.saved)
        typed = difference.said(self.context, field, conflict.typed)
        return {
            "name": conflict.name,
            "label": difference.label(field, conflict.name, titles),
            "saved": saved,
            "typed": typed,
            "both": conflict.both,
            # what only the other one changed stays, unless somebody says otherwise
            "choice": self._choice(conflict.name) or ("" if conflict.both else "saved"),
        }

    def opened_marks(self) -> str:
        """The marks the form carries now: those it was opened with while an error is corrected; those of what is stored once
        that was shown."""
        if self._opened and not self.conflict_rows:
            return json.dumps(self._opened)
        return json.dumps(conflicts.marks(self._saved))

    def asked_names(self) -> str:
        """Names of the fields a choice is asked for."""
        return " ".join(row["name"] for row in self.conflict_rows)

    def saved_by(self) -> dict[str, str]:
        """Who saved last, and when: dict {person, at}."""
        entries = reversed(ILedger(self.context).entries())
        last = next((entry for entry in entries if entry.action in ("edited", "created")), None)
        return {"person": person(last.actor) if last else "", "at": moment(last.at) if last else ""}
