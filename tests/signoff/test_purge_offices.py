"""Who may ask for a purge and who may confirm it, in which state: a table for every account (R-L3, R-X1)."""

from AccessControl import Unauthorized
from opengov.disclosure.core.access import VIEWERS
from opengov.disclosure.core.life import STEPS
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.purging import remains
from peopled import STATES
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.WorkflowCore import WorkflowException

import pytest
import transaction


#: Account -> its office.
OFFICES = {
    "drafter": "Drafter",
    "section-head": "Section Head",
    "disclosure-reviewer": "Disclosure Reviewer",
    "secrecy-officer": "Secrecy Officer",
    "signer": "Signer",
    "disclosure-officer": "Disclosure Officer",
    "web-editor": "Web Editor",
    "transfer-clerk": "Transfer Clerk",
    "supervisor": "Supervisor",
    "archivist": "Archivist",
    "co-issuer": "Co-Issuer",
}
STRANGERS = ["", "member", "manager", "site-admin", "other-section-head", "other-disclosure-officer", "other-signer"]
REQUEST = {"reason": "误载个人信息", "cause": "personal_data"}

#: State -> accounts that may ask for a purge and confirm one, written out so that an officer can sign the table off.
ALLOWED = {
    "draft": "section-head",
    "section_review": "section-head",
    "disclosure_review": "section-head disclosure-reviewer",
    "secrecy_consultation": "section-head disclosure-reviewer signer secrecy-officer",
    "joint_consent": "section-head disclosure-reviewer disclosure-officer",
    "sign_off": "section-head disclosure-reviewer signer",
    "to_determine": "section-head disclosure-reviewer",
    "issued": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "published": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "registered": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "withheld": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "adjustment_review": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "superseded": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "voided": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "withdrawn": "section-head disclosure-reviewer signer secrecy-officer disclosure-officer",
    "discontinued": "section-head disclosure-reviewer",
}


#: What is purged takes no further step.
LIVING = [state for state in STATES if state != "purged"]


def of(state):
    return {"issued_on_request": "issued", "issued_withheld": "issued"}.get(state, state)


def expected(account, state):
    """Status of the answer to a request for a purge."""
    if account in ALLOWED[of(state)].split():
        return 200
    seen = "Anonymous" in VIEWERS[of(state)] or OFFICES.get(account) in VIEWERS[of(state)]
    return (401 if not account else 403) if seen else 404


@pytest.mark.parametrize("state", LIVING)
def test_who_may_ask_for_a_purge(matrix, door, state):
    address = f"/bureau/{matrix['ids'][state]}/@workflow/request_purge"
    with door.without_trace():
        answered = {
            account: door.ask("POST", address, account, REQUEST).status_int for account in [*OFFICES, *STRANGERS]
        }
    assert answered == {account: expected(account, state) for account in [*OFFICES, *STRANGERS]}


@pytest.mark.parametrize("state", LIVING)
def test_who_may_confirm_one(matrix, door, bureau_walk, state):
    document = bureau_walk.agency[matrix["ids"][state]]
    asked_by = ALLOWED[of(state)].split()[0]
    bureau_walk.take(document, "request_purge", asked_by, **REQUEST)
    transaction.commit()
    address = f"/bureau/{matrix['ids'][state]}/@workflow/purge"
    accounts = [*OFFICES, *STRANGERS]
    with door.without_trace():
        answered = {account: door.ask("POST", address, account, {"reason": "核实"}).status_int for account in accounts}
    wanted = {account: expected(account, state) for account in accounts}
    assert answered == {**wanted, asked_by: 400}


@pytest.mark.parametrize("account", ["drafter", "member", "manager", "other-disclosure-officer", "disclosure-officer"])
def test_a_plain_transition_of_a_wrong_person_destroys_nothing(matrix, bureau_walk, account):
    document = bureau_walk.agency[matrix["ids"]["published"]]
    bureau_walk.take(document, "request_purge", "disclosure-officer", **REQUEST)
    tool = api.portal.get_tool("portal_workflow")
    with api.env.adopt_user(username=account), pytest.raises((RuleBroken, Unauthorized, WorkflowException)):
        tool.doActionFor(document, "purge", reason="核实")
    assert ILife(document).state == "published" and "zqtitle" in document.title


def test_the_same_table_is_in_the_life_of_a_document():
    named = {
        state: {role for role in roles if role != "Principal Signer"} for state, roles in STEPS["purge"].offices.items()
    }
    assert set(named) == set(ALLOWED)
    for state, accounts in ALLOWED.items():
        assert named[state] == {OFFICES[account] for account in accounts.split()}
    assert STEPS["purge"].offices == STEPS["request_purge"].offices
    assert "purged" not in STEPS["purge"].offices


def test_what_is_left_is_seen_by_the_agency_and_by_nobody_else(matrix, door, bureau_walk):
    document = bureau_walk.agency[matrix["ids"]["published"]]
    bureau_walk.take(document, "request_purge", "disclosure-officer", **REQUEST)
    bureau_walk.take(document, "purge", "signer", reason="核实")
    uid = IUUID(document)
    transaction.commit()
    assert remains(document) == ()
    path = f"/bureau/{matrix['ids']['published']}"
    with door.without_trace():
        for account in OFFICES:
            seen = OFFICES[account] in VIEWERS["purged"]
            for accept in ("text/html", "application/json"):
                assert door.ask("GET", path, account, Accept=accept).status_int == (200 if seen else 404), account
            assert door.ask("GET", f"/@search?UID={uid}", account).json["items_total"] == int(seen)
        for account in STRANGERS:
            assert door.ask("GET", path, account).status_int == 404
            assert door.ask("GET", f"/@search?UID={uid}", account).json["items_total"] == 0
