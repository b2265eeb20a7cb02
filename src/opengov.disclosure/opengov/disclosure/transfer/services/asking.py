"""Reads what a caller sends, and refuses what is not asked for."""

from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken


def posted(request, keys: tuple[str, ...]) -> dict:
    """The JSON body, with these keys and no others; from here on the request may write.

    :raises BadRequest: when it is no JSON object.
    :raises RuleBroken: for any other key.
    """
    data = read_json(request)
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
