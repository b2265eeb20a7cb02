"""Every item of Articles 14 to 16, as the Regulation has it."""

from opengov.disclosure.core import grounds

import pytest


ITEMS = [
    ("state_secret", "state_secret", True, False, "政府信息公开条例 第十四条"),
    ("law_prohibits", "law_prohibits", True, False, "政府信息公开条例 第十四条"),
    ("three_security_one_stability", "three_security_one_stability", True, False, "政府信息公开条例 第十四条"),
    ("trade_secret", "third_party_rights", True, True, "政府信息公开条例 第十五条"),
    ("personal_privacy", "third_party_rights", True, True, "政府信息公开条例 第十五条"),
    ("third_party_other", "third_party_rights", True, True, "政府信息公开条例 第十五条"),
    ("personnel", "internal_affairs", False, False, "政府信息公开条例 第十六条第一款"),
    ("logistics", "internal_affairs", False, False, "政府信息公开条例 第十六条第一款"),
    ("workflow", "internal_affairs", False, False, "政府信息公开条例 第十六条第一款"),
    ("discussion_record", "process_information", False, False, "政府信息公开条例 第十六条第二款"),
    ("draft", "process_information", False, False, "政府信息公开条例 第十六条第二款"),
    ("consultation_letter", "process_information", False, False, "政府信息公开条例 第十六条第二款"),
    ("request_report", "process_information", False, False, "政府信息公开条例 第十六条第二款"),
    ("enforcement_file", "enforcement_file", False, False, "政府信息公开条例 第十六条第二款"),
]


def test_the_list_holds_exactly_the_items_of_the_law_in_order():
    assert list(grounds.GROUNDS) == [code for code, *_ in ITEMS]


@pytest.mark.parametrize(("code", "kind", "mandatory", "liftable", "clause"), ITEMS)
def test_each_item_has_its_article_heading_and_force(code, kind, mandatory, liftable, clause):
    ground = grounds.GROUNDS[code]
    assert (ground.kind, ground.mandatory, ground.liftable) == (kind, mandatory, liftable)
    assert grounds.citation(ground) == clause
    assert grounds.liftable(code) is liftable


def test_an_unknown_ground_cannot_be_lifted():
    assert not grounds.liftable("whatever")


def test_the_list_cannot_be_changed():
    with pytest.raises(TypeError):
        grounds.GROUNDS["state_secret"] = grounds.GROUNDS["trade_secret"]
