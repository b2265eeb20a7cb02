"""From a document's agencies to the pages that tell more of them."""

from opengov.disclosure.i18n import _
from opengov.disclosure.joint.interfaces import IArrangement


#: Name of a page -> what its link says.
_JOINT = {
    "joint": _("link_arrangement", default="Who issues it, and in which order"),
    "meetings": _("link_meetings", default="Coordination meetings"),
}
_SHEET = _("link_countersign_sheet", default="Print the countersign sheet")


def page_links(context, rows: list[dict]) -> list[dict]:
    """The pages the current user may open: dicts {name, title, url}.

    :param rows: of ``IPositionsSeen``; without one there is no sheet to print.
    """
    names = dict(_JOINT) if IArrangement(context, None) is not None else {}
    found = {name: title for name, title in names.items() if context.restrictedTraverse(f"@@{name}", None) is not None}
    if rows:
        found["countersign-sheet"] = _SHEET
    url = context.absolute_url()
    return [{"name": name, "title": title, "url": f"{url}/@@{name}"} for name, title in found.items()]


#: What is next -> where it is done, behind the document's address; what is waited for is done nowhere.
_DONE_AT = {
    **dict.fromkeys(("ask", "ask_again", "record", "remind", "authority", "receive", "draft", "release"), "slot"),
    **dict.fromkeys(("meet", "await_meeting"), "@@meetings"),
    "change": "",
    "confirm": "@@position-difference?slot={slot}",
    "sign": "@@opengov-step?step=countersign",
    "record_signature": "@@opengov-step?step=record_countersignature",
}


def next_url(url: str, row: dict) -> str:
    """Where the next act about an agency is done; empty where there is nothing to do.

    :param url: address of the document.
    :param row: with its slot and what is ``next``.
    """
    place = _DONE_AT.get(row["next"])
    if place is None:
        return ""
    place = "@@positions?slot={slot}#slot-{slot}" if place == "slot" else place
    return f"{url}/{place.format(slot=row['slot'])}".rstrip("/")
