"""Packages speak Chinese: every act, state and channel of a document has a word, and clauses belong to acts there are."""

from opengov.disclosure.core import channels
from opengov.disclosure.core import life
from opengov.disclosure.core import secrecy
from opengov.disclosure.desk import words
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer import terms_acts

import pytest


@pytest.mark.parametrize("action", sorted({*life.STEPS, *words.ACTS}))
def test_every_act_has_a_word(action):
    assert action in terms_acts.ACTIVITIES


def test_clauses_are_those_of_acts_and_name_an_article():
    assert set(terms_acts.MANDATES) <= set(terms_acts.ACTIVITIES)
    assert all("第" in clause and "条" in clause for clause in terms_acts.MANDATES.values())
    assert set(terms_acts.MANDATES) >= terms_acts.SETTING


@pytest.mark.parametrize(
    "told,known",
    [
        (terms_acts.STATES, words.STATES),
        (terms_acts.CHANNELS, channels.CHANNELS),
        (terms_acts.CHECKS, secrecy.CHECKS),
        (terms_acts.BODIES, secrecy.BODIES),
        (terms_acts.CAUSES, words.CAUSES),
        (terms_acts.STANDS, words.STANDS),
        (terms_acts.VALIDITIES, words.VALIDITIES),
        (terms.OUTCOMES, words.OUTCOMES),
    ],
)
def test_every_code_has_a_word(told, known):
    assert set(known) <= set(told)
