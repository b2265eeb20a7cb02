"""An opinion is bound to what its author saw (R-S2): the form of a step, several at once, and the REST call."""

from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import open_office
from town import PROPOSALS
from visiting import send
from visiting import step_form
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


JSON = {"Accept": "application/json", "Content-Type": "application/json"}
SEEN = "opengov.seen"


def change(walk, document, **fields):
    """What a drafter does to a draft."""
    with api.env.adopt_user(username="drafter"):
        for name, value in fields.items():
            setattr(document, name, value)
        notify(ObjectModifiedEvent(document))
    return document


def attach(document):
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile("名单".encode(), "text/plain", "名单.txt")
        api.content.create(container=document, type="DocumentAttachment", title="名单", file=file)


def text(words):
    return RichTextValue(f"<p>{words}</p>", "text/html", "text/x-html-safe")


def back_and_forth(walk, document, **fields):
    """The draft comes back, is changed, and lies in the same place again."""
    walk.take(document, "recall", "drafter")
    change(walk, document, **fields)
    return walk.take(document, "submit", "drafter")


CHANGES = {
    "title": {"title": "云溪市教育局关于调整作息时间的通知"},
    "text": {"text": text("另有规定的除外。")},
    "attribute": PROPOSALS["registered"],
    "reason": {"disclosure_reason": "另有考虑"},
}


@pytest.mark.parametrize("fields", CHANGES.values(), ids=CHANGES)
def test_an_approval_of_what_was_changed_meanwhile_is_refused_and_works_after_reading(walk, visit, fields):
    document = walk.to("section_review")
    page = visit("section-head").step(document, "endorse")
    back_and_forth(walk, document, **fields)
    refused = send(page, checks=CHECKS, comment="同意")
    assert refused.status_int == 400
    assert ILife(document).state == "section_review" and not IReviews(document).opinions()
    told = refused.html.select_one("#opengov-seen")
    assert told["role"] == "alert" and "R-S2" in told.text and "第十七条" in told.text
    form = step_form(refused)
    assert form["comment"].value == "同意"
    assert [box._value for box in form.fields["checks:list"] if box.checked] == CHECKS
    assert form[SEEN].value == ILife(document).mark()
    assert form.submit(status="*").status_int == 302
    assert ILife(document).state == "disclosure_review"


def test_what_was_changed_is_shown_part_by_part(walk, visit):
    document = walk.to("section_review")
    page = visit("section-head").step(document, "endorse")
    walk.take(document, "recall", "drafter")
    attach(document)
    change(walk, document, title="关于停课的通知")
    walk.take(document, "submit", "drafter")
    shown = send(page, checks=CHECKS).html.select_one("#opengov-seen-changes")
    assert "停课" in shown.select_one(".opengov-difference ins").text
    assert "名单.txt" in shown.text
    assert "各学校" not in shown.text


def test_what_was_not_kept_is_not_guessed(walk, visit):
    document = walk.draft()
    page = visit("drafter").step(document, "submit")
    change(walk, document, title="关于停课的通知")
    refused = send(page)
    assert refused.status_int == 400
    assert "cannot be shown here" in refused.html.select_one("#opengov-seen-changes").text
    assert send(refused).status_int == 302


def test_a_signer_who_read_another_text_signs_nothing(walk, visit, bureau):
    with api.env.adopt_roles(["Manager"]):
        open_office(bureau, "Signer", "second-signer")
    document = walk.to("sign_off")
    page = visit("signer").step(document, "sign")
    walk.take(document, "amend", "second-signer", changes={"title": "关于停课的通知"}, reason="改题")
    refused = send(page)
    assert refused.status_int == 400
    assert "停课" in refused.html.select_one("#opengov-seen-changes .opengov-difference ins").text
    assert ILife(document).signed() is None


def test_whoever_is_second_learns_that_it_was_approved_and_records_nothing(walk, visit, bureau):
    with api.env.adopt_roles(["Manager"]):
        open_office(bureau, "Disclosure Reviewer", "second-reviewer")
    document = walk.to("disclosure_review")
    page = visit("second-reviewer").step(document, "approve")
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    opinions = IReviews(document).opinions()
    refused = send(page, checks=CHECKS, comment="同意")
    assert refused.status_int == 400
    assert "Waiting for the signature" in refused.html.select_one("#opengov-seen").text
    assert "not possible" in refused.html.select_one(".alert-danger").text
    assert step_form(refused)["comment"].value == "同意"
    # what cannot lead anywhere has no button
    assert not refused.html.select("form.opengov-form button[type=submit]")
    assert IReviews(document).opinions() == opinions


def test_words_are_not_lost_when_the_document_has_left_the_office(walk, visit):
    """``return`` is taken in the next state too, but by others: no bare refusal for who had it before him."""
    document = walk.to("section_review")
    page = visit("section-head").step(document, "return")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    refused = send(page, reason="依据不足，请补充")
    assert refused.status_int == 400
    assert step_form(refused)["reason"].value == "依据不足，请补充"
    assert ILife(document).state == "disclosure_review"


@pytest.mark.parametrize("who", ["drafter", "disclosure-officer", "signer"])
def test_a_forged_state_opens_no_form_to_those_without_the_office(walk, visit, who):
    document = walk.to("section_review")
    token = visit(who).open(walk.agency, "@@authenticator/authenticator", status="*")
    value = token.text.partition('value="')[2].partition('"')[0]
    fields = {"step": "endorse", SEEN: "section_review:sha256:x", "_authenticator": value}
    answer = visit(who).post(document, "@@opengov-step", fields, status="*")
    assert answer.status_int in (403, 404)


@pytest.mark.parametrize("forged", ["", "x", "section_review", "section_review:sha256:" + "0" * 64, "x" * 10_000])
def test_a_forged_or_empty_mark_approves_nothing(walk, visit, forged):
    document = walk.to("section_review")
    form = step_form(visit("section-head").step(document, "endorse"))
    for box in form.fields["checks:list"]:
        box.checked = True
    form[SEEN] = forged
    refused = form.submit(status="*")
    assert refused.status_int == 400
    assert refused.html.select_one("#opengov-seen")
    assert ILife(document).state == "section_review" and not IReviews(document).opinions()


def test_a_form_without_the_mark_approves_nothing(walk, visit):
    document = walk.to("section_review")
    fields = step_form(visit("section-head").step(document, "endorse")).submit_fields()
    fields = [(name, value) for name, value in fields if name != SEEN] + [("checks:list", check) for check in CHECKS]
    visit("section-head").post(document, "@@opengov-step", fields, status=400)
    assert ILife(document).state == "section_review"


def test_another_mistake_does_not_pass_new_content_off_as_read(walk, visit):
    document = walk.to("section_review")
    page = visit("section-head").step(document, "return")
    opened = step_form(page)[SEEN].value
    back_and_forth(walk, document, title="关于停课的通知")
    refused = send(page, reason="x" * 5001)
    assert step_form(refused)[SEEN].value == opened
    assert send(refused, reason="依据不足").html.select_one("#opengov-seen")


def test_who_judges_an_adjustment_has_read_the_one_that_is_proposed(walk, visit):
    document = walk.to("adjustment_review")
    page = visit("disclosure-reviewer").step(document, "review_adjustment")
    other = {**PROPOSALS["withheld"], "reason": "情况变化", "withholding_reason": "另一理由", "grounds": ["logistics"]}
    values = {name: other[name] for name in ("reason", "grounds", "withholding_reason", "discretion")}
    walk.take(document, "review_adjustment", "disclosure-reviewer", outcome="disagree", reason="依据不足")
    with api.env.adopt_user(username="signer"):
        ILife(document).take("decide_adjustment", outcome="disagree", reason="不同意")
    walk.take(document, "adjust", "disclosure-officer", attribute="withheld", **values)
    refused = send(page, outcome="agree", checks=CHECKS)
    assert refused.status_int == 400 and refused.html.select_one("#opengov-seen")


# Several at once.


def choose(visit, site, who, step, documents):
    page = visit(who).open(site, "@@my-work")
    form = next(form for form in page.forms.values() if "my-work-several" in form.action)
    wanted = {IUUID(document) for document in documents}
    for box in form.fields["uids:list"]:
        box.checked = box._value in wanted
    return form.submit("step", value=step)


def confirm(page, **values):
    form = next(form for form in page.forms.values() if "confirmed" in form.fields)
    for name, value in values.items():
        if isinstance(value, list):
            for box in form.fields[f"{name}:list"]:
                box.checked = box._value in value
        else:
            form[name] = value
    return form.submit(status="*")


def test_of_several_the_changed_one_is_refused_and_can_be_read_and_tried_again(walk, visit, site):
    same, other = walk.to("section_review", title="甲"), walk.to("section_review", title="乙")
    page = choose(visit, site, "section-head", "endorse", [same, other])
    back_and_forth(walk, other, title="丙", disclosure_reason="另有考虑")
    done = confirm(page, checks=CHECKS)
    assert [ILife(each).state for each in (same, other)] == ["disclosure_review", "section_review"]
    assert not IReviews(other).opinions()
    refused = done.html.select_one(".opengov-outcomes .is-refused").text
    assert "R-S2" in refused and "Title" in refused
    again = next(form for form in done.forms.values() if form.id is None and "uids:list" in form.fields).submit()
    assert confirm(again, checks=CHECKS).html.select(".is-done")
    assert ILife(other).state == "disclosure_review"


def test_what_is_wrong_for_all_keeps_the_marks_of_what_was_looked_at(walk, visit, site):
    document = walk.to("section_review", title="甲")
    page = choose(visit, site, "section-head", "endorse", [document])
    back_and_forth(walk, document, title="丙")
    corrected = confirm(page, checks=CHECKS[:1])
    assert corrected.status_int == 400
    assert confirm(corrected, checks=CHECKS).html.select(".is-refused")
    assert ILife(document).state == "section_review"


@pytest.mark.parametrize("forged", ["", "section_review:sha256:" + "0" * 64])
def test_of_several_a_forged_mark_approves_nothing(walk, visit, site, forged):
    document = walk.to("section_review", title="甲")
    page = choose(visit, site, "section-head", "endorse", [document])
    form = next(form for form in page.forms.values() if "confirmed" in form.fields)
    form[f"seen-{IUUID(document)}"] = forged
    assert confirm(page, checks=CHECKS).html.select(".is-refused")
    assert ILife(document).state == "section_review"


# Over REST.


def call(visit, who, document, step, body, status, **headers):
    path = "/".join(document.getPhysicalPath()) + f"/@workflow/{step}"
    return visit(who).app.post_json(path, body, headers={**JSON, **headers}, status=status)


def told(visit, who, document):
    return visit(who).app.get("/".join(document.getPhysicalPath()) + "/@disclosure", headers=JSON).json


def test_a_client_that_names_what_it_read_is_refused_with_412(walk, visit):
    document = walk.to("section_review")
    tag = told(visit, "section-head", document)["etag"]
    back_and_forth(walk, document, title="关于停课的通知")
    before = len(ILedger(document).entries())
    body = {"checks": CHECKS}
    refused = call(visit, "section-head", document, "endorse", body, 412, **{"If-Match": f'"{tag}"'})
    assert refused.json["type"] == "PreconditionFailed"
    assert [error["code"] for error in refused.json["errors"]] == ["seen_other_content"]
    assert [part["field"] for part in refused.json["changed"]] == ["title"]
    assert refused.json["changed_by"] == "drafter"
    assert ILife(document).state == "section_review" and len(ILedger(document).entries()) == before
    call(visit, "section-head", document, "endorse", body, 200, **{"If-Match": refused.headers["ETag"]})


@pytest.mark.parametrize("headers", [{}, {"If-Match": "*"}])
def test_a_client_that_names_nothing_takes_the_step_as_ever(walk, visit, headers):
    document = walk.to("section_review")
    call(visit, "section-head", document, "endorse", {"checks": CHECKS}, 200, **headers)


@pytest.mark.parametrize("tag", ['"x"', '"section_review:"', 'W/"x"', ",", '"" , ""'])
def test_a_version_that_never_was_is_refused(walk, visit, tag):
    document = walk.to("section_review")
    call(visit, "section-head", document, "endorse", {"checks": CHECKS}, 412, **{"If-Match": tag})
    assert ILife(document).state == "section_review"


def test_who_may_not_take_the_step_is_told_of_no_version(walk, visit):
    document = walk.to("section_review")
    answer = call(visit, "drafter", document, "endorse", {"checks": CHECKS}, 403, **{"If-Match": '"x"'})
    assert "ETag" not in answer.headers


def test_several_over_rest_name_what_was_read_one_by_one(walk, visit, site):
    same, other = walk.to("section_review", title="甲"), walk.to("section_review", title="乙")
    seen = {IUUID(each): told(visit, "section-head", each)["etag"] for each in (same, other)}
    back_and_forth(walk, other, title="丙")
    path = "/".join(site.getPhysicalPath()) + "/@my-work/endorse"
    body = {"uids": list(seen), "seen": seen, "checks": CHECKS}
    answer = visit("section-head").app.post_json(path, body, headers=JSON).json
    assert [item["outcome"] for item in answer["items"]] == ["done", "refused"]
    assert answer["items"][1]["errors"][0]["code"] == "seen_other_content"
    visit("section-head").app.post_json(path, {**body, "seen": ["x"]}, headers=JSON, status=400)
