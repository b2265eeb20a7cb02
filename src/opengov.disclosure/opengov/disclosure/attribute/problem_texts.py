"""What the problems of the disclosure attribute are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "attribute_required": _(
        "problem_attribute_required",
        default="Choose the disclosure attribute: without one the document goes no further.",
    ),
    "attribute_unknown": _(
        "problem_attribute_unknown", default="“${value}” is no disclosure attribute. Choose one from the list."
    ),
    "ground_required": _(
        "problem_ground_required",
        default="Choose at least one ground of Articles 14 to 16 for withholding the document.",
    ),
    "ground_unknown": _(
        "problem_ground_unknown", default="“${value}” is no ground for withholding. Choose from the list."
    ),
    "ground_not_allowed": _(
        "problem_ground_not_allowed",
        default="A ground for withholding does not go with this attribute. Take the ground away, or choose another "
        "attribute.",
    ),
    "ground_needs_withheld": _(
        "problem_ground_needs_withheld",
        default="What Article 14 names may not be given out on request either. Choose “withheld”, or take the ground "
        "away.",
    ),
    "reason_required": _("problem_reason_required", default="Give the reason for this attribute in your own words."),
    "reason_too_long": _(
        "problem_reason_too_long", default="The text has ${length} characters; at most ${longest} are kept. Shorten it."
    ),
    "law_citation_required": _(
        "problem_law_citation_required",
        default="Name the law or administrative regulation, and its article, that prohibits disclosure.",
    ),
    "law_citation_incomplete": _(
        "problem_law_citation_incomplete",
        default="Name both: the law or administrative regulation, and the article of it (第…条).",
    ),
    "listed_item_of_another_level": _(
        "problem_listed_item_of_another_level",
        default="Article 21 lists this item for organs of another level. Choose from the list of your own.",
    ),
    "discretion_required": _(
        "problem_discretion_required",
        default="The law leaves the choice to the office here. Say why the document is withheld nevertheless.",
    ),
    "public_test_unknown": _(
        "problem_public_test_unknown", default="“${value}” is none of the tests of Article 19. Choose from the list."
    ),
    "listed_item_unknown": _(
        "problem_listed_item_unknown", default="“${value}” is no item of Articles 20 and 21. Choose from the list."
    ),
    "listed_item_is_public": _(
        "problem_listed_item_is_public",
        default="The law calls for this matter to be made public. Choose “proactive”; only a ground of Article 14 or "
        "15 justifies withholding it.",
    ),
    "reviewer_explanation_required": _(
        "problem_reviewer_explanation_required",
        default="The law calls for this matter to be made public. The reviewer must explain in writing why it is "
        "withheld nevertheless.",
    ),
    "stub_reference_required": _(
        "problem_stub_reference_required",
        default="Give the internal reference under which the classified record is kept offline.",
    ),
    "stub_level_unknown": _(
        "problem_stub_level_unknown",
        default="“${value}” is no level of secrecy. Choose top secret, secret or confidential.",
    ),
    "stub_period_invalid": _(
        "problem_stub_period_invalid",
        default="A period of ${years} years is not possible at this level: give 1 to ${longest} years.",
    ),
}
