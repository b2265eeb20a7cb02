"""The public address of the site: what may be chosen, and what an address of the site becomes."""

from opengov.disclosure.core import addresses

import pytest


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://gw.example.gov.cn",
        "http://localhost:8080/Plone",
        "https://gw.example.gov.cn/a/b-c_d~e",
        "https://xn--fiq228c.xn--fiqs8s",
        "http://10.1.2.3:8443",
        "https://gw.example.gov.cn/%E5%85%AC%E6%96%87",
    ],
)
def test_an_address_of_a_home_page_may_be_chosen(typed):
    assert addresses.problems(typed, "public_address") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("gw.example.gov.cn", "public_address"),
        ("ftp://gw.example.gov.cn", "public_address"),
        ("javascript:alert(1)", "public_address"),
        ("https://", "public_address"),
        ("https:///a", "public_address"),
        ("https://admin:secret@gw.example.gov.cn", "public_address"),
        ("https://gw.example.gov.cn:", "public_address"),
        ("https://gw.example.gov.cn:99999", "public_address"),
        ("https://gw.example.gov.cn:0", "public_address"),
        ("https://gw..example.gov.cn", "public_address"),
        ("https://-gw.example.gov.cn", "public_address"),
        ("https://[::1", "public_address"),
        ("https://公文.中国", "public_address"),
        ("https://gw.example.gov.cn/a b", "public_address"),
        ("https://gw.example.gov.cn\nBcc: x@example.org", "public_address"),
        ('https://gw.example.gov.cn/"><script>', "public_address"),
        ("https://gw.example.gov.cn\\@evil.example", "public_address"),
        ("https://gw.example.gov.cn?came_from=x", "public_address_query"),
        ("https://gw.example.gov.cn/?", "public_address_query"),
        ("https://gw.example.gov.cn/#top", "public_address_query"),
        ("https://" + "a" * 200, "public_address_long"),
    ],
)
def test_anything_else_is_refused_at_its_field(typed, code):
    (found,) = addresses.problems(typed, "public_address")
    assert (found.code, found.field) == (code, "public_address")


@pytest.mark.parametrize(
    "typed", ["https://gw.example.gov.cn", " https://gw.example.gov.cn/ ", "https://gw.example.gov.cn//"]
)
def test_blanks_and_slashes_around_it_are_dropped(typed):
    assert addresses.cleaned(typed) == "https://gw.example.gov.cn"


SITE, CHOSEN = "http://localhost:8080/Plone", "https://gw.example.gov.cn"


@pytest.mark.parametrize(
    ("url", "chosen", "told"),
    [
        (f"{SITE}/bureau/a1", CHOSEN, f"{CHOSEN}/bureau/a1"),
        (f"{SITE}/@@notices?kind=x", CHOSEN, f"{CHOSEN}/@@notices?kind=x"),
        (SITE, CHOSEN, CHOSEN),
        (f"{SITE}?a=1", CHOSEN, f"{CHOSEN}?a=1"),
        (f"{SITE}2/bureau", CHOSEN, f"{SITE}2/bureau"),
        ("https://elsewhere.example/a", CHOSEN, "https://elsewhere.example/a"),
        (f"{SITE}/bureau/a1", "", f"{SITE}/bureau/a1"),
        ("", CHOSEN, ""),
    ],
)
def test_an_address_of_the_site_begins_with_the_public_one(url, chosen, told):
    assert addresses.public(url, SITE, chosen) == told
