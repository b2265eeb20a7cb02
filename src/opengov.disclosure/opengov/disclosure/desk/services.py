"""``GET @findings``: what the scan has found, with where it stands in the text, for the people of the agency (R-S5)."""

from opengov.disclosure.desk import marking
from opengov.disclosure.desk import words
from opengov.disclosure.desk.document import DocumentPage
from opengov.disclosure.desk.panel import findings
from opengov.disclosure.desk.stepfields import scan_of
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.serving import VisibleService


class FindingsGet(VisibleService):
    """The findings as a page shows them: masked, with their places; and the text with the findings marked."""

    def reply(self) -> dict:
        titles = Titles(self.context, self.request)
        page = DocumentPage(self.context, self.request)
        key, named = (
            IDossier(self.context).salt.encode(),
            {kind: titles.of(words.FINDINGS, kind) for kind in words.FINDINGS},
        )
        text = "" if page.is_purged() else page.text()
        stand: dict[str, list[dict]] = {}
        for one in marking.positions(text, "text", key):
            stand.setdefault(one.pop("id"), []).append({name: one[name] for name in ("line", "start", "end")})
        return {
            "@id": f"{self.context.absolute_url()}/@findings",
            "items": [
                {**item, "positions": stand.get(item["id"], [])} for item in findings(scan_of(self.context), titles)
            ],
            "text": marking.in_markup(text, "text", key, named),
        }
