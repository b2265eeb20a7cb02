"""What the problems of the catalogue are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "key_invalid": _(
        "problem_key_invalid",
        default="“after” is no place in the list. Take the value of “next” of the page before, or leave it out.",
    ),
    "query_unknown": _(
        "problem_query_unknown", default="“${name}” is not known here. Leave it out and send the request again."
    ),
    "query_twice": _("problem_query_twice", default="“${name}” may be given once only, as plain text."),
    "query_too_long": _("problem_query_too_long", default="“${name}” is too long: at most 100 characters."),
    "query_size": _("problem_query_size", default="Give “size” as a whole number from 1 to ${max}."),
    "register_unknown": _(
        "problem_register_unknown", default="There is no such register. The registers are: ${names}."
    ),
}
