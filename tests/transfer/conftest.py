"""A bureau with one person in each office, an archive and a library with accounts of their own, and a spool."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from zope.component.hooks import setSite

import pytest
import transaction


PASSWORD = "Yunxi-2026-test"
CHECKS = ["accuracy", "authority", "completeness", "timeliness"]
STEPS = {
    "submit": ("drafter", {}),
    "endorse": ("section-head", {"checks": CHECKS}),
    "approve": ("disclosure-reviewer", {"checks": CHECKS}),
    "sign": ("signer", {}),
    "publish": ("disclosure-officer", {}),
    "register": ("disclosure-officer", {}),
    "file": ("disclosure-officer", {}),
    "withdraw": ("disclosure-officer", {"reason": "内容有误", "cause": "error"}),
}
ON_REQUEST = {
    "disclosure_attribute": "on_request",
    "disclosure_reason": "涉及特定申请人的办理结果",
    "public_title": "关于学校布局调整的意见",
}
WITHHELD = {
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("personnel",),
    "disclosure_reason": "属于内部人事管理信息",
    "discretion": "公开会影响内部人事工作的正常进行",
}


class Town:
    """A site with agencies, and the acts that the tests need."""

    def __init__(self, portal):
        self.portal = portal
        self.bureau = self.make_agency("bureau", "云溪市教育局", "云教")
        for role, slug in OFFICES.items():
            if role != "Archivist":
                self.open_office(self.bureau, role, slug)
        self.open_office(self.bureau, "Archivist", "archive")
        self.open_office(self.bureau, "Archivist", "library")
        self.handovers = IHandovers(portal)

    def make_agency(self, id, title, code):
        return api.content.create(
            self.portal, "Agency", id, title=title, short_name=title, issuer_codes=[code], fonds_identifier="Z001"
        )

    def open_office(self, agency, role, user_id):
        if api.user.get(userid=user_id) is None:
            api.user.create(email=f"{user_id}@example.org", username=user_id, password=PASSWORD)
        api.group.add_user(groupname=IOffices(agency).group_id(role), username=user_id)

    def receiver(self, account="archive", kind="archive", takes=("deposit",), fonds=None, id=None):
        fonds = fonds or [IUUID(self.bureau)]
        receiver = {"id": id or account, "title": "云溪市档案馆", "account": account, "kind": kind, "fonds": fonds}
        IReceivers(self.portal).put({**receiver, "takes": list(takes)})
        return IReceivers(self.portal).all()[receiver["id"]]

    def document(self, *steps, files=(), **fields):
        values = {
            "title": "云溪市教育局关于做好春季开学工作的通知",
            "text": RichTextValue("<p>各学校：现将有关事项通知如下。</p>", "text/html", "text/x-html-safe"),
            "document_kind": "notice",
            "disclosure_attribute": "proactive",
            **fields,
        }
        with api.env.adopt_user(username="drafter"):
            document = api.content.create(self.bureau, "OfficialDocument", **values)
            for name, data in files:
                file = NamedBlobFile(data=data, filename=name, contentType="application/octet-stream")
                api.content.create(document, "DocumentAttachment", title=name, file=file)
        # blobs have a place on disk only after a commit, as on a real site
        transaction.commit()
        self.walk(document, *steps)
        transaction.commit()
        return document

    def walk(self, document, *steps):
        for step in steps:
            user, data = STEPS[step]
            if step == "approve":
                data = {**data, "handled": sorted(IScan(document).item_ids())}
            with api.env.adopt_user(username=user):
                ILife(document).take(step, **data)

    def signed(self, *further, **options):
        return self.document("submit", "endorse", "approve", "sign", *further, **options)

    def published(self, **options):
        return self.signed("publish", **options)

    def seal(self, document):
        result = self.handovers.seal(IUUID(self.bureau), IUUID(document))
        transaction.commit()
        return result


@pytest.fixture
def spool(tmp_path, monkeypatch):
    folder = tmp_path / "spool"
    monkeypatch.setenv("OPENGOV_SPOOL", str(folder))
    return folder


@pytest.fixture
def town(functional, spool):
    yield from _town(functional)


@pytest.fixture
def served(acceptance, spool):
    """The same behind a web server."""
    yield from _town(acceptance)


def _town(layer):
    portal = layer["portal"]
    setSite(portal)
    with api.env.adopt_roles(["Manager"]):
        made = Town(portal)
        transaction.commit()
        yield made
    transaction.abort()
