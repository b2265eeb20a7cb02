"""What the problems of a purge are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "purge_requested": _(
        "problem_purge_requested",
        default="Somebody has asked already that this document be destroyed. Another person confirms it with “Purge”.",
    ),
    "purge_not_requested": _(
        "problem_purge_not_requested",
        default="Nobody has asked that this document be destroyed. One person asks for it and names the cause, another "
        "confirms it.",
    ),
    "own_purge": _(
        "problem_own_purge",
        default="You asked for the purge yourself, or act for the person who did. Somebody else has to confirm it.",
    ),
    "purge_cause_unknown": _(
        "problem_purge_cause_unknown",
        default="Name the cause of the purge: one of ${causes}.",
    ),
    "purge_incomplete": _(
        "problem_purge_incomplete",
        default="The document was purged, but something of it is there again or still: ${parts}. Ask the administrator "
        "what has brought it back, and have it removed.",
    ),
}
