"""What the problems of repealing a joint document are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "repeal_not_joint": _(
        "problem_repeal_not_joint",
        default="Nobody else is asked about this document: other agencies have not signed it, or another body leads it. Mark "
        "its validity at once.",
    ),
    "repeal_not_here": _(
        "problem_repeal_not_here", default="Only a document that is signed and stands is amended, repealed or voided."
    ),
    "repeal_proposed_already": _(
        "problem_repeal_proposed_already",
        default="The co-issuers are being asked already. Wait for their answers, or give the proposal up first.",
    ),
    "repeal_not_proposed": _(
        "problem_repeal_not_proposed",
        default="Other agencies have signed this document. Ask them first, on its page “Repeal of a joint document”.",
    ),
    "repeal_differs": _(
        "problem_repeal_differs",
        default="The co-issuers were asked about “${value}” here. Enter exactly this, or give the proposal up and ask anew.",
    ),
}
