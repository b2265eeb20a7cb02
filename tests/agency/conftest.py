"""A city with a bureau, a section in the bureau, and some people."""

from opengov.disclosure.agency.interfaces import IOffices
from plone import api

import pytest


@pytest.fixture
def as_manager(portal):
    with api.env.adopt_roles(["Manager"]):
        yield


@pytest.fixture
def city(portal, as_manager):
    return api.content.create(
        portal, "Agency", "city", title="韶关市人民政府办公室", short_name="市府办", issuer_codes=["韶府办", "韶府办函"]
    )


@pytest.fixture
def bureau(city):
    return api.content.create(
        city, "Agency", "bureau", title="韶关市财政局", short_name="市财政局", issuer_codes=["韶财"], office_size="small"
    )


@pytest.fixture
def section(bureau):
    return api.content.create(bureau, "Agency", "budget", title="预算科", short_name="预算科", kind="section")


@pytest.fixture
def person(portal, as_manager):
    """Create a user who holds offices: ``person("li", (bureau, "Signer"), …)``."""

    def create(user_id, *offices):
        api.user.create(email=f"{user_id}@example.org", username=user_id, password="Secret-2026!")
        for agency, role in offices:
            api.group.add_user(groupname=IOffices(agency).group_id(role), username=user_id)
        return user_id

    return create
