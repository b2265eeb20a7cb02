"""One agency drafts what another issues (R-A8): section opinion there, reviewer, signer, number and clock here."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint.interfaces import IDrafting
from opengov.disclosure.joint.interfaces import IDraftingAgencies
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS

import pytest


FIELDS = {"title": "云溪市教育局关于规范收费的通知", "document_kind": "notice", "disclosure_attribute": "proactive"}


@pytest.fixture
def named(agency, asked_agency):
    with api.env.adopt_roles(["Manager"]):
        IDraftingAgencies(agency).set([IUUID(asked_agency)])


@pytest.fixture
def drafted(portal, agency, asked_agency, named):
    """A draft in the education bureau, written by the finance bureau's drafter."""
    with api.env.adopt_user(username="fin-drafter"):
        return IDraftingAgencies(agency).draft(asked_agency, portal.REQUEST, dict(FIELDS))


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def found(user, **query):
    with api.env.adopt_user(username=user):
        return [brain.UID for brain in api.content.find(portal_type="OfficialDocument", **query)]


def test_the_draft_lies_in_the_issuing_agency_under_an_opaque_id(drafted, agency, asked_agency):
    assert drafted.__parent__ == agency
    assert (len(drafted.getId()), drafted.title) == (32, FIELDS["title"])
    assert IDrafting(drafted).agency == IUUID(asked_agency)
    assert [entry.action for entry in ILedger(drafted).entries()] == ["created", "drafted_for_another"]
    assert ILedger(drafted).authors() == {"fin-drafter"}


def test_it_walks_with_the_section_opinion_of_the_drafting_agency_and_the_number_of_the_issuing_one(drafted, walk):
    walk.take(drafted, "submit", "fin-drafter")
    walk.take(drafted, "endorse", "fin-section-head", checks=CHECKS)
    walk.take(drafted, "approve", "disclosure-reviewer", checks=CHECKS)
    walk.take(drafted, "sign", "signer")
    walk.take(drafted, "publish", "disclosure-officer")
    assert (ILife(drafted).state, IDocumentNumber(drafted).text[:2]) == ("published", "云教")


@pytest.mark.parametrize("user", ["fin-drafter", "fin-section-head"])
def test_the_drafting_agency_sees_this_document_and_no_other(drafted, walk, user):
    walk.draft()
    assert found(user) == [IUUID(drafted)]


@pytest.mark.parametrize("user", ["fin-signer", "fin-disclosure-reviewer", "fin-disclosure-officer", "fin-co-issuer"])
def test_others_of_the_drafting_agency_see_nothing(drafted, user):
    assert found(user) == []


def test_the_issuers_section_head_gives_no_opinion_on_it(drafted, walk):
    walk.take(drafted, "submit", "fin-drafter")
    for step, data in (("endorse", {"checks": CHECKS}), ("return", {"reason": "x"})):
        with pytest.raises(RuleBroken) as refused:
            walk.take(drafted, step, "section-head", **data)
        assert "draft_of_another_agency" in codes(refused)
    assert ILife(drafted).state == "section_review"


def test_the_issuers_drafter_does_not_submit_it(drafted, walk):
    with pytest.raises(RuleBroken) as refused:
        walk.take(drafted, "submit", "drafter")
    assert codes(refused) == ["draft_of_another_agency"]


def test_who_signs_for_the_drafting_agency_signs_nothing_here(drafted, walk):
    walk.take(drafted, "submit", "fin-drafter")
    walk.take(drafted, "endorse", "fin-section-head", checks=CHECKS)
    walk.take(drafted, "approve", "disclosure-reviewer", checks=CHECKS)
    with pytest.raises(RuleBroken) as refused:
        walk.take(drafted, "sign", "fin-signer")
    assert codes(refused) == ["office_missing"]


def test_my_work_waits_for_the_drafting_agency_and_then_for_the_issuing_one(drafted, walk, asked_agency, agency):
    waiting = lambda place, role: found(  # noqa: E731
        "fin-drafter" if place is asked_agency else "section-head", waiting_for=list(IIssuingAgency(place).groups(role))
    )
    assert waiting(asked_agency, "Drafter") == [IUUID(drafted)]
    walk.take(drafted, "submit", "fin-drafter")
    assert waiting(asked_agency, "Section Head") == [IUUID(drafted)]
    assert waiting(agency, "Section Head") == []


def test_four_eyes_hold_over_both_agencies(drafted, walk, agency):
    from town import open_office

    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Disclosure Reviewer", "fin-section-head")
    walk.take(drafted, "submit", "fin-drafter")
    walk.take(drafted, "endorse", "fin-section-head", checks=CHECKS)
    with pytest.raises(RuleBroken) as refused:
        walk.take(drafted, "approve", "fin-section-head", checks=CHECKS)
    assert codes(refused) == ["second_office"]


def test_a_copy_is_the_issuing_agencys_own(drafted, agency):
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(source=drafted, target=agency)
    assert IDrafting(copy).agency == ""
    assert IIssuingAgency(copy).groups("Drafter") == IIssuingAgency(agency).groups("Drafter")


def test_only_a_named_agency_drafts(portal, agency, asked_agency, stranger, named):
    for home, user in ((stranger, "hea-drafter"), (agency, "drafter")):
        with api.env.adopt_user(username=user), pytest.raises(RuleBroken) as refused:
            IDraftingAgencies(agency).draft(home, portal.REQUEST, dict(FIELDS))
        assert codes(refused) == ["drafting_not_allowed"]


def test_a_client_chooses_no_id(portal, agency, asked_agency, named):
    with api.env.adopt_user(username="fin-drafter"), pytest.raises(RuleBroken) as refused:
        IDraftingAgencies(agency).draft(asked_agency, portal.REQUEST, {**FIELDS, "id": "a", "UID": "b"})
    assert codes(refused) == ["value_unknown", "value_unknown"]
    assert "a" not in agency


def test_only_agencies_of_this_site_are_named(agency):
    with api.env.adopt_roles(["Manager"]):
        for uid in ("0" * 32, IUUID(agency)):
            with pytest.raises(RuleBroken) as refused:
                IDraftingAgencies(agency).set([uid])
            assert codes(refused) == ["drafting_agency_unknown"]
    assert IDraftingAgencies(agency).uids() == ()


def test_naming_and_leaving_are_on_the_agencys_record(agency, asked_agency, named):
    with api.env.adopt_roles(["Manager"]):
        IDraftingAgencies(agency).set([])
    assert [entry.action for entry in ILedger(agency).entries()] == ["drafting_agency_named", "drafting_agency_left"]
