"""Who may become a receiver, and what stays as it is (R-T6, R-X1)."""

from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.interfaces import IReceivers

import pytest


def refusal(town, receiver):
    with pytest.raises(RuleBroken) as found:
        IReceivers(town.portal).put(receiver)
    return [problem.code for problem in found.value.problems]


def test_an_archive_that_hand_overs_were_made_for_never_becomes_a_library(town, spool):
    receiver = town.receiver()
    town.seal(town.published())
    assert refusal(town, {**receiver, "kind": "library"}) == ["receiver_kind_fixed"]
    assert IReceivers(town.portal).all()["archive"]["kind"] == "archive"
    IReceivers(town.portal).put({**receiver, "title": "云溪市国家综合档案馆"})


def test_a_mistaken_kind_is_put_right_while_nothing_was_made(town, spool):
    receiver = town.receiver("library", "archive")
    IReceivers(town.portal).put({**receiver, "kind": "library"})
    assert IReceivers(town.portal).all()["library"]["kind"] == "library"


@pytest.mark.parametrize("title", ["云溪\x00馆", "云溪\n馆", "\ud800", "馆" * 201])
def test_a_title_that_no_package_could_carry_is_refused(town, title):
    receiver = town.receiver()
    assert refusal(town, {**receiver, "title": title}) == ["receipt_text_malformed"]
