"""Days as callers write them."""

from contextlib import suppress
from datetime import date
from opengov.disclosure.core.rules import Problem

import re


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read(field: str, value: str, required: bool = False) -> tuple[list[Problem], date | None]:
    """What is wrong with an ISO day, and the day; an empty text is no day, and wrong only where one is required."""
    if not value:
        return ([Problem("day_required", "R-X2", field)] if required else []), None
    if _ISO_DAY.fullmatch(value):
        with suppress(ValueError):
            return [], date.fromisoformat(value)
    return [Problem("day_invalid", "R-X2", field, "", {"value": value[:20]})], None
