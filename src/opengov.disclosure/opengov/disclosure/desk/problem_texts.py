"""The sentences of what the desk itself refuses; the code is the key."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "register_agency": _(
        "problem_register_agency", default="You read no registers of this agency here. Choose one of those in the list."
    ),
    "view_unknown": _(
        "problem_view_unknown", default="There is no such view (any more). The whole register can be shown instead."
    ),
    "view_name_required": _("problem_view_name_required", default="Give the view a name, so that you find it again."),
    "view_name_long": _("problem_view_name_long", default="The name is too long: at most ${max} characters."),
    "view_name_taken": _(
        "problem_view_name_taken",
        default="There is a view called “${view}” already. Choose another name, or delete that one.",
    ),
    "views_too_many": _(
        "problem_views_too_many", default="There are ${max} views already. Delete one that is not needed any more."
    ),
    "view_not_shared": _(
        "problem_view_not_shared",
        default="Only the Disclosure Officer of the agency shares, renames and deletes its views.",
    ),
    "form_needed": _(
        "problem_form_needed", default="Open the document to take the step “${step}”: it has a form of its own."
    ),
    "document_locked": _(
        "problem_document_locked",
        default="${person} has been editing this document since ${since}. Nothing was stored; what you typed is still here.",
    ),
    "several_step": _(
        "problem_several_step",
        default="The step “${step}” needs something said of each document: take it on the document's own page.",
    ),
    "several_none": _("problem_several_none", default="Nothing is selected. Tick the documents first."),
    "several_too_many": _(
        "problem_several_too_many",
        default="${count} documents are selected; at most ${most} can be handled in one go.",
    ),
    "several_overtaken": _(
        "problem_several_overtaken", default="Already handled: ${person} took the step “${step}” on ${at}."
    ),
}
