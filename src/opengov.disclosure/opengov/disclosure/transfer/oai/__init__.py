"""OAI-PMH 2.0 over the feed of a receiver: for harvesters that know nothing else."""
