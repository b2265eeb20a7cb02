"""Measurements: how fast and how large the product is, side by side with plain Plone. Not shipped.

``make bench`` prints ratios and writes nothing outside var/bench; ``make bench-data`` fills a large site for it.
"""
