"""The sentences of what the settings refuse; the code is the key."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "setting_number": _("problem_setting_number", default="Enter a whole number from ${least} to ${most}."),
    "setting_year": _("problem_setting_year", default="Enter the year with four digits, for example 2027."),
    "setting_keep_days": _(
        "problem_setting_keep_days", default="Keep notices longer than it takes until the leader is told."
    ),
    "kind_unknown": _("problem_kind_unknown", default="“${kind}” is none of the fifteen kinds."),
    "kinds_none_offered": _("problem_kinds_none_offered", default="Offer at least one kind of document."),
    "kind_default_not_offered": _(
        "problem_kind_default_not_offered", default="The kind that stands first must be one of those that are offered."
    ),
    "ground_binding": _(
        "problem_ground_binding",
        default="A ground of Articles 14 and 15 binds every office and stays on the list (${ground}).",
    ),
    "example_too_long": _(
        "problem_example_too_long", default="Write an example of at most ${longest} characters: a sentence or two."
    ),
    "number_template_unreadable": _(
        "problem_number_template_unreadable",
        default="A number such as “${number}” could not be read back. Keep 〔{year}〕{serial}号 or 第{serial}号 in the form.",
    ),
    "number_template_clash": _(
        "problem_number_template_clash",
        default="Two forms would write the same number (“${number}”) and give it twice. Use the same form, or another word.",
    ),
    "index_template_ambiguous": _(
        "problem_index_template_ambiguous",
        default="Keep {org_code} in the form: without it two agencies would draw the same number.",
    ),
}
