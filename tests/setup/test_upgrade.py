"""A site of an earlier version becomes what a new one is, its documents with it, however often the step is run."""

from opengov.disclosure.core import access
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.integrity import role_map_problems
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.verification import document_problems
from opengov.disclosure.transfer.interfaces import IOpeningList
from plone import api
from town import PROPOSALS

import pytest


PROFILE = "opengov.disclosure:default"
BEFORE, AFTER = "20261121001", "20261122004"
BEFORE_JOINT = "20261122001"
#: States and roles the earlier version did not have.
NEW_STATES = ("joint_consent", "adjustment_review", "voided", "superseded", "to_determine", "purged")


@pytest.fixture
def documents(walk):
    """Documents in the states the earlier version had."""
    states = ("draft", "sign_off", "issued", "published", "registered", "withheld", "withdrawn")
    return [walk.to(state, **PROPOSALS.get(state, {})) for state in states]


@pytest.fixture
def earlier(portal, documents):
    """The site as the earlier version left it: without the new states, permissions without the new role."""
    workflow = portal.portal_workflow.opengov_document_workflow
    workflow.states.deleteStates(NEW_STATES)
    gone = [name for name, step in workflow.transitions.items() if step.new_state_id in NEW_STATES]
    workflow.transitions.deleteTransitions([*gone, "amend", "mark_validity"])
    for state in workflow.states.values():
        for permission in access.SEEING:
            roles = state.permission_roles[permission]
            state.permission_roles[permission] = tuple(role for role in roles if role != access.ASKED)
        state.transitions = tuple(name for name in state.transitions if name in workflow.transitions)
    for document in documents:
        workflow.updateRoleMappingsFor(document)
    portal._delRoles([access.ASKED])
    portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    return portal


def upgrade(portal):
    with api.env.adopt_roles(["Manager"]):
        portal.portal_setup.upgradeProfile(PROFILE)


def test_the_earlier_site_is_refused_by_the_integrity_check_until_it_is_upgraded(earlier, documents):
    assert role_map_problems() != []
    upgrade(earlier)
    assert role_map_problems() == []
    found = [(ILife(each).state, *document_problems(each, ILedger(each).entries())) for each in documents]
    assert [problems for _state, *problems in found if problems] == []


def test_the_settings_that_are_new_come_with_their_defaults_and_keep_what_is_chosen(earlier):
    record, kept = "opengov.disclosure.notices.public_address", "opengov.disclosure.notices.keep_days"
    registry = earlier.portal_registry
    del registry.records[record]
    registry[kept] = 500
    upgrade(earlier)
    assert (registry[record], registry[kept]) == ("", 500)
    assert registry.records[record].interfaceName == "opengov.disclosure.notices.interfaces.INoticeSettings"


def test_the_upgrade_is_done_once_and_harmless_when_it_is_done_again(earlier, documents):
    upgrade(earlier)
    assert earlier.portal_setup.getLastVersionForProfile(PROFILE) == tuple(AFTER.split("."))
    workflow = earlier.portal_workflow.opengov_document_workflow
    once = {name: dict(state.permission_roles) for name, state in workflow.states.items()}
    earlier.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    upgrade(earlier)
    assert {name: dict(state.permission_roles) for name, state in workflow.states.items()} == once
    assert set(once) == set(access.VIEWERS)
    assert access.ASKED in earlier.valid_roles()


def test_documents_of_the_earlier_version_go_on(earlier, documents, walk):
    upgrade(earlier)
    published = documents[3]
    walk.take(published, "withdraw", "disclosure-officer", reason="有误", cause="error")
    walk.take(published, "confirm_withdrawal", "signer")
    assert ILife(published).state == "withdrawn"


def test_what_the_site_has_decided_stays_and_governed_types_get_what_is_new(earlier):
    record = "opengov.disclosure.signoff.governed_types"
    api.portal.set_registry_record(record, ("Document",))
    document_type = earlier.portal_types.Document
    kept = [name for name in document_type.behaviors if name != "opengov.disclosure.joint"]
    document_type.manage_changeProperties(behaviors="\n".join(kept))
    upgrade(earlier)
    assert api.portal.get_registry_record(record) == ("Document",)
    assert set(document_type.behaviors) == {*kept, "opengov.disclosure.joint"}


@pytest.fixture
def before_joint(portal, documents):
    """The site as it was before joint issuance: without the steps of co-issuers, their permission and their index."""
    workflow = portal.portal_workflow.opengov_document_workflow
    joint = [name for name in workflow.transitions if name.startswith(("countersign", "record_counter", "decline"))]
    for state in workflow.states.values():
        state.transitions = tuple(name for name in state.transitions if name not in joint)
    workflow.transitions.deleteTransitions(joint)
    portal.manage_permission("opengov.disclosure: Countersign document", [], acquire=1)
    portal.portal_catalog.delIndex("co_issuers")
    portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE_JOINT)
    return portal


def test_a_site_from_before_joint_issuance_gets_the_co_issuers_steps_permission_and_register(before_joint, walk):
    upgrade(before_joint)
    assert before_joint.portal_setup.getLastVersionForProfile(PROFILE) == tuple(AFTER.split("."))
    workflow = before_joint.portal_workflow.opengov_document_workflow
    assert {"countersign", "decline"} <= set(workflow.states["sign_off"].transitions)
    rows = before_joint.rolesOfPermission("opengov.disclosure: Countersign document")
    assert [row["name"] for row in rows if row["selected"]] == [access.ASKED]
    assert "co_issuers" in before_joint.portal_catalog.indexes()
    assert role_map_problems() == []


def test_lists_know_of_documents_from_before_when_they_are_due(portal, documents):
    issued = documents[2]
    before = {
        (brain.UID, brain.due_on, brain.due_duty)
        for brain in portal.portal_catalog.unrestrictedSearchResults(portal_type="OfficialDocument")
    }
    portal.portal_catalog.manage_delIndex(["due_on", "due_rests_on", "issuing_agency", "issue_date"])
    portal.portal_catalog.manage_delColumn(["due_on", "due_duty", "document_kind"])
    portal.portal_setup.setLastVersionForProfile(PROFILE, "20261122003")
    upgrade(portal)
    after = {
        (brain.UID, brain.due_on, brain.due_duty)
        for brain in portal.portal_catalog.unrestrictedSearchResults(portal_type="OfficialDocument")
    }
    assert after == before
    (brain,) = portal.portal_catalog.unrestrictedSearchResults(UID=issued.UID(), due_on={"query": "1", "range": "min"})
    assert (brain.due_duty, brain.document_kind) == ("publish", "notice")


def test_what_no_opinion_on_opening_was_given_of_waits_for_one(portal, walk):
    registered = walk.to("registered", disclosure_attribute="on_request", disclosure_reason="涉及特定申请人")
    portal.portal_catalog.delIndex("opening_opinion")
    openings = IOpeningList(registered.aq_parent)
    with api.env.adopt_user(username="transfer-clerk"):
        # before the upgrade nothing is asked of an index that is not there
        assert openings.page() == {"items": [], "total": 0}
    portal.portal_setup.setLastVersionForProfile(PROFILE, "20261122003")
    upgrade(portal)
    with api.env.adopt_user(username="transfer-clerk"):
        assert [row["uid"] for row in openings.page()["items"]] == [registered.UID()]
