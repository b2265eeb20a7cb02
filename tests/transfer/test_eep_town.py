"""From a signed document to a package in the archive's form, checked before it is offered."""

from eeping import Judge2012
from eeping import Judge2022
from eeping import texts
from opengov.disclosure.core.fourproperties import ITEMS
from opengov.disclosure.transfer.interfaces import IReceivers
from plone.uuid.interfaces import IUUID

import pytest


PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def receiver(town):
    def put(layout, **changes):
        town.receiver(**changes)
        plain = IReceivers(town.portal).all()[changes.get("account", "archive")]
        IReceivers(town.portal).put({**plain, "format": layout})

    return put


def package(town, spool, document):
    handover = town.offered(document)
    return handover, spool / f"{handover.package['sha256']}.zip"


@pytest.mark.parametrize("layout,judge", [("eep-2012", Judge2012), ("eep-2022", Judge2022)])
def test_the_archives_get_a_package_their_system_accepts(town, spool, receiver, layout, judge):
    receiver(layout)
    document = town.published(files=[("附件 1.pdf", PDF)], retention_period="y30")
    handover, path = package(town, spool, document)
    judged = judge(path)
    assert judged.judge() == []
    [xml] = [
        data for name, data in judged.files.items() if "/" in name and name.endswith(".XML") and "其他" not in name
    ]
    assert texts(xml, "电子文件号") == [IUUID(document)]
    assert {"拟稿", "公开属性审核", "签发", "公开"} <= set(texts(xml, "业务行为"))
    assert [one["item"] for one in handover.checks] == [item.name for item in ITEMS.values()]
    assert "failed" not in {one["result"] for one in handover.checks}


@pytest.mark.parametrize("layout", ["bagit", "eark"])
def test_packages_in_other_forms_are_checked_too(town, receiver, layout):
    receiver(layout)
    document = town.published(files=[("附件 1.pdf", PDF)], retention_period="y30")
    handover = town.offered(document)
    told = {one["item"]: one["result"] for one in handover.checks}
    assert "failed" not in told.values()
    assert {told[name] for name in ("总件数相符性", "信息包一致性", "信息包中元数据可读性", "过程信息完整性")} == {
        "passed"
    }


def test_a_reading_room_gets_no_person(town, spool, receiver):
    receiver("eep-2022", account="library", kind="library")
    _handover, path = package(town, spool, town.published(files=[("附件 1.pdf", PDF)], retention_period="y30"))
    judged = Judge2022(path)
    assert judged.judge() == []
    whole = b"".join(judged.files.values()).decode("utf-8", "replace")
    for person in ("drafter", "section-head", "disclosure-reviewer", "signer"):
        assert person not in whole


def test_what_the_agency_must_set_is_said_where_the_document_is_held(town, receiver):
    receiver("eep-2022")
    town.bureau.fonds_identifier = ""
    told = town.seal(town.published())
    assert told["offered"] == [] and {"eep_fonds_missing", "eep_archival_code_missing"} <= set(told["problems"])


@pytest.mark.parametrize("layout", ["bagit", "eep-2022"])
def test_a_locked_file_holds_its_document_back_and_no_other(town, receiver, layout):
    receiver(layout)
    good = town.published(files=[("附件.pdf", PDF)], retention_period="y30")
    bad = town.published(files=[("锁.pdf", b"%PDF-1.7\ntrailer <</Encrypt 5 0 R>>")], retention_period="y30")
    told = town.seal(bad, good)
    assert told["problems"] == ["selfcheck_failed"] and told["failed"] == []
    [id] = told["offered"]
    assert [row.document for row in town.handovers.find(id).rows()] == [IUUID(good)]
