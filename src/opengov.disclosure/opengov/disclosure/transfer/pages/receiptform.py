"""``@@archive-handover?id=…``: one hand-over for its receiver, to fetch and to answer (R-T5, R-T6)."""

from collections.abc import Mapping
from functools import cached_property
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces import IReceipts
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.archive import Archive
from opengov.disclosure.transfer.pages.single import Told
from opengov.disclosure.transfer.pages.telling import messages
from plone import api

import uuid


#: States in which a hand-over waits for an answer.
OPEN = ("offered", "received")
#: Empty lines for what is wrong, at first and with each press of the button.
LINES = 2
MOST_LINES = 50


class ReceiptPage(Told, Archive):
    """The page and its form. What was typed stays until it is accepted."""

    acts = {"give": "give"}
    everything = True

    def prepare(self) -> None:
        """What was not offered to this receiver does not exist for it."""
        self.shown = self.offered(self.sent("id"))

    def __call__(self):
        if self.request.method == "POST" and self.sent("act") == "more":
            # shows the form with more lines; nothing is stored
            self.prepare()
            self.typed = True
            return self.index()
        return super().__call__()

    @property
    def address(self) -> str:
        """Address of the page without its query."""
        return f"{self.url}/@@archive-handover"

    @cached_property
    def api(self) -> str:
        """Where its manifest, signature and package are fetched."""
        return f"{self.url}/++api++/@archive-transfers/{self.shown.id}"

    @cached_property
    def fetchable(self) -> bool:
        """Whether there is a package to fetch."""
        return bool(self.shown.package) and self.row["state"] != "purged"

    @cached_property
    def signed(self) -> bool:
        """Whether the manifest is signed."""
        return self.fetchable and bool(self.shown.signature())

    @cached_property
    def open(self) -> bool:
        """Whether the hand-over waits for an answer."""
        return self.row["state"] in OPEN

    @property
    def digests_told(self) -> bool:
        """Not while the receiver has to compute them: what can be copied proves nothing."""
        return not self.open

    typed = False

    def value(self, name: str, otherwise: str = "") -> str:
        """What stands in a field: after a refusal what was typed."""
        return self.sent(name) if self.refused or self.typed else otherwise

    @cached_property
    def receipt_id(self) -> str:
        """The same for the same form, so that pressing twice gives one receipt."""
        return self.sent("receipt_id") or uuid.uuid4().hex

    def statuses(self) -> list[dict]:
        """What can be answered: dicts {id, title, help, checked}."""
        return [
            {"id": name, "title": title, "help": words.STATUS_HELP[name], "checked": self.value("status") == name}
            for name, title in words.STATUSES.items()
        ]

    @cached_property
    def items(self) -> list[dict]:
        """What can be checked, in the order of the four properties: dicts {n, item, property, property_title}."""
        found = [(one["item"], one["property"]) for one in self.shown.checks]
        found = found or [(str(title.default), name) for name, title in words.PROPERTIES.items()]
        return [
            {"n": number, "item": item, "property": name, "property_title": words.PROPERTIES[name]}
            for number, (item, name) in enumerate(dict.fromkeys(found))
        ]

    def results(self, number: int) -> list[dict]:
        """What an item can have come to: dicts {id, title, selected}."""
        chosen = self.value(f"check-{number}")
        return [{"id": name, "title": title, "selected": name == chosen} for name, title in words.RESULTS.items()]

    def checked(self) -> bool:
        """Whether a result was entered for any item."""
        return any(self.value(f"check-{item['n']}") for item in self.items)

    @cached_property
    def lines(self) -> range:
        """Numbers of the lines for what is wrong: those that were sent, and more where more are asked for."""
        sent = min(self.number("lines") or LINES, MOST_LINES)
        return range(min(sent + LINES, MOST_LINES) if self.sent("act") == "more" else sent)

    def faults(self, number: int) -> list[dict]:
        """What can be wrong: dicts {id, title, selected}."""
        chosen = self.value(f"problem-{number}-code")
        return [{"id": code, "title": title, "selected": code == chosen} for code, title in words.FAULTS.items()]

    def wrong(self, field: str) -> list[str]:
        """What is wrong with a field or with one of its lines."""
        mine = [one for one in self.problems if one.field == field or one.field.startswith(f"{field}.")]
        return messages(mine, self.request)

    def elsewhere(self) -> list[str]:
        """What is wrong and belongs to no field."""
        shown = ("status", "digest", "archive_ref", "checks", "problems")
        mine = [one for one in self.problems if one.field.partition(".")[0] not in shown]
        return messages(mine, self.request)

    def give(self):
        """Hand the receipt in."""
        IReceipts(api.portal.get()).give(self.receiver, self.shown.id, self._receipt())
        message = _("message_receipt_given", default="Your receipt is recorded; the agency sees it.")
        return message, f"{self.address}?id={self.shown.id}"

    def _receipt(self) -> dict:
        digest = {"sha-256": _hexadecimal(self.sent("sha256"))}
        if self.sent("sm3"):
            digest["sm3"] = _hexadecimal(self.sent("sm3"))
        return {
            "receipt_id": self.sent("receipt_id"),
            "status": self.sent("status"),
            "digest": digest,
            "archive_ref": self.sent("archive_ref"),
            "checks": [self._check(item) for item in self.items if self.sent(f"check-{item['n']}")],
            "problems": [line for line in map(self._problem, self.lines) if any(line.values())],
        }

    def _check(self, item: Mapping) -> dict:
        number = item["n"]
        return {
            "item": item["item"],
            "property": item["property"],
            "result": self.sent(f"check-{number}"),
            "note": self.sent(f"check-{number}-note"),
        }

    def _problem(self, number: int) -> dict:
        return {name: self.sent(f"problem-{number}-{name}") for name in ("path", "code", "note")}


def _hexadecimal(text: str) -> str:
    """A digest as people paste it: capitals and spaces are no mistake."""
    return "".join(text.split()).lower()
