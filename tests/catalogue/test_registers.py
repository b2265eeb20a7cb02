"""The registers of an agency: who reads them, what they say, what leaves them."""

from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.interfaces import REGISTERS
from opengov.disclosure.catalogue.subscribers import follow_removal
from plone import api
from plone.uuid.interfaces import IUUID

import pytest
import transaction


CANARY = "金丝雀计划"
NOT_GOVERNMENT = {
    "disclosure_attribute": "not_government_information",
    "disclosure_grounds": (),
    "disclosure_reason": "属于机关工会活动安排",
}


@pytest.fixture
def keeper(office):
    with api.env.adopt_user(username="disclosure-officer"):
        yield IRegister(office.agency)


def titles(register, name):
    return [row["title"] for row in register.page(name)["items"]]


@pytest.mark.parametrize(
    ("state", "fields", "name"),
    [
        ("published", {}, "published"),
        ("registered", {}, "registered"),
        ("withheld", {}, "withheld"),
        ("withheld", NOT_GOVERNMENT, "not_government_information"),
    ],
)
def test_each_end_state_has_its_register(office, keeper, state, fields, name):
    document = office.make(state, f"关于{CANARY}的通知", **fields)
    for other in REGISTERS:
        assert titles(keeper, other) == ([document.title] if other == name else [])
    row = keeper.page(name)["items"][0]
    assert row["number"].startswith("云教〔")
    assert row["attribute"] == document.disclosure_attribute
    assert row["grounds"] == list(document.disclosure_grounds)
    assert bool(row["index_number"]) is (state in ("published", "registered"))
    assert bool(row["due"]) is (name in ("published", "withheld"))


def test_a_withdrawn_document_changes_its_register_and_tells_the_cause(office, keeper):
    document = office.make("published", "关于开学的通知")
    office.withdraw(document)
    assert titles(keeper, "published") == []
    assert [row["cause"] for row in keeper.page("withdrawn")["items"]] == ["error"]


def test_a_document_is_in_no_register_before_its_signature(office, keeper):
    document = office.draft("关于开学的通知", disclosure_attribute="proactive")
    office.take(document, "submit", "drafter")
    assert [titles(keeper, name) for name in REGISTERS] == [[]] * len(REGISTERS)


def test_what_is_signed_waits_in_a_register_of_its_own(office, keeper):
    document = office.draft("关于开学的通知", disclosure_attribute="proactive")
    office.sign(document)
    assert titles(keeper, "issued") == ["关于开学的通知"]


def test_pages_together_are_the_whole_register(office, keeper):
    for number in range(5):
        office.make("published", f"第{number}号通知")
    found, after = [], None
    while True:
        page = keeper.page("published", after, 2)
        found += [row["title"] for row in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == [f"第{number}号通知" for number in range(4, -1, -1)]


def test_two_agencies_keep_apart(office, make_office):
    other = make_office("health", "云溪市卫生局", issuer_codes=["云卫"])
    other.make("published", "关于卫生的通知")
    assert titles(IRegister(office.agency), "published") == []
    assert titles(IRegister(other.agency), "published") == ["关于卫生的通知"]


def test_the_title_of_a_withheld_document_is_for_those_who_may_see_it(office):
    office.make("withheld", f"关于{CANARY}的通知")
    register = IRegister(office.agency)
    with api.env.adopt_user(username="disclosure-officer"):
        assert register.page("withheld")["items"][0]["title"] == f"关于{CANARY}的通知"
    with api.env.adopt_roles(["Member"]):
        row = register.page("withheld")["items"][0]
    assert (row["title"], row["title_hidden"]) == ("", True)


def test_a_page_of_a_register_wakes_no_document(office, keeper):
    document = office.make("published", "关于开学的通知")
    document._p_jar.cacheMinimize()
    keeper.page("published")
    assert document._p_changed is None


def test_who_keeps_no_register_reads_none(visitor, office):
    office.make("withheld", f"关于{CANARY}的通知")
    for account in ("", "drafter", "section-head", "web-editor", "co-issuer", "archivist"):
        for door in ("@@registers", "@@registers?csv=1", "@registers", "@registers/withheld"):
            answer = visitor(account).get(f"bureau/{door}", json=door.startswith("@r"), expect_errors=True)
            assert answer.status_int in (302, 401, 403, 404), (account, door)
            assert CANARY not in answer.text


def test_an_officer_reads_no_register_of_another_agency(officer, site):
    api.content.create(site, "Agency", id="foreign", title="外地机关", short_name="外地")
    transaction.commit()
    assert officer.get("foreign/@registers", json=True, expect_errors=True).status_int in (401, 403, 404)


def test_a_document_that_is_gone_is_in_no_register(office, keeper, catalogue):
    document = office.make("published", "关于开学的通知")
    uid = IUUID(document)
    follow_removal(document, None)
    assert titles(keeper, "published") == []
    assert catalogue.entry(uid) is None
