"""Reads what a caller sends, and refuses what is not asked for."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest
from zope.interface import alsoProvides


def posted(request, keys: tuple[str, ...]) -> dict:
    """The JSON body, with these keys and no others; from here on the request may write.

    :raises BadRequest: when it is no JSON object.
    :raises RuleBroken: for any other key.
    """
    # a form of another site cannot send JSON, and machine accounts have no token: without this everything is undone
    alsoProvides(request, IDisableCSRFProtection)
    try:
        data = json_body(request)
    except DeserializationError as error:
        raise BadRequest(str(error)) from None
    unknown = sorted(set(data) - set(keys))
    if unknown:
        raise RuleBroken(*(Problem("transfer_unknown_key", "R-X2", key, params={"key": key}) for key in unknown))
    return data


def number(value: object, field: str, least: int, most: int) -> int:
    """A whole number of a query or body.

    :raises RuleBroken: when it is none, or outside the bounds.
    """
    text = str(value)
    is_number = not isinstance(value, bool) and text.isascii() and text.isdecimal() and len(text) <= 12
    if not is_number or not least <= int(text) <= most:
        raise RuleBroken(
            Problem("transfer_number", "R-X2", field, params={"field": field, "least": str(least), "most": str(most)})
        )
    return int(text)
