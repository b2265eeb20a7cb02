"""How the desk names what it shows: states, steps, offices, attributes, opinions, persons, days.

One place for pages, mails and exports. Where a jurisdiction profile has its own word, that word is used.
"""

from opengov.disclosure import codewords
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.desk import words
from plone import api
from plone.dexterity.utils import iterSchemata
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.schema import getFields


DOMAIN = "opengov.disclosure"

#: Parameter of a sentence that lists codes -> the table that names them.
_LISTS = {
    "checks": codewords.CHECKS,
    "causes": words.CAUSES,
    "bodies": words.BODIES,
    "values": words.VALIDITIES,
    "fields": words.CHANGEABLE,
    "name": words.CONTROLS,
    "outcomes": words.OUTCOMES,
}


class Titles:
    """Titles of codes for one document or agency, in the language of the request."""

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request
        self.language = "zh_CN" if api.portal.get_current_language().startswith("zh") else "en"
        place = IIssuingAgency(context, None)
        self.jurisdiction = place.jurisdiction if place else jurisdictions.load(jurisdictions.DEFAULT)

    def text(self, message) -> str:
        """A message in the language of the request."""
        return translate(message, context=self.request)

    def of(self, table, code: str) -> str:
        """The title of a code in one of the tables above; the code itself for one of long ago."""
        return self.text(table[code]) if code in table else code

    def state(self, code: str) -> str:
        """A workflow state."""
        return self.of(words.STATES, code)

    def act(self, code: str) -> str:
        """A step, or another act on the record."""
        return self._label(f"step.{code}") or self.of(words.ACTS, code)

    def attribute(self, code: str) -> str:
        """A disclosure attribute; empty when none is set."""
        return self._label(f"attribute.{code}") or code or ""

    def outcome(self, code: str, attribute: str = "proactive") -> str:
        """What an opinion says. A profile's own words (公开, 免于公开) speak of opening a document: of any other
        attribute the plain ones are used, or consent to withholding would read as its contrary.
        """
        if attribute != "proactive" and code in words.OUTCOMES:
            return self.of(words.OUTCOMES, code)
        return self._label(f"opinion.{code}") or code

    def office(self, role: str) -> str:
        """An office (role); administrators act in none."""
        slug = role.lower().replace(" ", "_").replace("-", "_")
        return self._label(f"role.{slug}") or self.text(words.ADMINISTRATOR)

    def sheet(self) -> str:
        """What the drafting sheet is called here."""
        return self._label("form.dispatch_sheet")

    def ground(self, code: str) -> str:
        """A ground with its clause."""
        label = self.jurisdiction.ground_label(code, self.language)
        return f"{label} ({citation(GROUNDS[code])})" if code in GROUNDS else label

    def unread(self, reason: str) -> str:
        """Why the scan could not read something; the sentences are the scan's own."""
        return self.text(Message(f"unread_{reason}", DOMAIN, default=reason))

    def deadline(self, key: str) -> str:
        """What must be done by a day."""
        base = key.removesuffix("_statutory")
        return self.of(codewords.DUTIES, base)

    def place(self, place: str) -> str:
        """Where the scan has found something: the field's title, or the attachment's name and the part of it."""
        first, _slash, rest = place.partition("/")
        attachment = self.context.get(first) if hasattr(self.context, "objectIds") else None
        if attachment is not None:
            return " · ".join(filter(None, (file_name(attachment), rest.removeprefix("file").lstrip("/"))))
        fields = {name: field for schema in iterSchemata(self.context) for name, field in getFields(schema).items()}
        return self.text(fields[first].title) if first in fields else place

    def spoken(self, name: str, value: str) -> str:
        """A parameter of a sentence as people say it: the titles of codes, everything else as it is."""
        if name in _LISTS:
            return "、".join(self.of(_LISTS[name], code) for code in value.split(", "))
        speaking = {
            "step": self.act,
            "state": self.state,
            "attribute": self.attribute,
            "capacity": self.office,
        }
        return speaking[name](value) if name in speaking else value

    def _label(self, key: str) -> str:
        label = self.jurisdiction.label(key, self.language)
        return "" if label == key else label


def file_name(attachment) -> str:
    """An attachment's name as it is printed, else that of its file."""
    file = getattr(attachment, "file", None)
    return attachment.title or getattr(file, "filename", None) or attachment.getId()


def person(user_id: str) -> str:
    """How a person is called; the id where the account says nothing or is gone."""
    user = api.user.get(userid=user_id) if user_id else None
    return (user.getProperty("fullname") if user else "") or user_id


def chinese_day(iso_day: str) -> str:
    """成文日期 as it is printed: ``2026年11月21日``; empty for none."""
    if not iso_day:
        return ""
    year, month, day = iso_day[:10].split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"


def moment(iso_time: str) -> str:
    """A moment as the desk shows it: ``2026-11-21 09:05``."""
    return iso_time[:16].replace("T", " ")
