"""PDF from HTML, with WeasyPrint. The one module that knows it.

WeasyPrint needs libraries of the system (Pango). Where they are missing everything else works: :func:`available` is False and
no page offers a PDF. Making one takes the processor for a while: one at a time in each process, and the last few are kept.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from threading import BoundedSemaphore
from threading import Lock

import hashlib
import logging


logger = logging.getLogger(__name__)

#: How long a request waits for its turn, in seconds.
PATIENCE = 3
#: How many PDFs are kept, and the longest of them in bytes.
KEPT = 8
LONGEST_KEPT = 4_000_000

#: Address -> (bytes, media type); raises LookupError for what is not part of the document.
Fetch = Callable[[str], tuple[bytes, str]]

_turn = BoundedSemaphore(1)
_kept: OrderedDict[str, bytes] = OrderedDict()
_keeping = Lock()


class Unavailable(Exception):
    """This server can make no PDF: what is missing."""


class Busy(Exception):
    """Others are making PDFs; ask again later."""


@lru_cache(maxsize=1)
def missing() -> str:
    """What keeps this server from making PDFs; empty when nothing does."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        # without Pango the import itself fails, with the name of the library
        logger.warning(
            "No PDF can be made: %s. On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
            "fonts-noto-cjk",
            str(error).splitlines()[0],
        )
        return str(error).splitlines()[0]
    return ""


def available() -> bool:
    """Whether this server can make PDFs."""
    return not missing()


def make(html: str, css: str, fetch: Fetch, version: str) -> bytes:
    """Make a PDF.

    :param html: a whole page.
    :param css: its style sheet; the page's own are not read.
    :param fetch: asked for every picture; nothing else is read from network or disk but the system's fonts.
    :param version: tells apart what the same HTML may show: digest of the pictures.
    :raises Unavailable: when WeasyPrint or Pango is missing.
    :raises Busy: when no turn came within :data:`PATIENCE` seconds.
    """
    if missing():
        raise Unavailable(missing())
    key = hashlib.sha256("\0".join((html, css, version)).encode("utf-8", "surrogatepass")).hexdigest()
    known = _recall(key)
    if known is not None:
        return known
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy
    try:
        made = _render(html, css, fetch)
    finally:
        _turn.release()
    _keep(key, made)
    return made


def _render(html: str, css: str, fetch: Fetch) -> bytes:
    from weasyprint import CSS
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher
    from weasyprint.urls import URLFetcherResponse

    class Contained(URLFetcher):
        """Reads what the document contains, and nothing else."""

        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            data, media_type = fetch(url)
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    fonts, contained = FontConfiguration(), Contained()
    # an address no request could ever reach: relative ones are completed by whoever fetches
    page = HTML(string=html, base_url="document:///", url_fetcher=contained)
    style = CSS(string=css, font_config=fonts, url_fetcher=contained)
    return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)


def _recall(key: str) -> bytes | None:
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def _keep(key: str, made: bytes) -> None:
    if len(made) > LONGEST_KEPT:
        return
    with _keeping:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
