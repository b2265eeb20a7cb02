"""Plone's own types under the rules: what is new in an agency is governed, what is older or elsewhere is not (plone.md 8)."""

from base64 import b64encode
from OFS.CopySupport import CopyError
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from town import CHECKS

import pytest
import re
import transaction


RECORD = "opengov.disclosure.signoff.governed_types"
TYPES = ("Document", "File", "News Item")
FILE = {"filename": "a.txt", "content-type": "text/plain", "encoding": "base64", "data": b64encode(b"x").decode()}


def govern(*types):
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        api.portal.set_registry_record(RECORD, types)
    transaction.commit()


@pytest.fixture
def governed(matrix):
    govern(*TYPES)
    return matrix["portal"]


def post(door, where, name, user="drafter", **fields):
    body = {"@type": name, "title": "关于开学的通知", **fields}
    if name == "File":
        body["file"] = FILE
    return door.ask("POST", where, user, body)


def walk_over_rest(door, url):
    for step, by, data in (
        ("submit", "drafter", {}),
        ("endorse", "section-head", {"checks": CHECKS}),
        ("approve", "disclosure-reviewer", {"checks": CHECKS}),
        ("sign", "signer", {}),
        ("publish", "disclosure-officer", {}),
    ):
        if step == "approve":
            data["handled"] = door.ask("GET", f"{url}/@disclosure", by).json["scan"]["to_handle"]
        answer = door.ask("POST", f"{url}/@workflow/{step}", by, data)
        assert answer.status_int == 200, (step, answer.text)
    return answer


@pytest.mark.parametrize("name", TYPES)
def test_what_is_new_in_an_agency_lives_by_the_rules(governed, door, name):
    answer = post(door, "/bureau", name, disclosure_attribute="proactive")
    assert answer.status_int == 201, answer.text
    url = answer.json["@id"]
    transaction.begin()
    document = governed["bureau"][url.rpartition("/")[2]]
    assert IGoverned.providedBy(document)
    assert len(document.getId()) == 32
    assert governed.portal_workflow.getChainFor(document) == ("opengov_document_workflow",)
    for outsider in ("", "member", "manager", "other-drafter"):
        assert door.ask("GET", url, outsider).status_int == 404
    assert walk_over_rest(door, url).json["review_state"] == "published"
    assert door.ask("GET", url).status_int == 200
    assert door.ask("PATCH", url, "drafter", {"title": "x"}).status_int == 403
    assert door.ask("DELETE", url, "manager").status_int == 403
    transaction.begin()
    assert ILedger(document).entries()[0].action == "created"


@pytest.mark.parametrize("name", TYPES)
def test_the_address_of_what_lies_in_a_folder_says_nothing_either(governed, door, name):
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        api.content.create(governed["bureau"], "Folder", id="papers", title="文件夹")
    transaction.commit()
    answer = post(door, "/bureau/papers", name)
    assert answer.status_int == 201, answer.text
    assert re.fullmatch("[0-9a-f]{32}", answer.json["@id"].rpartition("/")[2])


@pytest.mark.parametrize("name", TYPES)
def test_what_is_elsewhere_is_plones_own(governed, door, name):
    answer = post(door, "/", name, user="site-admin")
    assert answer.status_int == 201, answer.text
    transaction.begin()
    assert not IGoverned.providedBy(governed[answer.json["@id"].rpartition("/")[2]])


@pytest.mark.parametrize("name", TYPES)
def test_what_is_older_stays_what_it_was(matrix, door, name):
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        old = api.content.create(matrix["portal"]["bureau"], name, id="old", title="旧文")
    govern(*TYPES)
    assert not IGoverned.providedBy(old)
    assert matrix["portal"].portal_workflow.getChainFor(old) != ("opengov_document_workflow",)
    with api.env.adopt_user(username=SITE_OWNER_NAME):
        old.title = "仍可修改"
        old.reindexObject()
    govern()


def test_a_governed_type_is_given_up_only_without_governed_content(governed, door):
    assert post(door, "/bureau", "Document").status_int == 201
    transaction.begin()
    with pytest.raises(RuleBroken, match="governed_content_exists"):
        govern("File")
    transaction.abort()
    assert set(api.portal.get_registry_record(RECORD)) == set(TYPES)
    assert "opengov.disclosure.signoff" in governed.portal_types["Document"].behaviors


def test_giving_a_type_up_gives_its_behaviors_back(matrix):
    types = matrix["portal"].portal_types
    before = {name: set(types[name].behaviors) for name in TYPES}
    govern(*TYPES)
    for name in TYPES:
        assert not {each for each in types[name].behaviors if "versioning" in each or "iterate" in each}
        assert {"opengov.disclosure.signoff", "opengov.disclosure.attribute"} <= set(types[name].behaviors)
    govern()
    assert {name: set(types[name].behaviors) for name in TYPES} == before


def test_a_governed_page_is_not_moved_out_of_its_agency(governed, door):
    url = post(door, "/bureau", "Document").json["@id"]
    transaction.begin()
    with api.env.adopt_user(username=SITE_OWNER_NAME), pytest.raises((RuleBroken, ValueError, CopyError)):
        api.content.move(governed["bureau"][url.rpartition("/")[2]], governed)
    assert ILife(governed["bureau"][url.rpartition("/")[2]]).state == "draft"


def test_only_known_types_can_be_governed(matrix):
    with pytest.raises(Exception, match="Folder"):
        govern("Folder")
