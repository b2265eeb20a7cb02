"""Controlled lists of the drafting sheet's disclosure part, in the order of the law."""

from Acquisition import aq_base
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.settings import grounds_offered
from opengov.disclosure.core.forwarding import NONE
from opengov.disclosure.core.forwarding import STATED
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.public_items import ART19_TESTS
from opengov.disclosure.core.public_items import listed_items
from opengov.disclosure.i18n import _
from persistent import Persistent
from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


ATTRIBUTES = {
    "proactive": _("attribute_proactive", default="Proactive disclosure"),
    "on_request": _("attribute_on_request", default="Disclosure on request"),
    "withheld": _("attribute_withheld", default="Not disclosed"),
    "not_government_information": _("attribute_not_government_information", default="Not government information"),
}

GROUND_TITLES = {
    "state_secret": _("ground_state_secret", default="State secret (Art. 14)"),
    "law_prohibits": _("ground_law_prohibits", default="Prohibited by law or administrative regulation (Art. 14)"),
    "three_security_one_stability": _(
        "ground_three_security_one_stability",
        default="May endanger national, public or economic security or social stability (Art. 14)",
    ),
    "trade_secret": _("ground_trade_secret", default="Trade secret of a third party (Art. 15)"),
    "personal_privacy": _("ground_personal_privacy", default="Personal privacy (Art. 15)"),
    "third_party_other": _("ground_third_party_other", default="Other rights of a third party (Art. 15)"),
    "personnel": _("ground_personnel", default="Internal affairs: personnel (Art. 16 para. 1)"),
    "logistics": _("ground_logistics", default="Internal affairs: logistics (Art. 16 para. 1)"),
    "workflow": _("ground_workflow", default="Internal affairs: internal workflow (Art. 16 para. 1)"),
    "discussion_record": _(
        "ground_discussion_record", default="Process information: record of discussion (Art. 16 para. 2)"
    ),
    "draft": _("ground_draft", default="Process information: draft (Art. 16 para. 2)"),
    "consultation_letter": _(
        "ground_consultation_letter", default="Process information: consultation letter (Art. 16 para. 2)"
    ),
    "request_report": _("ground_request_report", default="Process information: request or report (Art. 16 para. 2)"),
    "enforcement_file": _("ground_enforcement_file", default="Administrative enforcement file (Art. 16 para. 2)"),
}

FORWARDING_MODES = {
    "forward": _("forwarding_forward", default="Forward (转发)"),
    "approve_and_forward": _("forwarding_approve_and_forward", default="Approve and forward (批转)"),
    "print_and_distribute": _("forwarding_print_and_distribute", default="Print and distribute (印发)"),
}

NO_ATTRIBUTE = _("forwarded_attribute_none", default="None: it bears no mark")

SECRECY_LEVELS = {
    "top_secret": _("secrecy_level_top_secret", default="Top secret"),
    "secret": _("secrecy_level_secret", default="Secret"),
    "confidential": _("secrecy_level_confidential", default="Confidential"),
}


def _vocabulary(titles) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(value, value, title) for value, title in titles.items()])


def _law_vocabulary(wording) -> SimpleVocabulary:
    """The law's own wording stands in core in both languages."""
    language = "zh_CN" if api.portal.get_current_language().startswith("zh") else "en"
    return SimpleVocabulary([SimpleTerm(code, code, text[language]) for code, text in wording.items()])


@provider(IVocabularyFactory)
def attributes(context) -> SimpleVocabulary:
    """The values of the disclosure attribute (R-A1)."""
    return _vocabulary(ATTRIBUTES)


@provider(IVocabularyFactory)
def grounds(context) -> SimpleVocabulary:
    """The grounds of Art. 14 to 16 in the order of ``core.grounds`` (R-A2); where a document is drafted, those offered here and
    those it has."""
    if IIssuingAgency(context, None) is None:
        return _vocabulary({code: GROUND_TITLES[code] for code in GROUNDS})
    offered = {*grounds_offered(), *_stored_grounds(context)}
    return _vocabulary({code: GROUND_TITLES[code] for code in GROUNDS if code in offered})


def _stored_grounds(context) -> tuple[str, ...]:
    """The grounds a document has; asked without Dexterity's defaults, which would ask for this vocabulary again."""
    base = aq_base(context)
    if isinstance(base, Persistent):
        base._p_activate()
    return tuple(getattr(base, "__dict__", {}).get("disclosure_grounds") or ())


@provider(IVocabularyFactory)
def art19(context) -> SimpleVocabulary:
    """The three tests of Art. 19 (R-A10)."""
    return _law_vocabulary(ART19_TESTS)


@provider(IVocabularyFactory)
def art20(context) -> SimpleVocabulary:
    """The items of Art. 20, and those of Art. 21 for the agency's level (R-A10)."""
    place = IIssuingAgency(context, None)
    return _law_vocabulary(listed_items(getattr(place.agency, "level", None) or "" if place else ""))


@provider(IVocabularyFactory)
def part_attributes(context) -> SimpleVocabulary:
    """What an attachment can be by itself (R-A9)."""
    return _vocabulary({code: ATTRIBUTES[code] for code in ("proactive", "on_request", "withheld")})


@provider(IVocabularyFactory)
def forwarding_modes(context) -> SimpleVocabulary:
    """How a document carries another one: 转发, 批转, 印发 (R-A9)."""
    return _vocabulary(FORWARDING_MODES)


@provider(IVocabularyFactory)
def forwarded_attributes(context) -> SimpleVocabulary:
    """What the forwarded document is marked with, or that it bears no mark (R-A9)."""
    return _vocabulary({code: {**ATTRIBUTES, NONE: NO_ATTRIBUTE}[code] for code in STATED})


@provider(IVocabularyFactory)
def secrecy_levels(context) -> SimpleVocabulary:
    """The levels of a state secret, for the offline stub (R-A4)."""
    return _vocabulary(SECRECY_LEVELS)
