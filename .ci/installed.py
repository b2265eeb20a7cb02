"""Prove that an installed product is whole: Zope starts with it, its profiles are registered, its files are there.

Usage: installed.py NAME, with the Python it is installed for, outside the checkout.
"""

from importlib.resources import files
from pathlib import Path

import sys
import tempfile
import warnings


NEEDED = (
    "core/jurisdictions/cn-national-2019.toml",
    "locales/en/LC_MESSAGES/opengov.disclosure.po",
    "locales/zh_CN/LC_MESSAGES/opengov.disclosure.po",
    "profiles/default/metadata.xml",
    "profiles/default/rolemap.xml",
    "profiles/default/types/OfficialDocument.xml",
    "profiles/demo/documents.toml",
    "profiles/demo/people.toml",
    "profiles/uninstall/metadata.xml",
    "transfer/schemas/dat48-2009.xsd",
    "transfer/schemas/eark-sip.xsd",
    "transfer/schemas/premis-v3-0.xsd",
)


ZOPE_CONF = """\
instancehome {folder}
<zodb_db main>
    mount-point /
    <mappingstorage>
    </mappingstorage>
</zodb_db>
"""


def start_zope() -> None:
    """Start Zope as a server does: the product's ZCML is found by its entry point."""
    from Zope2.Startup.run import configure_wsgi

    with tempfile.TemporaryDirectory() as folder:
        conf = Path(folder) / "zope.conf"
        conf.write_text(ZOPE_CONF.format(folder=folder), encoding="utf-8")
        configure_wsgi(str(conf)).prepare()


def main(name: str) -> int:
    """Look for everything; return the exit code."""
    warnings.simplefilter("ignore")
    package = files("opengov.disclosure")
    missing = [path for path in NEEDED if not package.joinpath(path).is_file()]
    start_zope()
    from Products.GenericSetup import profile_registry

    profiles = {item["id"] for item in profile_registry.listProfileInfo() if item["product"] == "opengov.disclosure"}
    missing += sorted({f"opengov.disclosure:{part}" for part in ("default", "demo", "uninstall")} - profiles)
    for path in missing:
        print(f"{name}: {path} is missing")
    if not missing:
        print(f"{name}: whole ({package})")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
