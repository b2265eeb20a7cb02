"""What a document forwards: found in the site where it is there, and held against the carrier (R-A9)."""

from opengov.disclosure.consultation import days
from opengov.disclosure.consultation import papers
from opengov.disclosure.consultation import persons
from opengov.disclosure.consultation import standing
from opengov.disclosure.consultation.changed import tell_changed
from opengov.disclosure.consultation.interfaces import FORWARDED
from opengov.disclosure.consultation.interfaces import FORWARDED_CHANGED
from opengov.disclosure.consultation.interfaces import IForwarding
from opengov.disclosure.consultation.interfaces import ORIGINATOR_CONSENT
from opengov.disclosure.core import forwarding
from opengov.disclosure.core.companions import CORRECTION
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import FROZEN
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import re


#: Index of the catalogue by which the carriers of a document are found.
INDEX = "forwarded_uid"

#: States in which a document shows nothing to anybody outside, whatever attribute it carries.
_SHUT = frozenset({"withdrawn", "voided", "purged", "discontinued"})

#: States in which a carrier is, or soon will be, as open as its attribute says.
_SHOWN = frozenset({"issued", "published", "registered", "adjustment_review"})

_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_NUMBER = re.compile(r"[^\s，,、；;《》]*〔\d{4}〕\d+号")


@implementer(IForwarding)
@adapter(IGoverned)
class Forwarding:
    """See ``IForwarding``."""

    def __init__(self, context) -> None:
        self.context = context

    @property
    def _document(self) -> str:
        return (getattr(self.context, "forwarded_document", None) or "").strip()

    @property
    def uid(self) -> str:
        record = IDossier(self.context).affair(FORWARDED) or {}
        return record.get("uid", "") if record.get("document") == self._document else ""

    def forwarded(self) -> forwarding.Forwarded:
        consent = IDossier(self.context).affair(ORIGINATOR_CONSENT) or {}
        content = _content(self.uid)
        stated = getattr(self.context, "forwarded_attribute", None) or ""
        return forwarding.Forwarded(
            mode=getattr(self.context, "forwarding_mode", None) or "",
            document=self._document,
            originator=getattr(self.context, "forwarded_originator", None) or "",
            attribute=stated if content is None else shown_as(content),
            consent=bool(self._document) and consent.get("document") == self._document,
            in_site=content is not None,
        )

    def problems(self, attribute: str | None) -> list[Problem]:
        return [*forwarding.problems(self.forwarded(), attribute), *self.part_problems(attribute)]

    def part_problems(self, attribute: str | None) -> list[Problem]:
        children = getattr(self.context, "objectValues", tuple)()
        parts = [
            (child.title or getattr(child.file, "filename", None) or child.getId(), child.part_attribute or "")
            for child in children
            if IDocumentAttachment.providedBy(child)
        ]
        return forwarding.part_problems(attribute, parts)

    def take_over(self) -> None:
        text = self._document
        content = _content(self.uid) or (_visible(text, self.context) if text else None)
        record = {"document": text, "uid": IUUID(content)} if content is not None else None
        IDossier(self.context).set_affair(FORWARDED, record)
        if content is not None:
            self.context.forwarded_attribute = shown_as(content)
        inherited = forwarding.inherited(getattr(self.context, "forwarded_attribute", None) or "")
        if getattr(self.context, "forwarding_mode", None) and inherited and not self.context.disclosure_attribute:
            self.context.disclosure_attribute = inherited
            if content is not None:
                self.context.disclosure_grounds = tuple(getattr(content, "disclosure_grounds", None) or ())
        # looking the content up has catalogued the document as it was before
        self.context.reindexObject(idxs=[INDEX, "disclosure_attribute", "disclosure_grounds"])

    def consent(self, paper, given_on: str, by: str) -> dict:
        person = persons.recorder(self.context)
        found, day = days.read("given_on", given_on, required=True)
        if day is not None and day > now().date():
            found.append(_problem("consent_day_ahead", "given_on", day=given_on))
        if not by.strip() or len(by) > papers.MAX_NAME:
            found.append(_problem("consent_by_required", "by", longest=str(papers.MAX_NAME)))
        if not self.forwarded().mode or not self._document:
            found.append(_problem("nothing_forwarded", "forwarded_document"))
        papers.refuse(self.context, found, "R-A9", {"paper": paper}, by=by)
        who = persons.signature(person)
        number, digests = papers.keep(self.context, paper, "originator_consent", who)
        record = {"document": self._document, "given_on": given_on, "by": by.strip(), "paper": number, **who}
        IDossier(self.context).set_affair(ORIGINATOR_CONSENT, record)
        codes = {"given_on": given_on, "paper": str(number)}
        ILedger(self.context).record(
            "originator_consent", codes, digests, actor=person.user_id, on_behalf_of=person.on_behalf_of
        )
        self.watch("originator_consent")
        return record

    def watch(self, cause: str) -> None:
        dossier, shown = IDossier(self.context), self.forwarded()
        flagged = dossier.affair(FORWARDED_CHANGED)
        attribute = getattr(self.context, "disclosure_attribute", None)
        too_open = (
            bool(shown.mode)
            and not shown.consent
            and shown.attribute != forwarding.NONE
            and ILife(self.context).state in _SHOWN
            and forwarding.more_open(attribute, shown.attribute)
        )
        if too_open and (flagged or {}).get("attribute") != shown.attribute:
            flag = {"since": now().date().isoformat(), "cause": cause, "attribute": shown.attribute}
            dossier.set_affair(FORWARDED_CHANGED, flag)
            ILedger(self.context).record("forwarded_changed", {"cause": cause, "attribute": shown.attribute})
            tell_changed(self.context)
        elif flagged and not too_open:
            dossier.set_affair(FORWARDED_CHANGED, None)
            ILedger(self.context).record("forwarded_settled", {"cause": cause})
            tell_changed(self.context)

    def carriers(self) -> list:
        catalog = api.portal.get_tool("portal_catalog")
        if INDEX not in catalog.indexes():
            # A site that was not upgraded yet: without the index the catalogue would name every document.
            return []
        found = catalog.unrestrictedSearchResults({INDEX: [IUUID(text) for text in standing.texts(self.context)]})
        return [brain._unrestrictedGetObject() for brain in found]


def shown_as(content) -> str:
    """The attribute a forwarded document of this site has for whoever carries it: what was taken back is withheld.

    Where a correction has taken its place, that one is meant.
    """
    state = ILife(content).state
    if state == "superseded":
        signed = [each for each in ICompanions(content).all(CORRECTION) if ILife(each).state in FROZEN]
        return shown_as(signed[-1]) if signed else "withheld"
    if state in _SHUT:
        return "withheld"
    return getattr(content, "disclosure_attribute", None) or forwarding.NONE


def _content(uid: str):
    """The forwarded document, whoever asks: the drafter has seen it when its UID was written down."""
    found = uuidToObject(uid, unrestricted=True) if uid else None
    return found if IGoverned.providedBy(found) else None


def _visible(text: str, carrier):
    """The governed document of this site that a text names, as far as the user may see it (R-X1)."""
    queries = [{index: each} for each in _ID.findall(text.lower()) for index in ("UID", "id")]
    queries += [{"document_number": number} for number in _NUMBER.findall(text)]
    for query in queries:
        brains = api.content.find(object_provides=IGoverned, **query)
        found = [brain for brain in brains if IUUID(carrier) != brain.UID]
        if len(found) == 1:
            return found[0].getObject()
    return None


def _problem(code: str, field: str, **params: str) -> Problem:
    return Problem(code, "R-A9", field, forwarding.SOURCE, params)
