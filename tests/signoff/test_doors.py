"""Every rule holds at every door: scripts, workflow tool, edited workflows, raw writes, folders above, copies."""

from AccessControl import Unauthorized
from AccessControl.SecurityManagement import SpecialUsers
from contextlib import suppress
from OFS.CopySupport import CopyError
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.api.exc import InvalidParameterError
from plone.app.testing import SITE_OWNER_NAME
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.WorkflowCore import WorkflowException
from town import CHECKS
from town import make_agency
from town import open_office
from town import Walk
from zExceptions import BadRequest
from zExceptions.unauthorized import Unauthorized as ZUnauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


WORKFLOW = "opengov_document_workflow"
#: All the ways in which Plone says no to a script.
NO = (RuleBroken, WorkflowException, InvalidParameterError, Unauthorized, ZUnauthorized, CopyError, BadRequest)


@pytest.fixture
def as_manager(matrix):
    """Somebody who holds every right of the site, and no office."""
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        yield


@pytest.fixture
def document(matrix):
    """The prepared document of a state."""
    return lambda state: matrix["portal"]["bureau"][matrix["ids"][state]]


def workflow_of(portal):
    return portal.portal_workflow[WORKFLOW]


def add_transition(portal, name, source, target):
    workflow = workflow_of(portal)
    workflow.transitions.addTransition(name)
    transition = workflow.transitions[name]
    transition.setProperties(title=name, new_state_id=target, actbox_name=name)
    workflow.states[source].transitions = (*workflow.states[source].transitions, name)


def standing(document):
    """All that a refused step must leave alone."""
    ledger = ILedger(document)
    return (
        ILife(document).state,
        IDocumentNumber(document).text,
        len(ledger.entries()),
        len(IReviews(document).opinions()),
        len(IDossier(document).notes()),
        document.effective_date,
    )


@pytest.mark.parametrize(
    ("state", "transition"),
    [
        ("draft", "submit"),
        ("section_review", "endorse"),
        ("disclosure_review", "approve"),
        ("sign_off", "sign"),
        ("issued", "publish"),
        ("issued_on_request", "register"),
        ("issued_withheld", "file"),
        ("published", "withdraw"),
        ("draft", "discontinue"),
    ],
)
@pytest.mark.parametrize("door", ["api", "tool"])
def test_a_manager_takes_no_step_of_an_office(as_manager, document, state, transition, door):
    document = document(state)
    before = standing(document)
    data = {"checks": CHECKS, "reason": "管理员", "cause": "error"}
    with pytest.raises(NO):
        if door == "api":
            api.content.transition(document, transition, **data)
        else:
            api.portal.get_tool("portal_workflow").doActionFor(document, transition, **data)
    assert standing(document) == before


@pytest.mark.parametrize("state", ["draft", "sign_off", "issued_withheld", "withdrawn"])
def test_the_system_itself_cannot_publish(matrix, document, state):
    document = document(state)
    before = standing(document)
    with api.env.adopt_user(user=SpecialUsers.system):
        with pytest.raises(NO):
            api.content.transition(document, "publish")
        # not by ``to_state``: plone.api tries every path through a workflow, and this one has too many of them
        with pytest.raises(NO):
            api.portal.get_tool("portal_workflow").doActionFor(document, "publish")
    assert standing(document) == before


def test_a_script_gives_the_values_as_a_form_does(bureau_walk):
    document = bureau_walk.to("section_review")
    with api.env.adopt_user(username="section-head"):
        with pytest.raises(RuleBroken) as refusal:
            api.portal.get_tool("portal_workflow").doActionFor(document, "endorse", checks=["accuracy"])
        assert "checks_missing" in {problem.code for problem in refusal.value.problems}
        api.content.transition(document, "endorse", checks=CHECKS)
    assert ILife(document).state == "disclosure_review"


def test_a_step_of_another_office_is_refused_to_a_script(bureau_walk):
    document = bureau_walk.to("sign_off")
    for person in ("drafter", "section-head", "disclosure-reviewer", "disclosure-officer"):
        with api.env.adopt_user(username=person), pytest.raises(NO):
            api.portal.get_tool("portal_workflow").doActionFor(document, "sign")
    assert ILife(document).state == "sign_off"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("draft", "published"),
        ("draft", "issued"),
        ("section_review", "sign_off"),
        ("disclosure_review", "issued"),
        ("sign_off", "published"),
        ("issued_withheld", "published"),
        ("withdrawn", "published"),
        ("discontinued", "draft"),
        ("published", "draft"),
    ],
)
def test_a_transition_that_somebody_added_opens_no_way(matrix, as_manager, document, source, target):
    document = document(source)
    add_transition(matrix["portal"], "shortcut", ILife(document).state, target)
    before = standing(document)
    with pytest.raises(NO):
        api.portal.get_tool("portal_workflow").doActionFor(
            document, "shortcut", checks=CHECKS, reason="x", cause="error"
        )
    assert standing(document) == before


def test_an_added_transition_of_the_right_office_is_held_to_the_rules_of_the_step_it_amounts_to(matrix, bureau_walk):
    document = bureau_walk.to("section_review")
    add_transition(matrix["portal"], "quick_endorse", "section_review", "disclosure_review")
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_user(username="section-head"):
        with pytest.raises(RuleBroken):
            tool.doActionFor(document, "quick_endorse")
        tool.doActionFor(document, "quick_endorse", checks=CHECKS)
    assert [opinion.step for opinion in IReviews(document).opinions()] == ["endorse"]


def test_a_changed_target_takes_nobody_further(matrix, bureau_walk):
    document = bureau_walk.draft()
    workflow_of(matrix["portal"]).transitions["submit"].new_state_id = "published"
    with api.env.adopt_user(username="drafter"), pytest.raises(RuleBroken):
        api.portal.get_tool("portal_workflow").doActionFor(document, "submit")
    assert ILife(document).state == "draft"


def test_a_guard_taken_away_gives_nobody_an_office(matrix, bureau_walk):
    document = bureau_walk.to("sign_off")
    workflow_of(matrix["portal"]).transitions["sign"].guard = None
    for person in ("drafter", "disclosure-reviewer", "member", "manager"):
        with api.env.adopt_user(username=person), pytest.raises(NO):
            api.portal.get_tool("portal_workflow").doActionFor(document, "sign")
    assert ILife(document).state == "sign_off"


@pytest.mark.parametrize(
    ("permission", "roles", "acquired"),
    [("View", ["Anonymous"], False), ("View", ["Drafter"], True), ("Modify portal content", ["Manager"], False)],
)
def test_no_step_is_possible_while_a_role_map_differs(matrix, bureau_walk, permission, roles, acquired):
    document = bureau_walk.draft()
    workflow_of(matrix["portal"]).states["sign_off"].setPermission(permission, acquired, roles)
    with pytest.raises(RuleBroken) as refusal:
        bureau_walk.take(document, "submit", "drafter")
    assert {problem.code for problem in refusal.value.problems} == {"role_map_changed"}
    with api.env.adopt_user(username="drafter"), pytest.raises(NO):
        api.content.create(document.__parent__, "OfficialDocument", title="新的公文")


def test_another_workflow_bound_to_the_type_is_not_used(matrix, bureau_walk):
    matrix["portal"].portal_workflow.setChainForPortalTypes(["OfficialDocument"], ("simple_publication_workflow",))
    document = bureau_walk.draft()
    assert matrix["portal"].portal_workflow.getChainFor(document) == (WORKFLOW,)
    with api.env.adopt_user(username=SITE_OWNER_NAME), pytest.raises(NO):
        api.content.transition(document, "publish")


def test_a_placeful_policy_changes_nothing(matrix, as_manager, bureau_walk):
    pytest.importorskip("Products.CMFPlacefulWorkflow")
    portal = matrix["portal"]
    if "portal_placeful_workflow" not in portal:
        portal.portal_setup.runAllImportStepsFromProfile("profile-Products.CMFPlacefulWorkflow:CMFPlacefulWorkflow")
    policies = portal.portal_placeful_workflow
    policies.manage_addWorkflowPolicy("loose")
    policies["loose"].setChain("OfficialDocument", ("simple_publication_workflow",))
    bureau = portal["bureau"]
    bureau.manage_addProduct["CMFPlacefulWorkflow"].manage_addWorkflowPolicyConfig()
    bureau[".wf_policy_config"].setPolicyIn("loose")
    bureau[".wf_policy_config"].setPolicyBelow("loose", update_security=True)
    assert portal.portal_workflow.getChainFor(bureau_walk.draft()) == (WORKFLOW,)


@pytest.mark.parametrize("state", ["section_review", "issued", "published", "withheld"])
def test_a_document_is_not_born_twice(matrix, as_manager, document, state):
    document = document(state)
    before = standing(document)
    with pytest.raises(RuleBroken):
        workflow_of(matrix["portal"]).notifyCreated(document)
    assert standing(document) == before


def test_a_manager_cannot_bring_a_document_back_by_editing_it(as_manager, document):
    document = document("published")
    document.title = "改动后的标题"
    with pytest.raises(RuleBroken) as refusal:
        notify(ObjectModifiedEvent(document))
    assert "frozen" in {problem.code for problem in refusal.value.problems}


@pytest.mark.parametrize("state", ["issued", "published", "registered", "withheld", "withdrawn"])
@pytest.mark.parametrize("act", ["change", "add", "remove", "rename"])
def test_the_attachments_of_a_signed_document_are_fixed_for_everybody(as_manager, document, state, act):
    document = document(state)
    file = NamedBlobFile(data=b"y", filename="乙.txt", contentType="text/plain")
    with pytest.raises(NO):
        if act == "change":
            document["annex"].file = file
            notify(ObjectModifiedEvent(document["annex"]))
        elif act == "add":
            document.invokeFactory("DocumentAttachment", "second", file=file)
        elif act == "remove":
            document.manage_delObjects(["annex"])
        else:
            document.manage_renameObject("annex", "annex2")


@pytest.mark.parametrize("state", ["section_review", "sign_off", "issued", "published", "withheld", "discontinued"])
@pytest.mark.parametrize("act", ["delete", "rename", "move", "delete-agency", "delete-raw"])
def test_what_left_its_first_draft_stays_where_it_is(matrix, as_manager, document, state, act):
    document, portal = document(state), matrix["portal"]
    agency, name, before = portal["bureau"], document.getId(), standing(document)
    with pytest.raises(NO):
        if act == "delete":
            agency.manage_delObjects([name])
        elif act == "rename":
            agency.manage_renameObject(name, "x")
        elif act == "move":
            portal["other"].manage_pasteObjects(agency.manage_cutObjects([name]))
        elif act == "delete-agency":
            portal.manage_delObjects(["bureau"])
        else:
            agency._delObject(name)
    assert standing(portal["bureau"][name]) == before


def test_a_plone_folder_above_an_agency_cannot_be_deleted_with_its_documents(matrix, as_manager):
    portal = matrix["portal"]
    folder = api.content.create(portal, "Folder", "area", title="area")
    with api.env.adopt_roles(["Manager"]):
        agency = make_agency(folder, "inner", "云溪市民政局", "云民", prefix="inner-")
    Walk(agency, "inner-").to("issued")
    with pytest.raises(RuleBroken):
        portal.manage_delObjects(["area"])
    with pytest.raises(NO):
        portal.manage_renameObject("area", "region")
    assert "area" in portal


def test_a_copy_starts_anew(matrix, bureau_walk, document):
    original = document("published")
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(original, matrix["portal"]["bureau"])
    assert ILife(copy).state == "draft"
    assert IDocumentNumber(copy).text == ""
    assert (IReviews(copy).opinions(), IDossier(copy).notes(), IDossier(copy).signed) == ((), (), None)
    assert [entry.action for entry in ILedger(copy).entries()] == ["created"]
    assert ILedger(copy).entries()[0].codes["copied_from"] == original.UID()
    assert ILedger(copy).authors() == {"drafter"}
    assert copy.effective_date is None
    assert ILife(original).state == "published"
    with pytest.raises(RuleBroken):
        bureau_walk.take(copy, "publish", "disclosure-officer")


def test_four_eyes_look_at_the_record_and_not_at_creators(bureau, bureau_walk):
    open_office(bureau, "Disclosure Reviewer", "drafter")
    document = bureau_walk.draft()
    document.creators = ("somebody-else",)
    document.manage_setLocalRoles("somebody-else", ["Owner"])
    bureau_walk.take(document, "submit", "drafter")
    bureau_walk.take(document, "endorse", "section-head", checks=CHECKS)
    with pytest.raises(RuleBroken) as refusal:
        bureau_walk.take(document, "approve", "drafter", checks=CHECKS)
    assert {problem.code for problem in refusal.value.problems} == {"own_draft"}


def test_whoever_edits_becomes_a_drafter(bureau, bureau_walk):
    open_office(bureau, "Drafter", "signer")
    document = bureau_walk.draft()
    with api.env.adopt_user(username="signer"):
        document.title = "云溪市教育局关于做好秋季开学工作的通知"
        notify(ObjectModifiedEvent(document))
    bureau_walk.to("sign_off", document)
    with pytest.raises(RuleBroken) as refusal:
        bureau_walk.take(document, "sign", "signer")
    assert {problem.code for problem in refusal.value.problems} == {"own_draft"}
    bureau_walk.take(document, "sign", "principal-signer")


@pytest.mark.parametrize("state", ["section_review", "disclosure_review", "sign_off"])
def test_a_change_under_review_makes_the_opinions_stale(bureau_walk, state):
    document = bureau_walk.to(state)
    document.title = "云溪市教育局关于推迟开学的通知"
    with suppress(RuleBroken), api.env.adopt_user(username=SITE_OWNER_NAME):
        notify(ObjectModifiedEvent(document))
    assert IReviews(document).current() == ()
    if state == "sign_off":
        with pytest.raises(RuleBroken) as refusal:
            bureau_walk.take(document, "sign", "signer")
        assert "review_missing" in {problem.code for problem in refusal.value.problems}


def test_a_signed_document_changed_behind_our_back_is_not_published(bureau_walk):
    document = bureau_walk.to("issued")
    document.title = "改动后的标题"
    with pytest.raises(RuleBroken) as refusal:
        bureau_walk.take(document, "publish", "disclosure-officer")
    assert {"review_missing", "differs_from_signed"} <= {problem.code for problem in refusal.value.problems}


def test_an_opinion_of_the_same_words_on_other_bytes_does_not_count(bureau_walk):
    document = bureau_walk.draft()
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(data=b"one", filename="甲.txt", contentType="text/plain")
        annex = api.content.create(document, "DocumentAttachment", title="甲", file=file)
    transaction.commit()
    bureau_walk.to("sign_off", document)
    annex.file = NamedBlobFile(data=b"two", filename="甲.txt", contentType="text/plain")
    with pytest.raises(RuleBroken) as refusal:
        bureau_walk.take(document, "sign", "signer")
    assert "review_missing" in {problem.code for problem in refusal.value.problems}


def test_a_determination_of_proactive_without_grounds_is_not_the_drafters_opinion(bureau_walk):
    document = bureau_walk.to("secrecy_consultation")
    with api.env.adopt_user(username="secrecy-officer"), pytest.raises(RuleBroken):
        ILife(document).take("determine", reason="x", attribute="withheld")
    bureau_walk.take(document, "determine", "secrecy-officer", reason="不涉密", attribute="proactive")
    assert ILife(document).state == "section_review"


def test_nothing_else_moves_while_referred(bureau_walk):
    document = bureau_walk.to("secrecy_consultation")
    for step, by, data in (
        ("recall", "drafter", {}),
        ("endorse", "section-head", {"checks": CHECKS}),
        ("discontinue", "drafter", {"reason": "x"}),
        ("return", "section-head", {"reason": "x"}),
        ("sign", "signer", {}),
    ):
        with pytest.raises(RuleBroken):
            bureau_walk.take(document, step, by, **data)
    assert ILife(document).state == "secrecy_consultation"


@pytest.mark.parametrize("name", ["OfficialDocument", "DocumentAttachment"])
def test_governed_types_have_no_versions_and_no_working_copies(matrix, name):
    behaviors = matrix["portal"].portal_types[name].behaviors
    assert not {each for each in behaviors if "version" in each or "iterate" in each}
    assert name not in matrix["portal"].portal_repository.getVersionableContentTypes()
