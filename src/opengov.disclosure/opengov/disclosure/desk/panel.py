"""The panel of a governed object: where it is, what it waits for, what was decided, the record.

Two viewlets, above and below the content, on every governed type. Outsiders get neither.
"""

from functools import cached_property
from opengov.disclosure import codewords
from opengov.disclosure.core import signoff
from opengov.disclosure.desk import companionform
from opengov.disclosure.desk import together
from opengov.disclosure.desk import words
from opengov.disclosure.desk.agencylinks import document_links
from opengov.disclosure.desk.blockers import Blockers
from opengov.disclosure.desk.buttons import Buttons
from opengov.disclosure.desk.glance import Glance
from opengov.disclosure.desk.matters import Matters
from opengov.disclosure.desk.notices import differences_of
from opengov.disclosure.desk.path import Path
from opengov.disclosure.desk.record import Timeline
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.layout.viewlets import ViewletBase
from plone.restapi.interfaces import IExpandableElement
from zope.component import getMultiAdapter


INSIDERS = "opengov.disclosure: View ledger"
#: Acts of the record that are shown unfolded.
LATEST = 8


class Panel(ViewletBase):
    """What both viewlets know."""

    def render(self) -> str:
        return self.index() if self.available() else ""

    def available(self) -> bool:
        """Whether the user is one of the agency's people."""
        return self.insider

    @cached_property
    def insider(self) -> bool:
        return api.user.has_permission(INSIDERS, obj=self.context)

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.context, self.request)

    @cached_property
    def life(self) -> ILife:
        return ILife(self.context)

    @cached_property
    def facts(self) -> dict:
        """Everything about the disclosure as the REST component tells it."""
        component = getMultiAdapter((self.context, self.request), IExpandableElement, name="disclosure")
        return component(expand=True)["disclosure"]

    @cached_property
    def entries(self) -> tuple:
        return ILedger(self.context).entries()

    @cached_property
    def timeline(self) -> Timeline:
        """The record, with what asked agencies have on theirs."""
        told = together.told_by_agencies(self.context)
        entries = tuple(sorted([*self.entries, *told], key=lambda entry: entry.at)) if told else self.entries
        return Timeline(self.titles, entries, self.life.reasons(), together.names(self.context))

    @cached_property
    def matters(self) -> list[dict]:
        """What is on record about single matters."""
        return Matters(self.context, self.titles, self.life.reasons(), self.life.state).rows()


class NoByline(ViewletBase):
    """Nothing, in the place of Plone's byline."""

    def render(self) -> str:
        return ""


class Standing(Panel):
    """Above the content: the path, the buttons, how it stands, what blocks it and who can lift that."""

    def available(self) -> bool:
        """Also for those who have a step to take though the record is not theirs to read (web editors), and for asked
        agencies."""
        return self.insider or self.asked or any(self.buttons.values())

    @cached_property
    def asked(self) -> bool:
        """Whether the user is one of an asked agency's people."""
        return not api.user.is_anonymous() and IPositionsSeen(self.context).allowed()

    @cached_property
    def issuers(self) -> dict | None:
        """Who issues the document together, and who of them has signed."""
        return together.issuers(self.context) if self.insider or self.asked else None

    @cached_property
    def path(self) -> Path:
        return Path(self.context, self.titles, self.life.state, self.facts["attribute"] or "", self.entries)

    def state(self) -> str:
        """Title of the present state."""
        return self.titles.state(self.life.state)

    def returned(self) -> dict | None:
        """Why the draft came back."""
        return self.timeline.returned() if self.life.state == signoff.INITIAL else None

    def blockers(self) -> list[dict]:
        """What keeps the document from its next step and its signature, and who can lift it."""
        return Blockers(self.context, self.titles, self.path).groups()

    @cached_property
    def glance(self) -> Glance:
        """Attribute, review, other agencies, deadlines and scan in short."""
        return Glance(self.context, self.titles, self.facts)

    def pressing(self) -> list[dict]:
        """Matters that ask for something."""
        return [row for row in self.matters if row["level"]]

    def differences(self) -> list[dict]:
        """The signer's changes, until the document is signed (R-I2)."""
        return differences_of(self.context, self.titles) if self.life.state == "sign_off" else []

    def links(self) -> list[dict]:
        """Pages that belong to the document."""
        return document_links(self.context) if self.insider or self.asked else []

    @cached_property
    def buttons(self) -> dict[str, list[dict]]:
        """The steps the user may take, in groups; among the others what may be begun beside the document."""
        groups = Buttons(self.context, self.titles, self.path.forward()).groups()
        if self.insider:
            groups["others"] += companionform.buttons(self.context)
        return groups


class Particulars(Panel):
    """Below the content: opinions, findings, papers, matters that are done, the record."""

    def quiet(self) -> list[dict]:
        """Matters that ask for nothing any more."""
        return [row for row in self.matters if not row["level"]]

    def opinions(self) -> list[dict]:
        """The opinions, the newest first, each current, stale or voided."""
        return [self._opinion(opinion) for opinion in reversed(self.facts["review"]["opinions"])]

    def _opinion(self, opinion: dict) -> dict:
        standing = "voided" if opinion["voided"] else "stale" if opinion["stale"] else "current"
        return {
            "standing": standing,
            "office": self.titles.office(opinion["capacity"]),
            "by": person(opinion["reviewer"]),
            "on_behalf_of": person(opinion["on_behalf_of"]),
            "outcome": self.titles.outcome(opinion["outcome"], opinion["attribute"]),
            "attribute": self.titles.attribute(opinion["attribute"]),
            "at": moment(opinion["at"]),
            "checks": [self.titles.of(codewords.CHECKS, check) for check in opinion["checks"]],
            "body": self.titles.of(words.BODIES, opinion["body"]) if opinion["body"] else "",
        }

    def findings(self) -> list[dict]:
        """What the scan has found, and what it could not read."""
        return findings(self.facts["scan"], self.titles)

    @cached_property
    def record(self) -> dict[str, list[dict]]:
        """The acts, the newest first: ``latest`` and what is folded away (``earlier``)."""
        rows = self.timeline.rows()
        few = len(rows) <= LATEST + 2
        return {"latest": rows if few else rows[:LATEST], "earlier": [] if few else rows[LATEST:]}

    def papers(self) -> list[dict]:
        """Signed papers from outside: dicts {name, url, by, at}."""
        url = self.context.absolute_url()
        return [
            {
                "name": paper["filename"],
                "url": f"{url}/@@opengov-paper?number={paper['number']}",
                "by": person(paper["actor"]),
                "at": moment(paper["at"]),
            }
            for paper in self.facts["papers"]
        ]


def findings(scan: dict, titles: Titles) -> list[dict]:
    """The items of a scan that a reviewer has to confirm: dicts {id, title, place, excerpt, unread}, each once."""
    found = {
        finding["id"]: {
            "id": finding["id"],
            "title": titles.of(words.FINDINGS, finding["kind"]),
            "place": titles.place(finding["place"]),
            "excerpt": finding["excerpt_masked"],
            "unread": False,
        }
        for finding in scan["findings"]
    }
    for missed in scan["unread"]:
        item = f"unread:{missed['place']}:{missed['reason']}"
        found[item] = {
            "id": item,
            "title": titles.unread(missed["reason"]),
            "place": titles.place(missed["place"]),
            "excerpt": "",
            "unread": True,
        }
    return list(found.values())
