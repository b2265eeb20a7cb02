"""Deposits over REST: each office's success, everybody else's refusal, and what abuse meets (R-T1, R-T6, R-X1, R-X2)."""

from door import Door
from opengov.disclosure.transfer.deposits.store import shelf_of
from plone import api
from plone.uuid.interfaces import IUUID
from town import make_agency
from zope.component.hooks import setSite

import pytest
import transaction


#: Offices that read the registers of their agency; ``archivist`` does not.
READERS = ("transfer-clerk", "disclosure-officer", "disclosure-reviewer", "supervisor", "signer")
NO_READERS = ("drafter", "section-head", "web-editor", "co-issuer", "archivist", "the-archive", "other-transfer-clerk")
HAND_IN = {"do": "hand_in", "period": "2026-03", "receiver": "archive", "copies": 1}


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def door(tianning, portal):
    with api.env.adopt_roles(["Manager"]):
        tianning.other = make_agency(portal, "other", "云溪市财政局", "云财", prefix="other-")
        tianning.receiver()
    tianning.document = tianning.signed("2026-03-31")
    tianning.clock.set("2026-04-02")
    transaction.commit()
    found = Door(portal)
    found.bureau = tianning
    return found


def codes(answer):
    return [(error["code"], error["field"]) for error in answer.json["errors"]]


def test_offices_that_keep_registers_read_and_only_the_clerk_records(door):
    for user in READERS:
        told = door.ask("GET", "/bureau/@deposits", user)
        assert told.status_int == 200, user
        assert (told.json["asks"]["unit"], told.json["asks"]["receivers"]) == ("month", ["archive"])
        assert {row["document"] for row in told.json["documents"]} == {IUUID(door.bureau.document)}
    for user in ("", *NO_READERS):
        assert door.ask("GET", "/bureau/@deposits", user).status_int in (401, 403, 404), user
    for user in ("", *NO_READERS, *READERS[1:]):
        assert door.ask("POST", "/bureau/@deposits", user, HAND_IN).status_int in (401, 403, 404), user
    assert not shelf_of(door.portal, door.bureau.uid).recorded


def test_the_story_over_rest(door):
    clerk, archive = "transfer-clerk", "the-archive"
    rows = door.ask("GET", "/bureau/@deposits?period=2026-03&receiver=archive", clerk).json["items"]
    assert [(row["place"], row["act"], row["title"]) for row in rows] == [
        (1, 0, "云溪市教育局关于做好春季开学工作的通知")
    ]
    made = door.ask("POST", "/bureau/@deposits", clerk, {**HAND_IN, "pages": 4, "on": "2026-04-01"})
    assert (made.status_int, made.json["number"], made.json["rows"]) == (201, 1, 1)
    uid = door.bureau.uid
    assert door.ask("GET", "/@archive-deposits", archive).json["items"] == [
        {"agency": uid, "to_confirm": 1, "to_acknowledge": 0}
    ]
    [act] = door.ask("GET", f"/@archive-deposits?agency={uid}", archive).json["acts"]
    lines = door.ask("GET", f"/@archive-deposits?agency={uid}&act={act['number']}", archive).json["items"]
    assert [line["document"] for line in lines] == [IUUID(door.bureau.document)]
    said = {"do": "confirm", "agency": uid, "act": 1}
    assert door.ask("POST", "/@archive-deposits", archive, said).status_int == 201
    assert codes(door.ask("POST", "/@archive-deposits", archive, said)) == [("deposit_confirmed", "act")]
    wrong = door.ask("POST", "/bureau/@deposits", clerk, {"do": "correct", "act": 1, "reason": "报错"})
    assert (wrong.status_int, codes(wrong)) == (400, [("deposit_confirmed", "act")])
    back = {"do": "take_back", "agency": uid, "act": 2, "reason": "点错"}
    assert door.ask("POST", "/@archive-deposits", archive, back).status_int == 201
    assert door.ask("POST", "/bureau/@deposits", clerk, {"do": "correct", "act": 1, "reason": "报错"}).status_int == 201
    copy = {"do": "record_copy", "documents": [IUUID(door.bureau.document)]}
    assert door.ask("POST", "/bureau/@deposits", clerk, copy).json["what"] == "record_copy"


def test_the_archives_side_is_the_receivers_account_alone(door):
    """R-T6: the office that offers can never confirm; an archivist without a receiver is none."""
    door.ask("POST", "/bureau/@deposits", "transfer-clerk", HAND_IN)
    body = {"do": "confirm", "agency": door.bureau.uid, "act": 1}
    for user in ("", "transfer-clerk", "archivist", "disclosure-officer"):
        assert door.ask("GET", "/@archive-deposits", user).status_int == (403 if user else 401)
        assert door.ask("POST", "/@archive-deposits", user, body).status_int == (403 if user else 401)


def test_a_receiver_learns_nothing_of_agencies_that_are_not_its_fonds(door):
    other = IUUID(door.bureau.other)
    for uid in (other, "0" * 32, ""):
        asked = door.ask("GET", f"/@archive-deposits?agency={uid}", "the-archive")
        assert asked.status_int == 404
        said = {"do": "confirm", "agency": uid, "act": 1}
        assert door.ask("POST", "/@archive-deposits", "the-archive", said).status_int == 404
    gone = door.ask("GET", f"/@archive-deposits?agency={door.bureau.uid}&act=9", "the-archive")
    assert gone.status_int == 404


WRONG = [
    ({}, [("deposit_act_wanted", "do")]),
    ({"do": "confirm", "act": 1}, [("deposit_act_wanted", "do")]),
    ({"do": ["hand_in"]}, [("deposit_act_wanted", "do")]),
    ({"do": "correct", "act": 1}, [("deposit_value_wrong", "reason")]),
    ({**HAND_IN, "by": "signer"}, [("deposit_value_wrong", "by")]),
    ({**HAND_IN, "copies": "2"}, [("deposit_value_wrong", "copies")]),
    ({**HAND_IN, "copies": True}, [("deposit_value_wrong", "copies")]),
    ({**HAND_IN, "copies": 1000}, [("transfer_number", "copies")]),
    ({**HAND_IN, "period": 202603}, [("deposit_value_wrong", "period")]),
    ({"do": "record_copy", "documents": "x"}, [("deposit_value_wrong", "documents")]),
    ({"do": "correct", "act": 99, "reason": "无此条"}, [("deposit_act_unknown", "act")]),
]


def test_what_is_not_understood_is_refused_and_keeps_nothing(door):
    for body, found in WRONG:
        answer = door.ask("POST", "/bureau/@deposits", "transfer-clerk", body)
        assert (answer.status_int, codes(answer)) == (400, found), body
    assert not shelf_of(door.portal, door.bureau.uid).recorded
    for query in ("period=2026", "notice=1", "notice=x", "limit=0"):
        assert door.ask("GET", f"/bureau/@deposits?{query}", "transfer-clerk").status_int == 400, query
