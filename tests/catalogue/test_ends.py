"""Whatever takes a document from the public: before, the act, what the public finds after, what registers and record say."""

from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.interfaces import REGISTERS
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import ON_PAPER
from urllib.parse import quote
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


CANARY = "金丝雀计划"
CHECKS = ["accuracy", "authority", "completeness", "timeliness"]
AGREE = {"outcome": "agree", "checks": CHECKS}
TO_REQUEST = {
    "reason": "涉及特定申请人",
    "attribute": "on_request",
    "withholding_reason": "涉及特定申请人的办理结果",
}
PURGE = {"reason": "正文误载个人信息", "cause": "personal_data"}
EXISTING = ON_PAPER


def correct(office, document):
    """A correction that takes the place of a document."""
    with api.env.adopt_user(username="drafter"):
        new = ICompanions(document).begin("correction")
        new.title = "更正后的通知"
    office.sign(new)
    office.take(new, "publish", "disclosure-officer")
    return new


def steps(*taken):
    def act(office, document):
        for step, by, data in taken:
            office.take(document, step, by, **data)

    return act


#: Name -> the act, the state after, the register after.
ACTS = {
    "withdraw": steps(("withdraw", "disclosure-officer", {"reason": "内容有误", "cause": "error"})),
    "void": steps(("void", "signer", {"reason": "误发"})),
    "adjust": steps(("adjust", "disclosure-officer", TO_REQUEST)),
    "decide_adjustment": steps(
        ("adjust", "disclosure-officer", TO_REQUEST),
        ("review_adjustment", "disclosure-reviewer", AGREE),
        ("decide_adjustment", "signer", {"outcome": "agree"}),
    ),
    "correct": correct,
    "purge": steps(("request_purge", "disclosure-officer", PURGE), ("purge", "signer", {"reason": "核实无误"})),
}
AFTER = {
    "withdraw": ("withdrawn", "withdrawn"),
    "void": ("voided", "voided"),
    "adjust": ("adjustment_review", "adjustment_review"),
    "decide_adjustment": ("registered", "registered"),
    "correct": ("superseded", "superseded"),
    "purge": ("purged", "purged"),
}


@pytest.fixture
def document(office):
    made = office.make(
        "published",
        f"关于{CANARY}的通知",
        text=f"正文{CANARY}",
        summary=f"摘要{CANARY}",
        document_keywords=(CANARY,),
        attachments=(NamedBlobFile(b"x", filename=f"{CANARY}.txt"),),
        planned_channels=("portal",),
    )
    with api.env.adopt_user(username="web-editor"):
        IChannels(made).place("portal", address="https://www.example.gov.cn/1.html", proof=f"{CANARY}回执")
    transaction.commit()
    return made


def everything(visitor, document):
    doors = (
        "@@disclosure-catalogue",
        "@@disclosure-catalogue.rss",
        "@@disclosure-sitemap.xml?part=first",
        "bureau/@@disclosure-catalogue",
        "bureau/@@disclosure-catalogue.rss",
        f"@@disclosure-catalogue?text={quote('金丝')}",
        "@@disclosure-catalogue?validity=valid",
        f"@@search?SearchableText={quote('通知')}",
        "sitemap.xml.gz",
    )
    said = [visitor.get(door, expect_errors=True).text for door in doors if not door.endswith("gz")]
    said += [str(visitor.json(door)) for door in ("@disclosure-catalogue", "@search?portal_type=OfficialDocument")]
    said.append(str(visitor.json(f"@disclosure-catalogue?text={quote(CANARY)}")["items"]))
    return "\n".join(said)


@pytest.mark.parametrize("act", ACTS)
def test_nothing_of_it_stays_at_any_public_door(public, office, document, catalogue, act):
    assert CANARY in everything(public, document)
    tags = {door: public.get(door).headers["ETag"] for door in ("@@disclosure-catalogue", "@@disclosure-catalogue.rss")}
    address = document.absolute_url()
    assert public.get(address, status=200)
    ACTS[act](office, document)
    transaction.commit()
    assert (ILife(document).state, register_of(office, document)) == AFTER[act]
    if act != "correct":
        # the corrected text may say the same words, with other addresses
        assert CANARY not in everything(public, document)
    assert document.getId() not in everything(public, document)
    assert IUUID(document) not in everything(public, document)
    for door, tag in tags.items():
        assert public.get(door, headers={"If-None-Match": tag}, status=200).headers["ETag"] != tag
    for behind in ("", "/view", "/@@download", "/@publication", "/@channels"):
        public.get(f"{address}{behind}", status=404)
    assert list(catalogue.verify()) == []


def register_of(office, document):
    with api.env.adopt_user(username="disclosure-officer"):
        register = IRegister(office.agency)
        found = [name for name in REGISTERS for row in register.page(name)["items"] if row["uid"] == IUUID(document)]
    assert len(found) <= 1
    return found[0] if found else ""


@pytest.mark.parametrize("act", ACTS)
def test_what_was_put_elsewhere_has_to_be_taken_down_and_can_be_confirmed(visitor, office, document, act):
    ACTS[act](office, document)
    transaction.commit()
    editor = visitor("web-editor")
    rows = [row for row in editor.json("bureau/@channels/take_down")["items"] if row["uid"] == IUUID(document)]
    assert [(row["channel"], row["address"]) for row in rows] == [("portal", "https://www.example.gov.cn/1.html")]
    # what went on as registered, or was destroyed, he sees no longer: he is told its number and the address alone
    hidden = act in ("decide_adjustment", "purge")
    assert [row["title_hidden"] for row in rows] == [hidden]
    assert (CANARY in str(rows[0]["title"])) is not hidden
    body = {"act": "take_down", "document": IUUID(document), "channel": "portal"}
    assert editor.send("PATCH", "bureau/@channels", body).status_int == 204
    assert editor.send("PATCH", "bureau/@channels", body).status_int == 404
    assert [row for row in editor.json("bureau/@channels/take_down")["items"] if row["uid"] == IUUID(document)] == []
    assert ILedger(document).entries()[-1].action == "channel_taken_down"


def test_a_purged_document_leaves_an_address_to_take_down_and_no_words(office, document, site):
    ACTS["purge"](office, document)
    kept = [row for name in ("take_down", "done") for row in rows_of(office, name)]
    assert {row["title"] for row in kept} == {""}
    assert CANARY not in str(kept)
    assert CANARY not in str(IDossier(document).export())
    with api.env.adopt_user(username="disclosure-officer"):
        [row] = IRegister(office.agency).page("purged")["items"]
    assert (row["title"], row["title_hidden"], bool(row["number"])) == ("", False, True)


def rows_of(office, name):
    with api.env.adopt_user(username="disclosure-officer"):
        return IChannelWork(office.agency).page(name)["items"]


def test_a_voided_row_keeps_the_number(office, document):
    number = ILife(document).signed()["number"]
    ACTS["void"](office, document)
    with api.env.adopt_user(username="disclosure-officer"):
        [row] = IRegister(office.agency).page("voided")["items"]
    assert (row["number"], row["title"]) == (number, document.title)


def test_only_the_corrected_text_is_public_and_says_that_it_is(public, office, document, catalogue):
    index_number = catalogue.index_number(IUUID(document))
    new = correct(office, document)
    transaction.commit()
    [found] = [item for item in public.json("@disclosure-catalogue")["items"] if item["title"] == new.title]
    assert (found["companion"], found["revision"], found["companion_of"]) == ("correction", 1, None)
    assert found["index_number"] == index_number
    assert found["number"] == ILife(document).signed()["number"]
    public.get(new.absolute_url(), status=200).mustcontain("opengov-standing-notes")
    with api.env.adopt_user(username="disclosure-officer"):
        assert [row["revision"] for row in IRegister(office.agency).page("published")["items"]] == [1]


def test_a_public_version_says_so_and_names_no_original_that_is_withheld(public, visitor, office, catalogue):
    original = office.make("withheld", f"关于{CANARY}的通知")
    with api.env.adopt_user(username="drafter"):
        version = ICompanions(original).begin("public_version")
        version.title = "关于有关工作的通知（公开版）"
        version.text = RichTextValue("<p>删减后的正文。</p>", "text/html", "text/x-html-safe")
        notify(ObjectModifiedEvent(version))
    office.sign(version)
    office.take(version, "publish", "disclosure-officer")
    transaction.commit()
    [found] = public.json("@disclosure-catalogue")["items"]
    assert (found["companion"], found["companion_of"], found["related"]) == ("public_version", None, [])
    for text in (str(found), public.get("@@disclosure-catalogue").text, public.get(version.absolute_url()).text):
        assert CANARY not in text
        assert original.getId() not in text
        assert IUUID(original) not in text
    # nor does the lists' own link: who works on both finds them through the companions of the document
    assert visitor("disclosure-officer").json(f"bureau/{version.getId()}/@publication")["companion_of"] is None


def test_existing_stock_has_a_register_until_it_is_taken_up(public, office):
    document = office.draft(f"关于{CANARY}的通知", disclosure_attribute="proactive")
    office.take(document, "enter_existing", "drafter", **EXISTING)
    transaction.commit()
    assert register_of(office, document) == "to_determine"
    assert CANARY not in everything(public, document)
    handled = sorted(IScan(document).item_ids())
    office.take(document, "take_up", "disclosure-reviewer", checks=CHECKS, handled=handled)
    transaction.commit()
    assert register_of(office, document) == "published"
    assert CANARY in everything(public, document)
    assert [record.channel for record in IChannels(document).records()] == ["catalogue"]
