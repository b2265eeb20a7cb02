"""Areas that are a few numbers: reminders and the scan."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings.page import change
from opengov.disclosure.desk.settings.page import number
from opengov.disclosure.desk.settings.page import record
from opengov.disclosure.desk.settings.page import SettingsPage
from opengov.disclosure.i18n import _
from opengov.disclosure.notices.interfaces import INoticeSettings
from opengov.disclosure.secrecy.interfaces import IScanSettings


class NumbersPage(SettingsPage):
    """Whole numbers between bounds.

    :cvar schema: interface of the records; ``prefix`` is where they are.
    :cvar notes: name -> what else the page says of it: who is concerned.
    """

    schema = None
    prefix = ""
    notes: dict = {}

    def rows(self) -> list[dict]:
        """The fields: dicts {name, title, help, note, least, most, value, default, messages}."""
        return [self._row(name) for name in self.fields]

    def _row(self, name: str) -> dict:
        field = self.schema[name]
        stored = record(f"{self.prefix}.{name}", field.default)
        return {
            "name": name,
            "title": field.title,
            "help": field.description,
            "note": self.notes[name],
            "least": field.min,
            "most": field.max,
            "default": str(field.default),
            "value": self.text(name) if self.typed() else str(stored),
            "messages": self.messages(name),
        }

    def store(self) -> None:
        """Store all numbers or none."""
        values, wrong = {}, []
        for name in self.fields:
            field = self.schema[name]
            try:
                values[name] = number(self.text(name), name, field.min, field.max)
            except RuleBroken as broken:
                wrong.extend(broken.problems)
        if wrong:
            raise RuleBroken(*wrong)
        self.check(values)
        for name, value in values.items():
            change(f"{self.prefix}.{name}", value)

    def check(self, values: dict[str, int]) -> None:
        """What the numbers have to do with each other."""


class RemindersPage(NumbersPage):
    """``@@opengov-settings-reminders``."""

    schema = INoticeSettings
    prefix = "opengov.disclosure.notices"
    fields = ("reminder_days", "leader_after", "keep_days")
    notes = {
        "reminder_days": _(
            "note_reminder_days",
            default="Concerns everybody with a duty. Acts with the next run of the routines remind, remind_duties and "
            "remind_deposits. That each duty is told once and no more is fixed (R-D4).",
        ),
        "leader_after": _(
            "note_leader_after",
            default="Concerns the principal signers of each agency. Acts with the next run of remind_duties.",
        ),
        "keep_days": _(
            "note_keep_days", default="Concerns the lists of everybody. Acts with the next run of prune_notices."
        ),
    }

    def check(self, values: dict[str, int]) -> None:
        """What is dropped must have been there long enough to be read."""
        if values["keep_days"] <= values["leader_after"]:
            raise RuleBroken(Problem("setting_keep_days", "R-X2", "keep_days"))


class ScanPage(NumbersPage):
    """``@@opengov-settings-scan``."""

    schema = IScanSettings
    prefix = "opengov.disclosure.secrecy"
    fields = ("rescan_days",)
    notes = {
        "rescan_days": _(
            "note_rescan_days",
            default="Concerns all published documents; new findings are put before the disclosure officer. Acts with the next "
            "run of rescan. That a reviewer confirms each finding before publication is fixed (R-S5).",
        ),
    }
