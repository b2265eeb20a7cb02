"""A town of three agencies: the lead, one that is asked, and a stranger."""

from datetime import timedelta
from gathering import Gathering
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.ledger.interfaces import IClock
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import make_agency
from town import Walk
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest


@pytest.fixture
def asked_agency(portal, agency):
    """The agency that is asked: its people are ``fin-co-issuer``, ``fin-signer``, …"""
    with api.env.adopt_roles(["Manager"]):
        return make_agency(portal, "finance", "云溪市财政局", "云财", prefix="fin-")


@pytest.fixture
def stranger(portal, agency):
    with api.env.adopt_roles(["Manager"]):
        return make_agency(portal, "health", "云溪市卫生健康局", "云卫", prefix="hea-")


@pytest.fixture
def walk(agency):
    return Walk(agency)


class Table:
    """What each side does with the slots of one document, each by the right person unless told otherwise."""

    def __init__(self, document):
        self.document = document

    def add(self, agency=None, body="", by="drafter", **more):
        with api.env.adopt_user(username=by):
            return IPositions(self.document).add(agency=IUUID(agency) if agency is not None else "", body=body, **more)

    def act(self, act, *args, by, **more):
        with api.env.adopt_user(username=by):
            return getattr(IPositions(self.document), act)(*args, **more)

    def draft(self, slot, stand="agree", by="fin-co-issuer", **more):
        values = {
            "digest": IPositions(self.document).digest(),
            "reason": "" if stand == "agree" else "口径不一致",
            **more,
        }
        self.act("draft", slot, stand, by=by, **values)

    def answer(self, slot, stand="agree", prefix="fin-", **more):
        self.draft(slot, stand, by=f"{prefix}co-issuer", **more)
        self.act("release", slot, by=f"{prefix}signer")

    def rows(self, by):
        with api.env.adopt_user(username=by):
            return IPositionsSeen(self.document).rows()

    def standing(self, slot):
        return next(row["standing"] for row in self.rows("drafter") if row["slot"] == slot)


@pytest.fixture
def table():
    return Table


@pytest.fixture
def asked(walk, asked_agency):
    """A document in ``joint_consent`` with one asked agency: (document, table, slot id)."""
    document = walk.draft(telephone="0751-1234567")
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile("名单".encode(), "text/plain", "名单.txt")
        api.content.create(container=document, type="DocumentAttachment", id="annex", title="名单", file=file)
    seats = Table(document)
    slot = seats.add(asked_agency)
    walk.take(document, "submit", "drafter")
    if ILife(document).state == "section_review":
        walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS, comment="zqcommentzq")
    return document, seats, slot


@pytest.fixture
def moving(portal):
    """The office's clock; tests move it on by ``hours``."""
    registry, real = getGlobalSiteManager(), getUtility(IClock)

    class Moving:
        hours = 0

        def now(self):
            return real.now() + timedelta(hours=self.hours)

    moved = Moving()
    registry.registerUtility(moved, IClock)
    yield moved
    registry.registerUtility(real, IClock)


@pytest.fixture
def quarrel(asked, stranger):
    """A document in ``joint_consent`` to which the asked agency objects and another agrees: a :class:`gathering.Gathering`."""
    document, seats, finance = asked
    health = seats.add(stranger, by="disclosure-officer")
    seats.answer(finance, "object")
    seats.answer(health, prefix="hea-")
    return Gathering(document, seats, finance, health)
