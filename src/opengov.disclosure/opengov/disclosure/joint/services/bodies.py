"""What the services of this domain share: exactly which keys a body has."""

from opengov.disclosure.bodies import exactly


#: Type of a key in JSON, where it is not text.
_TYPES: dict[str, type] = {
    "administrative": bool,
    "agencies": list,
    "attended": list,
    "file": dict,
    "files": list,
    "grounds": list,
    "lead_administrative": bool,
    "order": list,
    "paper": dict,
    "persons": list,
    "settled": list,
}


def strict(request, *names: str) -> dict:
    """The JSON body of a request with exactly these keys (``?`` behind an optional one), each of its type.

    :raises RuleBroken: naming every key that is missing, unknown or of a wrong type.
    """
    return exactly(request, *names, fits=_fits)


def _fits(name: str, value: object) -> bool:
    return isinstance(value, _TYPES.get(name, str))
