"""A document that a body outside the site leads: we sign with the others, register and state it (R-J1, R-J5)."""

from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IJointRegister
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.transfer import problems as handover_problems
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.clocks import running
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.purging import remains
from opengov.disclosure.transfer.conditions import facts
from opengov.disclosure.transfer.records.subject import Subject
from plone import api
from town import CHECKS
from town import PROPOSALS

import base64
import json
import pytest


PAPER = {
    "filename": "印发件.pdf",
    "content-type": "application/pdf",
    "data": base64.b64encode("盖章".encode()).decode(),
}
NUMBER = "云委〔2026〕8号"
LEAD = "中共云溪市委宣传部"


def codes(refused):
    return [(problem.code, problem.rule) for problem in refused.value.problems]


def today():
    return now().date().isoformat()


def record(document, by="disclosure-officer", **values):
    with api.env.adopt_user(username=by):
        IArrangement(document).record_lead_issue(**{"number": NUMBER, "issue_date": today(), "paper": PAPER, **values})


@pytest.fixture
def led(walk):
    """Walks a document that another body leads to a state."""

    def _led(state="issued", administrative=False, **fields):
        document = walk.draft(**fields)
        with api.env.adopt_user(username="drafter"):
            IArrangement(document).led_by(LEAD, administrative)
        return walk.to(state, document)

    return _led


def test_our_signature_gives_neither_number_nor_a_place_in_our_series(led, walk):
    document = led()
    assert (ILife(document).state, IDocumentNumber(document).text) == ("issued", "")
    # nor a date that is not the lead's
    assert IDossier(document).signed["issue_date"] == ""
    # the next document of our own has the first number
    assert IDocumentNumber(walk.to("issued")).text.endswith("1号")


def test_it_is_signed_although_we_have_no_code_of_our_own(led, agency):
    agency.issuer_codes = ()
    assert ILife(led()).state == "issued"


@pytest.mark.parametrize(
    "attribute,step,state", [("proactive", "register", "registered"), ("withheld", "file", "withheld")]
)
def test_it_is_registered_when_the_lead_has_issued_it(led, walk, attribute, step, state):
    fields = PROPOSALS["withheld"] if attribute == "withheld" else {}
    document = led(**fields)
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, step, "disclosure-officer")
    assert codes(refused) == [("lead_issue_missing", "R-J1")]
    record(document, number=" 云委﹝2026﹞ 8 号 ")
    walk.take(document, step, "disclosure-officer")
    assert (ILife(document).state, IDocumentNumber(document).text) == (state, NUMBER)
    assert IDossier(document).signed["issue_date"] == today()


@pytest.mark.parametrize("by", ["disclosure-officer", "web-editor"])
def test_only_the_lead_publishes(led, walk, by):
    document = led()
    record(document)
    with pytest.raises(RuleBroken) as refused:
        walk.take(document, "publish", by)
    assert ("lead_publishes", "R-J5") in codes(refused)
    assert ILife(document).state == "issued"


def test_number_and_date_of_the_lead_are_on_the_record_and_what_was_signed_agrees_with_it(led):
    document = led()
    digest = IDossier(document).signed["digest"]
    record(document)
    (entry,) = [entry for entry in ILedger(document).entries() if entry.action == "lead_issue_recorded"]
    assert dict(entry.codes) == {"number": NUMBER, "issue_date": today()}
    assert (dict(entry.digests), IDossier(document).signed["digest"]) == ({"content": digest}, digest)
    issue = IArrangement(document).lead_issue
    assert (issue["number"], issue["by"], IDossier(document).papers()[-1]["number"]) == (
        NUMBER,
        "disclosure-officer",
        issue["paper"],
    )
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(document_number=NUMBER)
    assert [brain.UID for brain in found] == [document.UID()]


def test_what_was_copied_wrongly_is_corrected_with_a_reason(led):
    document = led()
    record(document, number="云委〔2026〕9号")
    with pytest.raises(RuleBroken) as refused:
        record(document)
    assert codes(refused) == [("step_reason_required", "R-L1")]
    record(document, reason="文号抄写有误")
    assert IDocumentNumber(document).text == NUMBER
    assert IDossier(document).notes()[-1]["reason"] == "文号抄写有误"
    told = [entry.codes["number"] for entry in ILedger(document).entries() if entry.action == "lead_issue_recorded"]
    assert told == ["云委〔2026〕9号", NUMBER]


@pytest.mark.parametrize(
    "values,code",
    [
        ({"number": "云教〔2026〕8号"}, ("lead_issue_own_code", "R-J1")),
        ({"number": ""}, ("value_required", "R-J1")),
        ({"number": "无号"}, ("number_unreadable", "R-I1")),
        ({"issue_date": "2999-01-01"}, ("day_in_future", "R-J5")),
        ({"issue_date": "1999-01-01"}, ("lead_issue_too_early", "R-J5")),
        ({"paper": None}, ("position_paper_required", "R-J1")),
        ({"paper": {"filename": "a"}}, ("paper_malformed", "R-S3")),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(led, values, code):
    document = led()
    with pytest.raises(RuleBroken) as refused:
        record(document, **values)
    assert codes(refused) == [code]
    assert (IArrangement(document).lead_issue, IDocumentNumber(document).text) == (None, "")
    assert IDossier(document).papers() == ()


def test_two_documents_of_the_agency_never_have_one_number(led):
    record(led())
    with pytest.raises(RuleBroken) as refused:
        record(led(), number="云委[2026]8号")
    assert codes(refused) == [("number_given", "R-I1")]


@pytest.mark.parametrize("by", ["drafter", "disclosure-reviewer", "signer", "web-editor", "supervisor"])
def test_only_the_disclosure_officer_records_it(led, by):
    document = led()
    with pytest.raises(RuleBroken) as refused:
        record(document, by=by)
    assert codes(refused) == [("office_missing", "R-J1")]


def test_it_is_recorded_after_our_signature_and_for_what_another_body_leads(led, walk):
    with pytest.raises(RuleBroken) as refused:
        record(led("sign_off"))
    assert codes(refused) == [("lead_issue_not_here", "R-J1")]
    with pytest.raises(RuleBroken) as refused:
        record(walk.to("issued"))
    assert codes(refused) == [("lead_issue_own", "R-J1")]


def test_only_a_draft_gets_another_lead(walk):
    document = walk.to("section_review")
    for by in ("drafter", "section-head"):
        with api.env.adopt_user(username=by), pytest.raises(RuleBroken) as refused:
            IArrangement(document).led_by(LEAD)
        assert codes(refused) == [("lead_choice_not_here", "R-J1")]


def test_who_leads_again_itself_gives_the_number_again(walk):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        IArrangement(document).led_by(LEAD)
        IArrangement(document).led_by("")
    walk.to("published", document)
    assert IDocumentNumber(document).text == "云教〔2026〕1号"


@pytest.mark.parametrize("administrative", [False, True])
def test_the_clock_of_disclosure_runs_from_the_date_of_an_administrative_lead_only(led, administrative):
    document = led(administrative=administrative)
    assert clocks(document) == set()
    record(document, issue_date=today())
    assert ("publish" in clocks(document)) is administrative
    assert not {"transfer_electronic", "transfer_paper"} & clocks(document)


def clocks(document):
    return {deadline.key for deadline in running(document)}


def test_a_document_of_ours_has_its_clocks_as_ever(walk):
    assert "publish" in clocks(walk.to("issued"))


def test_a_changed_attribute_does_not_publish_it_either(led, walk):
    document = led(**PROPOSALS["withheld"])
    record(document)
    walk.take(document, "file", "disclosure-officer")
    walk.take(document, "adjust", "disclosure-officer", reason="情况变化", attribute="proactive")
    walk.take(document, "review_adjustment", "disclosure-reviewer", outcome="agree", checks=CHECKS, handled=[])
    walk.take(document, "decide_adjustment", "signer", outcome="agree")
    assert ILife(document).state == "registered"


def test_all_who_issue_are_named_in_what_is_signed_and_it_is_in_our_register_of_what_others_lead(led, agency):
    document = led()
    with api.env.adopt_user(username="disclosure-officer"):
        page = IJointRegister(agency).page(size=1)["items"]
        assert [(row["issue_date"], row["lead"]) for row in page] == [("", LEAD)]
        assert IJointRegister(agency).page(after=page[0]["key"])["items"] == []
    record(document)
    told = IDossier(document).signed["signatories"]
    assert [(one["title"], one["lead"], one.get("by")) for one in told] == [
        (LEAD, True, None),
        ("云溪市教育局", False, "signer"),
    ]
    with api.env.adopt_user(username="disclosure-officer"):
        (row,) = IJointRegister(agency).page()["items"]
    assert (row["lead"], row["number"], row["place"]) == (LEAD, NUMBER, 2)


def test_other_agencies_of_the_site_sign_it_too(walk, asked_agency, table):
    document = walk.draft()
    seats = table(document)
    slot = seats.add(asked_agency, role="co_issuer")
    with api.env.adopt_user(username="drafter"):
        IArrangement(document).led_by(LEAD)
        IArrangement(document).arrange(order=[slot, "outside", "lead"])
    walk.to("disclosure_review", document)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    seats.answer(slot)
    walk.take(document, "settle", "disclosure-officer")
    assert [(row["slot"], row["next"]) for row in ISignatures(document).rows()] == [(slot, False), ("lead", True)]
    walk.take(document, "sign", "signer")
    assert ILife(document).state == "sign_off"
    with api.env.adopt_user(username="fin-principal-signer"):
        ILife(document).take("countersign")
    assert (ILife(document).state, IDocumentNumber(document).text) == ("issued", "")
    assert [one["title"] for one in IDossier(document).signed["signatories"]] == ["云溪市财政局", LEAD, "云溪市教育局"]
    by = {row["slot"]: row["signed"]["by"] for row in ISignatures(document).rows()}
    assert by == {slot: "fin-principal-signer", "lead": "signer"}


def test_the_arrangement_comes_back_from_an_export_as_it_was(led):
    document = led()
    record(document)
    before, plain = told(document), json.loads(json.dumps(IDossier(document).export()))
    IDossier(document).drop()
    assert told(document) != before
    IDossier(document).restore(plain)
    assert told(document) == before


def told(document):
    arrangement = IArrangement(document)
    return (arrangement.issuers(), arrangement.lead_body, arrangement.lead_administrative, arrangement.lead_issue)


def test_a_purge_leaves_no_name_of_the_lead(led, walk):
    document = led()
    record(document)
    walk.take(document, "request_purge", "disclosure-reviewer", reason="含有个人信息", cause="personal_data")
    walk.take(document, "purge", "secrecy-officer", reason="含有个人信息")
    assert (IArrangement(document).lead_body, IArrangement(document).lead_issue) == ("", None)
    assert remains(document) == ()


def test_a_copy_is_led_by_its_own_agency(led, walk, agency):
    document = led("draft")
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(source=document, target=agency)
    assert (IArrangement(copy).joint, IArrangement(copy).lead_body) == (False, "")
    assert IDocumentNumber(walk.to("issued", copy)).text == "云教〔2026〕1号"


def test_a_correction_is_issued_by_those_who_issued_the_original(walk, asked_agency, table):
    document = walk.draft()
    seats = table(document)
    slot = seats.add(body="云溪军分区", role="co_issuer")
    with api.env.adopt_user(username="drafter"):
        IArrangement(document).led_by(LEAD, False)
        IArrangement(document).arrange(banner="lead_only", order=["lead", slot, "outside"])
    walk.to("disclosure_review", document)
    seats.act("remove", slot, "退出", by="disclosure-reviewer")
    seats.add(body="云溪市总工会", role="co_issuer", by="disclosure-reviewer")
    seats.act("remove", IPositions(document).slots()[-1].id, "退出", by="disclosure-reviewer")
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    walk.take(document, "sign", "signer")
    record(document)
    with api.env.adopt_user(username="drafter"):
        correction = ICompanions(document).begin("correction")
        assert [issuer["title"] for issuer in IArrangement(correction).issuers()] == ["云溪市教育局", LEAD]
        assert IArrangement(correction).banner == "lead_only"
        with pytest.raises(RuleBroken) as refused:
            IArrangement(correction).led_by("")
    assert codes(refused) == [("lead_of_original", "R-J1")]


def test_the_web_editor_has_nothing_to_place(led, walk):
    assert IChannels(walk.to("issued", planned_channels=("gazette",))).to_place() == ("gazette",)
    assert IChannels(led(planned_channels=("gazette",))).to_place() == ()


@pytest.mark.parametrize("state", ["registered", "withheld"])
def test_only_the_lead_hands_it_over_to_the_archives(led, walk, state):
    document = led(**PROPOSALS[state])
    record(document)
    walk.take(document, "register" if state == "registered" else "file", "disclosure-officer")
    assert [problem.code for problem in handover_problems(facts(Subject(document, document.UID())))] == [
        "handover_of_lead"
    ]
