"""Where a page shows, or paper holds, less than somebody may think: said in words, never passed over."""

from opengov.disclosure.desk import lists
from opengov.disclosure.i18n import _


#: Rows that a print view shows at most: who needs more saves a file.
PRINTED = 2000


def limits(page: dict, size: int) -> list:
    """Messages for the page of a register.

    :param page: dict {items, next, total}.
    :param size: rows that it may have.
    """
    found = []
    if page["items"] and page["next"] and len(page["items"]) < size:
        found.append(
            _(
                "text_register_searched_part",
                default="The search has looked at part of this register so far. It goes on with the next page.",
            )
        )
    if (page["total"] or 0) > PRINTED:
        found.append(
            _(
                "text_register_print_part",
                default="The print view holds the first ${number} rows only. The files (XLSX, CSV) hold all of them.",
                mapping={"number": str(PRINTED)},
            )
        )
    return found


def searched_nothing(following: str) -> dict:
    """For macro ``empty``, where a search has found nothing in what it looked at so far.

    :param following: address of the page on which it goes on.
    """
    message = _(
        "text_register_searched_nothing",
        default="Nothing found so far: the search has looked at part of this register.",
    )
    return lists.nothing(message, url=following, link=_("link_search_on", default="Search on"))
