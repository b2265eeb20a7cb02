"""What the desk does when a document has taken a step."""


def reindex(context, event) -> None:
    """Who is waited for, who has acted and since when: the lists of My work follow each step at once."""
    context.reindexObject(idxs=["waiting_for", "handled_by", "moved_at"])
