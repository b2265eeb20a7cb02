"""Third parties whose rights a text touches (Articles 15 and 32): what is asked of them, and what their answer allows.

Only consent, silence with a decision, an objection without good reason, or the public interest release a ground of
Article 15 (R-A3). No argument here is a profile: what the law has not given up, no local rule gives up.
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.attribute import MAX_REASON
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.grounds import liftable
from opengov.disclosure.core.rules import Problem


CLAUSE_RIGHTS = "政府信息公开条例 第十五条"
CLAUSE_ASKING = "政府信息公开条例 第三十二条"

#: Key of the period in a jurisdiction profile: working days from the receipt of the letter.
PERIOD = "third_party"

#: The grounds a third party can be asked about, in the order of the law.
GROUNDS_OF_THIRD_PARTIES = tuple(code for code in GROUNDS if liftable(code))

#: Attributes that let somebody outside read the text.
MORE_OPEN = (Attribute.PROACTIVE, Attribute.ON_REQUEST)

#: Longest name and contact, in characters.
MAX_NAME = 200


class Kind(StrEnum):
    """Who a third party is."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Answer(StrEnum):
    """What a third party said; silence is an answer once its time is over."""

    CONSENT = "consent"
    OBJECT = "object"
    SILENT = "silent"


class Ruling(StrEnum):
    """What the organ decides where there is no consent."""

    DISCLOSE = "disclose"
    WITHHOLD = "withhold"


class Basis(StrEnum):
    """What the organ's decision rests on."""

    SILENCE = "silence"
    UNREASONABLE = "unreasonable_objection"
    PUBLIC_INTEREST = "public_interest"


@dataclass(frozen=True)
class ThirdParty:
    """How far the consultation of one third party has come.

    :param number: its number within the document, from 1.
    :param ground: code of the ground it is asked about.
    :param sent_on: day of the letter; None while none was sent.
    :param received_on: day it was received; the period runs from it.
    :param due: last day for the answer; None before the receipt.
    :param answer: an :class:`Answer` value, empty before.
    :param reasonable: whether an objection has good reason; None when there is no objection.
    :param ruling: a :class:`Ruling` value, empty before.
    :param basis: a :class:`Basis` value, empty before.
    :param noticed: whether the written notice of content and reason is attached.
    """

    number: int
    ground: str
    sent_on: date | None = None
    received_on: date | None = None
    due: date | None = None
    answer: str = ""
    reasonable: bool | None = None
    ruling: str = ""
    basis: str = ""
    noticed: bool = False


def released(party: ThirdParty) -> bool:
    """Whether nothing of this third party stands against disclosure any more (R-A3)."""
    if not liftable(party.ground) or party.ruling == Ruling.WITHHOLD:
        return False
    if party.answer == Answer.CONSENT:
        return True
    if party.ruling != Ruling.DISCLOSE:
        return False
    if party.basis == Basis.PUBLIC_INTEREST:
        return party.noticed
    if party.answer == Answer.OBJECT:
        return party.basis == Basis.UNREASONABLE and party.reasonable is False and party.noticed
    return party.answer == Answer.SILENT and party.basis == Basis.SILENCE


def is_running(party: ThirdParty, today: date) -> bool:
    """Whether the third party may still answer: nothing was answered or decided and the period is not over."""
    return not party.answer and not party.ruling and (party.due is None or today <= party.due)


def problems(
    attribute: str | None, grounds: Collection[str], parties: Sequence[ThirdParty], today: date
) -> list[Problem]:
    """What stands against an attribute by which somebody outside would read the text (R-A3).

    :param attribute: the attribute the document is to have.
    :param grounds: the grounds of its present proposal and of every earlier one on record.
    :param parties: everybody consulted about the document.
    """
    if attribute not in MORE_OPEN:
        return []
    asked = {party.ground for party in parties}
    found = [
        Problem("third_party_not_consulted", "R-A3", "disclosure_attribute", CLAUSE_ASKING, {"ground": code})
        for code in GROUNDS_OF_THIRD_PARTIES
        if code in grounds and code not in asked
    ]
    return found + [_obstacle(party, today) for party in parties if not released(party)]


def _obstacle(party: ThirdParty, today: date) -> Problem:
    params = {"number": str(party.number)}
    clause = CLAUSE_ASKING
    if not liftable(party.ground):
        code, clause = "third_party_ground_stays", "政府信息公开条例 第十四条"
    elif is_running(party, today):
        code = "third_party_running" if party.due else "third_party_not_received"
        params |= {"due": party.due.isoformat()} if party.due else {}
    elif party.ruling == Ruling.WITHHOLD:
        code = "third_party_withheld"
    elif party.ruling == Ruling.DISCLOSE and not party.noticed:
        code = "third_party_notice_missing"
    elif party.answer == Answer.OBJECT and party.reasonable is not False:
        code, clause = "third_party_objects", CLAUSE_RIGHTS
    else:
        code = "third_party_undecided"
    return Problem(code, "R-A3", "disclosure_attribute", clause, params)


def consult_problems(
    name: str, kind: str, ground: str, contact: str, sent_on: date | None, today: date
) -> list[Problem]:
    """What is wrong with a new consultation: whom, about which ground, when the letter went out."""
    found = []
    if not name.strip():
        found.append(_asking("third_party_name_required", "name"))
    if len(name) > MAX_NAME or len(contact) > MAX_NAME:
        field = "name" if len(name) > MAX_NAME else "contact"
        found.append(_asking("third_party_text_too_long", field, longest=str(MAX_NAME)))
    if kind not in tuple(Kind):
        found.append(_asking("third_party_kind_unknown", "kind", value=kind[:80]))
    if ground not in GROUNDS_OF_THIRD_PARTIES:
        found.append(Problem("third_party_ground_wrong", "R-A3", "ground", CLAUSE_RIGHTS, {"value": ground[:80]}))
    return [*found, *_day_problems("sent_on", sent_on, None, today)]


def receipt_problems(party: ThirdParty, received_on: date, today: date) -> list[Problem]:
    """What is wrong with a receipt: the period of fifteen working days runs from it."""
    if party.answer or party.ruling:
        return [_asking("third_party_answered_already", "received_on")]
    if party.sent_on is None:
        return [_asking("third_party_not_sent", "received_on")]
    return list(_day_problems("received_on", received_on, party.sent_on, today))


def answer_problems(
    party: ThirdParty,
    answer: str,
    reason: str,
    reasonable: bool | None,
    answered_on: date | None,
    has_paper: bool,
    today: date,
) -> list[Problem]:
    """What is wrong with an answer as it is recorded.

    Consent lifts a prohibition, so it is on paper; an objection says why, and whether that is a good reason; silence
    counts only when the period is over.
    """
    if answer not in tuple(Answer):
        return [_asking("third_party_answer_unknown", "answer", value=answer[:80])]
    found = list(_day_problems("answered_on", answered_on, party.sent_on, today))
    if len(reason) > MAX_REASON:
        found.append(_asking("third_party_text_too_long", "reason", longest=str(MAX_REASON)))
    if answer == Answer.CONSENT and not has_paper:
        found.append(_asking("third_party_consent_paper", "paper"))
    if answer == Answer.OBJECT and not reason.strip():
        found.append(_asking("third_party_objection_reason", "reason"))
    if (answer == Answer.OBJECT) != (reasonable is not None):
        found.append(_asking("third_party_reasonable_or_not", "reasonable"))
    if answer == Answer.SILENT and (party.due is None or today <= party.due):
        due = party.due.isoformat() if party.due else "-"
        found.append(_asking("third_party_may_still_answer", "answer", due=due))
    return found


def ruling_problems(party: ThirdParty, ruling: str, basis: str, reason: str) -> list[Problem]:
    """What is wrong with the organ's decision: what it rests on must have happened, and it gives its reason."""
    found = []
    if ruling not in tuple(Ruling):
        found.append(_asking("third_party_ruling_unknown", "ruling", value=ruling[:80]))
    if not reason.strip():
        found.append(_asking("third_party_ruling_reason", "reason"))
    if len(reason) > MAX_REASON:
        found.append(_asking("third_party_text_too_long", "reason", longest=str(MAX_REASON)))
    if ruling == Ruling.WITHHOLD and not basis:
        return found
    if basis not in tuple(Basis):
        return [*found, _asking("third_party_basis_unknown", "basis", value=basis[:80])]
    fits = {
        Basis.SILENCE: party.answer == Answer.SILENT,
        Basis.UNREASONABLE: party.answer == Answer.OBJECT and party.reasonable is False,
        Basis.PUBLIC_INTEREST: party.answer != Answer.CONSENT,
    }
    if not fits[Basis(basis)]:
        found.append(_asking("third_party_basis_wrong", "basis"))
    return found


def notice_problems(party: ThirdParty, noticed_on: date | None, today: date) -> list[Problem]:
    """What is wrong with a written notice: it tells of a decision to disclose (004 三(三))."""
    if party.ruling != Ruling.DISCLOSE:
        return [_asking("third_party_nothing_to_notice", "notice")]
    return list(_day_problems("noticed_on", noticed_on, party.sent_on, today))


def _day_problems(field: str, day: date | None, first: date | None, today: date) -> Iterator[Problem]:
    if day is None:
        return
    if day > today:
        yield _asking("third_party_day_ahead", field, day=day.isoformat())
    elif first is not None and day < first:
        yield _asking("third_party_day_before", field, day=day.isoformat(), first=first.isoformat())


def _asking(code: str, field: str, **params: str) -> Problem:
    return Problem(code, "R-A3", field, CLAUSE_ASKING, params)
