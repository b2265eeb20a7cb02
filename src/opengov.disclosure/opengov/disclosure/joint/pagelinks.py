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
