"""Who issues a document together, in which order of names, and how: chosen by the lead's own office (R-J1)."""

from datetime import date
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS

import pytest


@pytest.fixture
def joint(walk, asked_agency, stranger, table):
    """A draft with two agencies and an outside body as co-issuers: (document, table, ids by name)."""
    document = walk.draft()
    seats = table(document)
    ids = {
        "fin": seats.add(asked_agency, role="co_issuer"),
        "hea": seats.add(stranger, role="co_issuer"),
        "army": seats.add(body="云溪军分区", role="co_issuer", administrative=False),
    }
    return document, seats, ids


def arrange(document, by="drafter", **values):
    with api.env.adopt_user(username=by):
        IArrangement(document).arrange(**values)


def led_by(document, *args, by="drafter"):
    with api.env.adopt_user(username=by):
        IArrangement(document).led_by(*args)


def codes(refused):
    return [(problem.code, problem.rule) for problem in refused.value.problems]


def names(document):
    return [issuer["title"] for issuer in IArrangement(document).issuers()]


def entries(document, *actions):
    return [entry for entry in ILedger(document).entries() if entry.action in actions]


def test_a_document_of_one_agency_is_not_joint(walk, agency):
    arrangement = IArrangement(walk.draft())
    assert (arrangement.joint, arrangement.lead_body, arrangement.lead_administrative) == (False, "", True)
    assert arrangement.issuers() == (
        {"slot": "", "agency": IUUID(agency), "title": "云溪市教育局", "lead": True, "administrative": True},
    )


def test_the_lead_stands_and_signs_first_unless_it_chooses_otherwise(joint, asked_agency):
    document, _seats, ids = joint
    arrangement = IArrangement(document)
    assert (arrangement.joint, arrangement.countersigning, arrangement.banner) == (True, "in_order", "all")
    assert names(document) == ["云溪市教育局", "云溪市财政局", "云溪市卫生健康局", "云溪军分区"]
    assert arrangement.issuers()[1] == {
        "slot": ids["fin"],
        "agency": IUUID(asked_agency),
        "title": "云溪市财政局",
        "lead": False,
        "administrative": True,
    }
    assert [issuer["administrative"] for issuer in arrangement.issuers()] == [True, True, True, False]


def test_the_lead_is_not_always_named_first(joint):
    document, seats, ids = joint
    arrange(document, order=[ids["army"], ids["fin"], "lead", ids["hea"]])
    assert names(document) == ["云溪军分区", "云溪市财政局", "云溪市教育局", "云溪市卫生健康局"]
    assert IArrangement(document).lead_place == 3
    assert [issuer["title"] for issuer in IArrangement(document).issuers() if issuer["lead"]] == ["云溪市教育局"]
    # the list of asked agencies follows
    assert [row["slot"] for row in seats.rows("drafter")] == [ids["army"], ids["fin"], ids["hea"]]


def test_who_joins_later_comes_last_and_who_leaves_is_named_no_more(joint, portal):
    document, seats, ids = joint
    arrange(document, order=[ids["army"], ids["fin"], "lead", ids["hea"]])
    seats.act("remove", ids["fin"], by="drafter")
    seats.add(body="云溪市总工会", role="co_issuer")
    seats.add(body="云溪市档案馆")
    assert names(document) == ["云溪军分区", "云溪市教育局", "云溪市卫生健康局", "云溪市总工会"]
    assert IArrangement(document).lead_place == 2


def test_each_act_is_on_the_record_once_without_words(joint):
    document, _seats, ids = joint
    arrange(document, countersigning="parallel", banner="lead_only")
    arrange(
        document, countersigning="parallel", banner="lead_only", order=["lead", ids["fin"], ids["hea"], ids["army"]]
    )
    arrange(document, order=[ids["fin"], "lead", ids["hea"], ids["army"]])
    told = entries(document, "arranged")
    assert [dict(entry.codes) for entry in told] == [{"countersigning": "parallel", "banner": "lead_only"}, {}]
    assert list(told[1].digests) == ["order"]
    arrangement = IArrangement(document)
    assert (arrangement.countersigning, arrangement.banner) == ("parallel", "lead_only")


@pytest.mark.parametrize(
    "values,code",
    [
        ({"countersigning": "at_once"}, "arrangement_value_unknown"),
        ({"banner": "nobody", "countersigning": "parallel"}, "arrangement_value_unknown"),
        ({"order": ["lead"], "banner": "lead_only"}, "arrangement_order_missing"),
        ({"order": ["lead", "fin", "hea", "army", "fin"]}, "arrangement_order_twice"),
        ({"order": ["lead", "fin", "hea", "army", "0" * 32]}, "arrangement_order_unknown"),
        ({"order": "lead"}, "value_type"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(joint, values, code):
    document, _seats, ids = joint
    if isinstance(values.get("order"), list):
        values = {**values, "order": [ids.get(name, name) for name in values["order"]]}
    with pytest.raises(RuleBroken) as refused:
        arrange(document, **values)
    assert codes(refused) == [(code, "R-J1")]
    assert entries(document, "arranged") == []
    arrangement = IArrangement(document)
    assert (arrangement.countersigning, arrangement.banner, arrangement.lead_place) == ("in_order", "all", 1)


def test_who_has_left_or_is_only_asked_has_no_place_in_the_order(joint):
    document, seats, ids = joint
    seats.act("remove", ids["fin"], by="drafter")
    asked = seats.add(body="云溪市档案馆")
    for stray, code in ((ids["fin"], "arrangement_order_left"), (asked, "arrangement_order_concerned")):
        with pytest.raises(RuleBroken) as refused:
            arrange(document, order=["lead", ids["hea"], ids["army"], stray])
        assert codes(refused) == [(code, "R-J1")]


@pytest.mark.parametrize(
    "by",
    [
        "section-head",
        "disclosure-reviewer",
        "disclosure-officer",
        "signer",
        "fin-co-issuer",
        "hea-signer",
        "supervisor",
    ],
)
def test_in_a_draft_only_its_drafter_arranges(joint, by):
    document, _seats, _ids = joint
    for act in (lambda: arrange(document, by=by, banner="lead_only"), lambda: led_by(document, "某部", by=by)):
        with pytest.raises(RuleBroken) as refused:
            act()
        assert codes(refused) == [("office_missing", "R-J1")]
    assert (IArrangement(document).banner, IArrangement(document).lead_body) == ("all", "")


def test_a_site_manager_has_no_silent_way(joint):
    document, _seats, _ids = joint
    with api.env.adopt_roles(["Manager"]), pytest.raises(RuleBroken):
        IArrangement(document).arrange(banner="lead_only")


@pytest.fixture
def consent(joint, walk):
    document, seats, ids = joint
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    return document, seats, ids


def test_while_agencies_are_asked_the_leads_officer_arranges_and_no_asked_agency(consent):
    document, _seats, _ids = consent
    for by in ("fin-co-issuer", "fin-signer", "drafter", "signer"):
        with pytest.raises(RuleBroken) as refused:
            arrange(document, by=by, banner="lead_only")
        assert codes(refused) == [("office_missing", "R-J1")]
    arrange(document, by="disclosure-officer", banner="lead_only")
    assert IArrangement(document).banner == "lead_only"
    with pytest.raises(RuleBroken) as refused:
        led_by(document, "某部")
    assert codes(refused) == [("lead_choice_not_here", "R-J1")]


@pytest.mark.parametrize(
    "state,by,others",
    [
        ("section_review", "section-head", ("drafter", "disclosure-reviewer")),
        ("disclosure_review", "disclosure-reviewer", ("drafter", "section-head", "signer")),
        ("sign_off", "disclosure-reviewer", ("drafter", "signer", "principal-signer", "disclosure-officer")),
    ],
)
def test_the_office_that_has_the_document_arranges_it(walk, state, by, others):
    document = walk.to(state)
    for other in others:
        with pytest.raises(RuleBroken) as refused:
            arrange(document, by=other, countersigning="parallel")
        assert codes(refused) == [("office_missing", "R-J1")]
    arrange(document, by=by, countersigning="parallel")
    assert IArrangement(document).countersigning == "parallel"


def test_a_deputy_arranges_on_behalf_of_whom_he_stands_in_for(consent, agency):
    document, _seats, _ids = consent
    today = now().date()
    with api.env.adopt_roles(["Manager"]):
        IDeputies(agency).appoint("web-editor", "disclosure-officer", "Disclosure Officer", today, today)
    arrange(document, by="web-editor", banner="lead_only")
    (entry,) = entries(document, "arranged")
    assert (entry.actor, entry.on_behalf_of) == ("web-editor", "disclosure-officer")


def test_what_an_agency_has_signed_stands_as_it_saw_it(consent, walk):
    document, _seats, ids = consent
    walk.take(document, "settle", "disclosure-officer")
    arrange(document, by="disclosure-reviewer", order=[ids["fin"], "lead", ids["hea"], ids["army"]])
    assert IArrangement(document).may() == ()
    with api.env.adopt_user(username="disclosure-reviewer"):
        assert IArrangement(document).may() == ("arrange",)
    walk.take(document, "sign", "signer")
    with api.env.adopt_user(username="disclosure-reviewer"):
        assert IArrangement(document).may() == ()
    for values in ({"banner": "lead_only"}, {"countersigning": "parallel"}, {"order": ["lead", *ids.values()]}):
        with pytest.raises(RuleBroken) as refused:
            arrange(document, by="disclosure-reviewer", **values)
        assert codes(refused) == [("arrangement_signed", "R-J1")]
    assert (IArrangement(document).banner, names(document)[0]) == ("all", "云溪市财政局")


def test_after_the_issue_nobody_arranges(walk):
    document = walk.to("issued")
    with pytest.raises(RuleBroken) as refused:
        arrange(document, by="disclosure-officer", banner="lead_only")
    assert codes(refused) == [("arrangement_not_here", "R-J1")]


def test_an_outside_body_leads_and_stands_among_the_names(joint):
    document, _seats, ids = joint
    led_by(document, " 云溪市委宣传部 ", False)
    arrangement = IArrangement(document)
    assert (arrangement.lead_body, arrangement.lead_administrative, arrangement.lead_place) == (
        "云溪市委宣传部",
        False,
        2,
    )
    assert arrangement.issuers()[0] == {
        "slot": "outside",
        "agency": "",
        "title": "云溪市委宣传部",
        "lead": True,
        "administrative": False,
    }
    assert [issuer["lead"] for issuer in arrangement.issuers()] == [True, False, False, False, False]
    arrange(document, order=[ids["fin"], "outside", "lead", ids["army"], ids["hea"]])
    assert names(document)[:3] == ["云溪市财政局", "云溪市委宣传部", "云溪市教育局"]
    led_by(document, "")
    assert (names(document)[:2], IArrangement(document).lead_administrative) == (["云溪市财政局", "云溪市教育局"], True)
    told = [(entry.codes["lead"], entry.codes["administrative"]) for entry in entries(document, "lead_chosen")]
    assert told == [("outside", "no"), ("own", "yes")]


@pytest.mark.parametrize(
    "body,code",
    [
        ("云溪市教育局", "lead_is_own"),
        ("云溪市财政局", "lead_is_asked"),
        ("云溪军分区", "lead_is_asked"),
        ("云溪市水务局", "lead_is_agency"),
        ("长" * 121, "position_words_too_long"),
    ],
)
def test_who_cannot_lead_from_outside(joint, portal, body, code):
    document, _seats, _ids = joint
    with api.env.adopt_roles(["Manager"]):
        api.content.create(container=portal, type="Agency", id="water", title="云溪市水务局", kind="administrative")
    with pytest.raises(RuleBroken) as refused:
        led_by(document, body)
    assert codes(refused) == [(code, "R-J1")]
    assert (IArrangement(document).lead_body, entries(document, "lead_chosen")) == ("", [])


def test_a_lead_is_no_co_issuer_besides(joint, agency):
    document, seats, _ids = joint
    led_by(document, "云溪市委宣传部")
    count = len(IPositions(document).slots())
    for named in ({"body": "云溪市委宣传部"}, {"agency": agency}, {"body": "云溪市教育局"}):
        with pytest.raises(RuleBroken) as refused:
            seats.add(**named, role="co_issuer")
        assert codes(refused) == [("position_of_lead", "R-J1")]
    assert len(IPositions(document).slots()) == count


@pytest.mark.parametrize(
    "kind,code", [("section", "position_agency_section"), ("abolished", "position_agency_abolished")]
)
def test_neither_a_section_nor_an_abolished_agency_issues_a_document(joint, portal, kind, code):
    document, seats, _ids = joint
    with api.env.adopt_roles(["Manager"]):
        container = portal["finance"] if kind == "section" else portal
        made = "section" if kind == "section" else "administrative"
        other = api.content.create(container=container, type="Agency", id="other", title="预算股", kind=made)
        if kind == "abolished":
            ISuccession(other).abolish(date(2026, 1, 1).isoformat(), "", "机构改革")
    with pytest.raises(RuleBroken) as refused:
        seats.add(other, role="co_issuer")
    assert codes(refused) == [(code, "R-J1")]
    assert len(IPositions(document).slots()) == 3


def test_an_agency_issues_a_document_once(joint, asked_agency):
    _document, seats, _ids = joint
    for named in ({"agency": asked_agency}, {"body": "云溪军分区"}):
        with pytest.raises(RuleBroken) as refused:
            seats.add(**named, role="co_issuer")
        assert codes(refused) == [("position_twice", "R-J1")]


def test_putting_names_in_order_writes_only_slots_that_move(joint):
    document, _seats, ids = joint
    arrange(document, order=["lead", ids["fin"], ids["army"], ids["hea"]])
    before = store.record_of(document, ids["fin"]).order
    arrange(document, order=["lead", ids["fin"], ids["hea"], ids["army"]])
    assert store.record_of(document, ids["fin"]).order == before
