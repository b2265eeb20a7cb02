"""A page of a long feed against a page of a short one, over REST: ``python -m bench cursor``."""

from bench import instance
from bench.measure import heading
from bench.measure import row
from bench.sealing import opened
from bench.visiting import Visitor
from pathlib import Path
from statistics import median

import os
import random
import subprocess
import sys


SHORT, LONG = 1_000, int(os.environ.get("OPENGOV_BENCH_ENTRIES", "200000"))
BATCH = 10_000
PAGES, LIMIT = 60, 100
PASSWORD = "Yunxi-2026-bench"


def make(folder: Path) -> None:
    """An instance with two archives of one agency, one of which was told much more."""
    from opengov.disclosure.agency.interfaces import IOffices
    from opengov.disclosure.transfer.interfaces import IReceivers
    from opengov.disclosure.transfer.store import open_store
    from plone import api
    from plone.uuid.interfaces import IUUID

    import transaction

    portal, agency = opened(folder)
    uid = IUUID(agency)
    for name, entries in (("short", SHORT), ("long", LONG)):
        api.user.create(email=f"{name}@example.org", username=name, password=PASSWORD)
        api.group.add_user(groupname=IOffices(agency).group_id("Archivist"), username=name)
        receiver = {"id": name, "title": "云溪市档案馆", "account": name, "kind": "archive", "takes": ["deposit"]}
        IReceivers(portal).put({**receiver, "fonds": [uid]})
        feed = open_store(portal).feed(name)
        for number in range(entries):
            about = {"number": f"云教〔2026〕{number}号", "cause": "repealed"}
            feed.append("lapse_notice", "2026-03-02T09:00:00+08:00", "", uid, about)
            if number % BATCH == BATCH - 1:
                transaction.commit()
    transaction.commit()


def run(folder: Path) -> None:
    """Measure and print."""
    subprocess.run([sys.executable, "-m", "bench.cursor", str(folder)], check=True)
    chance = random.Random(1)
    with instance.serving(folder) as (address, _process):
        sites = {name: Visitor(f"{address}/{instance.GOVERNED}", (name, PASSWORD)) for name in ("short", "long")}
        spent: dict[str, list[float]] = {"short": [], "long": []}
        for _ in range(PAGES):
            for name, entries in (("long", LONG), ("short", SHORT)):
                after = chance.randrange(entries - LIMIT)
                spent[name].append(sites[name].milliseconds(f"@archive-transfers?after={after}&limit={LIMIT}"))
    heading(f"A page of {LIMIT} entries", f"{LONG:,}", f"{SHORT:,}")
    row("cursor page", median(spent["long"]), median(spent["short"]), "ms", "<= 1.2")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
