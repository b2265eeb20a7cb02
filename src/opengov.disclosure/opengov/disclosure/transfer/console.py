"""``bin/opengov-seal``: seal what waits, fill the spool again, and compare it all, from a shell or a timer.

It asks a running site over REST to do one small batch, again and again until nothing is left: killed at any moment, it goes
on where it was when it is started again. ``--offline`` opens the database itself, which only works while no server has it
open. Exit codes: 0 done, 1 something was held back or is broken, 2 it could not be done.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from opengov.disclosure.client import add_arguments
from opengov.disclosure.client import Client
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.client import read_arguments

import argparse
import sys


DONE, HELD, UNANSWERED = 0, 1, 2
#: Name of a service and its body -> the answer.
Ask = Callable[[str, dict], dict]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    :param arguments: instead of the command line's.
    :returns: the exit code.
    """
    options = read_arguments(_parser(), arguments)
    try:
        return options.run(_asker(options), options.limit)
    except NoAnswer as problem:
        print(f"opengov-seal: {problem}", file=sys.stderr)
        return UNANSWERED


def seal(ask: Ask, limit: int) -> int:
    """Seal until nothing waits, and say how far it is."""
    result = DONE
    for answer in _batches(ask, limit):
        for item in answer["sealed"]:
            print(f"sealed {item['document']}: {', '.join(item['records'])}")
        for item in answer["laid_out"]:
            print(f"laid out {item['done']} of {item['records']}: {item['handover']}")
        for id in answer["offered"]:
            print(f"offered {id}")
        if answer["notices"]:
            print(f"notices {answer['notices']}")
        for word, key, items in (("held back", "document", answer["held"]), ("failed", "handover", answer["failed"])):
            for item in items:
                print(f"{word} {item[key]}: {', '.join(item['problems'])}")
                result = HELD
        sys.stdout.flush()
    return result


def rebuild(ask: Ask, limit: int) -> int:
    """Write the packages that the spool lost again."""
    result, after = DONE, None
    while True:
        answer = ask("@rebuild-spool", {"limit": limit} | ({"after": after} if after else {}))
        for id in answer["rebuilt"]:
            print(f"rebuilt {id}")
        for id in answer["broken"]:
            print(f"broken {id}: its files are not those that were sealed; restore them from the backup")
            result = HELD
        after = answer["next"]
        if after is None:
            return result


def verify(ask: Ask, limit: int) -> int:
    """Compare packages, manifests, signatures and receipts with what was sealed and recorded."""
    result, after = DONE, None
    while True:
        answer = ask("@verify-handovers", {"limit": limit} | ({"after": after} if after else {}))
        print(f"verified {answer['verified']}")
        for item in answer["broken"]:
            print(f"broken {item['handover']}: {item['what']} {item.get('receipt_id', '')}".rstrip())
            result = HELD
        after = answer["next"]
        if after is None:
            return result


def _batches(ask: Ask, limit: int) -> Iterator[dict]:
    more = True
    while more:
        answer = ask("@seal", {"limit": limit})
        yield answer
        more = answer["more"]


def _asker(options: argparse.Namespace) -> Ask:
    if not options.offline:
        return Client.with_password_file(options.site, options.user, options.password_file).post
    # loads all of Zope, which the commands that ask a running site do not need
    from opengov.disclosure.transfer.offline import open_handovers

    return open_handovers(options.offline, options.site).ask


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="opengov-seal", description="Seal hand-overs to archives and libraries.")
    add_arguments(parser, "account that is transfer clerk (for rebuild and verify: may manage settings)")
    parser.add_argument("--limit", type=int, default=10, help="how many in one step (default 10)")
    commands = parser.add_subparsers(metavar="command")
    parser.set_defaults(run=seal)
    commands.add_parser("seal", help="seal what waits (the default)").set_defaults(run=seal)
    commands.add_parser("rebuild", help="write packages that the spool lost again").set_defaults(run=rebuild)
    commands.add_parser("verify", help="compare everything with what was sealed").set_defaults(run=verify)
    return parser


if __name__ == "__main__":
    sys.exit(main())
