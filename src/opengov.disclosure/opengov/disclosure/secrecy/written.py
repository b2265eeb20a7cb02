"""What somebody writes or attaches when acting: reasons, answers, signed papers. A mark may stand there as little (R-A4)."""

from collections.abc import Iterator
from collections.abc import Mapping
from io import BytesIO
from opengov.disclosure.core.scan import Text
from opengov.disclosure.secrecy import readers

import base64
import binascii


def texts(name: str, value: object) -> Iterator[Text]:
    """All texts in a value, whatever its shape; what is no file and no text is none of ours.

    A reason has no head, so a level alone on its line is none there; a file has one.
    """
    if isinstance(value, str):
        yield Text(name, value, head_lines=0)
    elif isinstance(value, Mapping) and isinstance(value.get("data"), str) and isinstance(value.get("filename"), str):
        yield from _of_file(name, value["filename"], value["data"])
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(name, part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(name, part)


def _of_file(name: str, filename: str, data: str) -> tuple[Text, ...]:
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return ()
    return readers.read(filename, "", BytesIO(content), len(content), name).texts
