"""What one profile says otherwise than another, both sides with their clauses: R-D1."""

from itertools import permutations
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core.jurisdictions.comparing import compare

import json
import pytest


PAIRS = list(permutations(jurisdictions.keys(), 2))


def keys(old, new, part):
    return {each["key"] for each in compare(jurisdictions.load(old), jurisdictions.load(new))[part]}


@pytest.mark.parametrize(
    ("old", "new", "part", "expected"),
    [
        ("cn-national-2019", "dalian-2016", "rules", set()),
        ("cn-national-2019", "dalian-2016", "periods", set()),
        (
            "cn-national-2019",
            "shaoguan-2019",
            "rules",
            {"on_request_reason_required", "attribute_dispute", "withheld_catalogue"},
        ),
        (
            "cn-national-2019",
            "township-2020",
            "rules",
            {"four_eyes", "section_review", "on_request_reason_required", "attribute_dispute"},
        ),
        ("cn-national-2019", "tianning-2016", "rules", {"urgent_route", "attribute_dispute", "transfer_recipients"}),
        (
            "cn-national-2019",
            "tianning-2016",
            "periods",
            {"reply", "extension", "record_copy", "transfer_electronic", "transfer_paper"},
        ),
        (
            "cn-national-2019",
            "zunyi-2020",
            "periods",
            {
                "publish",
                "publish_document",
                "urgent_publish",
                "predisclosure",
                "predisclosure_special",
                "message_simple",
                "message_investigated",
            },
        ),
    ],
)
def test_what_differs_is_named(old, new, part, expected):
    assert keys(old, new, part) == expected


@pytest.mark.parametrize("key", jurisdictions.keys())
def test_a_profile_does_not_differ_from_itself(key):
    same = jurisdictions.load(key)
    assert compare(same, same) == {"rules": [], "periods": [], "labels": []}


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_way_back_changes_the_same_things_the_other_way_round(old, new):
    there = compare(jurisdictions.load(old), jurisdictions.load(new))
    back = compare(jurisdictions.load(new), jurisdictions.load(old))
    for part in there:
        turned = {each["key"]: (each["new"], each["old"]) for each in back[part]}
        assert {each["key"]: (each["old"], each["new"]) for each in there[part]} == turned
    json.dumps(there)
