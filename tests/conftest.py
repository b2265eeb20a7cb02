"""Fixtures shared by all tests that need a site."""

import gc
import importlib.util


# Zope fills the memory with objects that stay; looking through them all every so often takes a part of each test
gc.set_threshold(100_000, 50, 50)

if importlib.util.find_spec("Products.CMFPlone"):
    from inhabited import CITY
    from opengov.disclosure.testing import ACCEPTANCE
    from opengov.disclosure.testing import FUNCTIONAL
    from opengov.disclosure.testing import INTEGRATION
    from peopled import bureau  # noqa: F401
    from peopled import bureau_walk  # noqa: F401
    from peopled import door  # noqa: F401
    from peopled import MATRIX
    from pytest_plone import fixtures_factory
    from town import agency  # noqa: F401
    from town import walk  # noqa: F401

    pytest_plugins = ["pytest_plone"]

    globals().update(
        fixtures_factory(
            (
                (INTEGRATION, "integration"),
                (FUNCTIONAL, "functional"),
                (ACCEPTANCE, "acceptance"),
                (MATRIX, "matrix"),
                (CITY, "inhabited_city"),
            ),
            keep_session=False,
        )
    )

    LAYERS = ("integration", "functional", "acceptance", "matrix", "inhabited_city")

    def pytest_itemcollected(item):
        """Keep a layer for the whole session from the first test that wants it; tests that want none pay for none.

        A layer that fills a database of its own cannot stand beside its siblings in one process (plone.testing keeps the
        resources of all layers in one stack): what wants the peopled site runs by itself, ``-m peopled``, and what wants
        the inhabited city ``-m inhabited``.
        """
        if "matrix" in item.fixturenames:
            item.add_marker("peopled")
        if "inhabited_city" in item.fixturenames:
            item.add_marker("inhabited")
        if "acceptance" in item.fixturenames:
            # a server in the process changes the address that every other test's site believes to have
            item.add_marker("served")
        for layer in LAYERS:
            if layer in item.fixturenames:
                item.fixturenames.insert(0, f"{layer}_session")
