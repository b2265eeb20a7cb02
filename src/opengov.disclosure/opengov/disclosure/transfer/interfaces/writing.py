"""Contract of writers: one sealed list, laid out in the form a receiving archive asks for."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import Entry
from typing import BinaryIO
from zope.interface import Attribute
from zope.interface import Interface


#: Bytes that a writer makes: at once, or piece by piece when they are many.
Written = bytes | Iterable[bytes]


@dataclass(frozen=True)
class PayloadFile:
    """A file of a sealed record.

    :param entry: path inside the record (``document.html``, ``attachments/p000001.pdf``), size and digests.
    :param role: ``document``, ``attachment``, ``metadata``, ``reviews``, ``ledger``, ``joint`` or ``enclosure``.
    :param name: what it is called in the office; of what was written for the record the last part of its path.
    :param open: opens the bytes for reading; the caller closes.
    """

    entry: Entry
    role: str
    name: str
    media_type: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Item:
    """One sealed record in a hand-over.

    :param row: how it is listed; ``row.place`` is its place, from 1.
    :param record: the gathered record (``transfer.records.record.Record``) with its words.
    :param files: every file of the sealed record.
    """

    row: Row
    record: object
    files: tuple[PayloadFile, ...]


@dataclass(frozen=True)
class About:
    """What all files of a hand-over may speak of.

    :param id: of the hand-over; root folder of the package.
    :param agency: plain {uid, title, credit_code, fonds}.
    :param receiver: plain receiver, see ``IReceivers``.
    :param purpose: ``deposit`` or ``transfer``.
    :param scope: ``record`` or ``public``.
    :param supersedes: id of the hand-over that this one replaces, or empty.
    """

    id: str
    agency: Mapping[str, str]
    receiver: Mapping[str, object]
    purpose: str
    scope: str
    sealed_at: datetime
    supersedes: str = ""


@dataclass(frozen=True)
class LaidOut:
    """Where the files of one record lie in the package, below its root.

    :param taken: path in the package -> the payload file that lies there as it is.
    :param written: path in the package -> bytes made for it (e.g. the record's EEP).
    """

    taken: Mapping[str, PayloadFile]
    written: Mapping[str, Written]


@dataclass(frozen=True)
class Placed:
    """A file as it lies in the package: entry with the package's path, and how to open it."""

    entry: Entry
    record: int
    name: str
    media_type: str
    open: Callable[[], BinaryIO]


class IWriter(Interface):
    """A form of hand-overs: a named utility ``bagit``, ``eep-2012``, ``eep-2022`` or ``eark``. It touches no database: what it
    needs it is given, and the same input gives the same bytes."""

    title = Attribute("Name for people (message).")

    def problems(item, about):
        """What keeps this record from being written in this form (``core.rules.Problem`` items), e.g. no fonds number."""

    def lay_out(item, about):
        """Lay out one record (``LaidOut``); of written files it has checked each against its schema.

        :raises core.rules.RuleBroken: ``writer_schema_invalid`` with path and the validator's words.
        """

    def complete(about, rows, placed):
        """Write what belongs to the package as a whole: mapping path -> ``Written``, in the order it is packed after the
        records.

        :param rows: callable without arguments that iterates over all ``Row`` items, in order.
        :param placed: callable without arguments that iterates over ``Placed`` of all files laid out, in order.
        :raises core.rules.RuleBroken: as ``lay_out``.
        """
