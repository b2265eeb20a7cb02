"""What a site decides about its public catalogue: the form of index numbers, where it is not the profile's."""

from opengov.disclosure.core import offering
from opengov.disclosure.core.rules import enforce
from plone import api


PREFIX = "opengov.disclosure.catalogue"


def index_template(issuer) -> str:
    """The form of an agency's index numbers: the site's, else that of its profile."""
    chosen = api.portal.get_registry_record(f"{PREFIX}.index_template", default="") or ""
    return chosen or issuer.jurisdiction.index_number_template


def check_index_template(event) -> None:
    """Let no form in that writes no index number, by whatever door it comes.

    :raises RuleBroken: (R-I3) naming what is wrong.
    """
    if event.record.__name__ == f"{PREFIX}.index_template":
        enforce(offering.index_problems((event.newValue or "").strip()))
