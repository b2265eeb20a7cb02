"""Prove that an installed product is whole: its ZCML loads, its profiles have their files, its texts are there.

Usage: installed.py NAME, with the Python it is installed for, outside the checkout.
"""

from importlib.resources import files

import sys
import warnings


NEEDED = (
    "core/jurisdictions/national.toml",
    "locales/en/LC_MESSAGES/opengov.disclosure.po",
    "locales/zh_CN/LC_MESSAGES/opengov.disclosure.po",
    "profiles/default/metadata.xml",
    "profiles/default/rolemap.xml",
    "profiles/default/types/OfficialDocument.xml",
    "profiles/demo/people.toml",
    "profiles/uninstall/metadata.xml",
)


def main(name: str) -> int:
    """Load everything; return the exit code."""
    warnings.simplefilter("ignore")
    from plone.testing import zca
    from Products.GenericSetup import profile_registry
    from zope.configuration import xmlconfig

    import opengov.disclosure
    import Products.CMFPlone

    package = files("opengov.disclosure")
    missing = [path for path in NEEDED if not package.joinpath(path).is_file()]
    zca.pushGlobalRegistry()
    context = xmlconfig.file("meta.zcml", Products.CMFPlone)
    xmlconfig.file("configure.zcml", opengov.disclosure, context=context)
    profiles = {item["id"] for item in profile_registry.listProfileInfo() if item["product"] == "opengov.disclosure"}
    missing += sorted({f"opengov.disclosure:{part}" for part in ("default", "demo", "uninstall")} - profiles)
    for path in missing:
        print(f"{name}: {path} is missing")
    if not missing:
        print(f"{name}: whole ({opengov.disclosure.__path__[0]})")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
