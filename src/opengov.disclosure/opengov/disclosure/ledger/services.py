"""The record over REST: read it, verify it, anchor it."""

from AccessControl import getSecurityManager
from dataclasses import asdict
from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.export import as_csv
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from plone import api
from plone.restapi.services import Service
from zExceptions import NotFound

import itertools


DEFAULT_LIMIT = 100
MAX_LIMIT = 1000


class LedgerService(Service):
    """What the services share: the store, paging, and silence towards those who may not see the object (R-X1)."""

    @property
    def store(self):
        """All chains of the site."""
        return ILedgerStore(api.portal.get())

    @property
    def url(self) -> str:
        """The address asked for."""
        # plone.rest registers a service as <method>_<type>_<name>
        return f"{self.context.absolute_url()}/{self.__name__.rpartition('_')[2]}"

    def hide_from_strangers(self) -> None:
        """Answer as if nothing were here to whoever may not view the object, whatever other right he has."""
        if not getSecurityManager().checkPermission("View", self.context):
            raise NotFound(self.url)

    def whole_number(self, name: str, default: int, maximum: int | None = None) -> int:
        """Read a number from the query string."""
        return _whole_number(name, self.request.form.get(name, default), maximum)

    def chain(self, uid: str) -> dict:
        """Return one page of a chain."""
        limit = self.whole_number("limit", DEFAULT_LIMIT, MAX_LIMIT)
        items = self.store.page(uid, self.whole_number("after", 0), limit)
        head = self.store.head(uid)
        more = bool(items) and head is not None and items[-1]["seq"] < head.seq
        return {
            "@id": self.url,
            "uid": uid,
            "head": asdict(head) if head else None,
            "items": items,
            "next": items[-1]["seq"] if more else None,
        }

    def verified(self, breaks, going_on: str | None = None) -> dict:
        """Say whether what was verified holds, and name what does not."""
        found = [asdict(broken) for broken in breaks]
        return {"@id": self.url, "holds": not found, "breaks": found, "next": going_on}

    def csv_of(self, uid: str) -> str:
        """Return a whole chain as a CSV download."""
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="ledger-{uid}.csv"')
        return as_csv(self.store.export(uid))

    def wants_csv(self) -> bool:
        """Read the wanted format from the query string."""
        value = self.request.form.get("format", "json")
        if value not in ("json", "csv"):
            raise RuleBroken(Problem("ledger_format", "R-X2", "format", params={"value": str(value)[:40]}))
        return value == "csv"


class LedgerGet(LedgerService):
    """``GET <document or agency>/@ledger?after=<number>&limit=<number>&format=json|csv``."""

    def render(self):
        """Hide, then answer in the wanted format."""
        self.check_permission()
        self.hide_from_strangers()
        return self.csv_of(ILedger(self.context).uid) if self.wants_csv() else super().render()

    def reply(self) -> dict:
        """One page of the object's chain."""
        return self.chain(ILedger(self.context).uid)


class LedgerVerifyGet(LedgerService):
    """``GET <document or agency>/@ledger-verify``: does the object's chain hold, and if not, from which entry on?"""

    def reply(self) -> dict:
        """Verify the object's chain."""
        self.hide_from_strangers()
        return self.verified(self.store.verify(ILedger(self.context).uid))


class SiteLedgerGet(LedgerService):
    """``GET <site>/@ledger``: which chains there are; with ``?uid=`` one chain, also of a deleted object."""

    def render(self):
        """Answer in the wanted format; the list of chains itself is JSON only."""
        self.check_permission()
        uid = self.known_uid()
        return self.csv_of(uid) if self.wants_csv() and uid else super().render()

    def reply(self) -> dict:
        """One page of chains or of one chain."""
        uid = self.known_uid()
        return self.chain(uid) if uid else self.listing()

    def known_uid(self) -> str:
        """The UID asked for, if any."""
        uid = str(self.request.form.get("uid", ""))
        if uid and self.store.head(uid) is None:
            raise NotFound(self.url)
        return uid

    def listing(self) -> dict:
        """One page of chains with their heads."""
        limit = self.whole_number("limit", DEFAULT_LIMIT, MAX_LIMIT)
        uids = list(itertools.islice(self.store.uids(str(self.request.form.get("after", ""))), limit + 1))
        items = [{"uid": uid, "head": asdict(self.store.head(uid))} for uid in uids[:limit]]
        return {"@id": self.url, "items": items, "next": uids[limit - 1] if len(uids) > limit else None}


class SiteLedgerVerifyGet(LedgerService):
    """``GET <site>/@ledger-verify?uid=`` verifies one chain, without it some chains; go on with ``?after=<next>``."""

    def reply(self) -> dict:
        """Verify; anchors and lost chains come with the last page."""
        uid = str(self.request.form.get("uid", ""))
        if uid:
            return self.verified(self.store.verify(uid))
        limit = self.whole_number("limit", DEFAULT_LIMIT, MAX_LIMIT)
        return self.verified(*self.store.verify_page(str(self.request.form.get("after", "")), limit))


class SiteLedgerAnchorPost(LedgerService):
    """``POST <site>/@ledger-anchor`` with ``{"limit": <number>}``: anchor some changed chains; repeat until null."""

    def reply(self) -> dict:
        """Write one anchor."""
        data = read_json(self.request)
        for key in data.keys() - {"limit"}:
            raise RuleBroken(Problem("ledger_unknown_key", "R-X2", key, params={"key": key}))
        made = self.store.anchor(_whole_number("limit", data.get("limit", MAX_LIMIT), MAX_LIMIT))
        return {"@id": self.url, "anchor": asdict(made) if made else None}


def _whole_number(name: str, value: object, maximum: int | None) -> int:
    text = str(value)
    is_number = text.isascii() and text.isdigit() and len(text) < 18
    if is_number and (maximum is None or 1 <= int(text) <= maximum):
        return int(text)
    raise RuleBroken(Problem("ledger_paging", "R-X2", name))
