"""What is no number to us is none: signs that only look like digits, digits of other scripts, and very many of them (R-X2)."""

from door import Door
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.registers import overdue
from opengov.disclosure.joint.meetings import papers
from urllib.parse import quote

import pytest


#: ``str.isdigit`` takes the first for digits, ``int`` refuses them; of the last ``int`` reads no more than 4,300.
ODD = ["²", "①", "１２", "٣", "-1", "9" * 5000]


@pytest.mark.parametrize("word", ODD)
@pytest.mark.parametrize(
    "address",
    [
        "/bureau/@existing?size={}",
        "/bureau/@existing-imports?limit={}",
        "/bureau/@@existing-import?job={}",
        "/@statistics/list?duty=publish&days={}",
        "/@@statistics-list?duty=publish&days={}",
        "/@gkml?size={}",
        "/@registers/joint?year={}",
        "/@my-work?start={}",
        "/@@gkml?year={}",
    ],
)
def test_what_is_no_number_is_answered_and_never_an_error_of_ours(site, bureau, address, word):
    for user in ("drafter", "disclosure-officer"):
        assert Door(site).ask("GET", address.format(quote(word)), user).status_code < 500


@pytest.mark.parametrize("word", [*ODD, ""])
def test_no_file_has_such_a_number(word):
    assert papers.number_of(word) == 0
    assert papers.number_of("12") == 12


@pytest.mark.parametrize("after", ["2026-99-99-1", "２０２６-01-01-1", "2026-01-01-²", "9999-12-31-1", "x"])
def test_a_place_that_is_none_is_refused(after):
    with pytest.raises(RuleBroken) as refused:
        overdue._place(after)
    assert [problem.code for problem in refused.value.problems] == ["key_invalid"]
    assert overdue._place("2026-01-31--5") == ("2026-01-31", -5)
