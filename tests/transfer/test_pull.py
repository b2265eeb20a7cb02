"""The archive's pull over a real web server: list, manifest, package, ranges, and who may (R-T4, R-T6, R-X1)."""

from opengov.disclosure.ledger.interfaces import ILedger
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.uuid.interfaces import IUUID

import bagit
import base64
import hashlib
import json
import logging
import pytest
import requests
import transaction
import zipfile


PASSWORD = "Yunxi-2026-test"
DATA = b"%PDF-1.7\n" + bytes(range(256)) * 2000


class Caller:
    """One account, or none, at the site's REST services."""

    def __init__(self, town, user):
        self.base = f"{town.portal.absolute_url()}/++api++"
        self.auth = (user, PASSWORD) if user else None

    def __call__(self, path, method="GET", **options):
        url = path if path.startswith("http") else f"{self.base}/{path}"
        return requests.request(method, url, auth=self.auth, timeout=60, allow_redirects=False, **options)


@pytest.fixture
def town(pulled):
    pulled.file = pulled.bureau.objectValues()[0]
    return pulled


@pytest.fixture
def archive(town):
    return Caller(town, "archive")


@pytest.fixture
def item(archive):
    [item] = archive("@archive-transfers").json()["items"]
    return item


@pytest.fixture
def whole(archive, item):
    return archive(item["package"]).content


def test_the_list_says_what_there_is_and_where(town, archive, item):
    answer = archive("@archive-transfers").json()
    assert (answer["receiver"], answer["next"]) == ("archive", 1)
    assert (item["seq"], item["agency"], item["state"], item["purpose"]) == (
        1,
        IUUID(town.bureau),
        "offered",
        "deposit",
    )
    assert archive("@archive-transfers?after=1").json()["items"] == []


def test_the_whole_package_is_what_the_list_promised(archive, item):
    answer = archive(item["package"])
    assert answer.status_code == 200
    assert len(answer.content) == item["size"] == int(answer.headers["Content-Length"])
    assert hashlib.sha256(answer.content).hexdigest() == item["digests"]["sha-256"]
    assert hashlib.new("sm3", answer.content).hexdigest() == item["digests"]["sm3"]
    assert answer.headers["ETag"] == item["etag"]
    assert answer.headers["Accept-Ranges"] == "bytes"
    digest = answer.headers["Repr-Digest"].removeprefix("sha-256=:").removesuffix(":")
    assert base64.b64decode(digest).hex() == item["digests"]["sha-256"]


def test_the_library_of_congress_accepts_what_was_pulled(archive, item, whole, tmp_path):
    (tmp_path / "a.zip").write_bytes(whole)
    zipfile.ZipFile(tmp_path / "a.zip").extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / item["id"]))
    assert bag.is_valid()
    assert bag.info["External-Identifier"] == item["id"]
    assert (tmp_path / item["id"] / "data/000001/attachments/p000001.pdf").read_bytes() == DATA


def test_the_manifest_lists_every_file_of_the_package(archive, item, whole, tmp_path):
    (tmp_path / "a.zip").write_bytes(whole)
    manifest = archive(item["manifest"]).json()
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        listed = {f"{item['id']}/{file['path']}": file["sha256"] for file in manifest["files"]}
        assert listed == {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}
    assert {"document.html", "附件 1.pdf"} <= {file["name"] for file in manifest["files"]}


def test_a_cut_download_is_resumed_to_the_same_bytes(archive, item, whole):
    got = whole[:123457]
    rest = archive(item["package"], headers={"Range": f"bytes={len(got)}-", "If-Range": item["etag"]})
    assert rest.status_code == 206
    assert rest.headers["Content-Range"] == f"bytes {len(got)}-{len(whole) - 1}/{len(whole)}"
    assert got + rest.content == whole


@pytest.mark.parametrize(
    "headers,status,start,stop",
    [
        ({"Range": "bytes=0-0"}, 206, 0, 1),
        ({"Range": "bytes=-22"}, 206, -22, None),
        ({"Range": "bytes=40-1000"}, 206, 40, 1001),
        ({"Range": "bytes=0-5,10-15"}, 200, 0, None),
        ({"Range": "items=0-5"}, 200, 0, None),
        ({"Range": "bytes=0-5", "If-Range": '"another"'}, 200, 0, None),
        ({"Range": "bytes=0-5", "If-Range": "Sat, 21 Nov 2026 00:00:00 GMT"}, 200, 0, None),
        ({"If-None-Match": '"another"'}, 200, 0, None),
    ],
)
def test_ranges_follow_the_standard(archive, item, whole, headers, status, start, stop):
    answer = archive(item["package"], headers=headers)
    assert answer.status_code == status
    assert answer.content == whole[start:stop]


def test_a_range_behind_the_end_is_told_the_length(archive, item, whole):
    answer = archive(item["package"], headers={"Range": f"bytes={len(whole)}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"


@pytest.mark.parametrize("tags", ["{etag}", "W/{etag}", '"x", {etag}', "*"])
def test_who_has_it_already_is_not_sent_it_again(archive, item, tags):
    answer = archive(item["package"], headers={"If-None-Match": tags.format(etag=item["etag"])})
    assert (answer.status_code, answer.content) == (304, b"")


def test_head_tells_length_and_digest_without_the_bytes(archive, item):
    answer = archive(item["package"], "HEAD")
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == item["size"]
    assert answer.headers["ETag"] == item["etag"]
    assert answer.headers["Repr-Digest"]


def test_without_the_spool_the_same_bytes_come_from_the_blobs(archive, item, whole, spool):
    [path] = spool.glob("*.zip")
    path.unlink()
    assert archive(item["package"]).content == whole
    part = archive(item["package"], headers={"Range": "bytes=100-300000"})
    assert part.content == whole[100:300001]
    assert not list(spool.glob("*.zip"))


def test_reading_writes_nothing_into_the_database(town, archive, item):
    before = town.portal._p_jar.db().lastTransaction()
    for path in ("@archive-transfers", item["manifest"], item["package"]):
        assert archive(path).status_code == 200
    assert town.portal._p_jar.db().lastTransaction() == before


def test_a_download_is_one_line_of_the_access_log(town, archive, item, caplog):
    with caplog.at_level(logging.INFO, logger="opengov.disclosure.access"):
        archive(item["package"], headers={"Range": "bytes=5-9"})
    [line] = [json.loads(record.message) for record in caplog.records if record.name == "opengov.disclosure.access"]
    assert (line["uid"], line["what"], line["actor"]) == (IUUID(town.bureau), "downloaded_package", "archive")
    assert (line["handover"], line["start"], line["stop"]) == (item["id"], 5, 10)


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/package"])
@pytest.mark.parametrize("user,status", [(None, 401), ("drafter", 403), ("transfer-clerk", 403), ("signer", 403)])
def test_who_is_no_receiver_gets_nothing(town, item, user, status, path):
    answer = Caller(town, user)("@archive-transfers" + path.format(id=item["id"]))
    assert answer.status_code == (404 if path and user else status)
    assert item["digests"]["sha-256"] not in answer.text


def test_another_archives_hand_over_is_missing_like_any_other(town, item):
    elsewhere = town.make_agency("elsewhere", "云溪市司法局", "云司")
    town.open_office(elsewhere, "Archivist", "other-archive")
    town.receiver("other-archive", fonds=[IUUID(elsewhere)])
    transaction.commit()
    other = Caller(town, "other-archive")
    assert other("@archive-transfers").json()["items"] == []
    for tail in ("", "/package"):
        hidden, missing = (other(f"@archive-transfers/{id}{tail}") for id in (item["id"], "0" * 32))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.text.replace(item["id"], "") == missing.text.replace("0" * 32, "")


def test_an_account_that_lost_its_office_sees_nothing_any_more(town, archive, item):
    from opengov.disclosure.agency.interfaces import IOffices
    from plone import api

    api.group.remove_user(groupname=IOffices(town.bureau).group_id("Archivist"), username="archive")
    transaction.commit()
    assert archive("@archive-transfers").json()["items"] == []
    assert archive(item["package"]).status_code == 404


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=501", "limit=x", "after=0000000000009"])
def test_a_bad_cursor_is_refused(archive, query):
    answer = archive(f"@archive-transfers?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] in ("after", "limit")


@pytest.mark.parametrize("tail", ["/{id}/other", "/{id}/package/x", "/%00"])
def test_other_paths_do_not_exist(archive, item, tail):
    assert archive("@archive-transfers" + tail.format(id=item["id"])).status_code == 404


def test_the_clerk_seals_in_small_batches(town):
    documents = [town.published() for _ in range(3)]
    clerk = Caller(town, "transfer-clerk")
    first = clerk("@seal", "POST", json={"limit": 2}).json()
    assert (len(first["sealed"]), first["held"], first["more"]) == (2, [], True)
    second = clerk("@seal", "POST", json={"limit": 2}).json()
    assert (len(second["sealed"]), second["more"]) == (1, True)
    assert {one["document"] for one in first["sealed"] + second["sealed"]} == {IUUID(one) for one in documents}
    assert clerk("@seal", "POST", json={}).json()["laid_out"][0]["done"] == 3
    package, feed = (clerk("@seal", "POST", json={}).json() for _ in range(2))
    assert (package["offered"], package["more"], len(feed["offered"]), feed["more"]) == ([], True, 1, False)
    nothing = {key: [] for key in ("sealed", "held", "laid_out", "offered", "failed")}
    assert clerk("@seal", "POST", json={}).json() == {**nothing, "notices": 0, "more": False}
    transaction.begin()
    assert ILedger(documents[0]).entries()[-1].actor == "transfer-clerk"


@pytest.mark.parametrize(
    "user,status", [(None, 401), ("archive", 403), ("drafter", 403), ("signer", 403), ("disclosure-officer", 403)]
)
def test_only_the_clerk_seals(town, user, status):
    assert Caller(town, user)("@seal", "POST", json={}).status_code == status


@pytest.mark.parametrize("body", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"limit": True}, {"uid": "x"}, []])
def test_sealing_takes_nothing_else(town, body):
    assert Caller(town, "transfer-clerk")("@seal", "POST", json=body).status_code == 400


def test_a_manager_sets_receivers_and_fills_the_spool_again(town, item, spool):
    manager = Caller(town, None)
    manager.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    receiver = {"id": "city-library", "title": "云溪市图书馆", "account": "library", "kind": "library"}
    receiver.update(fonds=[IUUID(town.bureau)], takes=["deposit"])
    told = {**receiver, "format": "bagit", "most_records": 10_000, "most_bytes": 4 << 30, "embed_bytes": 5 << 20}
    assert manager("@archive-receivers", "POST", json=receiver).json() == told
    assert told in manager("@archive-receivers").json()["items"]
    assert manager("@archive-receivers", "POST", json={**receiver, "secret": "x"}).status_code == 400
    assert manager("@archive-receivers", "POST", json={**receiver, "account": "signer"}).status_code == 400
    [path] = spool.glob("*.zip")
    path.unlink()
    assert manager("@rebuild-spool", "POST", json={}).json()["rebuilt"] == [item["id"]]
    assert path.is_file()


def test_the_clerk_sees_what_waits_is_held_and_was_offered(town):
    held = town.published()
    town.walk(held, "withdraw")
    town.seal(held)
    waiting = town.published()
    transaction.commit()
    answer = Caller(town, "transfer-clerk")("bureau/@handovers").json()
    assert [one["document"] for one in answer["ready"]] == [IUUID(waiting)]
    assert [problem["code"] for one in answer["held"] for problem in one["problems"]] == [
        "handover_state",
        "handover_unreviewed",
    ]
    assert "withdrawn" in answer["held"][0]["problems"][0]["message"]
    [handover] = answer["handovers"]
    assert (handover["receiver"], handover["state"], handover["records"]) == ("archive", "offered", 1)


@pytest.mark.parametrize("user", [None, "archive", "drafter"])
def test_nobody_else_sees_the_clerks_list(town, user):
    assert Caller(town, user)("bureau/@handovers").status_code in (401, 403, 404)


@pytest.mark.parametrize(
    "name,method", [("@archive-receivers", "GET"), ("@archive-receivers", "POST"), ("@rebuild-spool", "POST")]
)
@pytest.mark.parametrize("user", [None, "archive", "transfer-clerk", "disclosure-officer"])
def test_only_managers_set_receivers_and_rebuild(town, user, name, method):
    assert Caller(town, user)(name, method, json={}).status_code in (401, 403)
