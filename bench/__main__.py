"""All measurements: ``python -m bench`` or ``python -m bench creating lists``."""

from bench import clients
from bench import cursor
from bench import desk
from bench import download
from bench import instance
from bench import joint
from bench import lists
from bench import sealing
from pathlib import Path

import argparse
import subprocess
import sys
import tempfile


PARTS = ("creating", "joint", "clients", "lists", "desk", "sealing", "cursor", "download")


def main() -> None:
    """Read the command line and measure, in folders that go afterwards."""
    parser = argparse.ArgumentParser(description="Measure the product side by side with plain Plone")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all when none is named")
    parts = parser.parse_args().parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    instance.DATA.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=instance.DATA) as scratch:
        if "creating" in parts:
            # in a process of its own: Zope opens one database in its life
            subprocess.run([sys.executable, "-m", "bench.creating"], check=True)
        if "joint" in parts:
            joint.run(Path(scratch) / "joint")
        if "clients" in parts:
            clients.run(Path(scratch) / "clients")
        if "lists" in parts:
            lists.run(Path(scratch))
        if "desk" in parts:
            desk.run(Path(scratch))
        if "sealing" in parts:
            sealing.run(Path(scratch) / "sealing")
        if "cursor" in parts:
            cursor.run(Path(scratch) / "cursor")
        if "download" in parts:
            download.run(Path(scratch) / "download")


if __name__ == "__main__":
    main()
