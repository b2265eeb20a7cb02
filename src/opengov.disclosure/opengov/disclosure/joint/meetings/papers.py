"""Files that go with a coordination meeting: kept with the dossier's papers."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.joint import paper as papers
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from urllib.parse import quote
from ZPublisher.Iterators import filestream_iterator


#: The act by which such a paper is known in the dossier.
STEP = "attach_to_meeting"
MAX_NAME = 200


def read(paper: object) -> tuple[str, bytes]:
    """Name, without folders, and bytes of a file {filename, content-type?, data (base64)}.

    :raises RuleBroken: when there is none, or it is malformed, empty or larger than 20 MB.
    """
    content = papers.content_of(paper)
    if content is None or not isinstance(paper, dict):
        raise RuleBroken(Problem("meeting_paper_required", "R-J3", "paper"))
    name = paper["filename"].replace("\\", "/").rpartition("/")[2].strip()
    if set(paper) - {"filename", "content-type", "data"} or not name or len(name) > MAX_NAME:
        raise RuleBroken(Problem("paper_malformed", "R-J3", "paper"))
    return name, content


def keep(context, paper: dict, content: bytes, actor: str) -> tuple[int, str]:
    """Keep the file; return its number and digest."""
    number = papers.keep(context, paper, content, step=STEP, at=now().isoformat(), actor=actor)
    kept = next(each for each in IDossier(context).papers() if each["number"] == number)
    return number, f"sha256:{kept['sha256']}"


def number_of(word: str) -> int:
    """The number of a file in an address; 0, which no file has, where none is written."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 7 else 0


def download(response, told: dict, blob):
    """The bytes of a file, always as a download and never as a page of this site.

    :param told: {filename, size, …} as the dossier tells of it.
    """
    response.setHeader("Content-Type", "application/octet-stream")
    response.setHeader("Content-Length", str(told["size"]))
    response.setHeader("Content-Disposition", f"attachment; filename*=UTF-8''{quote(told['filename'], safe='')}")
    response.setHeader("Cache-Control", "no-cache, private")
    response.setHeader("X-Content-Type-Options", "nosniff")
    return filestream_iterator(blob.committed(), "rb")
