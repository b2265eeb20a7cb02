"""My work: what each person has to do, what waits for others, and steps taken with several documents at once."""
