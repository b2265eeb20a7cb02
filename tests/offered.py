"""Hand-overs as the contract tells them, in every state, without sealing anything: for tests of pages."""

from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.packages import Entry
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceipts
from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import getGlobalSiteManager
from zope.interface import implementer


AT = "2026-11-22T09:30:00+08:00"
SHA256, SM3 = "ab" * 32, "cd" * 32


def row(place, title="云溪市教育局关于做好春季开学工作的通知", document="", **more):
    """A listed record."""
    values = {
        "place": place,
        "record": f"r{place}",
        "document": document or f"{place:032x}",
        "archival_code": f"Z001-WS·2026-Y-BGS-{place:04d}",
        "item_number": place,
        "number": f"云教〔2026〕{place}号",
        "index_number": "",
        "title": title,
        "authors": "云溪市教育局",
        "issue_date": "2026-11-20",
        "published_on": "",
        "channels": (),
        "retention": "permanent",
        "attribute": "proactive",
        "classification": "公开",
        "genre": "",
        "pages": 2,
        "files": 4,
        "size": 40960,
        "digest": "",
        "validity": "valid",
        "supersedes": "",
    }
    return Row(**{**values, **more})


@dataclass
class FakeHandover:
    """See ``IHandover``."""

    id: str
    agency: str
    state: str = "offered"
    receiver: str = "archive"
    listed: list = field(default_factory=lambda: [row(1)])
    receipts: tuple = ()
    checks: tuple = ()
    problems: tuple = ()
    done: int = 0
    supersedes: str = ""
    count: int = 0

    @property
    def facts(self):
        return {
            "receiver": self.receiver,
            "agency": self.agency,
            "agency_title": "云溪市教育局",
            "fonds": "Z001",
            "purpose": "deposit",
            "scope": "record",
            "format": "eep-2022",
            "begun_at": AT,
            "sealed_at": "" if self.state in ("collecting", "laying_out", "failed") else AT,
            "supersedes": self.supersedes,
            "records": self.count or len(self.listed),
            "files": 12,
            "bytes": 4096,
        }

    @property
    def package(self):
        early = self.state in ("collecting", "laying_out", "failed")
        return {} if early else {"size": 5_000_000, "sha256": SHA256, "sm3": SM3}

    def rows(self, start=0, stop=None):
        return iter(self.listed[start:stop])

    def entries(self):
        for number in range(60):
            yield Entry(f"data/{number:03d}/附件 {number}.pdf", 1000 + number, 1, SHA256, SM3, "x", 0)

    def signature(self):
        return b"signed"


@implementer(IHandovers)
class FakeHandovers:
    """See ``IHandovers``: what the test puts into it."""

    def __init__(self):
        self.all = {}
        self.entries = []
        self.ready, self.held, self.batches, self.retried, self.replaced = [], [], [], [], {}

    def __call__(self, site):
        return self

    def enqueue(self, uid, agency):
        """Nothing waits here but what the test has put there."""

    def announce(self, uid, agency, kind, about, receiver=""):
        """Nobody is told."""

    def add(self, **facts):
        handover = FakeHandover(**facts)
        self.all[handover.id] = handover
        return handover

    def waiting(self, agencies):
        return bool(self.ready or self.batches)

    def work(self, agencies, limit):
        return self.batches.pop(0)

    def find(self, id):
        return self.all.get(id)

    def of_agency(self, agency, after="", limit=50):
        items = [one for one in self.all.values() if one.agency == agency]
        start = next((place + 1 for place, one in enumerate(items) if one.id == after), 0)
        more = len(items) > start + limit
        return {"items": items[start : start + limit], "next": items[start + limit - 1].id if more else None}

    def overview(self, agency, limit):
        return {"ready": self.ready[:limit], "held": self.held[:limit]}

    def retry(self, id):
        if self.all[id].state not in ("failed", "rejected"):
            raise RuleBroken(Problem("sealer_busy", "R-T4"))
        self.retried.append(id)

    def superseded_by(self, id):
        return self.replaced.get(id, "")

    def get(self, receiver, id):
        found = self.all.get(id)
        mine = found is not None and found.receiver == receiver["id"] and found.agency in receiver["fonds"]
        return found if mine else None

    def page(self, receiver, after=0, limit=100):
        items = [one for one in self.entries if one["seq"] > after][:limit]
        return {"items": items, "next": items[-1]["seq"] if items else after}


@implementer(IReceipts)
class FakeReceipts:
    """See ``IReceipts``: keeps what it is given, or refuses it."""

    def __init__(self):
        self.given, self.refusing = [], ()

    def __call__(self, site):
        return self

    def give(self, receiver, id, receipt):
        if self.refusing:
            raise RuleBroken(*self.refusing)
        self.given.append((receiver["id"], id, receipt))
        return receipt


@contextmanager
def put_in_place(interface, fake):
    """Let every request meet the fake, and nothing of it stay."""
    registry = getGlobalSiteManager()
    before = registry.adapters.registered([IPloneSiteRoot], interface)
    registry.registerAdapter(fake, [IPloneSiteRoot], interface)
    try:
        yield fake
    finally:
        registry.unregisterAdapter(fake, [IPloneSiteRoot], interface)
        if before is not None:
            registry.registerAdapter(before, [IPloneSiteRoot], interface)
