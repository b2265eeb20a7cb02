"""Sentences for the problem codes of agencies and deputies."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "agency_has_content": _(
        "problem_agency_has_content",
        default="«${title}» still holds documents or agencies, so it can be neither deleted nor copied, and its kind "
        "stays. Documents that were issued stay where they are.",
    ),
    "section_needs_agency": _(
        "problem_section_needs_agency",
        default="A section is part of an agency: create it inside one, or choose another kind.",
    ),
    "deputy_office_unknown": _(
        "problem_deputy_office_unknown", default="This agency has no office «${role}»; choose one from the list."
    ),
    "deputy_for_nobody": _(
        "problem_deputy_for_nobody",
        default="${user} does not hold this office himself, so nobody can stand in for him. A deputy cannot appoint a "
        "deputy of his own.",
    ),
    "deputy_for_himself": _("problem_deputy_for_himself", default="Choose another person: nobody is his own deputy."),
    "deputy_holds_office": _(
        "problem_deputy_holds_office", default="${user} holds this office already and needs no appointment."
    ),
    "deputy_unknown": _(
        "problem_deputy_unknown", default="${user} is none of the people of this agency; choose one from the list."
    ),
    "deputy_period_reversed": _(
        "problem_deputy_period_reversed", default="The last day lies before the first; correct one of them."
    ),
    "deputy_period_too_long": _(
        "problem_deputy_period_too_long",
        default="A deputy is appointed for at most ${days} days; choose an earlier last day.",
    ),
    "deputy_period_past": _(
        "problem_deputy_period_past", default="A deputy is appointed beforehand: the first day is ${today} or later."
    ),
    "deputy_day_invalid": _("problem_deputy_day_invalid", default="Enter the day as YYYY-MM-DD."),
    "deputy_text_required": _("problem_deputy_text_required", default="Fill in this field with text."),
    "deputy_reason_too_long": _(
        "problem_deputy_reason_too_long", default="Give the reason in at most ${length} characters."
    ),
    "deputy_key_unknown": _(
        "problem_deputy_key_unknown", default="«${key}» is no field of an appointment. Fields: ${keys}."
    ),
    "settings_key_unknown": _(
        "problem_settings_key_unknown", default="«${key}» is no value of this act. Values: ${keys}."
    ),
    "settings_number_wrong": _(
        "problem_settings_number_wrong", default="Enter a whole number; one page holds at most ${largest} documents."
    ),
    "settings_text_required": _("problem_settings_text_required", default="Fill in this field with text."),
    "settings_reason_required": _(
        "problem_settings_reason_required", default="Give the reason; it is kept with the record."
    ),
    "settings_reason_too_long": _(
        "problem_settings_reason_too_long", default="Give the reason in at most ${length} characters."
    ),
    "abolition_of_section": _(
        "problem_abolition_of_section",
        default="A section is part of its agency and is not abolished by itself; move its people to another office.",
    ),
    "abolished_already": _(
        "problem_abolished_already",
        default="The agency is abolished since ${day}. To correct that, take the abolition back first.",
    ),
    "not_abolished": _("problem_not_abolished", default="The agency is not abolished; there is nothing to take back."),
    "abolition_day_invalid": _("problem_abolition_day_invalid", default="Enter the day as YYYY-MM-DD."),
    "abolition_in_future": _(
        "problem_abolition_in_future",
        default="The offices end at once: enter the abolition when its day has come, today (${today}) at the latest.",
    ),
    "successor_is_itself": _(
        "problem_successor_is_itself", default="An agency does not succeed itself; choose another."
    ),
    "successor_is_section": _(
        "problem_successor_is_section", default="A section has no number and no clock of its own; choose its agency."
    ),
    "successor_abolished": _(
        "problem_successor_abolished",
        default="The successor was abolished itself on ${day}; choose the agency that carries on for it.",
    ),
    "successor_unknown": _(
        "problem_successor_unknown",
        default="There is no agency of this id here; choose one from the list, or name the outside body.",
    ),
    "successor_name_too_long": _(
        "problem_successor_name_too_long", default="Name the outside body in at most ${length} characters."
    ),
    "jurisdiction_of_section": _(
        "problem_jurisdiction_of_section", default="A section follows its agency; change the profile of the agency."
    ),
    "agency_takes_nothing_new": _(
        "problem_agency_takes_nothing_new",
        default="«${title}» is abolished and takes nothing new. Create it in the agency that carries on: ${successor}.",
    ),
    "agency_is_successor": _(
        "problem_agency_is_successor",
        default="«${title}» carries on for an abolished agency, so it cannot be deleted.",
    ),
}
