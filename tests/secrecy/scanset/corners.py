"""Files of every kind the scan reads, each with one text in one corner."""

from pypdf import PdfReader
from pypdf import PdfWriter
from secrecy.scanset.pdfs import pdf

import email.message
import io
import zipfile


TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
S = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
R = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
A = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
OFD = "xmlns:ofd='http://www.ofdspec.org/2016'"
LEAD = "现将有关事项通知如下。"


def packed(parts):
    """A ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraphs(text, wrap="{}", tag="t"):
    """Paragraphs of Word, one for each line; each character group of three in a run of its own."""
    lines = text.split("\n")
    runs = [
        "".join(f"<w:r><w:{tag}>{line[at : at + 3]}</w:{tag}></w:r>" for at in range(0, len(line), 3)) for line in lines
    ]
    return "".join(f"<w:p>{wrap.format(run)}</w:p>" for run in runs)


def docx(body="", **parts):
    """A Word file."""
    document = f"<w:document {W}><w:body>{body or paragraphs(LEAD)}</w:body></w:document>"
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": document, **parts})


def part(text):
    """A part of a Word file with a text."""
    return f"<w:x {W}>{paragraphs(text)}</w:x>"


def xlsx(rows="", state="visible", after="", **parts):
    """An Excel file with two sheets, of which the second has the rows."""
    sheets = f"<sheet name='一' r:id='r1'/><sheet name='二' state='{state}' r:id='r2'/>"
    targets = "".join(f"<Relationship Id='r{number}' Target='worksheets/sheet{number}.xml'/>" for number in (1, 2))
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": f"<workbook {S} {R}><sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<R>{targets}</R>",
            "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{row(LEAD)}</sheetData></worksheet>",
            "xl/worksheets/sheet2.xml": f"<worksheet {S}><sheetData>{rows}</sheetData>{after}</worksheet>",
            **parts,
        }
    )


def row(*cells, hidden=""):
    """A row of text cells."""
    return f"<row {hidden}>" + "".join(f"<c t='inlineStr'><is><t>{cell}</t></is></c>" for cell in cells) + "</row>"


def rows(text, hidden=""):
    """A row for each line of a text."""
    return "".join(
        row("注", line, hidden=hidden) if at else row(line, hidden=hidden) for at, line in enumerate(text.split("\n"))
    )


def slide(text):
    """A slide, or the notes of one."""
    return f"<s {A}>" + "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n")) + "</s>"


def ofd(text="", info="", **parts):
    """An OFD file of one page."""
    lines = (text or LEAD).split("\n")
    objects = "".join(
        f"<ofd:TextObject ID='{at}' Boundary='10 {20 + at * 10} 150 4'><ofd:TextCode>{line}</ofd:TextCode></ofd:TextObject>"
        for at, line in enumerate(lines)
    )
    page = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    return packed({"OFD.xml": f"<ofd:OFD {OFD}>{info}</ofd:OFD>", "Doc_0/Pages/Page_0/Content.xml": page, **parts})


def html(text):
    """Lines of a text as paragraphs, digits in pieces of markup."""
    return "".join(f"<p>{line[:5]}<b>{line[5:9]}</b>{line[9:]}</p>" for line in text.split("\n"))


def mail(text):
    """A mail with a text and an attachment."""
    message = email.message.EmailMessage()
    message["Subject"] = "材料"
    message.set_content(LEAD)
    message.add_attachment(text.encode("gb18030"), maintype="application", subtype="octet-stream", filename="a.txt")
    return message.as_bytes()


def written(change):
    """A PDF that was changed by a program."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LEAD))))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def deleted(text):
    """A text that was deleted with tracked changes."""
    return docx(paragraphs(text, "<w:del w:id='1'>{}</w:del>", "delText"))


def attributes(text):
    """A text within the value of an attribute."""
    return text.replace("\n", " ")


#: Corners that have a head: a level alone on its line is a mark there.
HEADED = {
    "body.docx": lambda text: docx(paragraphs(text)),
    "header.docx": lambda text: docx(**{"word/header1.xml": part(text)}),
    "footer.docx": lambda text: docx(**{"word/footer1.xml": part(text)}),
    "inserted.docx": lambda text: docx(paragraphs(text, "<w:ins w:id='1'>{}</w:ins>")),
    "sheet.xlsx": lambda text: xlsx(rows(text)),
    "hidden-sheet.xlsx": lambda text: xlsx(rows(text), "hidden"),
    "very-hidden-sheet.xlsx": lambda text: xlsx(rows(text), "veryHidden"),
    "hidden-rows.xlsx": lambda text: xlsx(rows(text, "hidden='1'")),
    "hidden-columns.xlsx": lambda text: xlsx(rows(text), after="<cols><col min='1' max='2' hidden='1'/></cols>"),
    "slide.pptx": lambda text: packed({"[Content_Types].xml": TYPES, "ppt/slides/slide1.xml": slide(text)}),
    "page.pdf": pdf,
    "page.ofd": ofd,
    "plain.txt": lambda text: text.encode(),
    "plain-gb.txt": lambda text: text.encode("gb18030"),
    "table.csv": lambda text: text.encode("utf-16"),
    "page.html": lambda text: html(text).encode(),
    "hidden.html": lambda text: f"<div style='display:none'>{html(text)}</div>".encode(),
    "within.zip": lambda text: packed({"附件.txt": text, "说明.txt": LEAD}),
    "within-within.zip": lambda text: packed({"内.zip": packed({"a.docx": docx(paragraphs(text))})}),
    "mail.eml": mail,
    "embedded.docx": lambda text: docx(**{"word/embeddings/a.xlsx": xlsx(rows(text))}),
    "attached.pdf": lambda text: written(lambda writer: writer.add_attachment("a.txt", text.encode())),
    "attached.ofd": lambda text: ofd(**{"Doc_0/Attachs/a.txt": text}),
}

#: Corners without one.
BESIDE = {
    "deleted.docx": deleted,
    "comment.docx": lambda text: docx(**{"word/comments.xml": part(text)}),
    "footnote.docx": lambda text: docx(**{"word/footnotes.xml": part(text)}),
    "properties.docx": lambda text: docx(**{"docProps/core.xml": f"<c><title>甲：{attributes(text)}</title></c>"}),
    "custom-properties.docx": lambda text: docx(
        **{"docProps/custom.xml": f"<P><property name='备注'><v>{attributes(text)}</v></property></P>"}
    ),
    "alt-text.docx": lambda text: docx(
        f"<w:p><w:r><w:drawing><docPr id='1' descr='图：{attributes(text)}'/></w:drawing></w:r></w:p>"
    ),
    "comment.xlsx": lambda text: xlsx(
        **{"xl/comments1.xml": f"<comments {S}><comment><text><r><t>{text}</t></r></text></comment></comments>"}
    ),
    "notes.pptx": lambda text: packed({"[Content_Types].xml": TYPES, "ppt/notesSlides/notesSlide1.xml": slide(text)}),
    "properties.pdf": lambda text: written(lambda writer: writer.add_metadata({"/Subject": attributes(text)})),
    "properties.ofd": lambda text: ofd(info=f"<ofd:Abstract>{attributes(text)}</ofd:Abstract>"),
    "annotation.ofd": lambda text: ofd(**{"Doc_0/Annots/a.xml": f"<a><Remark>{attributes(text)}</Remark></a>"}),
    "comment.html": lambda text: f"<p>{LEAD}</p><!-- {text} -->".encode(),
    "alt.html": lambda text: f"<p>{LEAD}</p><img alt='{attributes(text)}'>".encode(),
    "title.html": lambda text: f"<p title='{attributes(text)}'>{LEAD}</p>".encode(),
}
