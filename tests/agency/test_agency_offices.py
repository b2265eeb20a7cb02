"""Agencies, the groups of their offices, and the roles these give: R-A8, R-I2."""

from opengov.disclosure.agency.content import IAgency
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.rules import RuleBroken
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from zope.lifecycleevent import modified
from zope.schema import ValidationError

import pytest


def roles_of(user_id, context):
    return set(api.user.get_roles(username=user_id, obj=context)) - {"Member", "Authenticated"}


@pytest.mark.parametrize("role", OFFICES)
def test_a_new_agency_has_a_group_for_each_office_and_the_group_has_the_role(bureau, role):
    group_id = IOffices(bureau).group_id(role)
    assert group_id == f"{IUUID(bureau)}-{OFFICES[role]}"
    assert dict(bureau.get_local_roles())[group_id] == (role,)
    assert api.group.get(groupname=group_id).getProperty("title").startswith("市财政局 ")


def test_a_section_has_its_own_drafters_and_head_only(section):
    groups = {gid for gid, roles in section.get_local_roles()}
    assert groups == {IOffices(section).group_id("Drafter"), IOffices(section).group_id("Section Head")}


def test_whoever_creates_an_agency_owns_nothing_by_it(bureau):
    assert "Owner" not in {role for _name, roles in bureau.get_local_roles() for role in roles}


@pytest.mark.parametrize("role", [role for role in OFFICES if role != "Supervisor"])
def test_an_office_of_the_city_is_none_in_the_bureau(city, bureau, section, person, role):
    person("li", (city, role))
    assert roles_of("li", city) == {role}
    assert roles_of("li", bureau) == set()
    assert roles_of("li", section) == set()


@pytest.mark.parametrize("role", OFFICES)
def test_a_section_inherits_the_offices_of_its_agency(bureau, section, person, role):
    person("li", (bureau, role))
    assert roles_of("li", section) == {role}


def test_an_office_of_a_section_is_none_in_its_agency(bureau, section, person):
    person("li", (section, "Drafter"))
    assert roles_of("li", section) == {"Drafter"}
    assert roles_of("li", bureau) == set()


def test_a_supervisor_looks_down_through_all_agencies(city, bureau, section, person):
    person("li", (city, "Supervisor"))
    assert roles_of("li", bureau) == roles_of("li", section) == {"Supervisor"}


def test_a_supervisor_does_not_look_up(city, bureau, person):
    person("li", (bureau, "Supervisor"))
    assert roles_of("li", city) == set()


def test_a_moved_agency_has_the_supervisors_of_its_new_place(portal, city, bureau, section, person):
    other = api.content.create(portal, "Agency", "province", title="广东省财政厅", short_name="省财政厅")
    person("li", (city, "Supervisor"))
    person("wang", (other, "Supervisor"))
    moved = api.content.move(bureau, other)
    assert roles_of("li", moved) == roles_of("li", moved["budget"]) == set()
    assert roles_of("wang", moved) == roles_of("wang", moved["budget"]) == {"Supervisor"}


def test_an_agency_has_no_workflow_and_everybody_may_see_it(bureau):
    assert api.portal.get_tool("portal_workflow").getChainFor(bureau) == ()
    with api.env.adopt_roles(["Anonymous"]):
        assert [brain.getId for brain in api.content.find(portal_type="Agency", id="bureau")] == ["bureau"]


@pytest.mark.parametrize("role, expected", [("Drafter", True), ("Signer", False), ("Web Editor", False)])
def test_only_drafters_may_add_content(bureau, person, role, expected):
    person("li", (bureau, role))
    assert api.user.has_permission("Add portal content", username="li", obj=bureau) is expected


def test_a_new_short_name_shows_in_the_titles_of_the_groups(bureau):
    bureau.short_name = "财政局"
    modified(bureau)
    group = api.group.get(groupname=IOffices(bureau).group_id("Signer"))
    assert group.getProperty("title") == "财政局 签发人"


def test_a_shared_role_survives_an_edit(bureau, person):
    bureau.manage_setLocalRoles(person("li"), ["Editor"])
    bureau.short_name = "财政局"
    modified(bureau)
    assert roles_of("li", bureau) == {"Editor"}


def test_a_removed_agency_takes_its_groups_along(city, bureau):
    group_ids = [IOffices(bureau).group_id(role) for role in OFFICES]
    api.content.delete(bureau)
    assert not [group_id for group_id in group_ids if api.group.get(groupname=group_id)]


def test_an_imported_agency_has_the_groups_of_its_old_uid(bureau):
    former = IOffices(bureau).group_id("Signer")
    setattr(bureau, "_plone.uuid", "0" * 32)
    bureau.reindexObject(idxs=["UID"])
    assert api.group.get(groupname=former) is None
    assert api.group.get(groupname=f"{'0' * 32}-signer")
    assert dict(bureau.get_local_roles())[f"{'0' * 32}-signer"] == ("Signer",)
    assert former not in dict(bureau.get_local_roles())


def refusals():
    yield "delete", lambda portal, city: portal._delObject("city")
    yield "delete through the API", lambda portal, city: portal.manage_delObjects(["city"])
    yield "copy", lambda portal, city: api.content.copy(city, portal, "copy")
    yield "become a section", lambda portal, city: change_kind(city["bureau"])


def change_kind(agency):
    agency.kind = "section"
    modified(agency)


@pytest.mark.parametrize("act", [act for _name, act in refusals()], ids=[name for name, _act in refusals()])
def test_an_agency_with_content_stays_what_and_where_it_is(portal, city, section, act):
    with pytest.raises(RuleBroken) as refused:
        act(portal, city)
    assert [problem.code for problem in refused.value.problems] == ["agency_has_content"]


def test_a_folder_around_an_agency_with_content_cannot_be_removed_or_copied(portal, as_manager):
    folder = api.content.create(portal, "Folder", "folder")
    agency = api.content.create(folder, "Agency", "a", title="甲", short_name="甲")
    api.content.create(agency, "Document", "d", title="文")
    for act in (lambda: portal._delObject("folder"), lambda: api.content.copy(folder, portal, "copy")):
        with pytest.raises(RuleBroken):
            act()


def test_a_copied_empty_agency_has_groups_of_its_own(portal, city, bureau):
    copy = api.content.copy(bureau, portal, "copy")
    assert {gid.split("-")[0] for gid, _roles in copy.get_local_roles()} == {IUUID(copy)}
    assert IUUID(copy) != IUUID(bureau)


def test_a_section_cannot_stand_alone(portal, as_manager):
    with pytest.raises(RuleBroken) as refused:
        createContentInContainer(portal, "Agency", title="科", short_name="科", kind="section")
    assert refused.value.problems[0].code == "section_needs_agency"


def test_what_is_drafted_in_a_section_is_issued_by_the_agency(section, bureau, person):
    document = api.content.create(section, "Document", "d", title="文")
    issuing = IIssuingAgency(document)
    assert (issuing.agency, issuing.section, issuing.uid) == (bureau, section, IUUID(bureau))
    assert issuing.issuer_codes == ("韶财",)
    assert issuing.office_size == "small"
    assert issuing.jurisdiction.key == "cn-national-2019"
    assert issuing.groups("Signer") == (IOffices(bureau).group_id("Signer"),)
    assert issuing.groups("Drafter") == (IOffices(section).group_id("Drafter"), IOffices(bureau).group_id("Drafter"))


def test_supervisors_of_the_agencies_above_are_among_the_groups(city, bureau):
    expected = (IOffices(bureau).group_id("Supervisor"), IOffices(city).group_id("Supervisor"))
    assert IIssuingAgency(bureau).groups("Supervisor") == expected


def test_outside_an_agency_nothing_is_issued(portal, as_manager):
    with pytest.raises(TypeError):
        IIssuingAgency(api.content.create(portal, "Document", "d", title="文"))


def test_holders_are_members_themselves_or_through_a_group(bureau, person):
    person("li", (bureau, "Signer"))
    api.group.create("leaders")
    api.group.add_user(groupname="leaders", username=person("wang"))
    api.portal.get_tool("portal_groups").addPrincipalToGroup("leaders", IOffices(bureau).group_id("Signer"))
    assert IOffices(bureau).holders("Signer") == {"li", "wang"}


def test_a_person_acts_for_himself_in_his_office_and_its_sections(city, bureau, section, person):
    person("li", (bureau, "Signer"))
    acts = [IOffices(agency).acts_for("li", "Signer") for agency in (bureau, section, city)]
    assert acts == ["", "", None]


@pytest.mark.parametrize(
    "name, good, bad",
    [
        ("credit_code", "91110000600037341L", "91110000600037341M"),
        ("credit_code", "91110000600037341L", "9111 0000 6000 3734 1L"),
        ("issuer_codes", ["韶府办", "工信部联产业"], ["韶府办〔2026〕"]),
        ("issuer_codes", ["国办发"], ["韶府 办"]),
        ("issuer_codes", ["国办发"], ["国办发1"]),
        ("issuer_codes", ["国办发"], ["国办发", "国办发"]),
        ("issuer_codes", ["国办发"], ["字" * 16]),
        ("local_holidays", ["2026-04-03"], ["3.4.2026"]),
        ("fonds_identifier", "Z001", "Z001-2"),
        ("fonds_identifier", "0109", "Z 001"),
        ("kind", "court", "club"),
        ("jurisdiction", "zunyi-2020", "atlantis"),
        ("office_size", "small", "tiny"),
    ],
)
def test_a_field_takes_what_is_right_and_refuses_what_is_wrong(portal, name, good, bad):
    field = IAgency[name].bind(portal)
    field.validate(good)
    with pytest.raises(ValidationError):
        field.validate(bad)


def test_the_type_is_marked(bureau):
    assert IAgencyContent.providedBy(bureau)
