"""Examples of the REST reference: what several agencies do together, what is asked of others, and what becomes of agencies."""

from base64 import b64encode
from DateTime import DateTime
from exampletown import NOTICE
from exampletown import SIGNED
from exampletown import WITHHELD
from opengov.disclosure.agency.interfaces import ISettingsHistory
from plone import api
from town import make_agency

import pytest
import transaction


pytestmark = pytest.mark.slow

TRADE = {
    **WITHHELD,
    "title": "云溪市教育局关于校服采购报价情况的报告",
    "document_kind": "report",
    "disclosure_grounds": ["trade_secret"],
    "disclosure_reason": "含有企业未公开的报价",
}
ACTS = {"stand": "object", "reason": "所需经费尚未列入本年度预算"}


def _paper(name):
    return {"filename": name, "content-type": "application/pdf", "data": b64encode(b"%PDF-1.7 ...").decode()}


@pytest.fixture
def finance(ask):
    """UID of a second agency whose accounts have names of their own."""
    with api.env.adopt_roles(["Manager"]):
        make_agency(api.portal.get(), "finance", "云溪市财政局", "云财", prefix="fin-")
    transaction.commit()
    return ask.quietly("GET", "finance", "manager").json["UID"]


def test_two_agencies_issue_one_document(ask, town, clock, finance):
    document = town.draft({**NOTICE, "title": "云溪市教育局 云溪市财政局关于做好学生资助工作的通知"})
    path = f"{document}/@positions"
    named = ask("positions-post", "POST", path, "drafter", {"agency": finance, "role": "co_issuer"})
    assert named.status_code == 201
    slot = named.json["items"][0]["slot"]
    way = {"countersigning": "parallel", "order": [slot, "lead"]}
    assert ask("joint-patch", "PATCH", f"{document}/@joint", "drafter", way).json["lead_place"] == 2
    left_out = ask("joint-refused", "PATCH", f"{document}/@joint", "drafter", {"order": ["lead"]})
    assert left_out.status_code == 400
    town.walk(document, *SIGNED[:3])
    clock.pass_minutes()
    asked = ask("asked", "GET", "finance/@asked", "fin-co-issuer").json
    assert (asked["waiting"], asked["items"][0]["next"]) == (1, "receive")
    assert ask("asked-404", "GET", "finance/@asked", "drafter").status_code == 404
    _an_objection(ask, clock, path, slot)
    _a_meeting(ask, clock, document, slot)
    for step, by in (("settle", "disclosure-officer"), ("sign", "signer"), ("countersign", "fin-signer")):
        town.step(document, step, by, {})
    town.step(document, "publish", "disclosure-officer", {})
    assert ask("joint", "GET", f"{document}/@joint", "fin-signer").json["countersigning"] == "parallel"
    assert ask("joint-register", "GET", "finance/@joint-register?year=2026", "fin-drafter").json["items"]
    wrong = ask("joint-register-refused", "GET", "finance/@joint-register?state=lost", "fin-drafter")
    assert wrong.status_code == 400
    _a_repeal(ask, clock, document)


def _an_objection(ask, clock, path, slot):
    """The other agency objects; a second person lets the answer go."""
    digest = ask("positions-receive", "POST", f"{path}/{slot}/receive", "fin-co-issuer", {}).json["items"][0]["digest"]
    clock.pass_minutes()
    draft = ask("positions-draft", "POST", f"{path}/{slot}/draft", "fin-co-issuer", {**ACTS, "digest": digest})
    assert draft.status_code == 200
    clock.pass_minutes()
    release = ask("positions-release", "POST", f"{path}/{slot}/release", "fin-disclosure-reviewer", {})
    assert release.json["items"][0]["standing"] == "objecting"
    clock.pass_minutes()
    assert ask("positions", "GET", path, "disclosure-officer").json["items"][0]["positions"]
    refused = ask("positions-refused", "POST", path.replace("@positions", "@workflow/settle"), "disclosure-officer", {})
    assert refused.json["errors"][0]["code"] == "position_objecting"


def _a_meeting(ask, clock, document, slot):
    """A coordination meeting settles it."""
    path = f"{document}/@meetings"
    call = {
        "at": "2026-03-04T14:30:00+08:00",
        "place": "市政府301会议室",
        "agenda": "学生资助经费的安排",
        "agencies": [slot],
        "persons": ["教育局副局长李敏"],
    }
    past = ask("meetings-refused", "POST", path, "disclosure-officer", {**call, "at": "2026-03-01T09:00:00+08:00"})
    assert past.json["errors"][0]["code"] == "meeting_time_past"
    called = ask("meetings-post", "POST", path, "disclosure-officer", call)
    assert called.status_code == 201
    meeting = called.json["items"][0]["id"]
    moved = ask("meetings-patch", "PATCH", f"{path}/{meeting}", "disclosure-officer", {"place": "教育局201会议室"})
    assert moved.status_code == 200
    clock.pass_minutes(3 * 24 * 60)
    outcome = {
        "outcome": "kept",
        "minutes": "经费由市财政局在年度预算中调剂，文稿不作修改。",
        "attended": [slot],
        "settled": [slot],
    }
    done = ask("meetings-conclude", "POST", f"{path}/{meeting}/conclude", "disclosure-officer", outcome)
    assert done.json["items"][0]["outcome"] == "kept"
    assert ask("meetings", "GET", path, "fin-signer").json["items"][0]["attended"] == [slot]


def _a_repeal(ask, clock, document):
    """Who signed it is asked before it is repealed."""
    mark = {"validity": "repealed", "validity_date": "2026-04-01", "reason": "资助办法已经重新制定"}
    clock.pass_minutes()
    unasked = ask("repeal-refused", "POST", f"{document}/@workflow/mark_validity", "disclosure-officer", mark)
    assert unasked.json["errors"][0]["code"] == "repeal_not_proposed"
    asked = ask("repeal-post", "POST", f"{document}/@repeal", "disclosure-officer", mark)
    assert asked.status_code == 201
    [row] = asked.json["items"]
    answer = {"stand": "agree", "digest": row["digest"]}
    clock.pass_minutes()
    path = f"{document}/@repeal/{row['slot']}"
    assert ask("repeal-draft", "POST", f"{path}/draft", "fin-co-issuer", answer).status_code == 200
    clock.pass_minutes()
    assert ask("repeal-release", "POST", f"{path}/release", "fin-signer", {}).status_code == 200
    assert ask("repeal", "GET", f"{document}/@repeal", "disclosure-officer").json["proposal"]


def _begun(document, day):
    """No clock of ours says when an object was made."""
    api.portal.get()["bureau"][document.rpartition("/")[2]].creation_date = DateTime(day)
    transaction.commit()


def test_a_document_that_a_body_outside_leads(ask, town):
    document = town.draft({**NOTICE, "title": "关于联合开展校园周边食品安全检查的通知"})
    lead = {"lead_body": "云溪市市场监督管理局", "lead_administrative": True}
    assert ask("joint-lead", "PATCH", f"{document}/@joint", "drafter", lead).status_code == 200
    town.walk(document, *SIGNED)
    _begun(document, "2026-03-02")
    issue = {"number": "云市监〔2026〕12号", "issue_date": "2026-03-02", "paper": _paper("印发件.pdf")}
    path = f"{document}/@joint/lead-issue"
    own = ask("joint-lead-issue-refused", "POST", path, "disclosure-officer", {**issue, "number": "云教〔2026〕12号"})
    assert own.json["errors"][0]["code"] == "lead_issue_own_code"
    recorded = ask("joint-lead-issue", "POST", path, "disclosure-officer", issue)
    assert recorded.json["lead_issue"]["number"] == "云市监〔2026〕12号"


def test_whom_a_text_concerns(ask, town, clock):
    document = town.walk(town.draft(TRADE), *SIGNED[:2])
    path = f"{document}/@third-parties"
    party = {"name": "云溪服装有限公司", "kind": "organisation", "ground": "trade_secret", "sent_on": "2026-03-02"}
    asked = ask("third-parties-post", "POST", path, "drafter", {**party, "contact": "0990-8812345"})
    assert asked.status_code == 201
    clock.pass_minutes()
    received = ask("third-parties-receipt", "POST", f"{path}/1/receipt", "drafter", {"received_on": "2026-03-02"})
    assert received.json["due"]
    early = ask("third-parties-refused", "POST", f"{path}/1/answer", "drafter", {"answer": "silent"})
    assert early.status_code == 400
    clock.pass_minutes()
    answer = {"answer": "object", "reason": "报价仍用于其他投标", "reasonable": True, "paper": _paper("回函.pdf")}
    assert ask("third-parties-answer", "POST", f"{path}/1/answer", "drafter", answer).status_code == 200
    ruling = {"ruling": "withhold", "reason": "第三方不同意公开且有合理理由"}
    decided = ask("third-parties-decision", "POST", f"{path}/1/decision", "disclosure-reviewer", ruling)
    assert decided.status_code == 200
    assert ask("third-parties", "GET", path, "disclosure-reviewer").json["items"][0]["name"] == "云溪服装有限公司"


def test_an_undecided_matter_and_a_forwarded_document(ask, town, clock):
    undecided = {**WITHHELD, "disclosure_grounds": ["request_report"], "disclosure_reason": "所请示事项尚未批复"}
    document = town.walk(town.signed(undecided), ("file", "disclosure-officer", {}))
    path = f"{document}/@reassessment"
    ahead = ask("reassessment-refused", "POST", path, "disclosure-officer", {"decided_on": "2027-01-01"})
    assert ahead.status_code == 400
    decided = {"decided_on": "2026-03-02", "comment": "市政府已批复"}
    assert ask("reassessment-post", "POST", path, "disclosure-officer", decided).json["due"]
    clock.pass_minutes()
    assert ask("reassessment", "GET", path, "disclosure-officer").json["due"]["by"] == "disclosure-officer"
    kept = ask("reassessment-keep", "POST", f"{path}/keep", "disclosure-reviewer", {"reason": "批复本身不予公开"})
    assert kept.json["due"] is None
    carrier = town.draft(
        {
            **NOTICE,
            "title": "云溪市教育局转发省教育厅关于加强校车管理文件的通知",
            "forwarding_mode": "forward",
            "forwarded_document": "省教〔2026〕3号 关于加强校车管理的意见",
            "forwarded_originator": "省教育厅",
            "forwarded_attribute": "on_request",
        }
    )
    wider = ask("originator-consent-missing", "POST", f"{carrier}/@workflow/submit", "drafter", {})
    assert wider.status_code == 400
    consent = {"paper": _paper("同意公开的复函.pdf"), "given_on": "2026-03-02", "by": "省教育厅办公室"}
    assert ask("originator-consent", "POST", f"{carrier}/@originator-consent", "drafter", consent).status_code == 201


def test_one_agency_drafts_for_another(ask, finance):
    bureau = ask.quietly("GET", "bureau", "manager").json["UID"]
    letter = {"agency": bureau, "title": "云溪市教育局关于学生资助经费使用情况的函", "document_kind": "letter"}
    refused = ask("draft-for-refused", "POST", "finance/@draft-for", "fin-drafter", letter)
    assert refused.json["errors"][0]["code"] == "drafting_not_allowed"
    path = "bureau/@drafting-agencies"
    assert ask("drafting-agencies-post", "POST", path, "disclosure-officer", {"agencies": [finance]}).status_code == 200
    assert ask("drafting-agencies", "GET", path, "disclosure-officer").json["items"][0]["UID"] == finance
    assert ask("draft-for", "POST", "finance/@draft-for", "fin-drafter", letter).status_code == 201


def test_the_rules_and_the_end_of_an_agency(ask, town, clock, finance):
    town.signed()
    path = "bureau/@jurisdiction"
    assert ask("jurisdiction", "GET", path, "drafter").json["history"]
    compared = ask("jurisdiction-to", "GET", f"{path}?to=tianning-2016&size=10", "disclosure-officer").json
    assert compared["changes"]["rules"]
    unknown = ask("jurisdiction-refused", "POST", path, "manager", {"to": "elsewhere-2020", "reason": "区划调整"})
    assert unknown.status_code == 400
    changed = ask("jurisdiction-post", "POST", path, "manager", {"to": "tianning-2016", "reason": "区划调整"})
    assert changed.json["present"]["key"] == "tianning-2016"
    end = {"abolished_on": "2026-03-02", "reason": "机构改革，职责划入教育局"}
    bureau = ask.quietly("GET", "bureau", "manager").json["UID"]
    ahead = {**end, "abolished_on": "2026-09-01", "successor": bureau}
    assert ask("abolish-refused", "POST", "finance/@abolish", "manager", ahead).status_code == 400
    ended = ask("abolish", "POST", "finance/@abolish", "manager", {**end, "successor": bureau})
    assert ended.json["carries_on"]["uid"] == bureau
    assert ask("succession", "GET", "bureau/@succession").json["predecessors"]
    again = ask("reinstate", "POST", "finance/@reinstate", "manager", {"reason": "机构改革方案调整"})
    assert again.json["abolished_on"] == ""


def test_the_list_of_withheld_documents(ask, town):
    town.walk(town.signed(WITHHELD), ("file", "disclosure-officer", {}))
    path = "bureau/@withheld-list"
    filed = {"act": "publish", "year": "2026", "filed_with": "云溪市人民政府办公室", "filed_on": "2026-03-02"}
    elsewhere = ask("withheld-list-refused", "POST", path, "disclosure-officer", filed)
    assert elsewhere.status_code == 400
    agency = api.portal.get()["bureau"]
    agency.jurisdiction = "zunyi-2020"
    ISettingsHistory(agency).follow("适用遵义的规定")
    transaction.commit()
    assert ask("withheld-list-404", "GET", path).status_code == 404
    assert ask("withheld-list-post", "POST", path, "disclosure-officer", filed).status_code == 204
    assert ask("withheld-list", "GET", f"{path}?year=2026").json["items"][0]["grounds"] == ["personnel"]
