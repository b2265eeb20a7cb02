"""Names of files that are handed out: 发文字号 + 标题, safe on every system (RFC 6266)."""

from urllib.parse import quote

import re


#: Longest name in bytes, ending included: file systems take 255.
LONGEST = 200

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")


def file_name(number: str, title: str, ending: str) -> str:
    """A file's name as offices write it, e.g. ``云教〔2026〕3号 关于….pdf``.

    :param number: 发文字号; empty before signing.
    :param ending: with its dot.
    """
    words = " ".join(filter(None, (_UNSAFE.sub(" ", part) for part in (number, title))))
    words = " ".join(words.split()).strip(". ") or "document"
    room = LONGEST - len(ending.encode())
    while len(words.encode()) > room:
        words = words[:-1]
    return f"{words}{ending}"


def disposition(name: str, inline: bool = False) -> str:
    """The ``Content-Disposition`` header of a file."""
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"document.pdf\"; filename*=UTF-8''{quote(name, safe='')}"
