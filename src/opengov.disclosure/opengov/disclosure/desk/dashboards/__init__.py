"""Dashboards: what the figures of agencies are, counted as documents take their steps."""
