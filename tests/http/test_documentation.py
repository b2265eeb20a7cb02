"""The examples of the REST reference are what the site answers: asked here, compared with docs/rest/examples.

``make rest-examples`` writes them anew. What several agencies do together, the desk, old stock and deposits are asked in
the other modules of this name.
"""

from base64 import b64encode
from exampletown import CHECKS
from exampletown import NOTICE
from exampletown import ON_REQUEST
from exampletown import SIGNED
from exampletown import STUB
from exampletown import WITHHELD
from urllib.parse import quote

import pytest
import re


pytestmark = pytest.mark.slow


def test_writing(ask, town):
    draft = ask("create", "POST", "bureau", "drafter", NOTICE)
    assert draft.status_code == 201
    document = draft.json["@id"]
    assert ask("edit", "PATCH", document, "drafter", {"telephone": "0990-8800236", "copies": 80}).status_code == 204
    assert ask("read", "GET", f"{document}?expand=disclosure", "drafter").status_code == 200
    changes, old = {"telephone": "0990-8800237", "copies": 80}, f'"{"0" * 32}"'
    assert ask("edit-old-version", "PATCH", document, "drafter", changes, If_Match=old).status_code == 412
    assert ask("findings", "GET", f"{document}/@findings", "drafter").status_code == 200
    content = b64encode("学校,校车数量\n第一小学,6\n".encode()).decode()
    file = {"data": content, "encoding": "base64", "filename": "校车清单.csv", "content-type": "text/csv"}
    attachment = {"@type": "DocumentAttachment", "title": "校车清单", "file": file}
    assert ask("attachment", "POST", document, "drafter", attachment).status_code == 201


def test_uploading_in_pieces(ask, town):
    document = town.draft()
    data = "附件：校车安全检查表".encode()
    name, kind, title = (
        b64encode(text.encode()).decode() for text in ("检查表.txt", "text/plain", "DocumentAttachment")
    )
    begun = ask(
        "tus-create",
        "POST",
        f"{document}/@tus-upload",
        "drafter",
        Tus_Resumable="1.0.0",
        Upload_Length=str(len(data)),
        Upload_Metadata=f"filename {name},content-type {kind},@type {title}",
    )
    assert begun.status_code == 201
    done = ask(
        "tus-upload",
        "PATCH",
        begun.headers["Location"],
        "drafter",
        data,
        Content_Type="application/offset+octet-stream",
        Tus_Resumable="1.0.0",
        Upload_Offset="0",
    )
    assert done.status_code == 204


def test_the_straight_life(ask, town, clock):
    document = town.draft()
    assert ask("problems", "GET", f"{document}/@problems", "drafter").status_code == 200
    for step, user, values in SIGNED:
        clock.pass_minutes()
        if step == "approve":
            read = f'"disclosure_review:sha256:{"0" * 64}"'
            refused = ask("not-what-was-read", "POST", f"{document}/@workflow/{step}", user, values, If_Match=read)
            assert refused.status_code == 412
        assert ask(f"workflow-{step}", "POST", f"{document}/@workflow/{step}", user, values).status_code == 200
    assert ask("deadlines", "GET", f"{document}/@deadlines", "disclosure-officer").status_code == 200
    clock.pass_minutes()
    published = ask("workflow-publish", "POST", f"{document}/@workflow/publish", "disclosure-officer", {})
    assert published.json["review_state"] == "published"
    assert ask("disclosure", "GET", f"{document}/@disclosure", "disclosure-officer").status_code == 200
    assert ask("disclosure-public", "GET", f"{document}/@disclosure").status_code == 200
    clock.pass_minutes()
    values = {"reason": "附件中的联系电话有误", "cause": "error"}
    withdrawn = ask("workflow-withdraw", "POST", f"{document}/@workflow/withdraw", "disclosure-officer", values)
    assert withdrawn.json["review_state"] == "withdrawn"
    assert ask("withdrawn", "GET", document).status_code == 404


def test_the_other_end_states(ask, town):
    on_request = town.signed(ON_REQUEST)
    assert (
        ask("workflow-register", "POST", f"{on_request}/@workflow/register", "disclosure-officer", {}).status_code
        == 200
    )
    withheld = town.signed(WITHHELD)
    assert ask("workflow-file", "POST", f"{withheld}/@workflow/file", "disclosure-officer", {}).status_code == 200


def test_ways_back(ask, town, clock):
    document = town.walk(town.draft(), SIGNED[0])
    assert ask("workflow-recall", "POST", f"{document}/@workflow/recall", "drafter", {}).status_code == 200
    town.walk(document, SIGNED[0])
    values = {"reason": "请补充校车安全检查的牵头单位"}
    assert ask("workflow-return", "POST", f"{document}/@workflow/return", "section-head", values).status_code == 200
    town.walk(document, *SIGNED[:3])
    clock.pass_minutes()
    values = {"reason": "校车清单是否也应主动公开"}
    assert ask("workflow-question", "POST", f"{document}/@workflow/question", "signer", values).status_code == 200
    clock.pass_minutes()
    values = {**CHECKS, "consulted": "已与市校车管理办公室核实，可以公开"}
    assert (
        ask("workflow-answer", "POST", f"{document}/@workflow/approve", "disclosure-reviewer", values).status_code
        == 200
    )
    values = {"reason": "事项并入全市统一部署"}
    assert (
        ask("workflow-discontinue", "POST", f"{document}/@workflow/discontinue", "drafter", values).status_code == 200
    )


def test_a_doubt_about_secrecy(ask, town, clock):
    document = town.walk(town.draft(), SIGNED[0])
    clock.pass_minutes()
    values = {"reason": "应急预案部分是否涉密不明确", "body": "secrecy_administration"}
    assert ask("workflow-refer", "POST", f"{document}/@workflow/refer", "section-head", values).status_code == 200
    clock.pass_minutes()
    reply = {
        "filename": "保密局复函.pdf",
        "content-type": "application/pdf",
        "data": b64encode(b"%PDF-1.4 ...").decode(),
    }
    values = {"reason": "经审查不涉密，同意主动公开", "attribute": "proactive", "paper": reply}
    answer = ask("workflow-determine", "POST", f"{document}/@workflow/determine", "secrecy-officer", values)
    assert answer.json["review_state"] == "section_review"
    assert ask("papers", "GET", f"{document}/@papers/1", "section-head").status_code == 200


def test_refusals(ask, town):
    document = town.draft({**WITHHELD, "disclosure_grounds": []})
    for name, language in (("en", "en"), ("zh", "zh-CN")):
        refused = ask(
            f"refused-400-{name}", "POST", f"{document}/@workflow/submit", "drafter", {}, Accept_Language=language
        )
        assert refused.status_code == 400
        assert refused.json["errors"][0]["rule"] == "R-A2"
    unknown = {**NOTICE, "secret_level": "none"}
    assert ask("refused-unknown-key", "POST", "bureau", "drafter", unknown, Accept_Language="zh-CN").status_code == 400
    wrong = {"checks": "all"}
    assert ask("refused-type", "POST", f"{document}/@workflow/endorse", "section-head", wrong).status_code == 400
    marked = {**NOTICE, "text": {"content-type": "text/html", "data": "<p>机密★10年</p><p>现将有关事项通知如下。</p>"}}
    assert ask("refused-mark", "POST", "bureau", "drafter", marked, Accept_Language="zh-CN").status_code == 400
    published = town.published()
    assert ask("refused-401", "PATCH", published, body={"telephone": "0990-8800236"}).status_code == 401
    assert ask("refused-403", "PATCH", published, "drafter", {"telephone": "0990-8800236"}).status_code == 403
    assert ask("refused-404", "GET", document, "colleague").status_code == 404
    missing = re.sub(r"[^/]+$", "0" * 32, document)
    assert ask("missing-404", "GET", missing, "colleague").status_code == 404


def test_emergency_acts(ask, town, clock):
    document = town.draft()
    mark = {"mark": "机密★10年", "reason": "引文出自已解密的文件，原标志照录"}
    assert ask("mark-override", "POST", f"{document}/@mark-override", "secrecy-officer", mark).status_code == 204
    stub = town.draft(STUB)
    decision = {
        "decided_by": "云溪市国家保密局",
        "decided_on": "2026-02-27",
        "reason": "保密期限届满，原定密机关决定解密",
        "paper": {
            "filename": "解密决定.pdf",
            "content-type": "application/pdf",
            "data": b64encode(b"%PDF-1.7 ...").decode(),
        },
    }
    assert ask("declassify", "POST", f"{stub}/@declassify", "secrecy-officer", decision).status_code == 200
    values = {"act": "read", "user": "colleague", "until": "2026-03-05", "reason": "承办人请假，接办人需要了解内容"}
    assert ask("break-glass-read", "POST", f"{document}/@break-glass", "manager", values).status_code == 204
    values = {"act": "reassign", "user": "colleague", "reason": "承办人调离，稿件移交"}
    assert ask("break-glass-reassign", "POST", f"{document}/@break-glass", "manager", values).status_code == 204
    town.walk(document, SIGNED[0])
    values = {"act": "return", "reason": "科室负责人长期出差，先退回拟稿人"}
    assert ask("break-glass-return", "POST", f"{document}/@break-glass", "manager", values).status_code == 204
    published = town.published()
    nothing = ask("rescan-handled", "POST", f"{published}/@rescan-handled", "disclosure-officer", {"handled": []})
    assert nothing.status_code == 400
    values = {"act": "withdraw", "reason": "值班人员报告正文含个人信息", "cause": "personal_data"}
    assert ask("break-glass-withdraw", "POST", f"{published}/@break-glass", "manager", values).status_code == 204


def test_offices_and_deputies(ask, clock):
    values = {
        "deputy": "web-editor",
        "for": "section-head",
        "role": "Section Head",
        "from": "2026-03-02",
        "until": "2026-03-06",
        "reason": "外出学习",
    }
    made = ask("deputies-post", "POST", "bureau/@deputies", "section-head", values)
    assert made.status_code == 201
    assert ask("deputies", "GET", "bureau/@deputies", "drafter").status_code == 200
    assert ask("offices", "GET", "bureau/@offices", "drafter").status_code == 200
    clock.pass_minutes()
    ended = ask("deputies-delete", "DELETE", f"bureau/@deputies/{made.json['id']}", "section-head")
    assert ended.status_code == 204
    clock.pass_minutes()
    refused = {**values, "for": "signer", "role": "Section Head"}
    assert ask("deputies-refused", "POST", "bureau/@deputies", "manager", refused).status_code == 400
    assert ask("offices-404", "GET", "bureau/@offices", "colleague").status_code == 404


def test_settings(ask):
    series = {"kind": "notice", "code": "云教", "year": 2026, "start": 18, "reserved": [20, 21]}
    assert ask("number-series", "POST", "bureau/@number-series", "manager", series).status_code == 200
    assert ask("integrity", "GET", "@integrity", "manager").status_code == 200


def test_the_record(ask, town):
    document = town.published()
    uid = ask.quietly("GET", document).json["UID"]
    assert ask("ledger", "GET", f"{document}/@ledger?limit=3", "drafter").status_code == 200
    assert ask("ledger-csv", "GET", f"{document}/@ledger?format=csv", "drafter").status_code == 200
    assert ask("ledger-verify", "GET", f"{document}/@ledger-verify", "drafter").json["holds"]
    assert ask("ledger-agency", "GET", "bureau/@ledger?limit=1", "disclosure-officer").status_code == 200
    assert ask("site-ledger", "GET", "@ledger?limit=2", "manager").status_code == 200
    assert ask("site-ledger-uid", "GET", f"@ledger?uid={uid}&after=5", "manager").status_code == 200
    assert ask("site-ledger-verify", "GET", "@ledger-verify?limit=100", "manager").json["holds"]
    assert ask("ledger-anchor", "POST", "@ledger-anchor", "manager", {"limit": 100}).json["anchor"]


def test_the_public_catalogue_and_the_registers(ask, town):
    town.published()
    town.walk(town.signed(ON_REQUEST), ("register", "disclosure-officer", {}))
    town.walk(town.signed(WITHHELD), ("file", "disclosure-officer", {}))
    first = ask("catalogue", "GET", "@disclosure-catalogue?size=1")
    assert first.json["next"]
    assert ask("catalogue-next", "GET", f"@disclosure-catalogue?size=1&after={first.json['next']}").status_code == 200
    search = f"bureau/@disclosure-catalogue?text={quote('开学')}&kind=notice"
    [found] = ask("catalogue-search", "GET", search).json["items"]
    counted = ask("catalogue-facets", "GET", "@disclosure-catalogue?size=1&year=2026&facets=1")
    assert {name for name, values in counted.json["facets"].items() if values} >= {"kind", "year", "subject"}
    one = f"@disclosure-catalogue/{found['permanent_link'].rpartition('/')[2]}"
    assert ask("catalogue-one", "GET", one).json["title"] == found["title"]
    assert ask("catalogue-refused", "GET", "@disclosure-catalogue?size=1000").status_code == 400
    assert ask("registers", "GET", "bureau/@registers", "disclosure-officer").status_code == 200
    for name in ("published", "registered", "withheld"):
        assert ask(f"registers-{name}", "GET", f"bureau/@registers/{name}", "disclosure-officer").status_code == 200


def test_the_figures_of_an_agency(ask, town):
    town.published()
    town.walk(town.signed(WITHHELD), ("file", "disclosure-officer", {}))
    year = "bureau/@statistics?year=2026"
    assert ask("statistics", "GET", year, "disclosure-officer").json["shares"]["withheld"]["documents"] == 1
    assert ask("statistics-site", "GET", "@statistics?from=2026-01&to=2026-03", "supervisor").status_code == 200
    assert ask("statistics-refused", "GET", "bureau/@statistics?year=26", "disclosure-officer").status_code == 400


def test_channels_validity_and_routines(ask, town, clock):
    document = town.signed({**NOTICE, "planned_channels": ["gazette"]})
    uid = ask.quietly("GET", document, "drafter").json["UID"]
    town.step(document, "publish", "web-editor", {})
    order = {"act": "order", "channel": "portal"}
    assert ask("channels-order", "POST", f"{document}/@channels", "disclosure-officer", order).status_code == 200
    placed = {"act": "place", "channel": "portal", "address": "https://www.example.gov.cn/jyj/2026/1.html"}
    assert ask("channels-place", "POST", f"{document}/@channels", "web-editor", placed).status_code == 200
    wrong = {"act": "place", "channel": "gazette", "on": "2026-03-09"}
    assert ask("channels-refused", "POST", f"{document}/@channels", "web-editor", wrong).status_code == 400
    assert ask("channels", "GET", f"{document}/@channels", "drafter").status_code == 200
    assert ask("channels-lists", "GET", "bureau/@channels", "web-editor").status_code == 200
    assert ask("channels-to-place", "GET", "bureau/@channels/place", "web-editor").json["items"]
    day = {"publish_until": "2026-03-16"}
    assert ask("publication-post", "POST", f"{document}/@publication", "disclosure-officer", day).status_code == 200
    mark = {
        "validity": "repealed",
        "validity_date": "2026-03-10",
        "validity_document": "云教〔2026〕9号",
        "reason": "新规施行",
    }
    town.step(document, "mark_validity", "disclosure-officer", mark)
    assert ask("publication", "GET", f"{document}/@publication").json["validity"] == "repealed"
    clock.pass_minutes(60 * 24 * 15)
    assert "expire" in ask("routine", "GET", "@routine", "manager").json["items"]
    expire = {"name": "expire", "limit": 50}
    assert ask("routine-expire", "POST", "@routine", "manager", expire).json["done"] == [uid]
    assert ask("channels-take-down", "GET", "bureau/@channels/take_down", "web-editor").json["items"]
    gone = {"act": "take_down", "document": uid, "channel": "portal", "proof": "页面已删除"}
    assert ask("channels-confirm", "PATCH", "bureau/@channels", "web-editor", gone).status_code == 204


def test_documents_that_stand_beside_another(ask, town):
    original = town.walk(town.signed(WITHHELD), ("file", "disclosure-officer", {}))
    wanted = {"kind": "public_version", "reason": "公开任免结果，删去个人情况"}
    version = ask("companions-post", "POST", f"{original}/@companions", "drafter", wanted).json["@id"]
    text = {"content-type": "text/html", "data": "<p>各区教育局、市直属各学校：</p><p>有关任免事项已经印发。</p>"}
    assert ask.quietly("PATCH", version, "drafter", {"text": text}).status_code == 204
    town.walk(version, *SIGNED[:2])
    assert ask("comparison", "GET", f"{version}/@comparison", "disclosure-reviewer").status_code == 200
    town.walk(version, *SIGNED[2:], ("publish", "disclosure-officer", {}))
    assert ask("companions-public", "GET", f"{version}/@companions").json["of"] is None
    refused = ask("companions-refused", "POST", f"{version}/@companions", "drafter", {"kind": "correction"})
    assert refused.status_code == 400
    published = town.published()
    correction = ask.quietly("POST", f"{published}/@companions", "drafter", {"kind": "correction"}).json["@id"]
    town.walk(correction, *SIGNED, ("publish", "web-editor", {}))
    assert ask("companions", "GET", f"{correction}/@companions", "signer").json["revision"] == 1
    number = ask.quietly("GET", f"{correction}/@disclosure").json["number"]
    new = town.draft(
        {**NOTICE, "normative": True, "replaced_documents": [f"《关于做好春季开学工作的通知》（{number}）"]}
    )
    waiver = {"reason": "内容简单，无须解读"}
    answer = ask("interpretation-waiver", "POST", f"{new}/@interpretation-waiver", "disclosure-reviewer", waiver)
    assert answer.status_code == 204
    town.walk(new, *SIGNED)
    assert ask("replaces", "GET", f"{new}/@replaces", "disclosure-officer").json["items"]


def test_the_archives_pull(ask, town):
    agency = ask.quietly("GET", "bureau", "manager").json["UID"]
    receiver = {
        "id": "city-archive",
        "title": "云溪市档案馆",
        "account": "archivist",
        "kind": "archive",
        "fonds": [agency],
        "takes": ["deposit", "transfer"],
    }
    assert ask("archive-receivers-post", "POST", "@archive-receivers", "manager", receiver).status_code == 200
    assert ask("archive-receivers", "GET", "@archive-receivers", "manager").status_code == 200
    town.published()
    assert ask("handovers", "GET", "bureau/@handovers", "transfer-clerk").status_code == 200
    assert ask("seal", "POST", "@seal", "transfer-clerk", {"limit": 10}).json["sealed"]
    _seal_all(ask)
    assert ask("rebuild-spool", "POST", "@rebuild-spool", "manager", {"limit": 100}).status_code == 200
    [item] = ask("archive-transfers", "GET", "++api++/@archive-transfers?after=0&limit=100", "archivist").json["items"]
    assert ask("archive-transfers-one", "GET", item["@id"], "archivist").json["state"] == "offered"
    addresses = item["addresses"]
    assert ask("archive-transfers-manifest", "GET", addresses["manifest"], "archivist").status_code == 200
    package = addresses["package"]
    assert ask("archive-transfers-head", "HEAD", package, "archivist").status_code == 200
    assert ask("archive-transfers-package", "GET", package, "archivist").status_code == 200
    etag = item["etag"]
    part = ask("archive-transfers-range", "GET", package, "archivist", Range="bytes=1000-1999", If_Range=etag)
    assert part.status_code == 206
    assert ask("archive-transfers-etag", "GET", package, "archivist", If_None_Match=etag).status_code == 304
    beyond = ask("archive-transfers-beyond", "GET", package, "archivist", Range="bytes=99999999-")
    assert beyond.status_code == 416
    assert ask("archive-transfers-file", "GET", addresses["files"].format(n=1), "archivist").status_code == 200
    assert ask("archive-transfers-404", "GET", f"++api++/@archive-transfers/{'0' * 32}", "archivist").status_code == 404
    _acknowledge(ask, item)


def test_the_opinion_on_opening(ask, town):
    requested = town.walk(town.draft(ON_REQUEST), *SIGNED, ("register", "disclosure-officer", {}))
    withheld = town.walk(town.draft(WITHHELD), *SIGNED, ("file", "disclosure-officer", {}))
    listed = ask("opening-opinions", "GET", "bureau/@opening-opinions", "transfer-clerk").json["items"]
    assert [item["suggestion"]["opinion"] for item in listed] == ["deferred", "at_expiry"]
    early = {"uids": [item["uid"] for item in listed], "opinion": "early"}
    done = ask("opening-opinions-post", "POST", "bureau/@opening-opinions", "transfer-clerk", early)
    assert [item["outcome"] for item in done.json["items"]] == ["refused", "done"]
    path = f"{withheld}/@opening-opinion"
    refused = ask("opening-opinion-refused", "POST", path, "transfer-clerk", {"opinion": "deferred"})
    assert refused.json["errors"][0]["code"] == "opening_reason_required"
    given = {"opinion": "deferred", "reason": "涉及干部人事，满三十年后再审"}
    assert ask("opening-opinion-post", "POST", path, "transfer-clerk", given).json["awaited"] is False
    assert ask("opening-opinion", "GET", f"{requested}/@opening-opinion", "transfer-clerk").json["opening_opinion"]
    assert ask("opening-opinion-403", "GET", path, "drafter").status_code == 403


def _acknowledge(ask, item: dict) -> None:
    """What the archive says about a hand-over."""
    address = item["addresses"]["receipts"]
    receipt = {"receipt_id": "2026-0001", "status": "received", "digest": item["digests"]}
    wrong = {**receipt, "digest": {"sha-256": "0" * 64}}
    assert ask("receipt-wrong-digest", "POST", address, "archivist", wrong).status_code == 409
    assert ask("receipt", "POST", address, "archivist", receipt).status_code == 201
    check = {"item": "信息包一致性", "property": "authenticity", "result": "passed"}
    accepted = {"receipt_id": "2026-0002", "status": "accepted", "archive_ref": "接字〔2026〕1号", "checks": [check]}
    accepted["digest"] = item["digests"]
    assert ask("receipt-accepted", "POST", address, "archivist", accepted).status_code == 201
    assert len(ask("receipts", "GET", address, "archivist").json["items"]) == 2


def _seal_all(ask) -> None:
    """As the seal command does: until nothing is left."""
    while ask.quietly("POST", "@seal", "transfer-clerk", {"limit": 10}).json["more"]:
        pass


def test_a_purge_by_two_persons(ask, town):
    agency = ask.quietly("GET", "bureau", "manager").json["UID"]
    receiver = {"id": "city-archive", "title": "云溪市档案馆", "account": "archivist", "kind": "archive"}
    ask.quietly("POST", "@archive-receivers", "manager", {**receiver, "fonds": [agency], "takes": ["deposit"]})
    document = town.published()
    _seal_all(ask)
    path = f"{document}/@workflow"
    values = {"reason": "附件误载一名学生的身份证号码", "cause": "personal_data"}
    asked = ask("workflow-request-purge", "POST", f"{path}/request_purge", "disclosure-officer", values)
    assert asked.json["review_state"] == "published"
    confirm = {"reason": "已核对原件，情况属实"}
    refused = ask("purge-refused", "POST", f"{path}/purge", "disclosure-officer", confirm)
    assert [error["code"] for error in refused.json["errors"]] == ["own_purge"]
    assert ask("workflow-purge", "POST", f"{path}/purge", "signer", confirm).json["review_state"] == "purged"
    assert ask("purged", "GET", f"{document}/@disclosure", "disclosure-officer").json["state"] == "purged"
    _seal_all(ask)
    feed = "++api++/@archive-transfers?after=1"
    [item] = ask("archive-transfers-purged", "GET", feed, "archivist").json["items"]
    assert item["kind"] == "tombstone"
    package = f"++api++/@archive-transfers/{item['handover']}/package"
    assert ask("archive-transfers-gone", "GET", package, "archivist").status_code == 410
