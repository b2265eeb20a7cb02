"""Controlled lists of the catalogue: subject classes and channels of publication."""

from opengov.disclosure.i18n import _
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: The 22 subject classes of the State Council's policy library (主题分类), in its order.
SUBJECTS = {
    "state_organisation": _("subject_state_organisation", default="Organisation of the State Council"),
    "general_affairs": _("subject_general_affairs", default="General government affairs"),
    "economy": _("subject_economy", default="National economy, supervision of state assets"),
    "finance": _("subject_finance", default="Public finance, banking, audit"),
    "land_energy": _("subject_land_energy", default="Land resources, energy"),
    "agriculture": _("subject_agriculture", default="Agriculture, forestry, water"),
    "industry_transport": _("subject_industry_transport", default="Industry, transport"),
    "commerce": _("subject_commerce", default="Commerce, customs, tourism"),
    "market_safety": _("subject_market_safety", default="Market supervision, work safety"),
    "construction_environment": _(
        "subject_construction_environment", default="Urban and rural construction, environment"
    ),
    "science_education": _("subject_science_education", default="Science and technology, education"),
    "culture": _("subject_culture", default="Culture, broadcasting, press and publishing"),
    "health_sport": _("subject_health_sport", default="Health, sport"),
    "population": _("subject_population", default="Population and family planning, women and children"),
    "labour": _("subject_labour", default="Labour, personnel, supervision"),
    "public_security": _("subject_public_security", default="Public security, state security, justice"),
    "civil_affairs": _("subject_civil_affairs", default="Civil affairs, poverty relief, disaster relief"),
    "ethnic_religion": _("subject_ethnic_religion", default="Ethnic affairs, religion"),
    "foreign_affairs": _("subject_foreign_affairs", default="Foreign affairs"),
    "hong_kong_macao_taiwan": _(
        "subject_hong_kong_macao_taiwan", default="Hong Kong, Macao, Taiwan and overseas Chinese affairs"
    ),
    "defence": _("subject_defence", default="National defence"),
    "other": _("subject_other", default="Other"),
}

#: Where a document may be published (R-I5, Art. 23); the first is this site.
CHANNELS = {
    "catalogue": _("channel_catalogue", default="Public catalogue of this site"),
    "portal": _("channel_portal", default="Government portal"),
    "key_area": _("channel_key_area", default="Key-area column"),
    "gazette": _("channel_gazette", default="Government gazette"),
    "press_conference": _("channel_press_conference", default="Press conference"),
    "press": _("channel_press", default="Press, radio, television"),
    "notice_board": _("channel_notice_board", default="Notice board"),
    "reading_room": _("channel_reading_room", default="Reading place in archives, library or service hall"),
}


def _vocabulary(titles) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(value, value, title) for value, title in titles.items()])


@provider(IVocabularyFactory)
def subjects(context) -> SimpleVocabulary:
    """Subject classes (主题分类)."""
    return _vocabulary(SUBJECTS)


@provider(IVocabularyFactory)
def channels(context) -> SimpleVocabulary:
    """Channels of publication."""
    return _vocabulary(CHANNELS)
