"""A city with a bureau, a section in the bureau, people with offices, and a clock that can be set."""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.ledger.interfaces import IClock
from plone import api
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer

import pytest


SHANGHAI = timezone(timedelta(hours=8))


@implementer(IClock)
class Clock:
    """Stands still until it is set."""

    def __init__(self):
        self.set("2026-11-20T09:00")

    def set(self, text):
        self.time = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    def now(self):
        return self.time


@pytest.fixture
def clock(portal):
    registry, real, clock = getGlobalSiteManager(), getUtility(IClock), Clock()
    registry.registerUtility(clock, IClock)
    yield clock
    registry.registerUtility(real, IClock)


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
        city,
        "Agency",
        "bureau",
        title="韶关市财政局",
        short_name="市财政局",
        issuer_codes=["韶财"],
        office_size="small",
    )


@pytest.fixture
def section(bureau):
    return api.content.create(bureau, "Agency", "budget", title="预算科", short_name="预算科", kind="section")


@pytest.fixture
def person(portal, as_manager):
    """Create a user who holds offices: ``person("li", (bureau, "Signer"), …)``."""

    def create(user_id, *offices):
        portal.acl_users.userFolderAddUser(user_id, "Secret-2026!", ["Member"], [])
        for agency, role in offices:
            api.group.add_user(groupname=IOffices(agency).group_id(role), username=user_id)
        return user_id

    return create
