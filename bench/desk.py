"""Pages of the desk on a large site against the same pages of a site of 1,000 documents: ``python -m bench desk``.

Both sites are brought up to the present profile first, so that the upgrade is measured on the large one, too.
"""

from bench import instance
from bench.lists import large
from bench.lists import SMALL
from bench.measure import heading
from bench.measure import row
from bench.visiting import in_turn
from bench.visiting import Visitor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import subprocess
import sys
import time


#: Page -> path, account (none: the public), target for the ratio.
PAGES = {
    "my work, officer": ("@@my-work", "disclosure-officer", 1.5),
    "my work, what is done": ("@@my-work?list=done", "disclosure-officer", 1.5),
    "my work, signer": ("@@my-work", "signer", 1.5),
    "register, proactive": ("agency-0/@@registers?register=proactive", "disclosure-officer", 1.5),
    "register, withheld by ground": (
        "agency-0/@@registers?register=withheld&ground=personnel",
        "disclosure-officer",
        1.5,
    ),
    "register, one kind and a year": (
        "agency-0/@@registers?register=published&kind=notice&from=2022-01-01&to=2022-12-31",
        "disclosure-officer",
        1.5,
    ),
    "dashboard": ("agency-0/@@statistics", "disclosure-officer", 1.5),
    "catalogue": ("@@disclosure-catalogue", "", 1.5),
    "catalogue, agency and kind": ("agency-0/@@disclosure-catalogue?kind=notice", "", 1.5),
    "a public document": ("", "", 1.5),
}
SEARCHES = {"frequent words": "防汛抗旱 云溪新区", "rare words": "文物保护督察资金", "one document": "999"}
FOLDER, SHOWN = "plain-folder", 20


def prepare(folder: Path) -> None:
    """Upgrade a filled instance, and lay a bare folder beside it; run as ``python -m bench.desk FOLDER``."""
    from plone import api

    import transaction

    portal = instance.open_site(instance.open_zope(folder), instance.GOVERNED)
    portal.portal_setup.upgradeProfile("opengov.disclosure:default")
    if FOLDER not in portal.objectIds():
        place = api.content.create(portal, "Folder", FOLDER, title="文件夹")
        for number in range(SHOWN):
            api.content.create(place, "Document", f"page-{number}", title=f"第{number}页")
            api.content.transition(place[f"page-{number}"], "publish")
        api.content.transition(place, "publish")
    transaction.commit()


def run(scratch: Path) -> None:
    """Measure and print."""
    number = large()
    if not number or not (instance.DATA / str(SMALL)).exists():
        print("\nDesk: not measured. First: make bench-data (in the background)")
        return
    with ExitStack() as stack:
        sites = {}
        for size in (SMALL, number):
            folder = instance.copy(instance.DATA / str(size), scratch / f"desk-{size}")
            begun = time.monotonic()
            subprocess.run([sys.executable, "-m", "bench.desk", str(folder)], check=True)
            print(f"{size} documents: brought up to the present profile in {time.monotonic() - begun:.0f} s")
            address, _pid = stack.enter_context(instance.serving(folder))
            sites[size] = f"{address}/{instance.GOVERNED}", instance.password(folder)
        _pages(sites, number)
        _beside_a_folder(_visitor(sites[number], "disclosure-officer"))
        _searches(_visitor(sites[number], ""))


def _visitor(site: tuple[str, str], office: str) -> Visitor:
    address, password = site
    return Visitor(address, (f"agency-0-{office}", password) if office else None)


def _pages(sites: dict[int, tuple[str, str]], number: int) -> None:
    heading("Pages (HTML)", str(number), str(SMALL))
    for name, (path, office, target) in PAGES.items():
        asked = {}
        for size, site in sites.items():
            visitor = _visitor(site, office)
            asked[str(size)] = (visitor, path or _newest(visitor), False)
        spent = in_turn(asked)
        row(name, spent[str(number)], spent[str(SMALL)], "ms", f"<= {target}")


def _newest(visitor: Visitor) -> str:
    """Path of the newest public document."""
    newest = visitor.get("@disclosure-catalogue?size=1").json()["items"][0]["@id"]
    return str(newest).partition(f"{visitor.address}/")[2]


def _beside_a_folder(visitor: Visitor) -> None:
    asked = {"my work": (visitor, "@@my-work", False), "folder": (visitor, f"{FOLDER}/listing_view", False)}
    spent = in_turn(asked)
    heading("Of the large site", "my work", "folder")
    row(f"my work against a bare folder listing of {SHOWN}", spent["my work"], spent["folder"], "ms", "< 3")


def _searches(visitor: Visitor) -> None:
    print("\nFull text of the large site   target: < 500 ms")
    for how, path, rest in (("page", "@@disclosure-catalogue", False), ("REST", "@disclosure-catalogue", True)):
        asked = {f"{name} ({how})": (visitor, f"{path}?text={quote(words)}", rest) for name, words in SEARCHES.items()}
        for name, spent in in_turn(asked, 7).items():
            print(f"{name:<58} {spent:9.1f} ms")


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
