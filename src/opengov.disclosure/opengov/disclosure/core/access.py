"""Who may do what with a document in which state (R-X1): the one page an officer can sign off.

The workflow definition repeats this table for Plone; the integrity check holds the two against each other.
"""

from collections.abc import Iterable
from collections.abc import Mapping


_DRAFTING = ("Drafter", "Section Head", "Dated Reader")
_REVIEWING = (*_DRAFTING, "Disclosure Reviewer")
_SIGNING = (*_REVIEWING, "Signer", "Principal Signer")
_KEEPING = (*_SIGNING, "Secrecy Officer", "Disclosure Officer", "Transfer Clerk", "Supervisor")

#: Technical role of the people whose agency was asked about one document (R-I6, R-J6); given for that document alone.
ASKED = "Consulted Agency"

#: State -> roles that see the document, its attachments and its place in every list.
VIEWERS: Mapping[str, tuple[str, ...]] = {
    "draft": _DRAFTING,
    "section_review": _DRAFTING,
    "disclosure_review": _REVIEWING,
    "secrecy_consultation": (*_SIGNING, "Secrecy Officer"),
    "joint_consent": (*_SIGNING, "Disclosure Officer", ASKED),
    "sign_off": (*_SIGNING, ASKED),
    "to_determine": (*_REVIEWING, "Disclosure Officer"),
    "issued": (*_KEEPING, "Web Editor", ASKED),
    "published": ("Anonymous",),
    "registered": (*_KEEPING, ASKED),
    "withheld": (*_KEEPING, ASKED),
    # what was public may still hang on a notice board: the web editor takes it down (R-I10)
    "adjustment_review": (*_KEEPING, "Web Editor"),
    "withdrawn": (*_KEEPING, "Web Editor", ASKED),
    "superseded": (*_KEEPING, "Web Editor", ASKED),
    "voided": (*_KEEPING, "Web Editor", ASKED),
    "discontinued": _REVIEWING,
    "purged": _KEEPING,
}

#: The three permissions behind "sees": Plone's catalogue asks for one, its pages for another.
SEEING = ("View", "Access contents information", "List folder contents")

#: Permissions to write a draft and its attachments.
WRITING = (
    "Modify portal content",
    "Add portal content",
    "Delete objects",
    "opengov.disclosure: Add Document Attachment",
)

#: Permissions nobody has for a governed document, in no state: each is a way around a rule.
NOBODY = (
    "Change local roles",
    "Sharing page: Delegate roles",
    "Change permissions",
    "Manage properties",
    "CMFEditions: Access previous versions",
    "CMFEditions: Apply version control",
    "CMFEditions: Checkout to location",
    "CMFEditions: Revert to previous versions",
    "CMFEditions: Save new version",
    "CMFEditions: Purge version",
)


#: Who reads what third parties wrote: the people who weigh it. It tells their addresses and their secrets (R-A3).
_WEIGHING = frozenset({"Drafter", "Disclosure Reviewer", "Disclosure Officer", "Signer", "Principal Signer"})


def may_read_paper(step: str, held: Iterable[str]) -> bool:
    """Whether somebody who may see the dossier may read a signed paper of it.

    :param step: the act the paper came with.
    :param held: the person's roles for the document.
    """
    return not step.startswith("third_party") or bool(_WEIGHING & set(held))


def roles(state: str, permission: str) -> tuple[str, ...]:
    """The roles a permission is given to in a state, never acquired.

    :raises KeyError: for an unknown state.
    """
    viewers = VIEWERS[state]
    if permission in SEEING:
        return viewers
    if permission in WRITING:
        return ("Drafter",) if state == "draft" else ()
    if permission == "Copy or Move":
        return ("Drafter",) if state in ("draft", "published") else ()
    if permission in NOBODY:
        return ()
    raise KeyError(permission)


#: All permissions the workflow manages.
MANAGED = (*SEEING, *WRITING, "Copy or Move", *NOBODY)
