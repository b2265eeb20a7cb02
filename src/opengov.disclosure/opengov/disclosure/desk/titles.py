"""The words of the desk: states, steps, offices, attributes, opinions, the acts of the record.

One place for pages, mails and exports. Where a jurisdiction profile has its own word, that word is used.
"""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.i18n import _
from plone import api
from plone.dexterity.utils import iterSchemata
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.schema import getFields


DOMAIN = "opengov.disclosure"

STATES = {
    "draft": _("state_draft", default="Draft"),
    "section_review": _("state_section_review", default="Section review"),
    "disclosure_review": _("state_disclosure_review", default="Disclosure review"),
    "secrecy_consultation": _("state_secrecy_consultation", default="Referred for determination"),
    "sign_off": _("state_sign_off", default="Waiting for the signature"),
    "issued": _("state_issued", default="Issued"),
    "published": _("state_published", default="Published"),
    "registered": _("state_registered", default="Registered for disclosure on request"),
    "withheld": _("state_withheld", default="Filed, not disclosed"),
    "withdrawn": _("state_withdrawn", default="Withdrawn"),
    "discontinued": _("state_discontinued", default="Discontinued"),
}

#: Steps no profile has a word for, and what else the record tells of.
ACTS = {
    "break_glass_return": _("act_break_glass_return", default="Break-glass: return to draft"),
    "break_glass_withdraw": _("act_break_glass_withdraw", default="Break-glass: withdraw"),
    "break_glass_read": _("act_break_glass_read", default="Break-glass: dated read"),
    "break_glass_reassign": _("act_break_glass_reassign", default="Break-glass: handed to another drafter"),
    "mark_override": _("act_mark_override", default="Classification mark allowed to stand"),
    "created": _("act_created", default="Draft begun"),
    "edited": _("act_edited", default="Changed"),
    "deleted": _("act_deleted", default="Deleted"),
}

ADMINISTRATOR = _("office_administrator", default="Site administrator")

CHECKS = {
    "accuracy": _("check_accuracy", default="Accuracy"),
    "authority": _("check_authority", default="Authority"),
    "completeness": _("check_completeness", default="Completeness"),
    "timeliness": _("check_timeliness", default="Timeliness"),
}

BODIES = {
    "secrecy_body": _("body_secrecy_body", default="Secrecy body of this agency"),
    "competent_department": _("body_competent_department", default="Competent department"),
    "business_authority": _("body_business_authority", default="Authority in the line of business"),
    "secrecy_administration": _("body_secrecy_administration", default="Secrecy administration"),
}

CAUSES = {
    "error": _("cause_error", default="Error"),
    "personal_data": _("cause_personal_data", default="Personal data"),
    "third_party": _("cause_third_party", default="Rights of a third party"),
    "secret": _("cause_secret", default="Suspected secret"),
    "expired": _("cause_expired", default="Period of publication over"),
}

FINDINGS = {
    "resident_id": _("finding_resident_id", default="Resident identity number"),
    "mobile": _("finding_mobile", default="Mobile telephone number"),
    "bank_card": _("finding_bank_card", default="Bank card number"),
    "mark": _("finding_mark", default="Classification mark"),
}

DEADLINES = {
    "publish": _("deadline_publish", default="Publish"),
    "secrecy_report": _("deadline_secrecy_report", default="Report for determination"),
    "secrecy_decision": _("deadline_secrecy_decision", default="Determine"),
    "record_copy": _("deadline_record_copy", default="Copy for the record"),
    "transfer_electronic": _("deadline_transfer_electronic", default="Hand over the electronic text"),
    "transfer_paper": _("deadline_transfer_paper", default="Hand over paper copies"),
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
        return self.of(STATES, code)

    def act(self, code: str) -> str:
        """A step, or another act on the record."""
        return self._label(f"step.{code}") or self.of(ACTS, code)

    def attribute(self, code: str) -> str:
        """A disclosure attribute; empty when none is set."""
        return self._label(f"attribute.{code}") or code or ""

    def outcome(self, code: str) -> str:
        """What an opinion says."""
        return self._label(f"opinion.{code}") or code

    def office(self, role: str) -> str:
        """An office (role); administrators act in none."""
        slug = role.lower().replace(" ", "_").replace("-", "_")
        return self._label(f"role.{slug}") or self.text(ADMINISTRATOR)

    def sheet(self) -> str:
        """What the drafting sheet is called here."""
        return self._label("form.dispatch_sheet")

    def ground(self, code: str) -> str:
        """A ground with its clause."""
        words = self.jurisdiction.ground_label(code, self.language)
        return f"{words} ({citation(GROUNDS[code])})" if code in GROUNDS else words

    def unread(self, reason: str) -> str:
        """Why the scan could not read something; the sentences are the scan's own."""
        return self.text(Message(f"unread_{reason}", DOMAIN, default=reason))

    def deadline(self, key: str) -> str:
        """What must be done by a day."""
        base = key.removesuffix("_statutory")
        return self.of(DEADLINES, base)

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
        tables = {"checks": CHECKS, "causes": CAUSES, "bodies": BODIES}
        if name in tables:
            return "、".join(self.of(tables[name], code) for code in value.split(", "))
        words = {"step": self.act, "state": self.state, "attribute": self.attribute, "capacity": self.office}
        return words[name](value) if name in words else value

    def _label(self, key: str) -> str:
        words = self.jurisdiction.label(key, self.language)
        return "" if words == key else words


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
