"""What a harvester may ask (OAI-PMH 2.0): verbs, arguments, dates and resumption tokens.

Every argument is read strictly: the protocol wants an error for whatever it does not name. A resumption token holds all that
the next page needs, so that the server remembers nothing and no token expires; it is no secret and gives no right, since what
it asks for is judged like any other request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import re


BAD_VERB = "badVerb"
BAD_ARGUMENT = "badArgument"
BAD_TOKEN = "badResumptionToken"
NO_FORMAT = "cannotDisseminateFormat"
UNKNOWN_ID = "idDoesNotExist"
NO_MATCH = "noRecordsMatch"

FORMATS = ("oai_dc", "mets")
LISTS = ("ListIdentifiers", "ListRecords")
#: Verb -> arguments that it needs, and those that it may have.
VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "Identify": (frozenset(), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListSets": (frozenset(), frozenset()),
}
RESUMED = frozenset({*LISTS, "ListSets"})
TOKEN = "resumptionToken"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+", re.ASCII)
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*", re.ASCII)
#: Digits are bounded before they become numbers; the numbers by ``_LAST_PLACE``.
_TOKEN = re.compile(
    r"(ListIdentifiers|ListRecords)/(oai_dc|mets)/([0-9]{1,10})/([0-9]{1,10})/([0-9]{1,12})/(-?[0-9]{0,12})/(-?[0-9]{0,12})"
    r"/([A-Za-z0-9\-_.!~*'():]*)",
    re.ASCII,
)
_IDENTIFIER = re.compile(r"oai:([A-Za-z0-9.\-\[\]_]+):([A-Za-z0-9][A-Za-z0-9._-]*)/([1-9][0-9]{0,8})", re.ASCII)
#: Largest number that an entry of a feed, or an item of one, can have.
_LAST_PLACE = 2**31 - 2
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND = int((datetime(9999, 12, 31, tzinfo=UTC) - _EPOCH).total_seconds())


class Refused(Exception):
    """The answer is an error of the protocol.

    :ivar code: as the protocol names it.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class Place:
    """Where a list goes on.

    :param entry: number of the entry of the feed.
    :param index: of the item inside the entry, from 0.
    :param delivered: how many items came before.
    """

    entry: int
    index: int
    delivered: int


@dataclass(frozen=True)
class Asked:
    """A request that is well formed. Texts are empty where nothing was said.

    :param start: first moment that is wanted, UTC.
    :param until: last second that is wanted, UTC.
    :param place: where to go on; None at the beginning.
    """

    verb: str
    identifier: str = ""
    prefix: str = ""
    set: str = ""
    start: datetime | None = None
    until: datetime | None = None
    place: Place | None = None


def read(arguments: Sequence[tuple[str, str]]) -> Asked:
    """Read a request.

    :param arguments: names and values as they were sent, repetitions included.
    :raises Refused: with the code that the protocol asks for.
    """
    verb = _verb([value for name, value in arguments if name == "verb"])
    names = [name for name, _value in arguments if name != "verb"]
    given = {name: value for name, value in arguments if name != "verb"}
    if len(given) != len(names):
        raise Refused(BAD_ARGUMENT, "An argument is repeated.")
    if TOKEN in given and verb in RESUMED:
        if len(given) > 1:
            raise Refused(BAD_ARGUMENT, "resumptionToken stands alone.")
        return _resumed(verb, given[TOKEN])
    needed, allowed = VERBS[verb]
    if unknown := sorted(set(given) - needed - allowed):
        raise Refused(BAD_ARGUMENT, f"Not an argument of {verb}: {', '.join(unknown)}.")
    if missing := sorted(needed - set(given)):
        raise Refused(BAD_ARGUMENT, f"{verb} needs {', '.join(missing)}.")
    return _values(verb, given)


def token(asked: Asked, place: Place) -> str:
    """The resumption token that goes on at a place."""
    span = (_seconds(asked.start), _seconds(asked.until))
    parts = (asked.verb, asked.prefix, place.entry, place.index, place.delivered, *span, asked.set)
    return "/".join(str(part) for part in parts)


def datestamp(moment: datetime) -> str:
    """A moment as the protocol writes it; fractions of the second are cut off."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def identifier(host: str, handover: str, place: int) -> str:
    """Identifier of the item for the record at a place (from 1) of a hand-over."""
    return f"oai:{host}:{handover}/{place}"


def identified(text: str, host: str) -> tuple[str, int]:
    """Hand-over and place that an identifier names.

    :raises Refused: ``idDoesNotExist`` when it is none of this host.
    """
    found = _IDENTIFIER.fullmatch(text)
    if found is None or found[1] != host:
        raise Refused(UNKNOWN_ID, "There is no such item.")
    return found[2], int(found[3])


def _verb(values: list[str]) -> str:
    if len(values) != 1 or values[0] not in VERBS:
        raise Refused(BAD_VERB, "Exactly one verb of OAI-PMH 2.0 is needed.")
    return values[0]


def _values(verb: str, given: dict[str, str]) -> Asked:
    for name, value in given.items():
        if not value or not value.isprintable():
            raise Refused(BAD_ARGUMENT, f"{name} is empty or malformed.")
    prefix, spec = given.get("metadataPrefix", ""), given.get("set", "")
    if (prefix and not _PREFIX.fullmatch(prefix)) or (spec and not _SET.fullmatch(spec)):
        raise Refused(BAD_ARGUMENT, "metadataPrefix or set is malformed.")
    start, until = _span(given.get("from", ""), given.get("until", ""))
    if prefix and prefix not in FORMATS:
        raise Refused(NO_FORMAT, f"Formats are {', '.join(FORMATS)}.")
    return Asked(verb, given.get("identifier", ""), prefix, spec, start, until)


def _span(start: str, until: str) -> tuple[datetime | None, datetime | None]:
    """The first and the last second of a span; both ends belong to it."""
    if start and until and len(start) != len(until):
        raise Refused(BAD_ARGUMENT, "from and until differ in granularity.")
    first, last = _moment(start, "from"), _moment(until, "until")
    if last is not None and _DAY.fullmatch(until):
        last = last + timedelta(days=1) - timedelta(seconds=1) if last.year < 9999 else last
    if first is not None and last is not None and first > last:
        raise Refused(BAD_ARGUMENT, "from is later than until.")
    return first, last


def _moment(text: str, name: str) -> datetime | None:
    if not text:
        return None
    shape = "%Y-%m-%d" if _DAY.fullmatch(text) else "%Y-%m-%dT%H:%M:%SZ" if _SECOND.fullmatch(text) else ""
    try:
        if not shape:
            raise ValueError(text)
        return datetime.strptime(text, shape).replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused(BAD_ARGUMENT, f"{name} is no date of the form YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.") from error


def _resumed(verb: str, text: str) -> Asked:
    found = _TOKEN.fullmatch(text)
    if found is None or found[1] != verb or (found[8] and not _SET.fullmatch(found[8])):
        raise Refused(BAD_TOKEN, "This token was not given for this list.")
    place = Place(int(found[3]), int(found[4]), int(found[5]))
    if max(place.entry, place.index) > _LAST_PLACE:
        raise Refused(BAD_TOKEN, "This token was not given for this list.")
    asked = Asked(verb, prefix=found[2], set=found[8], place=place)
    return replace(asked, start=_of_seconds(found[6]), until=_of_seconds(found[7]))


def _seconds(moment: datetime | None) -> str:
    return "" if moment is None else str(int((moment - _EPOCH).total_seconds()))


def _of_seconds(text: str) -> datetime | None:
    if not text:
        return None
    if text == "-" or int(text) > _LAST_SECOND or int(text) < -_LAST_SECOND:
        raise Refused(BAD_TOKEN, "This token was not given for this list.")
    try:
        return _EPOCH + timedelta(seconds=int(text))
    except OverflowError as error:
        raise Refused(BAD_TOKEN, "This token was not given for this list.") from error
