"""PDF from HTML, with WeasyPrint. The one module that knows it.

WeasyPrint needs libraries of the system (Pango). Where they are missing everything else works: :func:`available` is False and
no page offers a PDF. Making one takes the processor for a while: one at a time in each process. None is kept: what a purge
destroys would stay in the memory of every process that printed it (R-L3).
"""

from collections.abc import Callable
from functools import lru_cache
from threading import BoundedSemaphore

import logging


logger = logging.getLogger(__name__)

#: How long a request waits for its turn, in seconds.
PATIENCE = 3

#: Address -> (bytes, media type); raises LookupError for what is not part of the document.
Fetch = Callable[[str], tuple[bytes, str]]

_turn = BoundedSemaphore(1)


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


def make(html: str, css: str, fetch: Fetch) -> bytes:
    """Make a PDF.

    :param html: a whole page.
    :param css: its style sheet; the page's own are not read.
    :param fetch: asked for every picture; nothing else is read from network or disk but the system's fonts.
    :raises Unavailable: when WeasyPrint or Pango is missing.
    :raises Busy: when no turn came within :data:`PATIENCE` seconds.
    """
    if missing():
        raise Unavailable(missing())
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _render(html, css, fetch)
    finally:
        _turn.release()


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
