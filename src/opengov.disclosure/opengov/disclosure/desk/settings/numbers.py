"""Areas that are a few numbers, and an address: reminders and the scan."""

from opengov.disclosure.core import addresses
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings.page import change
from opengov.disclosure.desk.settings.page import number
from opengov.disclosure.desk.settings.page import record
from opengov.disclosure.desk.settings.page import SettingsPage
from opengov.disclosure.i18n import _
from opengov.disclosure.notices.interfaces import INoticeSettings
from opengov.disclosure.secrecy.interfaces import IScanSettings
from zope.schema.interfaces import IInt


class NumbersPage(SettingsPage):
    """Whole numbers between bounds; what is no number is read by ``entered`` of the area.

    :cvar schema: interface of the records; ``prefix`` is where they are.
    :cvar notes: name -> what else the page says of it: who is concerned.
    """

    schema = None
    prefix = ""
    notes: dict = {}

    def rows(self) -> list[dict]:
        """The fields: dicts {name, title, help, note, bounds ({least, most, default} or None), value, messages}."""
        return [self._row(name) for name in self.fields]

    def _row(self, name: str) -> dict:
        field = self.schema[name]
        stored = record(f"{self.prefix}.{name}", field.default)
        return {
            "name": name,
            "title": field.title,
            "help": field.description,
            "note": self.notes[name],
            "bounds": _bounds(field),
            "value": self.text(name) if self.typed() else str("" if stored is None else stored),
            "messages": self.messages(name),
        }

    def store(self) -> None:
        """Store everything or nothing."""
        values, wrong = {}, []
        for name in self.fields:
            try:
                values[name] = self.entered(name)
            except RuleBroken as broken:
                wrong.extend(broken.problems)
        if wrong:
            raise RuleBroken(*wrong)
        self.check(values)
        for name, value in values.items():
            change(f"{self.prefix}.{name}", value)

    def entered(self, name: str) -> int | str:
        """What was typed into a field, as it is stored.

        :raises RuleBroken: (R-X2) when it is wrong.
        """
        field = self.schema[name]
        return number(self.text(name), name, field.min, field.max)

    def check(self, values: dict[str, int | str]) -> None:
        """What the values have to do with each other."""


def _bounds(field) -> dict | None:
    """Between what a number lies, and which one is delivered; None for a field that holds none."""
    if not IInt.providedBy(field):
        return None
    return {"least": field.min, "most": field.max, "default": str(field.default)}


class RemindersPage(NumbersPage):
    """``@@opengov-settings-reminders``."""

    schema = INoticeSettings
    prefix = "opengov.disclosure.notices"
    fields = ("reminder_days", "leader_after", "keep_days", "public_address")
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
        "public_address": _(
            "note_public_address",
            default="Concerns everybody who gets mail or reads feeds. Acts at once; mails that are sent already keep their "
            "links. http or https, without a query.",
        ),
    }

    def entered(self, name: str) -> int | str:
        """What was typed into a field; of the address what is kept of it."""
        if name != "public_address":
            return super().entered(name)
        typed = addresses.cleaned(self.text(name))
        enforce(addresses.problems(typed, name))
        return typed

    def check(self, values: dict[str, int | str]) -> None:
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
