"""What may be chosen for an agency: its kind, its size, the jurisdiction whose rules it follows."""

from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.jurisdictions import keys as profile_keys
from opengov.disclosure.i18n import _
from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: An internal unit (内设机构): part of the agency around it, without an identity of its own (R-A8).
SECTION = "section"

KINDS = {
    "administrative": _("kind_administrative", default="Administrative agency"),
    "authorised": _("kind_authorised", default="Organisation authorised by law to administer public affairs"),
    "party": _("kind_party", default="Party organ"),
    "peoples_congress": _("kind_peoples_congress", default="People's congress"),
    "cppcc": _("kind_cppcc", default="Political consultative conference"),
    "supervisory": _("kind_supervisory", default="Supervisory commission"),
    "court": _("kind_court", default="Court"),
    "procuratorate": _("kind_procuratorate", default="Procuratorate"),
    "military": _("kind_military", default="Military organ"),
    "mass_organisation": _("kind_mass_organisation", default="Mass organisation"),
    "public_institution": _("kind_public_institution", default="Public institution"),
    "enterprise": _("kind_enterprise", default="Enterprise"),
    SECTION: _("kind_section", default="Internal section of an agency"),
}

#: Levels of government, codes of ``core.public_items.LEVELS``.
LEVELS = {
    "national": _("level_national", default="National"),
    "province": _("level_province", default="Province, autonomous region or municipality"),
    "city": _("level_city", default="City divided into districts, prefecture"),
    "county": _("level_county", default="County, district or county-level city"),
    "township": _("level_township", default="Township, town or subdistrict"),
}

OFFICE_SIZES = {
    "standard": _("size_standard", default="Standard: five persons for one document"),
    "small": _("size_small", default="Small: head, reviewer and secrecy officer may be one person"),
}


def _terms(titles: dict) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(value, value, title) for value, title in titles.items()])


@provider(IVocabularyFactory)
def agency_kinds(context) -> SimpleVocabulary:
    """Kinds of agencies; only administrative and authorised ones are bound by the Regulations themselves."""
    return _terms(KINDS)


@provider(IVocabularyFactory)
def agency_levels(context) -> SimpleVocabulary:
    """Levels of government; Article 21 has a list for some of them (R-A10)."""
    return _terms(LEVELS)


@provider(IVocabularyFactory)
def office_sizes(context) -> SimpleVocabulary:
    """Profiles of the four-eyes rule (R-S4)."""
    return _terms(OFFICE_SIZES)


@provider(IVocabularyFactory)
def jurisdiction_profiles(context) -> SimpleVocabulary:
    """Jurisdiction profiles that come with the product, by key."""
    profiles = map(jurisdictions.load, profile_keys())
    return _terms({profile.key: profile_title(profile) for profile in profiles})


def profile_title(profile: jurisdictions.Jurisdiction) -> str:
    """What a profile is called in the language of the request."""
    return profile.title["zh_CN" if api.portal.get_current_language().startswith("zh") else "en"]


def default_jurisdiction() -> str:
    """The profile that a new agency of this site begins with, when whoever makes it names none."""
    chosen = api.portal.get_registry_record("opengov.disclosure.agency.default_jurisdiction", default="")
    return chosen if chosen in profile_keys() else jurisdictions.DEFAULT
