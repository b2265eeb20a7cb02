"""The words in which the lists of this domain show stored codes."""

from collections.abc import Mapping
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.vocabularies import CHANNELS
from opengov.disclosure.i18n import _
from plone import api
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.schema.interfaces import IVocabularyFactory


#: Stored code's name -> vocabulary with its titles.
_VOCABULARIES = {
    "kind": "opengov.disclosure.all_kinds",
    "subject": "opengov.disclosure.subjects",
    "attribute": "opengov.disclosure.attributes",
    "grounds": "opengov.disclosure.grounds",
}

FILTER_TITLES = {
    "subject": _("filter_subject", default="Subject class"),
    "kind": _("filter_kind", default="Kind of document"),
    "genre": _("filter_genre", default="Genre"),
    "agency": _("filter_agency", default="Publishing agency"),
    "year": _("filter_year", default="Year"),
    "attribute": _("filter_attribute", default="Way of disclosure"),
    "validity": _("filter_validity", default="Validity"),
}

WORK_TITLES = {
    "place": _("channel_work_place", default="To be placed"),
    "take_down": _("channel_work_take_down", default="To be taken down"),
    "done": _("channel_work_done", default="Done lately"),
    "expired": _("channel_work_expired", default="Last day over"),
}
WORK_EMPTY = {
    "place": _("channel_work_place_empty", default="Nothing waits to be placed."),
    "take_down": _("channel_work_take_down_empty", default="Nothing has to be taken down."),
    "done": _("channel_work_done_empty", default="Here you will find what was placed and taken down."),
    "expired": _("channel_work_expired_empty", default="No notice has come to its last day."),
}

VALIDITIES = {
    "valid": _("validity_valid", default="In force"),
    "amended": _("validity_amended", default="Amended"),
    "partly_repealed": _("validity_partly_repealed", default="Partly repealed"),
    "repealed": _("validity_repealed", default="Repealed"),
    "lapsed": _("validity_lapsed", default="Lapsed"),
}

#: What another document has done to this one, said of that other document.
RELATIONS = {
    "amended": _("relation_amended", default="Amends"),
    "partly_repealed": _("relation_partly_repealed", default="Partly repeals"),
    "repealed": _("relation_repealed", default="Repeals"),
    "lapsed": _("relation_lapsed", default="Takes the place of"),
    "correction": _("relation_correction", default="Corrected text"),
    "public_version": _("relation_public_version", default="Public version"),
    "interpretation": _("relation_interpretation", default="Interpretation"),
}

#: What a document is to the one beside which it stands.
COMPANIONS = {
    "correction": _("companion_correction", default="Corrects"),
    "public_version": _("companion_public_version", default="Public version of"),
    "interpretation": _("companion_interpretation", default="Interprets"),
}

CAUSES = {
    "error": _("cause_error", default="Error"),
    "personal_data": _("cause_personal_data", default="Personal data"),
    "third_party": _("cause_third_party", default="Rights of a third party"),
    "secret": _("cause_secret", default="Suspected secret"),
    "expired": _("cause_expired", default="Period of publication over"),
}

#: Stored code's name -> table of its titles.
_TABLES: Mapping[str, Mapping[str, Message]] = {
    "validity": VALIDITIES,
    "relation": RELATIONS,
    "companion": COMPANIONS,
    "channel": CHANNELS,
    "cause": CAUSES,
}


def joint_note(lead: str, request) -> str:
    """What stands in a co-issuer's register beside a document: that it was issued together, and who led."""
    message = _("joint_register_note", default="Issued jointly, led by ${lead}", mapping={"lead": lead})
    return translate(message, context=request)


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
            self._titles[name] = self._read(name)
        return self._titles[name]

    def _read(self, name: str) -> dict[str, str]:
        if name in _TABLES:
            return {code: self.text(title) for code, title in _TABLES[name].items()}
        if name not in _VOCABULARIES:
            return {}
        terms = getUtility(IVocabularyFactory, _VOCABULARIES[name])(self.context)
        return {term.value: self.text(term.title) for term in terms}

    def filter_value(self, name: str, value: str) -> str:
        """A chosen value of a filter in words; an agency's by its name in the catalogue."""
        if name != "agency":
            return self(name, value)
        known = IPublicCatalogue(api.portal.get()).facets(name)
        return next((label for one, label, _count in known if one == value), value)

    def selection(self, filters: Mapping[str, str], text: str) -> str:
        """What a list shows, in one line: the catalogue, its filters, the words that are looked for."""
        parts = [self.filter_value(name, value) for name, value in filters.items()]
        parts += [f"“{text}”"] if text else []
        title = self.text(_("heading_catalogue", default="Public catalogue"))
        return f"{title}：{'，'.join(parts)}" if parts else title

    def links(self, said: Mapping[str, object]) -> list[dict[str, str]]:
        """The documents an entry or document stands with: dicts {label, title, number, url}.

        :param said: with ``validity_by``, ``companion``, ``companion_of`` and ``related``.
        """
        found = [(self("relation", other["relation"]), other) for other in said["related"]]
        if said["companion_of"]:
            found.append((self("companion", str(said["companion"])), said["companion_of"]))
        if said["validity_by"]:
            found.append((self.text(_("label_validity_by", default="By")), said["validity_by"]))
        return [
            {"label": label, "title": other["title"], "number": other["number"], "url": other["@id"]}
            for label, other in found
        ]

    def notes(self, said: Mapping[str, object]) -> list[str]:
        """What a reader must know of an entry or document: not in force any more, corrected, not the whole text.

        :param said: with ``validity``, ``validity_date``, ``companion`` and ``revision``.
        """
        found = []
        if said["validity"] != "valid":
            mapping = {"validity": self("validity", str(said["validity"])), "on": str(said["validity_date"])}
            found.append(self.text(_("note_validity", default="${validity} (${on})", mapping=mapping)))
        if said["companion"] == "public_version":
            found.append(self.text(_("note_public_version", default="Public version; parts of the text are left out")))
        if said["revision"]:
            mapping = {"number": str(said["revision"])}
            found.append(
                self.text(_("note_correction", default="Corrected text (correction ${number})", mapping=mapping))
            )
        return found

    def text(self, message) -> str:
        """A message in the language of the request."""
        return translate(message, context=self.request)
