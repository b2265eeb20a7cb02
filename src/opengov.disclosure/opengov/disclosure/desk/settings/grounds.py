"""``@@opengov-settings-grounds``: the controlled list of Articles 14 to 16, which of it is offered, and example reasons."""

from opengov.disclosure.attribute.interfaces import IGroundExamples
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core import offering
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.jurisdictions import keys as profile_keys
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.desk.settings.page import change
from opengov.disclosure.desk.settings.page import record
from opengov.disclosure.desk.settings.page import SettingsPage
from opengov.disclosure.desk.titles import Titles
from zope.component import getUtility


OFFERED = "opengov.disclosure.attribute.grounds_offered"
EXAMPLES = "opengov.disclosure.attribute.example_reasons"


class GroundsPage(SettingsPage):
    """What the law forbids to disclose is always offered; of what it permits to withhold an office can do without (R-A3)."""

    fields = ("grounds_offered", *(f"example_{code}" for code in GROUNDS))

    def rows(self) -> list[dict]:
        """The grounds in the order of the law: dicts {code, title (with its clause), binding, offered, local, example, delivered,
        messages}."""
        offered = self.chosen("grounds_offered") if self.typed() else (record(OFFERED) or tuple(GROUNDS))
        own, words = record(EXAMPLES) or {}, Titles(self.context, self.request)
        examples = getUtility(IGroundExamples)
        return [
            {
                "code": code,
                "title": words.ground(code),
                "binding": ground.mandatory,
                "offered": ground.mandatory or code in offered,
                "local": self._local(code),
                "example": self.text(f"example_{code}") if self.typed() else own.get(code, ""),
                "delivered": examples.delivered(code),
                "messages": self.messages(f"example_{code}"),
            }
            for code, ground in GROUNDS.items()
        ]

    def _local(self, code: str) -> list[str]:
        """What areas call the ground otherwise."""
        language = "zh_CN" if self.request.get("LANGUAGE", "").startswith("zh") else "en"
        national = jurisdictions.load(jurisdictions.DEFAULT).ground_label(code, language)
        found = []
        for key in profile_keys():
            profile = jurisdictions.load(key)
            label = profile.ground_label(code, language)
            if label != national:
                found.append(f"{profile.title[language]}：{label}")
        return found

    def store(self) -> None:
        """Store what is offered and the examples; an example left empty is the product's own."""
        offered = tuple(code for code in GROUNDS if code in offering.BINDING or code in self.chosen("grounds_offered"))
        examples = {code: text for code in GROUNDS if (text := self.text(f"example_{code}").strip())}
        enforce([*offering.grounds_problems(offered), *offering.examples_problems(examples)])
        change(OFFERED, offered)
        change(EXAMPLES, examples)
