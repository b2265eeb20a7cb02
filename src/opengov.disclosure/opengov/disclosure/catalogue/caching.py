"""Answers of this domain that a browser keeps but asks about each time."""

from opengov.disclosure.serving import conditional


__all__ = ["conditional"]
