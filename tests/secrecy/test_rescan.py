"""What is public is scanned again on a rhythm, large files for the first time by a routine (R-S5; 003 第八条)."""

from datetime import datetime
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import scan
from opengov.disclosure.ledger.clock import SHANGHAI
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy import files
from opengov.disclosure.secrecy import readers
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.secrecy.interfaces import IRescan
from opengov.disclosure.secrecy.interfaces import IRescanned
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IScan
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from zope.component import getGlobalSiteManager
from zope.interface import implementer

import pytest
import transaction


PHONE = "13800138000"


@implementer(IClock)
class Clock:
    """A day of the tests' choice."""

    def __init__(self, day):
        self.day = day

    def now(self):
        return datetime.fromisoformat(f"{self.day}T09:00:00").replace(tzinfo=SHANGHAI)


@pytest.fixture
def clock(matrix):
    registry = getGlobalSiteManager()
    before = registry.getUtility(IClock)
    clock = Clock("2026-11-22")
    registry.registerUtility(clock, IClock)
    yield clock
    registry.registerUtility(before, IClock)


@pytest.fixture
def told():
    """The events of documents where something new was found."""
    registry, events = getGlobalSiteManager(), []
    registry.registerHandler(events.append, (IRescanned,))
    yield events
    registry.unregisterHandler(events.append, (IRescanned,))


@pytest.fixture
def rescan(matrix, clock):
    return IRescan(matrix["portal"])


def everything(rescan, limit=2):
    """Page to the end; what was done and found."""
    done = found = 0
    after = ""
    while after is not None:
        page = rescan.page(after, limit)
        assert page["done"] <= limit
        done, found, after = done + page["done"], found + page["found"], page["next"]
    return done, found


def published(walk, phone=""):
    text = RichTextValue(f"<p>各学校：联系电话{phone}。</p>", "text/html", "text/x-html-safe")
    return walk.to("published", walk.draft(text=text))


def attach(document, data, name="附件.txt"):
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(data=data, filename=name, contentType="text/plain")
        return api.content.create(document, "DocumentAttachment", title="附件", file=file)


def actions(document):
    return [entry.action for entry in ILedger(document).entries()]


def test_a_public_document_is_scanned_once_in_its_time(rescan, clock, matrix):
    public = len(api.portal.get_tool("portal_catalog").unrestrictedSearchResults(review_state="published"))
    assert public > 0
    assert everything(rescan) == (public, 0)
    assert everything(rescan) == (0, 0)
    clock.day = "2026-12-21"
    assert everything(rescan) == (0, 0)
    clock.day = "2026-12-22"
    assert everything(rescan) == (public, 0)


def test_the_rhythm_is_the_sites(rescan, clock):
    everything(rescan)
    api.portal.set_registry_record("opengov.disclosure.secrecy.rescan_days", 7)
    clock.day = "2026-11-29"
    assert everything(rescan)[0] > 0


def test_new_rules_are_applied_at_once(rescan, monkeypatch):
    done, _ = everything(rescan)
    monkeypatch.setattr(scan, "RULES", scan.RULES + 1)
    assert everything(rescan)[0] == done


def test_what_the_reviewer_has_confirmed_is_not_told_again(rescan, bureau_walk, told):
    document = published(bureau_walk, PHONE)
    entries = len(actions(document))
    everything(rescan)
    affair = IDossier(document).affair("rescan")
    assert affair["kinds"] == {"mobile": 1}
    assert (affair["new"], affair["new_at"], affair["rules"]) == ([], "", scan.RULES)
    assert affair["at"].startswith("2026-11-22")
    assert len(actions(document)) == entries
    assert told == []


def test_what_only_the_new_rules_find_is_told_once(rescan, bureau_walk, told, clock, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(files.scan, "scan", lambda texts, unread=(), key=b"": scan.Report((), (), True))
        document = bureau_walk.draft()
        attachment = attach(document, PHONE.encode())
        bureau_walk.to("published", document)
    record = files.PrimaryFile(attachment).record()
    record.rules = 1
    assert everything(rescan) == (1 + everything_public(document), 1)
    affair = IDossier(document).affair("rescan")
    assert [item["kind"] for item in affair["new"]] == ["mobile"]
    assert PHONE not in str(affair)
    assert [(event.object, [item.kind for item in event.findings], event.unread) for event in told] == [
        (document, ["mobile"], ())
    ]
    assert actions(document)[-1] == "rescanned"
    assert dict(ILedger(document).entries()[-1].codes) == {"rules": str(scan.RULES), "findings": "1", "unread": "0"}
    clock.day = "2026-12-30"
    assert everything(rescan)[1] == 0
    assert actions(document).count("rescanned") == 1
    assert IDossier(document).affair("rescan")["new"] == affair["new"]
    assert len(told) == 1


def everything_public(document):
    """How many other documents are public."""
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(review_state="published")
    return len([brain for brain in found if IUUID(document) != brain.UID])


def test_a_scan_changes_nothing_of_what_was_signed(rescan, bureau_walk):
    document = bureau_walk.draft()
    attach(document, PHONE.encode())
    bureau_walk.to("published", document)
    digest, modified = IReviewedContent(document).digest(), document.modified()
    everything(rescan)
    assert IReviewedContent(document).digest() == digest == IDossier(document).signed["digest"]
    assert document.modified() == modified


@pytest.fixture
def news(rescan, bureau_walk, monkeypatch):
    """A public document in which the rules of today find a number that those of its review did not."""
    with monkeypatch.context() as older:
        older.setattr(files.scan, "scan", lambda texts, unread=(), key=b"": scan.Report((), (), True))
        document = bureau_walk.draft()
        attachment = attach(document, PHONE.encode())
        bureau_walk.to("published", document)
    files.PrimaryFile(attachment).record().rules = 1
    everything(rescan)
    transaction.commit()
    return document


def handle(door, document, by="disclosure-officer", **change):
    ids = [item["id"] for item in IDossier(document).affair("rescan")["new"]]
    body = {"handled": ids, "comment": "是机关公布的值班手机", **change}
    answer = door.ask("POST", f"/bureau/{document.getId()}/@rescan-handled", by, body)
    transaction.begin()
    return answer


def officers_work(document):
    """The document, when it waits for the Disclosure Officer."""
    (group,) = IIssuingAgency(document).groups("Disclosure Officer")
    catalog = api.portal.get_tool("portal_catalog")
    return [brain.UID for brain in catalog.unrestrictedSearchResults(waiting_for=group, UID=IUUID(document))]


@pytest.mark.parametrize("user", ["disclosure-officer", "secrecy-officer", "signer"])
def test_who_may_withdraw_it_lets_the_document_stand(door, news, user):
    assert officers_work(news) == [IUUID(news)]
    assert handle(door, news, user).status_int == 204
    assert officers_work(news) == []
    affair = IDossier(news).affair("rescan")
    assert (affair["new"], affair["handled_by"]) == ([], user)
    entry = ILedger(news).entries()[-1]
    assert (entry.action, entry.actor, dict(entry.codes)) == ("rescan_handled", user, {"findings": "1"})
    assert "手机" not in str(entry)
    answer = handle(door, news, user)
    assert [error["code"] for error in answer.json["errors"]] == ["rescan_nothing_new"]


@pytest.mark.parametrize(
    "change",
    [
        {"handled": []},
        {"handled": ["unread:x:y"]},
        {"handled": "all"},
        {"handled": [1]},
        {"handled": None},
        {"comment": ["x"]},
        {"comment": "x" * 2001},
        {"other": 1},
    ],
)
def test_a_confirmation_names_exactly_what_is_new(door, news, change):
    assert handle(door, news, **change).status_int == 400
    assert len(IDossier(news).affair("rescan")["new"]) == 1
    assert actions(news)[-1] == "rescanned"


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("drafter", 403),
        ("section-head", 403),
        ("disclosure-reviewer", 403),
        ("web-editor", 403),
        ("transfer-clerk", 403),
        ("supervisor", 403),
        ("other-disclosure-officer", 403),
        ("manager", 403),
        ("member", 403),
        ("", 401),
    ],
)
def test_nobody_else_confirms_what_is_new(door, news, user, status):
    assert handle(door, news, user).status_int == status
    assert len(IDossier(news).affair("rescan")["new"]) == 1


@pytest.mark.parametrize("state", ["draft", "sign_off", "withdrawn", "withheld", "registered"])
def test_what_is_not_public_is_not_scanned_again(rescan, matrix, state):
    everything(rescan)
    document = matrix["portal"]["bureau"][matrix["ids"][state]]
    assert IDossier(document).affair("rescan") is None


@pytest.fixture
def small(monkeypatch):
    """Files of more than 50 bytes are too large for a request, of more than 500 for everybody."""
    monkeypatch.setattr(readers, "FILE_MAX", 50)
    monkeypatch.setattr(readers, "WORKER_MAX", 500)


def test_a_large_file_waits_for_the_routine(rescan, bureau_walk, small):
    document = bureau_walk.draft()
    attachment = attach(document, f"联系电话：{PHONE}\n".encode() + b"x" * 100)
    assert IScan(document).waiting()
    assert ("file", "too_large") in IFileDigest(attachment).unread()
    everything(rescan)
    assert not IScan(document).waiting()
    report = IScan(document).report()
    assert ([item.kind for item in report.findings], report.unread) == (["mobile"], ())
    assert everything(rescan)[0] == 0
    assert IDossier(document).affair("rescan") is None


def test_a_file_that_is_too_large_for_the_routine_waits_no_longer_and_stays_unread(rescan, bureau_walk, small):
    document = bureau_walk.draft()
    attachment = attach(document, b"x" * 501)
    everything(rescan)
    assert not IScan(document).waiting()
    assert [reason for _, reason in IFileDigest(attachment).unread()] == ["beyond_limit"]
    assert everything(rescan)[0] == 0


def test_scanning_what_waits_keeps_the_digest(bureau_walk, small):
    document = bureau_walk.draft()
    attachment = attach(document, b"x" * 100)
    transaction.commit()
    before = IFileDigest(attachment).get()
    assert IScan(document).scan_waiting() == 1
    assert IScan(document).scan_waiting() == 0
    transaction.commit()
    assert IFileDigest(attachment).get() == before
    assert not IFileDigest(attachment).waiting()


def test_ids_of_findings_are_salted_and_stay_under_review(bureau_walk):
    text = RichTextValue(f"<p>联系电话{PHONE}。</p>", "text/html", "text/x-html-safe")
    one, other = (bureau_walk.draft(text=text) for _ in range(2))
    attach(one, PHONE.encode())
    salt = IDossier(one).salt
    assert len(salt) == 32
    assert salt != IDossier(other).salt
    open_ids = {item.id for item in scan.scan([scan.Text("text", f"联系电话{PHONE}。")]).findings}
    assert not IScan(one).item_ids() & (IScan(other).item_ids() | open_ids)
    assert not any(item.startswith("附件") for item in IScan(one).item_ids())
    before = IScan(one).item_ids()
    bureau_walk.to("disclosure_review", one)
    assert (IDossier(one).salt, IScan(one).item_ids()) == (salt, before)


def test_ids_that_were_confirmed_without_a_salt_stay_as_they_are(bureau_walk, monkeypatch):
    monkeypatch.setattr("secrets.token_hex", lambda size: "")
    text = RichTextValue(f"<p>联系电话{PHONE}。</p>", "text/html", "text/x-html-safe")
    document = bureau_walk.to("sign_off", bureau_walk.draft(text=text))
    before = IScan(document).item_ids()
    monkeypatch.undo()
    IDossier(document).add_salt()
    assert IScan(document).item_ids() == before
    assert IDossier(document).salt == ""


def test_a_copy_has_a_salt_of_its_own(bureau, bureau_walk):
    document = bureau_walk.draft()
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(document, bureau)
    assert len(IDossier(copy).salt) == 32
    assert IDossier(copy).salt != IDossier(document).salt
