"""Upgrade steps: one module for each version of the profile, each safe to run twice."""
