from opengov.disclosure.core import companions
from opengov.disclosure.core import originals
from opengov.disclosure.core.companions import begin_problems
from opengov.disclosure.core.companions import Companion
from opengov.disclosure.core.companions import companion_problems
from opengov.disclosure.core.companions import Original
from opengov.disclosure.core.originals import Interpretation
from opengov.disclosure.core.originals import Main
from opengov.disclosure.core.originals import main_problems
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import SIGNED
from opengov.disclosure.core.steps import STATES

import pytest


def codes(problems):
    return {problem.code for problem in problems}


BEGINNINGS = [
    # kind, attribute -> states of the original in which it may be begun
    ("correction", "proactive", set(SIGNED)),
    ("correction", "withheld", set(SIGNED)),
    (
        "public_version",
        "withheld",
        {"draft", "section_review", "disclosure_review", "secrecy_consultation", "joint_consent", "sign_off"}
        | {"issued", "registered", "withheld"},
    ),
    ("public_version", "proactive", set()),
    ("public_version", "not_government_information", set()),
    (
        "interpretation",
        "proactive",
        {"draft", "section_review", "disclosure_review", "secrecy_consultation", "joint_consent", "sign_off"}
        | {"issued", "published"},
    ),
    ("interpretation", "withheld", set()),
]


@pytest.mark.parametrize(("kind", "attribute", "expected"), BEGINNINGS)
def test_a_companion_begins_where_its_original_allows_it(kind, attribute, expected):
    found = {state for state in STATES if not begin_problems(kind, Original(state, attribute), ())}
    assert found == expected


@pytest.mark.parametrize(
    ("kind", "original", "on_the_way", "expected"),
    [
        ("gloss", Original("issued", "proactive"), (), "companion_kind_unknown"),
        ("correction", Original("published", "proactive"), ("correction",), "companion_open"),
        ("correction", Original("published", "proactive"), ("interpretation",), None),
        ("correction", Original("published", "proactive", companion="correction"), (), None),
        ("correction", Original("published", "proactive", companion="public_version"), (), "companion_of_companion"),
        ("interpretation", Original("issued", "proactive", companion="interpretation"), (), "companion_of_companion"),
        ("public_version", Original("withheld", "withheld", stub=True), (), "version_needless"),
        ("interpretation", Original("draft", ""), (), None),
    ],
)
def test_what_stands_against_a_companion(kind, original, on_the_way, expected):
    assert codes(begin_problems(kind, original, on_the_way)) == ({expected} if expected else set())


PUBLIC = Original("published", "proactive", "notice")
FILED = Original("withheld", "withheld", "notice")
SIGNING_TOGETHER = Original("sign_off", "proactive", "notice")
CORRECTION = Companion("correction", "proactive", "notice", PUBLIC)


def version(state="withheld", **values):
    plain = {"attribute": "proactive", "document_kind": "notice", "original": Original(state, "withheld", "notice")}
    return Companion("public_version", **{**plain, **values})


def interpretation(state="sign_off", **values):
    original = Original(state, "proactive", "notice")
    plain = {"attribute": "proactive", "document_kind": "interpretation", "original": original}
    return Companion("interpretation", **{**plain, **values})


STEPS = [
    ("submit", CORRECTION, None),
    ("sign", CORRECTION, None),
    ("publish", CORRECTION, None),
    ("sign", Companion("correction", "withheld", "notice", PUBLIC), "correction_attribute"),
    ("submit", Companion("correction", "proactive", "letter", PUBLIC), "correction_kind"),
    ("sign", Companion("correction", "proactive", "notice", PUBLIC, rival=True), "correction_signed"),
    ("publish", Companion("correction", "proactive", "notice", PUBLIC, rival=True), None),
    ("publish", Companion("correction", "proactive", "notice", None), "original_gone"),
    ("republish", Companion("correction", "proactive", "notice", Original("superseded", "proactive", "notice")), None),
    ("adjust", CORRECTION, None),
    ("enter_existing", CORRECTION, "companion_step_closed"),
    ("submit", version("draft"), None),
    ("approve", version("draft"), "original_unseen"),
    ("approve", version("disclosure_review"), None),
    ("sign", version("sign_off"), "original_unsigned"),
    ("sign", version("issued"), None),
    ("sign", version("issued", numbered=False), "original_unsigned"),
    ("submit", version(attribute="on_request"), "version_attribute"),
    ("sign", version(original=Original("published", "proactive", "notice")), {"version_needless", "original_unsigned"}),
    ("publish", version("registered"), None),
    ("publish", version("adjustment_review"), None),
    ("adjust", version(), "companion_step_closed"),
    ("submit", interpretation("draft"), "interpretation_alone"),
    ("submit", interpretation("draft", along=True), None),
    ("submit", interpretation("sign_off"), None),
    ("submit", interpretation(department=False), "interpretation_contact"),
    ("submit", interpretation(telephone=False), "interpretation_contact"),
    ("submit", interpretation(document_kind="notice"), "interpretation_kind"),
    ("submit", interpretation(attribute="withheld"), "interpretation_attribute"),
    ("approve", interpretation("section_review"), "original_unseen"),
    ("sign", interpretation("disclosure_review"), "interpretation_alone"),
    ("sign", interpretation("sign_off"), None),
    ("sign", interpretation("published"), None),
    ("publish", interpretation("issued"), "interpretation_alone"),
    ("publish", interpretation("issued", along=True), None),
    ("republish", interpretation("withdrawn"), "interpretation_alone"),
    ("republish", interpretation("published"), None),
    ("adjust", interpretation(), "companion_step_closed"),
    ("submit", Companion("", document_kind="interpretation"), "kind_without_original"),
    ("enter_existing", Companion("", document_kind="interpretation"), "kind_without_original"),
    ("submit", Companion("", document_kind="notice"), None),
    ("withdraw", version("voided"), None),
]


@pytest.mark.parametrize(("step", "companion", "expected"), STEPS)
def test_a_companion_owes_its_original(step, companion, expected):
    wanted = expected if isinstance(expected, set) else {expected} if expected else set()
    assert codes(companion_problems(step, companion)) == wanted


@pytest.mark.parametrize("state", sorted(STATES - {"issued", "registered", "withheld", "adjustment_review"}))
@pytest.mark.parametrize("step", ["sign", "sign_urgently", "publish", "republish"])
def test_a_public_version_stands_only_on_a_signed_original(state, step):
    assert "original_unsigned" in codes(companion_problems(step, version(state)))


@pytest.mark.parametrize("state", sorted(STATES - set(SIGNED)))
@pytest.mark.parametrize("step", ["submit", "sign", "publish", "register", "file"])
def test_nothing_corrects_what_is_no_longer_in_force(state, step):
    correction = Companion("correction", "proactive", "notice", Original(state, "proactive", "notice"))
    assert codes(companion_problems(step, correction)) == {"original_gone"}


INNER = Problem("interpretation_contact", "R-I4", "telephone")
MAINS = [
    ("submit", Main("proactive"), None),
    ("submit", Main("proactive", needed=True), "interpretation_missing"),
    ("submit", Main("withheld", needed=True), None),
    ("submit", Main("proactive", waived=True), None),
    ("submit", Main("proactive", needed=True, interpretation=Interpretation("draft")), "interpretation_foreign"),
    ("submit", Main("proactive", needed=True, interpretation=Interpretation("draft", drafted=True)), None),
    ("submit", Main("proactive", interpretation=Interpretation("draft", True, problems=(INNER,))), INNER.code),
    ("submit", Main("proactive", needed=True, interpretation=Interpretation("disclosure_review")), None),
    ("uphold", Main("proactive", needed=True), "interpretation_missing"),
    ("sign", Main("proactive", needed=True), "interpretation_missing"),
    ("sign", Main("proactive", interpretation=Interpretation("sign_off")), "interpretation_unreviewed"),
    (
        "sign",
        Main("proactive", interpretation=Interpretation("disclosure_review", reviewed=True)),
        "interpretation_unreviewed",
    ),
    ("sign", Main("proactive", interpretation=Interpretation("sign_off", reviewed=True)), None),
    ("sign", Main("proactive", interpretation=Interpretation("issued", reviewed=True)), None),
    ("sign", Main("proactive", waived=True, interpretation=Interpretation("draft")), None),
    ("sign_urgently", Main("proactive", needed=True), None),
    ("publish", Main("proactive", needed=True), "interpretation_unsigned"),
    ("publish", Main("proactive", interpretation=Interpretation("sign_off", reviewed=True)), "interpretation_unsigned"),
    ("publish", Main("proactive", interpretation=Interpretation("issued")), None),
    ("publish", Main("proactive", interpretation=Interpretation("issued", problems=(INNER,))), INNER.code),
    ("publish", Main("proactive", hasty=True, needed=True), None),
    ("publish", Main("proactive", waived=True), None),
    ("adjust", Main("proactive", correcting=True), "correction_open"),
    ("adjust", Main("proactive"), None),
]


@pytest.mark.parametrize(("step", "main", "expected"), MAINS)
def test_a_document_waits_for_its_companions(step, main, expected):
    assert codes(main_problems(step, main)) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("step", "main", "expected"),
    [
        ("submit", Main("proactive", interpretation=Interpretation("draft")), True),
        ("uphold", Main("proactive", interpretation=Interpretation("draft")), True),
        ("submit", Main("proactive", interpretation=Interpretation("sign_off")), False),
        ("submit", Main("withheld", interpretation=Interpretation("draft")), False),
        ("publish", Main("proactive", interpretation=Interpretation("issued")), True),
        ("publish", Main("proactive", interpretation=Interpretation("sign_off")), False),
        ("publish", Main("proactive"), False),
        ("sign", Main("proactive", interpretation=Interpretation("sign_off")), False),
    ],
)
def test_an_interpretation_goes_with_its_document(step, main, expected):
    assert originals.takes_along(step, main) is expected


@pytest.mark.parametrize(
    ("rule", "normative", "wished", "expected"),
    [
        ("normative_documents", True, False, True),
        ("normative_documents", False, False, False),
        ("normative_documents", False, True, True),
        ("all", False, False, True),
        ("none", True, False, False),
        ("none", True, True, True),
    ],
)
def test_the_profile_says_when_an_interpretation_is_asked_for(rule, normative, wished, expected):
    assert originals.interpretation_needed(rule, normative, wished) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("correction", 2), "更正后文本（第2次更正）"),
        (("public_version",), "公开版，本文有删减"),
        (("interpretation", 0, "政策法规科", "0990-8800236"), "解读单位：政策法规科　联系电话：0990-8800236"),
        (("",), ""),
    ],
)
def test_what_is_printed_on_a_companion(values, expected):
    assert companions.note(*values) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云教〔2026〕3号", ("云教〔2026〕3号",)),
        ("《关于做好春季开学工作的通知》（云教〔2024〕12号）", ("云教〔2024〕12号",)),
        ("云教[2024]12号和云财【2025】7号", ("云教〔2024〕12号", "云财〔2025〕7号")),
        ("关于做好春季开学工作的通知", ()),
        ("云教〔2024〕12号、云教〔2024〕12号", ("云教〔2024〕12号",)),
        ("〔" * 2000, ()),
    ],
)
def test_numbers_are_found_in_what_an_office_writes(text, expected):
    assert companions.numbers_in(text) == expected
