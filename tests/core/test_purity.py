"""The rules stand alone: the standard library, the calendar seed and the check-digit library, nothing else."""

from functools import cache
from pathlib import Path

import ast
import opengov.disclosure.core as core
import pytest
import subprocess
import sys


ALLOWED = sys.stdlib_module_names | {"chinese_calendar", "stdnum"}
FOLDER = Path(core.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))

#: Modules of the standard library that reach for the world outside.
WORLD = {"http", "logging", "os", "random", "secrets", "shutil", "socket", "subprocess", "time", "urllib"}


@cache
def nodes(path):
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path):
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def is_allowed(name):
    if name.startswith("opengov"):
        return name.startswith("opengov.disclosure.core")
    if name == "urllib.parse":
        # reads an address, opens none
        return True
    root = name.partition(".")[0]
    return root in ALLOWED and root not in WORLD


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_rule_imports_only_what_is_pure(path):
    assert [name for name in imports(path) if not is_allowed(name)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_rule_asks_no_clock(path):
    names = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
    assert not names & {"now", "today", "utcnow"}


@pytest.mark.parametrize(
    "name", ["plone.api", "zope.interface", "os", ".relative", "opengov.disclosure.ledger", "lxml"]
)
def test_the_check_would_find_a_stranger(name):
    assert not is_allowed(name)


PROGRAM = """
import importlib, sys
before = set(sys.modules)
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    importlib.import_module(name)
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
sys.exit(" ".join(sorted(loaded & {"AccessControl", "lxml", "persistent", "plone", "Products", "ZODB", "zope"})))
"""


def test_the_rules_load_without_plone():
    relative = [path.relative_to(FOLDER).with_suffix("").parts for path in MODULES]
    names = [".".join(("opengov.disclosure.core", *parts)).removesuffix(".__init__") for parts in relative]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(FOLDER.parents[2]), *names], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
