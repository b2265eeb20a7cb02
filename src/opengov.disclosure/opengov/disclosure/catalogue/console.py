"""``bin/opengov-routine``: what a site does by itself, from a timer: notices that are over, the scan's rhythm, reminders.

It asks a running site over REST to do one small batch, again and again until nothing is left: killed at any moment, it goes
on where it was when it is started again. ``--offline`` opens the database itself, which only works while no server has it
open. Exit codes: 0 done, 1 a rule held something back, 2 it could not be done.
"""

from collections.abc import Sequence
from opengov.disclosure.client import add_arguments
from opengov.disclosure.client import Client
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.client import read_arguments
from typing import Protocol

import argparse
import sys


DONE, HELD, UNANSWERED = 0, 1, 2
SERVICE = "@routine"


class Site(Protocol):
    """A site, wherever it is."""

    def get(self, name: str) -> dict:
        """Ask a service."""

    def post(self, name: str, body: dict) -> dict:
        """Have a service do something."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    :param arguments: instead of the command line's.
    :returns: the exit code.
    """
    options = read_arguments(_parser(), arguments)
    try:
        site = _site(options)
        known = site.get(SERVICE)["items"]
        unknown = sorted(set(options.names) - set(known))
        if unknown:
            raise NoAnswer(f"there is no routine {', '.join(unknown)}; there are {', '.join(known)}")
        return max([DONE, *(run(site, name, options.limit) for name in known if name in (options.names or known))])
    except NoAnswer as problem:
        print(f"opengov-routine: {problem}", file=sys.stderr)
        return UNANSWERED


def run(site: Site, name: str, limit: int) -> int:
    """Do one routine batch by batch until nothing is left."""
    result, after = DONE, ""
    while True:
        answer = site.post(SERVICE, {"name": name, "after": after, "limit": limit})
        for line in answer["done"]:
            print(f"{name} {line}")
        for item in answer["held"]:
            print(f"{name} held back {item['document']}: {', '.join(item['problems'])}")
            result = HELD
        if answer["next"] is None:
            return result
        after = answer["next"]


def _site(options: argparse.Namespace) -> Site:
    if not options.offline:
        return Client.with_password_file(options.site, options.user, options.password_file)
    # loads all of Zope, which the command that asks a running site does not need
    from opengov.disclosure.catalogue.offline import open_routines

    return open_routines(options.offline, options.site)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="opengov-routine", description="Do what is due at a site.")
    add_arguments(parser, "account with the permission to run routines")
    parser.add_argument("--limit", type=int, default=50, help="how many documents in one step (default 50)")
    parser.add_argument("names", nargs="*", metavar="routine", help="only these; all of them by default")
    return parser


if __name__ == "__main__":
    sys.exit(main())
