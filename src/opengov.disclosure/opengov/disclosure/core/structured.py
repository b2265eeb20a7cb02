"""What machines read on the page of a public entry: schema.org as JSON-LD, Dublin Core, and the tags of government sites.

Made from the public entry alone, so that nothing can get in that the catalogue does not show.
"""

from collections.abc import Mapping
from typing import Any

import json


#: What a machine would take for the end of the script, or for markup.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

#: Validity -> https://schema.org/LegalForceStatus.
_FORCE = {
    "valid": "InForce",
    "amended": "InForce",
    "partly_repealed": "PartiallyInForce",
    "repealed": "NotInForce",
    "lapsed": "NotInForce",
}

#: Kinds that lay down law where they are signed; of the others normative documents alone do.
_ORDERS = frozenset({"order"})


def described(entry: Mapping[str, Any], address: str, words: Mapping[str, str]) -> dict[str, object]:
    """An entry as schema.org describes it: ``Legislation`` for orders and normative documents, else ``DigitalDocument``.

    :param entry: the public entry.
    :param address: its permanent address, or that of its page.
    :param words: ``subject``, ``kind``, ``access`` in the reader's language.
    """
    legal = bool(entry["normative"]) or entry["kind"] in _ORDERS
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Legislation" if legal else "DigitalDocument",
        "@id": address,
        "url": address,
        "name": entry["title"],
        "identifier": [
            value for value in (entry["index_number"], entry["number"], entry["registration_number"]) if value
        ],
        "inLanguage": "zh-CN",
        "dateCreated": entry["issue_date"],
        "datePublished": entry["publication_date"],
        "publisher": _organisation(entry["agency"]),
        "author": [_organisation(name) for name in entry["issuers"] or (entry["agency"],)],
        "genre": entry["genre"] or words["kind"],
        "about": words["subject"],
        "abstract": entry["summary"],
        "keywords": ", ".join(entry["keywords"]),
        "conditionsOfAccess": words["access"],
        "isAccessibleForFree": entry["attribute"] == "proactive",
    }
    if legal:
        told["legislationIdentifier"] = entry["number"]
        told["legislationDate"] = entry["issue_date"]
        told["legislationLegalForce"] = f"https://schema.org/{_FORCE.get(str(entry['validity']), 'InForce')}"
    return {name: value for name, value in told.items() if value not in ("", [], None)}


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": name}


def script(told: Mapping[str, object]) -> str:
    """JSON that can stand in a page: nothing in it ends the script or is read as markup."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return "".join(_ESCAPES.get(character, character) for character in text)


def tags(entry: Mapping[str, Any], address: str, site: str, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names and contents of the page's meta tags: Dublin Core, and those that government sites carry (页面标签).

    :param site: name of the site.
    """
    issuers = "、".join(entry["issuers"] or (entry["agency"],))
    found = [
        ("DC.title", entry["title"]),
        ("DC.identifier", entry["index_number"] or entry["number"]),
        ("DC.creator", issuers),
        ("DC.publisher", entry["agency"]),
        ("DC.date", entry["issue_date"]),
        ("DC.date.issued", entry["publication_date"]),
        ("DC.subject", words["subject"]),
        ("DC.type", words["kind"]),
        ("DC.description", entry["summary"]),
        ("DC.language", "zh-CN"),
        ("DC.rights", words["access"]),
        ("SiteName", site),
        ("ArticleTitle", entry["title"]),
        ("PubDate", entry["publication_date"]),
        ("ContentSource", issuers),
        ("Keywords", ",".join(entry["keywords"])),
        ("Url", address),
    ]
    return [(name, str(content)) for name, content in found if content]
