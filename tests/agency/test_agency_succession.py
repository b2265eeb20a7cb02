"""The end of an agency and who carries on: 002 管理制度 第五条."""

from AccessControl import Unauthorized
from datetime import date
from opengov.disclosure.agency import setup
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID

import pytest


TODAY = "2026-11-20"


@pytest.fixture
def heir(portal, as_manager):
    return api.content.create(portal, "Agency", "heir", title="韶关市财政和国资局", short_name="市财资局")


@pytest.fixture
def last(portal, as_manager):
    return api.content.create(portal, "Agency", "last", title="韶关市综合局", short_name="市综合局")


def roles_of(user_id, context):
    return set(api.user.get_roles(username=user_id, obj=context)) - {"Member", "Authenticated"}


def abolish(agency, successor="", day=TODAY, reason="机构改革"):
    ISuccession(agency).abolish(day, successor, reason)


def added(place, portal_type, **fields):
    return createContentInContainer(place, portal_type, checkConstraints=False, **fields)


def codes(call):
    with pytest.raises(RuleBroken) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("role", [role for role in OFFICES if role not in ("Archivist", "Supervisor")])
def test_an_office_of_the_successor_is_the_same_office_of_the_abolished_agency(clock, bureau, heir, person, role):
    person("li", (bureau, role))
    person("wang", (heir, role))
    assert roles_of("wang", bureau) == set()
    abolish(bureau, IUUID(heir))
    assert roles_of("wang", bureau) == {role}
    assert roles_of("wang", heir) == {role}
    assert roles_of("li", bureau) == set()
    assert IOffices(bureau).holders(role) == {"wang"}
    assert IOffices(bureau).acts_for("wang", role) == ""
    assert IOffices(bureau).acts_for("li", role) is None


def test_the_successors_people_see_in_the_catalogue_without_reindexing(clock, bureau, heir, person):
    person("wang", (heir, "Drafter"))
    fields = {"document_kind": "notice", "disclosure_attribute": "proactive"}
    person("li", (bureau, "Drafter"))
    with api.env.adopt_user(username="li"):
        draft = api.content.create(bureau, "OfficialDocument", title="草稿", **fields)

    def found():
        with api.env.adopt_user(username="wang"):
            return [brain.UID for brain in api.content.find(portal_type="OfficialDocument")]

    assert found() == []
    abolish(bureau, IUUID(heir))
    assert found() == [IUUID(draft)]


def test_archives_and_supervisors_are_nobodys_staff_and_stay(clock, bureau, heir, person):
    person("archive", (bureau, "Archivist"))
    person("super", (bureau, "Supervisor"))
    abolish(bureau, IUUID(heir))
    assert roles_of("archive", bureau) == {"Archivist"}
    assert roles_of("super", bureau) == {"Supervisor"}


def test_through_a_chain_the_last_one_carries_on(clock, bureau, heir, last, person):
    person("wang", (heir, "Signer"))
    person("zhao", (last, "Signer"))
    abolish(bureau, IUUID(heir))
    abolish(heir, IUUID(last))
    assert roles_of("zhao", bureau) == roles_of("zhao", heir) == {"Signer"}
    assert roles_of("wang", bureau) == roles_of("wang", heir) == set()
    assert ISuccession(bureau).heir() == last
    assert IIssuingAgency(bureau).successor.agency == last
    assert [each.getId() for each in ISuccession(bureau).successors()] == ["heir", "last"]
    assert ISuccession(last).predecessors() == (heir,)


def test_a_deputy_of_the_successor_carries_on_too(clock, bureau, heir, person):
    person("wang", (heir, "Signer"))
    person("li", (heir, "Drafter"))
    IDeputies(heir).appoint("li", "wang", "Signer", date(2026, 11, 20), date(2026, 11, 21))
    abolish(bureau, IUUID(heir))
    assert roles_of("li", bureau) == {"Signer", "Drafter"}
    assert IOffices(bureau).acts_for("li", "Signer") == "wang"


def test_a_section_of_the_abolished_agency_is_the_successors_too(clock, bureau, section, heir, person):
    person("li", (section, "Drafter"))
    person("wang", (heir, "Drafter"))
    abolish(bureau, IUUID(heir))
    assert roles_of("wang", section) == {"Drafter"}
    assert roles_of("li", section) == set()
    assert IIssuingAgency(section).acts_for("wang", "Drafter") == ""


def test_an_outside_successor_leaves_those_who_read_and_hand_over(clock, bureau, person):
    for role in OFFICES:
        person(f"u-{OFFICES[role]}", (bureau, role))
    abolish(bureau, "广东省某厅")
    stayed = {role for role in OFFICES if roles_of(f"u-{OFFICES[role]}", bureau)}
    assert stayed == {"Disclosure Officer", "Transfer Clerk", "Archivist", "Supervisor"}
    assert ISuccession(bureau).successor_name == "广东省某厅"
    assert ISuccession(bureau).heir() is None
    assert IIssuingAgency(bureau).successor is None


def test_nothing_new_comes_into_an_abolished_agency(clock, bureau, section, heir):
    abolish(bureau, IUUID(heir))
    assert bureau.allowedContentTypes() == section.allowedContentTypes() == []
    for place in (bureau, section):
        assert codes(lambda place=place: added(place, "Document", title="新")) == ["agency_takes_nothing_new"]
    assert codes(lambda: added(bureau, "Agency", title="新", short_name="新")) == ["agency_takes_nothing_new"]
    other = added(heir, "Document", title="旧")
    assert codes(lambda: api.content.copy(other, bureau)) == ["agency_takes_nothing_new"]
    assert codes(lambda: api.content.move(other, bureau)) == ["agency_takes_nothing_new"]


def test_both_agencies_have_it_on_record(clock, bureau, heir):
    abolish(bureau, IUUID(heir))
    ISuccession(bureau).reinstate("改革方案撤回")
    own = [(entry.action, dict(entry.codes)) for entry in ILedger(bureau).entries()][-2:]
    others = [(entry.action, dict(entry.codes)) for entry in ILedger(heir).entries()][-2:]
    assert own == [
        ("abolished", {"abolished_on": TODAY, "successor": IUUID(heir)}),
        ("reinstated", {"abolished_on": TODAY, "successor": IUUID(heir)}),
    ]
    assert others == [
        ("succeeded", {"abolished_on": TODAY, "predecessor": IUUID(bureau)}),
        ("succession_ended", {"predecessor": IUUID(bureau)}),
    ]


def test_taking_it_back_gives_everybody_his_office_again(clock, bureau, section, heir, person):
    person("li", (bureau, "Signer"))
    person("gone", (bureau, "Drafter"))
    person("sun", (section, "Drafter"))
    person("wang", (heir, "Signer"))
    abolish(bureau, IUUID(heir))
    api.user.delete(username="gone")
    ISuccession(bureau).reinstate("改革方案撤回")
    assert roles_of("li", bureau) == {"Signer"}
    assert roles_of("sun", section) == {"Drafter"}
    assert roles_of("wang", bureau) == set()
    assert ISuccession(bureau).abolished_on == ""
    assert ISuccession(heir).predecessors() == ()
    assert IOffices(bureau).holders("Drafter") == frozenset()
    assert added(bureau, "Document", title="新")


@pytest.mark.parametrize(
    ("successor", "day", "reason", "expected"),
    [
        ("itself", TODAY, "理由", ["successor_is_itself"]),
        ("section", TODAY, "理由", ["successor_is_section"]),
        ("0" * 32, TODAY, "理由", ["successor_unknown"]),
        ("长" * 121, TODAY, "理由", ["successor_name_too_long"]),
        ("heir", "2026-11-21", "理由", ["abolition_in_future"]),
        ("heir", "21.11.2026", "理由", ["abolition_day_invalid"]),
        ("heir", "20261120", "理由", ["abolition_day_invalid"]),
        ("heir", "", "理由", ["abolition_day_invalid"]),
        ("heir", TODAY, " ", ["settings_reason_required"]),
        ("heir", TODAY, "长" * 501, ["settings_reason_too_long"]),
    ],
)
def test_an_abolition_that_does_not_hold_changes_nothing(
    clock, bureau, section, heir, person, successor, day, reason, expected
):
    person("li", (bureau, "Signer"))
    named = {"itself": bureau, "section": section, "heir": heir}
    uid = IUUID(named[successor]) if successor in named else successor
    assert codes(lambda: abolish(bureau, uid, day, reason)) == expected
    assert roles_of("li", bureau) == {"Signer"}
    assert ISuccession(bureau).abolished_on == ""


def test_a_section_ends_with_its_agency_only(clock, section, heir):
    assert codes(lambda: abolish(section, IUUID(heir))) == ["abolition_of_section"]


def test_nobody_succeeds_in_a_circle_or_after_his_own_end(clock, bureau, heir):
    abolish(bureau, IUUID(heir))
    assert codes(lambda: abolish(bureau, IUUID(heir))) == ["abolished_already"]
    assert codes(lambda: abolish(heir, IUUID(bureau))) == ["successor_abolished"]
    assert codes(lambda: ISuccession(heir).reinstate("理由")) == ["not_abolished"]
    assert codes(lambda: ISuccession(bureau).reinstate("")) == ["settings_reason_required"]


def test_a_successor_cannot_be_deleted(clock, bureau, heir):
    abolish(bureau, IUUID(heir))
    assert codes(lambda: api.content.delete(heir)) == ["agency_is_successor"]


@pytest.mark.parametrize("role", OFFICES)
def test_no_office_may_end_an_agency(clock, bureau, heir, person, role):
    person("li", (bureau, role), (heir, role))
    with api.env.adopt_user(username="li"):
        with pytest.raises(Unauthorized):
            abolish(bureau, IUUID(heir))
        with pytest.raises(Unauthorized):
            ISuccession(bureau).reinstate("理由")


def test_installing_again_binds_heirs_that_the_user_folder_forgot(clock, portal, bureau, heir, person):
    person("wang", (heir, "Signer"))
    abolish(bureau, IUUID(heir))
    setup.uninstall(portal)
    assert roles_of("wang", bureau) == set()
    setup.install(portal)
    assert roles_of("wang", bureau) == {"Signer"}
