"""What must hold before an agency ends, and before that is taken back: 002 管理制度 第五条."""

from dataclasses import replace
from datetime import date
from opengov.disclosure.core import succession
from opengov.disclosure.core.succession import Abolition
from opengov.disclosure.core.succession import Standing

import pytest


TODAY = date(2026, 11, 22)
ASKED = Abolition(TODAY, "b" * 32, "机构改革")
STANDING = Standing(uid="a" * 32, successor_known=True)


def codes(problems):
    return [(problem.code, problem.field) for problem in problems]


@pytest.mark.parametrize(
    ("asked", "standing", "expected"),
    [
        ({}, {}, []),
        ({"day": date(2020, 1, 1)}, {}, []),
        ({"successor": ""}, {"successor_known": False}, []),
        ({"successor": "广东省某厅"}, {"successor_known": False}, []),
        ({"successor": "厅" * 120}, {"successor_known": False}, []),
        ({}, {"section": True}, [("abolition_of_section", "")]),
        ({"day": None, "reason": ""}, {"section": True}, [("abolition_of_section", "")]),
        ({}, {"abolished_on": "2026-01-01"}, [("abolished_already", "")]),
        ({"day": None}, {}, [("abolition_day_invalid", "abolished_on")]),
        ({"day": date(2026, 11, 23)}, {}, [("abolition_in_future", "abolished_on")]),
        ({"successor": "a" * 32}, {}, [("successor_is_itself", "successor")]),
        ({}, {"successor_known": False}, [("successor_unknown", "successor")]),
        ({}, {"successor_is_section": True}, [("successor_is_section", "successor")]),
        ({}, {"successor_abolished_on": "2026-01-01"}, [("successor_abolished", "successor")]),
        ({"successor": "厅" * 121}, {"successor_known": False}, [("successor_name_too_long", "successor")]),
        ({"reason": " "}, {}, [("settings_reason_required", "reason")]),
        ({"reason": "长" * 500}, {}, []),
        ({"reason": "长" * 501}, {}, [("settings_reason_too_long", "reason")]),
        (
            {"day": None, "successor": "a" * 32, "reason": ""},
            {},
            [
                ("abolition_day_invalid", "abolished_on"),
                ("successor_is_itself", "successor"),
                ("settings_reason_required", "reason"),
            ],
        ),
    ],
)
def test_an_abolition_names_everything_that_forbids_it(asked, standing, expected):
    assert codes(succession.problems(replace(ASKED, **asked), replace(STANDING, **standing), TODAY)) == expected


@pytest.mark.parametrize(
    ("abolished_on", "reason", "expected"),
    [
        ("2026-11-22", "撤回", []),
        ("", "撤回", [("not_abolished", "")]),
        ("2026-11-22", "", [("settings_reason_required", "reason")]),
    ],
)
def test_only_an_abolition_can_be_taken_back(abolished_on, reason, expected):
    assert codes(succession.reinstatement_problems(abolished_on, reason)) == expected


def test_what_the_clause_asks_for_cites_it():
    found = succession.problems(replace(ASKED, successor="a" * 32), STANDING, TODAY)
    assert found[0].source == "遵义市政府信息公开管理制度 第五条"
