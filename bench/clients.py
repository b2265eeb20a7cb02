"""Eight clients create documents in one agency, on the four threads of one server, against plain Plone."""

from bench import instance
from bench import texts
from bench.creating import prepare
from bench.measure import heading
from bench.measure import row
from bench.visiting import Visitor
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import subprocess
import sys
import time


CLIENTS = 8
EACH = 12


def make(folder: Path) -> None:
    """Make an instance with both sites, in a process of its own: Zope opens one database in its life."""
    subprocess.run([sys.executable, "-m", "bench.clients", str(folder)], check=True)


def run(folder: Path) -> None:
    """Measure and print."""
    make(folder)
    with instance.serving(folder) as (address, _pid):
        secret = instance.password(folder)
        sides = {
            "governed": (
                f"{address}/{instance.GOVERNED}",
                ("drafter", "Yunxi-2026-bench"),
                "bureau",
                "OfficialDocument",
            ),
            "plain": (f"{address}/{instance.PLAIN}", ("admin", secret), "folder", "Document"),
        }
        found = {name: rate(*side) for name, side in sides.items()}
        found = {name: rate(*side) for name, side in sides.items()}
    for name, (_rate, statuses) in found.items():
        print(f"answers of {name}: {dict(statuses)}")
    if not found["plain"][0]:
        print("The plain site has created nothing: no ratio.")
        return
    heading(f"{CLIENTS} clients, 4 threads", "governed", "plain")
    row("documents created a second", found["governed"][0], found["plain"][0], "/s", ">= 1")


def rate(site: str, account: tuple[str, str], place: str, portal_type: str) -> tuple[float, Counter]:
    """Documents a second, and how often each status was answered."""

    def create(client: int) -> list[int]:
        visitor = Visitor(site, account)
        return [visitor.post(place, _values(portal_type, client * EACH + turn)) for turn in range(EACH)]

    started = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        statuses = Counter(status for answers in pool.map(create, range(CLIENTS)) for status in answers)
    return statuses[201] / (time.monotonic() - started), statuses


def _values(portal_type: str, number: int) -> dict:
    values: dict = {"@type": portal_type, "title": texts.title(number)}
    values["text"] = {"data": texts.paragraphs(number), "content-type": "text/html"}
    if portal_type == "OfficialDocument":
        values |= {"document_kind": "notice", "disclosure_attribute": "proactive"}
    return values


if __name__ == "__main__":
    prepare(instance.open_zope(Path(sys.argv[1])))
