"""The text of a document out of a file: plain text, HTML made safe, the paragraphs and tables of a docx."""

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.table import CT_Tc
from docx.table import _Cell
from docx.table import Table
from docx.text.paragraph import Paragraph
from html import escape
from io import BytesIO
from opengov.disclosure.core import listed_files
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing.reading import decoded
from opengov.disclosure.existing.reading import UNREADABLE
from plone import api
from plone.app.textfield.value import RichTextValue
from zipfile import ZipFile

import re


#: Bytes a docx may unpack to.
MAX_UNPACKED = 200 * 1024 * 1024
#: Columns of the widest cell that is taken for one.
MAX_SPAN = 100
_BREAKS = re.compile(r"\r\n|\r|\n")
_EMBEDDED = re.compile(r"<(?:img|object|embed|iframe|video|audio|svg|link|style|script)\b[^>]*/?>", re.IGNORECASE)


def of_words(words: str) -> RichTextValue:
    """Lines as paragraphs."""
    return rich("".join(f"<p>{escape(line.strip())}</p>" for line in _BREAKS.split(words) if line.strip()))


def of_file(name: str, data: bytes) -> RichTextValue | None:
    """The text in a file; None for a kind that stays a file.

    :raises RuleBroken: when the file cannot be read as what its name says.
    """
    kind = listed_files.ending(name)
    if kind not in listed_files.TEXTS:
        return None
    if kind == "docx":
        return rich(_docx(name, data))
    words = decoded(data)
    if words is None:
        raise RuleBroken(listed_files.file_problem("broken", "text", name))
    return of_words(words) if kind == "txt" else rich(_safe(words))


def rich(markup: str) -> RichTextValue:
    """Markup as the text of a document."""
    return RichTextValue(markup, "text/html", "text/x-html-safe")


def _safe(markup: str) -> str:
    """HTML without what runs, and without what is embedded from elsewhere (R-S2)."""
    transforms = api.portal.get_tool("portal_transforms")
    made = transforms.convertTo("text/x-html-safe", markup.encode(), mimetype="text/html")
    return _EMBEDDED.sub("", made.getData() if made is not None else "")


def _docx(name: str, data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                raise RuleBroken(listed_files.file_problem("size", "text", name))
        return "".join(_block(block) for block in Document(BytesIO(data)).iter_inner_content())
    except RuleBroken:
        raise
    except (*UNREADABLE, OpcError, PythonDocxError) as error:
        # one bad file must not keep the rows behind it from their turn
        raise RuleBroken(listed_files.file_problem("broken", "text", name)) from error


def _block(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>" if block.text.strip() else ""
    rows = ("".join(_cell(cell, block) for cell in row._tr.tc_lst) for row in block.rows)
    return "<table>" + "".join(f"<tr>{cells}</tr>" for cells in rows) + "</table>"


def _cell(cell: CT_Tc, table: Table) -> str:
    """A cell as it stands in the file, once: ``row.cells`` says a merged one as often as it has columns, be it a million."""
    span = f' colspan="{cell.grid_span}"' if 1 < cell.grid_span <= MAX_SPAN else ""
    return f"<td{span}>{escape(_Cell(cell, table).text)}</td>"
