"""A declassified stub: the originator's decision comes along, and everything starts from draft (R-A4; 003 第四条)."""

from base64 import b64encode
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import CHECKS
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


MARK = "机密★10年"
STUB = {
    "title": "JM-2026-001",
    "stub_reference": "JM-2026-001",
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ("state_secret",),
    "secrecy_level": "secret",
    "secrecy_years": 20,
    "text": None,
}


def paper(data=b"decision", name="解密决定.pdf"):
    return {"filename": name, "content-type": "application/pdf", "data": b64encode(data).decode()}


DECISION = {
    "decided_by": "云溪市国家保密局",
    "decided_on": "2026-01-20",
    "reason": "保密期限届满，原定密机关决定解密",
    "paper": paper(),
}


@pytest.fixture
def stub(bureau_walk):
    document = bureau_walk.draft(**STUB)
    transaction.commit()
    return document


@pytest.fixture
def filed(bureau_walk, stub):
    bureau_walk.to("withheld", stub)
    transaction.commit()
    return stub


def path(document):
    return f"/bureau/{document.getId()}"


def declassify(door, document, by="secrecy-officer", **change):
    answer = door.ask("POST", f"{path(document)}/@declassify", by, {**DECISION, **change})
    transaction.begin()
    return answer


def codes(answer):
    assert answer.status_int == 400, answer.text[:300]
    return {error["code"] for error in answer.json["errors"]}


def entry(document, action):
    return [found for found in ILedger(document).entries() if found.action == action]


def open_draft(bureau, answer):
    return bureau[answer.json["@id"].rpartition("/")[2]]


def test_a_stub_in_draft_becomes_an_ordinary_draft(door, stub):
    answer = declassify(door, stub)
    assert (answer.status_int, answer.json["UID"]) == (200, IUUID(stub))
    assert (stub.disclosure_attribute, stub.disclosure_grounds, stub.stub_reference) == (None, (), "")
    assert (stub.secrecy_level, stub.secrecy_years) == (None, None)
    decided = IDossier(stub).affair("declassified_from")
    assert (decided["reference"], decided["level"], decided["years"]) == ("JM-2026-001", "secret", 20)
    assert (decided["decided_by"], decided["decided_on"], decided["actor"]) == (
        DECISION["decided_by"],
        "2026-01-20",
        "secrecy-officer",
    )
    with IDossier(stub).paper(decided["paper"]).open() as stream:
        assert stream.read() == b"decision"
    (record,) = entry(stub, "declassified")
    assert record.actor == "secrecy-officer"
    assert "保密" not in str(record)
    assert "secrecy-officer" not in ILedger(stub).authors()
    assert ILedger(stub).verify() is None


def test_a_filed_stub_stays_as_it_is_and_a_draft_follows_it(door, bureau, filed):
    signed = dict(IDossier(filed).signed)
    answer = declassify(door, filed)
    assert answer.status_int == 201, answer.text
    draft = open_draft(bureau, answer)
    assert (ILife(filed).state, filed.stub_reference, IDossier(filed).signed) == ("withheld", "JM-2026-001", signed)
    assert IDossier(filed).affair("declassified_to")["document"] == IUUID(draft)
    assert IDossier(filed).papers() == ()
    assert "declassify" not in [note["step"] for note in IDossier(filed).notes()]
    assert dict(entry(filed, "declassified")[0].codes) == {"document": IUUID(draft)}
    assert ILife(draft).state == "draft"
    assert (draft.title, draft.disclosure_attribute, draft.document_kind) == ("JM-2026-001", None, "notice")
    assert IDossier(draft).affair("declassified_from")["stub"] == IUUID(filed)
    assert len(IDossier(draft).papers()) == 1
    assert entry(draft, "created")[0].actor == "system"
    assert not {"secrecy-officer", "drafter"} & ILedger(draft).authors()


def finish(walk, draft, to):
    """The drafter writes what the paper says, and the review begins anew."""
    with api.env.adopt_user(username=walk.prefix + "drafter"):
        draft.title = "云溪市教育局关于学校布局调整的通知"
        draft.text = RichTextValue("<p>各学校：</p>", "text/html", "text/x-html-safe")
        draft.disclosure_attribute = "proactive"
        notify(ObjectModifiedEvent(draft))
    return walk.to(to, draft)


@pytest.mark.parametrize("fixture", ["stub", "filed"])
def test_after_a_declassification_the_whole_review_leads_to_publication(door, bureau, bureau_walk, request, fixture):
    draft = open_draft(bureau, declassify(door, request.getfixturevalue(fixture)))
    finish(bureau_walk, draft, "published")
    assert ILife(draft).state == "published"


def test_the_reference_of_the_secret_never_becomes_a_title(door, bureau_walk, stub):
    declassify(door, stub)
    with api.env.adopt_user(username="drafter"):
        stub.disclosure_attribute = "proactive"
        notify(ObjectModifiedEvent(stub))
    with pytest.raises(RuleBroken, match="declassified_title"):
        bureau_walk.take(stub, "submit", "drafter")


def test_nobody_lifts_a_secret_by_editing(bureau_walk, stub):
    with api.env.adopt_user(username="drafter"):
        for name, value in (
            ("title", "云溪市教育局关于学校布局调整的通知"),
            ("disclosure_attribute", "proactive"),
            ("disclosure_grounds", ()),
            ("stub_reference", ""),
            ("secrecy_level", None),
            ("secrecy_years", None),
        ):
            setattr(stub, name, value)
        notify(ObjectModifiedEvent(stub))
    with pytest.raises(RuleBroken, match="declassification_missing"):
        bureau_walk.take(stub, "submit", "drafter")


def test_without_the_paper_the_draft_goes_nowhere(door, bureau, bureau_walk, stub):
    declassify(door, stub)
    dossier = IDossier(stub)
    decided = dossier.affair("declassified_from")
    dossier.set_affair("declassified_from", {**decided, "paper": 99})
    with pytest.raises(RuleBroken, match="declassification_missing"):
        finish(bureau_walk, stub, "section_review")


def test_a_stub_again_needs_a_decision_again(door, bureau_walk, stub):
    declassify(door, stub)
    with api.env.adopt_user(username="drafter"):
        for name, value in STUB.items():
            setattr(stub, name, value)
        notify(ObjectModifiedEvent(stub))
    assert IDossier(stub).affair("declassified_from") is None


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("drafter", 403),
        ("section-head", 403),
        ("disclosure-reviewer", 404),
        ("signer", 404),
        ("principal-signer", 404),
        ("disclosure-officer", 404),
        ("web-editor", 404),
        ("transfer-clerk", 404),
        ("supervisor", 404),
        ("other-secrecy-officer", 404),
        ("manager", 404),
        ("site-admin", 404),
        ("member", 404),
        ("", 404),
    ],
)
def test_nobody_but_the_secrecy_officer_declassifies_a_draft(door, stub, user, status):
    assert declassify(door, stub, user).status_int == status
    assert stub.stub_reference == "JM-2026-001"
    assert entry(stub, "declassified") == []


@pytest.mark.parametrize("user", ["drafter", "signer", "disclosure-officer", "disclosure-reviewer", "supervisor"])
def test_nobody_but_the_secrecy_officer_declassifies_a_filed_stub(door, bureau, filed, user):
    count = len(bureau.objectIds())
    assert declassify(door, filed, user).status_int == 403
    assert len(bureau.objectIds()) == count


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"decided_by": ""}, {"declassify_value_missing"}),
        ({"reason": 3}, {"declassify_value_missing"}),
        ({"reason": "x" * 2001}, {"declassify_value_too_long"}),
        ({"decided_on": "2036-01-01"}, {"declassify_day_wrong"}),
        ({"decided_on": "昨天"}, {"declassify_day_wrong"}),
        ({"paper": None}, {"declassify_paper_missing"}),
        ({"paper": "x"}, {"paper_malformed"}),
        ({"paper": {"filename": "a.pdf", "data": "%%%"}}, {"paper_malformed"}),
        ({"paper": paper(f"{MARK}\n决定".encode(), "a.txt")}, {"mark_found"}),
        ({"reason": f"原件标有{MARK}"}, {"mark_found"}),
        ({"title": "x"}, {"value_unknown"}),
    ],
)
def test_a_bad_decision_is_refused_and_changes_nothing(door, bureau, filed, change, expected):
    count = len(bureau.objectIds())
    assert codes(declassify(door, filed, **change)) == expected
    assert len(bureau.objectIds()) == count
    assert IDossier(filed).affair("declassified_to") is None
    assert entry(filed, "declassified") == []


def test_a_key_that_is_missing_is_named(door, stub):
    answer = door.ask("POST", f"{path(stub)}/@declassify", "secrecy-officer", {"reason": "x"})
    assert {error["field"] for error in answer.json["errors"]} == {"decided_by", "decided_on", "paper"}


def test_a_stub_is_followed_once_and_again_when_the_draft_was_given_up(door, bureau, filed):
    draft = open_draft(bureau, declassify(door, filed))
    assert codes(declassify(door, filed)) == {"declassified_already"}
    with api.env.adopt_user(username="drafter"):
        api.content.delete(draft)
    transaction.commit()
    assert declassify(door, filed).status_int == 201


def test_what_is_no_stub_is_not_declassified(door, bureau_walk):
    document = bureau_walk.draft()
    transaction.commit()
    assert codes(declassify(door, document)) == {"declassify_no_stub"}


def test_a_stub_under_review_is_left_to_its_reviewers(door, bureau_walk, stub):
    bureau_walk.to("section_review", stub)
    transaction.commit()
    assert codes(declassify(door, stub)) == {"declassify_not_here"}


def test_a_determination_gives_a_stub_no_other_ground(bureau_walk, stub):
    bureau_walk.to("secrecy_consultation", stub)
    for values in ({"attribute": "proactive"}, {"attribute": "withheld", "grounds": ["personnel"], "discretion": "x"}):
        with pytest.raises(RuleBroken, match="stub_stays_secret"):
            bureau_walk.take(stub, "determine", "secrecy-officer", reason="不属于国家秘密", **values)
    bureau_walk.take(
        stub,
        "determine",
        "secrecy-officer",
        reason="属于国家秘密",
        attribute="withheld",
        grounds=["state_secret"],
    )
    assert ILife(stub).state == "section_review"


def test_a_filed_stub_is_not_adjusted_and_a_text_is_not_adjusted_to_a_secret(bureau_walk, filed):
    with pytest.raises(RuleBroken, match="stub_stays_secret"):
        bureau_walk.take(filed, "adjust", "disclosure-officer", reason="已解密", attribute="proactive")
    assert (ILife(filed).state, filed.disclosure_grounds) == ("withheld", ("state_secret",))
    document = bureau_walk.to("published")
    values = {"attribute": "withheld", "grounds": ["state_secret"], "withholding_reason": "属于国家秘密"}
    with pytest.raises(RuleBroken, match="secret_text_kept"):
        bureau_walk.take(document, "adjust", "disclosure-officer", reason="发现涉密", **values)
    assert ILife(document).state == "published"


@pytest.mark.parametrize(
    ("state", "step", "by", "data"),
    [
        ("section_review", "return", "section-head", {"reason": f"原件标有{MARK}"}),
        ("section_review", "endorse", "section-head", {"checks": CHECKS, "comment": MARK}),
        ("section_review", "refer", "section-head", {"reason": f"是否{MARK}？", "body": "secrecy_body"}),
    ],
)
def test_a_mark_may_stand_in_a_reason_as_little_as_in_the_text(bureau_walk, state, step, by, data):
    document = bureau_walk.to(state)
    with pytest.raises(RuleBroken, match="mark_found"):
        bureau_walk.take(document, step, by, **data)
    assert MARK not in str(IDossier(document).notes())


def test_a_signed_paper_with_a_mark_is_not_kept(bureau_walk):
    document = bureau_walk.draft()
    bureau_walk.take(document, "submit", "drafter")
    bureau_walk.take(document, "refer", "section-head", reason="不明确", body="secrecy_administration")
    for answer in (paper(f"{MARK}\n答复".encode(), "答复.txt"), paper(b"x", f"{MARK}.pdf")):
        with pytest.raises(RuleBroken, match="mark_found"):
            bureau_walk.take(
                document, "determine", "secrecy-officer", reason="不属于国家秘密", attribute="proactive", paper=answer
            )
    assert IDossier(document).papers() == ()


def test_a_file_that_waits_for_the_scan_blocks_the_review(bureau_walk, monkeypatch):
    monkeypatch.setattr("opengov.disclosure.secrecy.readers.FILE_MAX", 50)
    document = bureau_walk.draft()
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(data=f"密级★保密期限\n{MARK}\n".encode() + b"x" * 99, filename="a.txt")
        api.content.create(document, "DocumentAttachment", title="附件", file=file)
    bureau_walk.take(document, "submit", "drafter")
    with pytest.raises(RuleBroken, match="scan_waiting"):
        bureau_walk.take(document, "endorse", "section-head", checks=CHECKS)
    assert IScan(document).scan_waiting() == 1
    with pytest.raises(RuleBroken, match="mark_found"):
        bureau_walk.take(document, "endorse", "section-head", checks=CHECKS)
    bureau_walk.take(document, "return", "section-head", reason="附件带密级标志")
    assert ILife(document).state == "draft"


@pytest.mark.parametrize(
    "body",
    [
        {"mark": "通知", "reason": "x"},
        {"mark": [MARK], "reason": "x"},
        {"mark": MARK, "reason": {"x": 1}},
        {"mark": MARK, "reason": "x" * 2001},
        {"mark": MARK * 9, "reason": "x"},
    ],
)
def test_an_override_is_checked(door, stub, body):
    answer = door.ask("POST", f"{path(stub)}/@mark-override", "secrecy-officer", body)
    assert codes(answer) <= {"mark_unknown", "mark_reason_missing", "mark_reason_too_long"}
    transaction.begin()
    assert IDossier(stub).overrides() == ()
