"""Opinions on opening over REST: the clerk's success, everybody else's refusal, and what abuse meets (R-T3, R-X1, R-X2)."""

from door import Door
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from plone.uuid.interfaces import IUUID

import pytest
import transaction


CLERK = "transfer-clerk"
NO_CLERKS = (
    "drafter",
    "section-head",
    "disclosure-officer",
    "signer",
    "supervisor",
    "archivist",
    "archive",
    "hea-transfer-clerk",
)
REQUESTED = {"disclosure_attribute": "on_request", "disclosure_reason": "涉及特定申请人"}


@pytest.fixture
def door(functional, bureau):
    return Door(functional["portal"])


@pytest.fixture
def document(walk):
    made = walk.to("registered", **REQUESTED)
    transaction.commit()
    return made


@pytest.fixture
def path(document):
    return f"/bureau/{document.getId()}/@opening-opinion"


def given(document):
    found = IOpeningOpinion(document).given()
    return found and (found["opinion"], found["reason"])


def codes(answer):
    return [(error["code"], error["field"]) for error in answer.json["errors"]]


def test_the_clerk_reads_gives_and_changes(door, document, path):
    told = door.ask("GET", path, CLERK).json
    assert (told["opening_opinion"], told["awaited"]) == (None, True)
    assert told["suggestion"] == {"opinion": "at_expiry", "reason": "", "source": "档案法 第二十七条"}
    answer = door.ask("POST", path, CLERK, {"opinion": "early"})
    assert (answer.status_int, answer.json["opening_opinion"]["opinion"], answer.json["awaited"]) == (
        200,
        "early",
        False,
    )
    assert door.ask("POST", path, CLERK, {"opinion": "deferred", "reason": "另有规定"}).status_int == 200
    document._p_jar.sync()
    assert given(document) == ("deferred", "另有规定")


@pytest.mark.parametrize(
    "body,expected",
    [
        ({}, [("value_missing", "opinion")]),
        ({"opinion": "open"}, [("opening_opinion_unknown", "opinion")]),
        ({"opinion": ""}, [("opening_opinion_wanted", "opinion")]),
        ({"opinion": "deferred"}, [("opening_reason_required", "reason")]),
        ({"opinion": "deferred", "reason": " "}, [("opening_reason_required", "reason")]),
        ({"opinion": "at_expiry", "reason": "长" * 5001}, [("opening_reason_too_long", "reason")]),
        ({"opinion": ["early"]}, [("value_type", "opinion")]),
        ({"opinion": "early", "reason": 7}, [("value_type", "reason")]),
        ({"opinion": "early", "by": "signer"}, [("value_unknown", "by")]),
        ({"opinion": "early", "at": "2026-01-01"}, [("value_unknown", "at")]),
    ],
)
def test_what_is_no_opinion_is_refused_and_nothing_is_kept(door, document, path, body, expected):
    answer = door.ask("POST", path, CLERK, body)
    assert answer.status_int == 400 and codes(answer) == expected
    document._p_jar.sync()
    assert given(document) is None


def test_several_at_once_each_with_its_result(door, document, walk, bureau):
    public, draft = walk.to("published"), walk.draft()
    transaction.commit()
    uids = [IUUID(document), IUUID(public), IUUID(draft), "0" * 32]
    listed = door.ask("GET", "/bureau/@opening-opinions", CLERK).json
    assert [item["uid"] for item in listed["items"]] == uids[:1] and listed["items_total"] == 1
    answer = door.ask("POST", "/bureau/@opening-opinions", CLERK, {"uids": uids, "opinion": "at_expiry"})
    assert [item["outcome"] for item in answer.json["items"]] == ["done", "done", "missing", "missing"]
    assert answer.json["done"] == 2 and answer.json["items"][2]["@id"] is None
    again = door.ask("POST", "/bureau/@opening-opinions", CLERK, {"uids": uids[:1], "opinion": "at_expiry"}).json
    assert [error["code"] for error in again["items"][0]["errors"]] == ["opening_same"] and again["done"] == 0
    # what is public is on no list: nothing of it is transferred
    listed = door.ask("GET", "/bureau/@opening-opinions?given=1", CLERK).json
    assert [(item["uid"], item["opinion"]) for item in listed["items"]] == [(uids[0], "at_expiry")]


@pytest.mark.parametrize(
    "body,expected",
    [
        ({"opinion": "early"}, [("value_missing", "uids")]),
        ({"uids": [], "opinion": "early"}, [("opening_none_chosen", "uids")]),
        ({"uids": ["x"] * 60 + [f"{n:032x}" for n in range(51)], "opinion": "early"}, [("opening_too_many", "uids")]),
        ({"uids": "x", "opinion": "early"}, [("value_type", "uids")]),
        ({"uids": [1], "opinion": "early"}, [("value_type", "uids")]),
        ({"uids": ["x"], "opinion": "deferred"}, [("opening_reason_required", "reason")]),
        ({"uids": ["x"], "opinion": "early", "on_behalf_of": "signer"}, [("value_unknown", "on_behalf_of")]),
    ],
)
def test_what_is_no_choice_is_refused_as_a_whole(door, document, body, expected):
    answer = door.ask("POST", "/bureau/@opening-opinions", CLERK, body)
    assert answer.status_int == 400 and codes(answer) == expected


@pytest.mark.parametrize("query", ["start=-1", "start=x", "given=yes", "given=2", "start=999999999999999"])
def test_parameters_of_nonsense_are_refused(door, bureau, query):
    assert door.ask("GET", f"/bureau/@opening-opinions?{query}", CLERK).status_int == 400


def test_who_is_no_clerk_learns_nothing(door, document, path, health):
    door.ask("POST", path, CLERK, {"opinion": "deferred", "reason": "zq理由zq"})
    missing = door.ask("GET", "/bureau/nothing/@opening-opinion", "hea-transfer-clerk")
    for user in ("", *NO_CLERKS):
        for address, body in (
            (path, {"opinion": "early"}),
            ("/bureau/@opening-opinions", {"uids": [IUUID(document)], "opinion": "early"}),
        ):
            for answer in (door.ask("GET", address, user), door.ask("POST", address, user, body)):
                assert answer.status_int in (401, 403, 404), (user, address)
                assert "zq理由zq" not in answer.text and "deferred" not in answer.text
    # who does not see it is told what he would be told of nothing at all
    hidden = door.ask("GET", path, "hea-transfer-clerk")
    assert hidden.status_int == missing.status_int == 404
    document._p_jar.sync()
    assert given(document) == ("deferred", "zq理由zq")


def test_what_is_not_signed_is_not_the_clerks_to_see(door, walk):
    draft = walk.draft()
    transaction.commit()
    for method, body in (("GET", None), ("POST", {"opinion": "early"})):
        assert door.ask(method, f"/bureau/{draft.getId()}/@opening-opinion", CLERK, body).status_int == 404
    assert (
        door.ask("POST", f"/bureau/{draft.getId()}/@opening-opinion", "drafter", {"opinion": "early"}).status_int == 403
    )


def test_another_site_s_page_gives_nothing(door, document, path):
    for headers in ({"Content_Type": "text/plain"}, {"Content_Type": "text/plain", "Origin": "http://evil.example"}):
        assert door.ask("POST", path, CLERK, b'{"opinion": "early"}', **headers).status_int == 400
    document._p_jar.sync()
    assert given(document) is None


def test_reading_writes_nothing(door, document, path):
    door.ask("GET", "/bureau", CLERK)
    before = document._p_jar.db().lastTransaction()
    assert door.ask("GET", path, CLERK).status_int == 200
    assert door.ask("GET", "/bureau/@opening-opinions", CLERK).status_int == 200
    assert document._p_jar.db().lastTransaction() == before


def test_half_a_character_is_no_reason(door, document, path):
    answer = door.ask("POST", path, CLERK, {"opinion": "deferred", "reason": "\ud800"})
    assert answer.status_int == 400 and given(document) is None
