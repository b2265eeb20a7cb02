"""How persons and agencies are called on the pages of this domain."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.joint import store
from plone import api


def fullname(user_id: str) -> str:
    """How a person is called; the id where the account says nothing or is gone."""
    # The site's own accounts at once: the way through the membership tool costs three times as much, for each of 21.
    user = api.portal.get_tool("acl_users").getUserById(user_id) or api.user.get(userid=user_id)
    return (user.getProperty("fullname") if user else "") or user_id


def choices(context) -> list[dict]:
    """Agencies that a document may still ask: dicts {id, title}; none of their sections, not its own agency."""
    taken = {record.agency for record in store.records(context) if not record.removed}
    taken.add(IIssuingAgency(context).uid)
    brains = api.content.find(portal_type="Agency", sort_on="sortable_title")
    return [
        {"id": brain.UID, "title": brain.Title}
        for brain in brains
        if brain.UID not in taken and not brain.getObject().is_section()
    ]
