"""What the desk does when a document has taken a step."""

#: Indexes that a step may change: lists, and what determinations, adjustments and signatures set.
FOLLOWING = [
    "waiting_for",
    "handled_by",
    "moved_at",
    "countersigners",
    "document_number",
    "disclosure_attribute",
    "disclosure_grounds",
    "issue_date",
    "due_for",
    "due_on",
    "due_order",
    "due_rests_on",
    "opening_opinion",
]

#: Steps that change who may find a document.
INSTRUCTING = ("record_instruction", "countersign_instruction")


def reindex(context, event) -> None:
    """Who is waited for, who has acted and since when: the lists of My work follow each step at once."""
    context.reindexObject(idxs=FOLLOWING)
    if event.step.id in INSTRUCTING:
        context.reindexObjectSecurity()
