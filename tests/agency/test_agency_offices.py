"""Agencies, the groups of their offices, and the roles these give: R-A8, R-I2."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from plone import api
from plone.uuid.interfaces import IUUID

import pytest


@pytest.mark.parametrize("role", OFFICES)
def test_a_new_agency_has_a_group_for_each_office_and_the_group_has_the_role(bureau, role):
    group_id = IOffices(bureau).group_id(role)
    assert group_id == f"{IUUID(bureau)}-{OFFICES[role]}"
    assert dict(bureau.get_local_roles())[group_id] == (role,)
    assert api.group.get(groupname=group_id).getProperty("title").startswith("市财政局 ")


def test_issuing_agency(section, bureau):
    issuing = IIssuingAgency(section)
    assert issuing.agency == bureau
    assert issuing.section == section
