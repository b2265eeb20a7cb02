"""The dossier of a governed document: opinions, reasons and the content they were given on.

It lies on the document itself, as plain values, because all of it can be purged (R-L3); the ledger holds digests only.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from copy import deepcopy
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy import emptying
from opengov.disclosure.secrecy.interfaces import IDossier
from persistent import Persistent
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer

import base64
import hashlib
import secrets


KEY = "opengov.disclosure.dossier"

#: What a dossier says of the document's present standing.
STANDING = ("signed", "came_from", "submitted_at", "questioned")


class Dossier(Persistent):
    """What is written down about one document.

    :ivar opinions: plain opinions (``core.secrecy.as_plain``), the oldest first.
    :ivar notes: number -> plain dict {step, at, actor, on_behalf_of, text, ...}: reasons and answers in words.
    :ivar contents: digest -> plain dict {fields, attachments} of content that somebody was bound to.
    :ivar blobs: SHA-256 of an attachment -> its blob, so that a difference can be shown after it was replaced.
    :ivar papers: number -> (plain dict {filename, content_type, size, sha256, step, at, ...}, blob).
    :ivar overrides: classification marks a Secrecy Officer lets stand: [{text, by, at}] (R-A4).
    :ivar signed: what was signed, or None: {digest, number, issue_date, signer, on_behalf_of, at, series}.
    :ivar came_from: state the present referral came from.
    :ivar submitted_at: ISO time of the last submission.
    :ivar questioned: whether a signer's question is unanswered (R-S7).
    :ivar salt: secret that ids of the scan's findings are made with; empty in dossiers of the first version.
    :ivar affairs: name -> plain value about one matter of the document; None until the first is kept.
    """

    #: Dossiers that the first version stored have none of their own.
    affairs: OOBTree | None = None
    salt = ""

    def __init__(self) -> None:
        self.opinions: tuple[dict, ...] = ()
        self.notes = IOBTree()
        self.contents = OOBTree()
        self.blobs = OOBTree()
        self.papers = IOBTree()
        self.overrides: tuple[dict, ...] = ()
        self.signed: dict | None = None
        self.came_from = ""
        self.submitted_at = ""
        self.questioned = False

    def note(self, **values) -> int:
        """Write a note down and return its number."""
        number = self.notes.maxKey() + 1 if self.notes else 1
        self.notes[number] = values
        return number


def dossier(context) -> Dossier:
    """The dossier of a document for reading; a new, unstored one when it has none yet (reading never writes)."""
    return IAnnotations(context).get(KEY) or Dossier()


def open_dossier(context) -> Dossier:
    """The dossier of a document for writing, made when it has none yet."""
    annotations = IAnnotations(context)
    if KEY not in annotations:
        annotations[KEY] = Dossier()
    return annotations[KEY]


@implementer(IDossier)
@adapter(IGoverned)
class DossierOf:
    """See ``IDossier``."""

    def __init__(self, context) -> None:
        self.context = context

    signed = property(lambda self: dossier(self.context).signed)
    came_from = property(lambda self: dossier(self.context).came_from)
    submitted_at = property(lambda self: dossier(self.context).submitted_at)
    questioned = property(lambda self: dossier(self.context).questioned)
    salt = property(lambda self: dossier(self.context).salt)

    def add_salt(self) -> None:
        record = dossier(self.context)
        if not (record.salt or record.opinions or record.signed):
            open_dossier(self.context).salt = secrets.token_hex(16)

    def notes(self) -> tuple[dict, ...]:
        return tuple(dossier(self.context).notes.values())

    def note(self, **values) -> None:
        open_dossier(self.context).note(**values)

    def update(self, **values) -> None:
        record = open_dossier(self.context)
        for name, value in values.items():
            if name not in STANDING:
                raise AttributeError(name)
            if getattr(record, name) != value:
                setattr(record, name, value)

    def overrides(self) -> tuple[dict, ...]:
        return dossier(self.context).overrides

    def add_override(self, text: str, by: str, at: str) -> None:
        open_dossier(self.context).overrides += ({"text": text, "by": by, "at": at},)

    def keep_paper(self, filename: str, content_type: str, data: bytes, **who: str) -> int:
        record = open_dossier(self.context)
        number = record.papers.maxKey() + 1 if record.papers else 1
        plain = {"filename": filename, "content_type": content_type, "size": len(data), **who}
        record.papers[number] = ({**plain, "sha256": hashlib.sha256(data).hexdigest()}, Blob(data))
        return number

    def papers(self) -> tuple[dict, ...]:
        return tuple({"number": number, **plain} for number, (plain, _blob) in dossier(self.context).papers.items())

    def paper(self, number: int) -> Blob:
        return dossier(self.context).papers[number][1]

    def affair(self, name: str):
        return deepcopy((dossier(self.context).affairs or {}).get(name))

    def set_affair(self, name: str, plain) -> None:
        if plain == self.affair(name):
            return
        record = open_dossier(self.context)
        if record.affairs is None:
            record.affairs = OOBTree()
        if plain is None:
            del record.affairs[name]
        else:
            record.affairs[name] = deepcopy(plain)

    def affairs(self) -> dict:
        return deepcopy(dict(dossier(self.context).affairs or {}))

    def export(self) -> dict:
        record = dossier(self.context)
        return {
            **{name: getattr(record, name) for name in STANDING},
            "opinions": list(record.opinions),
            "notes": list(record.notes.values()),
            "contents": dict(record.contents),
            "overrides": list(record.overrides),
            "affairs": self.affairs(),
            "salt": record.salt,
            "papers": [[plain, _base64(blob)] for plain, blob in record.papers.values()],
        }

    def restore(self, plain: dict) -> None:
        self.drop()
        record = open_dossier(self.context)
        for name in STANDING:
            setattr(record, name, plain[name])
        record.opinions = tuple(plain["opinions"])
        record.overrides = tuple(plain["overrides"])
        record.contents.update(plain["contents"])
        # Exports of the first version have neither.
        record.salt = plain.get("salt", "")
        for name, value in plain.get("affairs", {}).items():
            self.set_affair(name, value)
        for values in plain["notes"]:
            record.note(**values)
        for number, (paper, data) in enumerate(plain["papers"], start=1):
            record.papers[number] = (paper, Blob(base64.b64decode(data)))

    def drop(self) -> None:
        IAnnotations(self.context).pop(KEY, None)

    def purge(self, keeps=()) -> None:
        if KEY in IAnnotations(self.context):
            emptying.empty(open_dossier(self.context), keeps)

    def remains(self, keeps=()) -> tuple[str, ...]:
        return emptying.remains(dossier(self.context), keeps)


def _base64(blob: Blob) -> str:
    with blob.open() as stream:
        return base64.b64encode(stream.read()).decode()
