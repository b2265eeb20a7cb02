"""Lists of a large site against the same lists of a site of 1,000 documents, both served at once."""

from bench import instance
from bench.measure import heading
from bench.measure import row
from bench.visiting import in_turn
from bench.visiting import Visitor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote


SMALL = 1000
#: What is asked: name -> path, whether over REST, whether as an officer, target.
ASKED = {
    "catalogue page (HTML)": ("@@disclosure-catalogue", False, False, 1.5),
    "agency's catalogue page (HTML)": ("agency-0/@@disclosure-catalogue", False, False, 1.5),
    "register page (HTML)": ("agency-0/@@registers?name=published", False, True, 1.5),
    "catalogue (REST)": ("@disclosure-catalogue", True, False, 3),
    "register (REST)": ("agency-0/@registers/published", True, True, 3),
    "one agency and kind (REST)": ("agency-0/@disclosure-catalogue?kind=notice", True, False, 3),
}
SEARCHES = {"frequent words": "防汛抗旱 云溪新区", "rare words": "文物保护督察资金", "one document": "999"}


def large() -> int:
    """Number of documents ``make bench-data`` was asked for; 0 when it has not run."""
    found = [int(path.name) for path in instance.DATA.glob("*") if path.name.isdigit()]
    return max((number for number in found if number > SMALL), default=0)


def run(scratch: Path) -> None:
    """Measure and print."""
    number = large()
    if not number or not (instance.DATA / str(SMALL)).exists():
        print("\nLists: not measured. First: make bench-data (in the background), and make bench-data N=1000")
        return
    with ExitStack() as stack:
        visitors = {}
        for size in (SMALL, number):
            folder = instance.copy(instance.DATA / str(size), scratch / str(size))
            address, _pid = stack.enter_context(instance.serving(folder))
            site = f"{address}/{instance.GOVERNED}"
            officer = ("agency-0-disclosure-officer", instance.password(folder))
            visitors[size] = Visitor(site), Visitor(site, officer)
        public = visitors[number][0].get("@disclosure-catalogue?size=1").json()["total"]
        print(f"\nThe large site's public catalogue has {public} entries.")
        _first_pages(visitors, number)
        _depth(visitors[number][0])
        _searches(visitors[number][0])


def _first_pages(visitors: dict[int, tuple[Visitor, Visitor]], number: int) -> None:
    heading("First pages", "large", str(SMALL))
    for name, (path, rest, officer, target) in ASKED.items():
        asked = {str(size): (visitors[size][officer], path, rest) for size in (SMALL, number)}
        spent = in_turn(asked)
        row(name, spent[str(number)], spent[str(SMALL)], "ms", f"<= {target}")


def _depth(visitor: Visitor) -> None:
    keys, after = [], ""
    for _ in range(30):
        answer = visitor.get(f"@disclosure-catalogue?after={after}" if after else "@disclosure-catalogue").json()
        after = answer["next"]
        keys.append(after)
    asked = {f"page {page}": (visitor, f"@disclosure-catalogue?after={keys[page - 2]}", True) for page in (2, 30)}
    spent = in_turn(asked)
    heading("Depth", "page 30", "page 2")
    row("catalogue (REST)", spent["page 30"], spent["page 2"], "ms", "<= 1.2")


def _searches(visitor: Visitor) -> None:
    asked = {name: (visitor, f"@disclosure-catalogue?text={quote(words)}", True) for name, words in SEARCHES.items()}
    print("\nFull text of the large site, over REST   target: < 500 ms")
    for name, spent in in_turn(asked, 7).items():
        print(f"{name:<58} {spent:9.1f} ms")
