"""What an archive or library runs: pulls hand-overs, verifies them, and says that it has them.

It needs no Plone, only ``requests`` and ``tqdm`` (``pip install --no-deps opengov.disclosure`` beside them is enough), and
``openssl`` on the path when signatures are to be checked. Linux and macOS.
"""
