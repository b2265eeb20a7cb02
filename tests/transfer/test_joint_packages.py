"""How a document of several agencies reaches the archives: who issued it, and how they came to agree (R-T3, R-J5, R-J6)."""

from base64 import b64encode
from datetime import datetime
from datetime import timedelta
from jointly import Together
from lxml import etree
from opengov.disclosure.core import ledger
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.meetings.store import record_of
from opengov.disclosure.transfer.records.elements import NAMESPACE
from plone import api
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import Walk
from zoneinfo import ZoneInfo

import bagit
import hashlib
import json
import pytest
import transaction
import zipfile


SCAN = b"%PDF-1.7\n" + "会签页（盖章）".encode()
CONFIDENTIAL = "金丝雀密语"
UNRELEASED = "金丝雀草稿"


@pytest.fixture
def together(town):
    """The bureau leads, finance signs with it."""
    finance = town.portal.get("finance") or make_agency(town.portal, "finance", "云溪市财政局", "云财", prefix="fin-")
    transaction.commit()
    return Together(Walk(town.bureau), {"fin-": finance})


def sealed(town, document):
    """The newest package of a document."""
    transaction.commit()
    return town.offered(document)


def content(spool, package):
    with zipfile.ZipFile(spool / f"{package.package['sha256']}.zip") as opened:
        paths = {name: name.partition("/")[2].removeprefix("data/000001/") for name in opened.namelist()}
        return {path: opened.read(name) for name, path in paths.items()}


def values(files, name):
    return [element.text for element in etree.fromstring(files["metadata.xml"]).iter(f"{{{NAMESPACE}}}{name}")]


def test_the_archives_read_who_issued_it_the_lead_first_and_each_as_an_agency(town, together, spool):
    town.receiver()
    files = content(spool, sealed(town, together.to("published")))
    assert values(files, "责任者") == ["云溪市教育局；云溪市财政局"]
    assert values(files, "机构人员名称")[:2] == ["云溪市教育局", "云溪市财政局"]
    assert values(files, "关系类型") == ["联合发文"]
    page = files["document.html"].decode()
    assert "云溪市教育局　云溪市财政局" in page and page.count('class="banner"') == 2
    assert {"fin-signer", "signer"} <= set(values(files, "机构人员名称"))


def test_the_joint_record_has_slots_signatures_and_chains_that_verify(town, together, spool):
    town.receiver()
    document = together.to("published")
    record = json.loads(content(spool, sealed(town, document))["joint.json"])
    [slot] = record["slots"]
    assert (slot["agency"], slot["role"]) == (IUUID(together.partners["fin-"]), "co_issuer")
    assert [(one["stand"], one["digest"]) for one in slot["positions"]] == [("agree", record["digest"])]
    assert [one["title"] for one in record["signatories"]] == record["issuers"] == ["云溪市教育局", "云溪市财政局"]
    assert record["entry_format"] == ledger.ENTRY_FORMAT
    entries = [ledger.Entry(**entry) for entry in record["chains"][slot["id"]]]
    assert ledger.verify(entries) is None
    assert {"position_asked", "position_released"} <= {entry.action for entry in entries}


def test_what_an_agency_keeps_to_itself_goes_to_nobody(town, together, spool):
    town.receiver()
    document = together.approved()
    slot = together.slot(document, "fin-")
    digest = IPositions(document).digest()
    with api.env.adopt_user(username="fin-co-issuer"):
        IPositions(document).draft(slot, "agree", digest, confidential=CONFIDENTIAL)
    with api.env.adopt_user(username="fin-disclosure-reviewer"):
        IPositions(document).release(slot)
    with api.env.adopt_user(username="fin-co-issuer"):
        IPositions(document).draft(slot, "object", digest, reason=UNRELEASED)
    together.sign(together.walk.take(document, "settle", "disclosure-officer"))
    together.walk.take(document, "publish", "disclosure-officer")
    files = content(spool, sealed(town, document))
    told = json.loads(files["joint.json"])
    assert told["slots"][0]["positions"][0]["stand"] == "agree"
    whole = str(told) + "".join(data.decode("utf-8", "replace") for data in files.values())
    for secret in (CONFIDENTIAL, UNRELEASED, "confidential", "drafted'", "persons"):
        assert secret not in whole, secret


def test_papers_of_outside_bodies_travel_with_their_digests_and_the_bag_is_valid(town, walk_outside, spool, tmp_path):
    town.receiver()
    package = sealed(town, walk_outside)
    files = content(spool, package)
    record = json.loads(files["joint.json"])
    [slot] = [slot for slot in record["slots"] if slot["outside"]]
    key = slot["positions"][0]["paper"]
    about = record["files"][key]
    assert files[about["path"]] == SCAN and about["sha256"] == hashlib.sha256(SCAN).hexdigest()
    assert about["name"] == "会签页.pdf" and slot["positions"][0]["signed_by"] == "周局长"
    with zipfile.ZipFile(spool / f"{package.package['sha256']}.zip") as opened:
        opened.extractall(tmp_path)
    [root] = [folder for folder in tmp_path.iterdir() if (folder / "bagit.txt").exists()]
    assert bagit.Bag(str(root)).is_valid()


@pytest.fixture
def walk_outside(together):
    """Published, after an agency outside this site has confirmed on paper."""
    document = together.draft()
    with api.env.adopt_user(username="drafter"):
        slot = IPositions(document).add(body="云溪市公安局")
    together.approved(document)
    paper = {"filename": "会签页.pdf", "content-type": "application/pdf", "data": b64encode(SCAN).decode()}
    with api.env.adopt_user(username="disclosure-officer"):
        IPositions(document).record(slot, "agree", paper, "周局长")
    together.answer(document, "fin-")
    together.sign(together.walk.take(document, "settle", "disclosure-officer"))
    return together.walk.take(document, "publish", "disclosure-officer")


def test_a_reading_room_gets_the_names_and_nothing_of_how_they_agreed(town, walk_outside, spool):
    town.receiver(account="library", kind="library")
    files = content(spool, sealed(town, walk_outside))
    assert values(files, "责任者") == ["云溪市教育局；云溪市财政局"]
    assert not [name for name in files if "joint" in name]
    whole = b"".join(files.values()).decode("utf-8", "replace")
    for secret in ("fin-signer", "周局长", "云溪市公安局", "会签页"):
        assert secret not in whole, secret


def test_meetings_go_along_with_minutes_and_files(town, together, spool):
    town.receiver()
    document = together.approved()
    together.answer(document, "fin-", "object", "口径不一致")
    own, minutes = together.slot(document, "fin-"), "会议议定按原稿办理"
    paper = {"filename": "纪要.pdf", "content-type": "application/pdf", "data": b64encode(SCAN).decode()}
    with api.env.adopt_user(username="disclosure-officer"):
        meetings = IMeetings(document)
        at = (datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(seconds=1)).isoformat(timespec="seconds")
        held = meetings.call(at, "市政府二楼会议室", "公开属性", [own])
        record_of(document, held).at = "2026-01-01T09:00:00+08:00"
        meetings.conclude(held, "kept", minutes, [own], settled=[own])
        meetings.attach(held, paper)
    together.sign(together.walk.take(document, "settle", "disclosure-officer"))
    together.walk.take(document, "publish", "disclosure-officer")
    files = content(spool, sealed(town, document))
    record = json.loads(files["joint.json"])
    [meeting] = record["meetings"]
    assert (meeting["concluded"]["minutes"], meeting["agencies"]) == (minutes, [own])
    assert files[record["files"][meeting["papers"][0]]["path"]] == SCAN
    assert record["slots"][0]["decisions"][0]["meeting"] == held


def test_a_document_nobody_was_asked_about_has_no_joint_record(town, spool):
    town.receiver()
    files = content(spool, sealed(town, town.published()))
    assert "joint.json" not in files and values(files, "责任者") == ["云溪市教育局"]


def test_the_same_joint_document_is_written_in_the_same_bytes(town, together, spool):
    town.receiver()
    package = sealed(town, together.to("published"))
    path = spool / f"{package.package['sha256']}.zip"
    before = path.read_bytes()
    path.unlink()
    assert town.handovers.rebuild("", 10)["rebuilt"] == [package.id]
    assert path.read_bytes() == before
