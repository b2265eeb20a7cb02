"""Profile, abolition and successor over REST and on their pages: who may, who may not, and what is refused."""

from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from plone.uuid.interfaces import IUUID

import pytest
import requests
import transaction


PASSWORD = "Secret-2026!"


@pytest.fixture
def portal(acceptance):
    return acceptance["portal"]


@pytest.fixture
def heir(portal, as_manager):
    return api.content.create(portal, "Agency", "heir", title="韶关市财政和国资局", short_name="市财资局")


@pytest.fixture
def people(city, bureau, heir, person):
    person("li", (bureau, "Disclosure Officer"))
    person("wang", (heir, "Signer"))
    person("zhao", (city, "Signer"))
    transaction.commit()


@pytest.fixture
def ask(portal):
    """``ask("li", "GET", bureau, "@jurisdiction")``: one request of a user, of nobody, or of the manager."""
    session = requests.Session()
    session.headers.update({"Accept": "application/json", "Accept-Language": "zh-cn"})

    def request(user, method, agency, name, **kwargs):
        secret = {"manager": (SITE_OWNER_NAME, SITE_OWNER_PASSWORD), None: None}.get(user, (user, PASSWORD))
        answer = session.request(method, f"{agency.absolute_url()}/{name}", auth=secret, **kwargs)
        transaction.begin()
        return answer

    yield request
    session.close()


def codes(answer):
    assert answer.status_code == 400, answer.text
    return {(error["code"], error["field"]) for error in answer.json()["errors"]}


ACTS = [
    ("@jurisdiction", {"to": "zunyi-2020", "reason": "市政府决定"}),
    ("@abolish", {"abolished_on": "2026-11-20", "reason": "机构改革"}),
    ("@reinstate", {"reason": "撤回"}),
]


@pytest.mark.parametrize(("user", "status"), [(None, 404), ("zhao", 404), ("wang", 404), ("li", 403)])
@pytest.mark.parametrize(("name", "body"), ACTS)
def test_only_administrators_act_and_others_find_nothing(people, ask, bureau, user, status, name, body):
    before = ISettingsHistory(bureau).entries(), len(ILedger(bureau).entries())
    assert ask(user, "POST", bureau, name, json=body).status_code == status
    assert (ISettingsHistory(bureau).entries(), len(ILedger(bureau).entries())) == before
    assert ISuccession(bureau).abolished_on == ""


@pytest.mark.parametrize("role", OFFICES)
def test_each_office_reads_the_rules_and_changes_nothing(people, person, ask, bureau, role):
    person("qian", (bureau, role))
    transaction.commit()
    assert ask("qian", "GET", bureau, "@jurisdiction").status_code == 200
    assert [ask("qian", "POST", bureau, name, json=body).status_code for name, body in ACTS] == [403] * 3


@pytest.mark.parametrize(("user", "status"), [(None, 404), ("zhao", 404), ("li", 200), ("manager", 200)])
def test_the_agencys_people_read_its_rules(people, ask, bureau, user, status):
    answer = ask(user, "GET", bureau, "@jurisdiction?to=zunyi-2020")
    assert answer.status_code == status
    if status == 200:
        told = answer.json()
        assert told["present"]["key"] == "cn-national-2019"
        assert {each["key"] for each in told["profiles"]} == set(jurisdictions.keys())
        assert {each["what"] for each in told["history"]} == {"jurisdiction", "office_size", "local_holidays"}
        assert told["changes"]["periods"] and told["changes"]["rules"] and told["changes"]["labels"]
        assert told["documents"] == {"items": [], "next": None}
        assert all(each["old"] is None or each["old"]["source"] for each in told["changes"]["rules"])


def test_a_change_is_answered_with_the_new_standing(people, ask, bureau):
    answer = ask("manager", "POST", bureau, "@jurisdiction", json={"to": "zunyi-2020", "reason": "市政府决定"})
    assert answer.status_code == 200
    assert answer.json()["present"] == {
        "key": "zunyi-2020",
        "title": "Zunyi (2020)",
        "version": "2026-11-22",
        "extends": "cn-national-2019",
    }
    assert bureau.jurisdiction == "zunyi-2020"
    assert answer.json()["history"][-1]["reason"] == "市政府决定"


@pytest.mark.parametrize(
    ("method", "name", "body", "expected"),
    [
        ("GET", "@jurisdiction?to=atlantis", None, {("jurisdiction_unknown", "jurisdiction")}),
        ("GET", "@jurisdiction?to=cn-national-2019", None, {("jurisdiction_in_force", "to")}),
        ("GET", "@jurisdiction?to=zunyi-2020&start=x", None, {("settings_number_wrong", "start")}),
        ("GET", "@jurisdiction?to=zunyi-2020&start=-1", None, {("settings_number_wrong", "start")}),
        ("GET", "@jurisdiction?to=zunyi-2020&size=0", None, {("settings_number_wrong", "size")}),
        ("GET", "@jurisdiction?to=zunyi-2020&size=201", None, {("settings_number_wrong", "size")}),
        ("POST", "@jurisdiction", {"to": "zunyi-2020"}, {("settings_text_required", "reason")}),
        ("POST", "@jurisdiction", {"to": ["x"], "reason": "r"}, {("settings_text_required", "to")}),
        ("POST", "@jurisdiction", {"to": "zunyi-2020", "reason": " "}, {("settings_reason_required", "reason")}),
        ("POST", "@jurisdiction", {"to": "zunyi-2020", "reason": "r", "from": "x"}, {("settings_key_unknown", "from")}),
        ("POST", "@abolish", {"reason": "r"}, {("settings_text_required", "abolished_on")}),
        ("POST", "@abolish", {"abolished_on": 1, "reason": "r"}, {("settings_text_required", "abolished_on")}),
        ("POST", "@abolish", {"abolished_on": "morgen", "reason": "r"}, {("abolition_day_invalid", "abolished_on")}),
        ("POST", "@abolish", {"abolished_on": "2999-01-01", "reason": "r"}, {("abolition_in_future", "abolished_on")}),
        (
            "POST",
            "@abolish",
            {"abolished_on": "2020-01-01", "reason": "r", "successor": "f" * 32},
            {("successor_unknown", "successor")},
        ),
        ("POST", "@reinstate", {"reason": "r"}, {("not_abolished", "")}),
        ("POST", "@reinstate", {}, {("settings_text_required", "reason")}),
    ],
)
def test_bad_input_is_refused_with_its_field_and_changes_nothing(people, ask, bureau, method, name, body, expected):
    before = ISettingsHistory(bureau).entries()
    answer = ask("manager", method, bureau, name, json=body)
    assert codes(answer) == expected
    assert all(error["message"] for error in answer.json()["errors"])
    assert ISettingsHistory(bureau).entries() == before
    assert ISuccession(bureau).abolished_on == ""


def test_a_patch_of_the_profile_is_on_the_record_too(people, ask, bureau):
    assert ask("manager", "PATCH", bureau, "", json={"jurisdiction": "tianning-2016"}).status_code == 204
    entries = [entry for entry in ISettingsHistory(bureau).entries() if entry["what"] == "jurisdiction"]
    assert entries[-1]["value"] == "tianning-2016"
    assert ILedger(bureau).entries()[-1].action == "jurisdiction_changed"


def test_abolished_with_a_successor_everybody_is_told_and_the_successors_people_are_in(people, ask, bureau, heir):
    body = {"abolished_on": "2020-01-01", "successor": IUUID(heir), "reason": "机构改革"}
    answer = ask("manager", "POST", bureau, "@abolish", json=body)
    assert answer.status_code == 200
    told = ask(None, "GET", bureau, "@succession").json()
    assert told == answer.json()
    assert told["abolished_on"] == "2020-01-01"
    assert told["successor"] == {"uid": IUUID(heir), "title": "韶关市财政和国资局"}
    assert told["carries_on"]["uid"] == IUUID(heir)
    assert "reason" not in str(told)
    assert ask(None, "GET", heir, "@succession").json()["predecessors"][0]["uid"] == IUUID(bureau)
    assert ask("wang", "GET", bureau, "@jurisdiction").status_code == 200
    assert ask("li", "GET", bureau, "@jurisdiction").status_code == 404
    new = ask("manager", "POST", bureau, "", json={"@type": "Document", "title": "新"})
    assert codes(new) == {("agency_takes_nothing_new", "")}
    assert "韶关市财政和国资局" in new.json()["errors"][0]["message"]
    assert ask("manager", "POST", bureau, "@reinstate", json={"reason": "撤回"}).json()["abolished_on"] == ""
    assert ask("li", "GET", bureau, "@jurisdiction").status_code == 200
    assert ask("wang", "GET", bureau, "@jurisdiction").status_code == 404


@pytest.mark.parametrize("name", ["@jurisdiction", "@abolish", "@reinstate"])
def test_a_form_of_another_site_is_refused(people, ask, bureau, name):
    answer = ask("manager", "POST", bureau, name, data='{"reason": "r"}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 400
    assert ISuccession(bureau).abolished_on == ""


@pytest.fixture
def browse(acceptance):
    def browser(user=None):
        found = Browser(acceptance["app"])
        found.addHeader("Accept-Language", "zh-cn")
        secret = f"{SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}" if user == "manager" else f"{user}:{PASSWORD}"
        if user:
            found.addHeader("Authorization", f"Basic {secret}")
        return found

    return browser


@pytest.mark.parametrize("page", ["@@jurisdiction", "@@abolish"])
def test_the_pages_are_for_the_agencys_people(people, browse, bureau, page):
    for user in (None, "zhao"):
        stranger = browse(user)
        stranger.raiseHttpErrors = False
        stranger.open(f"{bureau.absolute_url()}/{page}")
        assert stranger.headers["status"].startswith("404")
    member = browse("li")
    member.open(f"{bureau.absolute_url()}/{page}")
    assert 'name="reason"' not in member.contents


def test_an_administrator_compares_and_changes_on_the_page(people, browse, bureau):
    page = browse("manager")
    page.open(f"{bureau.absolute_url()}/@@jurisdiction")
    page.getControl(name="to").value = ["zunyi-2020"]
    page.open(f"{bureau.absolute_url()}/@@jurisdiction?to=zunyi-2020")
    assert "遵义市政府信息公开管理制度 第八条" in page.contents
    page.getControl(name="reason").value = " "
    page.getControl("Change to this profile").click()
    assert "is-invalid" in page.contents
    page.getControl(name="reason").value = "市政府决定"
    page.getControl("Change to this profile").click()
    transaction.begin()
    assert bureau.jurisdiction == "zunyi-2020"
    assert "市政府决定" in page.contents


def test_the_edit_form_shows_the_history(people, browse, bureau):
    page = browse("manager")
    page.open(f"{bureau.absolute_url()}/edit")
    assert "cn-national-2019" in page.contents
    assert "@@jurisdiction" in page.contents


def test_an_administrator_abolishes_on_the_page_and_everybody_reads_it(people, browse, bureau, heir):
    page = browse("manager")
    page.open(f"{bureau.absolute_url()}/@@abolish")
    page.getControl(name="successor").value = [IUUID(heir)]
    page.getControl(name="reason").value = "机构改革"
    page.getControl(name="abolish").click()
    transaction.begin()
    assert ISuccession(bureau).successor_uid == IUUID(heir)
    public = browse()
    public.open(bureau.absolute_url())
    assert "韶关市财政和国资局" in public.contents
    assert heir.absolute_url() in public.contents
    assert "机构改革" not in public.contents
    page.open(f"{bureau.absolute_url()}/@@abolish")
    page.getControl(name="reason").value = "撤回"
    page.getControl(name="reinstate").click()
    transaction.begin()
    assert ISuccession(bureau).abolished_on == ""


def test_a_page_is_not_posted_from_elsewhere(people, browse, bureau):
    page = browse("manager")
    page.raiseHttpErrors = False
    page.post(f"{bureau.absolute_url()}/@@abolish", "abolish=1&abolished_on=2020-01-01&reason=r")
    transaction.begin()
    assert ISuccession(bureau).abolished_on == ""
