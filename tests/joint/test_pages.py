"""The matrix of asked agencies and the list of what an agency is asked, without scripts."""

from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.signoff.interfaces import ILife
from visiting import Visitor
from webtest import Upload

import pytest
import transaction


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def visit(functional, asked, stranger):
    transaction.commit()
    return lambda user: Visitor(functional, user)


def act(page, name, **values):
    """Fill in the form of one act and send it."""
    form = next(
        form for form in page.forms.values() if "position.act" in form.fields and form["position.act"].value == name
    )
    for field, value in values.items():
        form[f"position.{field}"] = value
    return form.submit(status="*")


def test_liaison_and_leader_answer_on_the_page(visit, asked, portal):
    document, _seats, _slot = asked
    listed = visit("fin-co-issuer").open(portal["finance"], "@@asked")
    assert document.title in listed.text
    page = visit("fin-co-issuer").open(document, "@@positions")
    assert act(page, "receive").status_int == 302
    page = visit("fin-co-issuer").open(document, "@@positions")
    refused = act(page, "draft", stand="object", confidential="zqconfidentialzq")
    assert "zqconfidentialzq" in refused.text and "alert-danger" in refused.text
    act(page, "draft", stand="object", reason="口径不一致", confidential="zqconfidentialzq")
    assert "zqconfidentialzq" not in visit("drafter").open(document, "@@positions").text
    assert act(visit("fin-signer").open(document, "@@positions"), "release").status_int == 302
    seen = visit("disclosure-officer").open(document, "@@positions")
    assert "口径不一致" in seen.text and "zqconfidentialzq" not in seen.text
    transaction.begin()
    assert IPositions(document).slots()[0].position.stand == "object"


def test_the_asked_agency_reads_the_draft_without_the_notes_of_the_lead(visit, asked):
    document, _seats, _slot = asked
    for view in ("", "view", "@@positions", "annex"):
        page = visit("fin-co-issuer").open(document, view)
        assert page.status_int == 200
        assert "0751-1234567" not in page.text and "zqcommentzq" not in page.text
    assert "zqcommentzq" in visit("drafter").open(document, "view").text


def test_the_lead_asks_another_agency_and_an_outside_body_on_the_page(visit, asked, stranger):
    document, _seats, _slot = asked
    page = visit("disclosure-officer").open(document, "@@positions")
    assert act(page, "add", agency=stranger.UID()).status_int == 302
    page = visit("disclosure-officer").open(document, "@@positions")
    assert act(page, "add", body="云溪军分区").status_int == 302
    page = visit("disclosure-officer").open(document, "@@positions")
    assert "云溪军分区" in page.text
    for seen in ("", "sha256:" + "0" * 64):
        paper = Upload("复函.pdf", "盖章".encode(), "application/pdf")
        refused = act(page, "record", stand="agree", signed_by="张某", paper=paper, digest=seen)
        assert "R-S2" in refused.text and "张某" in refused.text
        transaction.begin()
        assert not any(slot.positions for slot in IPositions(document).slots())
    done = act(
        refused, "record", stand="agree", signed_by="张某", paper=Upload("复函.pdf", "盖章".encode(), "application/pdf")
    )
    assert done.status_int == 302
    transaction.begin()
    assert [bool(slot.positions) for slot in IPositions(document).slots()] == [False, False, True]


@pytest.mark.parametrize("user", ["", "fin-drafter", "hea-co-issuer"])
def test_nobody_else_opens_the_pages(visit, asked, portal, user):
    document, _seats, _slot = asked
    for context, view in ((document, "@@positions"), (portal["finance"], "@@asked")):
        assert visit(user).open(context, view, status="*").status_int == 404


def test_a_form_of_another_site_is_refused(visit, asked):
    document, _seats, slot = asked
    answer = visit("fin-co-issuer").post(
        document, "@@positions", {"position.act": "receive", "position.slot": slot}, status="*"
    )
    assert answer.status_int in (401, 403)
    transaction.begin()
    assert IPositions(document).slots()[0].received_at == ""


def test_opening_a_page_is_no_receipt(visit, asked, portal):
    document, _seats, _slot = asked
    visit("fin-co-issuer").open(portal["finance"], "@@asked")
    visit("fin-co-issuer").open(document, "@@positions")
    transaction.begin()
    assert (ILife(document).state, IPositions(document).slots()[0].received_at) == ("joint_consent", "")
