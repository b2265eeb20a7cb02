"""A bureau with one person in each office, an archive and a library with accounts of their own, and a spool."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.testing import FIXTURE
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.app.testing import FunctionalTesting
from plone.app.testing import ploneSite
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.testing.layer import Layer
from plone.testing.zodb import stackDemoStorage
from plone.testing.zope import WSGI_SERVER_FIXTURE
from plone.uuid.interfaces import IUUID
from pytest_plone import fixtures_factory
from zope.component.hooks import setSite

import os
import pytest
import shutil
import tempfile
import transaction


PASSWORD = "Yunxi-2026-test"
CHECKS = ["accuracy", "authority", "completeness", "timeliness"]
STEPS = {
    "submit": ("drafter", {}),
    "endorse": ("section-head", {"checks": CHECKS}),
    "approve": ("disclosure-reviewer", {"checks": CHECKS}),
    "sign": ("signer", {}),
    "publish": ("disclosure-officer", {}),
    "register": ("disclosure-officer", {}),
    "file": ("disclosure-officer", {}),
    "withdraw": ("disclosure-officer", {"reason": "内容有误", "cause": "error"}),
}


class Town:
    """A site with agencies, and the acts that the tests need."""

    def __init__(self, portal):
        self.portal = portal
        self.handovers = IHandovers(portal)
        self.bureau = portal.get("bureau") or self.settle()

    def settle(self):
        bureau = self.make_agency("bureau", "云溪市教育局", "云教")
        for role, slug in OFFICES.items():
            if role != "Archivist":
                self.open_office(bureau, role, slug)
        self.open_office(bureau, "Archivist", "archive")
        self.open_office(bureau, "Archivist", "library")
        return bureau

    def make_agency(self, id, title, code):
        return api.content.create(
            self.portal, "Agency", id, title=title, short_name=title, issuer_codes=[code], fonds_identifier="Z001"
        )

    def open_office(self, agency, role, user_id):
        if api.user.get(userid=user_id) is None:
            api.user.create(email=f"{user_id}@example.org", username=user_id, password=PASSWORD)
        api.group.add_user(groupname=IOffices(agency).group_id(role), username=user_id)

    def receiver(self, account="archive", kind="archive", takes=("deposit",), fonds=None, id=None):
        fonds = fonds or [IUUID(self.bureau)]
        receiver = {"id": id or account, "title": "云溪市档案馆", "account": account, "kind": kind, "fonds": fonds}
        IReceivers(self.portal).put({**receiver, "takes": list(takes)})
        return IReceivers(self.portal).all()[receiver["id"]]

    def document(self, *steps, files=(), **fields):
        values = {
            "title": "云溪市教育局关于做好春季开学工作的通知",
            "text": RichTextValue("<p>各学校：现将有关事项通知如下。</p>", "text/html", "text/x-html-safe"),
            "document_kind": "notice",
            "disclosure_attribute": "proactive",
            **fields,
        }
        with api.env.adopt_user(username="drafter"):
            document = api.content.create(self.bureau, "OfficialDocument", **values)
            for name, data in files:
                file = NamedBlobFile(data=data, filename=name, contentType="application/octet-stream")
                api.content.create(document, "DocumentAttachment", title=name, file=file)
        # blobs have a place on disk only after a commit, as on a real site
        transaction.commit()
        self.walk(document, *steps)
        transaction.commit()
        return document

    def walk(self, document, *steps):
        for step in steps:
            user, data = STEPS[step]
            if step == "endorse":
                # as the routine does with files too large for the request they came with
                IScan(document).scan_waiting()
            if step == "approve":
                data = {**data, "handled": sorted(IScan(document).item_ids())}
            with api.env.adopt_user(username=user):
                ILife(document).take(step, **data)

    def signed(self, *further, **options):
        return self.document("submit", "endorse", "approve", "sign", *further, **options)

    def published(self, **options):
        return self.signed("publish", **options)

    def opine(self, document, opinion="at_expiry", reason=""):
        """Give a document the opinion on opening that its transfer waits for."""
        with api.env.adopt_user(username="transfer-clerk"):
            given = IOpeningOpinion(document).give(opinion, reason)
        transaction.commit()
        return given

    def seal(self, *documents):
        """Let the sealer go until nothing is left to do; what it sealed, offered and held back of these documents."""
        for document in documents:
            self.handovers.enqueue(IUUID(document), IUUID(self.bureau))
        found = {"records": [], "offered": [], "problems": [], "failed": []}
        uids, more = {IUUID(document) for document in documents}, True
        while more:
            done = self.handovers.work([IUUID(self.bureau)], 10)
            transaction.commit()
            found["records"] += [id for one in done["sealed"] if one["document"] in uids for id in one["records"]]
            found["problems"] += [code for one in done["held"] if one["document"] in uids for code in one["problems"]]
            found["offered"] += done["offered"]
            found["failed"] += done["failed"]
            more = done["more"]
        return found

    def offered(self, document):
        """The hand-over that was offered of one document alone."""
        [id] = self.seal(document)["offered"]
        return self.handovers.find(id)


class TownLayer(Layer):
    """The town, made once; each test gets a copy on top of it."""

    defaultBases = (FIXTURE,)

    def setUp(self):
        """Make the town, and let :meth:`furnish` put something into it."""
        self["spool"] = tempfile.mkdtemp(prefix="opengov-spool-")
        self["zodbDB"] = stackDemoStorage(self.get("zodbDB"), name=type(self).__name__)
        os.environ["OPENGOV_SPOOL"] = self["spool"]
        with ploneSite() as portal, api.env.adopt_roles(["Manager"]):
            self.furnish(Town(portal))
        del os.environ["OPENGOV_SPOOL"]

    def tearDown(self):
        """Take it away."""
        self["zodbDB"].close()
        del self["zodbDB"]
        shutil.rmtree(self["spool"])

    def furnish(self, town):
        """Nothing but the town."""


class PulledLayer(TownLayer):
    """The town with an archive, and one document with an attachment sealed for it."""

    def furnish(self, town):
        """Publish and seal."""
        town.receiver()
        town.seal(town.published(files=[("附件 1.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 2000)]))


# pytest imports this file under a name that the layers cannot be looked up by
MODULE = "opengov.disclosure.testing"
TOWN = TownLayer(name="opengov.disclosure:Town", module=MODULE)
PULLED = PulledLayer(name="opengov.disclosure:Pulled", module=MODULE)
LAYERS = {
    "town_layer": FunctionalTesting(bases=(TOWN,), name="opengov.disclosure:TownFunctional", module=MODULE),
    "served_layer": FunctionalTesting(
        bases=(TOWN, WSGI_SERVER_FIXTURE), name="opengov.disclosure:TownServed", module=MODULE
    ),
    "pulled_layer": FunctionalTesting(
        bases=(PULLED, WSGI_SERVER_FIXTURE), name="opengov.disclosure:PulledServed", module=MODULE
    ),
}
globals().update(fixtures_factory([(layer, name) for name, layer in LAYERS.items()], keep_session=False))


def pytest_itemcollected(item):
    """Keep a layer for the session from the first test that wants it; the pulled one needs a process of its own."""
    if "pulled_layer" in item.fixturenames:
        item.add_marker("pulled")
    if "served_layer" in item.fixturenames:
        item.add_marker("served")
    for name in LAYERS:
        if name in item.fixturenames:
            item.fixturenames.insert(0, f"{name}_session")


@pytest.fixture
def spool(tmp_path, monkeypatch):
    """The spool of this test alone."""
    folder = tmp_path / "spool"
    monkeypatch.setenv("OPENGOV_SPOOL", str(folder))
    return folder


@pytest.fixture
def town(town_layer, spool):
    yield from _town(town_layer)


@pytest.fixture
def served(served_layer, spool):
    """The same behind a web server."""
    yield from _town(served_layer)


@pytest.fixture
def pulled(pulled_layer, spool):
    """With a sealed document, behind a web server."""
    shutil.copytree(pulled_layer["spool"], spool)
    yield from _town(pulled_layer)


def _town(layer):
    portal = layer["portal"]
    setSite(portal)
    with api.env.adopt_roles(["Manager"]):
        yield Town(portal)
    transaction.abort()
