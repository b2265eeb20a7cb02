"""A joint document is repealed, voided and corrected with those who issued it (R-J5, R-J4, R-I9, R-I2)."""

from base64 import b64encode
from door import Door
from jointly import Together
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component.hooks import setSite

import pytest
import transaction


REPEAL = {"validity": "repealed", "validity_date": "2027-01-01", "reason": "上位法已修改"}
PAPER = {"filename": "决定.pdf", "content-type": "application/pdf", "data": b64encode("盖章".encode()).decode()}


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def together(walk, asked_agency, stranger):
    return Together(walk, {"fin-": asked_agency, "hea-": stranger})


@pytest.fixture
def published(together):
    return together.to("published")


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def propose(document, by="disclosure-officer", **changes):
    with api.env.adopt_user(username=by):
        IRepeal(document).propose(**{**REPEAL, **changes})


def slot(document, together, prefix):
    uid = IUUID(together.partners[prefix])
    return next(one.id for one in IRepeal(document).answers().slots() if one.agency == uid)


def answer(document, together, prefix, stand="agree"):
    own = slot(document, together, prefix)
    with api.env.adopt_user(username=f"{prefix}co-issuer"):
        answers = IRepeal(document).answers()
        answers.draft(own, stand, answers.digest(), reason="" if stand == "agree" else "仍有必要")
    with api.env.adopt_user(username=f"{prefix}signer"):
        IRepeal(document).answers().release(own)


def mark(walk, document, **changes):
    return walk.take(document, "mark_validity", "disclosure-officer", **{**REPEAL, **changes})


def validity(document):
    return (IDossier(document).affair("validity") or {}).get("value", "valid")


def test_nobody_repeals_it_before_all_who_signed_were_asked(walk, published):
    with pytest.raises(RuleBroken) as refused:
        mark(walk, published)
    assert codes(refused) == ["repeal_not_proposed"]
    assert validity(published) == "valid"


def test_it_is_repealed_once_all_have_agreed(walk, together, published):
    propose(published)
    for prefix, open_for in (("fin-", 2), ("hea-", 1)):
        with pytest.raises(RuleBroken) as refused:
            mark(walk, published)
        assert codes(refused) == ["position_open"] * open_for
        answer(published, together, prefix)
    mark(walk, published)
    assert validity(published) == "repealed"
    assert IRepeal(published).proposal() is None
    assert [one["closed"]["how"] for one in IRepeal(published).proposals()] == ["done"]
    actions = [entry.action for entry in ILedger(published).entries()]
    assert actions.count("repeal_proposed") == 1 and "positions_bound" in actions[actions.index("repeal_proposed") :]


def test_what_was_agreed_before_the_issue_is_left_as_it_was(together, published):
    before = [slot.positions for slot in IPositions(published).slots()]
    propose(published)
    answer(published, together, "fin-", "object")
    assert [slot.positions for slot in IPositions(published).slots()] == before
    assert IPositions(published).problems("publish") == []


def test_an_objection_blocks_it_by_name_until_the_authority_has_decided(walk, together, published):
    propose(published)
    answer(published, together, "fin-")
    answer(published, together, "hea-", "object")
    with pytest.raises(RuleBroken) as refused:
        mark(walk, published)
    assert [problem.params["agency"] for problem in refused.value.problems] == ["云溪市卫生健康局"]
    own = slot(published, together, "hea-")
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(published).answers().decide(own, "as_drafted", "云溪市人民政府", "同意废止", PAPER)
    mark(walk, published)
    assert validity(published) == "repealed"


@pytest.mark.parametrize("changes", [{"validity_date": "2027-02-01"}, {"validity_document": "云教〔2026〕99号"}])
def test_what_they_agreed_to_is_what_is_marked(walk, together, published, changes):
    propose(published)
    for prefix in together.partners:
        answer(published, together, prefix)
    with pytest.raises(RuleBroken) as refused:
        mark(walk, published, **changes)
    assert codes(refused) == ["repeal_differs"]


def test_another_proposal_asks_everybody_anew(walk, together, published):
    propose(published)
    for prefix in together.partners:
        answer(published, together, prefix)
    with pytest.raises(RuleBroken) as refused:
        propose(published, validity_date="2027-03-01")
    assert codes(refused) == ["repeal_proposed_already"]
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(published).give_up("日期有误")
    propose(published, validity_date="2027-03-01")
    with pytest.raises(RuleBroken) as refused:
        mark(walk, published, validity_date="2027-03-01")
    assert codes(refused) == ["position_open", "position_open"]


def test_it_is_voided_only_with_all_who_signed_and_withdrawn_at_once(walk, together, published):
    with pytest.raises(RuleBroken) as refused:
        walk.take(published, "void", "signer", reason="误发")
    assert codes(refused) == ["repeal_not_proposed"]
    walk.take(published, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    propose(published, validity="voided", validity_date="", reason="误发")
    for prefix in together.partners:
        answer(published, together, prefix)
    walk.take(published, "void", "signer", reason="误发")
    assert ILife(published).state == "voided"


def test_what_lapses_by_itself_asks_nobody(walk, published):
    mark(walk, published, validity="lapsed", reason="有效期届满")
    assert validity(published) == "lapsed"


def test_a_document_of_one_agency_is_repealed_as_ever(walk):
    document = walk.to("published")
    with pytest.raises(RuleBroken) as refused:
        propose(document)
    assert codes(refused) == ["repeal_not_joint"]
    mark(walk, document)
    assert validity(document) == "repealed"


@pytest.mark.parametrize("user", ["drafter", "signer", "web-editor", "fin-disclosure-officer", "fin-signer"])
def test_only_the_leads_disclosure_office_asks(published, user):
    with pytest.raises(RuleBroken) as refused:
        propose(published, by=user)
    assert codes(refused) == ["office_missing"]
    assert IRepeal(published).proposals() == []


@pytest.mark.parametrize(("drafts", "releases"), [("fin-co-issuer", "fin-co-issuer"), ("fin-co-issuer", "hea-signer")])
def test_the_answer_needs_a_second_person_of_the_same_agency(together, published, drafts, releases):
    propose(published)
    own = slot(published, together, "fin-")
    with api.env.adopt_user(username=drafts):
        answers = IRepeal(published).answers()
        answers.draft(own, "agree", answers.digest())
    with api.env.adopt_user(username=releases), pytest.raises(RuleBroken):
        IRepeal(published).answers().release(own)


def test_an_answer_about_something_else_is_refused(together, published):
    propose(published)
    own = slot(published, together, "fin-")
    with api.env.adopt_user(username="fin-co-issuer"), pytest.raises(RuleBroken) as refused:
        IRepeal(published).answers().draft(own, "agree", IPositions(published).digest())
    assert codes(refused) == ["position_on_other_content"]
    with api.env.adopt_user(username="fin-co-issuer"), pytest.raises(KeyError):
        IPositions(published).draft(own, "agree", IPositions(published).digest())


def test_a_correction_asks_them_again_and_needs_every_signature_again(walk, together, published):
    with api.env.adopt_user(username="disclosure-officer"):
        correction = ICompanions(published).begin("correction", "笔误")
    assert [(slot.agency, slot.role, slot.asked) for slot in IPositions(correction).slots()] == [
        (IUUID(agency), "co_issuer", ()) for agency in together.partners.values()
    ]
    with api.env.adopt_user(username="drafter"):
        correction.title = "云溪市教育局关于做好春季开学工作的通知（更正）"
        ILedger(correction).record("edited")
    together.approved(correction)
    assert ILife(correction).state == "joint_consent"
    for prefix in together.partners:
        together.answer(correction, prefix)
    walk.take(correction, "settle", "disclosure-officer")
    assert len(ISignatures(correction).missing()) == 3
    walk.take(correction, "sign", "signer")
    together.countersign(correction, "fin-")
    assert ILife(correction).state == "sign_off"
    together.countersign(correction, "hea-")
    signed = IDossier(correction).signed
    assert signed["number"] == IDossier(published).signed["number"]
    assert [one["title"] for one in signed["signatories"]] == ["云溪市教育局", "云溪市财政局", "云溪市卫生健康局"]


def test_over_rest_lead_and_co_issuers_do_all_of_it(together, published, portal):
    transaction.commit()
    door, path = Door(portal), f"/bureau/{published.getId()}/@repeal"
    told = door.ask("GET", path, "disclosure-officer").json
    assert (told["needed"], told["may_propose"], told["proposal"], told["items"]) == (True, True, None, [])
    made = door.ask("POST", path, "disclosure-officer", REPEAL)
    assert made.status_int == 201 and len(made.json["items"]) == 2
    digest = made.json["proposal"]["digest"]
    for prefix, agency in together.partners.items():
        own = next(row["slot"] for row in made.json["items"] if row["agency"] == IUUID(agency))
        seen = door.ask("GET", path, f"{prefix}co-issuer").json
        assert next(row["may"] for row in seen["items"] if row["slot"] == own) == ["receive", "draft"]
        body = {"stand": "agree", "digest": digest, "confidential": "金丝雀"}
        assert door.ask("POST", f"{path}/{own}/draft", f"{prefix}co-issuer", body).status_int == 200
        assert "金丝雀" not in str(door.ask("GET", path, "disclosure-officer").json)
        assert door.ask("POST", f"{path}/{own}/release", f"{prefix}signer", {}).status_int == 200
    workflow = f"/bureau/{published.getId()}/@workflow/mark_validity"
    assert door.ask("POST", workflow, "disclosure-officer", REPEAL).status_int == 200
    closed = door.ask("GET", path, "fin-co-issuer").json["closed"]
    assert [one["closed"]["how"] for one in closed] == ["done"]


@pytest.mark.parametrize(
    ("more", "body", "status"),
    [
        ("", {**REPEAL, "by": "x"}, 400),
        ("", {"validity": "repealed"}, 400),
        ("", {**REPEAL, "validity": ["repealed"]}, 400),
        ("", {**REPEAL, "reason": "秘密★5年"}, 400),
        ("/give-up", {"reason": "x"}, 400),
        ("/nobody/draft", {}, 404),
        ("/nobody", {}, 404),
        ("/nobody/remove", {"reason": "x"}, 404),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_kept(published, portal, more, body, status):
    transaction.commit()
    path = f"/bureau/{published.getId()}/@repeal{more}"
    assert Door(portal).ask("POST", path, "disclosure-officer", body).status_int == status
    assert IRepeal(published).proposals() == []


def test_who_is_none_of_them_learns_nothing(together, published, portal, walk):
    propose(published)
    hidden = together.to("withheld", **HIDDEN)
    transaction.commit()
    door = Door(portal)
    for user, status in (("", 401), ("web-editor", 403), ("fin-drafter", 403)):
        answers = [door.ask(way, f"/bureau/{published.getId()}/@repeal", user, {}) for way in ("GET", "POST")]
        assert [answer.status_int for answer in answers] == [status, status], user
        assert "上位法" not in answers[0].text
    for user in ("", "fin-drafter", "fin-web-editor"):
        assert door.ask("GET", f"/bureau/{hidden.getId()}/@repeal", user).status_int in (401, 404)
    for user in ("", "web-editor", "fin-drafter"):
        page = door.ask("GET", f"/bureau/{published.getId()}/@@repeal", user)
        assert page.status_int in (302, 404) and "上位法" not in page.text


HIDDEN = {
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("personnel",),
    "disclosure_reason": "属于内部人事管理信息",
    "discretion": "公开会影响内部人事工作的正常进行",
}


def test_the_page_shows_each_side_what_it_may_do(together, published, portal):
    transaction.commit()
    door, path = Door(portal), f"/bureau/{published.getId()}/@@repeal"
    html = {"Accept": "text/html"}
    assert 'id="repeal-propose"' in door.ask("GET", path, "disclosure-officer", **html).text
    assert 'id="repeal-propose"' not in door.ask("GET", path, "signer", **html).text
    propose(published)
    transaction.commit()
    lead = door.ask("GET", path, "disclosure-officer", **html).text
    assert 'id="repeal-give-up"' in lead and "上位法已修改" in lead and 'value="draft"' not in lead
    theirs = door.ask("GET", path, "fin-co-issuer", **html).text
    assert 'value="draft"' in theirs and 'id="repeal-give-up"' not in theirs


def test_a_liaison_finds_it_among_what_is_asked_until_it_is_over(together, published, portal):
    transaction.commit()
    door = Door(portal)
    assert door.ask("GET", "/finance/@asked", "fin-co-issuer").json["repeals"] == []
    propose(published)
    transaction.commit()
    told = door.ask("GET", "/finance/@asked", "fin-co-issuer").json
    assert [item["UID"] for item in told["repeals"]] == [IUUID(published)] and told["waiting"] == 1
    assert told["repeals"][0]["proposal"]["reason"] == "上位法已修改"
    page = door.ask("GET", "/finance/@@asked", "fin-signer", Accept="text/html").text
    assert f"{published.getId()}/@@repeal" in page
    assert door.ask("GET", "/health/@asked", "fin-co-issuer").status_int == 404
    answer(published, together, "fin-")
    transaction.commit()
    told = door.ask("GET", "/finance/@asked", "fin-co-issuer").json
    assert (told["waiting"], [item["standing"] for item in told["repeals"]]) == (0, ["agreed"])
    with api.env.adopt_user(username="disclosure-officer"):
        IRepeal(published).give_up("暂缓")
    transaction.commit()
    assert door.ask("GET", "/finance/@asked", "fin-co-issuer").json["repeals"] == []


@pytest.mark.parametrize("user", ["", "fin-co-issuer", "signer"])
def test_nobody_learns_from_a_search_who_is_asked_about_a_repeal(together, published, portal, user):
    propose(published)
    transaction.commit()
    uid = IUUID(together.partners["fin-"])
    asked = [f"/@search?asked_agencies={each}/repeal&portal_type=OfficialDocument" for each in (uid, "0" * 32)]
    found = [Door(portal).ask("GET", address, user).json["items_total"] for address in asked]
    assert found[0] == found[1]


def notices(portal, user):
    with api.env.adopt_user(username=user):
        return [(item["kind"], item["about"]) for item in INotices(portal).page()["items"] if item["about"] == "repeal"]


def test_the_asked_are_told_of_it_and_the_lead_of_an_objection(together, published, portal):
    propose(published)
    for user in ("fin-co-issuer", "hea-signer"):
        assert notices(portal, user) == [("asked", "repeal")]
    assert notices(portal, "disclosure-officer") == notices(portal, "fin-drafter") == []
    answer(published, together, "fin-", "object")
    answer(published, together, "hea-")
    assert notices(portal, "disclosure-officer") == [("objection", "repeal")]
    assert notices(portal, "hea-signer") == [("asked", "repeal")]
