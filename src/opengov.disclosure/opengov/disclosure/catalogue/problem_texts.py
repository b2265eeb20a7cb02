"""What the problems of the catalogue are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "key_invalid": _(
        "problem_key_invalid",
        default="“after” is no place in the list. Take the value of “next” of the page before, or leave it out.",
    ),
    "query_unknown": _(
        "problem_query_unknown", default="“${name}” is not known here. Leave it out and send the request again."
    ),
    "query_twice": _("problem_query_twice", default="“${name}” may be given once only, as plain text."),
    "query_too_long": _("problem_query_too_long", default="“${name}” is too long: at most 100 characters."),
    "query_size": _("problem_query_size", default="Give “size” as a whole number from 1 to ${max}."),
    "query_value": _("problem_query_value", default="Give “${name}” as one of these: ${values}."),
    "withheld_list_not_published": _(
        "problem_withheld_list_not_published",
        default="The rules in force do not publish this list. Keep it in the register.",
    ),
    "withheld_list_year": _("problem_withheld_list_year", default="Give a year from ${first} to ${last}."),
    "withheld_list_filed_with": _(
        "problem_withheld_list_filed_with",
        default="Name the authority the list was filed with (at most ${max} characters): it is filed first, then published.",
    ),
    "withheld_list_filed_on": _(
        "problem_withheld_list_filed_on", default="Give the day of the filing, not later than ${last}."
    ),
    "withheld_list_acknowledged_on": _(
        "problem_withheld_list_acknowledged_on",
        default="Give the day of the acknowledgement, from ${first} to ${last}, or leave it empty.",
    ),
    "withheld_list_reference": _(
        "problem_withheld_list_reference",
        default="A number of the acknowledgement has at most ${max} characters and needs its day.",
    ),
    "filter_unknown": _("problem_filter_unknown", default="Nothing is listed under “${value}” (${name})."),
    "work_unknown": _("problem_work_unknown", default="There is no such list. The lists are: ${names}."),
    "routine_unknown": _("problem_routine_unknown", default="There is no such routine. There are: ${names}."),
    "channel_unknown": _(
        "problem_channel_unknown", default="There is no such channel. Choose one of these: ${channels}."
    ),
    "channel_own": _(
        "problem_channel_own",
        default="The record of this site's own catalogue is written by publishing and withdrawing. Choose another channel.",
    ),
    "channel_act_unknown": _("problem_channel_act_unknown", default="Give “act” as one of these: ${acts}."),
    "channel_state": _(
        "problem_channel_state",
        default="Only a document that is reviewed, signed and proactive may be put on a channel, and only as long as it is "
        "public.",
    ),
    "channel_ordered": _(
        "problem_channel_ordered", default="The document is on this channel, or ordered for it already: ${channel}."
    ),
    "channel_not_ordered": _(
        "problem_channel_not_ordered", default="Nobody has planned or ordered this channel, or it is done: ${channel}."
    ),
    "channel_up": _(
        "problem_channel_up",
        default="The document is on this channel already: ${channel}. Correct the record, or take the document down first.",
    ),
    "channel_not_up": _("problem_channel_not_up", default="The document is not on this channel: ${channel}."),
    "channel_day_invalid": _("problem_channel_day_invalid", default="Give the day as YYYY-MM-DD, e.g. 2026-03-02."),
    "channel_day_range": _(
        "problem_channel_day_range", default="The day must lie between ${first} and ${last}, both included."
    ),
    "channel_proof_required": _(
        "problem_channel_proof_required",
        default="Say where it can be looked up: a web address, or a proof in words (issue and page, place, day of broadcast).",
    ),
    "channel_address_invalid": _(
        "problem_channel_address_invalid", default="A web address begins with http:// or https:// and holds no spaces."
    ),
    "channel_too_long": _("problem_channel_too_long", default="Too long: at most ${max} characters."),
    "publish_until_state": _(
        "problem_publish_until_state",
        default="The last day can be set while the document is issued or published. In a draft it is a field of the sheet.",
    ),
    "publish_until_invalid": _(
        "problem_publish_until_invalid", default="Give the last day as YYYY-MM-DD, or leave it empty to take it away."
    ),
    "publish_until_past": _(
        "problem_publish_until_past",
        default="The last day is over already. Choose today or a later day, or withdraw the document now.",
    ),
    "register_unknown": _(
        "problem_register_unknown", default="There is no such register. The registers are: ${names}."
    ),
    "register_value": _("problem_register_value", default="“${name}” has no such value. Choose one of: ${values}."),
    "register_day": _("problem_register_day", default="This is no day. Give it as YYYY-MM-DD, e.g. 2026-03-02."),
    "register_days_order": _(
        "problem_register_days_order",
        default="The period ends (${last}) before it begins (${first}). Exchange the two days.",
    ),
}
