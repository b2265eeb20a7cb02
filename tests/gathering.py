"""What the tests of meetings share: a document whose asked agency objects, beside another that agrees; a clock to move."""

from datetime import timedelta
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.ledger.interfaces import now
from plone import api


CALL = {"place": "市政府301会议室", "agenda": "zqagendazq 公开属性", "persons": ["张局长"]}


def soon(hours=24):
    """A time some hours from now, as a form sends it."""
    return (now() + timedelta(hours=hours)).isoformat()[:16]


class Gathering:
    """Acts on the meetings of one document, each by the right person unless told otherwise."""

    def __init__(self, document, table, finance, health):
        self.document = document
        self.table = table
        self.finance = finance
        self.health = health

    def act(self, name, *args, by="disclosure-officer", **more):
        with api.env.adopt_user(username=by):
            return getattr(IMeetings(self.document), name)(*args, **more)

    def call(self, by="disclosure-officer", **more):
        return self.act("call", by=by, **{"at": soon(), "agencies": [self.finance], **CALL, **more})

    def conclude(self, meeting, by="disclosure-officer", **more):
        values = {"outcome": "kept", "minutes": "zqminuteszq 经协商一致", "attended": [self.finance]}
        settled = [] if more.get("outcome") == "not_settled" else [self.finance]
        return self.act("conclude", meeting, by=by, **{**values, "settled": settled, **more})

    def rows(self, by="disclosure-officer"):
        return self.act("rows", by=by)
