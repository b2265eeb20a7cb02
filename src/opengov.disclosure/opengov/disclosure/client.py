"""Ask a running site over REST: the one client of all console commands. Standard library only."""

from base64 import b64encode
from pathlib import Path
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.parse import urlsplit
from urllib.request import build_opener
from urllib.request import HTTPRedirectHandler
from urllib.request import Request

import argparse
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

    def get(self, name: str, query: dict | None = None) -> dict:
        """Ask a service of the site.

        :raises NoAnswer: when there is no answer, or a refusal.
        """
        return self._ask("GET", name, query or {}, None)

    def post(self, name: str, body: dict) -> dict:
        """Have a service of the site do something.

        :raises NoAnswer: when there is no answer, or a refusal.
        """
        return self._ask("POST", name, {}, body)

    def _ask(self, method: str, name: str, query: dict, body: dict | None) -> dict:
        headers = {"Accept": "application/json", "Authorization": self.authorization}
        if body is not None:
            headers["Content-Type"] = "application/json"
        data = None if body is None else json.dumps(body).encode("ascii")
        url = f"{self.site}/{name}" + (f"?{urlencode(query)}" if query else "")
        try:
            with self.opener.open(Request(url, data, headers, method=method), timeout=TIMEOUT) as response:
                return json.load(response)
        except HTTPError as error:
            raise NoAnswer(f"{url} answered {error.code} {error.reason}: {_message(error)}") from error
        except (URLError, OSError) as error:
            raise NoAnswer(f"{self.site} cannot be reached: {error}") from error
        except ValueError as error:
            raise NoAnswer(f"{url} did not answer in JSON; is it the address of the site?") from error


def _message(error: HTTPError) -> str:
    """What the site says about its refusal, and what to look at first."""
    hint = "check the account and the address"
    try:
        return f"{json.load(error)['message']}; {hint}"
    except (ValueError, KeyError, TypeError):
        return hint


def add_arguments(parser: argparse.ArgumentParser, account: str) -> None:
    """Add the options that say which site is asked, and as whom.

    :param account: what the account must be, for the help text.
    """
    parser.add_argument("--site", required=True, help="URL of the site; with --offline its path, e.g. /Plone")
    parser.add_argument("--user", help=account)
    parser.add_argument("--password-file", help="file whose first line is the account's password")
    parser.add_argument(
        "--offline", metavar="ZOPE_CONF", help="open the database of this zope.conf; the server must be off"
    )


def read_arguments(parser: argparse.ArgumentParser, arguments) -> argparse.Namespace:
    """Read a command line that has these options; without ``--offline`` an account is needed."""
    options = parser.parse_args(arguments)
    if not options.offline and not (options.user and options.password_file):
        parser.error("--user and --password-file are needed unless --offline is given")
    return options
