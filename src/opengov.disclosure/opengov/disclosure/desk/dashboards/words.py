"""What the figures are called."""

from opengov.disclosure.i18n import _


#: Id of a table -> its title.
TABLES = {
    "months": _("statistics_months", default="Documents by month and attribute"),
    "states": _("statistics_states", default="Documents by attribute and state"),
    "grounds": _("statistics_grounds", default="Share withheld, by ground"),
    "steps": _("statistics_steps", default="Time spent in each step"),
    "duties": _("statistics_duties", default="Punctuality"),
    "agencies": _("statistics_agencies", default="Comparison of agencies"),
    "underway": _("statistics_underway", default="Under way today"),
}

#: Id of a table -> how to read it.
NOTES = {
    "months": _(
        "statistics_months_note",
        default="Signed documents by their date of issue. What is no government information is counted apart.",
    ),
    "states": _(
        "statistics_states_note",
        default="The state is that of today. What was replaced, voided or destroyed is listed and has no place in shares.",
    ),
    "grounds": _(
        "statistics_grounds_note",
        default="Share of all government information of the period. A document with several grounds counts once for each.",
    ),
    "steps": _(
        "statistics_steps_note",
        default="In working days: those after the day a document came to a step, up to the day it left; returns are added up."
        " The median is the middle one of all documents, the slowest tenth begins at the value that nine in ten do not"
        " exceed (nearest rank). Documents still in a step are not in it.",
    ),
    "duties": _(
        "statistics_duties_note",
        default="Each document once for each duty and clause: with a duty under two clauses it stands in two lines. In time: of"
        " those met or overdue. Registering and filing have"
        " no statutory days; their time stands above.",
    ),
    "agencies": _(
        "statistics_agencies_note",
        default="A joint document counts at its lead. Agencies without figures are listed, too. Publication: each document once,"
        " whatever the clauses, by the one it was kept worst under.",
    ),
    "underway": _(
        "statistics_underway_note", default="Documents not signed yet, as far as you may see them; whatever the period."
    ),
}

#: What became of a duty.
OUTCOMES = {
    "on_time": _("statistics_on_time", default="In time"),
    "late": _("statistics_late", default="Late"),
    "open": _("statistics_open", default="Open, not due yet"),
    "overdue": _("statistics_overdue", default="Overdue"),
}

BINDING = {
    "statutory": _("statistics_statutory", default="statutory"),
    "local_target": _("statistics_local_target", default="local or own rule"),
}

INFORMATION = _("statistics_information", default="Government information")
APART = _("statistics_apart", default="Not government information (apart)")
TOTAL = _("statistics_total", default="Total")
DOCUMENTS = _("statistics_documents", default="Documents")
SHARE = _("statistics_share", default="Share")
MONTH = _("statistics_month", default="Month")
PERIOD = _("statistics_period", default="Period")
ATTRIBUTE = _("column_attribute", default="Disclosure attribute")
STEP = _("statistics_step", default="Step")
MEDIAN = _("statistics_median", default="Median")
TENTH = _("statistics_tenth", default="Slowest tenth from")
LONGEST = _("statistics_longest", default="Longest")
AT_LEAST = _("statistics_at_least", default="at least ${days} working days")
DUTY = _("statistics_duty", default="Duty and clause")
PUNCTUAL = _("statistics_punctual", default="Kept in time")
GROUND = _("column_grounds", default="Grounds")
ALL_WITHHELD = _("statistics_all_withheld", default="Withheld altogether")
AGENCY = _("statistics_agency", default="Agency")
ALL_AGENCIES = _("statistics_all_agencies", default="All agencies")
WITHHELD_SHARE = _("statistics_withheld_share", default="Share withheld")
REVIEW_MEDIAN = _("statistics_review_median", default="Disclosure review, median")
PUBLISHED_IN_TIME = _("statistics_published_in_time", default="Published in time")
STATE = _("statistics_state", default="State")
QUARTER = _("statistics_quarter", default="Quarter ${quarter} of ${year}")
OF_MONTH = _("statistics_of_month", default="${year}-${month}")
YEAR = _("statistics_year", default="${year}")
SPAN = _("statistics_span", default="${first} to ${last}")
REGISTERS = _("link_registers", default="Registers")
OF_ALL = _("link_statistics_of_all", default="Figures of all agencies")
