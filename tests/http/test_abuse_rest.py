"""What an outsider throws at REST: bodies and parameters of nonsense; 4xx, and nothing learned (R-X1, R-X2)."""

from pathlib import Path
from plone import api
from zope.component import getUtilitiesFor
from zope.schema.interfaces import IVocabularyFactory

import pytest
import re


pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parent.parent.parent / "src" / "opengov.disclosure" / "opengov" / "disclosure"
#: Bodies that are no JSON object in UTF-8.
UNREADABLE = {
    "latin-1": b'{"title": "\xe9\xff"}',
    "gbk": '{"title": "云溪"}'.encode("gbk"),
    "an array": b"[]",
    "null": b"null",
    "a number": b"1",
    "cut off": b'{"title": ',
    "a NUL": b"\x00",
    "5,000 digits": b'{"limit": ' + b"9" * 5000 + b"}",
    "100,000 arrays": b"[" * 100_000,
    "100,000 objects": b'{"a":' * 100_000,
    "a deep value": b'{"title":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}
#: Methods of Plone's own services, and of nobody.
METHODS = ("POST", "PATCH", "DELETE")


def _services():
    """Method, name and kind of place of every service that reads a body."""
    found = set()
    for path in SOURCE.rglob("*.zcml"):
        for attributes in re.findall(r"<plone:service\b(.*?)/>", path.read_text(encoding="utf-8"), re.DOTALL):
            values = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            if values["method"] in METHODS:
                found.add((values["method"], values.get("name", ""), values["for"].rpartition(".")[2]))
    return sorted(found)


@pytest.fixture
def places(ask, town):
    """Address of the site, an agency and a document, by the interface services are for."""
    document = town.draft()
    return {"IPloneSiteRoot": "", "IAgencyContent": "/bureau", "IGoverned": document, "OfficialDocument": document}


def _is_refusal(answer):
    return 400 <= answer.status_code < 500 and answer.content_type == "application/json" and answer.json


def test_a_body_that_nobody_can_read_is_refused_by_each_service(ask, places):
    wrong = []
    with ask.door.without_trace():
        for method, name, place in _services():
            for what in ("latin-1", "an array", "100,000 objects"):
                for user in ("drafter", "manager", ""):
                    answer = ask.quietly(method, f"{places[place]}/{name}".rstrip("/"), user, UNREADABLE[what])
                    bodyless = method == "DELETE" and name != "@register-views"
                    if not _is_refusal(answer) and not (bodyless and answer.status_code in (204, 404)):
                        wrong.append((method, name, place, what, user, answer.status_code))
    assert not wrong


def test_a_body_that_nobody_can_read_is_refused_where_plone_reads_it(ask, places):
    document, wrong = places["IGoverned"], []
    calls = (("POST", "bureau"), ("PATCH", document), ("POST", document), ("POST", f"{document}/@workflow/submit"))
    for what, body in UNREADABLE.items():
        for method, path in calls:
            for kind in ("application/json", "application/json; charset=gbk", "text/plain"):
                answer = ask.quietly(method, path, "drafter", body, Content_Type=kind)
                if not _is_refusal(answer):
                    wrong.append((what, method, path, kind, answer.status_code, answer.text))
    assert not wrong


@pytest.mark.parametrize("accepted,methods", [("application/json", METHODS), ("text/html", ("POST",))])
def test_an_unreadable_body_tells_nothing_of_what_is_hidden(ask, town, accepted, methods):
    hidden = town.draft()
    missing = re.sub(r"[^/]+$", "0" * 32, hidden)
    wrong = []
    for kind in ("application/json", "text/plain"):
        for method in methods:
            for user in ("", "colleague"):
                for tail in ("", "/@workflow/submit"):
                    heads = {"Accept": accepted, "Content_Type": kind}
                    body = UNREADABLE["100,000 arrays"]
                    told = [ask.quietly(method, f"{path}{tail}", user, body, **heads) for path in (hidden, missing)]
                    if {one.status_code for one in told} != {404}:
                        wrong.append((kind, method, user, tail, *(one.status_code for one in told)))
    assert not wrong


def test_a_record_whose_key_is_a_method_of_records_is_a_parameter_like_any_other(ask):
    for name in ("items", "get", "keys", "values", "copy"):
        for query in (f"q.{name}:record=Creator", f"q.{name}:records=x"):
            assert ask.quietly("GET", f"?{query}").status_code in (200, 400), query


def test_all_that_a_form_can_choose_is_plain_text(ask):
    """What is chosen is stored, and part of what reviews are bound to: no object of the program has a place there."""
    factories = [(name, make) for name, make in getUtilitiesFor(IVocabularyFactory) if name.startswith("opengov.")]
    place = api.portal.get()["bureau"]
    odd = [(name, term.value) for name, make in factories for term in make(place) if type(term.value) is not str]
    assert len(factories) > 10 and not odd
