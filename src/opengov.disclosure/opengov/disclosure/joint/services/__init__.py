"""REST of asked agencies and of drafting for another one."""
