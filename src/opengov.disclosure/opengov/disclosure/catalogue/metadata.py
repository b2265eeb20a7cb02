"""The table of an entry's public metadata, and what machines read of it (政府信息公开条例 第十二条)."""

from collections.abc import Mapping
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.scope import permanent
from opengov.disclosure.core import issuers
from opengov.disclosure.core import structured
from opengov.disclosure.i18n import _
from plone import api


#: Rows of the table in their order.
TITLES = {
    "index_number": _("column_index_number", default="Index number"),
    "subject": _("filter_subject", default="Subject class"),
    "agency": _("label_issuing_agency", default="Issuing agency"),
    "issue_date": _("column_issue_date", default="Issue date"),
    "title": _("column_title", default="Title"),
    "number": _("column_number", default="Document number"),
    "publication_date": _("label_publication_date", default="Published on"),
    "validity": _("filter_validity", default="Validity"),
    "kind": _("filter_kind", default="Kind of document"),
    "genre": _("filter_genre", default="Genre"),
    "attribute": _("filter_attribute", default="Way of disclosure"),
    "keywords": _("label_document_keywords", default="Keywords"),
    "registration_number": _("label_registration_number", default="Registration number of the normative document"),
}

#: Rows that stand there without a value, too: offices expect them.
_ALWAYS = (
    "index_number",
    "subject",
    "agency",
    "issue_date",
    "title",
    "number",
    "publication_date",
    "validity",
    "attribute",
)


class Described:
    """One public entry in the words of a reader."""

    def __init__(self, entry: Mapping[str, object], context, request) -> None:
        self.entry = entry
        self.labels = Labels(context, request)

    def rows(self) -> list[dict]:
        """The rows of the table: dicts {name, title, text, day}; ``day`` is an ISO day, or empty."""
        found = []
        for name, title in TITLES.items():
            text = self._text(name)
            if text or name in _ALWAYS:
                day = text if name in ("issue_date", "publication_date") else ""
                found.append({"name": name, "title": self.labels.text(title), "text": text or "—", "day": day})
        return found

    def _text(self, name: str) -> str:
        value = self.entry[name]
        if name == "agency":
            return issuers.joined(self.entry["issuers"]) or str(value)
        if name == "validity":
            return "；".join(self.labels.notes(self.entry)) or self.labels("validity", str(value))
        if name == "keywords":
            return "、".join(value)
        return self.labels(name, str(value))

    def _words(self) -> dict[str, str]:
        return {
            "subject": self.labels("subject", str(self.entry["subject"])),
            "kind": self.labels("kind", str(self.entry["kind"])),
            "access": self.labels("attribute", str(self.entry["attribute"])),
        }

    def address(self) -> str:
        """The address to keep; empty where there is none."""
        return permanent(self.entry)

    def json_ld(self) -> str:
        """schema.org, to stand in a script of the page."""
        return structured.script(structured.described(self.entry, self.address(), self._words()))

    def tags(self) -> list[dict]:
        """Meta tags: dicts {name, content}."""
        site = api.portal.get().title
        told = structured.tags(self.entry, self.address(), site, self._words())
        return [{"name": name, "content": content} for name, content in told]
