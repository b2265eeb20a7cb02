"""What a site decides about grounds: which of Article 16 are offered, and how a reason reads."""

from opengov.disclosure.core import offering
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.rules import enforce
from plone import api


PREFIX = "opengov.disclosure.attribute"


def grounds_offered() -> tuple[str, ...]:
    """Grounds that the site's drafters choose from; those that bind are always among them (R-A3)."""
    chosen = api.portal.get_registry_record(f"{PREFIX}.grounds_offered", default=None)
    return tuple(GROUNDS) if chosen is None else (*offering.BINDING, *chosen)


def check_grounds(event) -> None:
    """Let no setting of grounds in that a rule forbids, by whatever door it comes.

    :raises RuleBroken: (R-A2, R-A3) naming what is wrong.
    """
    if event.record.__name__ == f"{PREFIX}.grounds_offered":
        enforce(offering.grounds_problems(event.newValue or ()))
    elif event.record.__name__ == f"{PREFIX}.example_reasons":
        enforce(offering.examples_problems(event.newValue or {}))
