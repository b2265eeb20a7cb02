"""Keep the pins: versions.cfg is the source, constraints.txt is made from it.

Usage: pins.py write | check | update

``write``   makes constraints.txt from versions.cfg.
``check``   fails when the two differ, or when something installed beside this script is not what is pinned.
``update``  pins what setup.py has come to need, with everything already pinned left as it is.
"""

from importlib.metadata import distributions
from pathlib import Path

import configparser
import re
import subprocess
import sys
import tempfile


ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ROOT / "versions.cfg"
CONSTRAINTS = ROOT / "constraints.txt"
OWN = "opengov-disclosure"
EXTRAS = ("demo", "lint", "pull", "test")
#: What builds, installs and checks the product without being needed by it.
TOOLS = (
    "build",
    "pip",
    "plone.recipe.zope2instance",
    "setuptools<82",
    "uv",
    "wheel",
    "zc.buildout>=6",
    "zc.recipe.egg",
)
VERSIONS_HEAD = """\
# The exact version of every package that runs, tests, checks or builds the product. This file is the only place to
# change one: "make pins" adds what setup.py has come to need and writes constraints.txt from here.

[versions]
"""
CONSTRAINTS_HEAD = '# Made from versions.cfg by "make pins"; do not edit.\n'


def canonical(name: str) -> str:
    """Return a distribution's name in the one spelling that both files use."""
    return re.sub(r"[-_.]+", "-", name).lower()


def versions() -> dict[str, str]:
    """Return name and version of everything versions.cfg pins, the names as they are spelt there."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(VERSIONS, encoding="utf-8")
    return dict(parser["versions"]) if parser.has_section("versions") else {}


def pinned() -> dict[str, str]:
    """Return canonical name and version of everything versions.cfg pins."""
    return {canonical(name): version for name, version in versions().items()}


def spellings() -> dict[str, str]:
    """Return how each distribution spells its name: buildout knows a package under no other (dots are no hyphens)."""
    names = [re.split("[<>=]", tool)[0] for tool in TOOLS] + [dist.metadata["Name"] for dist in distributions()]
    return {canonical(name): name.replace("_", "-") for name in names} | {canonical(name): name for name in versions()}


def constraints(pins: dict[str, str]) -> str:
    """Return the text of constraints.txt."""
    return CONSTRAINTS_HEAD + "".join(f"{name}=={version}\n" for name, version in sorted(pins.items()))


def write() -> int:
    """Make constraints.txt from versions.cfg."""
    CONSTRAINTS.write_text(constraints(pinned()), encoding="utf-8")
    return 0


def check() -> int:
    """Name every difference; return the exit code."""
    pins = pinned()
    faults = []
    if CONSTRAINTS.read_text(encoding="utf-8") != constraints(pins):
        faults.append('constraints.txt is not what versions.cfg says: run "make pins"')
    for dist in distributions():
        name = canonical(dist.metadata["Name"])
        if name != OWN and pins.get(name) != dist.version:
            faults.append(f"{name} {dist.version} is installed, versions.cfg says {pins.get(name, 'nothing')}")
    print("\n".join(sorted(set(faults))) or f"{len(pins)} pins are in order")
    return 1 if faults else 0


def update() -> int:
    """Resolve what setup.py needs under the present pins, and write both files."""
    with tempfile.TemporaryDirectory() as folder:
        tools, known, found = (Path(folder) / name for name in ("tools.in", "known.txt", "found.txt"))
        tools.write_text("\n".join(TOOLS), encoding="utf-8")
        known.write_text(constraints(pinned()), encoding="utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", "-q", "--no-header", "--no-annotate"]
        command += [option for extra in EXTRAS for option in ("--extra", extra)]
        command += ["--python", sys.executable, "-c", str(known), "-o", str(found), str(ROOT / "setup.py"), str(tools)]
        subprocess.run(command, check=True)
        lines = found.read_text(encoding="utf-8").splitlines()
    spelt = spellings()
    pairs = sorted(line.split("==") for line in lines if "==" in line)
    text = "".join(f"{spelt.get(name, name)} = {version}\n" for name, version in pairs)
    VERSIONS.write_text(VERSIONS_HEAD + text, encoding="utf-8")
    return write()


if __name__ == "__main__":
    sys.exit({"write": write, "check": check, "update": update}[sys.argv[1]]())
