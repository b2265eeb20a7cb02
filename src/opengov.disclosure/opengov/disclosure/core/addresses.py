"""The address under which the outside knows the site: what may be chosen as such, and what an address of the site becomes."""

from opengov.disclosure.core.rules import Problem
from urllib.parse import urlsplit

import re


#: Characters of an address.
LONGEST = 200
_SCHEMES = ("http", "https")
#: What an address is written with (RFC 3986); a name in Chinese has a form in these characters, too (xn--…).
_WRITTEN = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")


def problems(typed: str, field: str) -> list[Problem]:
    """What is wrong with a public address; empty is none, and right.

    :param field: name of the field it was typed into.
    """
    if not typed:
        return []
    if len(typed) > LONGEST:
        return [Problem("public_address_long", "R-X2", field, "", {"longest": str(LONGEST)})]
    if not _is_address(typed):
        return [Problem("public_address", "R-X2", field)]
    if "?" in typed or "#" in typed:
        return [Problem("public_address_query", "R-X2", field)]
    return []


def _is_address(typed: str) -> bool:
    if not _WRITTEN.fullmatch(typed):
        return False
    try:
        parts = urlsplit(typed)
        port = parts.port
    except ValueError:
        return False
    named = "@" not in parts.netloc and not parts.netloc.endswith(":") and port != 0
    host = parts.hostname or ""
    return parts.scheme in _SCHEMES and named and "[" not in parts.netloc and bool(_HOST.fullmatch(host))


def cleaned(typed: str) -> str:
    """The address as it is kept: without blanks around it and without a slash at its end."""
    return typed.strip().rstrip("/")


def public(url: str, site: str, chosen: str) -> str:
    """An address of the site as the outside knows it.

    :param url: address as a request, or a command, would write it.
    :param site: address of the site in the same request.
    :param chosen: the public address of the site; empty: none, every address stays as it is.
    """
    rest = url.removeprefix(site)
    of_site = url.startswith(site) and rest[:1] in ("", "/", "?")
    return chosen + rest if chosen and of_site else url
