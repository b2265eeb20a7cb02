"""The printed document of several agencies: red head, signature, signers, before and after the signature (R-J1)."""

from jointly import Together
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from plone import api
from plone.uuid.interfaces import IUUID
from town import make_agency
from urllib.parse import quote

import pytest
import transaction


@pytest.fixture
def together(site, walk):
    partners = {
        "fin-": make_agency(site, "finance", "云溪市财政局", "云财", prefix="fin-"),
        "hea-": make_agency(site, "health", "云溪市卫生健康局", "云卫", prefix="hea-"),
    }
    transaction.commit()
    return Together(walk, partners)


def printed(page):
    """Names of the red head, what follows them, and the line under the text."""
    head, line = page.html.find(class_="opengov-head"), page.html.find(class_="opengov-signatories")
    banner = head.find(class_="opengov-banner").extract()
    return [span.text for span in banner.find_all("span")], head.text.strip(), line.text


ALL = ["云溪市教育局", "云溪市财政局", "云溪市卫生健康局"]


def test_all_names_stand_in_the_head_and_on_one_line_under_the_text_with_one_date(together, visit):
    page = visit().open(together.to("published"))
    assert printed(page) == (ALL, "文件", "　".join(ALL))
    assert len(page.html.find(class_="opengov-signature").find_all("p")) == 2
    assert "fin-signer" not in page.text


def test_the_head_names_the_lead_alone_where_that_was_chosen(together, visit):
    document = together.draft()
    with api.env.adopt_user(username="drafter"):
        IArrangement(document).arrange(banner="lead_only")
    together.issued(document)
    page = visit().open(together.walk.take(document, "publish", "disclosure-officer"))
    assert printed(page) == (["云溪市教育局文件"], "", "　".join(ALL))


def test_the_names_stand_as_they_were_ordered_whoever_leads(together, visit):
    document = together.draft()
    slots = [together.slot(document, prefix) for prefix in ("hea-", "fin-")]
    with api.env.adopt_user(username="drafter"):
        IArrangement(document).arrange(order=[slots[0], "lead", slots[1]])
    order = ["云溪市卫生健康局", "云溪市教育局", "云溪市财政局"]
    assert printed(visit("drafter").open(document))[0] == order
    together.issued(document)
    page = visit().open(together.walk.take(document, "publish", "disclosure-officer"))
    assert printed(page) == (order, "文件", "　".join(order))


def test_an_agency_that_left_is_not_printed(together, visit):
    document = together.approved()
    together.answer(document, "fin-")
    together.leave(document, "hea-")
    together.sign(together.walk.take(document, "settle", "disclosure-officer"))
    page = visit().open(together.walk.take(document, "publish", "disclosure-officer"))
    assert printed(page)[0] == ALL[:2]


def test_an_agency_that_is_only_concerned_issues_nothing(walk, together, visit):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        IPositions(document).add(agency=IUUID(together.partners["fin-"]))
    assert printed(visit("drafter").open(document)) == (["云溪市教育局文件"], "", "云溪市教育局")


def test_a_request_to_a_superior_names_the_signers_of_all(together, visit):
    page = visit("disclosure-officer").open(together.issued(document_kind="request"))
    assert "签发人：" in page.text
    signers = page.html.find(class_="opengov-number").text
    assert [name for name in ("signer", "fin-signer", "hea-signer") if name in signers] == [
        "signer",
        "fin-signer",
        "hea-signer",
    ]


def test_the_public_catalogue_lists_all_who_issued_under_the_lead(together, visit, site):
    together.to("published")
    page = visit().open(site, "@@disclosure-catalogue")
    assert page.html.find(class_="opengov-issuers").text == "、".join(ALL)
    found = visit().open(site, f"@@disclosure-catalogue?text={quote('卫生健康局')}")
    assert found.html.find(class_="opengov-issuers")
