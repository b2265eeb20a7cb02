from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.export import as_csv
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.uuid.interfaces import IUUID
from zope.interface import alsoProvides

import csv
import io
import pytest
import requests
import transaction


PASSWORD = "Correct-horse-1"
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
DRAFTER = ("zhang", PASSWORD)
READER = ("reader", PASSWORD)
STRANGER = ("stranger", PASSWORD)
SUPERVISOR = ("supervisor", PASSWORD)


@pytest.fixture
def portal(acceptance):
    portal = acceptance["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    for name in ("zhang", "reader", "stranger", "supervisor"):
        api.user.create(email=f"{name}@example.org", username=name, password=PASSWORD)
    api.user.grant_roles("supervisor", roles=["Supervisor"])
    return portal


@pytest.fixture
def document(portal):
    """Seen by its drafter, and by a reader who has no office; with five entries on the record."""
    document = api.content.create(portal, "Document", id="doc", title="机密的标题")
    alsoProvides(document, IGoverned)
    document.manage_permission("View", ["Drafter", "Reader"], acquire=False)
    document.manage_setLocalRoles("zhang", ["Drafter"])
    document.manage_setLocalRoles("reader", ["Reader"])
    for number in range(5):
        ILedger(document).record("edited", {"revision": str(number)})
    transaction.commit()
    return document


@pytest.fixture
def ask(portal, document):
    def request(path, user=None, method="GET", **options):
        address = f"{portal.absolute_url()}/{path}"
        headers = {"Accept": "application/json"}
        return requests.request(method, address, auth=user, headers=headers, timeout=30, **options)

    return request


def tamper(portal, document):
    uid = IUUID(document)
    ILedgerStore(portal).stored.chains.get(uid).entries[3]["actor"] = "li"
    ILedgerStore(portal).stored.chains.get(uid).entries._p_changed = True
    transaction.commit()


def test_a_drafter_reads_the_record_of_the_document(ask, document):
    answer = ask("doc/@ledger", DRAFTER).json()
    assert [item["seq"] for item in answer["items"]] == [1, 2, 3, 4, 5]
    assert answer["items"][0]["codes"] == {"revision": "0"}
    assert (answer["uid"], answer["head"]["seq"], answer["next"]) == (IUUID(document), 5, None)


def test_the_record_is_read_page_by_page(ask):
    seen, after = [], 0
    while after is not None:
        answer = ask(f"doc/@ledger?limit=2&after={after}", DRAFTER).json()
        seen += [item["seq"] for item in answer["items"]]
        after = answer["next"]
    assert seen == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("doc/@ledger", "GET"),
        ("doc/@ledger-verify", "GET"),
        ("@ledger", "GET"),
        ("@ledger-verify", "GET"),
        ("@ledger-anchor", "POST"),
    ],
)
@pytest.mark.parametrize("user", [None, STRANGER, READER])
def test_who_has_no_office_gets_nothing(ask, user, path, method):
    answer = ask(path, user, method)
    assert answer.status_code in (401, 403, 404)
    assert "edited" not in answer.text
    assert "机密的标题" not in answer.text


@pytest.mark.parametrize("name", ["@ledger", "@ledger-verify"])
def test_a_document_one_may_not_see_has_no_record_even_for_a_supervisor(ask, name):
    assert ask(f"doc/{name}", SUPERVISOR).status_code == 404
    assert ask(f"doc/{name}?format=csv", SUPERVISOR).status_code == 404


@pytest.mark.parametrize("path", ["@ledger", "@ledger-verify", "@ledger-anchor"])
def test_the_whole_record_is_for_the_site_administrator_only(ask, path):
    method = "POST" if path.endswith("anchor") else "GET"
    assert ask(path, DRAFTER, method).status_code in (401, 403)
    assert ask(path, MANAGER, method).status_code == 200


def test_the_record_comes_as_csv_for_excel(ask):
    answer = ask("doc/@ledger?format=csv", DRAFTER)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["序号", "时间", "对象标识", "操作人"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_csv_is_run_as_a_formula(start):
    entry = dict.fromkeys(("seq", "at", "subject", "action", "previous", "hash", "on_behalf_of"), "")
    text = as_csv([{**entry, "actor": start + "cmd", "codes": {}, "digests": {}}])
    assert list(csv.reader(io.StringIO(text)))[1][3] == "'" + start + "cmd"


def test_the_site_lists_its_chains_page_by_page(ask, portal, document):
    for uid in ("00" * 16, "ff" * 16):
        ILedgerStore(portal).chain(uid).record("created")
    transaction.commit()
    first = ask("@ledger?limit=2", MANAGER).json()
    second = ask(f"@ledger?limit=2&after={first['next']}", MANAGER).json()
    uids = [item["uid"] for item in first["items"] + second["items"]]
    assert uids == sorted(["00" * 16, "ff" * 16, IUUID(document)])
    assert second["next"] is None


def test_the_site_shows_the_chain_of_a_deleted_document(ask, portal, document):
    uid = IUUID(document)
    api.content.delete(document, check_linkintegrity=False)
    transaction.commit()
    items = ask(f"@ledger?uid={uid}", MANAGER).json()["items"]
    assert [item["action"] for item in items][:5] == ["edited"] * 5
    assert len(ask(f"@ledger?uid={uid}&format=csv", MANAGER).text.splitlines()) == len(items) + 1


def test_an_unknown_chain_is_not_found(ask):
    assert ask("@ledger?uid=unknown", MANAGER).status_code == 404


def test_verification_names_the_first_broken_entry(ask, portal, document):
    assert ask("doc/@ledger-verify", DRAFTER).json()["holds"] is True
    tamper(portal, document)
    broken = {"subject": IUUID(document), "seq": 3, "reason": "hash"}
    for path, user in [
        ("doc/@ledger-verify", DRAFTER),
        ("@ledger-verify", MANAGER),
        (f"@ledger-verify?uid={IUUID(document)}", MANAGER),
    ]:
        answer = ask(path, user).json()
        assert (answer["holds"], answer["breaks"]) == (False, [broken])


def test_the_whole_record_is_verified_page_by_page(ask, portal, document):
    store = ILedgerStore(portal)
    for number in range(4):
        store.chain(f"{number}0" * 16).record("created")
    store.anchor()
    del store.stored.chains["10" * 16]
    transaction.commit()
    breaks, after = [], ""
    for _ in range(5):
        answer = ask(f"@ledger-verify?limit=2&after={after}", MANAGER).json()
        breaks += answer["breaks"]
        after = answer["next"]
        if after is None:
            break
    assert [found["subject"] for found in breaks] == ["10" * 16]


def test_an_anchor_is_written_once_for_each_change(ask, portal):
    first = ask("@ledger-anchor", MANAGER, "POST", json={"limit": 10}).json()["anchor"]
    assert first["seq"] == 1
    assert ask("@ledger-anchor", MANAGER, "POST").json()["anchor"] is None
    portal._p_jar.sync()
    assert list(ILedgerStore(portal).verify()) == []


def test_reading_over_rest_writes_nothing(ask, portal, document):
    before = portal._p_jar.db().lastTransaction()
    for path in ["@ledger", "@ledger-verify", "doc/@ledger", "doc/@ledger-verify", "doc/@ledger?format=csv"]:
        assert ask(path, MANAGER if path.startswith("@") else DRAFTER).status_code == 200
    assert portal._p_jar.db().lastTransaction() == before


def test_reading_registers_no_object_for_writing(portal, document):
    from opengov.disclosure.ledger.services import LedgerGet
    from opengov.disclosure.ledger.services import SiteLedgerGet
    from opengov.disclosure.ledger.services import SiteLedgerVerifyGet

    request = portal.REQUEST.clone()
    for service, context in [(LedgerGet, document), (SiteLedgerGet, portal), (SiteLedgerVerifyGet, portal)]:
        view = service()
        view.context, view.request, view.__name__ = context, request, "@ledger"
        view.reply()
    assert portal._p_jar._registered_objects == []


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("doc/@ledger?limit=0", "limit"),
        ("doc/@ledger?limit=1001", "limit"),
        ("doc/@ledger?limit=ten", "limit"),
        ("doc/@ledger?after=-1", "after"),
        ("doc/@ledger?after=" + "9" * 30, "after"),
        ("doc/@ledger?format=xml", "format"),
    ],
)
def test_a_bad_query_is_refused_with_the_field(ask, path, field):
    answer = ask(path, DRAFTER)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("body", [{"limit": 0}, {"limit": "x"}, {"limit": None}, {"force": True}])
def test_a_bad_anchor_request_is_refused_and_writes_nothing(ask, portal, body):
    assert ask("@ledger-anchor", MANAGER, "POST", json=body).status_code == 400
    portal._p_jar.sync()
    assert not ILedgerStore(portal).stored.anchors
