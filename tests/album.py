"""The pictures of the user guide: taken by the stories with ``MAKE_GUIDE=1``, small enough to lie in the repository."""

from io import BytesIO
from pathlib import Path
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import hashlib
import os
import re


PICTURES = Path(__file__).resolve().parents[1] / "docs/guide/pictures"
#: Set to take them.
ASKED = "MAKE_GUIDE"
#: Another folder for everything that is looked at, wide and narrow, to go through by eye.
FOLDER = "OPENGOV_LOOKS"
COLOURS = 48
#: In each picture: a digest of the words it was taken with.
NOTE = "words"
#: What a page calls things: headings, buttons, labels, columns; a heading that leads to a document is its title.
LABELS = """() => [...document.querySelectorAll(
  "main :is(h1, h2, h3, legend, label, button, summary, th, a.btn):not(:has(a), .opengov-paper *, .tox-tinymce *)"
)].filter(one => one.checkVisibility()).map(one => one.textContent)"""


def take(page, name, clip=None):
    """Keep what the window shows as a picture of the guide, when pictures are asked for; else look whether it still holds.

    :param clip: selector of what the picture is of; the window itself without.
    :return: faults, as sentences.
    """
    path, words = PICTURES / f"{name}.png", _digest(page.evaluate(LABELS))
    if not os.environ.get(ASKED):
        old = path.exists() and Image.open(path).text.get(NOTE) != words
        return ["the picture in the guide shows other words than the page: run make guide"] if old else []
    page.evaluate("window.scrollTo(0, 0)")
    shown = page.locator(clip).first.screenshot() if clip else page.screenshot()
    note = PngInfo()
    note.add_text(NOTE, words)
    PICTURES.mkdir(exist_ok=True)
    _reduced(shown).save(path, optimize=True, pnginfo=note)
    return []


def _digest(labels):
    """Of the words of a page, without numbers and days, which change from one day to the next."""
    words = sorted({re.sub(r"[\d\s]+", "", label) for label in labels})
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def keep(page, name):
    """Keep the whole page for a look at it, when a folder is named."""
    folder = os.environ.get(FOLDER)
    if folder:
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


def _reduced(png):
    image = Image.open(BytesIO(png)).convert("RGB")
    return image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
