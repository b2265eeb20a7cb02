"""What the desk does when a document has taken a step."""

#: Indexes that a step may change: lists, and what determinations, adjustments and signatures set.
FOLLOWING = [
    "waiting_for",
    "handled_by",
    "moved_at",
    "document_number",
    "disclosure_attribute",
    "disclosure_grounds",
]


def reindex(context, event) -> None:
    """Who is waited for, who has acted and since when: the lists of My work follow each step at once."""
    context.reindexObject(idxs=FOLLOWING)
