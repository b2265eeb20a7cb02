"""Ask a running site for its record over REST."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.parse import urlsplit
from urllib.request import build_opener
from urllib.request import HTTPRedirectHandler
from urllib.request import Request

import json


TIMEOUT = 120
STEP = 500


class NoAnswer(Exception):
    """The record could not be asked; the text says why and what to do."""


class NoRedirect(HTTPRedirectHandler):
    """Never sends the password on to another address."""

    def redirect_request(self, *arguments):
        """Refuse."""
        return


class Client:
    """The record of a site behind a URL."""

    def __init__(self, site: str, user: str, password: str) -> None:
        if urlsplit(site).scheme not in ("http", "https"):
            raise NoAnswer(f"--site must be a URL such as http://localhost:8080/Plone, not {site}")
        self.site = site.rstrip("/")
        self.authorization = "Basic " + b64encode(f"{user}:{password}".encode()).decode("ascii")
        self.opener = build_opener(NoRedirect)

    @classmethod
    def with_password_file(cls, site: str, user: str, path: str) -> "Client":
        """Read the password from the first line of a file, so that it never shows in the list of processes."""
        try:
            lines = Path(path).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise NoAnswer(f"the password file cannot be read: {error}") from error
        return cls(site, user, lines[0] if lines else "")

    def breaks(self, uid: str | None) -> Iterator[dict]:
        """Verify one chain, or all of them page by page."""
        query = {"uid": uid} if uid else {"limit": STEP}
        while query:
            answer = self._ask("GET", "@ledger-verify", query)
            yield from answer["breaks"]
            query = {"limit": STEP, "after": answer["next"]} if answer["next"] else {}

    def anchors(self) -> Iterator[dict]:
        """Anchor until nothing is left to anchor."""
        while made := self._ask("POST", "@ledger-anchor", {}, {"limit": STEP})["anchor"]:
            yield made

    def entries(self, uid: str) -> list[dict]:
        """Fetch a chain page by page."""
        entries: list[dict] = []
        after: int | None = 0
        while after is not None:
            answer = self._ask("GET", "@ledger", {"uid": uid, "limit": STEP, "after": after})
            entries += answer["items"]
            after = answer["next"]
        return entries

    def _ask(self, method: str, name: str, query: dict, body: dict | None = None) -> dict:
        headers = {"Accept": "application/json", "Authorization": self.authorization}
        if body is not None:
            headers["Content-Type"] = "application/json"
        data = None if body is None else json.dumps(body).encode("ascii")
        url = f"{self.site}/{name}" + (f"?{urlencode(query)}" if query else "")
        try:
            with self.opener.open(Request(url, data, headers, method=method), timeout=TIMEOUT) as response:
                return json.load(response)
        except HTTPError as error:
            raise NoAnswer(f"{url} answered {error.code} {error.reason}; check the account and the address") from error
        except (URLError, OSError) as error:
            raise NoAnswer(f"{self.site} cannot be reached: {error}") from error
        except ValueError as error:
            raise NoAnswer(f"{url} did not answer in JSON; is it the address of the site?") from error
