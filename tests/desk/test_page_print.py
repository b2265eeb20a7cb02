"""The document's page at one glance, its marks, prints and PDF: what each role gets, and what nobody else does."""

from io import BytesIO
from opengov.disclosure.desk.printing import pdf
from opengov.disclosure.desk.printing.pictures import Pictures
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from pypdf import PdfReader
from situations import adjustment_reviewed
from town import PROPOSALS
from urllib.parse import unquote

import pytest
import transaction


MOBILE = "13812345678"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0005fe02fea7358d"
    "a90000000049454e44ae426082"
)

needs_pdf = pytest.mark.skipif(bool(pdf.missing()), reason="this machine has no Pango")


def rich(markup):
    return RichTextValue(markup, "text/html", "text/x-html-safe")


def words(answer):
    pages = PdfReader(BytesIO(answer.body)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_findings_are_marked_in_the_text_for_the_office_alone(walk, visit):
    document = walk.draft(text=rich(f"<p>电话：{MOBILE}</p>"), notes=f"又 {MOBILE}")
    walk.to("published", document)
    inside = visit("disclosure-officer").open(document)
    assert [mark.text for mark in inside.html.select(".opengov-paper mark.opengov-finding")] == [MOBILE, MOBILE]
    for who in ("", "web-editor"):
        page = visit(who).open(document)
        assert MOBILE in page and "opengov-finding" not in page and "data-finding" not in page
    assert "mark" not in document.text.raw


def test_what_changed_since_the_review_is_shown(walk, visit):
    document = walk.to("disclosure_review")
    walk.take(document, "return", "disclosure-reviewer", reason="请改")
    with api.env.adopt_user(username="drafter"):
        document.text = rich("<p>各学校：现将修改后的事项通知如下。</p>")
    page = visit("drafter").open(document)
    changes = page.html.select_one("#opengov-changes").text
    assert "Text of the document" in changes and "修改后的" in changes
    assert page.html.select_one(".opengov-glance a[href='#opengov-changes']")


def test_what_blocks_names_who_can_lift_it(walk, visit):
    document = walk.to("section_review")
    groups = visit("section-head").open(document).html.select(".opengov-blockers")
    lifts = [lift.text for group in groups for lift in group.select(".opengov-lift")]
    assert any("disclosure-reviewer" in lift for lift in lifts)


def test_a_draft_waits_for_who_drafts_it(walk, visit):
    assert "drafter" in visit("drafter").open(walk.draft()).html.select_one(".opengov-next").text


@pytest.mark.parametrize(
    "who,seen", [("drafter", True), ("section-head", True), ("signer", True), ("web-editor", False), ("", False)]
)
def test_the_sheet_is_the_offices_own(walk, visit, who, seen):
    document = walk.to("published")
    answer = visit(who).open(document, "@@opengov-sheet", status="*")
    assert (answer.status_int == 200) is seen
    if seen:
        table = answer.html.select_one(".opengov-printed-sheet").text
        assert "section-head" in table and "signer" in table and "☑Proactive disclosure" in table
        assert "（此件公开发布）" in table


@pytest.mark.parametrize("view", ["@@pdf", "@@opengov-sheet", "@@opengov-sheet-pdf"])
@pytest.mark.parametrize("who", ["", "signer"])
def test_who_may_not_see_a_document_finds_none_of_its_prints(walk, visit, view, who):
    visit(who).open(walk.draft(), view, status=404)


@needs_pdf
def test_the_pdf_has_what_is_printed_in_the_order_of_the_standard(walk, visit):
    document = walk.draft(
        main_recipients=("各学校",), copy_recipients=("市政府办公室",), text=rich(f"<p>电话：{MOBILE}</p>")
    )
    walk.to("published", document)
    answer = visit().open(document, "@@pdf")
    number = (IDossier(document).signed or {})["number"]
    told = words(answer)
    expected = [
        "云溪市教育局文件",
        number,
        "关于做好春季开学工作的通知",
        "各学校：",
        MOBILE,
        "（此件公开发布）",
        "抄送：",
        "印发",
    ]
    places = [told.index("".join(part.split())) for part in expected]
    assert places == sorted(places)
    assert answer.content_type == "application/pdf"
    assert unquote(answer.headers["Content-Disposition"]).endswith(f"{number} {document.title}.pdf")
    assert "no-cache" in answer.headers["Cache-Control"]
    box = PdfReader(BytesIO(answer.body)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


@needs_pdf
def test_a_draft_says_on_paper_that_it_is_none(walk, visit):
    assert "Notsigned:draft" in words(visit("drafter").open(walk.draft(), "@@pdf"))


@needs_pdf
def test_the_offices_pdf_states_an_adjustment(walk, visit):
    document = walk.take(adjustment_reviewed(walk), "decide_adjustment", "signer", outcome="agree")
    assert "adjustedfromProactivedisclosuretoWithheld" in words(visit("section-head").open(document, "@@pdf"))


@needs_pdf
def test_the_sheet_as_pdf_bears_opinions_and_mark(walk, visit):
    told = words(visit("drafter").open(walk.to("withheld", **PROPOSALS["withheld"]), "@@opengov-sheet-pdf"))
    assert "（此件不予公开）" in told and "section-head" in told and "signer" in told


@needs_pdf
def test_no_process_keeps_what_a_purge_destroys(walk, visit, monkeypatch):
    made, render = [], pdf._render
    monkeypatch.setattr(pdf, "_render", lambda *asked: made.append(asked[0]) or render(*asked))
    document = walk.draft(title="关于金丝雀的通知", text=rich("<p>金丝雀在此。</p>"))
    walk.to("published", document)
    first = visit().open(document, "@@pdf")
    assert "金丝雀在此" in words(first)
    # each time anew, but where the reader's own browser has it
    visit("signer").open(document, "@@pdf")
    known = {"If-None-Match": first.headers["ETag"]}
    assert visit().open(document, "@@pdf", headers=known, status=304).body == b"" and len(made) == 2
    walk.take(document, "request_purge", "disclosure-reviewer", reason="含有个人信息", cause="personal_data")
    walk.take(document, "purge", "secrecy-officer", reason="含有个人信息")
    visit().open(document, "@@pdf", headers=known, status=404)
    assert "金丝雀" not in words(visit("disclosure-officer").open(document, "@@pdf"))


def test_without_pango_there_is_no_button_and_no_pdf(walk, visit, monkeypatch):
    document = walk.to("published")
    monkeypatch.setattr(pdf, "missing", lambda: "cannot load library 'libpango-1.0-0'")
    page = visit("signer").open(document)
    assert page.html.select_one("#opengov-print-pdf") is None
    assert page.html.select_one("#opengov-print-sheet")
    visit("signer").open(document, "@@pdf", status=404)


def test_too_many_at_once_are_asked_to_come_again(walk, visit, monkeypatch):
    monkeypatch.setattr(pdf, "missing", lambda: "")

    def busy(*_args):
        raise pdf.Busy

    monkeypatch.setattr(pdf, "make", busy)
    answer = visit().open(walk.to("published"), "@@pdf", status=503)
    assert answer.headers["Retry-After"] == "30"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "file:///etc/passwd",
        "document:///../other/a.png",
        "http://nohost/plone/bureau/a.png",
        "data:text/html;base64,PGI+",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "document:///resolveuid/00000000000000000000000000000000",
    ],
)
def test_a_print_fetches_nothing_from_elsewhere(walk, address):
    with pytest.raises(LookupError):
        Pictures(walk.draft()).fetch(address)


def test_a_print_shows_the_documents_own_pictures_to_who_may_see_them(walk):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(PIXEL, "image/png", "a.png")
        picture = api.content.create(document, "DocumentAttachment", title="图", file=file)
        for address in (
            f"document:///{picture.getId()}/@@download/file",
            picture.absolute_url(),
            f"document:///resolveuid/{picture.UID()}",
        ):
            assert Pictures(document).fetch(address) == (PIXEL, "image/png")
    transaction.commit()
    with api.env.adopt_user(username="web-editor"), pytest.raises(LookupError):
        Pictures(document).fetch(picture.absolute_url())
