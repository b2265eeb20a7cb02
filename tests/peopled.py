"""A layer made once for many tests: two agencies, all their people, and a document for each state."""

from door import Door
from opengov.disclosure.testing import FIXTURE
from plone import api
from plone.app.testing import FunctionalTesting
from plone.app.testing import PloneSandboxLayer
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import open_office
from town import PROPOSALS
from town import SECRET
from town import Walk

import pytest
import transaction


#: Every state; ``issued_on_request`` and ``issued_withheld`` are ``issued`` with another attribute.
STATES = """
    draft section_review disclosure_review secrecy_consultation sign_off issued issued_on_request issued_withheld
    published registered withheld withdrawn discontinued
""".split()


class Peopled(PloneSandboxLayer):
    """Two agencies with all their people, and one document for each state."""

    defaultBases = (FIXTURE,)

    def setUpPloneSite(self, portal):
        """One document for each state, each with an attachment."""
        with api.env.adopt_roles(["Manager"]):
            agency = make_agency(portal)
            make_agency(portal, "other", "云溪市财政局", "云财", prefix="other-")
            open_office(agency, "Drafter", "drafter2")
            for name, role in (("manager", "Manager"), ("site-admin", "Site Administrator"), ("member", "Member")):
                portal.acl_users.userFolderAddUser(name, SECRET, [role], [])
        walk = Walk(agency)
        documents = {state: self._document(walk, state) for state in STATES}
        self["uids"] = {state: IUUID(document) for state, document in documents.items()}
        self["ids"] = {state: document.getId() for state, document in documents.items()}
        # here and not by the layer: indexing needs the site to be set
        transaction.commit()

    def _document(self, walk, state):
        of = {"issued_on_request": "registered", "issued_withheld": "withheld"}.get(state, state)
        document = walk.draft(**PROPOSALS.get(of, {}))
        with api.env.adopt_user(username="drafter"):
            file = NamedBlobFile(data="附件内容".encode(), filename="附件.txt", contentType="text/plain")
            api.content.create(container=document, type="DocumentAttachment", id="annex", title="附件", file=file)
        target = state.split("_")[0] if state.startswith("issued") else state
        return walk.to(target, document)


PEOPLED = Peopled(name="opengov.disclosure.tests:Peopled")
MATRIX = FunctionalTesting(bases=(PEOPLED,), name="opengov.disclosure.tests:Matrix")


@pytest.fixture
def bureau(matrix):
    """The agency whose offices are held by ``drafter``, ``section-head``, …; the other's are ``other-drafter``, …"""
    return matrix["portal"]["bureau"]


@pytest.fixture
def bureau_walk(bureau):
    """Takes documents of the agency through their life."""
    return Walk(bureau)


@pytest.fixture
def door(matrix):
    """HTTP in this process."""
    return Door(matrix["portal"])
