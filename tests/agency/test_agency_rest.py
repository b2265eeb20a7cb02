"""Agencies and their deputies over REST."""

from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD

import pytest
import requests
import transaction


PASSWORD = "Secret-2026!"


class Session(requests.Session):
    """A session whose paths begin at the site."""

    def __init__(self, base):
        super().__init__()
        self.base = base

    def request(self, method, url, *args, **kwargs):
        absolute = url if url.startswith("http") else f"{self.base}{url}"
        return super().request(method, absolute, *args, **kwargs)


@pytest.fixture
def portal(acceptance):
    return acceptance["portal"]


@pytest.fixture
def rest(portal):
    """``rest("li")`` is a session of a user, ``rest()`` of nobody."""
    sessions = []

    def session(user_id=None, password=PASSWORD, language="zh-cn"):
        found = Session(portal.absolute_url())
        found.headers.update({"Accept": "application/json", "Accept-Language": language})
        found.auth = (user_id, password) if user_id else None
        sessions.append(found)
        return found

    yield session
    for found in sessions:
        found.close()


@pytest.fixture
def manager(rest):
    return rest(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture
def people(city, bureau, person):
    person("wang", (bureau, "Signer"))
    person("li", (bureau, "Drafter"))
    person("zhao", (city, "Signer"))
    transaction.commit()


def appointment(**changes):
    day = now().date().isoformat()
    values = {"deputy": "li", "for": "wang", "role": "Signer", "from": day, "until": day, "reason": "出差"}
    return {key: value for key, value in (values | changes).items() if value is not None}


def test_agencies_are_created_one_inside_the_other(portal, manager):
    city = {"@type": "Agency", "title": "韶关市人民政府", "short_name": "市政府", "credit_code": "91110000600037341L"}
    created = manager.post("/", json=city)
    assert created.status_code == 201
    section = {"@type": "Agency", "title": "秘书科", "short_name": "秘书科", "kind": "section"}
    inside = manager.post(created.json()["@id"], json=section)
    assert inside.status_code == 201
    transaction.begin()
    agency = api.content.get(UID=created.json()["UID"])
    assert api.group.get(groupname=IOffices(agency).group_id("Signer"))


@pytest.mark.parametrize(
    "field, value",
    [
        ("credit_code", "91110000600037341M"),
        ("issuer_codes", ["韶府办〔2026〕"]),
        ("jurisdiction", "atlantis"),
        ("kind", "club"),
        ("short_name", ""),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(portal, manager, field, value):
    data = {"@type": "Agency", "title": "韶关市人民政府", "short_name": "市政府", field: value}
    answer = manager.post("/", json=data)
    assert answer.status_code == 400
    assert field in answer.json()["message"]
    transaction.begin()
    assert not api.content.find(portal_type="Agency")


@pytest.mark.parametrize("user_id", [None, "li", "zhao"])
@pytest.mark.parametrize("path", ["/", "/city", "/city/bureau"])
def test_only_managers_create_agencies(rest, people, user_id, path):
    answer = rest(user_id).post(path, json={"@type": "Agency", "title": "甲", "short_name": "甲"})
    assert answer.status_code in {401, 403}


@pytest.mark.parametrize("path", ["/city/bureau/@offices", "/city/bureau/@deputies"])
@pytest.mark.parametrize("user_id", [None, "zhao"])
def test_for_others_there_is_nothing_here(rest, people, path, user_id):
    assert rest(user_id).get(path).status_code == 404


def test_members_see_offices_and_who_holds_them(rest, people):
    items = {item["role"]: item for item in rest("li").get("/city/bureau/@offices").json()["items"]}
    assert [member["id"] for member in items["Signer"]["members"]] == ["wang"]
    assert len(items) == 12


def test_an_appointment_is_made_listed_and_ended(portal, bureau, rest, people):
    created = rest("wang").post("/city/bureau/@deputies", json=appointment())
    assert created.status_code == 201
    assert created.json()["deputy"] == "li"
    (listed,) = rest("li").get("/city/bureau/@deputies").json()["items"]
    assert listed["in_force"]
    ended = rest("wang").delete(f"/city/bureau/@deputies/{listed['id']}")
    assert ended.status_code == 204
    transaction.begin()
    assert IDeputies(bureau).appointments()[0]["ended_by"] == "wang"


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"deputy": "wang"}, "deputy"),
        ({"deputy": "zhao"}, "deputy"),
        ({"role": "Mayor"}, "role"),
        ({"until": "2030-01-01"}, "until"),
        ({"until": "tomorrow"}, "until"),
        ({"from": None}, "from"),
        ({"for": "wang", "deputy": 7}, "deputy"),
        ({"reason": "字" * 501}, "reason"),
        ({"reason": None, "note": "x"}, "note"),
    ],
)
@pytest.mark.parametrize("language", ["zh-cn", "en"])
def test_a_wrong_appointment_is_refused_by_field_and_not_stored(rest, people, changes, field, language):
    answer = rest("wang", language=language).post("/city/bureau/@deputies", json=appointment(**changes))
    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert field in {error["field"] for error in errors}
    assert all(error["message"] and "problem_" not in error["message"] for error in errors)
    assert rest("wang").get("/city/bureau/@deputies").json()["items"] == []


@pytest.mark.parametrize("user_id, status", [(None, 404), ("zhao", 404), ("li", 403)])
def test_who_does_not_hold_the_office_does_not_appoint(rest, people, user_id, status):
    assert rest(user_id).post("/city/bureau/@deputies", json=appointment()).status_code == status


@pytest.mark.parametrize("path", ["", "/unknown", "/a/b"])
def test_what_is_no_appointment_cannot_be_ended(rest, people, path):
    assert rest("wang").delete(f"/city/bureau/@deputies{path}").status_code == 404


def test_an_agency_with_content_is_not_deleted(manager, people):
    answer = manager.delete("/city")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "agency_has_content"


def page(session, method="GET", **fields):
    return session.request(method, "/city/bureau/@@deputies", data=fields, headers={"Accept": "text/html"})


def token(answer):
    return answer.text.split('name="_authenticator" value="')[1].split('"')[0]


def entered(**changes):
    return {f"deputy.{key}": value for key, value in appointment(**changes).items()}


def test_the_holder_appoints_on_the_page_and_what_was_wrong_is_kept(rest, people):
    session = rest("wang")
    first = page(session)
    assert first.status_code == 200
    refused = page(session, "POST", _authenticator=token(first), **entered(deputy="wang", reason="因公出国"))
    assert "因公出国" in refused.text
    assert "is-invalid" in refused.text
    done = page(session, "POST", _authenticator=token(first), **entered())
    assert done.status_code == 200
    assert len(rest("wang").get("/city/bureau/@deputies").json()["items"]) == 1


def test_a_form_without_its_token_does_nothing(rest, people):
    assert page(rest("wang"), "POST", **entered()).status_code == 403
    assert rest("wang").get("/city/bureau/@deputies").json()["items"] == []


@pytest.mark.parametrize("user_id", [None, "zhao"])
def test_the_page_is_missing_for_others(rest, people, user_id):
    assert page(rest(user_id)).status_code == 404


def test_everybody_sees_the_agency_and_members_their_links(rest, people):
    for user_id, linked in ((None, False), ("zhao", False), ("li", True)):
        answer = rest(user_id).get("/city/bureau", headers={"Accept": "text/html"})
        assert answer.status_code == 200
        assert ("@@deputies" in answer.text) is linked
