"""Sentences for the problem codes of deposits."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "deposit_period_malformed": _(
        "problem_deposit_period_malformed",
        default="Name a month like 2026-03, or half of one like 2026-03-1 or 2026-03-2.",
    ),
    "deposit_receiver_unknown": _(
        "problem_deposit_receiver_unknown",
        default="The rules of this area name these receivers of deposits: ${kinds}. Choose one of them.",
    ),
    "deposit_period_not_over": _(
        "problem_deposit_period_not_over",
        default="The list is complete when its period is over, after ${last}. Hand it in then.",
    ),
    "deposit_day_too_early": _(
        "problem_deposit_day_too_early",
        default="A list can have been handed over from ${first} on, not before. Correct the day.",
    ),
    "deposit_nothing_waits": _(
        "problem_deposit_nothing_waits",
        default="No document waits for a list of this period. Where nothing was made, record a nil return.",
    ),
    "deposit_copies_too_few": _(
        "problem_deposit_copies_too_few",
        default="At least ${least} paper copies of each document go with the list. Correct the number.",
    ),
    "deposit_not_nil": _(
        "problem_deposit_not_nil",
        default="${count} documents belong to this period, so it is no nil return. Hand in its list.",
    ),
    "deposit_nil_already": _(
        "problem_deposit_nil_already", default="The nil return of this period is recorded already."
    ),
    "deposit_act_unknown": _(
        "problem_deposit_act_unknown",
        default="There is no such entry here that you could confirm or correct. Look at the list again.",
    ),
    "deposit_own_confirmation": _(
        "problem_deposit_own_confirmation",
        default="Who handed something over cannot confirm its receipt. The receiver's account confirms it.",
    ),
    "deposit_confirmed": _(
        "problem_deposit_confirmed",
        default="The receiver has confirmed this entry. It can be corrected when the receiver has taken the confirmation back.",
    ),
    "deposit_reason_required": _(
        "problem_deposit_reason_required", default="Give the reason of the correction; it is kept with the record."
    ),
    "deposit_reason_too_long": _(
        "problem_deposit_reason_too_long", default="Give the reason in at most ${length} characters."
    ),
    "deposit_no_record_copy": _(
        "problem_deposit_no_record_copy",
        default="Name 1 to ${most} documents of this agency whose copy for the record is still owed.",
    ),
    "deposit_acknowledged": _("problem_deposit_acknowledged", default="This notice is acknowledged already."),
    "deposit_notice_unknown": _(
        "problem_deposit_notice_unknown", default="There is no such notice here. Look at the list again."
    ),
    "deposit_act_wanted": _("problem_deposit_act_wanted", default="Say in “do” what is recorded: ${acts}."),
    "deposit_value_wrong": _(
        "problem_deposit_value_wrong",
        default="“${key}” is missing, is none of the values of this act, or has the wrong type.",
    ),
}
