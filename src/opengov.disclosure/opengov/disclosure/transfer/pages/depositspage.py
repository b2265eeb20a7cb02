"""``<agency>/@@deposits``: what is due to archives and libraries, lists on paper, nil returns and notices (R-T1, R-T2)."""

from functools import cached_property
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.interfaces.deposits import IDeposits
from opengov.disclosure.transfer.pages import listing
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.overview import Office
from opengov.disclosure.transfer.pages.telling import person
from plone import api
from urllib.parse import urlencode


class DepositsPage(Office):
    """The page, and the acts of the transfer clerk. A correction takes an act back and says why (R-L1)."""

    acts = {"hand_in": "hand_in", "nil_return": "nil_return", "record_copy": "record_copy", "correct": "correct"}

    @cached_property
    def deposits(self):
        """``IDeposits`` of the agency."""
        return IDeposits(self.context)

    @cached_property
    def due(self) -> dict:
        """What is due or overdue today."""
        return self.deposits.due()

    @cached_property
    def counts(self) -> dict:
        """How much is due, and how much overdue."""
        return self.due["counts"]

    @cached_property
    def documents(self) -> list[dict]:
        """Electronic texts and copies that wait, of documents the user sees."""
        known = listing.visible({row["document"] for row in self.due["documents"]})
        return [
            {**_worded(row), **known[row["document"]], "duty_title": words.DUTIES.get(row["duty"], row["duty"])}
            for row in self.due["documents"]
            if row["document"] in known
        ]

    @cached_property
    def to_copy(self) -> list[dict]:
        """Those of them whose copy for the record is to be sent."""
        return [row for row in self.documents if row["duty"] == "record_copy"]

    @cached_property
    def periods(self) -> list[dict]:
        """The lists on paper with their acts."""
        return [self._period(row) for row in self.due["periods"]]

    def _period(self, row: dict) -> dict:
        done = [self._act_told(act) for act in self.deposits.acts(row["period"]) if act["number"] in row["acts"]]
        query = urlencode({"period": row["period"], "receiver": row["receiver"]})
        return {
            **_worded(row),
            "key": f"{row['period']}-{row['receiver']}",
            "acts": done,
            "register_url": f"{self.url}/@@deposit-register?{query}",
            "over": row["standing"] != "open",
        }

    @staticmethod
    def _act_told(act: dict) -> dict:
        own = act["what"] in ("hand_in", "nil_return", "record_copy")
        return {
            **act,
            "title": words.DEPOSIT_ACTS.get(act["what"], act["what"]),
            "who": person(act["by"]),
            "correctable": own and not act["confirmed"] and not act["undone"],
        }

    @cached_property
    def notices(self) -> list[dict]:
        """Notices of lapse and recall, those done included, the newest first."""
        found = self.deposits.notices(done=True, limit=listing.SIZE)
        known = listing.visible({row["document"] for row in found})
        return [self._notice(row, known.get(row["document"])) for row in found]

    def _notice(self, row: dict, document: dict | None) -> dict:
        answers = [
            {"receiver": words.KINDS.get(kind, kind), **answer} for kind, answer in sorted(row["receivers"].items())
        ]
        return {
            **_worded({**row, "receiver": ""}),
            "kind_title": words.NOTICES[row["kind"]],
            "colour": words.NOTICE_COLOURS[row["kind"]],
            "title": document["title"] if document else "",
            "url": document["url"] if document else "",
            "answers": answers,
            "letter_url": f"{self.url}/@@notice-letter?number={row['number']}",
        }

    def yearly(self) -> list[dict]:
        """The guide and the annual report."""
        known = listing.visible({row["document"] for row in self.due["yearly"] if row["document"]})
        return [
            {
                **_worded({**row, "receiver": ""}),
                "genre_title": words.GENRES.get(row["genre"], row["genre"]),
                "title": known.get(row["document"], {}).get("title", ""),
                "url": known.get(row["document"], {}).get("url", ""),
            }
            for row in self.due["yearly"]
        ]

    def mine(self, act: str, key: str) -> bool:
        """Whether the form of an act on one row was refused."""
        return self.refused and self.sent("act") == act and self.sent("key") == key

    def wrong(self, act: str, key: str) -> list[str]:
        """What is wrong with the form of an act on one row."""
        return self.errors_all() if self.mine(act, key) else []

    def kept(self, act: str, key: str, name: str, otherwise: str = "") -> str:
        """What stands in a field of one form: after a refusal what was entered there."""
        return self.sent(name) if self.mine(act, key) else otherwise

    def hand_in(self):
        """List and paper copies of a period were handed over."""
        self.check_clerk()
        values = {"copies": self.number("copies"), "pages": self.number("pages"), "on": self.sent("on")}
        self.deposits.hand_in(self.sent("period"), self.sent("receiver"), **values)
        return self._recorded()

    def nil_return(self):
        """Nothing was to be deposited."""
        self.check_clerk()
        self.deposits.nil_return(self.sent("period"), self.sent("receiver"), on=self.sent("on"))
        return self._recorded()

    def record_copy(self):
        """Copies for the record were sent."""
        self.check_clerk()
        self.deposits.record_copy(self.ticked("documents"), on=self.sent("on"))
        return self._recorded()

    def correct(self):
        """An act is taken back."""
        self.check_clerk()
        self.deposits.correct(self.number("number"), self.sent("reason"))
        return self._recorded()

    def _recorded(self):
        return _("message_deposit_recorded", default="It is on record."), f"{self.url}/@@deposits"


def receiver_names(agency_uid: str, kind: str) -> str:
    """Names of the archives or libraries that take an agency's hand-overs; the kind of house where none is set up."""
    found = [one["title"] for one in IReceivers(api.portal.get()).of_agency(agency_uid) if one["kind"] == kind]
    return "、".join(found)


def _worded(row: dict) -> dict:
    return {
        **row,
        "receiver_title": words.KINDS.get(row["receiver"], row["receiver"]),
        "standing_title": words.DUE_STANDINGS[row["standing"]],
        "standing_colour": words.DUE_COLOURS[row["standing"]],
    }
