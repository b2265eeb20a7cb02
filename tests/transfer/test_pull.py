"""The archive's pull over a real web server: list, manifest, package, ranges, and who may (R-T4, R-T6, R-X1)."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.uuid.interfaces import IUUID
from urllib.parse import quote

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
    return archive(item["addresses"]["package"]).content


@pytest.fixture
def manifest(archive, item):
    return archive(item["addresses"]["manifest"]).json()


def digest_told(answer):
    """The digest that the answer says its whole representation has."""
    return base64.b64decode(answer.headers["Repr-Digest"].removeprefix("sha-256=:").removesuffix(":")).hex()


def test_the_list_says_what_there_is_and_where(town, archive, item):
    answer = archive("@archive-transfers").json()
    assert (answer["receiver"], answer["next"]) == ("archive", 1)
    assert (item["seq"], item["kind"], item["state"], item["purpose"]) == (1, "handover", "offered", "deposit")
    assert (item["agency"], item["agency_title"], item["records"]) == (IUUID(town.bureau), "云溪市教育局", 1)
    assert (item["supersedes"], item["superseded_by"]) == (None, None)
    assert archive("@archive-transfers?after=1").json() == {**answer, "items": []}


def test_the_hand_over_says_the_same_with_checks_and_receipts(archive, item):
    one = archive(item["@id"]).json()
    assert one["receipts"] == [] and isinstance(one["checks"], list)
    same = {key: value for key, value in item.items() if key not in ("seq", "kind", "at", "handover", "about")}
    assert {key: one[key] for key in same} == same
    assert one["id"] == item["handover"]


def test_neither_title_nor_file_name_is_in_the_list(town, archive, item):
    for address in ("@archive-transfers", item["@id"], item["addresses"]["receipts"]):
        assert town.file.title not in archive(address).text and "附件" not in archive(address).text


def test_the_whole_package_is_what_the_list_promised(archive, item):
    answer = archive(item["addresses"]["package"])
    assert answer.status_code == 200
    assert len(answer.content) == item["size"] == int(answer.headers["Content-Length"])
    assert hashlib.sha256(answer.content).hexdigest() == item["digests"]["sha-256"]
    assert hashlib.new("sm3", answer.content).hexdigest() == item["digests"]["sm3"]
    assert answer.headers["ETag"] == item["etag"]
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert digest_told(answer) == item["digests"]["sha-256"]


def test_the_library_of_congress_accepts_what_was_pulled(archive, item, whole, tmp_path):
    (tmp_path / "a.zip").write_bytes(whole)
    zipfile.ZipFile(tmp_path / "a.zip").extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / item["handover"]))
    assert bag.is_valid()
    assert bag.info["External-Identifier"] == item["handover"]


def test_the_manifest_lists_every_file_of_the_package(archive, item, whole, manifest, tmp_path):
    (tmp_path / "a.zip").write_bytes(whole)
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        listed = {f"{item['handover']}/{file['path']}": file["sha256"] for file in manifest["files"]}
        assert listed == {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}
    assert "附件 1.pdf" in {file["name"] for file in manifest["files"]}
    assert (manifest["package"]["size"], manifest["package"]["sha256"]) == (item["size"], item["digests"]["sha-256"])
    assert [record["title"] for record in manifest["records"]] == ["云溪市教育局关于做好春季开学工作的通知"]


def test_the_manifest_has_tag_and_digest_of_its_own(archive, item):
    answer, head = archive(item["addresses"]["manifest"]), archive(item["addresses"]["manifest"], "HEAD")
    assert digest_told(answer) == hashlib.sha256(answer.content).hexdigest() == answer.headers["ETag"].strip('"')
    assert (head.status_code, head.headers["ETag"]) == (200, answer.headers["ETag"])
    assert int(head.headers["Content-Length"]) == len(answer.content)
    again = archive(item["addresses"]["manifest"], headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_file_can_be_fetched_by_itself(archive, item, manifest):
    for file in manifest["files"]:
        address = item["addresses"]["files"].format(n=file["n"])
        answer, head = archive(address), archive(address, "HEAD")
        assert answer.status_code == head.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"] == digest_told(answer)
        assert answer.headers["ETag"] == head.headers["ETag"] == f'"{file["sha256"]}"'
        assert len(answer.content) == file["size"] == int(head.headers["Content-Length"])
        assert answer.headers["Content-Type"].startswith(file["media_type"])
        assert quote(file["name"]) in answer.headers["Content-Disposition"]


def test_a_single_file_is_served_in_parts_too(archive, item, manifest):
    [file] = [file for file in manifest["files"] if file["name"] == "附件 1.pdf"]
    address = item["addresses"]["files"].format(n=file["n"])
    part = archive(address, headers={"Range": "bytes=100-299", "If-Range": f'"{file["sha256"]}"'})
    assert (part.status_code, part.content) == (206, DATA[100:300])
    assert part.headers["Content-Range"] == f"bytes 100-299/{len(DATA)}"
    assert archive(address, headers={"Range": "bytes=0-1", "If-Range": item["etag"]}).content == DATA


@pytest.mark.parametrize(
    "number", ["0", "01", "-1", "99999", "99999999999999999999", "x", "1.0", "%31%00", "１", "1e3"]
)
def test_a_number_that_the_manifest_does_not_have_does_not_exist(archive, item, number):
    assert archive(item["addresses"]["files"].format(n=number)).status_code == 404


def test_without_a_signer_there_is_no_signature(archive, item):
    assert item["addresses"]["signature"] is None
    assert archive(f"{item['@id']}/signature").status_code == 404


def test_a_cut_download_is_resumed_to_the_same_bytes(archive, item, whole):
    got = whole[:123457]
    rest = archive(item["addresses"]["package"], headers={"Range": f"bytes={len(got)}-", "If-Range": item["etag"]})
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
    answer = archive(item["addresses"]["package"], headers=headers)
    assert answer.status_code == status
    assert answer.content == whole[start:stop]


def test_a_range_behind_the_end_is_told_the_length(archive, item, whole):
    answer = archive(item["addresses"]["package"], headers={"Range": f"bytes={len(whole)}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"


@pytest.mark.parametrize("tags", ["{etag}", "W/{etag}", '"x", {etag}', "*"])
def test_who_has_it_already_is_not_sent_it_again(archive, item, tags):
    answer = archive(item["addresses"]["package"], headers={"If-None-Match": tags.format(etag=item["etag"])})
    assert (answer.status_code, answer.content) == (304, b"")


def test_head_tells_length_and_digest_without_the_bytes(archive, item):
    answer = archive(item["addresses"]["package"], "HEAD")
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == item["size"]
    assert answer.headers["ETag"] == item["etag"]
    assert answer.headers["Repr-Digest"]


def test_without_the_spool_the_same_bytes_come_from_the_blobs(archive, item, whole, spool):
    [path] = spool.glob("*.zip")
    path.unlink()
    assert archive(item["addresses"]["package"]).content == whole
    part = archive(item["addresses"]["package"], headers={"Range": "bytes=100-300000"})
    assert part.content == whole[100:300001]
    assert not list(spool.glob("*.zip"))


def test_reading_writes_nothing_into_the_database(town, archive, item):
    before = town.portal._p_jar.db().lastTransaction()
    addresses = [address for name, address in item["addresses"].items() if address and name != "files"]
    for path in ("@archive-transfers", item["@id"], item["addresses"]["files"].format(n=1), *addresses):
        for method in ("GET", "HEAD"):
            assert archive(path, method).status_code == 200
    assert town.portal._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize(
    "login", ["Basic 0", "Basic !!", "Basic AA==", "Basic /w==", "Basic", "Bearer x", "Bearer", "x"]
)
def test_a_login_that_cannot_be_read_is_nobodys(town, item, login):
    for method in ("GET", "HEAD", "POST"):
        answer = Caller(town, None)(item["@id"], method, headers={"Authorization": login}, json={})
        assert answer.status_code == 401


def test_an_answer_to_head_has_no_body_whatever_it_says(town, item):
    """A body would be taken for the next answer of the connection."""
    with requests.Session() as session:
        session.auth = ("archive", PASSWORD)
        for address in (f"{item['@id']}/x", f"{item['@id']}/signature", item["@id"]) * 3:
            head, got = session.head(address, timeout=60), session.get(address, timeout=60)
            assert head.status_code == got.status_code
            assert head.headers["Content-Length"] == got.headers["Content-Length"]


def test_head_answers_as_get_without_the_body(archive, item):
    for path in ("@archive-transfers", item["@id"], item["addresses"]["receipts"], f"{item['@id']}/x", "@archive-api"):
        get, head = archive(path), archive(path, "HEAD")
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_downloads_are_lines_of_the_access_log(town, archive, item, manifest, caplog):
    [file] = [file for file in manifest["files"] if file["name"] == "附件 1.pdf"]
    with caplog.at_level(logging.INFO, logger="opengov.disclosure.access"):
        archive(item["addresses"]["package"], headers={"Range": "bytes=5-9"})
        archive(item["addresses"]["files"].format(n=file["n"]))
        archive(item["addresses"]["package"], "HEAD")
    lines = [json.loads(record.message) for record in caplog.records if record.name == "opengov.disclosure.access"]
    told = [(line["uid"], line["what"], line["actor"], line["start"], line["stop"]) for line in lines]
    assert told == [
        (IUUID(town.bureau), "downloaded_package", "archive", 5, 10),
        (IUUID(town.file), "downloaded_file", "archive", 0, len(DATA)),
    ]
    assert [line["handover"] for line in lines] == [item["handover"]] * 2
    assert lines[1]["file"] == file["n"]


PARTS = ["", "/{id}", "/{id}/manifest", "/{id}/signature", "/{id}/package", "/{id}/files/1", "/{id}/receipts"]


@pytest.mark.parametrize("user,status", [(None, 401), ("drafter", 403), ("transfer-clerk", 403), ("signer", 403)])
def test_who_is_no_receiver_gets_nothing(town, item, user, status):
    for path in PARTS:
        for method in ("GET", "HEAD", "POST", "DELETE"):
            address = "@archive-transfers" + path.format(id=item["handover"])
            answer = Caller(town, user)(address, method, json={} if method == "POST" else None)
            assert answer.status_code == (404 if path and user else status)
            assert item["digests"]["sha-256"] not in answer.text


def test_another_archives_hand_over_is_missing_like_any_other(town, item):
    elsewhere = town.make_agency("elsewhere", "云溪市司法局", "云司")
    town.open_office(elsewhere, "Archivist", "other-archive")
    town.receiver("other-archive", fonds=[IUUID(elsewhere)])
    transaction.commit()
    other = Caller(town, "other-archive")
    assert other("@archive-transfers").json()["items"] == []
    own, unknown = item["handover"], "0" * len(item["handover"])
    for tail in PARTS[1:]:
        for method in ("GET", "POST", "PUT"):
            asked = [other("@archive-transfers" + tail.format(id=id), method, json={}) for id in (own, unknown)]
            assert [answer.status_code for answer in asked] == [404, 404]
            assert asked[0].text.replace(own, "") == asked[1].text.replace(unknown, "")
            assert set(asked[0].headers) == set(asked[1].headers)


def test_an_account_that_lost_its_office_sees_nothing_any_more(town, archive, item):
    api.group.remove_user(groupname=IOffices(town.bureau).group_id("Archivist"), username="archive")
    transaction.commit()
    assert archive("@archive-transfers").json()["items"] == []
    assert archive(item["addresses"]["package"]).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "after=-1",
        "after=x",
        "limit=0",
        "limit=501",
        "limit=x",
        "after=0000000000009",
        f"after={9**99}",
        "after=1&after=2",
    ],
)
def test_a_bad_cursor_is_refused(archive, query):
    answer = archive(f"@archive-transfers?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] in ("after", "limit")


TAILS = [
    "/{id}/other",
    "/{id}/package/x",
    "/{id}/files",
    "/{id}/files/1/2",
    "/%00",
    "/{id}%00",
    "/%20",
    "/%e2%80%ae",
    "/" + "x" * 5000,
]


def test_other_paths_do_not_exist(archive, item):
    for tail in TAILS:
        for method in ("GET", "HEAD", "POST"):
            assert archive("@archive-transfers" + tail.format(id=item["handover"]), method, json={}).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_the_archives_change_and_delete_nothing(archive, item, method):
    for path in PARTS:
        answer = archive("@archive-transfers" + path.format(id=item["handover"]), method, json={})
        assert answer.status_code == 405
        assert answer.headers["Allow"].startswith("GET, HEAD")
    assert archive("@archive-transfers").json()["items"] == [item]


def test_nothing_is_posted_but_receipts(archive, item):
    for path in PARTS[:-1]:
        answer = archive("@archive-transfers" + path.format(id=item["handover"]), "POST", json={})
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("user", [None, "archive", "drafter"])
def test_methods_of_other_worlds_are_refused(town, item, user):
    for method in ("OPTIONS", "TRACE", "CONNECT", "PROPFIND", "LOCK", "NONSENSE"):
        for path in ("", "/{id}", "/{id}/package"):
            answer = Caller(town, user)("@archive-transfers" + path.format(id=item["handover"]), method)
            assert 400 <= answer.status_code < 500 or (method, answer.content) == ("OPTIONS", b"")
            assert item["digests"]["sha-256"] not in answer.text


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
    assert manager("@rebuild-spool", "POST", json={}).json()["rebuilt"] == [item["handover"]]
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
