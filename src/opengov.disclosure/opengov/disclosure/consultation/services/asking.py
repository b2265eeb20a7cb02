"""What the services of this domain have in common: who may ask, and how bodies are read."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.serving import AddressedService
from opengov.disclosure.serving import VisibleService


#: Longest text of one value, in characters; the rules ask for less of some.
MAX_TEXT = 5000

#: Type of a value in JSON, where it is not text.
_TYPES: dict[str, type] = {"paper": dict, "notice": dict, "reasonable": bool}


class InsiderService(AddressedService, VisibleService):
    """A service for the people of the document's agency."""


def asked(request, *names: str) -> dict:
    """Read a JSON object with exactly the keys named (``?`` behind an optional one), each of its type.

    :raises RuleBroken: naming each key that is missing, unknown or of a wrong type.
    """
    return exactly(request, *names, fits=_fits)


def _fits(name: str, value: object) -> bool:
    kind = _TYPES.get(name, str)
    return isinstance(value, kind) and (not isinstance(value, str) or len(value) <= MAX_TEXT)
