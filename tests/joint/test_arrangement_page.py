"""``@@joint``: names are put in order and saved without scripts; ``@joint`` does the same over REST."""

from base64 import b64encode
from door import Door
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from plone import api
from town import CHECKS
from visiting import Visitor
from webtest import Upload
from zope.component.hooks import setSite

import pytest
import transaction


PAPER = {"filename": "印发件.pdf", "content-type": "application/pdf", "data": b64encode("盖章".encode()).decode()}
LEAD = "中共云溪市委宣传部"
NUMBER = "云委〔2026〕8号"


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def joint(walk, asked_agency, stranger, table):
    """A draft with an agency and an outside body as co-issuers: (document, ids in the order of the names)."""
    document = walk.draft()
    seats = table(document)
    ids = ["lead", seats.add(asked_agency, role="co_issuer"), seats.add(body="云溪军分区", role="co_issuer")]
    transaction.commit()
    return document, ids


@pytest.fixture
def visit(functional, joint):
    return lambda user: Visitor(functional, user)


def kept(document):
    transaction.begin()
    return [issuer["slot"] or "lead" for issuer in IArrangement(document).issuers()]


def press(form, value):
    return form.submit("joint.move", value=value)


def shown(page):
    return [field.value for field in page.forms["joint-arrange"].fields["joint.order:list"]]


def test_names_are_moved_with_buttons_and_kept_when_they_are_saved(visit, joint):
    document, (lead, fin, army) = joint
    page = visit("drafter").open(document, "@@joint")
    assert shown(page) == [lead, fin, army]
    page = press(page.forms["joint-arrange"], f"up {army}")
    assert (shown(page), kept(document)) == ([lead, army, fin], [lead, fin, army])
    # the keyboard stays on the button
    assert page.html.select_one("[autofocus]")["value"] == f"up {army}"
    page = press(page.forms["joint-arrange"], f"up {army}")
    assert shown(page) == [army, lead, fin]
    assert page.html.select_one("[autofocus]")["value"] == f"down {army}"
    form = page.forms["joint-arrange"]
    form["joint.banner"] = "lead_only"
    page = press(form, f"first {fin}")
    assert shown(page) == [fin, army, lead]
    form = page.forms["joint-arrange"]
    assert form["joint.banner"].value == "lead_only"
    form["joint.countersigning"] = "parallel"
    assert form.submit().status_int == 302
    assert kept(document) == [fin, army, lead]
    arrangement = IArrangement(document)
    assert (arrangement.banner, arrangement.countersigning) == ("lead_only", "parallel")


def test_the_enter_key_saves_and_moves_nothing(visit, joint):
    document, _ids = joint
    page = visit("drafter").open(document, "@@joint")
    assert "name" not in page.html.select_one("#joint-arrange button").attrs


def test_a_name_that_came_meanwhile_is_not_lost(visit, joint, table):
    document, (_lead, _fin, _army) = joint
    page = visit("drafter").open(document, "@@joint")
    table(document).add(body="云溪市总工会", role="co_issuer")
    transaction.commit()
    refused = page.forms["joint-arrange"].submit()
    assert "云溪市总工会" in refused.html.select_one(".alert-danger").text
    assert len(shown(refused)) == 4


def test_an_outside_lead_and_its_number_are_entered_on_the_page(visit, joint, walk, portal):
    document, (_lead, fin, army) = joint
    form = visit("drafter").open(document, "@@joint").forms["joint-led-by"]
    form["joint.lead_body"] = "云溪市财政局"
    refused = form.submit()
    assert refused.html.select_one(".alert-danger") is not None
    assert refused.forms["joint-led-by"]["joint.lead_body"].value == "云溪市财政局"
    form = refused.forms["joint-led-by"]
    form["joint.lead_body"] = LEAD
    form["joint.lead_administrative"] = "no"
    assert form.submit().status_int == 302
    assert kept(document) == ["outside", "lead", fin, army]
    for slot in (fin, army):
        with api.env.adopt_user(username="drafter"):
            IPositions(document).remove(slot)
    walk.to("issued", document)
    transaction.commit()
    page = visit("disclosure-officer").open(document, "@@joint")
    assert list(page.forms) and "joint-arrange" not in page.forms
    form = page.forms["joint-lead-issue"]
    form["joint.number"], form["joint.issue_date"] = NUMBER, now().date().isoformat()
    form["joint.paper"] = Upload("印发件.pdf", "盖章".encode(), "application/pdf")
    assert form.submit().status_int == 302
    transaction.begin()
    assert IDocumentNumber(document).text == NUMBER
    assert "joint-lead-issue" not in visit("drafter").open(document, "@@joint").forms


def test_a_page_without_co_issuers_says_so_and_leads_to_where_they_are_named(visit, walk, joint):
    alone = walk.draft()
    transaction.commit()
    page = visit("drafter").open(alone, "@@joint")
    assert page.html.select_one(f"a[href='{alone.absolute_url()}/@@positions']") is not None
    assert page.html.select("[name='joint.move']") == []
    assert f"{alone.absolute_url()}/@@joint" in visit("drafter").open(alone, "").text


def test_twenty_one_agencies_fit_on_the_page(visit, walk, table, joint):
    document = walk.draft()
    seats = table(document)
    ids = [seats.add(body=f"第{number}单位", role="co_issuer") for number in range(20)]
    transaction.commit()
    page = visit("drafter").open(document, "@@joint")
    assert shown(page) == ["lead", *ids]
    assert len(page.html.select("[name='joint.move']")) == 3 * 21 - 2 - 1


@pytest.mark.parametrize("user", ["", "fin-co-issuer", "fin-signer", "hea-signer"])
def test_nobody_else_opens_the_page_of_a_draft(visit, joint, user):
    document, _ids = joint
    assert visit(user).open(document, "@@joint", status="*").status_int == 404


def test_who_may_not_arrange_reads(visit, joint):
    document, _ids = joint
    page = visit("section-head").open(document, "@@joint")
    assert "云溪军分区" in page.text
    assert not {"joint-arrange", "joint-led-by"} & set(page.forms)


def test_a_form_of_another_site_is_refused(visit, joint):
    document, _ids = joint
    sent = {"joint.act": "arrange", "joint.banner": "lead_only"}
    assert visit("drafter").post(document, "@@joint", sent, status="*").status_int in (401, 403)
    assert visit("drafter").post(document, "@@joint", {"joint.act": "sign"}, status="*").status_int in (401, 403, 404)
    transaction.begin()
    assert IArrangement(document).banner == "all"


@pytest.fixture
def rest(joint, portal):
    document, _ids = joint

    class Rest:
        path = f"/bureau/{document.getId()}/@joint"

        def __init__(self):
            self.door = Door(portal)

        def get(self, user):
            return self.door.ask("GET", self.path, user)

        def patch(self, user, **body):
            return self.door.ask("PATCH", self.path, user, body)

        def issue(self, user, **body):
            return self.door.ask("POST", f"{self.path}/lead-issue", user, body)

    return Rest()


def codes(answer):
    return [(error["code"], error["rule"]) for error in answer.json["errors"]]


def test_the_arrangement_is_told_and_changed_over_rest(rest, joint):
    _document, (lead, fin, army) = joint
    told = rest.get("drafter").json
    assert (told["joint"], told["lead_body"], told["countersigning"], told["banner"]) == (True, "", "in_order", "all")
    assert told["may"] == ["arrange", "led_by"]
    assert told["values"] == {"countersigning": ["in_order", "parallel"], "banner": ["all", "lead_only"]}
    assert told["lead_issue"] is None
    changed = rest.patch("drafter", banner="lead_only", order=[army, lead, fin])
    assert (changed.status_int, changed.json["banner"], changed.json["lead_place"]) == (200, "lead_only", 2)
    assert [issuer["slot"] for issuer in changed.json["issuers"]] == [army, "", fin]
    led = rest.patch("drafter", lead_body=LEAD, lead_administrative=False)
    assert (led.json["lead_body"], led.json["lead_administrative"]) == (LEAD, False)
    # what is not named stays as it is
    again = rest.patch("drafter", lead_body=LEAD, countersigning="parallel")
    assert (again.json["lead_administrative"], again.json["countersigning"]) == (False, "parallel")


@pytest.mark.parametrize(
    "body,code",
    [
        ({"banner": "none"}, ("arrangement_value_unknown", "R-J1")),
        ({"order": ["lead"]}, ("arrangement_order_missing", "R-J1")),
        ({"order": "lead"}, ("value_type", "R-X1")),
        ({"order": [1]}, ("value_type", "R-J1")),
        ({"lead_administrative": False}, ("value_missing", "R-X1")),
        ({"lead_body": 7}, ("value_type", "R-X1")),
        ({"lead_body": LEAD, "lead_administrative": "yes"}, ("value_type", "R-X1")),
        ({"lead_body": "云溪市财政局"}, ("lead_is_asked", "R-J1")),
        ({"lead": "x"}, ("value_unknown", "R-X1")),
        # all of it or nothing
        ({"lead_body": LEAD, "banner": "none"}, ("arrangement_value_unknown", "R-J1")),
    ],
)
def test_a_body_that_does_not_fit_is_refused_and_nothing_is_stored(rest, joint, body, code):
    answer = rest.patch("drafter", **body)
    assert (answer.status_int, codes(answer)) == (400, [code])
    told = rest.get("drafter").json
    assert (told["banner"], told["lead_body"], told["lead_place"]) == ("all", "", 1)


def test_who_sees_the_draft_without_its_office_is_refused_and_a_stranger_finds_nothing(rest, joint):
    for user in ("section-head",):
        answer = rest.patch(user, banner="lead_only")
        assert (answer.status_int, codes(answer)) == (400, [("office_missing", "R-J1")])
        assert rest.get(user).json["may"] == []
    for user in ("", "fin-co-issuer", "hea-signer", "web-editor", "disclosure-officer"):
        for answer in (rest.get(user), rest.patch(user, banner="lead_only"), rest.issue(user)):
            assert answer.status_int == 404
    assert rest.door.ask("POST", rest.path, "drafter", {}).status_int == 404


def test_an_asked_agency_reads_who_issues_and_changes_nothing(rest, joint, walk):
    document, (_lead, _fin, _army) = joint
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    transaction.commit()
    told = rest.get("fin-co-issuer")
    assert (told.status_int, len(told.json["issuers"]), told.json["may"]) == (200, 3, [])
    for user in ("fin-co-issuer", "fin-signer"):
        answer = rest.patch(user, banner="lead_only")
        assert (answer.status_int, codes(answer)) == (400, [("office_missing", "R-J1")])
    assert rest.get("disclosure-officer").json["may"] == ["arrange"]
    assert rest.patch("disclosure-officer", banner="lead_only").json["banner"] == "lead_only"


def test_number_and_date_of_the_lead_over_rest(functional, walk, portal, agency):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        IArrangement(document).led_by(LEAD)
    walk.to("issued", document)
    transaction.commit()
    door, path = Door(portal), f"/bureau/{document.getId()}/@joint"
    body = {"number": NUMBER, "issue_date": now().date().isoformat(), "paper": PAPER}
    assert door.ask("GET", path, "disclosure-officer").json["may"] == ["record_lead_issue"]
    for more, code in (({"place": "x"}, "value_unknown"), ({"paper": "x"}, "value_type")):
        assert codes(door.ask("POST", f"{path}/lead-issue", "disclosure-officer", {**body, **more}))[0][0] == code
    answer = door.ask("POST", f"{path}/lead-issue", "disclosure-officer", body)
    assert answer.json["lead_issue"] == {"number": NUMBER, "issue_date": body["issue_date"]}
    told = door.ask("GET", f"/bureau/{document.getId()}/@disclosure", "disclosure-officer").json
    assert NUMBER in str(told)
    published = door.ask("POST", f"/bureau/{document.getId()}/@workflow/publish", "disclosure-officer", {})
    assert published.status_int == 400
    registered = door.ask("POST", f"/bureau/{document.getId()}/@workflow/register", "disclosure-officer", {})
    assert registered.json["review_state"] == "registered"
