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
