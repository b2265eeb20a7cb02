"""Ask a running site over REST to seal."""

from base64 import b64encode
from pathlib import Path
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import build_opener
from urllib.request import HTTPRedirectHandler
from urllib.request import Request

import json


#: Seconds; a batch may hold gigabytes.
TIMEOUT = 3600


class NoAnswer(Exception):
    """The site could not be asked; the text says why and what to do."""


class NoRedirect(HTTPRedirectHandler):
    """Never sends the password on to another address."""

    def redirect_request(self, *arguments):
        """Refuse."""
        return


class Client:
    """A site behind a URL, and the account to ask it with."""

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

    def ask(self, name: str, body: dict) -> dict:
        """POST to a service of the site and return its answer.

        :raises NoAnswer: when there is none, or a refusal.
        """
        headers = {
            "Accept": "application/json",
            "Authorization": self.authorization,
            "Content-Type": "application/json",
        }
        url = f"{self.site}/{name}"
        request = Request(url, json.dumps(body).encode("ascii"), headers, method="POST")
        try:
            with self.opener.open(request, timeout=TIMEOUT) as response:
                return json.load(response)
        except HTTPError as error:
            raise NoAnswer(f"{url} answered {error.code} {error.reason}: {_message(error)}") from error
        except (URLError, OSError) as error:
            raise NoAnswer(f"{self.site} cannot be reached: {error}") from error
        except ValueError as error:
            raise NoAnswer(f"{url} did not answer in JSON; is it the address of the site?") from error


def _message(error: HTTPError) -> str:
    """What the site says about its refusal."""
    try:
        return str(json.load(error)["message"])
    except (ValueError, KeyError, TypeError):
        return "check the account and the address"
