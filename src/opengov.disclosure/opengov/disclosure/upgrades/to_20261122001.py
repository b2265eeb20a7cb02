"""From 20261121001: referral, dispute, haste, adjustment, withdrawal, purge and the rest of a document's real life.

The workflow has new states and its old ones are seen by one role more. A document's permissions are its own attributes, so
each document is brought in line with its state; otherwise the integrity check would rightly name it.
"""

from opengov.disclosure.agency import setup as agency
from opengov.disclosure.catalogue import setup as catalogue
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.signoff import settings
from opengov.disclosure.upgrades import profile
from plone import api

import transaction


WORKFLOW = "opengov_document_workflow"

#: Parts of the profile that changed.
STEPS = ("rolemap", "typeinfo", "workflow", "plone.app.registry", "actions", "controlpanel")

#: Documents after which memory is given back; everything stays one transaction.
_BATCH = 500


def upgrade(tool) -> None:
    """Read the changed parts of the profile, then bring agencies, documents and catalogue in line."""
    profile.read(tool, STEPS)
    _give_behaviors()
    profile.index(tool)
    agency.install(api.portal.get())
    _follow_states()
    catalogue.upgrade(api.portal.get())


def _give_behaviors() -> None:
    """Plain types that are governed already get the behaviors that governing gives since this version."""
    types = api.portal.get_tool("portal_types")
    for name in settings.governed_types():
        missing = [behavior for behavior in settings.GIVEN if behavior not in types[name].behaviors]
        if missing:
            types[name].manage_changeProperties(behaviors="\n".join([*types[name].behaviors, *missing]))


def _follow_states() -> None:
    """Give every governed document the permissions of its state, and the catalogue who sees it."""
    workflow = api.portal.get_tool("portal_workflow")[WORKFLOW]
    catalog = api.portal.get_tool("portal_catalog")
    for number, brain in enumerate(
        catalog.unrestrictedSearchResults(object_provides=IGoverned.__identifier__), start=1
    ):
        document = brain._unrestrictedGetObject()
        if workflow.updateRoleMappingsFor(document):
            document.reindexObjectSecurity()
        document.reindexObject(idxs=["waiting_for"])
        if number % _BATCH == 0:
            transaction.savepoint(optimistic=True)
            api.portal.get()._p_jar.cacheGC()
