"""Documents of an abolished agency: the successor's people carry on, nobody signs any more (002 管理制度 第五条, R-I1)."""

from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import make_agency
from town import PROPOSALS

import pytest


@pytest.fixture
def heir(portal):
    with api.env.adopt_roles(["Manager"]):
        return make_agency(portal, "heir", "云溪市教育体育局", "云教体", prefix="h-")


@pytest.fixture
def abolish(agency, heir):
    def now(successor=None):
        with api.env.adopt_roles(["Manager"]):
            ISuccession(agency).abolish("2026-01-01", IUUID(heir) if successor is None else successor, "机构改革")

    return now


def codes(walk, document, step, by, **data):
    with pytest.raises(RuleBroken) as caught:
        walk.take(document, step, by, **data)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("state", "step", "by", "data", "target"),
    [
        ("issued", "publish", "disclosure-officer", {}, "published"),
        ("published", "withdraw", "disclosure-officer", {"reason": "内容有误", "cause": "error"}, "withdrawn"),
        ("section_review", "endorse", "section-head", {"checks": CHECKS}, "disclosure_review"),
        ("section_review", "return", "section-head", {"reason": "请改由承继机关办理"}, "draft"),
        ("disclosure_review", "return", "disclosure-reviewer", {"reason": "请改由承继机关办理"}, "draft"),
    ],
)
def test_the_successors_people_carry_on_and_the_former_people_do_not(walk, abolish, state, step, by, data, target):
    document = walk.to(state)
    abolish()
    assert codes(walk, document, step, by, **data) & {"office_missing", "step_not_here"}
    assert ILife(document).state == state
    walk.take(document, step, f"h-{by}", **data)
    assert ILife(document).state == target
    assert ILedger(document).entries()[-1].actor == f"h-{by}"


@pytest.mark.parametrize("state", ["registered", "withheld"])
def test_the_successor_sees_what_was_registered_and_filed(walk, abolish, state):
    document = walk.to(state, **PROPOSALS[state])

    def sees(user):
        with api.env.adopt_user(username=user):
            return [brain.UID for brain in api.content.find(portal_type="OfficialDocument")] == [IUUID(document)]

    assert not sees("h-signer")
    abolish()
    assert sees("h-signer")
    assert not sees("signer")


def test_a_draft_belongs_to_the_successors_drafters(walk, abolish):
    document = walk.draft()
    abolish()
    for user, may in (("drafter", False), ("h-drafter", True), ("h-signer", False)):
        with api.env.adopt_user(username=user):
            assert bool(api.user.has_permission("Modify portal content", obj=document)) is may


def test_nobody_signs_in_an_abolished_agency(walk, abolish):
    document = walk.to("sign_off")
    abolish()
    assert codes(walk, document, "sign", "h-signer") == {"agency_abolished"}
    assert IDocumentNumber(document).text == ""
    walk.take(document, "return", "h-signer", reason="请在承继机关重新拟稿")
    assert ILife(document).state == "draft"


def test_without_a_successor_here_what_is_issued_can_be_finished_and_withdrawn(walk, abolish):
    document, draft = walk.to("issued"), walk.draft()
    abolish("广东省某厅")
    walk.take(document, "publish", "disclosure-officer")
    walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert ILife(document).state == "withdrawn"
    assert codes(walk, draft, "submit", "drafter") & {"office_missing"}


def test_a_reader_is_told_who_answers_for_the_document_now(portal, walk, abolish, heir):
    document = walk.to("published")
    abolish()
    page = document.restrictedTraverse("@@view")()
    assert "云溪市教育体育局" in page
    assert heir.absolute_url() in page
