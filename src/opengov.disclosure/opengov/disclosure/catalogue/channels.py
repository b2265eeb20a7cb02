"""Where a document was put, by whom, and whether it is gone there again (R-I5, R-I10)."""

from AccessControl import getSecurityManager
from dataclasses import asdict
from dataclasses import replace
from datetime import date
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.core import channels
from opengov.disclosure.core.channels import Placement
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import IDueDay
from opengov.disclosure.signoff.interfaces import IDutiesDone
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


#: Names of the dossier's affairs.
RECORDS = "channels"
STATUTORY = "statutory_publication"

#: Offices that keep the records, the more common first.
_OFFICES = ("Web Editor", "Disclosure Officer")


@implementer(IChannels)
@adapter(IGoverned)
class Channels:
    """See ``IChannels``."""

    def __init__(self, context) -> None:
        self.context = context
        self.dossier = IDossier(context)
        self.issuer = IIssuingAgency(context)

    def planned(self) -> tuple[str, ...]:
        return tuple(getattr(self.context.aq_base, "planned_channels", None) or ())

    def records(self) -> tuple[Placement, ...]:
        kept = tuple(Placement(**plain) for plain in self.dossier.affair(RECORDS) or ())
        return kept if channels.last(kept, channels.OWN) else (*self._own_of_old(), *kept)

    def _own_of_old(self) -> tuple[Placement, ...]:
        """The record of this site's catalogue for what was published before there were records."""
        if ILife(self.context).state != "published":
            return ()
        entry = IPublicCatalogue(api.portal.get()).entry(IUUID(self.context))
        day = entry["publication_date"] if entry else ""
        return (Placement(channels.OWN, placed_on=day, placed_at=day),) if day else ()

    def to_place(self) -> tuple[str, ...]:
        if ILife(self.context).state not in channels.PUBLIC_STATES or self._attribute() != "proactive":
            return ()
        if (self.dossier.affair("joint") or {}).get("lead_body"):
            # another body leads it, and only that one publishes (R-J5)
            return ()
        return channels.to_place(self.planned(), self.records())

    def to_take_down(self) -> tuple[str, ...]:
        return channels.to_take_down(self.records(), ILife(self.context).state)

    def statutory_done(self) -> str | None:
        return channels.statutory_day(self.records(), self.issuer.jurisdiction.statutory_channel) or None

    def order(self, channel: str) -> None:
        enforce([*self._life_problems(), *channels.order_problems(self.records(), channel)])
        at, by, on_behalf_of = self._who()
        self._keep([*self.records(), Placement(channel, ordered_at=at, ordered_by=by)])
        self._record("channel_ordered", channel, at[:10], on_behalf_of)

    def drop(self, channel: str) -> None:
        records = self.records()
        enforce(channels.drop_problems(self.planned(), records, channel))
        at, by, on_behalf_of = self._who()
        record = channels.last(records, channel)
        if record is not None and record.waits:
            self._keep(_with(records, record, dropped_at=at, dropped_by=by))
        else:
            self._keep([*records, Placement(channel, dropped_at=at, dropped_by=by)])
        self._record("channel_dropped", channel, at[:10], on_behalf_of)

    def place(self, channel: str, address: str = "", proof: str = "", on: str = "") -> None:
        at, by, on_behalf_of = self._who()
        records, day = self.records(), on or at[:10]
        enforce(self._life_problems())
        issued = date.fromisoformat((self.dossier.signed or {})["issue_date"])
        today = date.fromisoformat(at[:10])
        enforce(
            channels.place_problems(records, channel, on=day, address=address, proof=proof, issued=issued, today=today)
        )
        said = {
            "placed_on": day,
            "placed_at": at,
            "placed_by": by,
            "address": address.strip(),
            "proof": proof.strip(),
        }
        record = channels.last(records, channel)
        if record is not None and record.waits:
            self._keep(_with(records, record, **said))
        else:
            self._keep([*records, Placement(channel, **said)])
        self._record("channel_placed", channel, day, on_behalf_of)

    def correct(self, channel: str, address: str = "", proof: str = "") -> None:
        records = self.records()
        enforce(channels.correct_problems(records, channel, address=address, proof=proof))
        at, _by, on_behalf_of = self._who()
        record = channels.last(records, channel)
        self._keep(_with(records, record, address=address.strip(), proof=proof.strip()))
        self._record("channel_corrected", channel, at[:10], on_behalf_of)

    def take_down(self, channel: str, on: str = "", proof: str = "") -> None:
        at, by, on_behalf_of = self._who()
        records, day = self.records(), on or at[:10]
        today = date.fromisoformat(at[:10])
        enforce(channels.take_down_problems(records, channel, on=day, proof=proof, today=today))
        record = channels.last(records, channel)
        self._keep(_with(records, record, down_on=day, down_at=at, down_by=by, down_proof=proof.strip()))
        self._record("channel_taken_down", channel, day, on_behalf_of)

    def follow(self, target: str, at: str) -> None:
        records = [Placement(**plain) for plain in self.dossier.affair(RECORDS) or ()]
        own = channels.last(records, channels.OWN)
        by = getSecurityManager().getUser().getId() or "system"
        said = (at[:10], at, by)
        if target == "published" and not (own is not None and own.up):
            records.append(Placement(channels.OWN, placed_on=said[0], placed_at=said[1], placed_by=said[2]))
        elif target != "published" and own is not None and own.up:
            records = _with(records, own, down_on=said[0], down_at=said[1], down_by=said[2])
        else:
            return
        self._keep(records, tell=False)

    def _keep(self, records, tell: bool = True) -> None:
        self.dossier.set_affair(RECORDS, [asdict(record) for record in records])
        day = channels.statutory_day(records, self.issuer.jurisdiction.statutory_channel)
        self.dossier.set_affair(STATUTORY, {"on": day} if day else None)
        if tell:
            IChannelWork(self.issuer.agency).refresh(self.context)
            IDueDay(self.context).refresh()

    def _record(self, action: str, channel: str, day: str, on_behalf_of: str) -> None:
        ILedger(self.context).record(action, codes={"channel": channel, "day": day}, on_behalf_of=on_behalf_of)

    def _who(self) -> tuple[str, str, str]:
        """Time (ISO), user id, and the person a deputy stands in for."""
        user = getSecurityManager().getUser().getId() or "system"
        stood_for = (self.issuer.acts_for(user, role) for role in _OFFICES)
        return now().isoformat(), user, next((person for person in stood_for if person is not None), "")

    def _attribute(self) -> str:
        return getattr(self.context.aq_base, "disclosure_attribute", None) or ""

    def _life_problems(self) -> list[Problem]:
        """Nothing is put anywhere that is not reviewed, signed, and proactive (R-S1): the rules of publication itself."""
        life = ILife(self.context)
        if life.state == "issued":
            return life.problems("publish")
        found = []
        if life.state != "published" or self._attribute() != "proactive":
            found.append(Problem("channel_state", "R-S1", "", channels.CLAUSE_FIRST))
        elif IReviewedContent(self.context).digest() != (life.signed() or {}).get("digest"):
            found.append(Problem("differs_from_signed", "R-I2", "", channels.CLAUSE_FIRST))
        return found


def outlive_purge(document, rows) -> None:
    """Keep what is needed to take a destroyed document down elsewhere: channel, days and address, no words (R-L3).

    :param rows: what the lists said of it before, should the dossier be empty already.
    """
    dossier = IDossier(document)
    kept = tuple(Placement(**plain) for plain in dossier.affair(RECORDS) or ())
    if not kept:
        told = ("channel", "placed_on", "placed_at", "address", "down_on")
        kept = tuple(Placement(**{name: row[name] for name in told}) for row in rows if row["placed_at"])
        kept = tuple(replace(record, down_at=record.down_on) for record in dict.fromkeys(kept))
    if kept:
        dossier.set_affair(RECORDS, [asdict(replace(record, proof="", down_proof="")) for record in kept])


def _with(records, record: Placement, **changes: str) -> list[Placement]:
    """The records with one of them changed."""
    return [replace(one, **changes) if one is record else one for one in records]


@implementer(IDutiesDone)
@adapter(IGoverned)
class PublishedWhereTheLawLooks:
    """The duty to publish is met once the document is on the channel that the profile names (R-I5)."""

    def __init__(self, context) -> None:
        self.context = context

    def done(self) -> frozenset[str]:
        """See ``IDutiesDone``."""
        return frozenset({"publish"} if IChannels(self.context).statutory_done() else ())
