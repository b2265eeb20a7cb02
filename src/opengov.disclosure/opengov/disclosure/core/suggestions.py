"""Every attribute that may be suggested, each once, with the cases it is suggested for (R-A5)."""

from itertools import product
from opengov.disclosure.core.attribute import suggest
from opengov.disclosure.core.attribute import Suggestion
from opengov.disclosure.core.numbering import COMPANION_KINDS
from opengov.disclosure.core.numbering import KINDS


def case(kind: str, undecided: bool, between_departments: bool) -> str:
    """One case as a word, e.g. ``request,1,0``; a form tells by it which suggestion it shows."""
    return f"{kind},{int(undecided)},{int(between_departments)}"


def table() -> dict[Suggestion, tuple[str, ...]]:
    """Suggestion -> its cases, over all kinds of document, none included."""
    found: dict[Suggestion, list[str]] = {}
    for kind, undecided, between in product(("", *KINDS, *COMPANION_KINDS), (False, True), (False, True)):
        found.setdefault(suggest(kind, undecided, between), []).append(case(kind, undecided, between))
    return {suggestion: tuple(cases) for suggestion, cases in found.items()}
