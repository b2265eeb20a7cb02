"""Distribution of opengov.disclosure: the disclosure attribute of official documents in Plone."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup


HERE = Path(__file__).parent
SOURCE = "src/opengov.disclosure"
PROFILES = HERE / SOURCE / "opengov" / "disclosure" / "profiles"

if not (PROFILES / "default" / "metadata.xml").is_file():
    raise SystemExit(
        "setup.py: src/opengov.disclosure/opengov/disclosure/profiles must be a symbolic link to the "
        "folder profiles/ at the top of the checkout, and it is not. Check the sources out with "
        "symbolic links enabled (git config core.symlinks true), then try again."
    )

setup(
    name="opengov.disclosure",
    version="1.0.0a2",
    description="Disclosure attributes, secrecy review and archive hand-over of official documents for Plone",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="GPL-2.0-or-later",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Intended Audience :: End Users/Desktop",
        "Natural Language :: Chinese (Simplified)",
        "Natural Language :: English",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
    python_requires=">=3.11",
    package_dir={"": SOURCE},
    packages=find_namespace_packages(SOURCE, include=["opengov*"]),
    package_data={
        "": [
            "*.zcml",
            "*.xml",
            "*.pt",
            "*.po",
            "*.pot",
            "*.mo",
            "*.toml",
            "*.txt",
            "*.css",
            "*.js",
            "*.svg",
            "*.xsd",
            "*.csv",
        ],
    },
    zip_safe=False,
    install_requires=[
        "Products.CMFPlone",
        "chinesecalendar",
        "cryptography",
        "lxml",
        "openpyxl",
        "plone.api",
        "plone.app.dexterity",
        "plone.exportimport",
        "plone.restapi",
        "pygal",
        "pypdf",
        "python-docx",
        "python-stdnum",
        "weasyprint",
    ],
    extras_require={
        "demo": [
            "plone.classicui",
            "plone.distribution",
        ],
        "lint": [
            "babel",
            "build",
            "i18ndude",
            "import-linter",
            "mypy",
            "ruff",
            "zpretty",
        ],
        # what an archive installs to run opengov-pull
        "pull": [
            "requests",
            "tqdm",
        ],
        "test": [
            "Products.CMFPlacefulWorkflow",
            "RelStorage",
            "WebTest",
            "axe-playwright-python",
            "bagit",
            "hypothesis",
            "pillow",
            "playwright",
            "plone.app.caching",
            "plone.app.discussion",
            "plone.app.testing",
            "psycopg2-binary",
            "pytest",
            "pytest-plone",
            "requests",
            "tqdm",
        ],
    },
    entry_points={
        "plone.autoinclude.plugin": ["target = plone"],
        "console_scripts": [
            "opengov-import = opengov.disclosure.existing.console:main",
            "opengov-ledger = opengov.disclosure.ledger.console:main",
            "opengov-pull = opengov.disclosure.pulling.console:main",
            "opengov-routine = opengov.disclosure.catalogue.console:main",
            "opengov-seal = opengov.disclosure.transfer.console:main",
        ],
    },
)
