"""The sentences of what the desk itself refuses; the code is the key."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "form_needed": _(
        "problem_form_needed", default="Open the document to take the step “${step}”: it has a form of its own."
    ),
    "document_locked": _(
        "problem_document_locked",
        default="${person} has been editing this document since ${since}. Nothing was stored; what you typed is still here.",
    ),
}
