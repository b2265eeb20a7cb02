"""``<agency>/@@handover?id=…``: one hand-over with its records, files, checks and receipts."""

from collections import Counter
from functools import cached_property
from opengov.disclosure.transfer.pages import listing
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.overview import Office
from opengov.disclosure.transfer.pages.telling import check
from opengov.disclosure.transfer.pages.telling import receipt
from opengov.disclosure.transfer.pages.telling import sentences
from opengov.disclosure.transfer.pages.telling import told
from zExceptions import NotFound


class Told:
    """What a page about one hand-over shows, to the office and to the archives."""

    #: Whether the reader was given every record (the receiver) or reads the titles he may see.
    everything = False

    @property
    def digests_told(self) -> bool:
        """Whether the digests of the package are shown."""
        return True

    @cached_property
    def row(self) -> dict:
        """The hand-over in words."""
        return told(self.shown)

    @cached_property
    def start(self) -> int:
        """Records that are passed over."""
        return self.number("records")

    def records(self) -> list[dict]:
        """A page of its records."""
        return listing.records(self.shown, self.start, self.everything)

    def record_pages(self) -> dict:
        """Addresses of the records before and after."""
        more = self.start + listing.SIZE < self.row["records"]
        return listing.pages(self.address, self.start, more, "records", id=self.shown.id)

    @cached_property
    def files(self) -> dict:
        """A page of its files: dict {items, more}."""
        return listing.files(self.shown, self.number("files"))

    def file_pages(self) -> dict:
        """Addresses of the files before and after."""
        return listing.pages(self.address, self.number("files"), self.files["more"], "files", id=self.shown.id)

    def checks(self) -> list[dict]:
        """The self-check in words."""
        return [check(one) for one in self.shown.checks]

    def counted(self) -> list[dict]:
        """How many items of the self-check came to what: dicts {title, number}."""
        found = Counter(one["result"] for one in self.shown.checks)
        return [{"title": title, "number": found[code]} for code, title in words.RESULTS.items() if found[code]]

    def receipts(self) -> list[dict]:
        """What the receiver has said, the newest first."""
        return [receipt(one) for one in reversed(self.shown.receipts)]

    def failures(self) -> list[str]:
        """Why it failed, in words."""
        return sentences(self.shown.problems, self.request)


class HandoverPage(Told, Office):
    """The office's page."""

    acts = {"retry": "retry"}

    def prepare(self) -> None:
        """Another agency's hand-over does not exist here."""
        self.shown = self.handover(self.sent("id"))
        if self.shown is None:
            raise NotFound(self.__name__)

    @property
    def address(self) -> str:
        """Address of the page without its query."""
        return f"{self.url}/@@handover"

    def may_retry(self) -> bool:
        """Whether the user may seal its documents anew."""
        return self.may_seal and self.is_open(self.row)
