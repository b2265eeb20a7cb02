"""The site whose answers are the examples of the REST reference: the same clock and the same ids in every run."""

from exampletown import Id
from exampletown import SteadyClock
from exampletown import Town
from hashlib import sha256
from opengov.disclosure.ledger.interfaces import IClock
from plone import api
from plone.uuid.interfaces import IUUIDGenerator
from recorder import Recorder
from town import make_agency
from town import SECRET
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite

import itertools
import pytest
import transaction


#: Modules that draw ids which do not come from the generator of UIDs.
DRAWING = (
    "agency.content",
    "agency.deputies",
    "desk.registers.saved",
    "joint.answering",
    "joint.asking",
    "joint.commissioning",
    "joint.files",
    "joint.meetings.acts",
    "joint.repeal.acts",
    "signoff.governing",
)


@pytest.fixture
def clock(functional):
    """Fixed time and fixed ids, so that digests and hashes of the record are the same in every run."""
    registry = getGlobalSiteManager()
    before = registry.getUtility(IClock), registry.getUtility(IUUIDGenerator)
    clock = SteadyClock()
    numbers = itertools.count(1)
    registry.registerUtility(clock, IClock)
    registry.registerUtility(lambda: sha256(b"%d" % next(numbers)).hexdigest()[:32], IUUIDGenerator)
    yield clock
    registry.registerUtility(before[0], IClock)
    registry.registerUtility(before[1], IUUIDGenerator)


@pytest.fixture
def ids(monkeypatch):
    """Ids that do not come from the generator of UIDs."""
    numbers = itertools.count(1)
    for module in DRAWING:
        monkeypatch.setattr(
            f"opengov.disclosure.{module}.uuid4", lambda: Id(sha256(b"id %d" % next(numbers)).hexdigest()[:32])
        )


@pytest.fixture
def ask(functional, clock, ids, tmp_path, monkeypatch):
    """The recorder, at a site with one agency whose offices are held by an account each."""
    monkeypatch.setenv("OPENGOV_SPOOL", str(tmp_path / "spool"))
    portal = functional["portal"]
    setSite(portal)
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("plone.available_languages", ["en", "zh-cn"])
        api.portal.set_registry_record("plone.use_request_negotiation", True)
        make_agency(portal)
        api.user.create(email="colleague@example.org", username="colleague", password=SECRET)
        portal.acl_users.userFolderAddUser("manager", SECRET, ["Manager"], [])
    transaction.commit()
    recorder = Recorder(portal)
    yield recorder
    assert not recorder.differences, "\n".join(recorder.differences)


@pytest.fixture
def town(ask, clock):
    return Town(ask, clock)
