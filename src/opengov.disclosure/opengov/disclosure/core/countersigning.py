"""Signatures under a joint document: who still signs, whose turn it is (R-J1, R-J4; 党政机关公文处理工作条例 第二十二条).

The lead's own signature is the step ``sign``; a co-issuer's is ``countersign``, and that of an outside body is recorded with
the signed sheet. Whichever comes last issues the document: number and date of the document come with it (R-I1, R-J5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from opengov.disclosure.core.joint import Countersigning
from opengov.disclosure.core.rules import Problem


CLAUSE = "党政机关公文处理工作条例 第二十二条"

#: The lead among those who sign.
LEAD = "lead"

#: Steps by which a co-issuer signs: they wait for all that the lead's own signature waits for.
COUNTERSIGNING = frozenset({"countersign", "record_countersignature"})
#: Every step that leaves a signature.
SIGNING = frozenset({"sign", "sign_urgently"}) | COUNTERSIGNING
#: Steps of a co-issuer's own people.
BY_CO_ISSUER = frozenset({"countersign", "decline"})


@dataclass(frozen=True)
class Party:
    """One who signs.

    :param id: :data:`LEAD`, or the id of a co-issuer's slot.
    :param name: the agency's name for messages.
    :param signed: digests of the content it has signed.
    :param outside: whether it is an outside body, whose signature the lead records from paper.
    """

    id: str
    name: str
    signed: frozenset[str] = frozenset()
    outside: bool = False


def missing(parties: Iterable[Party], digest: str) -> tuple[str, ...]:
    """Ids of those whose signature under this content is missing, in their order; an older signature counts for nothing."""
    return tuple(party.id for party in parties if digest not in party.signed)


def turn(parties: Iterable[Party], digest: str, countersigning: str) -> tuple[str, ...]:
    """Ids of those who may sign now: one after the other the lead is first (主办机关首先签署意见), then as they are listed.

    :param parties: in the order of the names; the lead stands anywhere among them.
    :param countersigning: a :class:`~opengov.disclosure.core.joint.Countersigning` value.
    """
    left = sorted(missing(parties, digest), key=lambda party: party != LEAD)
    return tuple(left if countersigning == Countersigning.PARALLEL else left[:1])


def problems(own: str, parties: Iterable[Party], digest: str, countersigning: str) -> list[Problem]:
    """What forbids one of the parties to sign now.

    :param own: id of the party that signs.
    """
    listed = {party.id: party for party in parties}
    if own not in listed:
        return [Problem("not_a_co_issuer", "R-J1", "slot", CLAUSE)]
    if digest in listed[own].signed:
        return [Problem("signed_already", "R-J4", "", CLAUSE, {"agency": listed[own].name})]
    first = turn(listed.values(), digest, countersigning)
    if own not in first:
        return [Problem("not_your_turn_to_sign", "R-J4", "", CLAUSE, {"agency": listed[first[0]].name})]
    return []


def record_problems(own: str, parties: Iterable[Party]) -> list[Problem]:
    """Only an outside body's signature is recorded from paper; an agency of this site signs itself (R-J1)."""
    party = next((party for party in parties if party.id == own), None)
    if party is not None and not party.outside:
        return [Problem("co_issuer_signs_itself", "R-J1", "slot", CLAUSE, {"agency": party.name})]
    return []
