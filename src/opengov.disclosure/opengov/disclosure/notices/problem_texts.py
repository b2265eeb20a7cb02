"""What the problems of notices are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "notice_mail_unknown": _(
        "problem_notice_mail_unknown", default="Choose when mail is sent; it is one of these: ${values}."
    ),
    "notice_topic_unknown": _(
        "problem_notice_topic_unknown", default="There is no such group of notices. The groups are: ${values}."
    ),
    "notice_kind_unknown": _(
        "problem_notice_kind_unknown", default="There is no such kind of notice. The kinds are: ${values}."
    ),
}
