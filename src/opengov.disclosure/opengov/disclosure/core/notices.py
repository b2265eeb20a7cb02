"""What is told to whom about a document, when an asked agency is reminded, and what a mail may say.

Whose turn it is stands in :mod:`.turns`, on which days somebody is reminded of a duty in :mod:`.reminding`.

A notice is one line about one step; whoever sees it still has to be allowed to see the document (R-X1). A mail leaves the
system and lies on other machines: it never carries a word of the content, and the title only where :func:`may_tell_title`.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from opengov.disclosure.core import joint
from opengov.disclosure.core import positions
from opengov.disclosure.core.calendar import WorkingCalendar
from opengov.disclosure.core.rules import Problem


class Kind(StrEnum):
    """What a notice is about."""

    ASKED = "asked"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    DRAFT_CHANGED = "draft_changed"
    OBJECTION = "objection"
    MEETING = "meeting"
    SETTLED = "settled"
    TO_SIGN = "to_sign"
    DECLINED = "declined"
    SIGNED = "signed"
    PUBLISHED = "published"
    LEFT = "left"
    DEPOSIT_DUE = "deposit_due"
    DEPOSIT_OVERDUE = "deposit_overdue"
    TURN = "turn"
    RETURNED = "returned"
    QUESTIONED = "questioned"
    NEWS = "news"
    DEPUTY = "deputy"
    DUE_SOON = "due_soon"
    DUE_OVER = "due_over"
    ESCALATED = "escalated"


class Topic(StrEnum):
    """What kinds have in common: by topics the list is narrowed and mail is chosen."""

    TODO = "todo"
    DEADLINES = "deadlines"
    JOINT = "joint"
    DEPOSITS = "deposits"
    NEWS = "news"


#: Kind -> its topic.
TOPICS: Mapping[Kind, Topic] = {
    **dict.fromkeys((Kind.TURN, Kind.RETURNED, Kind.QUESTIONED), Topic.TODO),
    **dict.fromkeys((Kind.DUE_SOON, Kind.DUE_OVER, Kind.ESCALATED), Topic.DEADLINES),
    **dict.fromkeys(
        (
            Kind.ASKED,
            Kind.REMINDER,
            Kind.OVERDUE,
            Kind.DRAFT_CHANGED,
            Kind.OBJECTION,
            Kind.MEETING,
            Kind.SETTLED,
            Kind.TO_SIGN,
            Kind.DECLINED,
            Kind.SIGNED,
            Kind.PUBLISHED,
            Kind.LEFT,
        ),
        Topic.JOINT,
    ),
    **dict.fromkeys((Kind.DEPOSIT_DUE, Kind.DEPOSIT_OVERDUE), Topic.DEPOSITS),
    **dict.fromkeys((Kind.NEWS, Kind.DEPUTY), Topic.NEWS),
}

#: Kinds that are over when what they wait for is done, or the document has gone on.
TURNS = frozenset({Kind.TURN, Kind.RETURNED, Kind.QUESTIONED})
#: Kinds that are over when the duty is done.
DUTIES = frozenset({Kind.DUE_SOON, Kind.DUE_OVER, Kind.ESCALATED})


def turn_kind(act: str, cause: str) -> Kind:
    """How a turn is told.

    :param act: what is waited for, see ``core.turns.Turn``.
    :param cause: id of the step that brought it up.
    """
    if act == "submit":
        return Kind.RETURNED
    return Kind.QUESTIONED if cause == "question" else Kind.TURN


class Party(StrEnum):
    """Who is told: the one agency it is about, every co-issuer that was asked and has not left, the lead; of deposits, who hands
    them over; of turns, duties and news, whoever ``core.turns`` and ``core.reminding`` name."""

    AGENCY = "agency"
    CO_ISSUERS = "co_issuers"
    LEAD = "lead"
    CLERK = "clerk"
    NAMED = "named"


#: Offices that are told: an asked agency's liaison and leaders, and the lead's disclosure office.
ANSWERING = (*positions.LIAISONS, *positions.RELEASERS)
LEADING = ("Disclosure Officer",)

#: Kind -> who is told. The lead's drafters of the document are told whatever its disclosure office is told.
AUDIENCES: Mapping[Kind, tuple[Party, ...]] = {
    Kind.ASKED: (Party.AGENCY,),
    Kind.REMINDER: (Party.AGENCY,),
    Kind.OVERDUE: (Party.AGENCY, Party.LEAD),
    Kind.DRAFT_CHANGED: (Party.AGENCY,),
    Kind.OBJECTION: (Party.LEAD,),
    Kind.MEETING: (Party.AGENCY, Party.LEAD),
    Kind.SETTLED: (Party.AGENCY, Party.LEAD),
    Kind.TO_SIGN: (Party.AGENCY,),
    Kind.DECLINED: (Party.LEAD,),
    Kind.SIGNED: (Party.CO_ISSUERS, Party.LEAD),
    Kind.PUBLISHED: (Party.CO_ISSUERS,),
    Kind.LEFT: (Party.AGENCY,),
    Kind.DEPOSIT_DUE: (Party.CLERK,),
    Kind.DEPOSIT_OVERDUE: (Party.CLERK,),
    **dict.fromkeys((*sorted(TURNS), *sorted(DUTIES), Kind.NEWS, Kind.DEPUTY), (Party.NAMED,)),
}

OFFICES: Mapping[Party, tuple[str, ...]] = {
    Party.AGENCY: ANSWERING,
    Party.CO_ISSUERS: ANSWERING,
    Party.LEAD: LEADING,
    Party.CLERK: ("Transfer Clerk",),
    Party.NAMED: (),
}

#: Kinds of which somebody learns who no longer sees the document: that he is not asked any more, and nothing else.
WITHOUT_DOCUMENT = frozenset({Kind.LEFT})


def key_of(document: str, kind: Kind, *step: str | int) -> str:
    """What makes a notice the same one: told twice, it is still one (R-D4).

    :param step: whatever tells this step from others of the kind: turn of an asking, id of a meeting, digest …
    """
    return "|".join((document, kind.value, *map(str, step)))


def asking_kind(asked: Iterable[joint.Asking]) -> Kind:
    """How the newest asking is told: as a changed draft when the agency was asked about other content before (R-J2)."""
    *before, newest = asked
    return Kind.DRAFT_CHANGED if any(asking.digest != newest.digest for asking in before) else Kind.ASKED


def clock_kind(
    stands: joint.Standing, due: date, today: date, calendar: WorkingCalendar, days_before: int
) -> Kind | None:
    """What the clock of an answer says today: a reminder when it is due soon, overdue when it lapsed, else nothing.

    :param days_before: working days before the last day from which on somebody is reminded.
    """
    if stands == joint.Standing.LAPSED:
        return Kind.OVERDUE
    if stands == joint.Standing.OPEN and calendar.count(today, due) <= days_before:
        return Kind.REMINDER
    return None


class Mail(StrEnum):
    """When somebody gets mail."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


def mail_problems(value: object) -> list[Problem]:
    """What is wrong with a preference."""
    if isinstance(value, str) and value in set(Mail):
        return []
    return [Problem("notice_mail_unknown", "R-X2", "mail", "", {"values": ", ".join(Mail)})]


def mails_problems(value: object) -> list[Problem]:
    """What is wrong with preferences by topic."""
    if not isinstance(value, Mapping):
        return mail_problems(value)
    unknown = sorted(str(topic)[:60] for topic in value if topic not in set(Topic))
    found = [Problem("notice_topic_unknown", "R-X2", "mails", "", {"values": ", ".join(Topic)}) for _each in unknown]
    return found + [problem for chosen in value.values() for problem in mail_problems(chosen)]


def mail_for(topic: Topic, chosen: Mapping[str, str], fallback: str) -> str:
    """When somebody gets mail about a topic.

    :param chosen: what he has chosen by topic.
    :param fallback: what he has chosen for everything, by default at once.
    """
    return chosen.get(topic, fallback)


def topic_problems(value: object) -> list[Problem]:
    """What is wrong with a topic that somebody asks for."""
    if isinstance(value, str) and value in set(Topic):
        return []
    return [Problem("notice_topic_unknown", "R-X2", "topic", "", {"values": ", ".join(Topic)})]


def kind_problems(value: object) -> list[Problem]:
    """What is wrong with a kind that somebody asks for."""
    if isinstance(value, str) and value in set(Kind):
        return []
    return [Problem("notice_kind_unknown", "R-X2", "kind", "", {"values": ", ".join(Kind)})]


@dataclass(frozen=True)
class TitleFacts:
    """What decides whether a title may stand in a mail.

    :param state: workflow state of the document.
    :param attribute: its disclosure attribute; empty while undecided.
    :param stub: whether it is the stub of a state secret (R-A4).
    :param marked: whether somebody let a classification mark in it stand.
    :param purging: whether somebody asked for its purge (R-L3).
    :param readable: whether everybody who gets the mail may read the document.
    """

    state: str
    attribute: str = ""
    stub: bool = False
    marked: bool = False
    purging: bool = False
    readable: bool = True


#: States in which a review has let the attribute pass. Before it, and while it is in doubt, no title leaves the system.
_REVIEWED = ("joint_consent", "sign_off", "issued", "published")


def may_tell_title(facts: TitleFacts) -> bool:
    """Whether a mail may name the document.

    Only a title that is to become public anyway: of a document on request the public learns a title of its own, reviewed for
    it (R-I3); of the others none.
    """
    if not facts.readable or facts.stub or facts.marked or facts.purging:
        return False
    return facts.attribute == "proactive" and facts.state in _REVIEWED
