"""A layer made once for many tests: two agencies, all their people, and a document for each state."""

from door import Door
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.testing import FIXTURE
from plone import api
from plone.app.testing import FunctionalTesting
from plone.app.testing import PloneSandboxLayer
from plone.app.textfield.value import RichTextValue
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
_STATES = """
    draft section_review disclosure_review secrecy_consultation joint_consent sign_off to_determine issued
    issued_on_request issued_withheld published registered withheld adjustment_review withdrawn superseded voided
    discontinued purged
"""
STATES = _STATES.split()


#: Where the canary words of a document stand.
PLACES = ("title", "text", "summary", "notes", "annex", "filename", "bytes", "comment", "reason")


def canary(place, state):
    """A word that stands in one place of the document of one state, and nowhere else in the world."""
    return f"zq{place}{state.replace('_', '')}zq"


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
        """A document full of words that only those who see it may ever read."""
        of = {"issued_on_request": "registered", "issued_withheld": "withheld"}.get(state, state)
        words = {place: canary(place, state) for place in PLACES}
        fields = {**PROPOSALS.get(of, {}), "title": f"云溪市教育局关于{words['title']}的通知"}
        if "disclosure_reason" in fields:
            fields["disclosure_reason"] = words["reason"]
        text = RichTextValue(f"<p>各学校： {words['text']} </p>", "text/html", "text/x-html-safe")
        document = walk.draft(**fields, text=text, summary=words["summary"], notes=words["notes"])
        with api.env.adopt_user(username="drafter"):
            name = f"{words['filename']}.txt"
            file = NamedBlobFile(data=words["bytes"].encode(), filename=name, contentType="text/plain")
            api.content.create(
                container=document, type="DocumentAttachment", id="annex", title=words["annex"], file=file
            )
        self._walk(walk, document, state.split("_")[0] if state.startswith("issued") else state, words["comment"])
        return document

    @staticmethod
    def _walk(walk, document, state, words):
        if state == "joint_consent":
            with api.env.adopt_user(username="drafter"):
                IPositions(document).add(body="云溪市公安局")
        for step, by, data in walk.path(state):
            if step == "supersede":
                IDossier(document).set_affair("superseded_by", {"uid": "0" * 32})
            said = (
                {"reason": words} if "reason" in data else {"comment": words} if STEPS[step].accepts("comment") else {}
            )
            handled = {"handled": sorted(IScan(document).item_ids())} if step == "approve" else {}
            walk.take(document, step, by, **{**data, **said, **handled})


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
