"""What may go with a position as a file (R-X2)."""

from opengov.disclosure.core.rules import Problem

import unicodedata


#: Files of one position, bytes of one file, characters of its name.
MAX_FILES = 20
MAX_FILE = 20 * 1024 * 1024
MAX_FILE_NAME = 150


def file_name(given: str) -> str:
    """The name a file is kept under: the last part of a path, without signs that nobody sees, such as line ends and those
    that turn the direction of writing."""
    seen = "".join(sign for sign in given if not unicodedata.category(sign).startswith("C"))
    return seen.replace("\\", "/").rpartition("/")[2].strip(" .")


def file_problems(name: str, size: int, present: int) -> list[Problem]:
    """Whether one more file may go with a position.

    :param name: as :func:`file_name` gives it.
    :param size: bytes.
    :param present: how many files the position has already.
    """
    found = []
    if not name or len(name) > MAX_FILE_NAME:
        found.append(Problem("position_file_name", "R-X2", "files", "", {"length": str(MAX_FILE_NAME)}))
    if not size:
        found.append(Problem("position_file_empty", "R-X2", "files", "", {"file": name}))
    if size > MAX_FILE:
        params = {"file": name, "megabytes": str(MAX_FILE >> 20)}
        found.append(Problem("position_file_too_large", "R-X2", "files", "", params))
    if present >= MAX_FILES:
        found.append(Problem("position_files_too_many", "R-X2", "files", "", {"count": str(MAX_FILES)}))
    return found
