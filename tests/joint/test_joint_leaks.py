"""What an agency keeps to itself is told to nobody else, whatever he asks: words, file names, bytes (R-J6, R-X1)."""

from base64 import b64encode
from door import Door
from opengov.disclosure.joint.interfaces import IJointRecord
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from plone import api
from plone.uuid.interfaces import IUUID
from smtpsink import Sink
from town import CHECKS
from town import make_agency
from town import SECRET
from zope.component.hooks import setSite

import json
import pytest
import re
import transaction


#: Words of the finance bureau: in confidence with what it released, and in the draft it has not released.
SECRETS = ("kept", "drafted", "draftedkept", "filename", "bytes")
MARKED = re.compile(f"zq(?:{'|'.join(SECRETS)})zq")

LEAD = ["drafter", "disclosure-officer", "signer", "supervisor", "archivist"]
#: The health bureau is asked about the same document, the police is not.
OTHERS = ["hea-co-issuer", "hea-signer", "hea-disclosure-officer", "pol-signer"]
#: Of the agency itself those who have no office in the matter.
OWN = ["fin-drafter", "fin-supervisor"]
READERS = [*LEAD, *OTHERS, *OWN, "manager", "member", ""]

_BEHIND = """
    GET@ GET@/@positions GET@/@positions/SLOT/difference GET@/@positions/SLOT/files/FILE GET@/@disclosure GET@/@history
    GET@/@history/0 GET@/@ledger GET@/@ledger?b_size=500 GET@/@ledger-verify GET@/@problems GET@/@deadlines GET@/@workflow
    GET@/@actions GET@/@joint GET@/@meetings GET@/@repeal GET@/@papers/1 GET@/@publication GET@/@breadcrumbs
    GET@/@comments GET@/@relations GET@/@export GET@/@inherit?expand.inherit.behaviors=plone.dublincore
    GET@?expand=disclosure,positions,joint,meetings,workflow,actions&fullobjects=1
    GET@/@download/FILE
"""
_PAGES = """
    @ @/view @/@@positions @/@@positions-file?slot=SLOT&file=FILE @/@@positions-file/SLOT/FILE @/@@meetings @/@@joint
    @/@@repeal @/@@document @/@@record @/@@print @/@@countersign-sheet @/@@opengov-differences @/@@historyview
    @/@@opengov-step?step=settle @/@@opengov-step?step=return @/manage_main @/propertyItems @/@@asked
"""
_ANYWHERE = """
    /@search?SearchableText=zq*&metadata_fields=_all&fullobjects=1 /@search?portal_type=OfficialDocument&fullobjects=1
    /@search?asked_agencies=FINANCE&metadata_fields=_all&fullobjects=1 /finance/@asked /health/@asked /@my-work /@notices
    /finance/@ledger /bureau/@ledger /finance/@registers /bureau/@registers /finance/@registers/joint /@ledger
    /bureau?fullobjects=1 /@navigation?expand.navigation.depth=4 /bureau/@contextnavigation
"""
_ANYWHERE_PAGES = """
    /@@search?SearchableText=zq* /@@my-work /@@notices /finance/@@asked /health/@@asked /bureau/@@listing_view
    /bureau/@@registers /finance/@@registers /bureau/@@full_view
"""


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def sink(portal):
    with Sink() as found:
        settings = {
            "smtp_host": "127.0.0.1",
            "smtp_port": found.port,
            "email_from_address": "noreply@yunxi.example.org",
            "email_from_name": "云溪市公文系统",
        }
        for name, value in settings.items():
            api.portal.set_registry_record(f"plone.{name}", value)
        yield found


@pytest.fixture
def matter(portal, walk, asked_agency, stranger, table, sink):
    """(document, slot, file): finance has answered once, and drafts another answer; health has answered, too."""
    with api.env.adopt_roles(["Manager"]):
        make_agency(portal, "police", "云溪市公安局", "云公", prefix="pol-")
        for name, role in (("manager", "Manager"), ("member", "Member")):
            portal.acl_users.userFolderAddUser(name, SECRET, [role], [])
    document = walk.draft()
    seats = table(document)
    slot = seats.add(asked_agency, role="co_issuer")
    other = seats.add(stranger)
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    seats.answer(other, prefix="hea-")
    seats.answer(slot, "agree_with_comment", reason="zqreleasedzq", confidential="zqkeptzq")
    file = {"filename": "zqfilenamezq.txt", "data": b64encode(b"zqbyteszq").decode()}
    said = {"reason": "zqdraftedzq", "confidential": "zqdraftedkeptzq"}
    seats.draft(slot, "object", by="fin-co-issuer", **said)
    seats.act("attach", slot, file, by="fin-co-issuer")
    transaction.commit()
    row = next(row for row in seats.rows("fin-signer") if row["mine"])
    return document, slot, row["draft"]["files"][0]["id"]


def told(answer):
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headerlist)
    return f"{headers}\n{answer.body.decode('utf-8', 'replace')}"


def asked(door, user, address, **more):
    """What an answer tells that is none of the reader's business."""
    return set(MARKED.findall(told(door.ask(*(more.pop("how", ("GET",))), address, user, **more))))


def addresses(document, slot, file):
    uid = IUUID(document)
    finance = IPositions(document).slots()[0].agency

    def of(text, path=""):
        for one in text.split():
            one = one.replace("SLOT", slot).replace("FILE", file).replace("FINANCE", finance).replace("UID", uid)
            yield one.removeprefix("GET").replace("@", path, 1) if path else one

    path = f"/bureau/{document.getId()}"
    rest = [*of(_BEHIND, path), *of(_ANYWHERE)]
    return rest, [*of(_PAGES, path), *of(_ANYWHERE_PAGES)]


def test_no_address_tells_anybody_what_an_agency_keeps_to_itself(portal, matter):
    document, slot, file = matter
    rest, pages = addresses(document, slot, file)
    door, leaks, seen = Door(portal), {}, set()
    with door.without_trace():
        own = f"/bureau/{document.getId()}/@positions"
        for user in ("fin-co-issuer", "fin-signer"):
            seen |= asked(door, user, own) | asked(door, user, f"{own}/{slot}/files/{file}")
        for user in READERS:
            for address in rest:
                found = asked(door, user, address)
                leaks |= {(user, address): found} if found else {}
        # who asks for pages is one of each side: what they show is what the services tell
        for user in ("disclosure-officer", "hea-signer", "fin-drafter", ""):
            for address in pages:
                found = asked(door, user, address, Accept="text/html")
                leaks |= {(user, address): found} if found else {}
    assert {found.strip("zq") for found in seen} == set(SECRETS), "the agency's own people read all of it"
    assert leaks == {}


def test_no_search_of_the_lead_or_another_agency_finds_such_a_word(portal, matter):
    door = Door(portal)
    criterion = {"i": "SearchableText", "o": "plone.app.querystring.operation.string.contains"}
    with door.without_trace():
        for word in SECRETS:
            for user in ("drafter", "disclosure-officer", "hea-signer", "manager", ""):
                query = {"query": [{**criterion, "v": f"zq{word}zq"}], "metadata_fields": "_all"}
                assert door.ask("POST", "/@querystring-search", user, query).json["items"] == []
                assert door.ask("GET", f"/@search?SearchableText=zq{word}zq", user).json["items"] == []


def test_neither_catalogue_nor_record_nor_mail_holds_such_a_word(portal, matter, sink):
    document, _slot, _file = matter
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults():
        rid = brain.getRID()
        kept = json.dumps([catalog.getIndexDataForRID(rid), catalog.getMetadataForRID(rid)], default=repr)
        assert not MARKED.search(kept), brain.getPath()
    chains = ILedgerStore(portal)
    assert not MARKED.search(json.dumps([chains.export(uid) for uid in chains.uids()]))
    content = IReviewedContent(document)
    assert not MARKED.search(json.dumps(content.kept(content.digest()), default=repr))
    assert not MARKED.search(repr(sink.__dict__))


def test_neither_a_copy_nor_the_archives_get_such_a_word(portal, walk, matter, table):
    document, slot, _file = matter
    table(document).act("release", slot, by="fin-signer")
    # now it is an objection, which is told; what was said in confidence never is
    told = {"reason": "zqreasonzq", "paper": {"filename": "批复.txt", "data": b64encode(b"x").decode()}}
    table(document).act("decide", slot, "as_drafted", "云溪市人民政府", by="disclosure-officer", **told)
    table(document).draft(slot, "agree", by="fin-co-issuer", confidential="zqdraftedkeptzq")
    walk.take(document, "settle", "disclosure-officer")
    walk.take(document, "sign", "signer")
    walk.take(document, "countersign", "fin-principal-signer")
    walk.take(document, "publish", "disclosure-officer")
    plain = json.dumps(IJointRecord(document).plain(), default=repr)
    assert "zqdraftedzq" in plain, "the objection was released"
    assert not re.search("zqkeptzq|zqdraftedkeptzq", plain)
    transaction.commit()
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(document, document.__parent__)
    assert IPositions(copy).slots() == ()
    assert not MARKED.search(json.dumps(IPositions(copy).export(), default=repr))
    door = Door(portal)
    with door.without_trace():
        for user in ("", "member", "pol-signer"):
            for more in ("", "/@disclosure", "/@positions", "/@joint", "/@@positions", "/@history"):
                answer = door.ask("GET", f"/bureau/{document.getId()}{more}", user)
                assert "zq" not in answer.text and "fin-" not in answer.text, (user, more, answer.status_int)
    assert now().date().isoformat() in plain
