"""``bin/opengov-ledger``: verify, anchor and export the record from a shell or a timer.

It asks a running site over REST, in small steps. ``--offline`` opens the database itself, which only works while no server
has it open. Exit codes: 0 the record holds, 1 it is broken, 2 it could not be asked.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from opengov.disclosure.client import add_arguments
from opengov.disclosure.client import Client
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.client import read_arguments
from opengov.disclosure.ledger.export import as_csv
from opengov.disclosure.ledger.online import OnlineRecord
from typing import Protocol

import argparse
import json
import sys


HOLDS, BROKEN, UNANSWERED = 0, 1, 2


class Record(Protocol):
    """What the commands need of the record, wherever it is."""

    def breaks(self, uid: str | None) -> Iterator[dict]:
        """Yield what does not hold: dicts of subject, seq, reason."""

    def anchors(self) -> Iterator[dict]:
        """Write anchors until nothing has changed since the last; yield them."""

    def entries(self, uid: str) -> list[dict]:
        """Return a chain."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    :param arguments: instead of the command line's.
    :returns: the exit code.
    """
    options = read_arguments(_parser(), arguments)
    try:
        return options.run(_record(options), options)
    except NoAnswer as problem:
        print(f"opengov-ledger: {problem}", file=sys.stderr)
        return UNANSWERED


def verify(record: Record, options: argparse.Namespace) -> int:
    """Name every chain that is broken, with its first broken entry."""
    found = list(record.breaks(options.uid))
    for broken in found:
        print("broken: {subject} entry {seq}: {reason}".format(**broken))
    if not found:
        print("the record holds")
    return BROKEN if found else HOLDS


def anchor(record: Record, options: argparse.Namespace) -> int:
    """Write anchors over all chains that changed."""
    made = 0
    for line in record.anchors():
        made += 1
        print("anchor {seq} at {at}: {hash}".format(**line))
    if not made:
        print("nothing has changed since the last anchor")
    return HOLDS


def export(record: Record, options: argparse.Namespace) -> int:
    """Write one chain to the standard output, as UTF-8 whatever the terminal's encoding."""
    entries = record.entries(options.uid)
    text = as_csv(entries) if options.format == "csv" else json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
    return HOLDS


def _record(options: argparse.Namespace) -> Record:
    if not options.offline:
        return OnlineRecord(Client.with_password_file(options.site, options.user, options.password_file))
    # loads all of Zope, which the commands that ask a running site do not need
    from opengov.disclosure.ledger.offline import open_record

    return open_record(options.offline, options.site)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="opengov-ledger", description="Verify, anchor and export the record.")
    add_arguments(parser, "account with the permission to verify the record")
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("verify", help="find the first broken entry of each chain")
    command.add_argument("--uid", help="verify only the chain of this UID")
    command.set_defaults(run=verify)
    command = commands.add_parser("anchor", help="write an anchor over the chains that changed")
    command.set_defaults(run=anchor)
    command = commands.add_parser("export", help="write a chain to the standard output")
    command.add_argument("--uid", required=True)
    command.add_argument("--format", choices=("json", "csv"), default="json")
    command.set_defaults(run=export)
    return parser


if __name__ == "__main__":
    sys.exit(main())
