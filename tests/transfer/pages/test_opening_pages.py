"""The pages of opinions on opening: what the clerk sees and does there, and that nobody else learns of it (R-T3, R-X1)."""

from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.pages import listing
from plone import api
from plone.protect import createToken
from plone.uuid.interfaces import IUUID
from town import open_office

import pytest
import transaction


OTHERS = (
    "drafter",
    "disclosure-officer",
    "disclosure-reviewer",
    "signer",
    "supervisor",
    "archive",
    "hea-transfer-clerk",
)
REQUESTED = {"disclosure_attribute": "on_request", "disclosure_reason": "涉及特定申请人"}
WITHHELD = {
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("personnel",),
    "disclosure_reason": "属于内部人事管理信息",
    "discretion": "公开会影响内部人事工作",
}


@pytest.fixture
def clerk(visit):
    return visit("transfer-clerk")


@pytest.fixture
def documents(walk):
    """Two that a transfer takes: on request and withheld."""
    found = (
        walk.to("registered", title="关于学校布局的批复", **REQUESTED),
        walk.to("withheld", title="关于人事的通知", **WITHHELD),
    )
    transaction.commit()
    return found


def given(document):
    found = IOpeningOpinion(document).given()
    return found and (found["opinion"], found["reason"], found["by"])


def fill(page, documents=(), opinion="", reason=""):
    """The form of the list, filled in and sent."""
    form = page.forms["opening-form"]
    for box in form.fields["uids:list"]:
        box.checked = box._value in [IUUID(document) for document in documents]
    if opinion:
        form["opinion"] = opinion
    form["reason"] = reason
    return form.submit("act", value="give", status="*")


def outcomes(page):
    return [each["data-outcome"] for each in page.html.select("#results [data-outcome]")]


def test_what_waits_is_listed_with_attribute_ground_and_suggestion(bureau, clerk, documents):
    page = clerk.open(bureau, "@@opening-opinions")
    withheld, requested = page.html.select(".opengov-openings tbody tr")
    assert "关于学校布局的批复" in requested.text and "Open at expiry" in requested.text
    assert "关于人事的通知" in withheld.text and "Open later" in withheld.text
    assert "政府信息公开条例 第十六条第一款" in withheld.text and "档案法 第二十七条" in withheld.text
    assert not page.html.select("input[type=checkbox][checked], input[type=radio][checked]")
    assert all(given(document) is None for document in documents)


def test_the_list_is_linked_with_its_count_where_hand_overs_are(bureau, clerk, documents, visit):
    link = clerk.open(bureau, "@@handovers").html.select_one("#openings")
    assert "2" in link.text and link["href"].endswith("/bureau/@@opening-opinions")
    assert visit("disclosure-officer").open(bureau, "@@handovers").html.select_one("#openings") is None


def test_several_get_one_opinion_and_each_is_told_of(bureau, clerk, documents):
    page = fill(clerk.open(bureau, "@@opening-opinions"), documents, "early")
    assert page.status_code == 200 and sorted(outcomes(page)) == ["done", "refused"]
    assert given(documents[0]) == ("early", "", "transfer-clerk") and given(documents[1]) is None
    assert "what is withheld today is not opened early" in page.html.select_one("#results").text
    # what was not done is still ticked and what was entered still there
    [box] = page.html.select("input[type=checkbox][checked]")
    assert box["value"] == IUUID(documents[1])
    assert page.html.select_one("#opinion-early").has_attr("checked")
    page = fill(page, documents[1:], "deferred", "涉及内部人事")
    assert outcomes(page) == ["done"] and given(documents[1]) == ("deferred", "涉及内部人事", "transfer-clerk")
    assert page.html.select_one("#openings-empty") is not None and page.html.select_one("#opening-form") is None
    page = clerk.open(bureau, "@@opening-opinions?show=given")
    assert len(page.html.select(".opengov-openings tbody tr")) == 2


@pytest.mark.parametrize(
    "chosen,opinion,reason,where,words",
    [
        (False, "at_expiry", "为什么", "#uids-errors", "at least one document"),
        (True, "", "为什么", "#opening-opinion-errors", "Choose an opinion"),
        (True, "deferred", "", "#opening-reason-help", "Say why"),
        (True, "deferred", "长" * 5001, "#opening-reason-help", "5001"),
    ],
)
def test_wrong_input_is_told_at_its_field_and_nothing_is_lost(
    bureau, clerk, documents, chosen, opinion, reason, where, words
):
    ticked = documents if chosen else ()
    page = fill(clerk.open(bureau, "@@opening-opinions"), ticked, opinion, reason)
    assert page.status_code == 400 and words in page.html.select_one(where).text
    assert len(page.html.select("input[type=checkbox][checked]")) == len(ticked)
    assert page.html.select_one("#opening-reason").text.strip() == reason
    assert [each["value"] for each in page.html.select("input[type=radio][checked]")] == [opinion] * bool(opinion)
    assert all(given(document) is None for document in documents)


def test_an_opinion_is_changed_from_the_list_of_those_that_have_one(bureau, clerk, documents):
    fill(clerk.open(bureau, "@@opening-opinions"), documents[:1], "at_expiry")
    page = clerk.open(bureau, "@@opening-opinions?show=given")
    page = fill(page, documents[:1], "at_expiry")
    assert outcomes(page) == ["refused"] and "already" in page.html.select_one("#results").text
    assert outcomes(fill(page, documents[:1], "deferred", "另有规定")) == ["done"]
    acts = [entry.codes["opinion"] for entry in ILedger(documents[0]).entries() if "opinion" in entry.codes]
    assert acts == ["at_expiry", "deferred"]


def test_all_of_a_page_are_ticked_without_a_script(bureau, clerk, documents):
    page = clerk.open(bureau, "@@opening-opinions")
    page = clerk.app.get(page.html.select_one("th.is-choice a")["href"].partition("#")[0])
    assert len(page.html.select("input[type=checkbox][checked]")) == 2
    page = clerk.app.get(page.html.select_one("th.is-choice a")["href"].partition("#")[0])
    assert not page.html.select("input[type=checkbox][checked]")


def test_long_lists_have_pages(bureau, clerk, documents, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 1)
    page = clerk.open(bureau, "@@opening-opinions")
    assert len(page.html.select(".opengov-openings tbody tr")) == 1
    page = page.click(href="start=1")
    assert "关于学校布局的批复" in page.html.select_one(".opengov-openings").text
    # the last of the last page done, the first page is shown
    page = fill(page, documents[:1], "at_expiry", "")
    assert "关于人事的通知" in page.html.select_one(".opengov-openings").text


@pytest.mark.parametrize("query", ["start=-1", "start=99999999", "start=x&show=all", "select=1&show=given&start=9"])
def test_an_address_of_nonsense_breaks_nothing(bureau, clerk, documents, query):
    assert clerk.open(bureau, f"@@opening-opinions?{query}").status_code == 200


def test_where_no_archive_takes_transfers_the_page_says_so(site, bureau, clerk, documents, archive):
    assert clerk.open(bureau, "@@opening-opinions").html.select_one("#nobody-takes") is not None
    assert "card-openings" not in clerk.open(site, "@@my-work").text
    kept = IReceivers(site).all()["archive"]
    with api.env.adopt_roles(["Manager"]):
        IReceivers(site).put({**kept, "takes": ["deposit", "transfer"]})
    transaction.commit()
    assert clerk.open(bureau, "@@opening-opinions").html.select_one("#nobody-takes") is None
    assert "@@opening-opinions" in clerk.open(site, "@@my-work").text


def test_one_document_gets_its_opinion_on_a_page_of_its_own(bureau, clerk, documents):
    document = documents[1]
    page = clerk.open(document, "view")
    assert "needs the opinion" in page.html.select_one("#opengov-opening").text
    page = page.click(href="@@opening-opinion")
    assert "属于内部人事管理信息" in page.html.select_one("#suggestion").text
    form = page.forms["opening-form"]
    form["opinion"] = "deferred"
    page = form.submit("act", value="give", status=400)
    assert "Say why" in page.html.select_one("#opening-reason-help").text
    assert page.html.select_one("#opinion-deferred").has_attr("checked") and given(document) is None
    form = page.forms["opening-form"]
    form["reason"] = "涉及内部人事"
    page = form.submit("act", value="give").follow()
    told = page.html.select_one("#opengov-opening").text
    assert "Open later" in told and "涉及内部人事" in told and "Change the opinion" in told
    assert given(document) == ("deferred", "涉及内部人事", "transfer-clerk")
    assert "Present opinion" in clerk.open(document, "@@opening-opinion").text


def test_what_the_clerk_does_not_see_has_no_page(clerk, walk):
    draft = walk.draft()
    transaction.commit()
    assert clerk.open(draft, "@@opening-opinion", status="*").status_code in (401, 404)
    assert clerk.post(draft, "@@opening-opinion", {"act": "give", "opinion": "early"}, status="*").status_code in (
        401,
        404,
    )


def test_who_is_no_clerk_gets_neither_page_nor_mention(bureau, visit, documents, clerk, health):
    fill(clerk.open(bureau, "@@opening-opinions"), documents[1:], "deferred", "涉及内部人事")
    for user in ("", *OTHERS):
        for context, view in ((bureau, "@@opening-opinions"), (documents[1], "@@opening-opinion")):
            visitor = visit(user)
            assert visitor.open(context, view, status="*").status_code in (302, 401, 403, 404), (user, view)
            answer = visitor.post(context, view, {"act": "give", "opinion": "at_expiry"}, status="*")
            assert answer.status_code in (302, 401, 403, 404), (user, view)
    for user in ("drafter", "signer", "disclosure-officer"):
        assert visit(user).open(documents[1], "view").html.select_one("#opengov-opening") is None
    assert given(documents[1]) == ("deferred", "涉及内部人事", "transfer-clerk") and given(documents[0]) is None


def send(visitor, user, agency, *uids):
    """What somebody sends who writes the form himself."""
    with api.env.adopt_user(username=user):
        token = createToken()
    values = [("act", "give"), ("opinion", "at_expiry"), ("_authenticator", token)]
    return visitor.post(agency, "@@opening-opinions", [*values, *[("uids:list", uid) for uid in uids]], status="*")


def test_another_agencys_and_unseen_documents_are_missing(bureau, visit, documents, health, walk):
    draft = walk.draft(title="尚未签发的机密草稿")
    transaction.commit()
    page = send(visit("transfer-clerk"), "transfer-clerk", bureau, IUUID(draft), "0" * 32, "<script>x")
    assert outcomes(page) == ["missing"] * 3 and "机密草稿" not in page.text and "<script>x" not in page.text
    page = send(visit("hea-transfer-clerk"), "hea-transfer-clerk", health, IUUID(documents[0]))
    assert outcomes(page) == ["missing"] and "关于学校布局的批复" not in page.text
    # a clerk who sees the document, but on the page of an agency that it does not belong to
    open_office(health, "Transfer Clerk", "transfer-clerk")
    transaction.commit()
    page = send(visit("transfer-clerk"), "transfer-clerk", health, IUUID(documents[0]))
    assert outcomes(page) == ["missing"] and given(documents[0]) is None


@pytest.mark.parametrize("count", [0, 51])
def test_none_and_more_than_fifty_are_refused_as_a_whole(bureau, visit, documents, count):
    page = send(visit("transfer-clerk"), "transfer-clerk", bureau, *[f"{number:032x}" for number in range(count)])
    assert page.status_code == 400 and not page.html.select("#results")


def test_a_form_of_another_site_gives_nothing(bureau, clerk, documents):
    values = {"act": "give", "opinion": "at_expiry", "uids:list": IUUID(documents[0])}
    assert clerk.post(bureau, "@@opening-opinions", values, status="*").status_code == 403
    assert clerk.post(documents[0], "@@opening-opinion", values, status="*").status_code == 403
    assert given(documents[0]) is None


def test_looking_writes_nothing(site, bureau, clerk, documents):
    # the first page of all is Plone's own affair
    clerk.open(bureau)
    before = site._p_jar.db().lastTransaction()
    clerk.open(bureau, "@@opening-opinions")
    clerk.open(documents[0], "@@opening-opinion")
    site._p_jar.sync()
    assert site._p_jar.db().lastTransaction() == before


def test_the_index_is_asked_by_nobody_through_a_request(bureau, visit, documents):
    answer = visit("drafter").app.get(
        "/plone/@search?opening_opinion=deferred&portal_type=OfficialDocument", headers={"Accept": "application/json"}
    )
    # left out, as if it had not been asked: both are found
    assert answer.json["items_total"] == 2


def test_a_deputy_gives_it_for_the_clerk(site, bureau, documents, visit):
    today = now().date()
    with api.env.adopt_user(username="transfer-clerk"):
        IDeputies(bureau).appoint("web-editor", "transfer-clerk", "Transfer Clerk", today, today)
    transaction.commit()
    page = fill(visit("web-editor").open(bureau, "@@opening-opinions"), documents[:1], "at_expiry")
    assert outcomes(page) == ["done"]
    found = IOpeningOpinion(documents[0]).given()
    assert (found["by"], found["on_behalf_of"]) == ("web-editor", "transfer-clerk")
    assert ILedger(documents[0]).entries()[-1].on_behalf_of == "transfer-clerk"
