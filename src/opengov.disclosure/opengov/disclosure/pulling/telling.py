"""Tells what happens: sentences for people, or one JSON object a line for scripts."""

from opengov.disclosure.pulling.words import sentence
from typing import TextIO

import json
import re
import sys


#: What would command a terminal, feign a line of its own, or cannot be written at all.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

DONE, REFUSED, UNREACHED = 0, 1, 2


class Trouble(Exception):
    """Something that ends what is being done; ``code`` and ``facts`` say it in the user's language."""

    result = REFUSED

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Unreached(Trouble):
    """It cannot be worked at all: no answer, a wrong account, a folder in use."""

    result = UNREACHED


class Teller:
    """Where messages go, and the worst that happened.

    :param as_json: JSON Lines on the standard output, each with ``event``.
    :ivar result: the exit code so far.
    """

    def __init__(self, as_json: bool, chinese: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self.chinese = chinese
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.result = DONE

    def say(self, code: str, /, **facts: object) -> None:
        """Tell what was done."""
        self._write(self.out, code, facts)

    def warn(self, code: str, /, **facts: object) -> None:
        """Tell what was refused or failed; the exit code is 1 at least."""
        self.result = max(self.result, REFUSED)
        self._write(self.err, code, facts)

    def end(self, trouble: Trouble) -> None:
        """Tell why something ended."""
        self.result = max(self.result, trouble.result)
        self._write(self.err, trouble.code, trouble.facts)

    @property
    def shows_progress(self) -> bool:
        """Whether somebody is watching."""
        return not self.as_json and self.err.isatty()

    def _write(self, stream: TextIO, code: str, facts: dict[str, object]) -> None:
        if self.as_json:
            print(plain(json.dumps({"event": code, **facts}, ensure_ascii=False)), file=self.out, flush=True)
        else:
            print(plain(sentence(code, facts, self.chinese)), file=stream, flush=True)


def plain(text: str) -> str:
    """A line as it may be shown: servers, packages and file names have a say in it."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
