"""All that a page tells of a document's agencies, gathered once: standings, words, signatures, what is next (R-J2 to R-J4)."""

from collections.abc import Iterable
from functools import cached_property
from opengov.disclosure.core import coordination
from opengov.disclosure.core import positions as rules
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.joint.pages.links import next_url
from opengov.disclosure.joint.pages.titles import Titles


#: States in which signatures are given or stand.
_BEFORE_SIGNING = frozenset({"draft", "section_review", "disclosure_review", "secrecy_consultation", "joint_consent"})

#: Acts that have a form of their own, in the order they are shown; files are sent with the draft.
_FORMS = ("receive", "confirm", "release", "draft", "ask", "record", "decide", "remove")


class Coordination:
    """What the current user sees of one document's agencies; nothing is asked for twice."""

    def __init__(self, context, seen=None) -> None:
        self.context = context
        self.seen = seen or IPositionsSeen(context)
        self.titles = Titles(context)

    @cached_property
    def state(self) -> str:
        """Workflow state of the document."""
        return self.seen.state

    @cached_property
    def url(self) -> str:
        """Address of the document."""
        return self.context.absolute_url()

    @cached_property
    def digest(self) -> str:
        """Digest of the content the agencies are asked about; an answer is bound to it."""
        return IPositions(self.context).digest()

    @cached_property
    def rows(self) -> list[dict]:
        """The slots with their words, in order."""
        return [self.told(row) for row in self.seen.rows()]

    @cached_property
    def signatures(self) -> dict[str, dict]:
        """Slot id (``lead`` for the lead) -> its row of ``ISignatures``; empty before anybody signs."""
        signatures = None if self.state in _BEFORE_SIGNING else ISignatures(self.context, None)
        return {row["slot"]: row for row in signatures.rows()} if signatures is not None else {}

    @property
    def signs_together(self) -> bool:
        """Whether anybody signs besides the lead, and the time for it has come."""
        return any(not row["lead"] for row in self.signatures.values())

    def tally(self) -> list[dict]:
        """How many agencies stand where: dicts {title, colour, count}."""
        counted = coordination.tally(row["standing"] for row in self.rows)
        return [
            {"title": labels.STANDINGS[stands], "colour": labels.COLOURS[stands], "count": count}
            for stands, count in counted.items()
        ]

    def next(self, row: dict) -> str:
        """What is to be done next about an agency, as the reader is of the lead or of the agency itself."""
        # Before, nobody signs; afterwards, all have.
        signed = self.signatures.get(row["slot"]) if self.state == "sign_off" else None
        signature = _signature(signed) if signed else ""
        place = coordination.Place(
            stands=row["standing"],
            role=row["role"],
            silence=row["silence"],
            asking=self.state in rules.ASKING,
            outside=row["outside"],
            received=bool(row["received_at"]),
            answered=bool(row["positions"]),
            drafted=bool(row.get("draft")),
            told_to_change=_told_to_change(row),
            meeting=self._meeting(row["slot"]) if row["standing"] == "objecting" else "",
            signature="waiting" if signature == "void" else signature,
        )
        return (coordination.for_agency if row["mine"] else coordination.for_lead)(place).value

    def told(self, row: dict) -> dict:
        """A row of ``IPositionsSeen`` with the words its codes stand for, and what is next."""
        signed = self.signatures.get(row["slot"])
        following, concerned = self.next(row), row["mine"] or self.seen.insider
        return self._worded(row) | {
            "signature": self.signature_of(signed, concerned) if signed else None,
            "next": following,
            "next_title": labels.NEXT[following],
            # another agency reads what is next and has nothing to do there
            "next_url": next_url(self.url, {"next": following, "slot": row["slot"]}) if concerned else "",
            "acts": sorted((act for act in row["may"] if act in _FORMS), key=_FORMS.index),
            "compares": row["stale"] and concerned,
        }

    def _worded(self, row: dict) -> dict:
        positions = [self._said(position) for position in reversed(row["positions"])]
        return row | {
            "role_title": labels.ROLES[row["role"]],
            "standing_title": labels.MET if _met(row) else labels.STANDINGS[row["standing"]],
            "colour": labels.COLOURS[row["standing"]],
            "silence_title": labels.SILENCES.get(row["silence"], ""),
            "silence_short": labels.SILENCES_SHORT.get(row["silence"], ""),
            "positions": positions,
            "newest": positions[0] if positions else None,
            "decisions": [self._ruled(one) for one in reversed(row["decisions"])],
            "draft": self._said(row["draft"]) if row.get("draft") else None,
        }

    def _said(self, position: dict) -> dict:
        """A position with its words: who answers for it, that is who released it, or drafted it while nobody has."""
        released = "released_at" in position
        by, on_behalf_of = ("released_by", "released_for") if released else ("by", "on_behalf_of")
        outside = position.get("signed_by") or ""
        return position | {
            "stand_title": labels.STANDS[position["stand"]],
            "by_name": outside or self.titles.person(position.get(by) or ""),
            "for_name": "" if outside else self.titles.person(position.get(on_behalf_of) or ""),
            "capacity_title": self.titles.office(position.get("capacity") or ""),
        }

    def _ruled(self, decision: dict) -> dict:
        by_meeting = decision.get("settler") == "meeting"
        return decision | {
            "ruling_title": labels.RULINGS[decision["ruling"]],
            "settler_title": labels.MET if by_meeting else decision["authority"],
            "attribute_title": self.titles.attribute(decision.get("attribute") or ""),
        }

    def signature_of(self, signed: dict, named: bool) -> dict:
        """The state of a signature (a row of ``ISignatures``): dict {given, title, colour, at, by, on_behalf_of, capacity}.

        :param named: whether the reader is told the persons.
        """
        code = _signature(signed)
        given = signed["signed"] or {}
        told = given if named else {}
        return {
            "given": code == "signed",
            "title": labels.SIGNATURES[code],
            "colour": labels.SIGNATURE_COLOURS[code],
            "at": given.get("at") or "",
            "by": told.get("signed_by") or self.titles.person(told.get("by") or ""),
            "on_behalf_of": self.titles.person(told.get("on_behalf_of") or ""),
            "capacity": self.titles.office(told.get("capacity") or ""),
        }

    def _meeting(self, slot_id: str) -> str:
        """``called`` while a meeting with this agency has no outcome, ``failed`` after one that settled nothing."""
        for meeting in self._meetings:
            if slot_id in _ids(meeting["agencies"]):
                return "failed" if meeting["outcome"] == "not_settled" else "" if meeting["outcome"] else "called"
        return ""

    @cached_property
    def _meetings(self) -> list[dict]:
        """Meetings that were not called off, the newest first."""
        meetings = IMeetings(self.context, None)
        return [row for row in meetings.rows() if not row["cancelled"]] if meetings is not None else []


def _newest_decision(row: dict) -> dict:
    """The last word on an agency's answer by a meeting or the authority; empty when it has answered since."""
    decision = row["decisions"][-1] if row["decisions"] else {}
    answered = row["positions"][-1]["released_at"] if row["positions"] else ""
    return decision if decision and decision["at"] >= answered else {}


def _told_to_change(row: dict) -> bool:
    return _newest_decision(row).get("ruling") == "to_change"


def _met(row: dict) -> bool:
    """Whether a meeting has settled what stands there now."""
    return row["standing"] == "ruled" and _newest_decision(row).get("settler") == "meeting"


def _signature(row: dict) -> str:
    if row["signed"] and row["current"]:
        return "signed"
    if row["next"]:
        return "next"
    return "void" if row["signed"] else "waiting"


def _ids(agencies: Iterable) -> set[str]:
    """Ids of slots, which meetings tell bare or with the agency's name."""
    return {one if isinstance(one, str) else one.get("slot", "") for one in agencies}
