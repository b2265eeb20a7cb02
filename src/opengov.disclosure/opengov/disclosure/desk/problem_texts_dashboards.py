"""What is wrong with what somebody asks the figures for."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "statistics_year": _("problem_statistics_year", default="Give the year as four digits, e.g. 2026."),
    "statistics_quarter": _("problem_statistics_quarter", default="Choose a quarter from 1 to 4, or the whole year."),
    "statistics_month": _(
        "problem_statistics_month", default="Give the month as year and month, e.g. 2026-03; a day within it will do."
    ),
    "statistics_order": _(
        "problem_statistics_order", default="The period ends before it begins; exchange the two months."
    ),
    "statistics_too_long": _("problem_statistics_too_long", default="Choose a period of at most ${years} years."),
    "statistics_agency": _(
        "problem_statistics_agency", default="There is no agency here whose figures you may see under this name."
    ),
    "statistics_value": _("problem_statistics_value", default="${name} has a value that is none of: ${values}."),
    "statistics_table": _("problem_statistics_table", default="Choose one of the tables: ${names}."),
}
