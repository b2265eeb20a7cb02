"""The version of the product that wrote a package."""

from importlib.metadata import version


VERSION = version("opengov.disclosure")
