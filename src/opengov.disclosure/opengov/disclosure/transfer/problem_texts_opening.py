"""Sentences for the problem codes of opinions on opening."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "opening_opinion_missing": _(
        "problem_opening_opinion_missing",
        default="A transfer waits for the opinion on opening. The transfer clerk gives it on the page “Opinions on opening”.",
    ),
    "opening_opinion_wanted": _(
        "problem_opening_opinion_wanted", default="Choose an opinion: open early, open at expiry, or open later."
    ),
    "opening_opinion_unknown": _("problem_opening_opinion_unknown", default="Give “opinion” as one of: ${opinions}."),
    "opening_reason_required": _(
        "problem_opening_reason_required", default="Say why it is to be opened later than at expiry."
    ),
    "opening_reason_too_long": _(
        "problem_opening_reason_too_long",
        default="The reason has ${length} characters; at most ${longest} are kept. Shorten it.",
    ),
    "opening_unsigned": _(
        "problem_opening_unsigned",
        default="The document is not signed yet: only a signed one gets an opinion on opening.",
    ),
    "opening_purged": _(
        "problem_opening_purged", default="The content of this document was destroyed; nothing more is said about it."
    ),
    "opening_early_withheld": _(
        "problem_opening_early_withheld",
        default="The document is withheld: what is withheld today is not opened early. Choose another opinion.",
    ),
    "opening_same": _(
        "problem_opening_same", default="It has this opinion with this reason already; nothing was changed."
    ),
    "opening_none_chosen": _("problem_opening_none_chosen", default="Choose at least one document."),
    "opening_too_many": _(
        "problem_opening_too_many", default="${count} documents were chosen; at most ${most} can be done at once."
    ),
}
