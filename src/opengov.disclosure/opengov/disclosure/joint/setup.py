"""What an upgrade has to do for joint documents."""

from plone import api


def name_leads(portal) -> None:
    """Let the catalogue find what co-issuers have signed by its lead. Safe to repeat; wakes joint documents alone."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(joint_rank={"query": "", "range": "min"}):
        document = brain._unrestrictedGetObject()
        catalog.catalog_object(document, brain.getPath(), idxs=["co_issuers"], update_metadata=False)
        document._p_deactivate()
