"""What the routine scan has newly found in a public document is put before the Disclosure Officer (R-S5; 003 第八条)."""


def put_before_officer(context, event) -> None:
    """The document is found among the officer's work until he has confirmed what is new."""
    context.reindexObject(idxs=["waiting_for"])
