"""The words in which the lists of this domain show stored codes."""

from opengov.disclosure.i18n import _
from zope.component import getUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


#: Stored code's name -> vocabulary with its titles.
_VOCABULARIES = {
    "kind": "opengov.disclosure.kinds",
    "subject": "opengov.disclosure.subjects",
    "attribute": "opengov.disclosure.attributes",
    "grounds": "opengov.disclosure.grounds",
}

FILTER_TITLES = {
    "agency": _("filter_agency", default="Publishing agency"),
    "kind": _("filter_kind", default="Kind of document"),
    "subject": _("filter_subject", default="Subject class"),
    "year": _("filter_year", default="Year"),
    "attribute": _("filter_attribute", default="Way of disclosure"),
}

REGISTER_TITLES = {
    "published": _("register_published", default="Published"),
    "registered": _("register_registered", default="Registered for disclosure on request"),
    "withheld": _("register_withheld", default="Withheld"),
    "not_government_information": _("register_not_government_information", default="Not government information"),
    "withdrawn": _("register_withdrawn", default="Withdrawn"),
}

CAUSES = {
    "error": _("cause_error", default="Error"),
    "personal_data": _("cause_personal_data", default="Personal data"),
    "third_party": _("cause_third_party", default="Rights of a third party"),
    "secret": _("cause_secret", default="Suspected secret"),
    "expired": _("cause_expired", default="Period of publication over"),
}


class Labels:
    """Titles of codes in the language of a request, looked up once."""

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request
        self._titles: dict[str, dict[str, str]] = {}

    def __call__(self, name: str, value: str) -> str:
        """The title of a code; the code itself where it has none (a year, a code of long ago)."""
        return self.titles(name).get(value, value)

    def titles(self, name: str) -> dict[str, str]:
        """Code to title, in the order of the vocabulary; empty for names without one."""
        if name not in self._titles:
            self._titles[name] = self._read(_VOCABULARIES[name]) if name in _VOCABULARIES else {}
        return self._titles[name]

    def _read(self, vocabulary: str) -> dict[str, str]:
        terms = getUtility(IVocabularyFactory, vocabulary)(self.context)
        return {term.value: self.text(term.title) for term in terms}

    def text(self, message) -> str:
        """A message in the language of the request."""
        return translate(message, context=self.request)
