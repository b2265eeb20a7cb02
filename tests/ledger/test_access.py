from opengov.disclosure.ledger.interfaces import IAccessLog
from zope.component import getUtility

import json
import logging
import pytest


@pytest.fixture
def lines(site, caplog):
    caplog.set_level(logging.INFO, "opengov.disclosure.access")
    return lambda: caplog.messages


def test_who_opened_what_is_one_line_of_json(lines):
    getUtility(IAccessLog).log("0f" * 16, "opened_withheld", attachment="a1", size=7)
    (line,) = lines()
    told = json.loads(line)
    assert told.pop("at").endswith("+08:00")
    assert told == {
        "actor": "test_user_1_",
        "uid": "0f" * 16,
        "what": "opened_withheld",
        "attachment": "a1",
        "size": 7,
    }


def test_a_line_cannot_be_broken_in_two(lines):
    getUtility(IAccessLog).log("0f" * 16, "opened", name='x\n{"actor": "li"}\u2028')
    assert len(lines()[0].splitlines()) == 1


@pytest.mark.parametrize("key", ["actor", "at"])
def test_a_value_never_takes_the_place_of_who_and_when(lines, key):
    getUtility(IAccessLog).log("0f" * 16, "opened", **{key: "forged"})
    assert json.loads(lines()[0])[key] != "forged"


def test_logging_writes_nothing_to_the_database(site, lines):
    site._p_jar.savepoint()
    before = list(site._p_jar._registered_objects)
    getUtility(IAccessLog).log("0f" * 16, "opened")
    assert site._p_jar._registered_objects == before
