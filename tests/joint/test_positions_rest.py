"""Asked agencies over REST, and what nobody else learns of it (R-J6, R-X1)."""

from base64 import b64encode
from door import Door
from opengov.disclosure.joint.interfaces import IDraftingAgencies
from opengov.disclosure.joint.interfaces import IPositions
from plone.uuid.interfaces import IUUID
from zope.component.hooks import setSite

import pytest
import transaction


PAPER = {"filename": "复函.pdf", "content-type": "application/pdf", "data": b64encode("盖章".encode()).decode()}


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def rest(asked, stranger, portal):
    """Asks the site; ``path`` is that of the document in ``joint_consent``."""
    document, _seats, slot = asked
    transaction.commit()

    class Rest:
        path = f"/bureau/{document.getId()}"
        digest = IPositions(document).digest()

        def __init__(self):
            self.slot, self.door = slot, Door(portal)

        def get(self, user, more="/@positions"):
            return self.door.ask("GET", self.path + more, user)

        def act(self, user, act, **body):
            return self.door.ask("POST", f"{self.path}/@positions/{self.slot}/{act}", user, body)

    return Rest()


def codes(answer):
    return [error["code"] for error in answer.json["errors"]]


def test_the_whole_story_of_one_agency(rest):
    asked = rest.door.ask("GET", "/finance/@asked", "fin-co-issuer").json
    assert (asked["waiting"], asked["items"][0]["lead_title"]) == (1, "云溪市教育局")
    assert asked["items"][0]["due"] and asked["items"][0]["silence"] == "nothing"
    assert rest.act("fin-co-issuer", "receive").status_int == 200
    said = {"stand": "agree_with_comment", "digest": rest.digest, "reason": "第二条请核对", "confidential": "内部意见"}
    assert rest.act("fin-co-issuer", "draft", **said).status_int == 200
    answer = rest.act("fin-signer", "release")
    assert (answer.status_int, answer.json["items"][0]["standing"]) == (200, "agreed")
    settled = rest.door.ask("POST", f"{rest.path}/@workflow/settle", "disclosure-officer", {})
    assert settled.json["review_state"] == "sign_off"
    listed = rest.door.ask("GET", "/finance/@asked", "fin-signer").json
    assert (listed["waiting"], len(listed["items"])) == (0, 1)


def test_nobody_else_sees_a_draft_or_a_confidential_word_before_or_after_the_release(rest):
    secret = {"reason": "zqreasonzq", "confidential": "zqconfidentialzq"}
    rest.act("fin-co-issuer", "draft", stand="object", digest=rest.digest, **secret)
    for user in ("drafter", "disclosure-officer", "signer", "supervisor"):
        for more in ("/@positions", "/@disclosure", "/@ledger", f"/@positions/{rest.slot}/difference", ""):
            text = rest.get(user, more).text
            assert "zqreasonzq" not in text and "zqconfidentialzq" not in text and "position_drafted" not in text
    own = rest.get("fin-signer").json["items"][0]["draft"]
    assert (own["reason"], own["confidential"]) == ("zqreasonzq", "zqconfidentialzq")
    rest.act("fin-signer", "release")
    seen = {user: rest.get(user).text for user in ("drafter", "disclosure-officer", "fin-signer")}
    assert ["zqreasonzq" in text for text in seen.values()] == [True, True, True]
    assert ["zqconfidentialzq" in text for text in seen.values()] == [False, False, True]


def test_an_asked_agency_sees_the_draft_and_nothing_else_of_the_lead(rest):
    read = rest.get("fin-co-issuer", "").json
    assert read["title"] and "disclosure_reason" not in read and "telephone" not in read
    inside = rest.get("fin-co-issuer", "/@disclosure").json
    assert "review" not in inside and "notes" not in inside
    assert rest.get("fin-co-issuer", "/annex").json["title"] == "名单"
    found = rest.door.ask("GET", "/@search?portal_type=DocumentAttachment", "fin-co-issuer").json
    assert found["items_total"] == 1
    for more in ("/@ledger", "/@problems", "/@deadlines", "/@papers/1"):
        assert rest.get("fin-co-issuer", more).status_int in (401, 403, 404)
    assert rest.door.ask("PATCH", rest.path, "fin-co-issuer", {"title": "改"}).status_int in (401, 403)


@pytest.mark.parametrize("user", ["", "hea-co-issuer", "hea-signer", "fin-drafter", "co-issuer", "web-editor"])
def test_for_everybody_else_there_is_no_such_document(rest, user):
    missing = rest.door.ask("GET", "/bureau/" + "0" * 32 + "/@positions", user)
    for answer in (
        rest.get(user),
        rest.act(user, "draft", stand="agree", digest=rest.digest),
        rest.act(user, "release"),
        rest.door.ask("POST", f"{rest.path}/@positions", user, {"body": "某军分区"}),
    ):
        assert (answer.status_int, answer.body) == (404, missing.body) or answer.status_int == 404


@pytest.mark.parametrize(
    "user,act,body,code",
    [
        ("fin-signer", "draft", {"stand": "agree", "digest": "DIGEST"}, "office_missing"),
        ("fin-co-issuer", "draft", {"stand": "agree", "digest": "sha256:0"}, "position_on_other_content"),
        ("fin-co-issuer", "draft", {"stand": "agree"}, "value_missing"),
        ("fin-co-issuer", "draft", {"stand": 1, "digest": "DIGEST"}, "value_type"),
        ("fin-co-issuer", "draft", {"stand": "agree", "digest": "DIGEST", "by": "x"}, "value_unknown"),
        ("fin-co-issuer", "release", {}, "office_missing"),
        ("fin-co-issuer", "remove", {"reason": "x"}, "office_missing"),
        ("disclosure-officer", "draft", {"stand": "agree", "digest": "DIGEST"}, "office_missing"),
        (
            "disclosure-officer",
            "record",
            {"stand": "agree", "paper": PAPER, "signed_by": "张某"},
            "position_agency_answers",
        ),
        (
            "disclosure-officer",
            "record",
            {"stand": "agree", "paper": {"filename": "a", "data": "?"}, "signed_by": "张某"},
            "paper_malformed",
        ),
        ("disclosure-officer", "remove", {}, "step_reason_required"),
    ],
)
def test_a_refusal_names_the_rule_and_changes_nothing(rest, user, act, body, code):
    before = rest.get("disclosure-officer").json
    given = {name: rest.digest if value == "DIGEST" else value for name, value in body.items()}
    answer = rest.act(user, act, **given)
    assert (answer.status_int, codes(answer)) == (400, [code])
    assert answer.json["errors"][0]["rule"]
    assert rest.get("disclosure-officer").json == before


def test_another_slot_or_act_is_missing(rest):
    assert rest.door.ask("POST", f"{rest.path}/@positions/{'0' * 32}/receive", "fin-co-issuer", {}).status_int == 404
    assert rest.act("fin-co-issuer", "abolish").status_int == 404


def test_when_the_document_is_public_its_positions_are_not(rest):
    rest.act("fin-co-issuer", "draft", stand="agree_with_comment", digest=rest.digest, reason="zqreasonzq")
    rest.act("fin-signer", "release")
    for step, user in (("settle", "disclosure-officer"), ("sign", "signer"), ("publish", "disclosure-officer")):
        assert rest.door.ask("POST", f"{rest.path}/@workflow/{step}", user, {}).status_int == 200
    for user, status in (("", 401), ("hea-co-issuer", 403), ("fin-drafter", 403)):
        answer = rest.get(user)
        assert "zqreasonzq" not in answer.text
        assert answer.status_int == status, answer.text
        assert "zqreasonzq" not in rest.get(user, "").text
    assert rest.get("fin-co-issuer").status_int == 200
    uid = rest.get("fin-co-issuer").json["items"][0]["agency"]
    for user in ("", "hea-co-issuer"):
        asked = [f"/@search?asked_agencies={each}&portal_type=OfficialDocument" for each in (uid, "0" * 32)]
        found = [rest.door.ask("GET", address, user).json["items_total"] for address in asked]
        assert found[0] == found[1], "whoever asks who was asked learns nothing"
    rest.door.ask("POST", f"{rest.path}/@workflow/withdraw", "disclosure-officer", {"reason": "有误", "cause": "error"})
    assert rest.door.ask("GET", "/finance/@asked", "fin-signer").json["items"][0]["review_state"] == "withdrawn"


@pytest.mark.parametrize("user", ["", "fin-drafter", "fin-web-editor", "hea-co-issuer", "signer"])
def test_what_an_agency_is_asked_is_told_to_nobody_else(rest, user):
    assert rest.door.ask("GET", "/finance/@asked", user).status_int == 404
    page = rest.door.ask("GET", "/finance/@@asked", user, Accept="text/html")
    assert page.status_int == 404


def test_an_agency_is_named_over_rest_only_once(rest, stranger):
    body = {"agency": IUUID(stranger)}
    assert rest.door.ask("POST", f"{rest.path}/@positions", "disclosure-officer", body).status_int == 201
    again = rest.door.ask("POST", f"{rest.path}/@positions", "disclosure-officer", body)
    assert (again.status_int, codes(again)) == (400, ["position_twice"])
    assert [row["order"] for row in rest.get("disclosure-officer").json["items"]] == [1, 2]
    # the second agency sees what the first has released, never its draft
    rest.act("fin-co-issuer", "draft", stand="agree", digest=rest.digest)
    first = rest.get("hea-co-issuer").json["items"][0]
    assert (first["positions"], "draft" in first, first["may"]) == ([], False, [])


DRAFT = {"title": "云溪市教育局关于规范收费的通知", "document_kind": "notice", "disclosure_attribute": "proactive"}


@pytest.mark.parametrize(
    "user,status",
    [("disclosure-officer", 200), ("signer", 403), ("drafter", 403), ("fin-disclosure-officer", 403), ("", 401)],
)
def test_who_names_the_agencies_that_draft_for_this_one(rest, portal, user, status):
    body = {"agencies": [IUUID(portal["finance"])]}
    answer = rest.door.ask("POST", "/bureau/@drafting-agencies", user, body)
    assert answer.status_int == status
    transaction.begin()
    assert (IDraftingAgencies(portal["bureau"]).uids() != ()) is (status == 200)


def test_a_named_agency_drafts_over_rest(rest, portal):
    uids = {name: IUUID(portal[name]) for name in ("bureau", "finance")}
    ask = rest.door.ask
    refused = ask("POST", "/finance/@draft-for", "fin-drafter", {**DRAFT, "agency": uids["bureau"]})
    assert (refused.status_int, codes(refused)) == (400, ["drafting_not_allowed"])
    ask("POST", "/bureau/@drafting-agencies", "disclosure-officer", {"agencies": [uids["finance"]]})
    assert ask("POST", "/finance/@draft-for", "fin-signer", {**DRAFT, "agency": uids["bureau"]}).status_int == 403
    wrong = ask("POST", "/finance/@draft-for", "fin-drafter", {**DRAFT, "agency": uids["bureau"], "colour": "red"})
    assert (wrong.status_int, codes(wrong)) == (400, ["value_unknown"])
    made = ask("POST", "/finance/@draft-for", "fin-drafter", {**DRAFT, "agency": uids["bureau"]})
    assert (made.status_int, made.json["title"], made.json["review_state"]) == (201, DRAFT["title"], "draft")
    path = made.headers["Location"].removeprefix("http://nohost/plone")
    assert path.startswith("/bureau/")
    assert ask("PATCH", path, "fin-drafter", {"summary": "摘要"}).status_int == 204
    assert ask("POST", f"{path}/@workflow/submit", "fin-drafter", {}).json["review_state"] == "section_review"
    assert ask("GET", path, "fin-signer").status_int == 404
