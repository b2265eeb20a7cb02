"""Where a list is asked for: the whole site or one agency; and the addresses of what is in it."""

from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from plone import api


def scope_of(context) -> dict[str, str]:
    """Filters that the place sets: on an agency or section its agency, on the site none."""
    return {"agency": IIssuingAgency(context).uid} if IAgencyContent.providedBy(context) else {}


def absolute(item: dict) -> dict:
    """An entry or row as it goes out: the stored path becomes an address (empty where there is no public page)."""
    rest = {name: value for name, value in item.items() if name not in ("path", "facets")}
    return {"@id": address(item["path"]), **rest}


def address(path: str) -> str:
    """The absolute address of a stored path; empty for none."""
    return f"{api.portal.get().absolute_url()}/{path}" if path else ""
