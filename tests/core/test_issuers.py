"""The names of those who issued a document, as everybody is told (R-J1)."""

from opengov.disclosure.core import issuers

import pytest


def signed(*titles, lead=0):
    return {"signatories": [{"title": title, "lead": place == lead} for place, title in enumerate(titles)]}


@pytest.mark.parametrize(
    "given,names,lead",
    [
        (None, (), ""),
        ({}, (), ""),
        ({"signatories": []}, (), ""),
        (signed("云溪市教育局"), (), ""),
        (signed("云溪市财政局", "云溪市教育局", lead=1), ("云溪市财政局", "云溪市教育局"), "云溪市教育局"),
        (
            signed("中共云溪市委社会工作部", "云溪市教育局"),
            ("中共云溪市委社会工作部", "云溪市教育局"),
            "中共云溪市委社会工作部",
        ),
    ],
)
def test_the_names_stand_in_the_order_of_the_signatures_whoever_leads(given, names, lead):
    assert (issuers.names(given), issuers.lead(given)) == (names, lead)


@pytest.mark.parametrize("titles,text", [((), ""), (("甲局",), "甲局"), (("甲局", "乙局", "丙部"), "甲局、乙局、丙部")])
def test_metadata_has_a_comma_of_enumeration_between_them(titles, text):
    assert issuers.joined(titles) == text


UID = "0123456789abcdef"
JOINT = {
    "issue_date": "2026-12-31",
    "at": "2027-01-01T09:00:00+08:00",
    "signatories": [
        {"title": "云溪市教育局", "agency": "a", "lead": True},
        {"title": "云溪市财政局", "agency": "b", "lead": False},
        {"title": "云溪市公安局", "agency": "", "lead": False},
    ],
}


@pytest.mark.parametrize(
    "signed,keywords,rank",
    [
        (None, (), ""),
        ({"issue_date": "2026-12-31"}, (), ""),
        (JOINT, ("b", "b@a", "b/2026", "b/2026@a"), f"2026-12-31|{UID}"),
        ({**JOINT, "issue_date": ""}, ("b", "b@a", "b/2027", "b/2027@a"), f"2027-01-01|{UID}"),
    ],
)
def test_a_co_issuer_finds_it_by_its_uid_and_year_the_lead_does_not(signed, keywords, rank):
    assert issuers.keywords(signed) == keywords
    assert issuers.rank(signed, UID) == rank
    assert not rank or issuers.is_rank(rank)


def test_a_lead_outside_the_site_is_found_by_its_name_whatever_stands_in_it():
    name = "云溪市委/@办公室"
    outside = [{"title": name, "agency": "", "lead": True}, dict(JOINT["signatories"][1])]
    words = issuers.keywords({**JOINT, "signatories": outside})
    assert [issuers.keyword_parts(word) for word in words] == [
        *[("b", "", ""), ("b", "", name), ("b", "2026", ""), ("b", "2026", name)]
    ]
    assert [issuers.keyword(*issuers.keyword_parts(word)) for word in words] == list(words)


@pytest.mark.parametrize("value", ["", "|", "2026-12-31", "2026-12-31|", "2026-12-31|../x", "2026-1-1|a", f"|{UID}"])
def test_nothing_else_is_a_place_among_joint_documents(value):
    assert not issuers.is_rank(value)


def test_an_archival_description_names_the_lead_first():
    told = {"signatories": [dict(JOINT["signatories"][1]), dict(JOINT["signatories"][0])]}
    assert [one["title"] for one in issuers.leading_first(told)] == ["云溪市教育局", "云溪市财政局"]


@pytest.mark.parametrize(
    "titles,choice,names",
    [
        (("甲局", "乙局"), "all", ("甲局", "乙局")),
        (("甲局", "乙局"), "lead_only", ("乙局",)),
        ((), "all", ("乙局",)),
    ],
)
def test_the_red_head_has_all_names_or_the_leads(titles, choice, names):
    assert issuers.banner(titles, "乙局", choice) == names
