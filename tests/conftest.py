"""Fixtures shared by all tests that need a site."""

import importlib.util


if importlib.util.find_spec("Products.CMFPlone"):
    from opengov.disclosure.testing import ACCEPTANCE
    from opengov.disclosure.testing import FUNCTIONAL
    from opengov.disclosure.testing import INTEGRATION
    from pytest_plone import fixtures_factory

    pytest_plugins = ["pytest_plone"]

    globals().update(
        fixtures_factory(
            (
                (INTEGRATION, "integration"),
                (FUNCTIONAL, "functional"),
                (ACCEPTANCE, "acceptance"),
            )
        )
    )
