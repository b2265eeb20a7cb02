"""One complete story for each jurisdiction over REST: its steps, its words, its clauses, its clocks (R-D1; law.md 2.3)."""

from base64 import b64encode
from door import Door
from opengov.disclosure.core import jurisdictions
from plone import api
from town import CHECKS
from town import make_agency
from town import open_office

import json
import pytest
import transaction


AGREE = {"outcome": "agree", "checks": CHECKS}
PAPER = {"filename": "批复.txt", "content-type": "text/plain", "data": b64encode("同意公开".encode()).decode()}
STRAIGHT = [
    ("submit", "drafter", {}),
    ("endorse", "section-head", {"checks": CHECKS}),
    ("approve", "disclosure-reviewer", {"checks": CHECKS}),
    ("sign", "signer", {}),
    ("publish", "disclosure-officer", {}),
]
WITHOUT_SECTION = [step for step in STRAIGHT if step[0] != "endorse"]


#: Profile -> steps with who takes them, words and clause shown on the way, the publish clock with its clause.
STORIES = {
    "cn-national-2019": {
        "steps": [
            *STRAIGHT[:2],
            ("return", "disclosure-reviewer", {"reason": "建议不予公开"}),
            ("uphold", "drafter", {"reason": "应当公开"}),
            ("decide_dispute", "signer", {"reason": "属于应当公开的事项", "attribute": "proactive", "checks": CHECKS}),
            *STRAIGHT[-2:],
        ],
        "words": {"sign": "签发", "publish": "公开发布"},
        "clock": (20, "政府信息公开条例 第二十六条"),
        "reason_needed": True,
    },
    "shaoguan-2019": {
        "steps": [
            *STRAIGHT[:2],
            ("return", "disclosure-reviewer", {"reason": "建议不公开"}),
            ("uphold", "drafter", {"reason": "应当公开", "body": "secrecy_body"}),
            ("determine", "secrecy-officer", {"reason": "经会商，可以公开", "attribute": "proactive"}),
            ("question", "signer", {"reason": "是否涉及商业秘密"}),
            ("approve", "disclosure-reviewer", {"checks": CHECKS, "consulted": "经再次协商，不涉及"}),
            *STRAIGHT[-2:],
        ],
        "words": {"endorse": "草拟单位保密审查", "question": "对公开属性提出质疑", "publish": "全文发布"},
        "clock": (20, "政府信息公开条例 第二十六条"),
        "reason_needed": False,
    },
    "zunyi-2020": {
        "important": True,
        "steps": [
            *WITHOUT_SECTION[:2],
            ("sign", "principal-signer", {}),
            WITHOUT_SECTION[-1],
        ],
        "words": {"submit": "送分管领导审核", "approve": "审核把关", "publish": "在信息公开专栏公开"},
        "clock": (5, "遵义市政府公文公开属性源头认定制度 第八条"),
        "reason_needed": False,
    },
    "tianning-2016": {
        "steps": [
            *STRAIGHT[:2],
            ("refer", "disclosure-reviewer", {"reason": "界限不清晰", "body": "secrecy_administration"}),
            ("note_receipt", "secrecy-officer", {"received_on": "TODAY"}),
            ("consult", "secrecy-officer", {"body_name": "区公安分局", "opinion": "不影响公共安全"}),
            ("determine", "secrecy-officer", {"reason": "不属于国家秘密", "attribute": "proactive", "paper": PAPER}),
            ("approve", "disclosure-reviewer", {"checks": CHECKS}),
            *STRAIGHT[-2:],
        ],
        "words": {
            "endorse": "科室提出审查意见",
            "consult": "记录协调会商",
            "approve": "部门审批",
            "publish": "上传区政府网站公开",
        },
        "clock": (20, "政府信息公开条例 第二十六条"),
        "reason_needed": True,
    },
    "dalian-2016": {
        "urgency": "extra_urgent",
        "steps": [
            ("submit_urgently", "drafter", {"reason": "突发事件"}),
            ("sign_urgently", "signer", {"checks": CHECKS}),
            STRAIGHT[-1],
            ("make_up", "section-head", AGREE),
            ("make_up", "disclosure-reviewer", AGREE),
        ],
        "words": {"publish": "在政务公开平台发布"},
        "clock": (20, "政府信息公开条例 第二十六条"),
        "reason_needed": True,
    },
    "township-2020": {
        "small": True,
        "steps": WITHOUT_SECTION,
        "words": {"submit": "报分管领导确认", "approve": "分管领导确认", "publish": "对外发布"},
        "clock": (20, "政府信息公开条例 第二十六条"),
        "reason_needed": False,
    },
}


@pytest.fixture
def office(functional):
    """Makes the agency of a profile and answers with a way to ask its site."""
    portal = functional["portal"]
    api.portal.set_registry_record("plone.default_language", "zh-cn")
    api.portal.set_registry_record("plone.available_languages", ["zh-cn"])

    def make(profile):
        with api.env.adopt_roles(["Manager"]):
            agency = make_agency(portal)
            agency.jurisdiction = profile
        transaction.commit()
        return agency, Door(portal)

    return make


def create(door, story):
    """A draft over REST."""
    body = {
        "@type": "OfficialDocument",
        "title": "云溪市教育局关于做好防汛工作的通知",
        "text": {"data": "<p>各学校：现将有关事项通知如下。</p>", "content-type": "text/html"},
        "document_kind": "notice",
        "disclosure_attribute": "proactive",
        "important": story.get("important", False),
        "urgency": story.get("urgency"),
    }
    answer = door.ask("POST", "/bureau", "drafter", body, Accept_Language="zh-cn")
    assert answer.status_int == 201, answer.text
    return json.loads(answer.text)["@id"].partition("/plone")[2]


def standing(door, path, user):
    answer = door.ask("GET", f"{path}/@disclosure", user, Accept_Language="zh-cn")
    assert answer.status_int == 200, answer.text
    return json.loads(answer.text)


@pytest.mark.parametrize("profile", STORIES)
def test_a_document_lives_as_the_rules_of_its_area_say_and_in_their_words(office, profile):
    story, rules = STORIES[profile], jurisdictions.load(profile)
    _agency, door = office(profile)
    path = create(door, story)
    said = {}
    for step, by, data in story["steps"]:
        before = standing(door, path, by)
        assert before["profile"]["key"] == profile
        offered = {each["id"]: each for each in before["steps"]}
        assert step in offered, (step, by, sorted(offered))
        said[step] = offered[step]
        if "received_on" in data:
            data = {**data, "received_on": before["affairs"]["referral"]["at"][:10]}
        if step == "publish":
            clocks = {clock["key"]: clock for clock in before["deadlines"]}
            days, clause = story["clock"]
            assert clocks["publish"]["source"] == clause
            assert rules.periods["publish"].n == days
            assert "publish_statutory" not in clocks or clocks["publish_statutory"]["source"].startswith(
                "政府信息公开条例"
            )
        answer = door.ask("POST", f"{path}/@workflow/{step}", by, data, Accept_Language="zh-cn")
        assert answer.status_int == 200, (step, by, answer.text)
    assert door.ask("GET", path).status_int == 200, "the public reads it"
    for step, words in story["words"].items():
        assert said[step]["title"] == words
        assert said[step]["source"] == rules.label_source(f"step.{step}")
        assert profile == "cn-national-2019" or said[step]["source"], f"{step} is worded without a clause"


@pytest.mark.parametrize("profile", STORIES)
def test_where_the_rules_of_an_area_need_no_reason_none_is_asked_for(office, profile):
    _agency, door = office(profile)
    path = create(door, STORIES[profile])
    patch = {"disclosure_attribute": "on_request", "public_title": "公开题名"}
    assert door.ask("PATCH", path, "drafter", patch).status_int == 204
    answer = door.ask("POST", f"{path}/@workflow/submit", "drafter", {}, Accept_Language="zh-cn")
    if not STORIES[profile]["reason_needed"]:
        assert answer.status_int == 200, answer.text
        return
    errors = json.loads(answer.text)["errors"]
    assert [(error["rule"], error["field"]) for error in errors] == [("R-A2", "disclosure_reason")]
    assert errors[0]["source"].startswith("政府信息公开条例")


#: A way the area does not know, with the code of the rule that says so.
UNKNOWN = [
    ("tianning-2016", "submit_urgently", "drafter", {"reason": "急"}, "R-I7"),
    ("cn-national-2019", "uphold", "drafter", {"reason": "应当公开"}, "R-S8"),
]


@pytest.mark.parametrize(("profile", "step", "by", "data", "rule"), UNKNOWN)
def test_a_way_the_area_does_not_know_is_refused_with_its_rule(office, profile, step, by, data, rule):
    _agency, door = office(profile)
    path = create(door, {"urgency": "extra_urgent"})
    answer = door.ask("POST", f"{path}/@workflow/{step}", by, data, Accept_Language="zh-cn")
    assert answer.status_int == 400
    assert [error["rule"] for error in json.loads(answer.text)["errors"]] == [rule]


@pytest.mark.parametrize("profile", STORIES)
def test_how_strict_four_eyes_are_is_the_profiles(office, profile):
    agency, door = office(profile)
    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Secrecy Officer", "disclosure-reviewer")
    transaction.commit()
    path = create(door, {})
    ways = STRAIGHT[:2] if jurisdictions.load(profile).section_review else WITHOUT_SECTION[:1]
    for step, by, data in ways:
        assert door.ask("POST", f"{path}/@workflow/{step}", by, data).status_int == 200
    refer = {"reason": "界限不清", "body": "secrecy_body"}
    assert door.ask("POST", f"{path}/@workflow/refer", "disclosure-reviewer", refer).status_int == 200
    decision = {"reason": "可以公开", "attribute": "proactive"}
    answer = door.ask("POST", f"{path}/@workflow/determine", "disclosure-reviewer", decision)
    small = jurisdictions.load(profile).four_eyes == "small"
    assert answer.status_int == (200 if small else 400), answer.text
