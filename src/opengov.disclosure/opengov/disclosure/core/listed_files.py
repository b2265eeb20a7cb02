"""Files that a list of existing documents names: which one is meant, which may be taken, which are a danger (R-I8, R-X2)."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from opengov.disclosure.core.rules import Problem

import re
import unicodedata


#: Endings of the files an import takes; what the scan cannot read it reports as unread (R-S5).
ENDINGS = (
    *("docx", "doc", "wps", "pdf", "ofd", "txt", "html", "htm", "xlsx", "xls", "et", "csv"),
    *("jpg", "jpeg", "png", "tif", "tiff", "rtf", "pptx", "odt", "ods"),
)
#: Endings of files whose text can become the document's own.
TEXTS = ("txt", "html", "htm", "docx")
#: Bytes: of one file, of all files of one import; number of files; how much a file may grow when it is unpacked.
MAX_FILE = 20 * 1024 * 1024
MAX_ALL = 4 * 1024 * 1024 * 1024
MAX_FILES = 20_000
MAX_GROWTH = 200
#: Files below this size are not suspected of growing too much.
_HARMLESS = 1024 * 1024

_SEPARATORS = re.compile(r"[;；\n\r|]+")
_DRIVE = re.compile(r"^[A-Za-z]:")
#: What systems put into an archive by themselves.
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)", re.IGNORECASE)
CLAUSE = "乡镇2020年政务公开工作实施方案 四（四）1①"


@dataclass(frozen=True)
class Member:
    """A file of an archive before anything of it was read.

    :param name: as it is written in the archive.
    :param size: bytes when unpacked; ``packed`` in the archive.
    :param encrypted: whether it asks for a password; ``linked``: whether it is a link to something else.
    """

    name: str
    size: int
    packed: int
    encrypted: bool = False
    linked: bool = False


def is_litter(name: str) -> bool:
    """Whether a system put the file there by itself, or it is a folder."""
    return name.endswith("/") or _LITTER.search(name) is not None


def archive_problems(members: Iterable[Member]) -> list[Problem]:
    """Why an archive is not opened: names that lead elsewhere, links, passwords, bombs, too much (R-X2)."""
    found, total, number = [], 0, 0
    for member in members:
        number, total = number + 1, total + member.size
        reason = _danger(member)
        if reason:
            found.append(_problem(f"existing_archive_{reason}", {"name": member.name[:120]}))
    if number > MAX_FILES:
        found.append(_problem("existing_files_too_many", {"number": str(number), "most": str(MAX_FILES)}))
    if total > MAX_ALL:
        found.append(_problem("existing_files_too_large", {"megabytes": str(MAX_ALL >> 20)}))
    return found[:20]


def _danger(member: Member) -> str:
    if member.linked:
        return "link"
    if member.encrypted:
        return "password"
    if leads_elsewhere(member.name):
        return "path"
    if member.size > _HARMLESS and member.size > member.packed * MAX_GROWTH:
        return "bomb"
    return ""


def leads_elsewhere(name: str) -> bool:
    """Whether a name is no plain place below a folder: absolute, with a drive, or with steps upwards."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or bool(_DRIVE.match(name)) or ".." in parts or "\x00" in name


def named(cell: str) -> list[str]:
    """The file names in one cell: one per line, or parted by ; or |."""
    return [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]


def ending(name: str) -> str:
    """Ending of a file name in small letters, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def plain(name: str) -> str:
    """A name as it is compared: one form of Unicode, of slash and of letters."""
    return unicodedata.normalize("NFKC", name).replace("\\", "/").strip().strip("/").casefold()


class Files:
    """The files that came with a list.

    :param sizes: name -> bytes.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = sizes
        self._paths: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        for name in sizes:
            path = plain(name)
            base = path.rpartition("/")[2]
            for key in {path, base}:
                self._paths.setdefault(key, []).append(name)
            self._stems.setdefault(_stem(base), []).append(name)

    def find(self, typed: str) -> tuple[str, str]:
        """The file a cell means, and the code of what is wrong: ``missing``, ``ambiguous``, ``kind`` or ``size``."""
        found = self._paths.get(plain(typed), ())
        if not found:
            return "", "missing"
        exact = [name for name in found if plain(name) == plain(typed)]
        if len(found) > 1 and len(exact) != 1:
            return "", "ambiguous"
        name = exact[0] if len(exact) == 1 else found[0]
        if ending(name) not in ENDINGS:
            return "", "kind"
        return (name, "") if 0 < self.sizes[name] <= MAX_FILE else ("", "size")

    def called(self, *words: str) -> tuple[list[str], str]:
        """Files that are called like the number or the title of a document, when no cell names one; and the word it was.

        Whoever takes them says so: that a file has the same name does not make it the document's.
        """
        for word in words:
            found = self._stems.get(_stem(plain(word)), ()) if word else ()
            if found:
                return sorted(name for name in found if ending(name) in ENDINGS), word
        return [], ""


def called_problems(names: Sequence[str], word: str, others: Sequence[int]) -> list[Problem]:
    """Why files that are only called like a document are not taken for its own (R-I8).

    :param names: files that :meth:`Files.called` found by a word.
    :param others: rows of the list that mean one of them as well.
    """
    if len({ending(name) for name in names}) < len(names):
        # a scan and its text go together; two scans in two folders are those of two documents
        return [file_problem("ambiguous", "paper", word)]
    if others:
        params = {"typed": word[:120], "rows": "、".join(map(str, others[:10]))}
        return [Problem("existing_file_shared", "R-I8", "paper", CLAUSE, params)]
    return []


def called_note(names: Sequence[str], word: str) -> list[Problem]:
    """What is told of a row whose files were found by their names; empty when none was."""
    if not names:
        return []
    params = {"files": "、".join(names)[:300], "typed": word[:120]}
    return [Problem("existing_file_by_name", "R-I8", "paper", CLAUSE, params)]


def _stem(base: str) -> str:
    """A file name without its ending, spaces and brackets: 云教〔2019〕7号.pdf is called like 云教(2019)7号."""
    stem = base[: -len(ending(base)) - 1] if ending(base) in ENDINGS else base
    return re.sub(r"[\s〔〕()\[\]【】〖〗{}﹝﹞<>《》_-]", "", stem)


def file_problem(code: str, column: str, typed: str) -> Problem:
    """The problem behind a code of :meth:`Files.find`."""
    params = {"typed": typed[:120], "megabytes": str(MAX_FILE >> 20), "endings": "、".join(ENDINGS)}
    return Problem(f"existing_file_{code}", "R-I8", column, CLAUSE, params)


def _problem(code: str, params: dict[str, str]) -> Problem:
    return Problem(code, "R-X2", "files", "", params)
