def test_addon_is_installed(installer):
    assert installer.is_product_installed("opengov.disclosure")
