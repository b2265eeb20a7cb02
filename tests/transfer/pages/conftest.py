"""A bureau with its clerk, an archive and a library with accounts of their own, and browsers without scripts."""

from offered import FakeHandovers
from offered import FakeReceipts
from offered import put_in_place
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceipts
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import open_office
from town import SECRET
from town import Walk
from visiting import Visitor

import pytest
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def bureau(site):
    """The agency; ``archive`` and ``library`` are accounts of receivers."""
    agency = make_agency(site)
    for account in ("archive", "library"):
        open_office(agency, "Archivist", account)
    transaction.commit()
    return agency


@pytest.fixture
def health(site):
    """Another agency, whose people are ``hea-transfer-clerk`` and so on, with an archive of its own."""
    agency = make_agency(site, "health", "云溪市卫生健康局", "云卫", prefix="hea-")
    open_office(agency, "Archivist", "hea-archive")
    receive(site, agency, "hea-archive", "卫生档案馆")
    return agency


@pytest.fixture
def uid(bureau):
    return IUUID(bureau)


def receive(site, agency, account, title, kind="archive"):
    """Set a receiver up."""
    receiver = {"id": account, "title": title, "account": account, "kind": kind, "fonds": [IUUID(agency)]}
    IReceivers(site).put({**receiver, "takes": ["deposit"]})
    transaction.commit()


@pytest.fixture
def archive(site, bureau):
    receive(site, bureau, "archive", "云溪市档案馆")


@pytest.fixture
def nobody_receives(bureau):
    """A site without receivers."""
    with put_in_place(IHandovers, FakeHandovers()) as fake:
        yield fake


@pytest.fixture
def handovers(archive):
    """Hand-overs in whatever state the test puts them."""
    with put_in_place(IHandovers, FakeHandovers()) as fake:
        yield fake


@pytest.fixture
def receipts(handovers):
    with put_in_place(IReceipts, FakeReceipts()) as fake:
        yield fake


@pytest.fixture
def walk(bureau):
    return Walk(bureau)


@pytest.fixture
def visit(functional, bureau):
    return lambda user="": Visitor(functional, user)


@pytest.fixture
def manager(site, bureau):
    """An administrator who holds no office."""
    api.user.create(email="boss@example.org", username="boss", password=SECRET, roles=["Manager"])
    transaction.commit()
    return "boss"
