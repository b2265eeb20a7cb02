"""The filters of a register: each register offers those that mean something for its rows."""

from opengov.disclosure.core import registers
from opengov.disclosure.desk import lists
from opengov.disclosure.desk.registers.asking import Asked
from opengov.disclosure.desk.registers.words import Words
from opengov.disclosure.desk.registers.words import YES
from opengov.disclosure.i18n import _
from plone.uuid.interfaces import IUUID


#: Registers of several states: in the others all rows have the same.
_OF_STATES = ("all", "joint", "overdue", *registers.OF_ACTS)
#: Registers of several attributes.
_OF_ATTRIBUTES = (
    *_OF_STATES,
    "issued",
    "to_determine",
    "adjustment_review",
    "withdrawn",
    "superseded",
    "voided",
    "purged",
)
#: Registers whose rows may have a duty that is over.
_DUE = ("all", "published", "registered", "withheld", "issued", "adjustment_review", "withdrawn")


def controls(asked: Asked, words: Words) -> list[dict]:
    """The fields of the filter bar; see ``lists.Listing.bar``."""
    name = asked.choice.register
    if name == "handed_over":
        return [_search(_("label_search_receiver", default="Search in receivers")), *_agency(asked), *_days(name)]
    found = [_search(_("label_search_register", default="Search in numbers and titles")), *_agency(asked)]
    if name in _OF_ATTRIBUTES:
        titles = words.options("attribute")
        found.append(lists.choice("attribute", _("column_attribute", default="Disclosure attribute"), titles, True))
    found += _days(name)
    found.append(lists.choice("kind", _("column_kind", default="Kind"), words.options("kind")))
    if name in ("withheld", *_OF_ATTRIBUTES):
        grounds = [(code, words.ground(code)) for code, _title in words.options("grounds")]
        found.append(lists.choice("ground", _("filter_ground", default="Ground"), grounds))
    if name in _OF_STATES:
        states = [(state, words.title("state", state)) for state in registers.STATES]
        found.append(lists.choice("state", _("column_state", default="State"), states))
    if name in _DUE:
        found.append(lists.choice("overdue", _("filter_overdue", default="Overdue only"), [("1", words.text(YES))]))
    if name != "purged":
        found.append(
            lists.choice("masked", _("filter_masked", default="Leave the titles out"), [("1", words.text(YES))])
        )
    return found


def _search(label) -> dict:
    return lists.search("q", label)


def _agency(asked: Asked) -> list[dict]:
    if len(asked.agencies) < 2:
        return []
    options = [(IUUID(agency), agency.title) for agency in asked.agencies]
    return [lists.choice("agency", _("column_agency", default="Agency"), options, True)]


def _days(register: str) -> list[dict]:
    if register in registers.OF_ACTS or register == "handed_over":
        first, last = _("filter_day_from", default="Day from"), _("filter_day_to", default="Day to")
    else:
        first, last = _("filter_issued_from", default="Issued from"), _("filter_issued_to", default="Issued to")
    return [lists.day("from", first, True), lists.day("to", last, True)]
