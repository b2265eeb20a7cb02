"""The words for slots, positions, silence and decisions."""

from opengov.disclosure.i18n import _


ROLES = {
    "concerned": _("joint_role_concerned", default="Concerned agency"),
    "co_issuer": _("joint_role_co_issuer", default="Co-issuer"),
}

STANDINGS = {
    "named": _("standing_named", default="Named, not asked yet"),
    "open": _("standing_open", default="Waiting for the answer"),
    "lapsed": _("standing_lapsed", default="No answer in time"),
    "stale": _("standing_stale", default="Answered about an earlier text"),
    "objecting": _("standing_objecting", default="Objects"),
    "agreed": _("standing_agreed", default="Agrees"),
    "ruled": _("standing_ruled", default="Decided by the competent authority"),
    "removed": _("standing_removed", default="No longer asked"),
}

#: Bootstrap colour of a standing; the words say the same.
COLOURS = {
    "named": "secondary",
    "open": "info",
    "lapsed": "warning",
    "stale": "warning",
    "objecting": "danger",
    "agreed": "success",
    "ruled": "success",
    "removed": "secondary",
}

STANDS = {
    "agree": _("stand_agree", default="Agree"),
    "agree_with_comment": _("stand_agree_with_comment", default="Agree with a comment"),
    "object": _("stand_object", default="Object"),
}

SILENCES = {
    "nothing": _("silence_nothing", default="No answer is no consent: the document waits."),
    "escalate": _("silence_escalate", default="Without an answer in time the competent authority decides."),
    "deemed_consent": _(
        "silence_deemed_consent",
        default="Without an answer in time a co-issuer is taken to agree to the attribute; never to the text, and a concerned "
        "agency's confirmation is not replaced.",
    ),
}

RULINGS = {
    "as_drafted": _("ruling_as_drafted", default="The text stands as drafted"),
    "to_change": _("ruling_to_change", default="The text is to be changed"),
}

ACTS = {
    "ask": _("button_ask_agency", default="Ask now"),
    "remove": _("button_remove_agency", default="No longer ask"),
    "receive": _("button_receive", default="Acknowledge receipt"),
    "draft": _("button_draft_position", default="Save the draft position"),
    "release": _("button_release_position", default="Release the position"),
    "record": _("button_record_position", default="Record the answer from paper"),
    "decide": _("button_record_ruling", default="Record the authority's decision"),
}

OUTCOMES = {
    "kept": _("meeting_kept", default="The attribute is kept; the objection is settled"),
    "changed": _("meeting_changed", default="The attribute is changed"),
    "not_settled": _("meeting_not_settled", default="Not settled; the competent authority decides"),
}

MEETING_STANDINGS = {
    "called": _("meeting_standing_called", default="Called"),
    "cancelled": _("meeting_standing_cancelled", default="Called off"),
    "kept": _("meeting_standing_kept", default="Attribute kept"),
    "changed": _("meeting_standing_changed", default="Attribute changed"),
    "not_settled": _("meeting_standing_not_settled", default="Not settled"),
}

#: Bootstrap colour of a meeting's standing; the words say the same.
MEETING_COLOURS = {
    "called": "info",
    "cancelled": "secondary",
    "kept": "success",
    "changed": "success",
    "not_settled": "warning",
}

MEETING_ACTS = {
    "call": _("button_call_meeting", default="Call the meeting"),
    "change": _("button_change_meeting", default="Change time, place, agenda or participants"),
    "cancel": _("button_cancel_meeting", default="Call the meeting off"),
    "conclude": _("button_conclude_meeting", default="Enter minutes and outcome"),
    "attach": _("button_attach_to_meeting", default="Add a file"),
}
