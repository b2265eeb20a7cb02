"""Where rules meet HTTP: broken rules become 400, what must not be known becomes 404."""
