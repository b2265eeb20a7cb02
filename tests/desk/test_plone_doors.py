"""Plone's own doors to the workflow: each item is done or left as it was, with the rule that stood against it."""

from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from situations import to_be_purged
from visiting import step_form

import json
import pytest


def signed(walk):
    return walk.to("issued")


def token(visitor, obj):
    return visitor.open(obj, "@@authenticator/token").text


def bulk(visitor, folder, documents, transition, comments=""):
    params = {
        "selection": json.dumps([document.UID() for document in documents]),
        "transition": transition,
        "comments": comments,
        "_authenticator": token(visitor, folder),
    }
    return visitor.post(folder, "@@fc-workflow", params).json


def test_the_menu_entry_leads_to_the_form(walk, visit):
    document = walk.draft()
    answer = visit("drafter").open(document, "content_status_modify?workflow_action=submit", status=302)
    assert answer.location.endswith("@@opengov-step?step=submit")
    assert ILife(document).state == "draft"


def test_a_posted_step_is_taken_without_touching_dates(walk, visit):
    document = walk.draft()
    visitor = visit("drafter")
    params = {"workflow_action": "submit", "effective_date": "2020-01-01", "_authenticator": token(visitor, document)}
    visitor.post(document, "content_status_modify", params, status=302)
    assert ILife(document).state == "section_review"
    assert document.effective_date is None


def test_a_refused_step_changes_nothing_and_says_why(walk, visit):
    document = walk.draft(disclosure_attribute=None)
    visitor = visit("drafter")
    params = {
        "workflow_action": "submit",
        "effective_date": "2020-01-01",
        "expiration_date": "2020-01-02",
        "_authenticator": token(visitor, document),
    }
    answer = visitor.post(document, "content_status_modify", params, status=302).follow()
    assert "R-A1" in answer.html.select_one("#global_statusmessage").text
    assert (document.effective_date, document.expiration_date) == (None, None)
    assert ILife(document).state == "draft"


def test_posting_without_a_token_is_refused(walk, visit):
    document = walk.draft()
    visit("drafter").post(document, "content_status_modify", {"workflow_action": "submit"}, status=403)
    assert ILife(document).state == "draft"


@pytest.mark.parametrize("view", ["content_status_modify?workflow_action=submit", "content_status_history"])
@pytest.mark.parametrize("who", ["", "signer"])
def test_outsiders_learn_nothing_from_them(walk, visit, view, who):
    visit(who).open(walk.draft(), view, status=404)


def test_the_history_page_is_the_record(walk, visit):
    answer = visit("drafter").open(walk.draft(), "content_status_history", status=302)
    assert answer.location.endswith("#opengov-record")


def test_a_bulk_step_is_judged_item_by_item(walk, visit, bureau):
    good, bad = walk.draft(title="齐备的通知"), walk.draft(title="未定属性的通知", disclosure_attribute=None)
    answer = bulk(visit("drafter"), bureau, [good, bad], "submit")
    assert answer["status"] == "warning"
    assert "未定属性的通知" in answer["msg"] and "R-A1" in answer["msg"]
    assert "齐备的通知" not in answer["msg"]
    assert [ILife(item).state for item in (good, bad)] == ["section_review", "draft"]
    assert bad.effective_date is None


def test_a_bulk_return_takes_the_remark_as_its_reason(walk, visit, bureau):
    document = walk.to("section_review")
    refused = bulk(visit("section-head"), bureau, [document], "return")
    assert "R-L1" in refused["msg"]
    assert bulk(visit("section-head"), bureau, [document], "return", "依据不足")["status"] == "success"
    assert ILife(document).state == "draft"


def test_bulk_cannot_do_what_the_person_may_not(walk, visit, bureau):
    document = walk.to("section_review")
    answer = bulk(visit("drafter"), bureau, [document], "endorse")
    assert answer["status"] == "warning"
    assert ILife(document).state == "section_review"


def test_bulk_does_not_find_hidden_documents(walk, visit, bureau):
    document = walk.draft()
    answer = bulk(visit("signer"), bureau, [document], "submit")
    assert document.title not in answer["msg"]
    assert ILife(document).state == "draft"


def test_the_dialog_offers_only_what_needs_a_remark(walk, visit, bureau):
    document = walk.to("section_review")
    params = {"selection": json.dumps([document.UID()]), "render": "yes"}
    offered = visit("section-head").post(bureau, "@@fc-workflow", params).json["transitions"]
    assert {item["id"] for item in offered} == {"return"}


def test_folder_publish_takes_steps_one_by_one(walk, visit, bureau, site, manager):
    document = walk.to("section_review")
    visitor = visit(manager)
    path = "/".join(document.getPhysicalPath())
    params = {
        "workflow_action": "break_glass_return",
        "paths:list": path,
        "comment": "值班人员空缺",
        "effective_date": "2020-01-01",
        "_authenticator": token(visitor, bureau),
    }
    visitor.post(bureau, "folder_publish", params, status=302)
    assert ILife(document).state in ("draft", "section_review")
    assert document.effective_date is None


def test_the_toolbar_menu_opens_the_step_form(walk, visit):
    document = walk.draft()
    page = visit("drafter").open(document)
    link = page.html.select_one("a[href*='@@opengov-step?step=submit']")
    assert step_form(visit("drafter").open(document, link["href"].rpartition("/")[2]))


def test_other_content_keeps_its_own_workflow(visit, bureau, site, manager):
    with api.env.adopt_roles(["Manager"]):
        site.portal_workflow.setChainForPortalTypes(["Folder"], ["simple_publication_workflow"])
        folder = api.content.create(bureau, "Folder", title="资料")
    answer = bulk(visit(manager), bureau, [folder], "publish")
    assert answer["status"] == "success"
    assert api.content.get_state(folder) == "published"


@pytest.mark.parametrize("step,who,prepare", [("void", "signer", signed), ("purge", "signer", to_be_purged)])
def test_what_cannot_be_undone_is_not_done_by_a_menu_or_in_bulk(walk, visit, bureau, step, who, prepare):
    document = prepare(walk)
    state = ILife(document).state
    visitor = visit(who)
    params = {"workflow_action": step, "comment": "同意", "_authenticator": token(visitor, document)}
    answer = visitor.post(document, "content_status_modify", params, status=302)
    assert answer.location.endswith(f"@@opengov-step?step={step}")
    params = {"selection": json.dumps([document.UID()]), "render": "yes"}
    offered = visitor.post(bureau, "@@fc-workflow", params).json["transitions"]
    assert step not in {item["id"] for item in offered}
    assert "R-X2" in bulk(visitor, bureau, [document], step, "同意")["msg"]
    assert ILife(document).state == state


@pytest.mark.parametrize("transition", ["approve_joint_consent", "submit_disclosure_review"])
def test_a_transition_to_another_target_leads_to_the_form_of_its_step(walk, visit, transition):
    document = walk.draft()
    answer = visit("drafter").open(document, f"content_status_modify?workflow_action={transition}", status=302)
    assert answer.location.endswith(f"?step={transition.partition('_')[0]}")
