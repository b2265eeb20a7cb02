"""One signed document as it is handed over: everything about it, gathered once, and how it is written down."""
