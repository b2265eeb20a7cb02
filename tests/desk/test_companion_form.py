"""Beginning a correction, a public version or an interpretation from a document's page."""

from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from town import PROPOSALS

import pytest


def begin(page, **values):
    form = next(form for form in page.forms.values() if "opengov-companion" in form.action)
    for name, value in values.items():
        form[name] = value
    return form.submit(status="*")


@pytest.mark.parametrize(
    "state,who,kind",
    [
        ("published", "drafter", "correction"),
        ("withheld", "drafter", "public_version"),
        ("issued", "drafter", "interpretation"),
    ],
)
def test_a_companion_is_begun_from_the_page(walk, visit, state, who, kind):
    document = walk.to(state, **PROPOSALS.get(state, {}))
    visitor = visit(who)
    link = visitor.open(document).html.select_one(f"#opengov-step-{kind}")
    answer = begin(visitor.open(document, link["href"].rpartition("/")[2]), reason="第二段数字有误")
    [companion] = ICompanions(document).all(kind)
    assert answer.location == companion.absolute_url()
    assert ILife(companion).state == "draft"
    assert "第二段数字有误" in visitor.open(companion)


@pytest.mark.parametrize(
    "state,who,kind,status",
    [
        ("published", "", "correction", [404, 401, 302]),
        ("published", "signer", "correction", [404]),
        ("draft", "drafter", "correction", [404]),
        ("draft", "drafter", "nonsense", [404]),
        ("published", "drafter", "public_version", [404]),
        ("published", "disclosure-reviewer", "waive_interpretation", [404]),
    ],
)
def test_what_cannot_be_begun_has_no_form(walk, visit, state, who, kind, status):
    document = walk.to(state)
    answer = visit(who).open(document, f"@@opengov-companion?kind={kind}", status="*")
    assert answer.status_int in status


def test_nothing_is_begun_without_a_token(walk, visit):
    document = walk.to("published")
    visit("drafter").post(document, "@@opengov-companion", {"kind": "correction"}, status=403)
    assert ICompanions(document).all() == ()


def test_a_second_correction_is_refused_and_the_reason_is_kept(walk, visit):
    document = walk.to("published")
    visitor = visit("drafter")
    page = visitor.open(document, "@@opengov-companion?kind=correction")
    assert begin(page, reason="第一次").status_int == 302
    answer = begin(page, reason="第二次")
    assert answer.status_int == 400
    assert "R-I2" in answer.html.select_one("#reason-error").text
    assert "第二次" in answer.html.select_one("textarea[name=reason]").text
    assert len(ICompanions(document).all()) == 1


def test_the_reviewer_does_without_an_interpretation_of_a_draft_he_does_not_see(walk, visit):
    document = walk.draft(normative=True)
    page = visit("disclosure-reviewer").open(document, "@@opengov-companion?kind=waive_interpretation")
    assert document.title not in page
    refused = begin(page)
    assert refused.status_int == 400
    assert "R-I4" in refused.html.select_one("#reason-error").text
    assert begin(refused, reason="内容简单，无须解读").status_int == 302
    assert not ICompanions(document).interpretation_needed()
    assert "内容简单，无须解读" in visit("drafter").open(document)


@pytest.mark.parametrize("who,status", [("", 404), ("signer", 404), ("drafter", 403)])
def test_nobody_else_does_without_it(walk, visit, who, status):
    document = walk.draft(normative=True)
    visitor = visit(who)
    visitor.open(document, "@@opengov-companion?kind=waive_interpretation", status=404)
    page = visit("drafter").open(document, "@@opengov-companion?kind=interpretation")
    assert page.html.select_one("a[href$='kind=waive_interpretation']") is not None
    values = {"kind": "waive_interpretation", "reason": "无须解读"}
    visitor.post(document, "@@opengov-companion", values, status=status)
    assert ICompanions(document).interpretation_needed()


def test_a_reason_nobody_can_have_typed_is_refused(walk, visit):
    document = walk.to("published")
    page = visit("drafter").open(document, "@@opengov-companion?kind=correction")
    before = len(ILedger(document).entries())
    assert begin(page, reason="x" * 5001).status_int == 400
    assert (ICompanions(document).all(), len(ILedger(document).entries())) == ((), before)
