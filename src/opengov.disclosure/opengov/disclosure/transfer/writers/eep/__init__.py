"""DA/T 48-2009: one XML per record, in the layout of 2012 (by year and category) or of DA/T 93-2022 (by 档号)."""
