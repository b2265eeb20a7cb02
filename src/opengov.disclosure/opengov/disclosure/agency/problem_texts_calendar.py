"""What the problems of calendars and jurisdiction profiles are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "arrangement_too_long": _(
        "problem_arrangement_too_long",
        default="The text has ${place} characters and is no holiday notice. Paste the notice alone.",
    ),
    "arrangement_other_year": _(
        "problem_arrangement_other_year",
        default="The notice is of another year: “${place}”. Choose that year, or paste the right notice.",
    ),
    "arrangement_holiday_missing": _(
        "problem_arrangement_holiday_missing",
        default="The notice says nothing of ${place}. Paste it with all seven holidays, each followed by a colon.",
    ),
    "arrangement_date_wrong": _(
        "problem_arrangement_date_wrong",
        default="The date does not exist, or day and weekday do not fit: “${place}”. Compare it with the notice.",
    ),
    "arrangement_count_wrong": _(
        "problem_arrangement_count_wrong",
        default="The days off are not as many as the notice counts: “${place}”. Compare the dates with the notice.",
    ),
    "arrangement_working_day_wrong": _(
        "problem_arrangement_working_day_wrong",
        default="Only a Saturday or Sunday can become a working day: “${place}”. Compare it with the notice.",
    ),
    "arrangement_unclear": _(
        "problem_arrangement_unclear",
        default="It is not clear whether this is a day off or a working day: “${place}”. Enter this year day by day.",
    ),
    "jurisdiction_unknown": _(
        "problem_jurisdiction_unknown", default="There is no jurisdiction profile “${value}”. Choose one from the list."
    ),
    "jurisdiction_version_unknown": _(
        "problem_jurisdiction_version_unknown",
        default="The profile “${value}” is kept in no version “${version}”. Put the file of that version back.",
    ),
    "jurisdiction_in_force": _(
        "problem_jurisdiction_in_force", default="This profile is in force already; choose another one."
    ),
    "jurisdiction_key_unknown": _(
        "problem_jurisdiction_key_unknown",
        default="The profile has an entry that is not known: ${place}. Remove it or correct its name.",
    ),
    "jurisdiction_value_missing": _(
        "problem_jurisdiction_value_missing", default="The profile lacks ${place}. Add it."
    ),
    "jurisdiction_value_wrong": _(
        "problem_jurisdiction_value_wrong", default="The profile has a wrong value at ${place}: “${value}”. Correct it."
    ),
    "jurisdiction_text_missing": _(
        "problem_jurisdiction_text_missing", default="The profile needs a text in Chinese and in English at ${place}."
    ),
    "jurisdiction_source_missing": _(
        "problem_jurisdiction_source_missing",
        default="The profile names no source at ${place}. Every number and every choice cites its clause.",
    ),
    "jurisdiction_period_incomplete": _(
        "problem_jurisdiction_period_incomplete",
        default="The period ${place} must have n, unit, trigger, source and binding, and nothing else.",
    ),
    "jurisdiction_looser_than_law": _(
        "problem_jurisdiction_looser_than_law",
        default="${place}: “${value}” is looser than the law, which says “${law}”. A local number may only be "
        "stricter.",
    ),
}
