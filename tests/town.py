"""A small town: an agency with one person in each office, and documents that walk through it."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from uuid import uuid4

import pytest


CHECKS = ["accuracy", "authority", "completeness", "timeliness"]
#: Password of every account of the tests.
SECRET = "Yunxi-2026-test"


def open_office(agency, role, user_id):
    """Give an office to an account that is made when it does not exist yet."""
    # registering and plone.api prove and look up everything first and take five times as long; there are dozens in each test
    accounts = api.portal.get_tool("acl_users")
    if user_id not in accounts.source_users.listUserIds():
        accounts.source_users.addUser(user_id, user_id, SECRET)
        address = {"isGroup": False, "email": f"{user_id}@example.org"}
        accounts.mutable_properties._storage.insert(user_id, address)
        accounts.portal_role_manager.doAssignRoleToPrincipal(user_id, "Member")
    accounts.source_groups.addPrincipalToGroup(user_id, IOffices(agency).group_id(role))


def make_agency(portal, agency_id="bureau", title="云溪市教育局", code="云教", prefix=""):
    """An agency whose offices are held by one account each: ``drafter``, ``section-head``, …"""
    agency = api.content.create(
        container=portal, type="Agency", id=agency_id, title=title, issuer_codes=(code,), kind="administrative"
    )
    for role, slug in OFFICES.items():
        open_office(agency, role, prefix + slug)
    return agency


class Walk:
    """Takes a document through its life, each step by the right person."""

    def __init__(self, agency, prefix=""):
        self.agency = agency
        self.prefix = prefix

    def draft(self, by="drafter", **fields):
        """A draft with a proposal that holds."""
        values = {
            "title": "云溪市教育局关于做好春季开学工作的通知",
            "text": RichTextValue("<p>各学校：现将有关事项通知如下。</p>", "text/html", "text/x-html-safe"),
            "document_kind": "notice",
            "disclosure_attribute": "proactive",
            **fields,
        }
        # with a name of its own it is not renamed afterwards, which takes as long as the creation
        values.setdefault("id", uuid4().hex)
        with api.env.adopt_user(username=self.prefix + by):
            return api.content.create(container=self.agency, type="OfficialDocument", **values)

    def take(self, document, step, by, **data):
        """One step by one account."""
        with api.env.adopt_user(username=self.prefix + by):
            ILife(document).take(step, **data)
        return document

    def to(self, state, document=None, **fields):
        """Walk a draft to a state."""
        document = document if document is not None else self.draft(**fields)
        if state == "joint_consent":
            with api.env.adopt_user(username=self.prefix + "drafter"):
                IPositions(document).add(body="云溪市公安局")
        for step, by, data in self.path(state):
            if step == "supersede":
                # as a correction does that has reached its end
                IDossier(document).set_affair("superseded_by", {"uid": "0" * 32})
            if step in ("approve", "take_up"):
                data = {**data, "handled": sorted(IScan(document).item_ids())}
            self.take(document, step, by, **data)
        return document

    @staticmethod
    def path(state):
        """The steps to a state, with who takes them and their values."""
        straight = [
            ("submit", "drafter", {}, "section_review"),
            ("endorse", "section-head", {"checks": CHECKS}, "disclosure_review"),
            ("approve", "disclosure-reviewer", {"checks": CHECKS}, "sign_off"),
            ("sign", "signer", {}, "issued"),
        ]
        ends = {
            "published": ("publish", "disclosure-officer", {}),
            "registered": ("register", "disclosure-officer", {}),
            "withheld": ("file", "disclosure-officer", {}),
            "withdrawn": ("publish", "disclosure-officer", {}),
            "adjustment_review": ("publish", "disclosure-officer", {}),
            "superseded": ("publish", "disclosure-officer", {}),
        }
        steps = []
        if state == "to_determine":
            return [("enter_existing", "drafter", ON_PAPER)]
        if state != "draft":
            for step, by, data, target in straight:
                if state == "secrecy_consultation" and step == "endorse":
                    break
                steps.append((step, by, data))
                if target == state or state == "discontinued" or (state, step) == ("joint_consent", "approve"):
                    break
        if state in ends:
            steps.append(ends[state])
        steps += AFTERWARDS.get(state, ())
        if state == "withdrawn":
            steps.append(("withdraw", "disclosure-officer", {"reason": "内容有误", "cause": "error"}))
        if state == "discontinued":
            steps.append(("discontinue", "drafter", {"reason": "事项已取消"}))
        if state == "secrecy_consultation":
            steps.append(("refer", "section-head", {"reason": "是否涉密不明确", "body": "secrecy_body"}))
        return steps


#: A document on paper.
ON_PAPER = {
    "number": "云教〔2019〕7号",
    "issue_date": "2019-03-05",
    "signer_name": "王建国",
    "paper": {"filename": "原件.txt", "content-type": "text/plain", "data": "5Y6f5Lu2"},
}

#: What follows on the signature or publication, for the states that are no good end.
AFTERWARDS = {
    "adjustment_review": [
        (
            "adjust",
            "disclosure-officer",
            {
                "reason": "情况变化",
                "attribute": "withheld",
                "grounds": ["personnel"],
                "withholding_reason": "属于内部人事管理信息",
                "discretion": "公开会影响内部人事工作",
            },
        )
    ],
    "superseded": [("supersede", "disclosure-officer", {})],
    "voided": [("void", "signer", {"reason": "误发"})],
    "purged": [
        ("request_purge", "disclosure-reviewer", {"reason": "含有个人信息", "cause": "personal_data"}),
        ("purge", "secrecy-officer", {"reason": "含有个人信息"}),
    ],
}

#: What a document must carry to reach an end state.
PROPOSALS = {
    "registered": {
        "disclosure_attribute": "on_request",
        "disclosure_reason": "涉及特定申请人的办理结果",
        "public_title": "关于学校布局调整的意见",
    },
    "withheld": {
        "disclosure_attribute": "withheld",
        "disclosure_grounds": ("personnel",),
        "disclosure_reason": "属于内部人事管理信息",
        "discretion": "公开会影响内部人事工作的正常进行",
    },
}


@pytest.fixture()
def agency(portal):
    with api.env.adopt_roles(["Manager"]):
        return make_agency(portal)


@pytest.fixture()
def walk(agency):
    return Walk(agency)
