"""OFD files (GB/T 33190): a ZIP file with XML pages whose text stands in pieces with a position."""

from opengov.disclosure.core.scan import HEAD_LINES
from opengov.disclosure.secrecy.readers_source import Harvest
from opengov.disclosure.secrecy.readers_source import Lines
from opengov.disclosure.secrecy.readers_source import local
from opengov.disclosure.secrecy.readers_source import Properties
from opengov.disclosure.secrecy.readers_source import Unreadable
from opengov.disclosure.secrecy.readers_zip import nest_member
from opengov.disclosure.secrecy.readers_zip import Package

import re


ROOT = "OFD.xml"
_PAGE = re.compile(r"(?:^|/)(?:Pages|Tpls|Temps)/([^/]+)/[^/]*\.xml$", re.I)
_IMAGES = re.compile(r"\.(?:png|jpe?g|bmp|tiff?|gif|jb2|jbig2|jp2|webp)$", re.I)
_HARMLESS = re.compile(r"\.(?:ttf|otf|ttc|cff|esl|dat|cer|icc)$", re.I)
_NUMBER = re.compile(r"\d+")
_SCANNED_BELOW = 20  # characters on a page with a picture: a page number, a stamp
_PROPERTY_LINES = 1_000


def is_ofd(package: Package) -> bool:
    """Whether the ZIP file is an OFD file."""
    return ROOT in package.names


def read_ofd(package: Package, place: str, harvest: Harvest) -> None:
    """Read pages, templates, annotations and properties; attachments and pictures are reported.

    :raises Unreadable: ``encrypted``, or when the file as a whole cannot be read.
    """
    if any(name.lower().endswith(("encryptions.xml", "decryptseed.dat", "encryptinfo.xml")) for name in package.names):
        raise Unreadable("encrypted")
    for name in package.names:
        if match := _PAGE.search(name):
            _read_page(package, name, match[1], place, harvest)
        elif name == ROOT:
            _read_plain(package, name, f"{place}/properties", Properties(), harvest)
        elif name.lower().endswith(".xml") and "/attachs/" not in name.lower():
            _read_plain(
                package, name, f"{place}/annotations" if "annot" in name.lower() else f"{place}/other", Page(), harvest
            )
        elif _IMAGES.search(name):
            harvest.miss(f"{place}/images", "image")
        elif not _HARMLESS.search(name) or "/attachs/" in name.lower():
            nest_member(package, name, f"{place}/embedded", harvest)


def _read_page(package: Package, name: str, folder: str, place: str, harvest: Harvest) -> None:
    page = Page()
    package.parse(name, page)
    number = _NUMBER.search(folder)
    template = "" if re.search(r"(?:^|/)Pages/", name, re.I) else "template-"
    where = f"{place}/{template}page:{int(number[0][-9:]) + 1}" if number else f"{place}/{template}page"
    harvest.add_lines(where, page.lines, HEAD_LINES)
    harvest.add_lines(f"{where}/attributes", page.said)
    if page.pictures and sum(map(len, page.lines)) < _SCANNED_BELOW:
        harvest.miss(where, "image_only")


def _read_plain(package: Package, name: str, place: str, lines: Lines, harvest: Harvest) -> None:
    package.parse(name, lines)
    harvest.add_lines(place, lines.lines, _PROPERTY_LINES if isinstance(lines, Properties) else 0)
    harvest.add_lines(f"{place}/attributes", lines.said)


class Page(Lines):
    """Text of a page; pieces that stand in one line, one right behind the other, are joined."""

    BLOCKS = Lines.BLOCKS - {"TextObject"}

    def __init__(self) -> None:
        super().__init__()
        self.pictures = 0
        self._box: tuple[float, ...] = ()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "TextObject":
            self._place(_numbers(attributes.get("Boundary", "")))
        elif name == "ImageObject":
            self.pictures += 1
        super().start(tag, attributes)

    def _place(self, box: tuple[float, ...]) -> None:
        """Begin a new line, a new column, or go on, as the position of the piece says."""
        before, self._box = self._box, box
        if len(before) != 4 or len(box) != 4 or abs(box[1] - before[1]) > 0.5 * max(box[3], before[3]):
            self.flush()
        elif not -0.5 * box[3] < box[0] - (before[0] + before[2]) < 0.8 * box[3]:
            self.buffer.append("\t")


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(number) for number in text.split())
    except ValueError:
        return ()
