"""Where a list is asked for: the whole site or one agency; and how what is in it goes out."""

from collections.abc import Mapping
from opengov.disclosure.addresses import public
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from plone import api


#: What an entry keeps for itself: a UID becomes what the public may know behind it.
_INSIDE = ("uid", "validity_document", "validity_uid", "companion_of")


def scope_of(context) -> dict[str, str]:
    """Filters that the place sets: on an agency or section its agency, on the site none."""
    return {"agency": IIssuingAgency(context).uid} if IAgencyContent.providedBy(context) else {}


def absolute(item: dict) -> dict:
    """An entry or row as it goes out: the stored path becomes an address (empty where there is no public page)."""
    rest = {name: value for name, value in item.items() if name not in ("path", "facets")}
    return {"@id": address(item["path"]), **rest}


def public_entry(entry: dict) -> dict:
    """An entry as it goes out, with the documents it stands with, as far as they are public (R-I9, R-X1).

    ``validity_by`` is who amended or repealed it: a dict {title, number, @id}, with words alone for a document that is
    not kept here, or None; ``companion_of`` what it corrects, interprets or stands in for; ``related`` who says
    something of it.
    """
    catalogue = IPublicCatalogue(api.portal.get())
    shown = {name: value for name, value in absolute(entry).items() if name not in _INSIDE}
    if "excerpt" in shown:
        shown["excerpt"] = [{"text": text, "hit": hit} for text, hit in entry["excerpt"]]
    return {
        **shown,
        "permanent_link": permanent(entry),
        "validity_by": _named(entry["validity_uid"], catalogue) or words(entry["validity_document"]),
        "companion_of": _named(entry["companion_of"], catalogue),
        "related": [{"relation": other["relation"], **_brief(other)} for other in catalogue.related(entry["uid"])],
    }


def words(document: str) -> dict | None:
    """A document that is known in words alone."""
    return {"@id": "", "title": document, "number": ""} if document else None


def _named(uid: str, catalogue) -> dict | None:
    entry = catalogue.entry(uid) if uid else None
    return None if entry is None else _brief(entry)


def _brief(entry: dict) -> dict:
    return {"@id": address(entry["path"]), "title": entry["title"], "number": entry["number"]}


def permanent(entry: Mapping[str, object]) -> str:
    """The address of an entry that stays: by its index number, else by the UID of its page; empty where it has neither.

    It is kept by others, so it is the one the outside knows.
    """
    return public(permanent_here(entry))


def permanent_here(entry: Mapping[str, object]) -> str:
    """The same for whoever is on the site already, however he came."""
    name = entry["index_number"] or (entry["uid"] if entry["path"] else "")
    return f"{api.portal.get().absolute_url()}/@@gkml/{name}" if name else ""


def address(path: str) -> str:
    """The absolute address of a stored path; empty for none."""
    return f"{api.portal.get().absolute_url()}/{path}" if path else ""
