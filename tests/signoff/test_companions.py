"""Corrections, public versions and interpretations: each a document of its own that belongs to another one."""

from AccessControl import Unauthorized
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.clocks import running
from opengov.disclosure.signoff.facts import gather
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.verification import document_problems
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import ON_PAPER
from town import open_office
from town import PROPOSALS
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


def begin(document, kind, by="drafter", reason=""):
    with api.env.adopt_user(username=by):
        return ICompanions(document).begin(kind, reason)


def edit(document, by="drafter", **fields):
    with api.env.adopt_user(username=by):
        for name, value in fields.items():
            setattr(document, name, value)
        notify(ObjectModifiedEvent(document))
    return document


def refused(act):
    with pytest.raises(RuleBroken) as raised:
        act()
    return {problem.code for problem in raised.value.problems}


def text(words):
    return RichTextValue(f"<p>{words}</p>", "text/html", "text/x-html-safe")


def attach(document, name="清单.txt", data=b"1", by="drafter"):
    with api.env.adopt_user(username=by):
        file = NamedBlobFile(data=data, filename=name, contentType="text/plain")
        return api.content.create(container=document, type="DocumentAttachment", title=name, file=file)


# Corrections: R-I2.


@pytest.mark.parametrize("attribute", ["published", "registered", "withheld"])
def test_a_correction_takes_the_place_of_its_original_with_its_number(walk, attribute):
    original = walk.to(attribute, **PROPOSALS.get(attribute, {}))
    number = IDocumentNumber(original).text
    correction = begin(original, "correction", reason="第二条日期有误")
    assert (ILife(correction).state, correction.title) == ("draft", original.title)
    edit(correction, text=text("各学校：日期为3月1日。"))
    walk.to(attribute, correction)
    assert (ILife(correction).state, ILife(original).state) == (attribute, "superseded")
    assert IDocumentNumber(correction).text == IDocumentNumber(original).text == number
    assert ICompanions(correction).note == "更正后文本（第1次更正）"
    assert IDossier(original).affair("superseded_by")["uid"] == IUUID(correction)
    for document in (original, correction):
        assert list(document_problems(document, ILedger(document).entries())) == []


def test_corrections_form_a_chain(walk):
    first = walk.to("published")
    second = walk.to("published", begin(first, "correction"))
    third = walk.to("published", begin(second, "correction"))
    assert [ICompanions(each).revision for each in (first, second, third)] == [0, 1, 2]
    assert [ILife(each).state for each in (first, second, third)] == ["superseded", "superseded", "published"]
    assert {IDocumentNumber(each).text for each in (first, second, third)} == {IDocumentNumber(first).text}
    assert len({IDossier(each).signed["holder"] for each in (second, third)}) == 1


def test_the_number_series_goes_on_after_a_correction(walk):
    first = walk.to("published")
    walk.to("published", begin(first, "correction"))
    assert IDossier(walk.to("issued")).signed["serial"] == IDossier(first).signed["serial"] + 1


def test_the_clock_of_a_correction_starts_with_its_own_signature(walk):
    original = walk.to("published")
    signed = IDossier(original).signed
    IDossier(original).update(signed={**signed, "issue_date": "2020-01-02"})
    correction = walk.to("issued", begin(original, "correction"))
    assert IDossier(correction).signed["issue_date"] == "2020-01-02"
    assert all(deadline.due.year > 2020 for deadline in running(correction))


def test_a_correction_is_a_record_of_its_own(walk):
    original = walk.to("published")
    correction = begin(original, "correction", "disclosure-officer")
    assert ILedger(correction).authors() == {"disclosure-officer"}
    assert IDossier(correction).signed is None
    assert next(entry.action for entry in ILedger(correction).entries()) == "created"
    assert "companion_begun" not in {entry.action for entry in ILedger(original).entries()}


@pytest.mark.parametrize("state", ["draft", "sign_off", "discontinued"])
def test_what_is_not_signed_is_edited_and_not_corrected(walk, state):
    document = walk.to(state)
    assert refused(lambda: begin(document, "correction")) == {"companion_not_here"}


@pytest.mark.parametrize("state", ["issued", "published", "withdrawn"])
def test_what_is_signed_can_be_corrected(walk, state):
    assert ILife(begin(walk.to(state), "correction")).state == "draft"


def test_there_is_one_correction_at_a_time(walk):
    original = walk.to("published")
    first = begin(original, "correction")
    assert refused(lambda: begin(original, "correction")) == {"companion_open"}
    walk.take(first, "discontinue", "drafter", reason="不需要更正")
    assert ICompanions(begin(original, "correction")).revision == 1


def test_a_deleted_draft_is_forgotten_by_its_original(walk):
    original = walk.to("published")
    correction = begin(original, "correction")
    with api.env.adopt_user(username="drafter"):
        api.content.delete(correction)
    assert IDossier(original).affair("companions") is None
    assert begin(original, "correction")


def test_a_correction_does_not_change_the_attribute(walk):
    correction = edit(begin(walk.to("published"), "correction"), **PROPOSALS["registered"])
    assert refused(lambda: walk.take(correction, "submit", "drafter")) == {"correction_attribute"}


def test_a_correction_waits_for_no_adjustment(walk):
    original = walk.to("published")
    begin(original, "correction")
    values = {"reason": "情况变化", "attribute": "on_request", "withholding_reason": "涉及特定申请人"}
    assert "correction_open" in refused(lambda: walk.take(original, "adjust", "disclosure-officer", **values))


def test_nothing_corrects_what_was_voided(walk):
    original = walk.to("published")
    correction = walk.to("sign_off", begin(original, "correction"))
    walk.take(original, "void", "signer", reason="依据已撤销")
    assert refused(lambda: walk.take(correction, "sign", "signer")) == {"original_gone"}


def test_nobody_supersedes_a_document_by_hand(walk):
    original = walk.to("published")
    begin(original, "correction")
    assert refused(lambda: walk.take(original, "supersede", "disclosure-officer")) == {"correction_missing"}


def test_of_two_signed_corrections_one_is_refused(walk):
    original = walk.to("published")
    first = begin(original, "correction")
    records = IDossier(original).affair("companions")
    IDossier(original).set_affair("companions", None)
    second = begin(original, "correction")
    IDossier(original).set_affair("companions", [*records, *IDossier(original).affair("companions")])
    walk.to("issued", first)
    walk.to("sign_off", second)
    assert refused(lambda: walk.take(second, "sign", "signer")) == {"correction_signed"}


def test_attachments_are_copied_with_bytes_of_their_own(walk):
    original = walk.draft()
    attachment = attach(original)
    address = f'<p>见<a href="{attachment.absolute_url()}">附件</a><img src="{attachment.getId()}/@@images/file"/></p>'
    address += f'<p><img src="resolveuid/{IUUID(attachment)}"/></p>'
    edit(original, text=RichTextValue(address, "text/html", "text/x-html-safe"))
    walk.to("published", original)
    correction = begin(original, "correction")
    (copied,) = correction.objectValues()
    assert (copied.file.data, copied.title) == (attachment.file.data, attachment.title)
    assert copied.file._blob is not attachment.file._blob
    for name in (IUUID(attachment), attachment.getId(), original.getId(), IUUID(original)):
        assert name not in correction.text.raw
    assert correction.text.raw.count(copied.getId()) == 2


def test_a_published_document_copied_by_hand_has_no_companions(walk):
    original = walk.to("published")
    correction = begin(original, "correction")
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(source=correction, target=walk.agency)
    assert (ICompanions(copy).kind, ICompanions(copy).of, ICompanions(copy).revision) == ("", "", 0)
    assert IDossier(copy).affair("keeps_number") is None


# Who may begin: R-S4.


@pytest.mark.parametrize(
    ("kind", "state", "offices"),
    [
        ("correction", "published", {"drafter", "disclosure-officer"}),
        ("public_version", "withheld", {"drafter", "disclosure-officer"}),
        ("interpretation", "published", {"drafter"}),
    ],
)
def test_who_begins_a_companion(walk, kind, state, offices):
    original = walk.to(state, **PROPOSALS.get(state, {}))
    everybody = ["drafter", "section-head", "disclosure-reviewer", "secrecy-officer", "signer", "disclosure-officer"]
    allowed = set()
    for user in [*everybody, "web-editor", "archivist", "supervisor"]:
        with api.env.adopt_user(username=user):
            if kind in ICompanions(original).beginnable():
                allowed.add(user)
            else:
                with pytest.raises(Unauthorized):
                    ICompanions(original).begin(kind)
    assert allowed == offices


def test_another_agency_begins_nothing(portal, walk):
    with api.env.adopt_roles(["Manager"]):
        make_agency(portal, "other", "云溪市财政局", "云财", prefix="other-")
    original = walk.to("published")
    for user in ("other-drafter", "other-disclosure-officer"):
        with pytest.raises(Unauthorized):
            begin(original, "correction", user)


# Public versions: R-I12.


def secret_and_version(walk, state="withheld", words="各学校：某某的情况。"):
    original = walk.to(state, text=text(words), **PROPOSALS[state])
    return original, edit(begin(original, "public_version"), text=text("各学校：×××的情况。"))


@pytest.mark.parametrize("state", ["registered", "withheld"])
def test_a_public_version_is_public_beside_its_original(walk, state):
    original, version = secret_and_version(walk, state)
    assert version.disclosure_attribute == "proactive"
    walk.to("published", version)
    assert (ILife(version).state, ILife(original).state) == ("published", state)
    assert IDocumentNumber(version).text == IDocumentNumber(original).text
    assert IDossier(version).signed["issue_date"] == IDossier(original).signed["issue_date"]
    assert IReviewedContent(version).digest() != IReviewedContent(original).digest()
    assert ICompanions(version).note == "公开版，本文有删减"


def test_a_public_version_that_says_what_its_original_says_is_none(walk):
    original = walk.to("withheld", **PROPOSALS["withheld"])
    version = begin(original, "public_version")
    assert refused(lambda: walk.take(version, "submit", "drafter")) == {"public_version_uncut"}
    walk.to("published", edit(version, text=text("删减后的正文。")))


def test_who_wrote_the_original_does_not_review_its_correction(walk):
    original = walk.to("published")
    correction = begin(original, "correction", "disclosure-officer")
    assert ILedger(correction).authors() == {"disclosure-officer"}
    assert {"drafter", "disclosure-officer"} <= gather(correction, STEPS["approve"]).authors


def test_a_public_version_begun_with_the_draft_waits_for_the_signature_of_the_original(walk):
    original = walk.draft(**PROPOSALS["withheld"])
    version = walk.to("disclosure_review", edit(begin(original, "public_version"), text=text("删减后的正文。")))
    checks = {"checks": ["accuracy", "authority", "completeness", "timeliness"]}
    assert refused(lambda: walk.take(version, "approve", "disclosure-reviewer", **checks)) == {"original_unseen"}
    walk.to("sign_off", original)
    walk.take(version, "approve", "disclosure-reviewer", **checks)
    assert refused(lambda: walk.take(version, "sign", "signer")) == {"original_unsigned"}
    walk.take(original, "sign", "signer")
    walk.take(version, "sign", "signer")
    assert IDocumentNumber(version).text == IDocumentNumber(original).text


@pytest.mark.parametrize("values", [{}, {"disclosure_attribute": "not_government_information"}])
def test_what_is_public_or_no_information_has_no_public_version(walk, values):
    document = walk.draft(**{"disclosure_reason": "内部事务", **values} if values else {})
    assert refused(lambda: begin(document, "public_version")) == {"version_needless"}


def test_the_stub_of_a_secret_has_no_public_version(walk):
    stub = walk.draft(
        title="密件-1",
        text=None,
        disclosure_attribute="withheld",
        disclosure_grounds=("state_secret",),
        stub_reference="密件-1",
        secrecy_level="confidential",
        secrecy_years=10,
    )
    assert refused(lambda: begin(stub, "public_version")) == {"version_needless"}


def test_withdrawing_the_version_never_touches_the_original(walk):
    original, version = secret_and_version(walk)
    walk.to("withdrawn", version)
    assert (ILife(version).state, ILife(original).state) == ("withdrawn", "withheld")


def _adjusted(walk, original):
    checks = {"checks": ["accuracy", "authority", "completeness", "timeliness"]}
    walk.take(original, "adjust", "disclosure-officer", reason="事项办结", attribute="proactive")
    walk.take(original, "review_adjustment", "disclosure-reviewer", outcome="agree", **checks)
    walk.take(original, "decide_adjustment", "signer", outcome="agree")


def _voided(walk, original):
    walk.take(original, "void", "signer", reason="依据已撤销")


def _superseded(walk, original):
    walk.to("withheld", begin(original, "correction"))


def _purged(walk, original):
    walk.take(original, "request_purge", "section-head", reason="误收涉密内容", cause="secret")
    walk.take(original, "purge", "disclosure-reviewer", reason="属实")


@pytest.mark.parametrize(
    ("act", "state", "cause"),
    [
        (_adjusted, "published", "expired"),
        (_voided, "voided", "error"),
        (_superseded, "superseded", "error"),
        (_purged, "purged", "secret"),
    ],
)
def test_a_version_goes_with_the_ground_it_stands_on(walk, act, state, cause):
    original, version = secret_and_version(walk)
    walk.to("published", version)
    act(walk, original)
    assert (ILife(original).state, ILife(version).state) == (state, "withdrawn")
    assert IDossier(version).affair("withdrawal")["cause"] == cause
    last = ILedger(version).entries()[-1]
    assert (last.action, last.codes["of"]) == ("withdrawn_with", IUUID(original))
    assert list(document_problems(version, ILedger(version).entries())) == []


def test_a_version_is_not_republished_when_its_original_is_void(walk):
    original, version = secret_and_version(walk)
    walk.to("withdrawn", version)
    walk.take(original, "void", "signer", reason="依据已撤销")
    assert "original_unsigned" in refused(lambda: walk.take(version, "republish", "disclosure-officer"))


def test_a_new_version_takes_the_place_of_the_former(walk):
    original, first = secret_and_version(walk)
    walk.to("published", first)
    second = walk.to("published", edit(begin(original, "public_version"), text=text("删减后的正文。")))
    assert (ILife(first).state, ILife(second).state) == ("withdrawn", "published")


def test_a_version_stays_proactive(walk):
    _original, version = secret_and_version(walk)
    edit(version, **PROPOSALS["registered"])
    assert refused(lambda: walk.take(version, "submit", "drafter")) == {"version_attribute"}


# Interpretations: R-I4.


CHECKS = {"checks": ["accuracy", "authority", "completeness", "timeliness"]}


def normative(walk, **fields):
    return walk.draft(normative=True, **fields)


def interpreted(walk, **contact):
    document = normative(walk)
    interpretation = begin(document, "interpretation")
    contact = contact or {"drafting_section": "政策法规科", "telephone": "政策咨询台"}
    edit(interpretation, text=text("问：为什么？答：为了开学。"), **contact)
    return document, interpretation


def test_a_normative_document_is_not_submitted_without_its_interpretation(walk):
    document = normative(walk)
    assert refused(lambda: walk.take(document, "submit", "drafter")) == {"interpretation_missing"}
    assert ILife(walk.to("published", walk.draft())).state == "published"


def test_an_interpretation_goes_the_whole_way_with_its_document(walk):
    document, interpretation = interpreted(walk)
    assert interpretation.title == f"《{document.title}》政策解读"
    walk.take(document, "submit", "drafter")
    assert {ILife(each).state for each in (document, interpretation)} == {"section_review"}
    walk.take(document, "endorse", "section-head", **CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", **CHECKS)
    assert refused(lambda: walk.take(document, "sign", "signer")) == {"interpretation_unreviewed"}
    walk.take(interpretation, "endorse", "section-head", **CHECKS)
    walk.take(interpretation, "approve", "disclosure-reviewer", **CHECKS)
    walk.take(document, "sign", "signer")
    assert refused(lambda: walk.take(document, "publish", "disclosure-officer")) == {"interpretation_unsigned"}
    walk.take(interpretation, "sign", "signer")
    assert refused(lambda: walk.take(interpretation, "publish", "disclosure-officer")) == {"interpretation_alone"}
    walk.take(document, "publish", "disclosure-officer")
    assert {ILife(each).state for each in (document, interpretation)} == {"published"}
    assert IDocumentNumber(interpretation).text == ""
    assert ICompanions(interpretation).note == "解读单位：政策法规科　联系电话：政策咨询台"
    walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert {ILife(each).state for each in (document, interpretation)} == {"withdrawn"}
    assert refused(lambda: walk.take(interpretation, "republish", "disclosure-officer")) >= {"interpretation_alone"}


@pytest.mark.parametrize("contact", [{"drafting_section": "政策法规科"}, {"telephone": "8800236"}])
def test_an_interpretation_names_department_and_telephone(walk, contact):
    document, _interpretation = interpreted(walk, **contact)
    assert refused(lambda: walk.take(document, "submit", "drafter")) == {"interpretation_contact"}
    assert ILife(document).state == "draft"


def test_an_interpretation_is_submitted_by_one_of_its_drafters(portal, walk):
    open_office(walk.agency, "Drafter", "second")
    document, _interpretation = interpreted(walk)
    assert refused(lambda: walk.take(document, "submit", "second")) == {"interpretation_foreign"}


def test_an_interpretation_is_not_submitted_before_its_document(walk):
    _document, interpretation = interpreted(walk)
    assert refused(lambda: walk.take(interpretation, "submit", "drafter")) == {"interpretation_alone"}


def test_a_returned_interpretation_comes_back_by_itself(walk):
    document, interpretation = interpreted(walk)
    walk.take(document, "submit", "drafter")
    walk.take(interpretation, "return", "section-head", reason="口径不清")
    walk.take(interpretation, "submit", "drafter")
    assert ILife(interpretation).state == "section_review"


def test_a_reviewer_waives_the_interpretation_with_a_reason(walk):
    document = normative(walk)
    with api.env.adopt_user(username="disclosure-reviewer"):
        assert refused(lambda: ICompanions(document).waive_interpretation(" ")) == {"step_reason_required"}
        ICompanions(document).waive_interpretation("内容简单，无须解读")
        assert refused(lambda: ICompanions(document).waive_interpretation("再次")) == {"interpretation_not_asked"}
    assert ILife(walk.to("published", document)).state == "published"
    assert ILedger(document).entries()[1].action == "interpretation_waived"


def test_an_interpretation_of_what_is_not_public_is_refused(walk):
    assert refused(lambda: begin(walk.draft(**PROPOSALS["registered"]), "interpretation")) == {
        "interpretation_not_public"
    }


@pytest.fixture
def published_together(walk):
    """A public document and its public interpretation."""
    document, interpretation = interpreted(walk)
    walk.take(document, "submit", "drafter")
    for step, by, values in [("endorse", "section-head", CHECKS), ("approve", "disclosure-reviewer", CHECKS)]:
        for each in (document, interpretation):
            walk.take(each, step, by, **values)
    for each in (document, interpretation):
        walk.take(each, "sign", "signer")
    return walk.take(document, "publish", "disclosure-officer"), interpretation


def test_an_interpretation_goes_over_to_the_corrected_text(walk, published_together):
    document, interpretation = published_together
    correction = walk.to("published", begin(document, "correction"))
    assert ICompanions(interpretation).of == IUUID(correction)
    assert ILife(interpretation).state == "published"
    walk.take(correction, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert ILife(interpretation).state == "withdrawn"


def _made_on_request(walk, document):
    values = {"reason": "情况变化", "attribute": "on_request", "withholding_reason": "涉及特定申请人"}
    walk.take(document, "adjust", "disclosure-officer", **values)


def _withdrawn(walk, document):
    walk.take(document, "withdraw", "secrecy-officer", reason="疑似涉密", cause="secret")


@pytest.mark.parametrize(
    ("act", "cause"),
    [(_made_on_request, "expired"), (_withdrawn, "secret"), (_voided, "error"), (_purged, "secret")],
)
def test_an_interpretation_is_not_public_without_its_document(walk, published_together, act, cause):
    document, interpretation = published_together
    act(walk, document)
    assert ILife(interpretation).state == "withdrawn"
    assert IDossier(interpretation).affair("withdrawal")["cause"] == cause


def test_a_correction_of_what_never_came_out_still_waits_for_the_interpretation(walk):
    document, interpretation = interpreted(walk)
    walk.take(document, "submit", "drafter")
    for each in (document, interpretation):
        walk.take(each, "endorse", "section-head", **CHECKS)
        walk.take(each, "approve", "disclosure-reviewer", **CHECKS)
    walk.take(document, "sign", "signer")
    correction = walk.to("issued", begin(document, "correction"))
    assert refused(lambda: walk.take(correction, "publish", "disclosure-officer")) == {"interpretation_unsigned"}
    walk.take(interpretation, "sign", "signer")
    walk.take(correction, "publish", "disclosure-officer")
    assert [ILife(each).state for each in (document, correction, interpretation)] == [
        "superseded",
        "published",
        "published",
    ]


def test_a_kind_of_its_own_needs_an_original(walk):
    _document, interpretation = interpreted(walk)
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(source=interpretation, target=walk.agency)
    assert refused(lambda: walk.take(copy, "submit", "drafter")) == {"kind_without_original"}


def test_a_companion_is_no_document_on_paper(walk):
    correction = begin(walk.to("published"), "correction")
    values = {**ON_PAPER, "number": "云教〔2019〕1号"}
    assert refused(lambda: walk.take(correction, "enter_existing", "drafter", **values)) == {"companion_step_closed"}
