"""The coordination page as the lead, the asked agencies and everybody else see it; the difference page; the liaison's list."""

from opengov.disclosure.core import position_files
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IPositions
from plone import api
from plone.app.textfield.value import RichTextValue
from town import CHECKS
from town import make_agency
from visiting import Visitor
from webtest import Upload
from zope.lifecycleevent import modified

import pytest
import transaction


SECRETS = ("zqconfidentialzq", "zqunreleasedzq", "zqdraftfilezq")


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def visit(functional, asked):
    transaction.commit()
    return lambda user: Visitor(functional, user)


def cells(page, slot):
    """Column -> text of one agency's row."""
    heading = page.html.select_one(f'.opengov-matrix a[href$="#slot-{slot}"]')
    row = heading.find_parent("tr")
    return {cell["data-column"]: " ".join(cell.get_text(" ").split()) for cell in row.select("[data-column]")}


def acts(page, slot):
    """Acts whose forms one agency's card offers."""
    return [field["value"] for field in page.html.select(f'#slot-{slot} input[name="position.act"]')]


def form_of(page, act, slot=""):
    return next(
        form
        for form in page.forms.values()
        if "position.act" in form.fields
        and form["position.act"].value == act
        and (not slot or form["position.slot"].value == slot)
    )


def change(document, walk, **fields):
    """Another text: back to the draft, changed, and asked about again."""
    walk.take(document, "return", "disclosure-officer", reason="修改")
    with api.env.adopt_user(username="drafter"):
        document.text = RichTextValue("<p>各学校：现将修改后的事项通知如下。</p>", "text/html", "text/x-html-safe")
        for name, value in fields.items():
            setattr(document, name, value)
        modified(document)
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    transaction.commit()


def test_a_row_tells_stand_person_times_and_what_is_next(visit, asked):
    document, seats, slot = asked
    page = visit("disclosure-officer").open(document, "@@positions")
    row = cells(page, slot)
    assert row["order"] == "1" and row["agency"].startswith("云溪市财政局")
    assert (row["standing"], row["next"]) == ("Waiting for the answer", "Wait until it acknowledges the receipt")
    record = store.record_of(document, slot)
    assert row["asked"] == record.asked[-1]["at"][:10] and record.asked[-1]["due"] in row["due"]
    assert row["received"] == row["position"] == "" and "silence: no consent" in row["due"]
    seats.answer(slot, "agree_with_comment", reason="第二条请核对", files=[{"filename": "意见.txt", "data": "5oSP"}])
    transaction.commit()
    row = cells(visit("disclosure-officer").open(document, "@@positions"), slot)
    for words in ("Agree with a comment", "第二条请核对", "fin-signer", "Signer", "1 attachments"):
        assert words in row["position"]
    assert (row["standing"], row["next"]) == ("Agrees", "Settled")
    assert row["received"] == store.record_of(document, slot).received["at"][:10]


def test_on_behalf_of_whom_a_position_was_released_is_told(visit, asked):
    document, seats, slot = asked
    seats.answer(slot)
    record = store.record_of(document, slot)
    record.positions = ({**record.positions[0], "released_for": "fin-principal-signer"},)
    transaction.commit()
    assert "for fin-principal-signer" in cells(visit("drafter").open(document, "@@positions"), slot)["position"]


def test_who_did_not_answer_in_time_is_overdue(visit, asked):
    document, _seats, slot = asked
    record = store.record_of(document, slot)
    record.asked = ({**record.asked[-1], "due": "2020-01-02"},)
    transaction.commit()
    row = cells(visit("disclosure-officer").open(document, "@@positions"), slot)
    assert "overdue" in row["due"] and row["next"] == "Urge it, or ask again"


OFFERED = [
    ("disclosure-officer", ["ask", "remove"]),
    ("disclosure-reviewer", ["ask", "remove"]),
    ("drafter", []),
    ("signer", []),
    ("fin-co-issuer", ["receive", "draft"]),
    ("fin-signer", []),
]


@pytest.mark.parametrize("user,offered", OFFERED, ids=[user for user, _offered in OFFERED])
def test_everybody_is_offered_what_his_office_may_do(visit, asked, user, offered):
    document, _seats, slot = asked
    assert acts(visit(user).open(document, "@@positions"), slot) == offered


def test_a_leader_is_offered_the_release_once_there_is_a_draft(visit, asked):
    document, seats, slot = asked
    seats.draft(slot)
    transaction.commit()
    page = visit("fin-signer").open(document, "@@positions")
    assert acts(page, slot) == ["release"]
    assert cells(page, slot)["next"] == "A leader releases the drafted position"
    own = page.html.select_one(".opengov-own a")
    assert own["href"].endswith(f"#slot-{slot}") and "releases" in own.get_text()
    page = visit("drafter").open(document, "@@positions")
    assert cells(page, slot)["next"] == "Wait for the answer" and not page.html.select(".opengov-own")


PAGES = ("@@positions", "@@countersign-sheet", "@@position-difference?slot={slot}")


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("user", ["", "hea-co-issuer", "hea-signer", "fin-drafter", "web-editor"])
def test_for_everybody_else_there_is_no_page(visit, asked, stranger, view, user):
    document, _seats, slot = asked
    assert visit(user).open(document, view.format(slot=slot), status="*").status_int == 404


@pytest.mark.parametrize("view", PAGES)
def test_what_is_unreleased_or_confidential_is_read_in_its_agency_alone(visit, asked, stranger, view):
    document, seats, slot = asked
    other = seats.add(stranger, by="disclosure-officer")
    seats.draft(
        other,
        "object",
        by="hea-co-issuer",
        reason="zqunreleasedzq",
        confidential="zqconfidentialzq",
        files=[{"filename": "zqdraftfilezq.txt", "data": "5oSP"}],
    )
    transaction.commit()
    for user in ("drafter", "disclosure-officer", "signer", "fin-co-issuer", "fin-signer"):
        page = visit(user).open(document, view.format(slot=slot))
        assert not [word for word in SECRETS if word in page.text], user
    own = visit("hea-signer").open(document, "@@positions")
    assert all(word in own.text for word in SECRETS)
    seats.act("release", other, by="hea-signer")
    transaction.commit()
    for user in ("drafter", "fin-co-issuer"):
        page = visit(user).open(document, "@@positions")
        assert "zqunreleasedzq" in page.text and "zqconfidentialzq" not in page.text
        assert "zqconfidentialzq" not in visit(user).open(document, "@@countersign-sheet").text
    assert "zqconfidentialzq" not in visit("hea-signer").open(document, "@@countersign-sheet").text


def test_another_agency_is_not_told_the_persons_who_answered(visit, asked, stranger):
    document, seats, slot = asked
    seats.add(stranger, by="disclosure-officer")
    seats.answer(slot)
    transaction.commit()
    for view in ("@@positions", "@@countersign-sheet"):
        assert "fin-signer" not in visit("hea-co-issuer").open(document, view).text
        assert "fin-signer" in visit("disclosure-officer").open(document, view).text


def test_another_agency_has_no_difference_to_look_at(visit, asked, stranger):
    document, seats, slot = asked
    seats.add(stranger, by="disclosure-officer")
    transaction.commit()
    page = visit("hea-co-issuer")
    assert page.open(document, f"@@position-difference?slot={slot}", status="*").status_int == 404
    assert page.open(document, "@@position-difference?slot=x", status="*").status_int == 404
    assert page.open(document, "@@position-difference", status="*").status_int == 404


def test_a_draft_without_agencies_has_an_empty_page_with_the_form(functional, walk):
    document = walk.draft()
    transaction.commit()
    page = Visitor(functional, "drafter").open(document, "@@positions")
    assert "No agency is asked about this document." in page.text and not page.html.select(".opengov-matrix")
    assert form_of(page, "add")["position.role"].value == "concerned"
    assert not page.html.select("#opengov-link-countersign-sheet")


def test_a_co_issuer_and_an_outside_body_that_is_none_of_the_administration_are_named_on_the_page(
    visit, asked, stranger
):
    document, _seats, _slot = asked
    page = visit("disclosure-officer").open(document, "@@positions")
    form = form_of(page, "add")
    form["position.body"] = "中共云溪市委社会工作部"
    form["position.administrative"] = "no"
    form["position.role"] = "co_issuer"
    refused = form.submit(status="*")
    assert "alert-danger" in refused.text and 'value="中共云溪市委社会工作部"' in refused.text
    transaction.begin()
    assert len(IPositions(document).slots()) == 1
    form["position.reason"] = "内容涉及社会工作"
    assert form.submit(status="*").status_int == 302
    transaction.begin()
    added = IPositions(document).slots()[-1]
    assert (added.role, added.administrative) == ("co_issuer", False)
    row = cells(visit("disclosure-officer").open(document, "@@positions"), added.id)
    assert "outside this site" in row["agency"] and "no administrative agency" in row["agency"]
    assert row["next"] == "Record its answer from paper"


def test_files_are_sent_and_taken_away_on_the_page(visit, asked):
    document, _seats, slot = asked
    form = form_of(visit("fin-co-issuer").open(document, "@@positions"), "draft")
    form["position.files"] = [Upload("测算表.txt", "测算".encode()), Upload("说明.txt", "说明".encode())]
    assert form.submit(status="*").status_int == 302
    page = visit("fin-co-issuer").open(document, "@@positions")
    names = [link.get_text() for link in page.html.select(f"#slot-{slot} .opengov-files a")]
    assert names == ["测算表.txt", "说明.txt"]
    link = page.html.select_one(f"#slot-{slot} .opengov-files a")["href"]
    assert visit("fin-signer").app.get(link).body == "测算".encode()
    assert visit("disclosure-officer").app.get(link, status="*").status_int == 404
    assert form_of(page, "detach").submit(status="*").status_int == 302
    transaction.begin()
    assert [file["name"] for file in store.record_of(document, slot).drafted["files"]] == ["说明.txt"]


def test_a_refused_upload_keeps_the_words_and_stores_nothing(visit, asked):
    document, _seats, slot = asked
    form = form_of(visit("fin-co-issuer").open(document, "@@positions"), "draft")
    form["position.stand"] = "agree_with_comment"
    form["position.reason"] = "zqtypedzq"
    form["position.files"] = [Upload("空.txt", b"")]
    refused = form.submit(status="*")
    assert "空.txt" in refused.text and "zqtypedzq" in refused.text
    transaction.begin()
    assert store.record_of(document, slot).drafted is None


def test_a_file_that_is_too_large_is_named_on_the_page(visit, asked, monkeypatch):
    document, _seats, slot = asked
    monkeypatch.setattr(position_files, "MAX_FILE", 10)
    form = form_of(visit("fin-co-issuer").open(document, "@@positions"), "draft")
    form["position.files"] = [Upload("大文件.txt", b"x" * 100)]
    refused = form.submit(status="*")
    assert "«大文件.txt» is larger than" in refused.text
    transaction.begin()
    assert store.record_of(document, slot).drafted is None


def test_the_liaison_sees_what_changed_and_confirms(visit, asked, walk):
    document, seats, slot = asked
    seats.answer(slot, "agree_with_comment", reason="第二条请核对")
    change(document, walk, disclosure_attribute="on_request", disclosure_reason="zqleadsreasonzq")
    page = visit("fin-co-issuer").open(document, "@@positions")
    link = page.html.select_one(f'.opengov-matrix a[href*="position-difference?slot={slot}"]')
    assert link and cells(page, slot)["next"] == "Look at the changes; confirm or change the position"
    page = visit("fin-co-issuer").app.get(link["href"])
    assert page.html.select_one("#change-disclosure_attribute del").get_text().endswith("Proactive disclosure")
    text = page.html.select_one("#change-text").get_text()
    assert "修改后的" in text and "zqleadsreasonzq" not in page.text
    assert form_of(page, "confirm").submit(status="*").status_int == 302
    page = visit("fin-signer").open(document, f"@@position-difference?slot={slot}")
    assert form_of(page, "release").submit(status="*").status_int == 302
    transaction.begin()
    old, new = store.record_of(document, slot).positions
    assert (old["reason"], old["stand"]) == (new["reason"], new["stand"]) and old["digest"] != new["digest"]
    page = visit("disclosure-officer").open(document, "@@positions")
    assert cells(page, slot)["next"] == "Settled"
    assert len(page.html.select(f"#slot-{slot} .opengov-positions > li")) == 2, "the former answer stays"


def test_a_position_is_changed_on_the_difference_page(visit, asked, walk):
    document, seats, slot = asked
    seats.answer(slot)
    change(document, walk)
    page = visit("fin-co-issuer").open(document, f"@@position-difference?slot={slot}")
    form = form_of(page, "draft")
    form["position.stand"] = "object"
    refused = form.submit(status="*")
    assert "alert-danger" in refused.text and refused.html.select_one("#change-text")
    form["position.reason"] = "改后口径不一致"
    assert form.submit(status="*").status_int == 302
    transaction.begin()
    assert store.record_of(document, slot).drafted["stand"] == "object"


def test_the_lead_compares_but_confirms_nothing(visit, asked, walk):
    document, seats, slot = asked
    seats.answer(slot)
    change(document, walk)
    page = visit("disclosure-officer").open(document, f"@@position-difference?slot={slot}")
    assert page.html.select_one("#change-text") and not page.html.select('input[name="position.act"]')


def test_an_answer_on_a_text_that_changed_meanwhile_is_refused(visit, asked, walk):
    document, seats, slot = asked
    seats.answer(slot)
    change(document, walk)
    form = form_of(visit("fin-co-issuer").open(document, f"@@position-difference?slot={slot}"), "confirm")
    form["position.digest"].force_value("sha256:0")
    assert "alert-danger" in form.submit(status="*").text
    transaction.begin()
    assert store.record_of(document, slot).drafted is None


def test_the_liaisons_list_shows_what_waits_and_all(visit, asked, portal):
    document, seats, slot = asked
    page = visit("fin-co-issuer").open(portal["finance"], "@@asked")
    assert [tab.get_text(" ", strip=True) for tab in page.html.select(".nav-tabs a")] == ["To do 1", "All 1"]
    row = {cell["data-column"]: cell.get_text(" ", strip=True) for cell in page.html.select("tbody [data-column]")}
    assert row["agency"] == document.title and row["next"] == "Acknowledge the receipt"
    seats.draft(slot)
    transaction.commit()
    page = visit("fin-signer").open(portal["finance"], "@@asked")
    assert "A leader releases the drafted position" in page.text
    seats.act("release", slot, by="fin-signer")
    transaction.commit()
    assert "Nothing waits for this agency." in visit("fin-signer").open(portal["finance"], "@@asked").text
    assert document.title in visit("fin-signer").open(portal["finance"], "@@asked?show=all").text


@pytest.mark.parametrize("user,shown", [("fin-co-issuer", True), ("fin-signer", True), ("fin-drafter", False)])
def test_my_work_counts_what_is_asked_of_my_agency(visit, asked, portal, user, shown):
    page = visit(user).open(portal, "@@my-work")
    section = page.html.select_one('.opengov-tile[data-card="asked"]')
    assert bool(section) == shown
    if shown:
        assert section.select_one("a")["href"].endswith("/finance/@@asked") and "1" in section.get_text()


@pytest.mark.parametrize("user,linked", [("drafter", True), ("fin-co-issuer", True), ("fin-signer", True)])
def test_the_document_leads_to_the_page(visit, asked, user, linked):
    document, _seats, _slot = asked
    page = visit(user).open(document, "view")
    assert bool(page.html.select('.opengov-links a[href$="/@@positions"]')) == linked


def test_the_document_tells_who_issues_it_and_who_is_no_administrative_agency(functional, walk, asked_agency, table):
    document = walk.draft()
    seats = table(document)
    seats.add(asked_agency, role="co_issuer")
    seats.add(body="中共云溪市委社会工作部", role="co_issuer", administrative=False)
    transaction.commit()
    told = Visitor(functional, "drafter").open(document, "view").html.select_one(".opengov-issuers")
    assert "云溪市教育局" in told.summary.get_text() and "2" in told.summary.get_text()
    listed = [item.get_text(" ", strip=True) for item in told.select("li")]
    assert listed == ["云溪市财政局", "中共云溪市委社会工作部 no administrative agency"]


def test_no_cache_keeps_a_page(visit, asked):
    document, _seats, slot = asked
    for view in PAGES:
        answer = visit("disclosure-officer").open(document, view.format(slot=slot))
        assert answer.headers["Cache-Control"] == "private, no-cache, must-revalidate"


MANY = 21


@pytest.fixture
def crowded(portal, agency, walk, table):
    """Documents with two and with 21 asked agencies of this site, all of which have answered, most with a comment."""
    with api.env.adopt_roles(["Manager"]):
        homes = [make_agency(portal, f"a{n}", f"云溪市第{n}局", f"云{n}", prefix=f"a{n}-") for n in range(MANY)]
    found = []
    for count in (2, MANY):
        document = walk.draft()
        seats = table(document)
        slots = [seats.add(home) for home in homes[:count]]
        walk.take(document, "submit", "drafter")
        walk.take(document, "endorse", "section-head", checks=CHECKS)
        walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
        for number, slot in enumerate(slots):
            seats.answer(slot, "agree_with_comment", prefix=f"a{number}-")
        found.append(document)
    transaction.commit()
    return found


def test_of_many_agencies_one_is_opened_by_its_name(functional, crowded):
    visitor = Visitor(functional, "disclosure-officer")
    page = visitor.open(crowded[1], "@@positions")
    assert not page.html.select(".opengov-slot") and "Open an agency by its name" in page.text
    slot = IPositions(crowded[1]).slots()[7].id
    page = visitor.app.get(page.html.select_one(f'.opengov-matrix a[href$="#slot-{slot}"]')["href"])
    assert acts(page, slot) == ["ask", "remove"] and len(page.html.select(".opengov-slot")) == 1
    assert len(Visitor(functional, "a3-signer").open(crowded[1], "@@positions").html.select(".opengov-slot")) == 1


def test_21_agencies_are_all_shown(functional, crowded):
    page = Visitor(functional, "disclosure-officer").open(crowded[1], "@@positions")
    assert len(page.html.select(".opengov-matrix tbody tr")) == MANY


@pytest.fixture
def together(walk, asked_agency, stranger, table):
    """A document that two others issue as well, agreed by both and signed by the lead: (document, table, slot ids)."""
    document = walk.draft(urgency="urgent")
    seats = table(document)
    slots = [seats.add(home, role="co_issuer") for home in (asked_agency, stranger)]
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    for slot, prefix in zip(slots, ("fin-", "hea-"), strict=True):
        seats.answer(slot, "agree_with_comment", prefix=prefix, confidential="zqconfidentialzq", reason="zqcommentzq")
    walk.take(document, "settle", "disclosure-officer")
    walk.take(document, "sign", "signer")
    transaction.commit()
    return document, seats, slots


def boxes(page):
    """Agency -> text of its box on the countersign sheet."""
    found = page.html.select(".opengov-box")
    return {box.th.find(string=True).strip(): " ".join(box.get_text(" ").split()) for box in found}


def test_signatures_are_told_in_their_order(functional, together, walk):
    document, _seats, (first, second) = together
    page = Visitor(functional, "disclosure-reviewer").open(document, "@@positions")
    assert cells(page, first)["signature"] == "To be signed now"
    assert cells(page, first)["next"] == "Wait for its signature"
    assert cells(page, second)["signature"] == "Not signed yet"
    assert cells(page, second)["next"] == "Signs when its turn comes"
    own = Visitor(functional, "fin-signer").open(document, "@@positions")
    assert cells(own, first)["next"] == "Countersign"
    walk.take(document, "countersign", "fin-signer")
    transaction.commit()
    page = Visitor(functional, "disclosure-reviewer").open(document, "@@positions")
    assert cells(page, first)["signature"].startswith("Signed fin-signer") and cells(page, first)["next"] == "Signed"
    assert cells(page, second)["next"] == "Wait for its signature"
    other = Visitor(functional, "hea-signer").open(document, "@@positions")
    assert "fin-signer" not in other.text and cells(other, first)["signature"].startswith("Signed")


def test_the_list_of_the_leader_tells_that_a_signature_is_wanted(functional, together, portal):
    _document, _seats, _slots = together
    assert "Countersign" in Visitor(functional, "fin-signer").open(portal["finance"], "@@asked").text
    assert "Nothing waits" in Visitor(functional, "hea-signer").open(portal["health"], "@@asked").text


def test_the_sheet_has_a_box_for_each_who_signs_with_room_for_the_pen(functional, together, walk):
    document, _seats, _slots = together
    walk.take(document, "countersign", "fin-signer")
    transaction.commit()
    page = Visitor(functional, "disclosure-reviewer").open(document, "@@countersign-sheet")
    found = boxes(page)
    assert list(found) == ["云溪市教育局", "云溪市财政局", "云溪市卫生健康局"]
    assert "signer" in found["云溪市教育局"] and "Lead agency" in found["云溪市教育局"]
    assert "zqcommentzq" in found["云溪市财政局"] and "Signature： fin-signer" in found["云溪市财政局"]
    assert "zqcommentzq" in found["云溪市卫生健康局"] and "____-__-__" in found["云溪市卫生健康局"]
    assert "zqconfidentialzq" not in page.text
    head = page.html.select_one(".opengov-countersign").get_text(" ")
    for words in (document.title, "Proactive disclosure", "Urgent", "One after the other"):
        assert words in head


def test_the_head_of_the_sheet_is_repeated_on_every_page(functional, together):
    document, _seats, _slots = together
    page = Visitor(functional, "fin-signer").open(document, "@@countersign-sheet")
    head = page.html.select_one(".opengov-countersign > thead").get_text(" ")
    assert document.title in head and "云溪市教育局" in head
    assert "Urgent" not in page.html.select_one(".opengov-countersign").get_text(" "), "of the lead it is not told"


def test_an_agency_that_is_only_concerned_signs_with_its_answer(visit, asked):
    document, seats, slot = asked
    seats.answer(slot)
    transaction.commit()
    found = boxes(visit("disclosure-officer").open(document, "@@countersign-sheet"))
    assert "Signature： fin-signer" in found["云溪市财政局"]


def test_the_number_stands_on_the_sheet_once_there_is_one(functional, together, walk):
    document, _seats, _slots = together
    walk.take(document, "countersign", "fin-signer")
    walk.take(document, "countersign", "hea-signer")
    transaction.commit()
    sheet = Visitor(functional, "disclosure-reviewer").open(document, "@@countersign-sheet")
    assert "云教〔" in sheet.text
    told = Visitor(functional, "fin-signer").open(document, "view").html.select_one(".opengov-issuers")
    assert "3" in told.summary.get_text() and len(told.select(".badge")) == 2


def test_a_signature_under_an_earlier_text_is_told_as_such(functional, together, walk):
    document, seats, (first, second) = together
    walk.take(document, "countersign", "fin-signer")
    walk.take(document, "return", "signer", reason="修改")
    with api.env.adopt_user(username="drafter"):
        document.text = RichTextValue("<p>各学校：另行通知。</p>", "text/html", "text/x-html-safe")
        modified(document)
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    for slot, prefix in ((first, "fin-"), (second, "hea-")):
        seats.answer(slot, prefix=prefix)
    walk.take(document, "settle", "disclosure-officer")
    transaction.commit()
    page = Visitor(functional, "disclosure-reviewer").open(document, "@@positions")
    assert "Signed an earlier text" in cells(page, first)["signature"]
    assert (
        "fin-signer"
        not in boxes(Visitor(functional, "disclosure-reviewer").open(document, "@@countersign-sheet"))[
            "云溪市财政局"
        ].partition("Signature")[2]
    )


def test_the_timeline_tells_what_the_agencies_did(visit, asked):
    document, seats, slot = asked
    seats.answer(slot, "object", confidential="zqconfidentialzq")
    transaction.commit()
    page = visit("drafter").open(document, "view")
    told = [" ".join(item.get_text(" ").split()) for item in page.html.select(".opengov-timeline li")]
    assert any("Agency has answered" in item and "云溪市财政局" in item and "Object" in item for item in told)
    assert any("Receipt acknowledged" in item for item in told)
    assert sum("Agency asked" in item for item in told) == 1
    assert "zqconfidentialzq" not in page.text
    assert not visit("fin-signer").open(document, "view").html.select(".opengov-timeline")


def test_what_is_next_leads_to_where_it_is_done(visit, asked):
    document, seats, slot = asked
    seats.answer(slot, "object")
    transaction.commit()
    page = visit("disclosure-officer").open(document, "@@positions")
    link = page.html.select_one(".opengov-matrix [data-column=next] a")
    assert link.get_text() == "Call a coordination meeting" and link["href"].endswith("/@@meetings")
    assert visit("disclosure-officer").app.get(link["href"]).status_int == 200
    pages = [one["href"].rpartition("/")[2] for one in page.html.select(".opengov-links a")]
    assert pages == ["@@joint", "@@meetings", "@@countersign-sheet"]
    for name in pages:
        assert visit("disclosure-officer").open(document, name).status_int == 200
