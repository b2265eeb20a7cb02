"""Forwarding (转发、批转、印发) and attachments: nothing is more open than what it carries (R-A9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.rules import Problem


#: No law says it in one clause: several local rules do, and the product keeps it everywhere.
SOURCE = "本产品规则 R-A9（参照各地转发类公文属性随原文的做法）"

#: What a forwarded document that carries no attribute is stated to have: the carrier decides afresh.
NONE = "none"

#: How far an attribute opens a text; what does not stand here opens nothing.
_OPENNESS = {Attribute.PROACTIVE: 2, Attribute.ON_REQUEST: 1}


class Mode(StrEnum):
    """How a document carries another one."""

    FORWARD = "forward"
    APPROVE_AND_FORWARD = "approve_and_forward"
    PRINT_AND_DISTRIBUTE = "print_and_distribute"


#: What a forwarded document can be stated to have; plain text, for a form stores what it chooses from.
STATED = (*(attribute.value for attribute in Attribute), NONE)


@dataclass(frozen=True)
class Forwarded:
    """What a carrier says of the document it forwards.

    :param mode: a :class:`Mode` value; empty when nothing is forwarded.
    :param document: number and title, or address, of the forwarded document.
    :param originator: who made it.
    :param attribute: its attribute, a value of :data:`STATED`; empty when not stated.
    :param consent: whether the originator's written consent to this document's forwarding is attached.
    :param in_site: whether it is a document of this site; its maker is known then.
    """

    mode: str = ""
    document: str = ""
    originator: str = ""
    attribute: str = ""
    consent: bool = False
    in_site: bool = False


def openness(attribute: str | None) -> int:
    """How far an attribute opens a text: 2 to everybody, 1 to who asks, 0 to nobody outside."""
    return next((rank for value, rank in _OPENNESS.items() if value == attribute), 0)


def more_open(attribute: str | None, content: str | None) -> bool:
    """Whether one attribute opens more than another."""
    return openness(attribute) > openness(content)


def problems(forwarded: Forwarded, attribute: str | None) -> list[Problem]:
    """What stands against a carrier that is to have an attribute (R-A9)."""
    if not forwarded.mode:
        return [_problem("forwarding_mode_required", "forwarding_mode")] if forwarded.document.strip() else []
    found = []
    if forwarded.mode not in tuple(Mode):
        found.append(_problem("forwarding_mode_unknown", "forwarding_mode", value=forwarded.mode[:80]))
    if not forwarded.document.strip():
        found.append(_problem("forwarded_document_required", "forwarded_document"))
    elif not forwarded.in_site and not forwarded.originator.strip():
        found.append(_problem("forwarded_originator_required", "forwarded_originator"))
    if forwarded.attribute not in STATED:
        found.append(_problem("forwarded_attribute_required", "forwarded_attribute"))
    elif forwarded.attribute != NONE and not forwarded.consent and more_open(attribute, forwarded.attribute):
        found.append(_problem("carrier_more_open", "disclosure_attribute"))
    return found


def part_problems(attribute: str | None, parts: Iterable[tuple[str, str]]) -> list[Problem]:
    """What attachments stand against an attribute: a document is never more open than one of its parts.

    :param parts: name and own attribute of each attachment; an empty attribute follows the document's.
    """
    return [
        _problem("part_less_open", "disclosure_attribute", name=name[:120])
        for name, own in parts
        if own and more_open(attribute, own)
    ]


def inherited(stated: str) -> str | None:
    """The attribute a carrier takes over; None where it decides afresh."""
    return stated if stated in STATED and stated != NONE else None


def _problem(code: str, field: str, **params: str) -> Problem:
    return Problem(code, "R-A9", field, SOURCE, params)
