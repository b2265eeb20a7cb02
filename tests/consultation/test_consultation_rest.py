"""Third parties, consent and reassessment over HTTP: who gets in, what is refused, what never gets out."""

from base64 import b64encode
from door import Door
from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from town import make_agency
from town import open_office
from town import PROPOSALS
from town import SECRET
from town import Walk
from urllib.parse import quote
from visiting import Visitor
from webtest import Upload

import pytest
import transaction


PARTY = {"name": "云溪建材有限公司", "kind": "organisation", "ground": "trade_secret", "contact": "zqcontactzq"}
PAPER = {"filename": "回函.pdf", "content-type": "application/pdf", "data": b64encode(b"%PDF-1.4").decode()}
WITHHELD = {
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("trade_secret",),
    "disclosure_reason": "含有企业未公开的报价",
}


@pytest.fixture
def site(functional, clock):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


@pytest.fixture
def walk(site):
    agency = make_agency(site)
    with api.env.adopt_roles(["Manager"]):
        make_agency(site, "other", "云溪市财政局", "云财", prefix="other-")
        open_office(agency, "Drafter", "drafter2")
    api.user.create(email="m@example.org", username="member", password=SECRET)
    site.acl_users.userFolderAddUser("manager", SECRET, ["Manager"], [])
    return Walk(agency)


@pytest.fixture
def ask(site):
    door = Door(site)

    def ask(method, document, service, user="", body=None, undone=False, **headers):
        transaction.commit()
        if undone:
            with door.without_trace():
                return door.ask(method, f"{'/'.join(document.getPhysicalPath())}/{service}", user, body, **headers)
        path = "/".join(document.getPhysicalPath())
        answer = door.ask(method, f"{path}/{service}", user, body, **headers)
        site._p_jar.sync()
        return answer

    return ask


@pytest.fixture
def review(walk):
    return walk.to("disclosure_review", **WITHHELD)


def test_a_whole_consultation_over_rest(ask, review, clock):
    answer = ask("POST", review, "@third-parties", "drafter", {**PARTY, "sent_on": "2026-03-02"})
    assert (answer.status_code, answer.json["number"], answer.json["running"]) == (201, 1, True)
    answer = ask("POST", review, "@third-parties/1/receipt", "drafter", {"received_on": "2026-03-02"})
    assert (answer.status_code, answer.json["due"]) == (200, "2026-03-23")
    values = {"answer": "object", "reason": "报价仍用于投标", "reasonable": False, "paper": PAPER}
    answer = ask("POST", review, "@third-parties/1/answer", "drafter", values)
    assert (answer.status_code, answer.json["released"]) == (200, False)
    values = {"ruling": "disclose", "basis": "unreasonable_objection", "reason": "报价已在网上公布"}
    answer = ask("POST", review, "@third-parties/1/decision", "disclosure-reviewer", values)
    assert (answer.status_code, answer.json["released"]) == (200, False)
    values = {"paper": {**PAPER, "filename": "告知书.pdf"}, "noticed_on": "2026-03-02"}
    answer = ask("POST", review, "@third-parties/1/notice", "disclosure-reviewer", values)
    assert (answer.status_code, answer.json["released"]) == (200, True)
    answer = ask("GET", review, "@third-parties", "signer")
    assert answer.status_code == 404
    answer = ask("GET", review, "@third-parties", "section-head")
    assert answer.json["grounds"] == ["trade_secret"]
    assert (answer.json["may_record"], answer.json["may_decide"]) == (False, False)
    assert [set(item) & {"contact", "salt"} for item in answer.json["items"]] == [set()]
    assert ask("GET", review, f"@papers/{answer.json['items'][0]['papers']['noticed']}", "drafter").body == b"%PDF-1.4"


SEES = {"drafter", "drafter2", "section-head", "disclosure-reviewer"}
EVERYBODY = """
    drafter drafter2 section-head disclosure-reviewer secrecy-officer signer principal-signer disclosure-officer web-editor
    transfer-clerk co-issuer archivist supervisor manager member nobody other-drafter other-disclosure-reviewer
"""


def test_who_reads_and_who_records_in_review(ask, review):
    for person in EVERYBODY.split():
        user = "" if person == "nobody" else person
        read = ask("GET", review, "@third-parties", user)
        written = ask("POST", review, "@third-parties", user, PARTY, undone=True)
        if person not in SEES:
            assert (person, read.status_code, written.status_code) == (person, 404, 404)
        else:
            records = person in ("drafter", "disclosure-reviewer")
            assert (person, read.status_code, written.status_code) == (person, 200, 201 if records else 403)


INSIDERS = SEES | {
    "secrecy-officer",
    "signer",
    "principal-signer",
    "disclosure-officer",
    "transfer-clerk",
    "supervisor",
}


def test_what_is_public_says_nothing_of_third_parties_to_outsiders(ask, walk):
    document = walk.to("published", title="云溪市教育局关于公开事项的通知")
    with api.env.adopt_user(username="disclosure-officer"):
        IConsultations(document).consult(**PARTY)
    for person in EVERYBODY.split():
        user = "" if person == "nobody" else person
        expected = 200 if person in INSIDERS else 403 if user else 401
        for service in ("@third-parties", "@reassessment"):
            assert (person, ask("GET", document, service, user).status_code) == (person, expected)
        shows_contact = person in ("disclosure-officer", "disclosure-reviewer")
        assert ("zqcontactzq" in ask("GET", document, "@third-parties", user).text) is shows_contact
        if expected != 200:
            for service in ("", "?expand=disclosure", "@disclosure", "@history", "@third-parties"):
                text = ask("GET", document, service, user).text
                assert "zqcontactzq" not in text
                assert PARTY["name"] not in text


def test_a_third_party_is_found_by_no_search(ask, site, walk):
    document = walk.to("published")
    with api.env.adopt_user(username="disclosure-officer"):
        IConsultations(document).consult(**PARTY)
        document.reindexObject()
    assert ask("GET", site, f"@search?SearchableText={quote('春季开学')}").json["items_total"] == 1
    for word in (PARTY["contact"], PARTY["name"]):
        for person in ("", "member", "drafter", "disclosure-officer"):
            assert ask("GET", site, f"@search?SearchableText={quote(word)}", person).json["items_total"] == 0


BAD = (
    ("@third-parties", {"name": "甲"}, "value_missing"),
    ("@third-parties", {**PARTY, "number": "7"}, "value_unknown"),
    ("@third-parties", {**PARTY, "released": True}, "value_unknown"),
    ("@third-parties", {**PARTY, "name": ["甲"]}, "value_type"),
    ("@third-parties", {**PARTY, "ground": "state_secret"}, "third_party_ground_wrong"),
    ("@third-parties", {**PARTY, "sent_on": "2026-03-03"}, "third_party_day_ahead"),
    ("@third-parties", {**PARTY, "paper": {"filename": "a.pdf", "data": "%"}}, "paper_malformed"),
    ("@third-parties", {**PARTY, "paper": {**PAPER, "path": "/etc/passwd"}}, "paper_malformed"),
    ("@third-parties/1/receipt", {"received_on": "2026-03-99"}, "day_invalid"),
    ("@third-parties/1/answer", {"answer": "silent"}, "third_party_may_still_answer"),
    ("@third-parties/1/answer", {"answer": "consent"}, "third_party_consent_paper"),
    ("@third-parties/1/answer", {"answer": "object", "reason": "不愿", "reasonable": "no"}, "value_type"),
    ("@third-parties/1/answer", {"answer": "object", "reason": "长" * 5001, "reasonable": True}, "value_type"),
    (
        "@third-parties/1/decision",
        {"ruling": "disclose", "reason": "无", "basis": "silence"},
        "third_party_basis_wrong",
    ),
    ("@originator-consent", {"paper": PAPER, "given_on": "2026-03-02", "by": "省厅"}, "nothing_forwarded"),
    ("@reassessment", {"decided_on": "2026-03-02"}, "nothing_to_reassess"),
    ("@reassessment/keep", {"reason": "仍属内部"}, "nothing_to_reassess"),
)


def test_bad_input_is_refused_with_its_rule_and_leaves_nothing(ask, review):
    ask("POST", review, "@third-parties", "disclosure-reviewer", {**PARTY, "sent_on": "2026-03-02"})
    before = (IDossier(review).export(), len(ILedger(review).entries()))
    for service, body, code in BAD:
        for language in ("en", "zh-CN"):
            answer = ask("POST", review, service, "disclosure-reviewer", body, Accept_Language=language)
            assert (service, body, answer.status_code) == (service, body, 400)
            errors = answer.json["errors"]
            assert code in {error["code"] for error in errors}, errors
            assert all(error["message"] and error["rule"] for error in errors)
    assert (IDossier(review).export(), len(ILedger(review).entries())) == before


NOWHERE = (
    ("GET", "@third-parties/1"),
    ("POST", "@third-parties/1"),
    ("POST", "@third-parties/9/receipt"),
    ("POST", "@third-parties/0/receipt"),
    ("POST", "@third-parties/-1/receipt"),
    ("POST", "@third-parties/x/receipt"),
    ("POST", "@third-parties/1/publish"),
    ("POST", "@third-parties/1/receipt/more"),
    ("POST", "@originator-consent/1"),
    ("POST", "@reassessment/lift"),
    ("GET", "@reassessment/keep"),
)


def test_an_address_that_leads_nowhere_is_missing(ask, review):
    for method, service in NOWHERE:
        body = {"received_on": "2026-03-02"} if method == "POST" else None
        answer = ask(method, review, service, "disclosure-reviewer", body)
        assert (method, service, answer.status_code) == (method, service, 404)


def test_a_form_of_another_site_records_nothing(ask, review):
    headers = {"Content_Type": "text/plain"}
    answer = ask("POST", review, "@third-parties", "drafter", b'{"name": "x"}', **headers)
    assert answer.status_code == 400
    assert IConsultations(review).parties() == []


def test_the_originators_consent_over_rest(ask, walk):
    forwards = {
        "forwarding_mode": "forward",
        "forwarded_document": "省教〔2026〕5号 关于做好开学工作的通知",
        "forwarded_originator": "省教育厅",
        "forwarded_attribute": "on_request",
    }
    draft = walk.draft(**forwards)
    refused = ask("POST", draft, "@workflow/submit", "drafter", {})
    assert refused.json["errors"][0]["rule"] == "R-A9"
    body = {"paper": PAPER, "given_on": "2026-03-02", "by": "省教育厅办公室"}
    assert ask("POST", draft, "@originator-consent", "section-head", body).status_code == 403
    answer = ask("POST", draft, "@originator-consent", "drafter", body)
    assert (answer.status_code, answer.json["by"]) == (201, "省教育厅办公室")
    assert ask("POST", draft, "@workflow/submit", "drafter", {}).status_code == 200


def test_the_end_of_a_matter_over_rest(ask, walk):
    undecided = {**PROPOSALS["withheld"], "document_kind": "request", "disclosure_grounds": ("request_report",)}
    document = walk.to("withheld", **undecided)
    body = {"decided_on": "2026-03-02", "comment": "市政府已批复"}
    answer = ask("POST", document, "@reassessment", "disclosure-officer", body)
    assert answer.json["due"]["cause"] == "matter_decided"
    assert ask("GET", document, "@reassessment", "signer").json["due"]["since"] == "2026-03-02"
    answer = ask("POST", document, "@reassessment/keep", "disclosure-reviewer", {"reason": "批复涉及人事安排"})
    assert answer.json["due"] is None


# ---- the page


@pytest.fixture
def visit(functional, site):
    return lambda user="": Visitor(functional, user)


def fill(page, act, **values):
    form = next(form for form in page.forms.values() if "act" in form.fields and form["act"].value == act)
    for name, value in values.items():
        form[name] = value
    return form.submit()


def test_the_page_takes_a_consultation_from_letter_to_notice(visit, review):
    page = visit("drafter").open(review, "@@third-parties")
    page = fill(page, "consult", **PARTY, sent_on="2026-03-02").follow()
    assert "云溪建材有限公司" in page
    page = fill(page, "receipt/1", received_on="2026-03-02").follow()
    assert "2026-03-23" in page
    page = fill(page, "answer/1", answer="object", reason="报价仍用于投标", reasonable="yes").follow()
    assert not any("decision/1" in form.text for form in page.forms.values())
    page = visit("disclosure-reviewer").open(review, "@@third-parties")
    values = {"ruling": "disclose", "basis": "public_interest", "reason": "涉及食品安全"}
    page = fill(page, "decision/1", **values).follow()
    page = fill(page, "notice/1", paper=Upload("告知书.pdf", b"%PDF-1.4", "application/pdf")).follow()
    assert IConsultations(review).parties()[0]["released"]
    assert "@@opengov-paper?number=" in page


def test_the_page_says_what_is_wrong_and_keeps_what_was_entered(visit, review):
    page = visit("drafter").open(review, "@@third-parties")
    page = fill(page, "consult", **{**PARTY, "ground": ""}, sent_on="2026-03-03")
    assert page.status_code == 200
    assert PARTY["name"] in page
    assert "is-invalid" in page
    assert IConsultations(review).parties() == []


def test_the_page_is_there_for_those_who_see_the_document(visit, review):
    expected = {"": 404, "member": 404, "other-drafter": 404, "signer": 404, "section-head": 200}
    told = {user: visit(user).open(review, "@@third-parties", status="*").status_code for user in expected}
    assert told == expected


def test_a_post_without_a_token_records_nothing(visit, review):
    answer = visit("drafter").post(review, "@@third-parties", {"act": "consult", **PARTY}, status="*")
    assert answer.status_code == 403
    assert IConsultations(review).parties() == []


def test_the_document_leads_its_people_to_the_page_and_nobody_else(visit, walk):
    document = walk.to("published")
    assert "opengov-third-parties" not in visit("disclosure-officer").open(document)
    with api.env.adopt_user(username="disclosure-officer"):
        IConsultations(document).consult(**PARTY)
    assert "opengov-third-parties" in visit("disclosure-officer").open(document)
    assert "opengov-third-parties" not in visit().open(document)
