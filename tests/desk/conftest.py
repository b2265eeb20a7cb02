from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from town import make_agency
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
    agency = make_agency(site)
    transaction.commit()
    return agency


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
