"""``@@archive-desk``: what an archive or library was offered, what it said, and what it has to take back (R-T5, R-T6)."""

from functools import cached_property
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.feed import Feed
from opengov.disclosure.transfer.pages.forms import FormPage
from opengov.disclosure.transfer.pages.telling import moment
from opengov.disclosure.transfer.pages.telling import told
from opengov.disclosure.transfer.pull.access import receiver_of_caller
from plone import api
from plone.app.uuid.utils import uuidToObject
from urllib.parse import urlencode
from zExceptions import NotFound


#: List -> the states or kinds of entries it shows.
LISTS = {
    "new": ("offered",),
    "received": ("received",),
    "accepted": ("accepted",),
    "rejected": ("rejected", "superseded"),
    "notices": ("lapse_notice", "recall_notice", "tombstone", "purged"),
    "all": (),
}


def receiver_of_user() -> dict | None:
    """The receiver behind the user's account, with those of its fonds whose archivist it is now; None for all others."""
    return None if api.user.is_anonymous() else receiver_of_caller(api.portal.get())


class Archive(FormPage):
    """What the pages of a receiver know. For everybody else they do not exist."""

    @cached_property
    def receiver(self) -> dict:
        """The receiver behind the account."""
        found = receiver_of_user()
        if found is None:
            raise NotFound(self.__name__)
        return found

    def prepare(self) -> None:
        """Turn everybody else away."""
        self.receiver  # noqa: B018

    @cached_property
    def handovers(self):
        """``IHandovers`` of the site."""
        return IHandovers(api.portal.get())

    @cached_property
    def url(self) -> str:
        """Address of the site."""
        return self.context.absolute_url()

    def offered(self, id: str):
        """A hand-over that was offered to this receiver; any other does not exist for it.

        :raises NotFound: for every other one (R-X1).
        """
        found = self.handovers.get(self.receiver, id) if id else None
        if found is None:
            raise NotFound(self.__name__)
        return found

    def address(self, id: str) -> str:
        """Where the manifest, signature and package of a hand-over are fetched."""
        return f"{self.url}/++api++/@archive-transfers/{id}"


class DeskPage(Archive):
    """The lists."""

    @cached_property
    def shown(self) -> str:
        """The list that is looked at."""
        return self.sent("show") if self.sent("show") in LISTS else "new"

    @cached_property
    def page(self) -> dict:
        """A page of entries, the newest first: dict {items, next}."""
        return Feed(self.handovers, self.receiver).page(LISTS[self.shown], self.number("before"))

    def tabs(self) -> list[dict]:
        """The lists: dicts {id, title, url, current}."""
        return [
            {"id": name, "title": title, "url": self._at(show=name), "current": name == self.shown}
            for name, title in words.LISTS.items()
        ]

    def rows(self) -> list[dict]:
        """The entries in words."""
        return [self._row(entry, handover) for entry, handover in self.page["items"]]

    def _row(self, entry: dict, handover) -> dict:
        row = {
            "seq": entry["seq"],
            "kind": entry["kind"],
            "kind_title": words.NOTICES[entry["kind"]],
            "kind_colour": words.NOTICE_COLOURS.get(entry["kind"], "secondary"),
            "at": moment(entry["at"]),
            "about": entry["about"] or {},
            "handover": told(handover) if handover is not None else None,
        }
        return {**row, "url": self._target(row)}

    def _target(self, row: dict) -> str:
        if row["kind"] in ("lapse_notice", "recall_notice"):
            return f"{self.url}/@@archive-notice?seq={row['seq']}"
        return f"{self.url}/@@archive-handover?id={row['handover']['id']}" if row["handover"] else ""

    def older_url(self) -> str:
        """Address of older entries; empty when there are none."""
        return self._at(show=self.shown, before=str(self.page["next"])) if self.page["next"] else ""

    def newest_url(self) -> str:
        """Address of the newest entries; empty when they are shown."""
        return self._at(show=self.shown) if self.number("before") else ""

    def _at(self, **query: str) -> str:
        return f"{self.url}/@@archive-desk?{urlencode(query)}"

    def fonds(self) -> list[str]:
        """Names of the agencies that hand over to this receiver."""
        found = (uuidToObject(uid, unrestricted=True) for uid in self.receiver["fonds"])
        return [agency.title for agency in found if agency is not None]

    def kind(self) -> str:
        """What kind of house it is."""
        return words.KINDS[self.receiver["kind"]]


class DeskLink(FormPage):
    """Whether the menu of the user shows the way to the desk."""

    def __call__(self) -> bool:
        return receiver_of_user() is not None
