"""Sentences for the problem codes of coordination meetings and of what they settle."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "meeting_not_here": _(
        "problem_meeting_not_here", default="This cannot be done with meetings while the document stands here."
    ),
    "meeting_open_already": _(
        "problem_meeting_open_already",
        default="A meeting is called already. Change it, enter its outcome, or call it off first.",
    ),
    "meeting_no_dispute": _(
        "problem_meeting_no_dispute",
        default="No agency objects, so there is nothing for a coordination meeting to settle.",
    ),
    "meeting_too_many": _("problem_meeting_too_many", default="One document has at most ${count} meetings."),
    "meeting_time": _(
        "problem_meeting_time", default="Enter day and time of the meeting, such as 2026-11-25T09:30 (Beijing time)."
    ),
    "meeting_time_past": _(
        "problem_meeting_time_past", default="This time has passed. Enter a time that is still to come."
    ),
    "meeting_place_required": _("problem_meeting_place_required", default="Say where the meeting is."),
    "meeting_agenda_required": _("problem_meeting_agenda_required", default="Say what the meeting is about."),
    "meeting_agencies_required": _(
        "problem_meeting_agencies_required", default="Invite at least one of the asked agencies."
    ),
    "meeting_agency_unknown": _(
        "problem_meeting_agency_unknown",
        default="Invite only agencies that were asked about this document and have not left, each once.",
    ),
    "meeting_without_objector": _(
        "problem_meeting_without_objector", default="Invite at least one of the agencies that object."
    ),
    "meeting_too_many_persons": _("problem_meeting_too_many_persons", default="Name at most ${count} persons."),
    "meeting_person": _(
        "problem_meeting_person", default="Write one name on each line, at most ${length} characters each."
    ),
    "meeting_final": _(
        "problem_meeting_final",
        default="This meeting has its outcome or was called off; it is not changed any more. Reload the page.",
    ),
    "meeting_reason_required": _("problem_meeting_reason_required", default="Say why the meeting is called off."),
    "meeting_too_many_papers": _(
        "problem_meeting_too_many_papers", default="At most ${count} files are kept with one meeting."
    ),
    "meeting_paper_required": _("problem_meeting_paper_required", default="Choose the file."),
    "meeting_not_held_yet": _(
        "problem_meeting_not_held_yet",
        default="The meeting is called for ${at} and has not begun. Enter its outcome afterwards.",
    ),
    "meeting_minutes_required": _(
        "problem_meeting_minutes_required", default="Write the minutes: what was said and agreed."
    ),
    "meeting_outcome_unknown": _("problem_meeting_outcome_unknown", default="An outcome is one of: ${values}."),
    "meeting_attended_required": _(
        "problem_meeting_attended_required", default="Tick at least one of the invited agencies that attended."
    ),
    "meeting_not_invited": _(
        "problem_meeting_not_invited",
        default="Only an invited agency can have attended. Add it to those invited first.",
    ),
    "meeting_settled_absent": _(
        "problem_meeting_settled_absent", default="Only the objection of an agency that attended can be settled."
    ),
    "meeting_settled_undisputed": _(
        "problem_meeting_settled_undisputed", default="Tick only agencies whose objection stands now."
    ),
    "meeting_settles_nobody": _(
        "problem_meeting_settles_nobody",
        default="Tick whose objection is settled. If nobody's is, the outcome is “not settled”.",
    ),
    "meeting_settled_all_the_same": _(
        "problem_meeting_settled_all_the_same",
        default="When the meeting settled nothing, no objection is settled. Choose another outcome or clear the ticks.",
    ),
    "meeting_changes_nothing": _(
        "problem_meeting_changes_nothing",
        default="The document has this attribute already. Choose another one, or the outcome “kept”.",
    ),
    "meeting_attribute_only_changed": _(
        "problem_meeting_attribute_only_changed",
        default="An attribute and grounds are entered only where it was decided to change them.",
    ),
    "meeting_attribute_unknown": _("problem_meeting_attribute_unknown", default="An attribute is one of: ${values}."),
    "meeting_no_state_secret": _(
        "problem_meeting_no_state_secret",
        default="State secrets are not dealt with here. Refer the document to the secrecy body on paper.",
    ),
    "meeting_open": _(
        "problem_meeting_open",
        default="A coordination meeting is called for ${at}. Enter its outcome or call it off first.",
    ),
    "meeting_outcome_binds": _(
        "problem_meeting_outcome_binds",
        default="On ${on} another attribute was agreed on for this document: ${attribute}. Set it, or call another meeting.",
    ),
    "position_to_change": _(
        "problem_position_to_change",
        default="It was decided on the objection of ${agency} that the document is to be changed. Return it, change it and ask "
        "the agency again.",
    ),
}
