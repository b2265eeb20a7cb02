"""What a Range request asks for (RFC 9110, 14)."""

import re


#: Digits of the largest number that is read as it stands.
MOST_DIGITS = 18


class Unsatisfiable(ValueError):
    """No byte of the range exists: the answer is 416."""


def byte_range(header: str, length: int) -> tuple[int, int] | None:
    """Return the one range that is asked for as (start, stop), stop excluded; None means the whole.

    What is no byte range, is malformed or names several ranges is ignored, as the RFC allows: the answer is then the whole.

    :raises Unsatisfiable: when the range begins behind the end.
    """
    found = re.fullmatch(r"\s*bytes\s*=\s*([0-9]*)\s*-\s*([0-9]*)\s*", header, re.IGNORECASE | re.ASCII)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return _suffix(_number(found[2]), length)
    start = _number(found[1])
    stop = _number(found[2]) + 1 if found[2] else length
    if stop <= start and found[2]:
        return None
    if start >= length:
        raise Unsatisfiable(header)
    return start, min(stop, length)


def _number(digits: str) -> int:
    """What the digits say; of more than any length has, a number behind every end (Python refuses to read thousands)."""
    said = digits.lstrip("0") or "0"
    return int(said) if len(said) <= MOST_DIGITS else 10**MOST_DIGITS


def _suffix(size: int, length: int) -> tuple[int, int]:
    if not size or not length:
        raise Unsatisfiable("an empty suffix")
    return max(0, length - size), length
