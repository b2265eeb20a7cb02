"""Addresses, order and pages of a list, whatever stands in the query."""

from opengov.disclosure.desk import lists
from opengov.disclosure.desk.lists import Column
from opengov.disclosure.desk.lists import Listing

import pytest


URL = "http://site/@@list"
COLUMNS = (Column("due", "Due", True), Column("title", "Title", True), Column("state", "State"))


def listing(**form):
    return Listing(URL, form, ("q", "state"), {"list": "todo"})


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ({}, f"{URL}?list=todo"),
        ({"q": " 教育 ", "start": "40"}, f"{URL}?list=todo&q=%E6%95%99%E8%82%B2"),
        ({"q": ["a", "b"], "state": "draft", "else": "x"}, f"{URL}?list=todo&state=draft"),
        ({"q": "x" * 201, "sort": "-due"}, f"{URL}?list=todo&sort=-due"),
        ({"q": "a&b=c"}, f"{URL}?list=todo&q=a%26b%3Dc"),
    ],
)
def test_an_address_keeps_the_filters_it_knows_and_nothing_else(form, address):
    assert listing(**form).address() == address


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("", ("due", False)), ("title", ("title", False)), ("-title", ("title", True)), ("state", ("due", False))],
)
def test_a_list_is_ordered_by_its_sortable_columns_only(sort, expected):
    assert listing(sort=sort).order(COLUMNS, "due") == expected


def test_the_header_tells_the_order_and_turns_it_round():
    due, title, state = listing(sort="due", q="x").header(COLUMNS, "due")
    assert (due["sort"], due["url"]) == ("ascending", f"{URL}?list=todo&q=x&sort=-due")
    assert (title["sort"], title["url"]) == (None, f"{URL}?list=todo&q=x&sort=title")
    assert (state["sort"], state["url"]) == (None, "")
    assert listing(sort="-due").header(COLUMNS, "due")[0]["sort"] == "descending"


@pytest.mark.parametrize(
    ("start", "more", "expected"),
    [
        ("", False, ("", "", "")),
        ("", True, ("", "", "start=20")),
        ("20", False, ("", "list=todo", "")),
        ("47", True, ("list=todo", "start=20", "start=60")),
        ("-3", True, ("", "", "start=20")),
        ("99999", True, ("list=todo", "start=9980", "")),
        ("9" * 50, False, ("", "", "")),
    ],
)
def test_pages_lead_back_and_forth_and_no_deeper_than_they_should(start, more, expected):
    pages = listing(start=start).pages_by_number(20, more)
    found = tuple(pages[name].rpartition("?")[2].rpartition("&")[2] for name in ("first", "previous", "next"))
    assert found == expected


def test_a_list_paged_by_key_goes_on_and_back_to_its_beginning():
    pages = listing(after="2026-11-22|a").pages_by_key("after", "2026-11-20|b")
    assert pages["first"] == f"{URL}?list=todo"
    assert pages["next"] == f"{URL}?list=todo&after=2026-11-20%7Cb"


def test_the_filter_bar_keeps_what_it_does_not_show_and_opens_where_something_is_set():
    bar = listing(q="x", sort="-due").bar([lists.search(), lists.choice("state", "State", [("draft", "Draft")])])
    assert bar["hidden"] == [{"name": "list", "value": "todo"}, {"name": "sort", "value": "-due"}]
    assert (bar["first"][0]["value"], bar["open"]) == ("x", False)
    assert bar["clear"] == f"{URL}?list=todo&sort=-due"
    assert listing(state="draft").bar([lists.choice("state", "State", [])])["open"]
    assert listing().bar([lists.search()])["clear"] == ""


@pytest.mark.parametrize(("total", "shown", "key"), [(3, 3, "text_found"), (30, 20, "text_found_part")])
def test_what_was_found_is_counted_in_words(total, shown, key):
    assert lists.found(total, 0, shown) == key
