"""The Web Editor's lists of an agency (R-I5): what is to be placed, what is to be taken down, what was done."""

from AccessControl import getSecurityManager
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import WORK
from opengov.disclosure.catalogue.ranks import key_of
from opengov.disclosure.catalogue.ranks import parse_key
from opengov.disclosure.catalogue.ranks import rank_of
from opengov.disclosure.core import channels
from opengov.disclosure.core.access import VIEWERS
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from persistent.mapping import PersistentMapping
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IChannelWork)
@adapter(IAgencyContent)
class ChannelWork:
    """See ``IChannelWork``."""

    def __init__(self, agency) -> None:
        self.issuer = IIssuingAgency(agency)
        self.site = api.portal.get()

    @property
    def _store(self) -> storage.WorkStore | None:
        return (storage.read(self.site).work or {}).get(self.issuer.uid)

    def page(self, name: str, after: str | None = None, size: int = 50) -> dict[str, object]:
        if name not in WORK:
            raise RuleBroken(Problem("work_unknown", "R-X2", "name", params={"names": ", ".join(WORK)}))
        start = None if after is None else parse_key(after)
        store = self._store
        listed = () if store is None else store.lists[name].items(start, excludemin=start is not None)
        rows = list(islice(listed, size + 1))
        roles = frozenset(getSecurityManager().getUser().getRolesInContext(self.issuer.agency))
        items = [_shown(rank, row, roles) for rank, row in rows[:size]]
        return {"items": items, "next": items[-1]["key"] if len(rows) > size else None}

    def refresh(self, document, moment: datetime | None = None, expired: bool = False) -> None:
        uid, moment = IUUID(document), moment or now()
        store = self._store
        if store is None and ILife(document).signed() is None:
            return
        places = () if store is None else store.places.get(uid, ())
        rows = list(self._rows(document, moment, expired or any(name == "expired" for name, _rank in places)))
        if not rows and not places:
            self._follow_day(document, uid)
            return
        store = self._open()
        old = {}
        for name, rank in places:
            row = store.lists[name].pop(rank)
            old[name, row["channel"], row["placed_at"]] = rank, row["since"]
        store.places[uid] = tuple(self._enter(store, uid, name, row, at, old) for name, row, at in rows)
        if not rows:
            del store.places[uid]
        self._follow_day(document, uid)

    def rows(self, uid: str) -> list[dict[str, str]]:
        store = self._store
        return [] if store is None else [dict(store.lists[name][rank]) for name, rank in store.places.get(uid, ())]

    def _open(self) -> storage.WorkStore:
        work = storage.write(self.site).work
        if self.issuer.uid not in work:
            work[self.issuer.uid] = storage.WorkStore(WORK)
        return work[self.issuer.uid]

    @staticmethod
    def _enter(store, uid: str, name: str, row: dict, at: datetime, old: Mapping) -> tuple[str, int]:
        """Put a row where it was, since when it was there, or where its moment belongs."""
        rank, since = old.get((name, row["channel"], row["placed_at"]), (rank_of(at, uid), row["since"]))
        if name != "done":
            row["since"] = since
        elif row["since"] != since:
            rank = rank_of(at, uid)
        while rank in store.lists[name]:
            rank += 1
        store.lists[name][rank] = PersistentMapping(row)
        return name, rank

    def _rows(self, document, moment: datetime, expired: bool) -> Iterator[tuple[str, dict, datetime]]:
        """Name of the list, row and moment of everything that the lists say of a document."""
        state, held = ILife(document).state, IChannels(document)
        common = self._common(document, state, moment)
        if state == "issued" and getattr(document.aq_base, "disclosure_attribute", None) == "proactive":
            yield "place", {**common, "channel": channels.OWN}, moment
        for channel in held.to_place():
            yield "place", {**common, "channel": channel}, moment
        for channel in held.to_take_down():
            record = channels.last(held.records(), channel)
            yield "take_down", {**common, **_told(record)}, moment
        if expired and state == "withdrawn":
            yield "expired", {**common, "channel": channels.OWN, "cause": "expired"}, moment
        for record in held.records():
            if record.placed_at and record.channel != channels.OWN:
                since = record.down_at or record.placed_at
                yield "done", {**common, **_told(record), "since": since[:10]}, datetime.fromisoformat(since)

    def _common(self, document, state: str, moment: datetime) -> dict[str, str]:
        signed = ILife(document).signed() or {}
        withdrawal = IDossier(document).affair("withdrawal") or {}
        return {
            "uid": IUUID(document),
            "channel": "",
            "number": signed.get("number") or "",
            "title": "" if state == "purged" else document.title,
            "state": state,
            "since": moment.date().isoformat(),
            "path": "/".join(document.getPhysicalPath()[len(self.site.getPhysicalPath()) :]),
            "address": "",
            "proof": "",
            "placed_on": "",
            "placed_at": "",
            "down_on": "",
            "cause": str(withdrawal.get("cause") or "") if state == "withdrawn" else "",
        }

    def _follow_day(self, document, uid: str) -> None:
        """Know the last day of a published notice, and of no other."""
        until = getattr(document.aq_base, "publish_until", None)
        wanted = f"{until.isoformat()} {uid}" if until and ILife(document).state == "published" else ""
        store = self._store
        known = "" if store is None else store.marks.get(uid, "")
        if wanted == known:
            return
        store = self._open()
        if known:
            store.days.remove(known)
            del store.marks[uid]
        if wanted:
            store.days.add(wanted)
            store.marks[uid] = wanted

    def forget(self, uid: str) -> None:
        if self._store is not None:
            self._store.forget(uid)

    def over(self, day: str, after: str = "", limit: int = 50) -> tuple[list[str], str | None]:
        store = self._store
        keys = () if store is None else islice(store.days.keys(after or None, day, excludemin=bool(after)), limit + 1)
        found = list(keys)
        return [key.split()[1] for key in found[:limit]], found[limit - 1] if len(found) > limit else None


def _told(record) -> dict[str, str]:
    """What a row says of a record."""
    names = ("channel", "address", "proof", "placed_on", "placed_at", "down_on")
    return {name: getattr(record, name) for name in names}


def _shown(rank: int, row: Mapping[str, str], roles: frozenset[str]) -> dict[str, object]:
    shown = {"key": key_of(rank), **row, "title_hidden": False}
    viewers = VIEWERS[row["state"]]
    if "Anonymous" not in viewers and not roles.intersection(viewers):
        shown.update(title="", title_hidden=True)
    return shown
