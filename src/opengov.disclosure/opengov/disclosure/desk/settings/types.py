"""``@@opengov-settings-types``: which of Plone's own types are governed, too."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings.page import change
from opengov.disclosure.desk.settings.page import record
from opengov.disclosure.desk.settings.page import SettingsPage
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


GOVERNED_TYPES = "opengov.disclosure.signoff.governed_types"


class TypesPage(SettingsPage):
    """A type with governed content cannot be given up: its documents would lose their protection (R-I2)."""

    fields = ("governed_types",)

    def rows(self) -> list[dict]:
        """The types that may be governed, by the names the site gives them: dicts {id, title, chosen, count}."""
        chosen = self.chosen("governed_types") if self.typed() else tuple(record(GOVERNED_TYPES) or ())
        types = api.portal.get_tool("portal_types")
        return [
            {"id": name, "title": types[name].Title(), "chosen": name in chosen}
            for name in governable()
            if name in types
        ]

    def store(self) -> None:
        """Govern exactly what is ticked."""
        chosen = self.chosen("governed_types")
        unknown = sorted(set(chosen) - set(governable()))
        if unknown:
            raise RuleBroken(Problem("value_unknown", "R-X2", "governed_types", "", {"name": unknown[0][:60]}))
        if set(chosen) != set(record(GOVERNED_TYPES) or ()):
            change(GOVERNED_TYPES, tuple(name for name in governable() if name in chosen))


def governable() -> list[str]:
    """The types that the registry's record lets in."""
    return [term.value for term in getUtility(IRegistry).records[GOVERNED_TYPES].field.value_type.vocabulary]
