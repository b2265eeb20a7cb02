"""Examples of the REST reference: the desk, old stock, and what is deposited with the archives."""

from base64 import b64encode
from exampletown import CHECKS
from exampletown import NOTICE
from exampletown import SIGNED
from opengov.disclosure.agency.interfaces import ISettingsHistory
from plone import api
from urllib.parse import quote

import pytest
import transaction


pytestmark = pytest.mark.slow

#: One row that is right, one with a day that no calendar has, one that says a secrecy level.
LIST = """标题,文号,成文日期,签发人,正文,密级
关于加强学校食堂管理的通知,云教〔2019〕7号,2019年3月5日,王建国,食堂.txt,
关于暑期安全工作的通知,云教〔2019〕21号,2019年6月31日,王建国,食堂.txt,
关于考务工作的通知,云教〔2019〕22号,2019年6月3日,王建国,食堂.txt,秘密
"""


def test_my_work(ask, town, clock):
    waiting = [town.walk(town.draft({**NOTICE, "title": title}), SIGNED[0]) for title in TITLES]
    uids = [ask.quietly("GET", each, "section-head").json["UID"] for each in waiting]
    listed = ask("my-work", "GET", f"@my-work?list=todo&q={quote('食堂')}&sort=-title", "section-head")
    assert (listed.json["counts"]["todo"], listed.json["items_total"]) == (2, 1)
    assert ask("my-work-refused", "GET", "@my-work?list=everything", "section-head").status_code == 400
    assert ask("my-work-401", "GET", "@my-work").status_code == 401
    path = "@my-work/endorse"
    unchecked = ask("my-work-step-refused", "POST", path, "section-head", {"uids": uids, "checks": ["accuracy"]})
    assert unchecked.status_code == 400
    town.step(waiting[1], "endorse", "section-head", CHECKS)
    clock.pass_minutes()
    chosen = {"uids": [*uids, "0" * 32], **CHECKS, "comment": "同意"}
    done = ask("my-work-endorse", "POST", path, "section-head", chosen).json
    assert [item["outcome"] for item in done["items"]] == ["done", "refused", "missing"]


TITLES = ("云溪市教育局关于加强学校食堂管理的通知", "云溪市教育局关于暑期安全工作的通知")


def test_what_one_is_told(ask, town):
    town.walk(town.draft(), SIGNED[0])
    told = ask("notices", "GET", "@notices?topic=todo&size=1", "section-head").json
    assert told["items"][0]["kind"] == "turn"
    assert ask("notices-401", "GET", "@notices").status_code == 401
    assert ask("notices-post", "POST", "@notices", "section-head", {"read": [told["items"][0]["id"]]}).json["marked"]
    when = {"mails": {"todo": "at_once", "news": "none"}}
    assert ask("notices-patch", "PATCH", "@notices", "section-head", when).status_code == 200
    assert ask("notices-refused", "PATCH", "@notices", "section-head", {"mail": "hourly"}).status_code == 400


def test_saved_views_of_the_registers(ask, town):
    town.published()
    path = "bureau/@register-views"
    uid = ask.quietly("GET", "bureau", "manager").json["UID"]
    view = {"name": "三月印发的通知", "query": {"register": "published", "kind": "notice", "from": "2026-03-01"}}
    made = ask("register-views-post", "POST", path, "disclosure-officer", {**view, "agency": uid})
    assert made.status_code == 201
    ours = made.json["id"]
    refused = ask("register-views-refused", "POST", path, "disclosure-reviewer", {**view, "agency": uid})
    assert refused.status_code == 400
    assert ask("register-views", "GET", path, "disclosure-reviewer").json["items"][0]["shared"]
    found = ask("registers-view", "GET", f"bureau/@registers/published?view={ours}", "disclosure-reviewer").json
    assert found["total"] == 1
    wrong = ask("registers-refused", "GET", "bureau/@registers/published?from=2026-02-30", "disclosure-reviewer")
    assert wrong.status_code == 400
    renamed = ask("register-views-patch", "PATCH", f"{path}/{ours}", "disclosure-officer", {"name": "三月的通知"})
    assert renamed.json["name"] == "三月的通知"
    assert ask("register-views-delete", "DELETE", f"{path}/{ours}", "disclosure-officer", {}).status_code == 204
    assert ask("registers-404", "GET", "@registers", "colleague").status_code == 404


def test_old_stock(ask, clock):
    path = "bureau/@existing-imports"
    none = {"filename": "清单.xls", "data": b64encode(b"\xd0\xcf\x11\xe0").decode()}
    assert ask("existing-imports-refused", "POST", path, "drafter", none).json["errors"][0]["field"] == "list"
    sent = {"filename": "存量公文清单.csv", "data": b64encode(LIST.encode()).decode()}
    begun = ask("existing-imports-post", "POST", path, "drafter", sent)
    assert (begun.status_code, begun.json["counts"]["ok"]) == (201, 0)
    job = f"{path}/{begun.json['id']}"
    text = {"name": "食堂.txt", "data": b64encode("各学校：\n现就食堂管理有关事项通知如下。".encode()).decode()}
    assert ask("existing-imports-files", "POST", f"{job}/files", "drafter", text).status_code == 200
    assert ask("existing-imports-check", "POST", f"{job}/check", "drafter", {}).json["counts"]["ok"] == 1
    wrong = ask("existing-imports-rows", "GET", f"{job}/rows?state=wrong&limit=10", "drafter").json["items"]
    assert len(wrong) == 2 and "考务" not in str(wrong)
    clock.pass_minutes()
    assert ask("existing-imports-run", "POST", f"{job}/run", "drafter", {"limit": 20}).json["state"] == "done"
    again = ask("existing-imports-over", "POST", f"{job}/run", "drafter", {})
    assert again.json["errors"][0]["code"] == "existing_job_over"
    assert ask("existing-imports", "GET", path, "drafter").json["items"]
    _determined(ask, clock, job)


def _determined(ask, clock, job):
    """One proposes, another one determines; what was judged is not undone."""
    path = "bureau/@existing"
    [item] = ask("existing", "GET", f"{path}?attribute=none&size=10", "disclosure-reviewer").json["items"]
    choice = {"uid": item["uid"], "attribute": "proactive"}
    clock.pass_minutes()
    proposed = ask("existing-propose", "POST", path, "drafter", {"act": "propose", "items": [choice]})
    assert proposed.json["items"][0]["done"]
    clock.pass_minutes()
    determine = {"act": "determine", "uids": [item["uid"]], **CHECKS}
    own = ask("existing-own", "POST", path, "drafter", determine)
    assert own.json["items"][0]["problems"]
    stale = ask("existing-stale", "POST", path, "disclosure-reviewer", {**determine, "seen": {item["uid"]: "0"}})
    assert not stale.json["items"][0]["done"]
    done = ask("existing-determine", "POST", path, "disclosure-reviewer", determine)
    assert done.json["items"][0]["done"]
    kept = ask("existing-imports-undo", "POST", f"{job}/undo", "drafter", {}).json
    assert kept["kept"] and not kept["undone"]


@pytest.fixture
def deposits(ask):
    """The bureau deposits lists on paper every month, with one archive."""
    agency = api.portal.get()["bureau"]
    agency.jurisdiction = "tianning-2016"
    ISettingsHistory(agency).begin()
    transaction.commit()
    uid = ask.quietly("GET", "bureau", "manager").json["UID"]
    receiver = {"id": "city-archive", "title": "云溪市档案馆", "account": "archivist", "kind": "archive"}
    sent = {**receiver, "fonds": [uid], "takes": ["deposit", "transfer"]}
    assert ask.quietly("POST", "@archive-receivers", "manager", sent).status_code == 200
    return uid


def test_deposits(ask, town, clock, deposits):
    town.published()
    clock.pass_minutes(60 * 24 * 31)
    path = "bureau/@deposits"
    due = ask("deposits", "GET", f"{path}?limit=10", "transfer-clerk").json
    assert due["documents"] and due["periods"]
    rows = ask("deposits-period", "GET", f"{path}?period=2026-03&receiver=archive", "disclosure-officer").json["items"]
    assert len(rows) == 1
    handed = {"do": "hand_in", "period": "2026-03", "receiver": "archive", "copies": 2, "pages": 4, "on": "2026-04-01"}
    act = ask("deposits-hand-in", "POST", path, "transfer-clerk", handed)
    assert (act.status_code, act.json["rows"]) == (201, 1)
    empty = {"do": "nil_return", "period": "2026-03", "receiver": "archive"}
    assert ask("deposits-refused", "POST", path, "transfer-clerk", empty).status_code == 400
    theirs = "@archive-deposits"
    assert ask("archive-deposits", "GET", theirs, "archivist").json["items"][0]["to_confirm"] == 1
    list_of = f"{theirs}?agency={deposits}&act={act.json['number']}"
    assert ask("archive-deposits-list", "GET", list_of, "archivist").json["items"]
    confirm = {"do": "confirm", "agency": deposits, "act": act.json["number"]}
    clock.pass_minutes()
    assert ask("archive-deposits-post", "POST", theirs, "archivist", confirm).status_code == 201
    again = ask("archive-deposits-refused", "POST", theirs, "archivist", confirm)
    assert again.json["errors"][0]["code"] == "deposit_confirmed"
    assert ask("archive-deposits-403", "GET", theirs, "transfer-clerk").status_code == 403


def test_settings_and_links(ask):
    panel = "@controlpanels/opengov-{}".format
    rhythm = {"reminder_days": 4}
    assert ask("settings-patch", "PATCH", panel("notices"), "manager", rhythm).status_code == 204
    few = {"grounds_offered": ["personnel"]}
    assert ask("settings-refused", "PATCH", panel("grounds"), "manager", few).json["errors"]
    assert ask("settings-403", "GET", panel("notices"), "drafter").status_code == 403
    assert ask("linkintegrity-404", "GET", f"@linkintegrity?uids={'0' * 32}", "colleague").status_code == 404
    assert ask("verify-handovers", "POST", "@verify-handovers", "manager", {"limit": 10}).json["verified"] == 0
    assert ask("oai-401", "GET", "@@oai?verb=ListRecords", "").status_code == 401
