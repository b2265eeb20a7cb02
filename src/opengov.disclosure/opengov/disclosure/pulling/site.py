"""The office's site as an archive's account sees it: asked again when it does not answer, never followed elsewhere."""

from collections.abc import Callable
from collections.abc import Mapping
from opengov.disclosure.pulling.telling import Trouble
from opengov.disclosure.pulling.telling import Unreached
from urllib.parse import urlsplit

import json
import requests
import time


#: Seconds to wait for a connection, and for the next bytes.
TIMEOUT = (20, 120)
#: What a server says when it may work again in a moment.
PASSING = frozenset({429, 500, 502, 503, 504})
#: Seconds between two tries at most.
LONGEST_WAIT = 60
#: Bytes of an answer that is held in memory: a manifest of many thousand records has a few dozen million.
LARGEST_ANSWER = 1 << 30
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
#: Cut or unfinished answers; the request may be repeated.
CUT = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)

Tell = Callable[..., None]


class Gone(Trouble):
    """A hand-over that the server has no more, or never had for this account."""


class Site:
    """A site behind a URL.

    :param ca: file with the certificates to trust, instead of the system's.
    :param tries: how often a question is asked before it is given up.
    :param tell: told ``trying_again`` with reason and seconds.
    """

    def __init__(
        self,
        address: str,
        user: str,
        password: str,
        *,
        ca: str | None = None,
        plain_http: bool = False,
        chinese: bool = False,
        tries: int = 6,
        tell: Tell = lambda code, /, **facts: None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise Unreached("address_malformed", site=address)
        if parts.scheme == "http" and parts.hostname not in HERE and not plain_http:
            raise Unreached("address_plain", site=address)
        self.address = address.rstrip("/")
        self.user = user
        self.base = f"{self.address}/++api++/@archive-transfers"
        # where an own list of certificates is named, a variable of the environment does not overrule it
        self.verify: str | bool = ca or True
        self.tries = tries
        self.tell = tell
        self.wait = wait
        self.session = requests.Session()
        self.session.auth = (user.encode(), password.encode())
        language = "zh-CN, en;q=0.5" if chinese else "en"
        self.session.headers.update({"Accept-Language": language, "Accept-Encoding": "identity"})

    def page(self, after: int, limit: int) -> dict:
        """A page of the list behind a number."""
        url = f"{self.base}?after={after}&limit={limit}"
        return _object(url, self.read(url, accept="application/json"))

    def manifest(self, id: str) -> bytes:
        """The manifest's bytes."""
        return self.read(f"{self.base}/{id}/manifest")

    def signature(self, id: str) -> bytes:
        """The signature over the manifest; empty when there is none."""
        try:
            return self.read(f"{self.base}/{id}/signature")
        except Gone as gone:
            if gone.facts["status"] == 404:
                return b""
            raise

    def open_package(self, id: str, headers: Mapping[str, str]) -> requests.Response:
        """Begin to read the package (or what the Range header asks for); the caller closes. Asked once: the caller repeats."""
        return self._ask("GET", f"{self.base}/{id}/package", headers, None, stream=True)

    def give(self, id: str, receipt: Mapping[str, object]) -> dict:
        """Hand in a receipt; given twice it is the same receipt.

        :raises Trouble: ``receipt_refused`` when the site does not take it.
        """
        url = f"{self.base}/{id}/receipts"
        body = json.dumps(receipt).encode("ascii")
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        answer = self.repeat(lambda: self._ask("POST", url, headers, body))
        if answer.status_code in (400, 404, 409, 410, 422):
            raise Trouble("receipt_refused", handover=id, status=receipt["status"], message=_message(answer))
        self._must_be_fine(answer)
        return _object(url, answer.content)

    def read(self, url: str, accept: str = "*/*") -> bytes:
        """The whole answer to a question, asked again when it is cut."""
        return self.repeat(lambda: self._whole(url, accept))

    def repeat(self, question: Callable):
        """Ask until there is an answer.

        :raises Unreached: when there is none after all tries.
        """
        for turn in range(1, self.tries + 1):
            try:
                return question()
            except (*CUT, _Passing) as error:
                if turn == self.tries:
                    raise Unreached("unreachable", site=self.address, reason=_reason(error)) from error
                self.pause(turn, error)
            except requests.RequestException as error:
                raise Unreached("unreachable", site=self.address, reason=_reason(error)) from error
        raise AssertionError("tries is at least 1")

    def pause(self, turn: int, error: Exception) -> None:
        """Wait before the next try: longer each time, or as long as the server asks for."""
        seconds = min(getattr(error, "seconds", 0) or 2 ** (turn - 1), LONGEST_WAIT)
        self.tell("trying_again", reason=_reason(error), seconds=seconds)
        self.wait(seconds)

    def _whole(self, url: str, accept: str) -> bytes:
        with self._ask("GET", url, {"Accept": accept}, None, stream=True) as answer:
            self._must_be_fine(answer)
            chunks, size = [], 0
            for chunk in answer.iter_content(1 << 20):
                size += len(chunk)
                if size > LARGEST_ANSWER:
                    raise Unreached("not_json", url=url)
                chunks.append(chunk)
            return b"".join(chunks)

    def _ask(self, method: str, url: str, headers: Mapping[str, str], body, stream: bool = False) -> requests.Response:
        answer = self.session.request(
            method,
            url,
            data=body,
            headers=dict(headers),
            timeout=TIMEOUT,
            verify=self.verify,
            allow_redirects=False,
            stream=stream,
        )
        if answer.status_code in PASSING:
            answer.close()
            raise _Passing(answer)
        return answer

    def _must_be_fine(self, answer: requests.Response) -> None:
        self.refuse(answer, 200, 201)

    def refuse(self, answer: requests.Response, *expected: int) -> None:
        """Stop unless the answer is one of those expected."""
        if answer.status_code in expected:
            return
        if answer.is_redirect or 300 <= answer.status_code < 400:
            raise Unreached("redirected", url=answer.url)
        found = answer.url.removeprefix(f"{self.base}/").split("/")
        if answer.status_code in (404, 410) and answer.url.startswith(f"{self.base}/"):
            raise Gone("handover_gone", handover=found[0], status=answer.status_code)
        raise Unreached("answered", url=answer.url, status=answer.status_code, message=_message(answer))


class _Passing(Exception):
    """The server cannot just now."""

    def __init__(self, answer: requests.Response) -> None:
        super().__init__(f"{answer.status_code} {answer.reason}")
        asked = answer.headers.get("Retry-After", "")
        self.seconds = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0


def _reason(error: Exception) -> str:
    """The innermost reason, without the addresses of objects that the outer ones show."""
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    return str(getattr(inner, "reason", inner)).rpartition(">: ")[2]


def _message(answer: requests.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return answer.reason


def _object(url: str, data: bytes) -> dict:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unreached("not_json", url=url)
    return found
