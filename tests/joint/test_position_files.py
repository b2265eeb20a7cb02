"""Files that go with a position: nobody outside the agency has them before the release, nobody outside the matter ever (R-J6)."""

from base64 import b64encode
from door import Door
from hashlib import sha256
from opengov.disclosure.core import position_files as rules
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff.interfaces import IExportedPart
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from town import CHECKS
from town import open_office
from zope.component import getAdapter
from zope.component.hooks import setSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import json
import pytest
import transaction


PART = "opengov.disclosure.positions"
CONTENT = "测算表".encode()


def file(name="测算表.txt", content=CONTENT):
    return {"filename": name, "data": b64encode(content).decode()}


def exported(document):
    return json.loads(json.dumps(getAdapter(document, IExportedPart, name=PART).export()))


def change(document, walk):
    """Another title, and the way up to the agencies again."""
    walk.take(
        document, "return", "signer" if ILife(document).state == "sign_off" else "disclosure-officer", reason="改"
    )
    with api.env.adopt_user(username="drafter"):
        document.title = "云溪市教育局关于做好秋季开学工作的通知"
        notify(ObjectModifiedEvent(document))
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def seen_files(seats, by):
    (row,) = seats.rows(by)
    return [one["name"] for position in row["positions"] for one in position["files"]]


def test_a_file_goes_with_the_draft_and_is_told_after_the_release(asked):
    document, seats, slot = asked
    seats.draft(slot, files=[file()])
    assert [one["name"] for one in seats.rows("fin-signer")[0]["draft"]["files"]] == ["测算表.txt"]
    assert seen_files(seats, "drafter") == [] and "draft" not in seats.rows("drafter")[0]
    seats.act("release", slot, by="fin-signer")
    ((told,),) = [position["files"] for position in seats.rows("drafter")[0]["positions"]]
    assert (told["size"], told["sha256"]) == (len(CONTENT), sha256(CONTENT).hexdigest())
    released = IPositions(document).entries()[-1]
    assert dict(released.digests)["file_1"] == f"sha256:{told['sha256']}"
    assert "测算表" not in str([IPositions(document).entries(), ILedger(document).entries()])


def test_files_are_added_to_the_draft_and_taken_from_it(asked):
    document, seats, slot = asked
    seats.draft(slot, files=[file("一.txt")])
    second = seats.act("attach", slot, file("二.txt"), by="fin-co-issuer")
    seats.draft(slot, "agree_with_comment", files=[file("三.txt")])
    assert [one["name"] for one in seats.rows("fin-signer")[0]["draft"]["files"]] == ["一.txt", "二.txt", "三.txt"]
    seats.act("detach", slot, second, by="fin-co-issuer")
    assert [one["name"] for one in seats.rows("fin-signer")[0]["draft"]["files"]] == ["一.txt", "三.txt"]
    assert len(store.record_of(document, slot).files) == 2
    with pytest.raises(RuleBroken) as refused:
        seats.act("detach", slot, second, by="fin-co-issuer")
    assert codes(refused) == ["position_file_unknown"]


def test_whoever_had_a_hand_in_a_file_does_not_release(asked, asked_agency):
    _document, seats, slot = asked
    with api.env.adopt_roles(["Manager"]):
        open_office(asked_agency, "Co-Issuer", "fin-signer")
    seats.draft(slot)
    seats.act("attach", slot, file(), by="fin-signer")
    with pytest.raises(RuleBroken) as refused:
        seats.act("release", slot, by="fin-signer")
    assert codes(refused) == ["position_own_draft"]


@pytest.mark.parametrize(
    "given,kept",
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\我的文档\\意见.docx", "意见.docx"),
        ("a\"b';.txt", "a\"b';.txt"),
        ("一\r\nX-Evil: 1.txt", "一X-Evil: 1.txt"),
        ("x‮fdp.exe", "xfdp.exe"),
        ("\x00.txt", "txt"),
    ],
)
def test_names_lose_paths_and_what_nobody_sees(asked, given, kept):
    _document, seats, slot = asked
    seats.draft(slot, files=[file(given)])
    assert [one["name"] for one in seats.rows("fin-signer")[0]["draft"]["files"]] == [kept]


MANY = [file(f"{n}.txt") for n in range(rules.MAX_FILES + 1)]
REFUSED = [
    ([file(content=b"")], "position_file_empty"),
    ([file("///")], "position_file_name"),
    ([file("长" * 200)], "position_file_name"),
    ([{"filename": "a.txt", "data": "?"}], "position_file_malformed"),
    ([{"filename": "a.txt"}], "position_file_malformed"),
    (["a.txt"], "position_file_malformed"),
    ([file(content=b"x" * (rules.MAX_FILE + 1))], "position_file_too_large"),
    (MANY, "position_files_too_many"),
    ([file("密.txt", "机密★10年\n全文".encode())], "mark_found"),
]


@pytest.mark.parametrize("files,code", REFUSED, ids=[code for _files, code in REFUSED[:6]] + ["size", "many", "mark"])
def test_a_file_that_does_not_fit_is_refused_and_nothing_is_stored(asked, files, code):
    document, seats, slot = asked
    with pytest.raises(RuleBroken) as refused:
        seats.draft(slot, files=files)
    assert code in codes(refused)
    record = store.record_of(document, slot)
    assert (record.drafted, record.received, record.files) == (None, None, None)


@pytest.mark.parametrize("by", ["fin-signer", "hea-co-issuer", "co-issuer", "drafter"])
def test_only_the_liaison_adds_files(asked, stranger, by):
    document, seats, slot = asked
    seats.draft(slot)
    with pytest.raises(RuleBroken) as refused:
        seats.act("attach", slot, file(), by=by)
    assert codes(refused) == ["office_missing"]
    assert not store.record_of(document, slot).files


def test_without_a_draft_there_is_nothing_to_attach_to(asked):
    _document, seats, slot = asked
    with pytest.raises(RuleBroken) as refused:
        seats.act("attach", slot, file(), by="fin-co-issuer")
    assert codes(refused) == ["position_not_drafted"]


def test_files_come_back_with_an_export_and_only_those_of_the_record(asked):
    document, seats, slot = asked
    seats.answer(slot, "agree_with_comment", files=[file()])
    part = exported(document)
    store.drop(document)
    getAdapter(document, IExportedPart, name=PART).restore(part)
    (told,) = seats.rows("drafter")[0]["positions"][0]["files"]
    with api.env.adopt_user(username="drafter"):
        assert IPositionsSeen(document).file(slot, told["id"])[1].data == CONTENT
    forged = b64encode("换掉".encode()).decode()
    part["files"][slot][told["id"]][1] = forged
    getAdapter(document, IExportedPart, name=PART).restore(part)
    with api.env.adopt_user(username="drafter"):
        assert IPositionsSeen(document).file(slot, told["id"]) is None
    part["slots"][0]["positions"][0]["files"][0]["sha256"] = sha256("换掉".encode()).hexdigest()
    store.drop(document)
    getAdapter(document, IExportedPart, name=PART).restore(part)
    assert IPositions(document).slots() == ()


def test_a_purge_drops_the_files(asked):
    document, seats, slot = asked
    seats.draft(slot, files=[file()])
    getAdapter(document, IPurgeable, name=PART).purge()
    assert store.records(document) == ()
    assert getAdapter(document, IPurgeable, name=PART).remains() == ()


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def doors(portal, asked, stranger):
    """A drafted position with a file: addresses of it over REST and on the page."""
    document, seats, slot = asked
    seats.draft(slot, files=[file('意见"表\n1.txt')])
    ((file_id, _bytes),) = store.record_of(document, slot).files.items()
    transaction.commit()
    path = f"/bureau/{document.getId()}"
    addresses = (f"{path}/@positions/{slot}/files/{file_id}", f"{path}/@@positions-file?slot={slot}&file={file_id}")
    return seats, slot, addresses, Door(portal)


OUTSIDE = ("", "hea-co-issuer", "hea-signer", "fin-drafter", "web-editor")


def test_before_the_release_there_is_no_file_for_anybody_else(doors):
    _seats, _slot, addresses, door = doors
    for address in addresses:
        for user in ("drafter", "disclosure-officer", "signer", "supervisor", *OUTSIDE):
            answer = door.ask("GET", address, user)
            assert (answer.status_int, CONTENT in answer.body) == (404, False), (address, user)
        for user in ("fin-co-issuer", "fin-signer"):
            assert door.ask("GET", address, user).body == CONTENT


def test_after_the_release_lead_and_asked_agencies_download_it_and_nobody_else(doors, stranger):
    seats, slot, addresses, door = doors
    seats.add(stranger, by="disclosure-officer")
    seats.act("release", slot, by="fin-signer")
    transaction.commit()
    for address in addresses:
        for user in ("drafter", "disclosure-officer", "fin-co-issuer", "hea-co-issuer", "hea-signer"):
            answer = door.ask("GET", address, user)
            assert (answer.status_int, answer.body) == (200, CONTENT), (address, user)
            assert answer.headers["Content-Disposition"] == (
                "attachment; filename*=UTF-8''%E6%84%8F%E8%A7%81%22%E8%A1%A81.txt"
            )
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Type"].startswith("application/octet-stream")
        for user in ("", "fin-drafter", "hea-drafter", "web-editor"):
            assert door.ask("GET", address, user).status_int == 404, (address, user)


def test_when_the_document_is_public_its_files_are_not(doors, walk, portal, asked):
    document, seats, slot = asked
    _seats, _slot, addresses, door = doors
    seats.act("release", slot, by="fin-signer")
    for step, by in (("settle", "disclosure-officer"), ("sign", "signer"), ("publish", "disclosure-officer")):
        walk.take(document, step, by)
    transaction.commit()
    for address in addresses:
        for user in ("", "hea-co-issuer", "fin-drafter"):
            assert door.ask("GET", address, user).status_int == 404, (address, user)
        assert door.ask("GET", address, "fin-co-issuer").body == CONTENT


def test_files_are_sent_over_rest(doors):
    seats, _slot, addresses, door = doors
    path = addresses[0].rpartition("/files/")[0]
    digest = IPositions(seats.document).digest()
    said = {"stand": "agree_with_comment", "digest": digest, "reason": "见附件", "files": [file("二.txt")]}
    assert door.ask("POST", f"{path}/draft", "fin-co-issuer", said).status_int == 200
    answer = door.ask("POST", f"{path}/attach", "fin-co-issuer", {"file": file("三.txt")})
    (row,) = answer.json["items"]
    assert [one["name"] for one in row["draft"]["files"]][1:] == ["二.txt", "三.txt"]
    last = row["draft"]["files"][-1]["id"]
    left = door.ask("POST", f"{path}/detach", "fin-co-issuer", {"file_id": last}).json["items"][0]["draft"]["files"]
    assert len(left) == 2
    for body, code in (({"file": "x"}, "value_type"), ({"file": {"filename": "a"}}, "position_file_malformed")):
        refused = door.ask("POST", f"{path}/attach", "fin-co-issuer", body)
        assert (refused.status_int, refused.json["errors"][0]["code"]) == (400, code)
    assert len(door.ask("GET", path.rpartition("/")[0], "fin-signer").json["items"][0]["draft"]["files"]) == 2
    for more in ("files", "files/x", "files/x/y", "difference/x"):
        assert door.ask("GET", f"{path}/{more}", "fin-co-issuer").status_int == 404


def test_an_agency_upholds_its_position_on_the_new_text_with_its_files(asked, walk):
    document, seats, slot = asked
    seats.answer(slot, "agree_with_comment", confidential="仅供内部", files=[file()])
    walk.take(document, "settle", "disclosure-officer")
    change(document, walk)
    assert "confirm" in seats.rows("fin-co-issuer")[0]["may"]
    assert "confirm" not in seats.rows("fin-signer")[0]["may"]
    with pytest.raises(RuleBroken) as refused:
        seats.act("confirm", slot, "sha256:0", by="fin-co-issuer")
    assert codes(refused) == ["position_on_other_content"]
    seats.act("confirm", slot, IPositions(document).digest(), by="fin-co-issuer")
    assert seats.standing(slot) == "open", "it still needs its release"
    seats.act("release", slot, by="fin-signer")
    old, new = store.record_of(document, slot).positions
    assert [old[name] for name in ("stand", "reason", "confidential", "files")] == [
        new[name] for name in ("stand", "reason", "confidential", "files")
    ]
    assert old["digest"] != new["digest"] and seats.standing(slot) == "agreed"


def test_there_is_nothing_to_uphold_before_the_first_position(asked):
    document, seats, slot = asked
    with pytest.raises(RuleBroken) as refused:
        seats.act("confirm", slot, IPositions(document).digest(), by="fin-co-issuer")
    assert codes(refused) == ["position_nothing_to_confirm"]


def test_a_file_of_a_released_position_outlives_its_place_in_a_new_draft(asked, walk):
    document, seats, slot = asked
    seats.answer(slot, "agree_with_comment", files=[file()])
    change(document, walk)
    seats.act("confirm", slot, IPositions(document).digest(), by="fin-co-issuer")
    ((file_id, _bytes),) = store.record_of(document, slot).files.items()
    seats.act("detach", slot, file_id, by="fin-co-issuer")
    assert file_id in store.record_of(document, slot).files
    assert IDossier(document).papers() == (), "nothing is written to the lead's dossier"
