"""Reads the plain values of an act on an agency, from a form or over REST, before it is tried (R-X2)."""

from collections.abc import Mapping
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from typing import Any


#: The most documents looked at for one page.
LARGEST_PAGE = 200


def texts(data: Mapping[str, Any], required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, str]:
    """Take exactly these values, all text; what is optional and missing is empty.

    :raises core.rules.RuleBroken: naming every value that is unknown, missing or no text.
    """
    keys = (*required, *optional)
    params = {"keys": ", ".join(keys)}
    enforce(
        [
            *(
                Problem("settings_key_unknown", "R-X2", key[:80], params={"key": key[:80], **params})
                for key in data
                if key not in keys
            ),
            *(
                Problem("settings_text_required", "R-X2", key)
                for key in keys
                if not isinstance(data.get(key, "" if key in optional else None), str)
            ),
        ]
    )
    return {key: data.get(key, "").strip() for key in keys}


def number(form: Mapping[str, Any], name: str, default: int) -> int:
    """A whole number of a query; ``size`` from 1 to what a page may hold.

    :raises core.rules.RuleBroken: for anything else.
    """
    text = form.get(name, str(default))
    whole = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 9
    if not whole or (name == "size" and not 1 <= int(text) <= LARGEST_PAGE):
        raise RuleBroken(Problem("settings_number_wrong", "R-X2", name, params={"largest": str(LARGEST_PAGE)}))
    return int(text)
