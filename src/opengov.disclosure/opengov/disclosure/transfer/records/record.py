"""Gathers what goes into a package, as plain values: afterwards no writer touches the site again."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.core import issuers
from opengov.disclosure.core.attribute import mark
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.digest import digest_stream
from opengov.disclosure.core.opening import GIVEN
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.packages import payload_name
from opengov.disclosure.core.secrecy import as_plain
from opengov.disclosure.core.transfer import purpose
from opengov.disclosure.core.transfer import TRANSFER
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IJointRecord
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.transfer.records.subject import Subject
from plone import api
from plone.namedfile.interfaces import INamedBlobFile
from plone.uuid.interfaces import IUUID
from ZODB.blob import Blob


#: Fields that the digest leaves out and a package names all the same.
FURTHER_FIELDS = ("retention_period",)
#: Act -> the office that somebody acted in.
_ACTED_AS = {"created": ("Drafter",), "edited": ("Drafter",), GIVEN: ("Transfer Clerk",)}
#: Bytes of a file that are read at once.
CHUNK = 1 << 16


@dataclass(frozen=True)
class Attachment:
    """A file of the document: its entry in the package, its UID, its name in the office, its media type and its bytes."""

    entry: Entry
    uid: str
    name: str
    media_type: str
    blob: Blob | None


@dataclass(frozen=True)
class Person:
    """Somebody who acted: user id, full name, offices held in this document's life (role names)."""

    id: str
    name: str
    offices: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """Everything about one signed document.

    :param fields: canonical fields, and those of :data:`FURTHER_FIELDS`.
    :param agency: plain {uid, title, credit_code, fonds, section}.
    :param signed: as ``ILife.signed()``: {digest, number, issue_date, signer, at, ...}.
    :param acts: the entries of the ledger as plain dicts, the oldest first.
    :param reasons: as ``ILife.reasons()``.
    :param deadlines: plain {key, due, source, provisional, trigger_date}.
    :param banner: names in the red head.
    :param joint: as ``IJointRecord.plain()``, or None; never for the public.
    :param enclosures: the files that it names, the key of each as UID.
    :param standing: plain {index_number, published_on, channels, validity, genre}, as they were at the time of sealing.
    :param opening: the opinion on opening, plain {opinion, reason, by, on_behalf_of, at}; None when none was given, and of
        a deposit.
    """

    uid: str
    state: str
    fields: Mapping[str, object]
    proposal: Proposal
    mark: str
    agency: Mapping[str, str]
    signed: Mapping[str, str]
    attachments: tuple[Attachment, ...]
    people: tuple[Person, ...]
    opinions: tuple[dict, ...]
    reasons: tuple[dict, ...]
    acts: tuple[dict, ...]
    deadlines: tuple[dict, ...]
    banner: tuple[str, ...] = ()
    joint: Mapping[str, object] | None = None
    enclosures: tuple[Attachment, ...] = ()
    standing: Mapping[str, object] = field(default_factory=dict)
    opening: Mapping[str, str] | None = None

    @property
    def issuers(self) -> tuple[str, ...]:
        """Names of all who issued it, in their order; of one agency alone its name."""
        return issuers.names(self.signed) or (self.agency["title"],)

    def files(self, public: bool) -> tuple[Attachment, ...]:
        """The files of its package, besides what is written for it."""
        return self.attachments if public else (*self.attachments, *self.enclosures)

    def text(self, field: str) -> str:
        """A field as text; empty when it has no value."""
        value = self.fields.get(field)
        return value.strip() if isinstance(value, str) else ""

    def texts(self, field: str) -> tuple[str, ...]:
        """A field of several values as texts."""
        value = self.fields.get(field)
        return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def gather(subject: Subject, names: dict[str, str] | None = None) -> Record:
    """Gather the record of a signed document.

    :param names: full names of user ids that were looked up already; new ones are added. Accounts cost more than all the rest.
    """
    obj, office, signed, portal = subject.obj, subject.place, subject.signed, api.portal.get()
    acts, joint = tuple(ILedgerStore(portal).export(subject.uid)), IJointRecord(obj)
    fields = {**subject.fields, **{name: getattr(obj, name, None) for name in FURTHER_FIELDS}}
    return Record(
        uid=subject.uid,
        state=subject.state,
        fields=fields,
        proposal=subject.proposal,
        mark=mark(subject.proposal.attribute),
        agency=_agency(office),
        signed=signed,
        attachments=tuple(_attachments(obj)),
        people=_people(acts, subject.opinions, signed, {} if names is None else names),
        opinions=tuple(as_plain(opinion) for opinion in subject.opinions),
        reasons=tuple(subject.life.reasons()),
        acts=acts,
        deadlines=_deadlines(office, signed),
        banner=_banner(obj, signed, office.agency.title),
        joint=joint.plain(),
        enclosures=tuple(_enclosures(joint)),
        standing=_standing(subject, IPublicCatalogue(portal).index_number(subject.uid)),
        opening=subject.opening if purpose(subject.proposal.attribute or "") == TRANSFER else None,
    )


def _standing(subject: Subject, index_number: str) -> dict[str, object]:
    """What a document is and where it stands besides its content, for lists (移送明细登记表)."""
    placed = [one for one in IChannels(subject.obj).records() if one.placed_on and not one.down_on]
    return {
        "index_number": index_number,
        "published_on": min((one.placed_on for one in placed), default=""),
        "channels": sorted({one.channel for one in placed}),
        "validity": (subject.dossier.affair("validity") or {}).get("value") or "valid",
        "genre": str(subject.fields.get("genre_class") or ""),
    }


def _agency(office) -> dict[str, str]:
    agency, section = office.agency, office.section
    return {
        "uid": office.uid,
        "title": agency.title,
        "credit_code": agency.credit_code or "",
        "fonds": agency.fonds_identifier or "",
        "section": "" if section is agency or IUUID(section) == office.uid else section.title,
    }


def _attachments(obj) -> Iterable[Attachment]:
    own = [obj] if INamedBlobFile.providedBy(getattr(obj, "file", None)) else []
    children = getattr(obj, "objectValues", tuple)()
    files = (*own, *(child for child in children if IDocumentAttachment.providedBy(child)))
    for number, item in enumerate(files, 1):
        source = IFileDigest(item)
        found = source.get()
        path = f"attachments/{payload_name(number, found.name)}"
        entry = Entry(path, found.size, found.crc32, found.sha256, found.sm3, f"attachment-{number}")
        yield Attachment(entry, IUUID(item), found.name, item.file.contentType or "", source.blob())


def _banner(obj, signed: Mapping[str, object], own: str) -> tuple[str, ...]:
    names = issuers.names(signed)
    return issuers.banner(names, issuers.lead(signed), IArrangement(obj).banner) if names else (own,)


def _enclosures(joint) -> Iterable[Attachment]:
    """Papers and files of the agencies that were asked. They are few and small: read once, when they are sealed."""
    for number, file in enumerate(joint.files(), 1):
        with file["blob"].open("r") as stream:
            found = digest_stream(file["name"], iter(lambda: stream.read(CHUNK), b""))
        path = f"joint/{payload_name(number, file['name'])}"
        entry = Entry(path, found.size, found.crc32, found.sha256, found.sm3, f"joint-{number}")
        yield Attachment(entry, file["key"], file["name"], file["content_type"], file["blob"])


def _people(acts, opinions, signed, names: dict[str, str]) -> tuple[Person, ...]:
    """Everybody on the record and the offices they acted in, by user id."""
    offices: dict[str, set[str]] = {}
    for act in acts:
        offices.setdefault(act["actor"], set()).update(_ACTED_AS.get(act["action"], ()))
        if act["action"] == GIVEN and act.get("on_behalf_of"):
            offices.setdefault(act["on_behalf_of"], set()).update(_ACTED_AS[GIVEN])
    for opinion in opinions:
        for person in opinion.persons:
            offices.setdefault(person, set()).add(opinion.capacity)
    offices.setdefault(signed["signer"], set()).add("Signer")
    for one in issuers.signatories(signed):
        # who signed for an outside body has no account here: the joint record names him
        for name in (one.get("by"), one.get("on_behalf_of")):
            if name and one.get("capacity") and not one.get("signed_by"):
                offices.setdefault(name, set()).add(one["capacity"])
    for id in offices.keys() - names.keys():
        names[id] = _full_name(id)
    return tuple(Person(id, names[id], tuple(sorted(held))) for id, held in sorted(offices.items()))


def _full_name(user_id: str) -> str:
    user = api.user.get(userid=user_id)
    return (user.getProperty("fullname") if user is not None else "") or user_id


def _deadlines(office, signed) -> tuple[dict, ...]:
    day = date.fromisoformat(signed["issue_date"])
    found = office.deadlines({"created": day, "issued": day})
    return tuple(
        {
            "key": deadline.key,
            "due": deadline.due.isoformat(),
            "source": deadline.source,
            "provisional": deadline.provisional,
            "trigger_date": deadline.trigger_date.isoformat(),
        }
        for deadline in found
    )
