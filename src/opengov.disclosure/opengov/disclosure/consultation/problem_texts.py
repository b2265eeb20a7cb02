"""The sentences of this domain's broken rules; the code is the key."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "third_party_not_consulted": _(
        "problem_third_party_not_consulted",
        default="A ground of Article 15 stands on record, and no third party was consulted about it. Consult the third "
        "party before the document is opened.",
    ),
    "third_party_not_received": _(
        "problem_third_party_not_received",
        default="Third party no. ${number}: record when the letter was received; the period for the answer runs from then.",
    ),
    "third_party_running": _(
        "problem_third_party_running",
        default="Third party no. ${number} may answer until ${due}. Wait for the answer or for the end of the period.",
    ),
    "third_party_undecided": _(
        "problem_third_party_undecided",
        default="Third party no. ${number}: the period is over or the objection has no good reason. Record that, and the "
        "decision of the organ with its reason.",
    ),
    "third_party_objects": _(
        "problem_third_party_objects",
        default="Third party no. ${number} objects with good reason. Only a decision in the public interest, with a "
        "written notice, opens the document.",
    ),
    "third_party_withheld": _(
        "problem_third_party_withheld",
        default="The organ has decided about third party no. ${number} that the document stays closed.",
    ),
    "third_party_notice_missing": _(
        "problem_third_party_notice_missing",
        default="Third party no. ${number}: attach the written notice of what is disclosed, and why.",
    ),
    "third_party_ground_stays": _(
        "problem_third_party_ground_stays",
        default="No consent and no public interest lifts the ground given for third party no. ${number}.",
    ),
    "third_party_fill_in": _("problem_third_party_fill_in", default="Fill in this field."),
    "third_party_name_required": _("problem_third_party_name_required", default="Name the third party."),
    "third_party_text_too_long": _(
        "problem_third_party_text_too_long", default="The text is too long: at most ${longest} characters are kept."
    ),
    "third_party_kind_unknown": _(
        "problem_third_party_kind_unknown", default="Choose whether the third party is a person or an organisation."
    ),
    "third_party_ground_wrong": _(
        "problem_third_party_ground_wrong",
        default="A third party is consulted about a ground of Article 15 only: trade secret, personal privacy or other "
        "rights of a third party.",
    ),
    "third_party_day_ahead": _("problem_third_party_day_ahead", default="The day ${day} has not come yet."),
    "third_party_day_before": _(
        "problem_third_party_day_before", default="The day ${day} lies before the letter of ${first}."
    ),
    "third_party_not_sent": _(
        "problem_third_party_not_sent", default="Record first when the letter was sent to the third party."
    ),
    "third_party_answered_already": _(
        "problem_third_party_answered_already",
        default="The third party has received the letter or answered it already.",
    ),
    "third_party_answer_unknown": _(
        "problem_third_party_answer_unknown", default="Choose an answer: consent, objection or silence."
    ),
    "third_party_consent_paper": _(
        "problem_third_party_consent_paper", default="Attach the third party's written consent."
    ),
    "third_party_objection_reason": _(
        "problem_third_party_objection_reason", default="Record the reason the third party gives for its objection."
    ),
    "third_party_reasonable_or_not": _(
        "problem_third_party_reasonable_or_not",
        default="Say of an objection, and only of an objection, whether its reason is a good one.",
    ),
    "third_party_may_still_answer": _(
        "problem_third_party_may_still_answer",
        default="Silence counts when the period is over. Last day for the answer: ${due}.",
    ),
    "third_party_ruling_unknown": _(
        "problem_third_party_ruling_unknown", default="Decide whether the document is disclosed or withheld."
    ),
    "third_party_ruling_reason": _("problem_third_party_ruling_reason", default="Give the reason for the decision."),
    "third_party_basis_unknown": _(
        "problem_third_party_basis_unknown",
        default="Say what the decision rests on: silence, an objection without good reason, or the public interest.",
    ),
    "third_party_basis_wrong": _(
        "problem_third_party_basis_wrong",
        default="The decision cannot rest on this: it does not agree with the third party's answer on record.",
    ),
    "third_party_nothing_to_notice": _(
        "problem_third_party_nothing_to_notice",
        default="A notice tells the third party that the document is disclosed; no such decision has been taken.",
    ),
    "third_party_notice_paper": _("problem_third_party_notice_paper", default="Attach the written notice."),
    "decided_by_drafter": _(
        "problem_decided_by_drafter",
        default="You drafted or changed this document yourself; somebody else must decide about the third party.",
    ),
    "consultation_closed": _(
        "problem_consultation_closed", default="The life of this document is over; nothing is recorded any more."
    ),
    "day_required": _("problem_day_required", default="Give the day."),
    "day_invalid": _("problem_day_invalid", default="“${value}” is no day. Enter it as YYYY-MM-DD."),
    "forwarding_mode_required": _(
        "problem_forwarding_mode_required",
        default="Say how the other document is carried: forward, approve, distribute.",
    ),
    "forwarding_mode_unknown": _(
        "problem_forwarding_mode_unknown", default="“${value}” is no way of carrying another document. Choose one."
    ),
    "forwarded_document_required": _(
        "problem_forwarded_document_required", default="Name the forwarded document: its number and title."
    ),
    "forwarded_originator_required": _(
        "problem_forwarded_originator_required", default="Say who made the forwarded document."
    ),
    "forwarded_attribute_required": _(
        "problem_forwarded_attribute_required",
        default="State the disclosure attribute of the forwarded document as its mark says, or that it bears none.",
    ),
    "carrier_more_open": _(
        "problem_carrier_more_open",
        default="A document is never more open than what it forwards. Choose a narrower attribute, or attach the "
        "originator's written consent.",
    ),
    "part_less_open": _(
        "problem_part_less_open",
        default="The attachment “${name}” may be seen by fewer than the document. Take it out, or choose a narrower "
        "attribute.",
    ),
    "nothing_forwarded": _(
        "problem_nothing_forwarded", default="The document does not say that it forwards another one, and which."
    ),
    "consent_day_ahead": _("problem_consent_day_ahead", default="The day ${day} has not come yet."),
    "consent_by_required": _(
        "problem_consent_by_required", default="Say who gave the consent, in at most ${longest} characters."
    ),
    "decided_day_ahead": _("problem_decided_day_ahead", default="The day ${day} has not come yet."),
    "reassessment_open": _(
        "problem_reassessment_open", default="The attribute is to be assessed anew already; adjust it, or keep it."
    ),
    "nothing_to_reassess": _(
        "problem_nothing_to_reassess",
        default="Nothing asks for a new assessment: no signed document is held back here because a matter is undecided.",
    ),
    "reassessment_reason_required": _(
        "problem_reassessment_reason_required", default="Give the reason why the attribute stays as it is."
    ),
}
