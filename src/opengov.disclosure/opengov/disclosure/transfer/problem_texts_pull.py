"""What the problems of signatures and receipts are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "signing_unusable": _(
        "problem_signing_unusable",
        default="The signature could not be made: the server's setting ${setting} cannot be used. Nothing was handed over. "
        "Ask whoever runs the server; its log says more.",
    ),
    "receipt_id_malformed": _(
        "problem_receipt_id_malformed",
        default="Give “receipt_id” as 1 to 100 letters, digits and . _ : - without spaces.",
    ),
    "receipt_word_unknown": _("problem_receipt_word_unknown", default="“${field}” is one of: ${words}."),
    "receipt_digest_malformed": _(
        "problem_receipt_digest_malformed",
        default="Give “digest” with “sha-256” and, if you like, “sm3” of the package, each as 64 small hexadecimal digits.",
    ),
    "receipt_text_malformed": _(
        "problem_receipt_text_malformed",
        default="Give “${field}” as text of at most ${most} characters, without control characters.",
    ),
    "receipt_list_malformed": _(
        "problem_receipt_list_malformed", default="Give “${field}” as a list of at most ${most} objects."
    ),
    "receipt_code_malformed": _(
        "problem_receipt_code_malformed",
        default="Give the code of a problem as 1 to 64 letters, digits and . _ - without spaces.",
    ),
    "receipt_path_unknown": _(
        "problem_receipt_path_unknown",
        default="The manifest lists no file “${path}”. Give a path of the manifest, or leave it empty for the whole package.",
    ),
    "receipt_rejected_without_reason": _(
        "problem_receipt_rejected_without_reason",
        default="Say why it is rejected: name at least one problem or one check that failed.",
    ),
    "receipt_accepted_with_failures": _(
        "problem_receipt_accepted_with_failures",
        default="What failed a check or has a problem is not accepted. Reject it, or give the result as “manual” with a note.",
    ),
    "receipt_digest_wrong": _(
        "problem_receipt_digest_wrong",
        default="The digest is not that of the package that was sealed. Download it again and compare; the hand-over stays "
        "open.",
    ),
    "receipt_id_used": _(
        "problem_receipt_id_used",
        default="This receipt id stands for another receipt already. Use a new id for a new receipt.",
    ),
    "receipt_after_acceptance": _(
        "problem_receipt_after_acceptance", default="The hand-over was accepted. That is final; nothing more is taken."
    ),
    "receipt_after_rejection": _(
        "problem_receipt_after_rejection",
        default="The hand-over was rejected. Wait for the one that replaces it and acknowledge that one.",
    ),
    "receipt_superseded": _(
        "problem_receipt_superseded",
        default="Another hand-over has replaced this one. Acknowledge that one.",
    ),
    "receipt_not_offered": _(
        "problem_receipt_not_offered", default="The hand-over is not on offer, so nothing can be said about it."
    ),
    "receipt_by_office": _(
        "problem_receipt_by_office",
        default="The account holds an office of the agency that offers the hand-over. Who offers cannot confirm the receipt: "
        "use the archives' own account.",
    ),
}
