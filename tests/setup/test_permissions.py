"""Who may do what in which state: every office, every state, every operation, over REST (R-X1).

The two tables below are written from the rules by hand; nothing of them is computed from the product.
"""

from base64 import b64encode
from opengov.disclosure.ledger.interfaces import now
from town import CHECKS

import json
import pytest
import re


#: Everybody: those of the agency, the administrators, a member without office, nobody, and officers of another agency.
_PEOPLE = """
    drafter drafter2 section-head disclosure-reviewer secrecy-officer signer principal-signer disclosure-officer
    web-editor transfer-clerk co-issuer archivist supervisor manager site-admin member nobody
    other-drafter other-signer other-disclosure-officer
"""
PEOPLE = _PEOPLE.split()

#: Who sees a document and its attachments, by state. Whoever is not named gets the answer of a missing page.
#: ``issued_on_request`` and ``issued_withheld`` are ``issued`` with another attribute.
SEES = {
    "draft": "drafter drafter2 section-head",
    "section_review": "drafter drafter2 section-head",
    "disclosure_review": "drafter drafter2 section-head disclosure-reviewer",
    "secrecy_consultation": "drafter drafter2 section-head disclosure-reviewer signer principal-signer secrecy-officer",
    "joint_consent": "drafter drafter2 section-head disclosure-reviewer signer principal-signer disclosure-officer",
    "sign_off": "drafter drafter2 section-head disclosure-reviewer signer principal-signer",
    "to_determine": "drafter drafter2 section-head disclosure-reviewer disclosure-officer",
    "issued": "ISSUED web-editor",
    "issued_on_request": "ISSUED web-editor",
    "issued_withheld": "ISSUED web-editor",
    "published": "EVERYBODY",
    "registered": "ISSUED",
    "withheld": "ISSUED",
    "adjustment_review": "ISSUED web-editor",
    "withdrawn": "ISSUED web-editor",
    "superseded": "ISSUED web-editor",
    "voided": "ISSUED web-editor",
    "purged": "ISSUED",
    "discontinued": "drafter drafter2 section-head disclosure-reviewer",
}
GROUPS = {
    "EVERYBODY": " ".join(PEOPLE),
    "ISSUED": "drafter drafter2 section-head disclosure-reviewer secrecy-officer signer principal-signer "
    "disclosure-officer transfer-clerk supervisor",
    "DRAFTERS": "drafter drafter2",
    "SIGNERS": "signer principal-signer",
    "ADMINISTRATORS": "manager site-admin",
    "REVIEWERS": "section-head disclosure-reviewer signer principal-signer disclosure-officer",
    "RECORDERS": "drafter drafter2 section-head disclosure-reviewer secrecy-officer signer principal-signer "
    "disclosure-officer",
    "PURGERS": "section-head disclosure-reviewer secrecy-officer signer principal-signer disclosure-officer",
    "RECORD": "drafter drafter2 section-head disclosure-reviewer secrecy-officer signer principal-signer "
    "disclosure-officer transfer-clerk supervisor",
}

#: ``+`` it is done; ``!`` a rule forbids it (400); everybody else who sees the document is not allowed (401 or 403).
#: ``*`` stands for every state without a line of its own, ``LIVELY`` and ``SIGNED`` for several. ``hidden+`` is done even by
#: those who do not see it.
MAY = """
    get                   *                     +  EVERYBODY
    disclosure            *                     +  EVERYBODY
    find                  *                     +  EVERYBODY
    attachment            *                     +  EVERYBODY
    download              *                     +  EVERYBODY
    problems              *                     +  RECORD
    deadlines             *                     +  RECORD
    ledger                *                     +  RECORD
    ledger-verify         *                     +  RECORD
    history               *                     +
    history-revert        *                     +
    sharing               *                     +
    sharing-change        *                     +
    change-title          draft                 +  DRAFTERS
    change-attachment     draft                 +  DRAFTERS
    add-attachment        draft                 +  DRAFTERS
    delete-attachment     draft                 +  DRAFTERS
    delete                draft                 +  DRAFTERS
    mark-override         *                     hidden+  secrecy-officer
    declassify            *                     hidden!  secrecy-officer
    rescan-handled        *                     !  disclosure-officer secrecy-officer SIGNERS

    submit                draft                 +  DRAFTERS
    submit                *                     !  DRAFTERS
    recall                section_review        +  drafter
    recall                section_review        !  drafter2
    recall                to_determine          +  drafter
    recall                to_determine          !  drafter2
    recall                *                     !  DRAFTERS
    endorse               section_review        +  section-head
    endorse               *                     !  section-head
    approve               disclosure_review     +  disclosure-reviewer
    approve               *                     !  disclosure-reviewer
    refer                 section_review        +  section-head
    refer                 disclosure_review     +  disclosure-reviewer
    refer                 sign_off              +  SIGNERS
    refer                 *                     !  REVIEWERS
    return                section_review        +  section-head
    return                disclosure_review     +  disclosure-reviewer
    return                sign_off              +  SIGNERS
    return                joint_consent         +  disclosure-officer
    return                to_determine          +  disclosure-reviewer
    return                *                     !  REVIEWERS
    determine             secrecy_consultation  +  secrecy-officer
    determine             *                     !  secrecy-officer
    question              sign_off              +  SIGNERS
    question              *                     !  SIGNERS
    sign                  sign_off              +  SIGNERS
    sign                  *                     !  SIGNERS
    record_countersignature *                   !  disclosure-reviewer
    publish               issued                +  disclosure-officer web-editor
    publish               *                     !  disclosure-officer web-editor
    register              issued_on_request     +  disclosure-officer
    register              *                     !  disclosure-officer
    file                  issued_withheld       +  disclosure-officer
    file                  *                     !  disclosure-officer
    withdraw              published             +  disclosure-officer secrecy-officer SIGNERS
    withdraw              *                     !  disclosure-officer secrecy-officer SIGNERS
    discontinue           draft                 +  drafter
    discontinue           draft                 !  drafter2
    discontinue           section_review        +  drafter
    discontinue           section_review        !  drafter2
    discontinue           disclosure_review     +  drafter
    discontinue           disclosure_review     !  drafter2
    discontinue           joint_consent         +  drafter
    discontinue           joint_consent         !  drafter2
    discontinue           sign_off              +  drafter
    discontinue           sign_off              !  drafter2
    discontinue           *                     !  DRAFTERS
    break_glass_return    *                     !  ADMINISTRATORS
    break_glass_withdraw  published             +  ADMINISTRATORS
    break_glass_withdraw  *                     !  ADMINISTRATORS
    unknown-step          *                     !  EVERYBODY
    settle                *                     !  disclosure-officer
    note_receipt          secrecy_consultation  +  secrecy-officer
    note_receipt          *                     !  secrecy-officer
    consult               secrecy_consultation  +  secrecy-officer
    consult               *                     !  secrecy-officer
    uphold                *                     !  DRAFTERS
    decide_dispute        *                     !  SIGNERS
    amend                 sign_off              +  SIGNERS
    amend                 *                     !  SIGNERS
    confirm_changes       *                     !  DRAFTERS section-head disclosure-reviewer
    submit_urgently       *                     !  DRAFTERS
    sign_urgently         *                     !  SIGNERS
    make_up               issued                !  section-head disclosure-reviewer
    make_up               published             !  section-head disclosure-reviewer
    make_up               registered            !  section-head disclosure-reviewer
    make_up               withheld              !  section-head disclosure-reviewer
    make_up               *                     !  REVIEWERS
    record_instruction    LIVELY                +  RECORDERS
    record_instruction    LIVELY                !  signer
    record_instruction    *                     !  RECORDERS
    countersign_instruction LIVELY              !  REVIEWERS
    countersign_instruction *                   !  RECORDERS
    record_approval       joint_consent         +  disclosure-officer
    record_approval       issued                +  disclosure-officer
    record_approval       *                     !  disclosure-officer
    adjust                published             +  disclosure-officer
    adjust                registered            +  disclosure-officer
    adjust                withdrawn             +  disclosure-officer
    adjust                *                     !  disclosure-officer
    review_adjustment     adjustment_review     +  disclosure-reviewer
    review_adjustment     *                     !  disclosure-reviewer
    decide_adjustment     adjustment_review     +  SIGNERS
    decide_adjustment     *                     !  SIGNERS
    confirm_withdrawal    withdrawn             +  disclosure-reviewer SIGNERS
    confirm_withdrawal    *                     !  REVIEWERS
    review_again          withdrawn             +  disclosure-reviewer
    review_again          *                     !  disclosure-reviewer
    republish             *                     !  disclosure-officer
    expire                *                     !  disclosure-officer ADMINISTRATORS
    mark_validity         SIGNED                +  disclosure-officer
    mark_validity         *                     !  disclosure-officer
    supersede             *                     !  disclosure-officer web-editor
    void                  SIGNED                +  SIGNERS
    void                  *                     !  SIGNERS
    enter_existing        draft                 +  drafter
    enter_existing        draft                 !  drafter2
    enter_existing        *                     !  DRAFTERS
    propose_existing      to_determine          +  DRAFTERS
    propose_existing      *                     !  DRAFTERS
    take_up               to_determine          +  disclosure-reviewer
    take_up               *                     !  disclosure-reviewer
    request_purge         draft                 +  section-head
    request_purge         section_review        +  section-head
    request_purge         disclosure_review     +  section-head disclosure-reviewer
    request_purge         discontinued          +  section-head disclosure-reviewer
    request_purge         to_determine          +  section-head disclosure-reviewer
    request_purge         joint_consent         +  section-head disclosure-reviewer disclosure-officer
    request_purge         sign_off              +  section-head disclosure-reviewer SIGNERS
    request_purge         purged                !  PURGERS
    request_purge         *                     +  PURGERS
    purge                 draft                 !  section-head
    purge                 section_review        !  section-head
    purge                 disclosure_review     !  section-head disclosure-reviewer
    purge                 discontinued          !  section-head disclosure-reviewer
    purge                 to_determine          !  section-head disclosure-reviewer
    purge                 joint_consent         !  section-head disclosure-reviewer disclosure-officer
    purge                 sign_off              !  section-head disclosure-reviewer SIGNERS
    purge                 *                     !  PURGERS

    opening-read          *                     +  transfer-clerk
    opening-opinion       purged                !  transfer-clerk
    opening-opinion       *                     +  transfer-clerk

    glass-read            *                     hidden+  ADMINISTRATORS
    glass-reassign        draft                 hidden+  ADMINISTRATORS
    glass-reassign        *                     hidden!  ADMINISTRATORS
    glass-return          section_review        hidden+  ADMINISTRATORS
    glass-return          disclosure_review     hidden+  ADMINISTRATORS
    glass-return          secrecy_consultation  hidden+  ADMINISTRATORS
    glass-return          joint_consent         hidden+  ADMINISTRATORS
    glass-return          sign_off              hidden+  ADMINISTRATORS
    glass-return          *                     hidden!  ADMINISTRATORS
    glass-withdraw        published             hidden+  ADMINISTRATORS
    glass-withdraw        *                     hidden!  ADMINISTRATORS
    glass-publish         *                     hidden!  ADMINISTRATORS
"""

REASON = {"reason": "情况有变"}
AGREE = {"outcome": "agree", "checks": CHECKS}
PAPER = {"filename": "批复.txt", "content-type": "text/plain", "data": b64encode("同意".encode()).decode()}
UPLOAD = {"filename": "附件.txt", "content-type": "text/plain", "encoding": "base64", "data": b64encode(b"x").decode()}
#: Operation -> method, address behind the document's, body.
REQUESTS = {
    "get": ("GET", "", None),
    "disclosure": ("GET", "/@disclosure", None),
    "problems": ("GET", "/@problems", None),
    "deadlines": ("GET", "/@deadlines", None),
    "ledger": ("GET", "/@ledger", None),
    "ledger-verify": ("GET", "/@ledger-verify", None),
    "history": ("GET", "/@history", None),
    "history-revert": ("PATCH", "/@history", {"version": 0}),
    "sharing": ("GET", "/@sharing", None),
    "sharing-change": ("POST", "/@sharing", {"entries": [{"id": "member", "roles": {"Reader": True}, "type": "user"}]}),
    "attachment": ("GET", "/annex", None),
    "download": ("GET", "/annex/@@download/file", None),
    "change-title": ("PATCH", "", {"title": "改动后的标题"}),
    "change-attachment": ("PATCH", "/annex", {"title": "改动后的附件"}),
    "add-attachment": ("POST", "", {"@type": "DocumentAttachment", "title": "附件", "file": UPLOAD}),
    "delete-attachment": ("DELETE", "/annex", None),
    "delete": ("DELETE", "", None),
    "mark-override": ("POST", "/@mark-override", {"mark": "秘密★10年", **REASON}),
    # no document of the table is a stub, and none has been scanned again
    "declassify": ("POST", "/@declassify", {**REASON, "decided_by": "x", "decided_on": "TODAY", "paper": UPLOAD}),
    "rescan-handled": ("POST", "/@rescan-handled", {"handled": []}),
    "submit": ("POST", "/@workflow/submit", {}),
    "recall": ("POST", "/@workflow/recall", {}),
    "endorse": ("POST", "/@workflow/endorse", {"checks": CHECKS}),
    "approve": ("POST", "/@workflow/approve", {"checks": CHECKS}),
    "refer": ("POST", "/@workflow/refer", {**REASON, "body": "secrecy_body"}),
    "determine": ("POST", "/@workflow/determine", {**REASON, "attribute": "proactive"}),
    "return": ("POST", "/@workflow/return", REASON),
    "question": ("POST", "/@workflow/question", REASON),
    "sign": ("POST", "/@workflow/sign", {}),
    "publish": ("POST", "/@workflow/publish", {}),
    "register": ("POST", "/@workflow/register", {}),
    "file": ("POST", "/@workflow/file", {}),
    "withdraw": ("POST", "/@workflow/withdraw", {**REASON, "cause": "error"}),
    "discontinue": ("POST", "/@workflow/discontinue", REASON),
    "break_glass_return": ("POST", "/@workflow/break_glass_return", REASON),
    "break_glass_withdraw": ("POST", "/@workflow/break_glass_withdraw", {**REASON, "cause": "error"}),
    "unknown-step": ("POST", "/@workflow/promote", {}),
    **{
        step: ("POST", f"/@workflow/{step}", body)
        for step, body in {
            "settle": {},
            "countersign": {},
            "record_countersignature": {"slot": "x", "signed_by": "王建国", "paper": PAPER},
            "decline": REASON,
            "note_receipt": {"received_on": "2026-01-05"},
            "consult": {"body_name": "市公安局", "opinion": "可以公开"},
            "uphold": REASON,
            "decide_dispute": {**REASON, "attribute": "proactive"},
            "amend": {**REASON, "changes": {"title": "签发人修改的标题"}},
            "confirm_changes": AGREE,
            "submit_urgently": REASON,
            "sign_urgently": {"checks": CHECKS},
            "make_up": AGREE,
            "record_instruction": {
                "instructed_by": "signer",
                "instructed_at": "2026-01-05T09:00:00+08:00",
                "instruction": "从速办理",
            },
            "countersign_instruction": {},
            "record_approval": {"authority": "云溪市人民政府", "approved_on": "2026-01-05", "paper": PAPER},
            "adjust": {
                **REASON,
                "attribute": "withheld",
                "grounds": ["personnel"],
                "withholding_reason": "属于内部人事管理信息",
                "discretion": "公开会影响内部人事工作",
            },
            "review_adjustment": AGREE,
            "decide_adjustment": {**REASON, "outcome": "disagree"},
            "confirm_withdrawal": {},
            "review_again": AGREE,
            "republish": {},
            "expire": {},
            "mark_validity": {**REASON, "validity": "repealed", "validity_date": "2026-01-05"},
            "supersede": {},
            "void": REASON,
            "enter_existing": {"issue_date": "2019-03-05", "signer_name": "王建国", "paper": PAPER},
            "propose_existing": {"attribute": "proactive"},
            "take_up": {"checks": CHECKS},
            "request_purge": {**REASON, "cause": "personal_data"},
            "purge": REASON,
        }.items()
    },
    "opening-read": ("GET", "/@opening-opinion", None),
    "opening-opinion": ("POST", "/@opening-opinion", {"opinion": "at_expiry"}),
    "glass-read": ("POST", "/@break-glass", {**REASON, "act": "read", "user": "member", "until": "TODAY"}),
    "glass-reassign": ("POST", "/@break-glass", {**REASON, "act": "reassign", "user": "member"}),
    "glass-return": ("POST", "/@break-glass", {**REASON, "act": "return"}),
    "glass-withdraw": ("POST", "/@break-glass", {**REASON, "act": "withdraw", "cause": "error"}),
    "glass-publish": ("POST", "/@break-glass", {**REASON, "act": "publish"}),
    "find": ("GET", "", None),
}


def _people(names):
    found = set()
    for name in names.split():
        found |= _people(GROUPS[name]) if name in GROUPS else {name}
    assert found <= set(PEOPLE), found
    return found


SEVERAL = {
    "LIVELY": "draft section_review disclosure_review secrecy_consultation joint_consent sign_off issued published "
    "registered withheld withdrawn",
    "SIGNED": "issued published registered withheld withdrawn",
}


def _table():
    """(operation, state) -> person -> verdict: ``+`` ``!`` ``-`` (not allowed) or ``.`` (not there)."""
    lines = {}
    for line in filter(str.strip, MAY.splitlines()):
        operation, state, verdict, *names = line.split()
        assert operation in REQUESTS, line
        for one in SEVERAL.get(state, state).split():
            lines.setdefault((operation, one), []).append((verdict, _people(" ".join(names))))
    table = {}
    for operation in REQUESTS:
        for state, names in SEES.items():
            sees = _people(names)
            row = dict.fromkeys(PEOPLE, ".") | dict.fromkeys(sees, "-")
            for verdict, people in lines.get((operation, state), lines.get((operation, "*"), ())):
                row |= dict.fromkeys(people if "hidden" in verdict else people & sees, verdict[-1])
            table[operation, state] = row
    return table


TABLE = _table()


def _ask(door, operation, path, uid, person):
    user = "" if person == "nobody" else person
    method, rest, body = REQUESTS[operation]
    if operation == "find":
        return door.ask("GET", f"/@search?UID={uid}&fullobjects=1", user)
    if body and body.get("until"):
        body = {**body, "until": now().date().isoformat()}
    return door.ask(method, path + rest, user, body)


def _plain(answer, path, uid):
    """An answer's words, without the address that was asked for."""
    text = answer.text.replace(path.rpartition("/")[2], "ID").replace(uid, "ID")
    if answer.content_type == "application/json":
        data = json.loads(text or "{}")
        # only for Manager: where in our code it happened
        data.pop("traceback", None)
        return data
    return re.sub(r'name="_authenticator" value="[^"]*"', "", text)


def _verdict(answer, operation, person):
    if answer.status_int < 300:
        return "+"
    # Plone's own @sharing answers 403 to everybody.
    refused = 401 if person == "nobody" and not operation.startswith("sharing") else 403
    return {400: "!", 404: ".", refused: "-"}.get(answer.status_int, str(answer.status_int))


MISSING = "0" * 32


def _cell(door, operation, path, uid, person, missing):
    answer = _ask(door, operation, path, uid, person)
    if operation == "find":
        return "+" if json.loads(answer.text)["items_total"] else "."
    verdict = _verdict(answer, operation, person)
    if verdict == ".":
        key = (operation, person)
        if key not in missing:
            nowhere = _ask(door, operation, f"/bureau/{MISSING}", MISSING, person)
            missing[key] = (nowhere.status_int, _plain(nowhere, f"/bureau/{MISSING}", MISSING))
        if (answer.status_int, _plain(answer, path, uid)) != missing[key]:
            return "tells"
    return verdict


def _wrong_cells(layer, door, operation):
    missing = {}
    for state, uid in layer["uids"].items():
        if state.startswith("issued_") and operation not in ("get", "publish", "register", "file"):
            continue
        if state == "purged" and "annex" in REQUESTS[operation][1]:
            # the purge has destroyed it
            continue
        path = f"/bureau/{layer['ids'][state]}"
        for person, expected in TABLE[operation, state].items():
            got = _cell(door, operation, path, uid, person, missing)
            if got != expected:
                yield f"{operation:22}{state:22}{person:26} expected {expected} got {got}"


@pytest.mark.parametrize("operation", list(REQUESTS))
def test_everybody_may_do_what_his_office_allows_and_nothing_else(matrix, door, operation):
    with door.without_trace():
        wrong = list(_wrong_cells(matrix, door, operation))
    assert not wrong, "\n" + "\n".join(wrong)


#: Every permission of the product and the offices that hold it, written from the list of offices.
HOLDERS = {
    "Add Agency": "Manager, Site Administrator",
    "Add Official Document": "Drafter",
    "Add Document Attachment": "Drafter",
    "Propose attribute": "Drafter",
    "Endorse draft": "Section Head",
    "Review disclosure": "Disclosure Reviewer",
    "Review secrecy": "Section Head, Disclosure Reviewer, Signer, Principal Signer, Disclosure Officer",
    "Confirm changes": "Drafter, Section Head, Disclosure Reviewer",
    "Countersign document": "Consulted Agency",
    "Record instruction": "Drafter, Section Head, Disclosure Reviewer, Secrecy Officer, Signer, Principal Signer, "
    "Disclosure Officer",
    "Purge document": "Section Head, Disclosure Reviewer, Secrecy Officer, Signer, Principal Signer, Disclosure Officer",
    "Run routine": "Manager, Site Administrator, Disclosure Officer",
    "Determine secrecy": "Secrecy Officer",
    "Sign document": "Signer, Principal Signer",
    "Publish document": "Disclosure Officer, Web Editor",
    "Register document": "Disclosure Officer",
    "Withdraw document": "Disclosure Officer, Secrecy Officer, Signer, Principal Signer",
    "Override classification mark": "Secrecy Officer",
    "View ledger": "Drafter, Section Head, Disclosure Reviewer, Secrecy Officer, Signer, Principal Signer, "
    "Disclosure Officer, Transfer Clerk, Supervisor",
    "Verify ledger": "Manager, Site Administrator",
    "View registers": "Disclosure Reviewer, Secrecy Officer, Signer, Principal Signer, Disclosure Officer, "
    "Transfer Clerk, Supervisor",
    "Seal hand-over": "Transfer Clerk",
    "Pull hand-over": "Archivist",
    "Manage deputies": "Manager, Site Administrator",
    "Break glass": "Manager, Site Administrator",
    "Manage settings": "Manager, Site Administrator",
}


def test_every_permission_of_the_product_is_on_the_list(matrix):
    prefix = "opengov.disclosure: "
    known = {name.removeprefix(prefix) for name in matrix["portal"].possible_permissions() if name.startswith(prefix)}
    assert known == set(HOLDERS)


@pytest.mark.parametrize("permission", HOLDERS)
def test_a_permission_is_held_by_its_offices_alone(matrix, permission):
    name = f"opengov.disclosure: {permission}"
    rows = matrix["portal"].rolesOfPermission(name)
    assert {row["name"] for row in rows if row["selected"]} == set(HOLDERS[permission].split(", "))
    assert not matrix["portal"].acquiredRolesAreUsedBy(name)


SEEING = ("View", "Access contents information", "List folder contents")
#: Each would be a way around a rule, so nobody holds it in any state.
NEVER = """
Change local roles
Sharing page: Delegate roles
Change permissions
Manage properties
CMFEditions: Access previous versions
CMFEditions: Apply version control
CMFEditions: Checkout to location
CMFEditions: Revert to previous versions
CMFEditions: Save new version
CMFEditions: Purge version
""".strip().splitlines()
CHANGING = ("Modify portal content", "Add portal content", "Delete objects")


def test_every_state_says_by_itself_who_sees_and_who_changes(matrix):
    states = matrix["portal"].portal_workflow["opengov_document_workflow"].states
    assert set(states.objectIds()) == {state for state in SEES if not state.startswith("issued_")}
    for name, state in states.items():
        given = {permission: state.permission_roles.get(permission) for permission in (*SEEING, *NEVER, *CHANGING)}
        # a tuple is not acquired, a list would be
        assert all(isinstance(roles, tuple) for roles in given.values()), name
        assert len({frozenset(given[permission]) for permission in SEEING}) == 1, name
        assert [permission for permission in NEVER if given[permission]] == [], name
        drafters = {"Drafter"} if name == "draft" else set()
        assert {permission: set(given[permission]) for permission in CHANGING} == dict.fromkeys(CHANGING, drafters), (
            name
        )
        assert not {"Owner", "Manager", "Site Administrator"} & set().union(*given.values()), name
