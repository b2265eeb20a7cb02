"""What the problems of the record are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "ledger_value": _(
        "problem_ledger_value",
        default="“${key}” may not go on the record: only ids, codes, numbers, dates and digests of at most 200 characters "
        "are kept there. Put text into the reason instead.",
    ),
    "ledger_exists": _(
        "problem_ledger_exists",
        default="The document ${uid} has a record already. A record cannot be replaced; import the document without it.",
    ),
    "ledger_broken": _(
        "problem_ledger_broken",
        default="The record to be restored does not hold from entry ${seq} on. Export it again from the source site, "
        "or import the document as a draft.",
    ),
    "ledger_paging": _(
        "problem_ledger_paging",
        default="Give “limit” as a whole number from 1 to 1000 and “after” as the value of “next” of the page before.",
    ),
    "ledger_format": _(
        "problem_ledger_format", default="The record can be had as “json” or “csv”; “${value}” is not known."
    ),
    "ledger_unknown_key": _(
        "problem_ledger_unknown_key", default="“${key}” is not known here. Leave it out and send the request again."
    ),
}
