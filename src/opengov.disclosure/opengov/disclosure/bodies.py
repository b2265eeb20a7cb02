"""The JSON bodies of our services: read in one place, and only where no form of another site could have sent them."""

from collections.abc import Callable
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest
from zope.interface import alsoProvides

import json


#: Characters of an unknown key that an answer repeats.
LONGEST_NAME = 80


def _comes_from_a_page(request) -> bool:
    """Whether a browser sends it for a page: without a type it asks nobody first, so another site's page could do it too."""
    return bool(request.getHeader("Origin") or request.getHeader("Sec-Fetch-Site"))


def read_json(request) -> dict:
    """The JSON object of a request; from here on the request may write.

    Machine accounts have no form token, so plone.protect is told to let the request pass. A form of another site sends
    ``text/plain`` or a form type and is refused for it, whatever its text looks like.

    :raises BadRequest: when the body is no JSON object, or says that it is something else.
    """
    declared = (request.getHeader("Content-Type") or "").split(";")[0].strip().lower()
    if declared != "application/json" and (declared or _comes_from_a_page(request)):
        raise BadRequest("Content-Type: application/json is needed")
    try:
        data = json_body(request)
    except DeserializationError as error:
        raise BadRequest(str(error)) from None
    _enforce_whole_characters(data)
    alsoProvides(request, IDisableCSRFProtection)
    return data


def _enforce_whole_characters(data: dict) -> None:
    """JSON can name half of a character, which nothing can write down afterwards: no page, no package.

    :raises BadRequest: when it does.
    """
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadRequest("The body names half of a character") from None


def exactly(request, *names: str, fits: Callable[[str, object], bool] | None = None) -> dict:
    """Read a JSON object with exactly the keys named (``?`` behind an optional one); the request may write.

    :param fits: whether a value is of the type that its key has; without it any value is taken, and null counts as a value.
    :raises RuleBroken: naming each key that is missing, unknown or of a wrong type.
    """
    data = read_json(request)
    if fits is not None:
        data = {name: value for name, value in data.items() if value is not None}
    known = {name.rstrip("?") for name in names}
    missing = {name for name in names if not name.endswith("?")} - set(data)
    unknown = [name[:LONGEST_NAME] for name in sorted(set(data) - known)]
    wrong = [name for name in sorted(set(data) & known) if fits is not None and not fits(name, data[name])]
    found = (("value_unknown", unknown), ("value_missing", sorted(missing)), ("value_type", wrong))
    enforce([Problem(code, "R-X1", name, "", {"name": name}) for code, wrongs in found for name in wrongs])
    return data
