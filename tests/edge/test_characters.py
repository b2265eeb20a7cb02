"""Parameters of another encoding become whole characters, and nothing that Zope itself keeps is touched (R-X1)."""

from io import BytesIO
from opengov.disclosure.edge.characters import replace_halves
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from types import SimpleNamespace
from zope.interface import alsoProvides
from zope.interface import Interface
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

import pytest


def asked(query, layer=IOpengovDisclosureLayer):
    environ = {"SERVER_NAME": "nohost", "SERVER_PORT": "80", "REQUEST_METHOD": "GET", "QUERY_STRING": query}
    request = HTTPRequest(BytesIO(), environ, HTTPResponse(stdout=BytesIO()))
    request.processInputs()
    alsoProvides(request, layer)
    return request


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("title=%ff", {"title": "\ufffd"}),
        ("title=%e4%ba%91", {"title": "云"}),
        ("chosen:list=%ff&chosen:list=b", {"chosen": ["\ufffd", "b"]}),
    ],
)
def test_what_is_no_character_becomes_the_sign_for_it(query, form):
    request = asked(query)
    replace_halves(SimpleNamespace(request=request))
    assert request.form == form


@pytest.mark.parametrize(
    "name", ["PUBLISHED", "PARENTS", "RESPONSE", "URL", "ACTUAL_URL", "AUTHENTICATED_USER", "BODY"]
)
def test_a_parameter_takes_the_place_of_nothing_that_zope_keeps(name):
    request = asked(f"{name}=http://elsewhere.example/%ff")
    request.other[name] = kept = object()
    address = request.getURL() if name != "URL" else ""
    replace_halves(SimpleNamespace(request=request))
    assert request[name] is kept
    assert not address or request.getURL() == address


def test_without_the_product_nothing_is_changed():
    request = asked("title=%ff", Interface)
    before = dict(request.form)
    replace_halves(SimpleNamespace(request=request))
    assert request.form == before
