"""Mails and saved web pages (eml, mht): headers, texts and what is attached."""

from collections.abc import Iterator
from email import message_from_binary_file
from email.errors import MessageError
from email.header import decode_header
from email.header import make_header
from email.message import Message
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import Unreadable
from typing import BinaryIO


_ENDINGS = {"text/plain": ".txt", "text/html": ".html", "text/csv": ".csv", "text/xml": ".xml"}


def read_mail(stream: BinaryIO, place: str, harvest: Harvest) -> None:
    """Read the headers of a mail; its parts are files within the file.

    :raises Unreadable: ``broken``, when it is no mail.
    """
    stream.seek(0)
    mail = message_from_binary_file(stream)
    if not mail.keys():
        raise Unreadable("broken")
    for part in mail.walk():
        harvest.add_lines(f"{place}/headers", _headers(part))
        if not part.is_multipart():
            data = part.get_payload(decode=True)
            harvest.nest(f"{place}/part", _name(part), data if isinstance(data, bytes) else b"")


def _headers(part: Message) -> Iterator[str]:
    """What a header says, without the mark between the parts: a program draws its digits by lot, nobody writes it."""
    mark = part.get_boundary() or ""
    for name, value in part.items():
        text = _plain(value)
        yield f"{name}: {text.replace(mark, '') if mark and name.lower() == 'content-type' else text}"


def _name(part: Message) -> str:
    told = _plain(part.get_filename() or "")
    return told or "part" + _ENDINGS.get(part.get_content_type(), "")


def _plain(value: object) -> str:
    """A header as people read it; one that is not as it should be, as it stands."""
    try:
        return str(make_header(decode_header(str(value))))
    except (MessageError, LookupError, ValueError):
        return str(value)
