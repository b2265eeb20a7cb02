"""What meetings and the competent authority have settled about the attribute, and what of it binds the lead (R-J3)."""

from collections.abc import Iterator
from opengov.disclosure.core import joint
from opengov.disclosure.core import meetings
from opengov.disclosure.core.settlements import binding
from opengov.disclosure.core.settlements import Settlement
from opengov.disclosure.joint import store
from opengov.disclosure.joint.meetings import store as meeting_store
from opengov.disclosure.secrecy.interfaces import IReviews


def present(context) -> Settlement:
    """Attribute and grounds that the document carries now."""
    grounds = tuple(getattr(context, "disclosure_grounds", None) or ())
    return Settlement("", False, getattr(context, "disclosure_attribute", None) or "", grounds)


def bound(context) -> Settlement | None:
    """What binds the lead now; None when nothing does."""
    settled = [*_by_meetings(context), *_by_authority(context)]
    if not settled:
        return None
    opinions = [one for one in IReviews(context).opinions() if one.determination and not one.voided]
    return binding(settled, {one.at: one.attribute for one in opinions})


def _by_meetings(context) -> Iterator[Settlement]:
    for record in meeting_store.records(context):
        told = record.concluded
        if told and told["outcome"] != meetings.Outcome.NOT_SETTLED:
            changed = told["outcome"] == meetings.Outcome.CHANGED
            yield Settlement(told["at"], changed, told["attribute"], tuple(told["grounds"]))


def _by_authority(context) -> Iterator[Settlement]:
    for record in store.records(context):
        for told in record.decisions:
            if told.get("settler", joint.Settler.AUTHORITY) == joint.Settler.AUTHORITY and told.get("attribute"):
                yield Settlement(told["at"], told["ruling"] == joint.Ruling.TO_CHANGE, told["attribute"])
