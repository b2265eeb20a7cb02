"""Which routines a site has, and one batch of one of them."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import IRoutine
from zope.component import getAdapters
from zope.component import queryAdapter


def names(site) -> list[str]:
    """Names of all routines, in the order they are run."""
    return sorted(name for name, _routine in getAdapters((site,), IRoutine))


def run(site, name: str, after: str, limit: int) -> dict[str, object]:
    """Do one batch: dict {name, done, held, next}, see ``IRoutine``.

    :raises RuleBroken: (R-X2) when there is no such routine.
    """
    routine = queryAdapter(site, IRoutine, name)
    if routine is None:
        raise RuleBroken(Problem("routine_unknown", "R-X2", "name", "", {"names": ", ".join(names(site))}))
    return {"name": name, **routine.run(after, limit)}
