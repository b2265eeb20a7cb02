"""The pictures of the user guide: taken by the stories with ``MAKE_GUIDE=1``, small enough to lie in the repository."""

from io import BytesIO
from pathlib import Path
from PIL import Image

import os


PICTURES = Path(__file__).resolve().parents[1] / "docs/guide/pictures"
#: Set to take them.
ASKED = "MAKE_GUIDE"
#: Another folder for everything that is looked at, wide and narrow, to go through by eye.
FOLDER = "OPENGOV_LOOKS"
COLOURS = 48


def take(page, name, clip=None):
    """Keep what the window shows as a picture of the guide, when pictures are asked for.

    :param clip: selector of what the picture is of; the window itself without.
    """
    if os.environ.get(ASKED):
        shown = page.locator(clip).first.screenshot() if clip else page.screenshot()
        PICTURES.mkdir(exist_ok=True)
        _reduced(shown).save(PICTURES / f"{name}.png", optimize=True)


def keep(page, name):
    """Keep the whole page for a look at it, when a folder is named."""
    folder = os.environ.get(FOLDER)
    if folder:
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


def _reduced(png):
    image = Image.open(BytesIO(png)).convert("RGB")
    return image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
