"""What the problems of document numbers and index numbers are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "number_unreadable": _(
        "problem_number_unreadable", default="“${value}” is no document number. Write it like 国办发〔2019〕6号."
    ),
    "number_part_missing": _(
        "problem_number_part_missing",
        default="The document cannot be numbered: “${part}” is missing. The form of the number is ${template}.",
    ),
    "number_template_invalid": _(
        "problem_number_template_invalid",
        default="“${template}” is no form of a document number. It may contain {code} and {year}, and must contain "
        "{serial}.",
    ),
    "index_part_invalid": _(
        "problem_index_part_invalid",
        default="The index number cannot be written: “${value}” does not do as ${part}. Correct it in the settings of"
        " the agency.",
    ),
    "index_part_too_long": _(
        "problem_index_part_too_long",
        default="The index number cannot be written: “${value}” is too long for ${part}. Ask the site administrator "
        "for a wider form.",
    ),
    "index_template_invalid": _(
        "problem_index_template_invalid",
        default="The form of the index number is wrong at “${value}”. It must contain {year} and {serial}, joined by "
        "letters, digits, “/” and “-”.",
    ),
}
