"""Which offices answer for a duty that has a last day, whoever may take the next step (R-D4)."""

from collections.abc import Mapping


#: Key of a period -> roles. A duty that is not named here is answered for by whoever is waited for next.
OFFICES: Mapping[str, tuple[str, ...]] = {
    "publish": ("Disclosure Officer", "Web Editor"),
    "secrecy_report": ("Secrecy Officer",),
    "secrecy_decision": ("Secrecy Officer",),
    "third_party": ("Drafter", "Disclosure Officer"),
    "reassessment": ("Disclosure Officer",),
    "reassessment_of_decided": ("Disclosure Officer",),
    "record_copy": ("Transfer Clerk",),
    "transfer_electronic": ("Transfer Clerk",),
    "transfer_paper": ("Transfer Clerk",),
    "lapse_notice": ("Transfer Clerk",),
    "recall_notice": ("Transfer Clerk",),
}


def offices(duty: str) -> tuple[str, ...]:
    """Roles that answer for a duty, besides those that are waited for next.

    :param duty: key of its period, e.g. ``publish``; the law's own day counts as the duty itself.
    """
    return OFFICES.get(duty.removesuffix("_statutory"), ())
