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
    "public_address": _(
        "problem_public_address",
        default="Enter an address that begins with http:// or https://, for example https://gw.example.gov.cn, without a "
        "user name; a Chinese domain name in its form with xn--.",
    ),
    "public_address_query": _(
        "problem_public_address_query",
        default="Enter the address of the home page alone, without ? and # and what follows.",
    ),
    "public_address_long": _(
        "problem_public_address_long", default="The address is too long: at most ${longest} characters."
    ),
}
