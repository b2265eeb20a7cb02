"""How the pages of this domain name what they show; where a jurisdiction profile has its own word, that word is used."""

from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.pages.naming import fullname
from plone import api
from plone.dexterity.utils import iterSchemata
from zope.schema import getFields


class Titles:
    """Titles for one document and one request; every person is looked up once."""

    def __init__(self, context) -> None:
        self.context = context
        self.language = "zh_CN" if api.portal.get_current_language().startswith("zh") else "en"
        self._persons: dict[str, str] = {}

    @cached_property
    def _profile(self):
        return IIssuingAgency(self.context).jurisdiction

    @cached_property
    def fields(self) -> dict:
        """The fields of the document by name."""
        return {name: field for schema in iterSchemata(self.context) for name, field in getFields(schema).items()}

    def attribute(self, code: str) -> str:
        """A disclosure attribute; empty when none is set."""
        return self._label(f"attribute.{code}") or code if code else ""

    def office(self, role: str) -> str:
        """An office (role)."""
        slug = role.lower().replace(" ", "_").replace("-", "_")
        return self._label(f"role.{slug}") if role else ""

    def ground(self, code: str) -> str:
        """A ground with its clause."""
        label = self._profile.ground_label(code, self.language)
        return f"{label}（{citation(GROUNDS[code])}）" if code in GROUNDS else label

    def field(self, name: str) -> object:
        """What a field of the document is called."""
        if name in labels.FIELDS:
            return labels.FIELDS[name]
        return self.fields[name].title if name in self.fields else name

    def person(self, user_id: str) -> str:
        """How a person is called."""
        if user_id and user_id not in self._persons:
            self._persons[user_id] = fullname(user_id)
        return self._persons.get(user_id, "")

    def _label(self, key: str) -> str:
        label = self._profile.label(key, self.language)
        return "" if label == key else label
