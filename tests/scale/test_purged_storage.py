"""After a purge and a packing no word and no byte of a document is on the disk any more (R-L3).

Each document is full of words that stand nowhere else in the world. First every one of them is found in the raw files.
"""

from forks import copy_database
from forks import file_storage
from forks import in_a_process
from forks import open_site
from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.numbers import KEY as NUMBERS
from opengov.disclosure.signoff.purging import remains
from opengov.disclosure.signoff.verification import verify_page
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.interfaces import IReceivers
from plone import api
from plone.app.discussion.interfaces import IConversation
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import PROPOSALS
from town import Walk
from zope.annotation.interfaces import IAnnotations
from zope.component import createObject
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import base64
import io
import pytest
import shutil
import transaction
import zipfile
import ZODB


STATES = ("draft", "sign_off", "published", "withheld")
#: State -> who asks for the purge and who confirms it.
PERSONS = {
    "draft": ("section-head", "second-head"),
    "sign_off": ("section-head", "disclosure-reviewer"),
    "published": ("disclosure-officer", "signer"),
    "withheld": ("secrecy-officer", "section-head"),
}
FIELDS = (
    "title",
    "text",
    "inline",
    "summary",
    "notes",
    "keyword",
    "recipient",
    "copied",
    "citation",
    "reason",
    "discretion",
)
WRITTEN = (
    *FIELDS,
    "public",
    "section",
    "telephone",
    "earlier",
    "override",
    "version",
    "remark",
    "addon",
    "matter",
    "why",
)
FILES = ("name", "annex", "bytes", "docx", "comments")
THIRD = ("party", "contact")
#: Why the record is to be opened later than at expiry; asked of what is transferred.
OPENING = ("opening",)
SAID = ("comment", "referral", "determination", "papername", "paperbytes", "instruction")
#: A pair of characters that no other text has; the text index keeps pairs.
PAIR = "龘靐"


def word(place, state):
    return f"zq{place}{state.replace('_', '')}zq"


def words(state):
    said = (*(SAID if state != "draft" else ()), *((*THIRD, *OPENING) if state == "withheld" else ()))
    return {word(place, state) for place in (*WRITTEN, *FILES, *said)} | {PAIR}


def found(folder, wanted):
    """Which of these words are in the raw files of a folder or in their names."""
    needles = {each: each.encode() for each in wanted}
    seen = set()
    for path in folder.rglob("*"):
        data = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        seen |= {each for each, needle in needles.items() if needle in data}
    return seen


def docx(body, remark):
    """A text of a word processor whose parts are not compressed, so that a raw search can find what is in it."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for part, root, text in (("document", "document", body), ("comments", "comments", remark)):
            xml = f"<w:{root} {space}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:{root}>"
            archive.writestr(f"word/{part}.xml", xml)
    return out.getvalue()


def written(walk, state):
    """A draft with a word in every place."""
    said = {place: word(place, state) for place in (*WRITTEN, *FILES)}
    html = f'<p>各学校：{said["text"]}</p><p><img alt="{said["inline"]}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="/></p>'
    proposal = dict(PROPOSALS.get(state, {"disclosure_attribute": "proactive"}))
    if "disclosure_reason" in proposal:
        proposal |= {"disclosure_reason": said["reason"], "discretion": said["discretion"]}
    document = walk.draft(
        **proposal | {"title": f"关于{said['earlier']}的通知"},
        text=RichTextValue(html, "text/html", "text/x-html-safe"),
        summary=said["summary"],
        notes=said["notes"],
        document_keywords=(said["keyword"],),
        main_recipients=(said["recipient"],),
        copy_recipients=(said["copied"],),
        law_citation=said["citation"],
        public_title=said["public"],
        drafting_section=said["section"],
        telephone=said["telephone"],
    )
    transaction.commit()
    with api.env.adopt_user(username="drafter"):
        document.title = f"关于{said['title']}{PAIR}的通知"
        if "disclosure_grounds" not in proposal:
            document.disclosure_reason, document.discretion = said["reason"], said["discretion"]
        notify(ObjectModifiedEvent(document))
        files = [(f"{said['name']}.txt", said["bytes"].encode()), ("附件.docx", docx(said["docx"], said["comments"]))]
        for name, data in files:
            file = NamedBlobFile(data=data, filename=name, contentType="application/octet-stream")
            api.content.create(container=document, type="DocumentAttachment", title=said["annex"], file=file)
    leave_elsewhere(document, said)
    transaction.commit()
    return document


def leave_elsewhere(document, said):
    """What add-ons and Plone's own tools keep beside a document, although the product itself never lets them."""
    IDossier(document).add_override(said["override"], "secrecy-officer", "2026-11-20T09:00:00+08:00")
    IDossier(document).set_affair("some_matter", {"words": said["matter"]})
    IAnnotations(document)["some.addon"] = said["addon"]
    document.some_addon_attribute = said["addon"]
    with api.env.adopt_roles(["Manager"]):
        repository = api.portal.get_tool("portal_repository")
        repository.setVersionableContentTypes([*repository.getVersionableContentTypes(), "OfficialDocument"])
        repository._recursiveSave(document, {}, repository._prepareSysMetadata(said["version"]), True)
    remark = createObject("plone.Comment")
    remark.text = said["remark"]
    IConversation(document).addComment(remark)


def walked(walk, state):
    """The document in its state, with a referral and its answer on paper on the way."""
    document = written(walk, state)
    if state == "draft":
        return document
    said = {place: word(place, state) for place in (*SAID, *THIRD)}
    if state == "withheld":
        with api.env.adopt_user(username="drafter"):
            IConsultations(document).consult(said["party"], "organisation", "trade_secret", contact=said["contact"])
    walk.take(document, "submit", "drafter", comment=said["comment"])
    asked = {"reason": said["referral"], "body": "secrecy_body"}
    walk.take(document, "refer", "section-head", **asked)
    paper = {"filename": f"{said['papername']}.txt", "content-type": "text/plain"}
    paper["data"] = base64.b64encode(said["paperbytes"].encode()).decode()
    proposal = {"attribute": document.disclosure_attribute, "withholding_reason": document.disclosure_reason or ""}
    proposal |= {"grounds": list(document.disclosure_grounds or ()), "discretion": document.discretion or ""}
    answer = {name: value for name, value in proposal.items() if value}
    walk.take(document, "determine", "secrecy-officer", reason=said["determination"], paper=paper, **answer)
    now = "2026-11-20T09:00:00+08:00"
    told = {"instructed_by": "signer", "instructed_at": now, "instruction": said["instruction"]}
    walk.take(document, "record_instruction", "drafter", **told)
    for step, by, data in Walk.path(state)[1:]:
        handled = {"handled": sorted(IScan(document).item_ids())} if step == "approve" else {}
        walk.take(document, step, by, **data, **handled)
    return document


def fill(folder):
    """Write the documents and seal those that are handed over; answer their ids and numbers."""
    site = open_site(file_storage(folder))
    walk, agency = Walk(site["bureau"]), IUUID(site["bureau"])
    receiver = {"id": "archive", "title": "云溪市档案馆", "account": "archivist", "kind": "archive", "fonds": [agency]}
    with api.env.adopt_roles(["Manager"]):
        IReceivers(site).put({**receiver, "takes": ["deposit", "transfer"]})
    documents = {state: walked(walk, state) for state in STATES}
    with api.env.adopt_user(username="transfer-clerk"):
        IOpeningOpinion(documents["withheld"]).give("deferred", word("opening", "withheld"))
    transaction.commit()
    done = seal_all(site, agency)
    return {
        "ids": {state: document.getId() for state, document in documents.items()},
        "numbers": {state: IDocumentNumber(document).text for state, document in documents.items()},
        "sealed": done,
    }


def seal_all(site, agency):
    """How many records were sealed, hand-overs offered, documents held back."""
    counts, more = {"sealed": 0, "offered": 0, "held": 0}, True
    while more:
        done = IHandovers(site).work([agency], 10)
        transaction.commit()
        counts = {key: number + len(done[key]) for key, number in counts.items()}
        more = done["more"]
    return counts


def purge(folder, ids, commit=True):
    site = open_site(file_storage(folder))
    walk = Walk(site["bureau"])
    for state, name in ids.items():
        asks, confirms = PERSONS[state]
        document = site["bureau"][name]
        walk.take(document, "request_purge", asks, reason=word("why", state), cause="secret")
        walk.take(document, "purge", confirms, reason=word("why", state))
    if not commit:
        transaction.abort()
        return [ILife(site["bureau"][name]).state for name in ids.values()]
    transaction.commit()
    return "purged"


def pack(folder):
    """What ``zodbpack`` does, or *Pack* in Zope's control panel; then what docs/operations.md says to delete."""
    ZODB.DB(file_storage(folder)).pack()
    (folder / "Data.fs.old").unlink()
    shutil.rmtree(folder / "blobs.old", ignore_errors=True)
    return "packed"


def look(folder, ids):
    """What a server finds that is started afterwards."""
    site = open_site(file_storage(folder))
    documents = {state: site["bureau"][name] for state, name in ids.items()}
    rows = [row for series in IAnnotations(site["bureau"])[NUMBERS].values() for row in series.rows.values()]
    uids = {state: IUUID(document) for state, document in documents.items()}
    return {
        "states": {ILife(document).state for document in documents.values()} == {"purged"},
        "numbers": {state: IDocumentNumber(document).text for state, document in documents.items()},
        "numbered": sorted(state for state, uid in uids.items() if uid in {row["document"] for row in rows}),
        "cause": {IDossier(document).affair("purge")["cause"] for document in documents.values()} == {"secret"},
        "remains": [remains(document) for document in documents.values()],
        "chains": [repr(broken) for broken in ILedgerStore(site).verify()],
        "record": {state: ILedger(document).entries()[-1].action for state, document in documents.items()},
        "integrity": [problem.code for _uid, _path, problem in verify_page()[0]],
    }


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def folder(walk, portal, tmp_path, monkeypatch):
    """A database on disk with the people of an agency, and a spool beside it."""
    from town import open_office

    with api.env.adopt_roles(["Manager"]):
        open_office(walk.agency, "Section Head", "second-head")
    transaction.commit()
    monkeypatch.setenv("OPENGOV_SPOOL", str(tmp_path / "database" / "spool"))
    (tmp_path / "database").mkdir()
    copy_database(portal._p_jar.db().storage, file_storage(tmp_path / "database"))
    return tmp_path / "database"


def test_nothing_of_a_purged_document_is_on_the_disk_after_packing(folder):
    filled = in_a_process(lambda: fill(folder))
    assert "error" not in filled, filled
    assert filled["sealed"] == {"sealed": 2, "offered": 2, "held": 0}
    everything = set().union(*map(words, STATES))
    asked = {word("why", state) for state in STATES}
    assert everything - found(folder, everything) == asked
    in_packages = found(folder / "spool", words("published"))
    assert {word(place, "published") for place in ("title", "text", "bytes", "docx", "determination")} <= in_packages

    assert in_a_process(lambda: purge(folder, filled["ids"])) == "purged"
    assert list((folder / "spool").glob("*.zip")) == []
    assert in_a_process(lambda: pack(folder)) == "packed"

    assert found(folder, everything) == set()
    seen = in_a_process(lambda: look(folder, filled["ids"]))
    assert seen == {
        "states": True,
        "numbers": filled["numbers"],
        "numbered": ["published", "withheld"],
        "cause": True,
        "remains": [[], [], [], []],
        "chains": [],
        "record": {
            "draft": "purge",
            "sign_off": "purge",
            "published": "handover_destroyed",
            "withheld": "handover_destroyed",
        },
        "integrity": [],
    }


def test_a_purge_that_is_not_committed_destroys_nothing(folder):
    filled = in_a_process(lambda: fill(folder))
    packages = {path: path.read_bytes() for path in (folder / "spool").glob("*.zip")}
    assert len(packages) == 2

    states = in_a_process(lambda: purge(folder, filled["ids"], commit=False))

    assert states == list(STATES)
    assert {path: path.read_bytes() for path in (folder / "spool").glob("*.zip")} == packages
    assert in_a_process(lambda: pack(folder)) == "packed"
    lasting = {word(place, "published") for place in ("title", "text", "bytes", "docx", "comment", "paperbytes")}
    assert found(folder, lasting) == lasting
