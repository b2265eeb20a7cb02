"""The mails about notices: plain text, in the language of whoever gets it, with nothing of the content (R-X1).

Each mail is written for one person at the moment it is sent: what he may not see by then is not told.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from collections.abc import Iterable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
from email.utils import parseaddr
from opengov.disclosure.addresses import public
from opengov.disclosure.core import notices as rules
from opengov.disclosure.core.attribute import is_stub
from opengov.disclosure.i18n import catalog_language
from opengov.disclosure.notices import words
from opengov.disclosure.notices.people import by_uid
from opengov.disclosure.notices.people import fullname
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.base.interfaces import IMailSchema
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Characters of a title in a subject; the text has all of it.
_SUBJECT_TITLE = 60
#: Notices one mail names; the page has them all.
MAX_LINES = 100


@dataclass(frozen=True)
class Letter:
    """A mail that is ready to be sent.

    :param user: id of who gets it.
    :param text: headers and body, in ASCII.
    :param places: the notices it tells of.
    """

    user: str
    text: str
    places: tuple[str, ...]


def sender() -> tuple[str, str] | None:
    """Name and address the site writes from; None where mail is not configured."""
    settings = getUtility(IRegistry).forInterface(IMailSchema, prefix="plone", check=False)
    if not settings.smtp_host or not settings.email_from_address:
        return None
    return settings.email_from_name or "", settings.email_from_address


def letter(site, user_id: str, entries: Iterable[tuple[str, dict]]) -> Letter | None:
    """A mail to one person about notices, as far as he may see their documents; None when nothing is left, he has no
    address, or the site has none.

    :param entries: place and notice, in the order of telling.
    """
    user, written_by = api.user.get(userid=user_id), sender()
    address = _address(user.getProperty("email", "")) if user is not None else None
    if address is None or written_by is None:
        return None
    told = _Lines(site, user)
    for place, notice in entries:
        told.add(place, notice)
    if not told.lines:
        return None
    message = EmailMessage()
    message["Subject"] = told.subject()
    message["From"] = Address(written_by[0], addr_spec=written_by[1])
    message["To"] = Address(addr_spec=address)
    message["Message-ID"] = make_msgid(domain=written_by[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(told.text(), charset="utf-8", cte="base64")
    return Letter(user_id, message.as_string(), tuple(told.places))


def _address(value: object) -> str | None:
    """The bare address; None for what no mail can be sent to."""
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        return None
    _name, address = parseaddr(value)
    return address if address.count("@") == 1 else None


class _Lines:
    """The lines of one mail."""

    def __init__(self, site, user) -> None:
        self.site = site
        self.user = user
        self.language = catalog_language(user.getProperty("language", "") or api.portal.get_default_language())
        self.places: list[str] = []
        self.lines: list[tuple[str, str, str]] = []
        self.topics: list[rules.Topic] = []
        self.documents: dict[str, object] = {}

    def add(self, place: str, notice: dict) -> None:
        """Take a notice in, if the person may see what it is about."""
        document = self._document(notice["document"]) if notice["document"] else None
        readable = document is not None and _sees(self.user, document)
        if not readable and notice["document"] and notice["kind"] not in rules.WITHOUT_DOCUMENT:
            return
        title = self._say(words.TITLE_HIDDEN) if notice["document"] else ""
        if readable and rules.may_tell_title(title_facts(document)):
            title = " ".join((document.title or "").split())
        self.places.append(place)
        self.topics.append(rules.TOPICS[rules.Kind(notice["kind"])])
        told = words.sentence(notice, fullname(notice["by"]), self.language)
        self.lines.append((self._say(told), title, public(document.absolute_url()) if readable else ""))

    def subject(self) -> str:
        """What the mail is about, in one line."""
        site = " ".join(api.portal.get_registry_record("plone.site_title").split())
        if len(self.lines) > 1:
            count = Message(words.SUBJECT_MANY, mapping={"count": str(len(self.lines))})
            return f"[{site}] {self._say(count)}"
        sentence, title, _url = self.lines[0]
        return f"[{site}] {sentence} {title[:_SUBJECT_TITLE]}"

    def text(self) -> str:
        """The body."""
        told = []
        for topic in rules.Topic:
            lines = [line for line, about in zip(self.lines, self.topics, strict=True) if about == topic]
            if lines and len(self.lines) > 1:
                told.append(f"== {self._say(words.TOPICS[topic])} ({len(lines)})")
            told += ["\n".join(filter(None, line)) for line in lines]
        told = told[: MAX_LINES + len(rules.Topic)]
        page = public(f"{self.site.absolute_url()}/@@notices")
        return "\n\n".join([*told, f"-- \n{self._say(words.FOOTER)}\n{page}"]) + "\n"

    def _document(self, uid: str):
        if uid not in self.documents:
            self.documents[uid] = by_uid(self.site, uid)
        return self.documents[uid]

    def _say(self, message) -> str:
        return " ".join(translate(message, target_language=self.language).split())


def _sees(user, document) -> bool:
    """Whether somebody may see a document now. Not by ``has_permission``: its answers are kept for the whole request, and in
    this one the agency may have left."""
    held = {*user.getRolesInContext(document), "Authenticated", "Anonymous"}
    return not held.isdisjoint(rolesForPermissionOn("View", document))


def title_facts(document) -> rules.TitleFacts:
    """What decides whether a mail may name a document that its reader may see."""
    dossier = IDossier(document)
    return rules.TitleFacts(
        state=ILife(document).state,
        attribute=getattr(document, "disclosure_attribute", None) or "",
        stub=is_stub(tuple(getattr(document, "disclosure_grounds", None) or ())),
        marked=bool(dossier.overrides()),
        purging=bool(dossier.affair("purge")),
    )
