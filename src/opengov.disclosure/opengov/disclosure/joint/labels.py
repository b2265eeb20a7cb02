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

#: What a coordination meeting has settled.
MET = _("standing_met", default="Settled by a coordination meeting")

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

#: The same in a few words, for a table.
SILENCES_SHORT = {
    "nothing": _("silence_short_nothing", default="silence: no consent"),
    "escalate": _("silence_short_escalate", default="silence: the authority decides"),
    "deemed_consent": _("silence_short_deemed_consent", default="silence: consent to the attribute"),
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
    "confirm": _("button_confirm_position", default="Still agreed: our position stands"),
    "detach": _("button_detach_file", default="Remove"),
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

#: Parts of the content that no field of a form stands for.
FIELDS = {
    "attachments": _("label_attachments", default="Attachments"),
    "attachment_titles": _("label_attachment_titles", default="Names of the attachments"),
    "attachment_attributes": _("label_attachment_attributes", default="Disclosure attributes of the attachments"),
}

#: What became of an attachment.
FILES = {
    "same": _("file_same", default="unchanged"),
    "changed": _("file_changed", default="replaced by another file"),
    "absent": _("file_absent", default="taken out"),
    "added": _("file_added", default="added"),
}

#: What is to be done next (``core.coordination.Next``), as the lead reads it and as the asked agency does.
NEXT = {
    "nothing": _("next_nothing", default="–"),
    "done": _("next_done", default="Settled"),
    "ask_later": _("next_ask_later", default="Is asked when the document is approved"),
    "ask": _("next_ask", default="Ask it"),
    "await_receipt": _("next_await_receipt", default="Wait until it acknowledges the receipt"),
    "await_answer": _("next_await_answer", default="Wait for the answer"),
    "record": _("next_record", default="Record its answer from paper"),
    "remind": _("next_remind", default="Urge it, or ask again"),
    "deemed": _("next_deemed", default="Taken to agree to the attribute; it still has to sign"),
    "authority": _("next_authority", default="Bring it before the competent authority"),
    "ask_again": _("next_ask_again", default="Ask it about the changed text"),
    "meet": _("next_meet", default="Call a coordination meeting"),
    "await_meeting": _("next_await_meeting", default="Wait for the coordination meeting"),
    "change": _("next_change", default="Return the draft and change it"),
    "receive": _("next_receive", default="Acknowledge the receipt"),
    "draft": _("next_draft", default="Draft the position"),
    "release": _("next_release", default="A leader releases the drafted position"),
    "confirm": _("next_confirm", default="Look at the changes; confirm or change the position"),
    "await_change": _("next_await_change", default="Wait for the changed text"),
    "await_signature": _("next_await_signature", default="Wait for its signature"),
    "await_turn": _("next_await_turn", default="Signs when its turn comes"),
    "record_signature": _("next_record_signature", default="Record its signature from the signed sheet"),
    "sign": _("next_sign", default="Countersign"),
    "signed": _("next_signed", default="Signed"),
}

SIGNATURES = {
    "signed": _("signature_signed", default="Signed"),
    "next": _("signature_next", default="To be signed now"),
    "waiting": _("signature_waiting", default="Not signed yet"),
    "void": _("signature_void", default="Signed an earlier text; signs again"),
}
SIGNATURE_COLOURS = {"signed": "success", "next": "info", "waiting": "secondary", "void": "warning"}

COUNTERSIGNING = {
    "in_order": _("countersigning_in_order", default="One after the other, as listed"),
    "parallel": _("countersigning_parallel", default="In any order"),
}

URGENCIES = {
    "urgent": _("urgency_urgent", default="Urgent"),
    "extra_urgent": _("urgency_extra_urgent", default="Extra urgent"),
}

#: What stands in the head of the countersign sheet.
SHEET = {
    "signing_opinion": _("sheet_signing_opinion", default="Signer's opinion"),
    "opinion": _("sheet_opinion", default="Opinion"),
    "lead": _("sheet_lead", default="Lead agency"),
    "attribute": _("sheet_attribute", default="Proposed disclosure attribute"),
    "grounds": _("sheet_grounds", default="Grounds"),
    "reason": _("sheet_reason", default="Reason"),
    "urgency": _("label_urgency", default="Urgency"),
    "drafter": _("sheet_drafter", default="Drafted by"),
    "countersigning": _("sheet_countersigning", default="Order of signing"),
    "asked": _("sheet_asked", default="Sent on"),
    "due": _("label_answer_due", default="Answer due"),
    "attachments": _("label_attachments", default="Attachments"),
}
