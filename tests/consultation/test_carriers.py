"""R-A9: what is forwarded, and what is attached, is never opened by what carries it."""

from contextlib import contextmanager
from opengov.disclosure.consultation.interfaces import FORWARDED_CHANGED
from opengov.disclosure.consultation.interfaces import IForwarding
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import IStepCondition
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import PROPOSALS
from town import Walk
from zope.component import getAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


FROM_PAPER = {
    "forwarding_mode": "forward",
    "forwarded_document": "省教〔2026〕5号 关于做好开学工作的通知",
    "forwarded_originator": "省教育厅",
}


@contextmanager
def refused(code):
    with pytest.raises(RuleBroken) as broken:
        yield
    assert code in {problem.code for problem in broken.value.problems}


def told(document, step, data=None):
    condition = getAdapter(document, IStepCondition, "opengov.disclosure.forwarding")
    return [problem.code for problem in condition.problems(STEPS[step], data)]


def save(document, by="drafter", **fields):
    with api.env.adopt_user(username=by):
        for name, value in fields.items():
            setattr(document, name, value)
        notify(ObjectModifiedEvent(document))


def attach(document, name="名单.xlsx", **fields):
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(data=b"1", filename=name, contentType="application/octet-stream")
        return api.content.create(container=document, type="DocumentAttachment", title=name, file=file, **fields)


@pytest.fixture
def content(walk, clock):
    """A public document of the same agency."""
    return walk.to("published", title="云溪市教育局关于印发考试办法的通知")


@pytest.mark.parametrize(
    "step", ["submit", "submit_urgently", "uphold", "endorse", "approve", "sign", "sign_urgently", "take_up"]
)
def test_a_carrier_of_paper_is_held_back_at_each_step(walk, clock, step):
    carrier = walk.draft(**FROM_PAPER, forwarded_attribute="withheld")
    assert told(carrier, step, {}) == ["carrier_more_open"]
    carrier.forwarded_attribute = None
    assert told(carrier, step, {}) == ["forwarded_attribute_required"]
    carrier.forwarded_attribute = "none"
    assert told(carrier, step, {}) == []


@pytest.mark.parametrize("step", ["determine", "decide_dispute"])
def test_nobody_determines_a_carrier_to_be_more_open(walk, clock, step):
    carrier = walk.draft(**FROM_PAPER, forwarded_attribute="withheld", **PROPOSALS["withheld"])
    assert told(carrier, step, {"attribute": "on_request"}) == ["carrier_more_open"]
    assert told(carrier, step, {"attribute": "withheld"}) == []
    assert told(carrier, step) == []


def test_an_adjustment_asks_the_content_too(walk, clock):
    carrier = walk.draft(**FROM_PAPER, forwarded_attribute="on_request")
    IDossier(carrier).set_affair("adjustment", {"attribute": "proactive"})
    assert told(carrier, "decide_adjustment", {"outcome": "agree"}) == ["carrier_more_open"]
    assert told(carrier, "decide_adjustment", {"outcome": "disagree"}) == []


def test_a_submission_is_refused_with_the_rule(walk, clock):
    carrier = walk.draft(**FROM_PAPER, forwarded_attribute="on_request")
    with refused("carrier_more_open"):
        walk.take(carrier, "submit", "drafter")
    assert ILife(carrier).state == "draft"


def test_the_originators_written_consent_opens_this_carrier_and_no_other(walk, clock, signed_paper):
    carrier = walk.draft(**FROM_PAPER, forwarded_attribute="on_request")
    with api.env.adopt_user(username="drafter"):
        IForwarding(carrier).consent(signed_paper("同意函.pdf"), "2026-03-02", "省教育厅办公室")
    assert told(carrier, "submit", {}) == []
    assert [paper["filename"] for paper in IDossier(carrier).papers()] == ["同意函.pdf"]
    entry = ILedger(carrier).entries()[-1]
    assert (entry.action, set(entry.digests)) == ("originator_consent", {"paper"})
    save(carrier, forwarded_document="省教〔2026〕6号 关于另一事项的通知")
    assert told(carrier, "submit", {}) == ["carrier_more_open"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"given_on": "2026-03-03"}, "consent_day_ahead"),
        ({"given_on": "3月2日"}, "day_invalid"),
        ({"by": " "}, "consent_by_required"),
        ({"paper": {"filename": "a.pdf", "data": ""}}, "paper_malformed"),
    ],
)
def test_a_consent_is_on_paper_and_dated(walk, clock, signed_paper, values, code):
    carrier = walk.draft(**FROM_PAPER, forwarded_attribute="on_request")
    given = {"paper": signed_paper(), "given_on": "2026-03-02", "by": "省教育厅", **values}
    with api.env.adopt_user(username="drafter"), refused(code):
        IForwarding(carrier).consent(**given)
    assert told(carrier, "submit", {}) == ["carrier_more_open"]


def test_there_is_nothing_to_consent_to_without_a_forwarded_document(walk, clock, signed_paper):
    draft = walk.draft()
    with api.env.adopt_user(username="drafter"), refused("nothing_forwarded"):
        IForwarding(draft).consent(signed_paper(), "2026-03-02", "省教育厅")


@pytest.mark.parametrize("named", ["uid", "address", "number"])
def test_a_document_of_the_site_gives_its_attribute(walk, content, named):
    text = {
        "uid": IUUID(content),
        "address": content.absolute_url(),
        "number": f"{IDocumentNumber(content).text} {content.title}",
    }[named]
    carrier = walk.draft(forwarding_mode="approve_and_forward", forwarded_document=text, disclosure_attribute=None)
    assert IForwarding(carrier).uid == IUUID(content)
    assert (carrier.forwarded_attribute, carrier.disclosure_attribute) == ("proactive", "proactive")
    assert told(carrier, "submit", {}) == []
    # what was taken over is in the content that its creation is on record with
    assert ILedger(carrier).entries()[0].digests["content"] == IReviewedContent(carrier).digest()


def test_what_the_drafter_states_does_not_replace_what_the_site_knows(walk, clock):
    hidden = walk.to("withheld", **PROPOSALS["withheld"])
    carrier = walk.draft(forwarding_mode="forward", forwarded_document=IUUID(hidden), forwarded_attribute="proactive")
    assert carrier.forwarded_attribute == "withheld"
    carrier.forwarded_attribute = "proactive"
    assert told(carrier, "submit", {}) == ["carrier_more_open"]


def test_a_carrier_without_a_choice_inherits_attribute_and_grounds(walk, clock):
    hidden = walk.to("withheld", **PROPOSALS["withheld"])
    carrier = walk.draft(forwarding_mode="forward", forwarded_document=IUUID(hidden), disclosure_attribute=None)
    assert (carrier.disclosure_attribute, carrier.disclosure_grounds) == ("withheld", ("personnel",))


def test_who_does_not_see_a_document_learns_nothing_by_naming_it(portal, walk, clock):
    with api.env.adopt_roles(["Manager"]):
        foreign = Walk(make_agency(portal, "finance", "云溪市财政局", "云财", prefix="f-"), prefix="f-")
    hidden = foreign.to("withheld", **PROPOSALS["withheld"])
    for text in (IUUID(hidden), hidden.absolute_url(), IDocumentNumber(hidden).text, "0" * 32):
        carrier = walk.draft(forwarding_mode="forward", forwarded_document=text, disclosure_attribute=None)
        assert (IForwarding(carrier).uid, carrier.forwarded_attribute, carrier.disclosure_attribute) == ("", None, None)


def test_a_signed_carrier_takes_nothing_over_any_more(walk, content):
    carrier = walk.to("issued", forwarding_mode="forward", forwarded_document=IUUID(content))
    before = IReviewedContent(carrier).digest()
    walk.take(content, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    with api.env.adopt_roles(["Manager"]):
        notify(ObjectModifiedEvent(carrier))
    assert IReviewedContent(carrier).digest() == before


def test_a_carrier_is_flagged_when_its_content_becomes_less_open(walk, content):
    carrier = walk.to("published", forwarding_mode="forward", forwarded_document=IUUID(content))
    assert IDossier(carrier).affair(FORWARDED_CHANGED) is None
    walk.take(content, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    flag = IDossier(carrier).affair(FORWARDED_CHANGED)
    assert flag == {"since": "2026-03-02", "cause": "withdraw", "attribute": "withheld"}
    assert ILedger(carrier).entries()[-1].action == "forwarded_changed"
    walk.take(carrier, "withdraw", "disclosure-officer", reason="原文已撤下", cause="error")
    assert IDossier(carrier).affair(FORWARDED_CHANGED) is None
    assert "forwarded_settled" in [entry.action for entry in ILedger(carrier).entries()]


def test_an_issued_carrier_is_not_published_when_its_content_was_withdrawn(walk, content, signed_paper):
    carrier = walk.to("issued", forwarding_mode="forward", forwarded_document=IUUID(content))
    walk.take(content, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    with refused("carrier_more_open"):
        walk.take(carrier, "publish", "disclosure-officer")
    with api.env.adopt_user(username="disclosure-officer"):
        IForwarding(carrier).consent(signed_paper(), "2026-03-02", "省教育厅")
    assert IDossier(carrier).affair(FORWARDED_CHANGED) is None
    walk.take(carrier, "publish", "disclosure-officer")


def test_a_carrier_that_is_no_more_open_is_left_alone(walk, clock):
    content = walk.to("published")
    carrier = walk.to("withheld", **PROPOSALS["withheld"], forwarding_mode="forward", forwarded_document=IUUID(content))
    walk.take(content, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert IDossier(carrier).affair(FORWARDED_CHANGED) is None


@pytest.mark.parametrize(
    ("attribute", "part", "allowed"),
    [
        ("proactive", "proactive", True),
        ("proactive", None, True),
        ("proactive", "on_request", False),
        ("proactive", "withheld", False),
        ("registered", "on_request", True),
        ("registered", "withheld", False),
        ("withheld", "withheld", True),
    ],
)
def test_an_attachment_of_its_own_attribute_holds_its_document_back(walk, clock, attribute, part, allowed):
    document = walk.draft(**PROPOSALS.get(attribute, {}))
    attach(document, part_attribute=part)
    if allowed:
        walk.take(document, "submit", "drafter")
    else:
        with refused("part_less_open"):
            walk.take(document, "submit", "drafter")


def test_the_refusal_names_the_attachment(walk, clock):
    document = walk.draft()
    attach(document, "名单.xlsx", part_attribute="withheld")
    with pytest.raises(RuleBroken) as broken:
        walk.take(document, "submit", "drafter")
    (problem,) = broken.value.problems
    assert (problem.rule, problem.params) == ("R-A9", {"name": "名单.xlsx"})


@pytest.mark.parametrize(
    ("step", "data"), [("adjust", {"attribute": "proactive"}), ("decide_adjustment", {"outcome": "agree"})]
)
def test_an_adjustment_asks_the_attachments(walk, clock, step, data):
    document = walk.draft(**PROPOSALS["withheld"])
    attach(document, part_attribute="withheld")
    IDossier(document).set_affair("adjustment", {"attribute": "proactive"})
    assert told(document, step, data) == ["part_less_open"]
    assert told(document, step) == []


def test_the_attribute_of_an_attachment_is_reviewed_content(walk, clock):
    document = walk.draft()
    attachment = attach(document)
    before = IReviewedContent(document).digest()
    attachment.part_attribute = "withheld"
    assert IReviewedContent(document).digest() != before
    attachment.part_attribute = None
    assert IReviewedContent(document).digest() == before


def test_what_takes_the_place_of_the_content_counts_for_it(walk, content):
    """A correction that is withdrawn shows no more than a withdrawn original would."""
    carrier = walk.to("published", forwarding_mode="forward", forwarded_document=IUUID(content))
    with api.env.adopt_user(username="disclosure-officer"):
        correction = ICompanions(content).begin("correction", reason="第二条的日期有误")
    walk.to("published", correction)
    assert ILife(content).state == "superseded"
    assert IForwarding(carrier).forwarded().attribute == "proactive"
    assert IDossier(carrier).affair(FORWARDED_CHANGED) is None
    walk.take(correction, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert IForwarding(carrier).forwarded().attribute == "withheld"
    assert IDossier(carrier).affair(FORWARDED_CHANGED)["cause"] == "withdraw"
