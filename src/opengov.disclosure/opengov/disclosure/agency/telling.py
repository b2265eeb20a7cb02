"""Tells what profiles say, and what became of an agency's rules, in the words of an office."""

from collections.abc import Iterable
from opengov.disclosure.agency.interfaces import IProfileWords
from opengov.disclosure.agency.members import fullname
from opengov.disclosure.agency.rule_texts import PERIODS
from opengov.disclosure.agency.rule_texts import RULES
from opengov.disclosure.agency.rule_texts import SETTINGS
from opengov.disclosure.agency.rule_texts import TRIGGERS
from opengov.disclosure.agency.rule_texts import UNITS
from opengov.disclosure.agency.rule_texts import VALUES
from opengov.disclosure.agency.vocabularies import OFFICE_SIZES
from opengov.disclosure.agency.vocabularies import profile_title
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.i18n import _
from plone import api
from zope.component import adapter
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


_BY_LAW = _("period_by_law", default="${duty} (limit by law)")
_NOTHING = _("value_not_set", default="(none)")


@implementer(IProfileWords)
@adapter(IBrowserRequest)
class Telling:
    """Words for one request. See ``IProfileWords``."""

    def __init__(self, request) -> None:
        self.request = request
        self.language = "zh_CN" if api.portal.get_current_language().startswith("zh") else "en"

    @staticmethod
    def title(profile: jurisdictions.Jurisdiction) -> str:
        """What a profile is called."""
        return profile_title(profile)

    def history(self, entries: Iterable[dict]) -> list[dict]:
        """Entries of a settings history, the latest first: dicts {setting, value, version, from, by, reason}."""
        return [
            {
                "setting": self._text(SETTINGS[entry["what"]]),
                "value": self._setting(entry),
                "version": entry["version"],
                "from": entry["from"],
                "by": fullname(entry["by"]) if entry["by"] else "",
                "reason": entry["reason"],
            }
            for entry in reversed(list(entries))
        ]

    def changes(self, changes: dict) -> dict:
        """Differences of two profiles in words: rules, periods and labels, each {title, old, new, source}."""
        return {
            "rules": [self._row(RULES.get(each["key"], each["key"]), each, self._choice) for each in changes["rules"]],
            "periods": [self._row(self._duty(each["key"]), each, self._period) for each in changes["periods"]],
            "labels": [self._row(self._national(each["key"]), each, self._words) for each in changes["labels"]],
        }

    def deadline(self, change: dict) -> dict:
        """One clock of a document: dict {title, expected, old, new, source}."""
        old, new = change["old"], change["new"]
        duty = self._text(self._duty(change["key"]))
        by_law = change["key"].endswith("_statutory")
        return {
            "title": self._text(Message(_BY_LAW, mapping={"duty": duty})) if by_law else duty,
            "expected": change["expected"],
            "old": old["due"] if old else self._text(_NOTHING),
            "new": new["due"] if new else self._text(_NOTHING),
            "source": (new or old)["source"],
        }

    def _row(self, title, change: dict, words) -> dict:
        old, new = change["old"], change["new"]
        return {
            "title": self._text(title),
            "old": words(old) if old else self._text(_NOTHING),
            "new": words(new) if new else self._text(_NOTHING),
            "source": (new or old)["source"],
        }

    def _choice(self, side: dict) -> str:
        value = side["value"]
        items = value if isinstance(value, list) else [str(value)]
        return "、".join(self._text(VALUES.get(item, item)) for item in items) or self._text(_NOTHING)

    def _period(self, side: dict) -> str:
        number = self._text(Message(UNITS[side["unit"]], mapping={"n": str(side["n"])}))
        return f"{number} ({self._text(TRIGGERS[side['trigger']])})"

    def _words(self, side: dict) -> str:
        return side["value"].get(self.language) or side["value"]["zh_CN"]

    @staticmethod
    def _duty(key: str):
        return PERIODS.get(key.removesuffix("_statutory"), key)

    def _national(self, key: str) -> str:
        """What a label or ground is called nationally: the name of the row."""
        national = jurisdictions.load(jurisdictions.DEFAULT)
        return national.ground_label(key, self.language) if key in GROUNDS else national.label(key, self.language)

    def _setting(self, entry: dict) -> str:
        if entry["what"] == "jurisdiction":
            return profile_title(jurisdictions.load(entry["value"], entry["version"]))
        if entry["what"] == "office_size":
            return self._text(OFFICE_SIZES[entry["value"]])
        return "、".join(entry["value"]) or self._text(_NOTHING)

    def _text(self, message) -> str:
        return translate(message, context=self.request)
