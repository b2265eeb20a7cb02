"""Which routines a site has, one batch of one of them, and when each ran last."""

from BTrees.OOBTree import OOBTree
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.ledger.interfaces import IRoutineRuns
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component import getAdapters
from zope.component import queryAdapter
from zope.interface import implementer


#: Annotation of the site: name of a routine -> its last run.
KEY = "opengov.disclosure.routines"


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
    batch = routine.run(after, limit)
    _note(site, name, after, batch)
    return {"name": name, **batch}


def _note(site, name: str, after: str, batch: dict) -> None:
    """Note the batch, so that whoever runs the site sees that the timer works."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    at, before = now().isoformat(timespec="seconds"), annotations[KEY].get(name) or {}
    goes_on = after and not before.get("finished", True)
    annotations[KEY][name] = {
        "begun": before["begun"] if goes_on else at,
        "at": at,
        "by": api.user.get_current().getId() or "",
        "done": (before["done"] if goes_on else 0) + len(batch["done"]),
        "held": (before["held"] if goes_on else 0) + len(batch["held"]),
        "finished": batch["next"] is None,
    }


@implementer(IRoutineRuns)
@adapter(IPloneSiteRoot)
class RoutineRuns:
    """See ``IRoutineRuns``."""

    def __init__(self, site) -> None:
        self.site = site

    def names(self) -> list[str]:
        """See ``IRoutineRuns``."""
        return names(self.site)

    def last(self, name: str) -> dict | None:
        """See ``IRoutineRuns``."""
        run = IAnnotations(self.site).get(KEY, {}).get(name)
        return dict(run) if run is not None else None


def discard(site) -> None:
    """Forget when routines ran."""
    IAnnotations(site).pop(KEY, None)
