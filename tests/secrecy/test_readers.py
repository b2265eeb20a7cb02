"""Files as they come: what stands in every corner is read, and what cannot be read is said (R-S5)."""

from base64 import b64encode
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core.scan import scan
from opengov.disclosure.secrecy import readers
from opengov.disclosure.secrecy import readers_source
from opengov.disclosure.secrecy import readers_zip
from opengov.disclosure.secrecy.unread_texts import UNREAD_TEXTS
from pypdf import PdfReader
from pypdf import PdfWriter

import io
import pytest
import re
import struct
import zipfile


ID = "440524188001010014"
PHONE = "13800138000"
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
S = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
R = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
A = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
MC = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
OFD = "xmlns:ofd='http://www.ofdspec.org/2016'"
BOMB = (
    "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9))
    + "]><l>&j;</l>"
)
FOREIGN = "<!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><l>&x;</l>"


def packed(parts, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def run(text, tag="t"):
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def docx(body="<w:p/>", **parts):
    document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": document, **named})


def xlsx(**parts):
    named = {f"xl/{name.replace('__', '/')}.xml": content for name, content in parts.items()}
    return packed({"[Content_Types].xml": TYPES, **named})


def ofd(**parts):
    return packed({"OFD.xml": f"<ofd:OFD {OFD}/>", **{f"Doc_0/{key.replace('__', '/')}": parts[key] for key in parts}})


def ofd_page(objects):
    return f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"


def text_object(box, text):
    return f"<ofd:TextObject ID='1' Boundary='{box}'><ofd:TextCode X='0' Y='4'>{text}</ofd:TextCode></ofd:TextObject>"


def pdf(content, resources="/Font << /F1 5 0 R >>", page="", root="", extra=()):
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> {page} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *extra,
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{item}\nendobj\n"
    xref = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{xref}{trailer}".encode("latin-1")


def shown(text):
    return f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"


def read(name, data, content_type="application/octet-stream"):
    return readers.read(name, content_type, io.BytesIO(data), len(data), place="attachment:1")


def found(name, data):
    """Pairs of kind and place, without the number of the attachment."""
    reading = read(name, data)
    return {(item.kind, item.place.removeprefix("attachment:1").strip("/")) for item in scan(reading.texts).findings}


def unread(name, data, **kwargs):
    return dict(read(name, data, **kwargs).unread)


# ---- Word ----


@pytest.mark.parametrize(
    "body, place",
    [
        (f"<w:p>{run(PHONE)}</w:p>", ""),
        (f"<w:p>{run('1380')}{run('0138000')}</w:p>", ""),  # split over runs
        (f"<w:p>{run('1380')}<w:bookmarkStart w:id='0'/>\n  {run('0138000')}</w:p>", ""),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{PHONE}</w:t></w:r></w:p>", ""),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('张三')}</w:p></w:tc><w:tc><w:p>{run(PHONE)}</w:p></w:tc></w:tr></w:tbl>", ""),
        (f"<w:p><w:r><w:txbxContent><w:p>{run(PHONE)}</w:p></w:txbxContent></w:r></w:p>", ""),
        (f"<w:p><w:ins w:id='1'>{run(PHONE)}</w:ins></w:p>", ""),
        (f"<w:p><w:del w:id='1'>{run(PHONE, 'delText')}</w:del></w:p>", "revisions"),
        (f"<w:p><w:moveFrom w:id='1'>{run(PHONE)}</w:moveFrom></w:p>", "revisions"),
        (f"<w:p>{run(f'HYPERLINK tel:{PHONE}', 'instrText')}</w:p>", ""),
        (f"<w:p><w:r><w:drawing><docPr id='1' descr='电话{PHONE}'/></w:drawing></w:r></w:p>", "attributes"),
    ],
)
def test_a_number_is_found_wherever_it_stands_in_a_word_text(body, place):
    assert ("mobile", place) in found("通知.docx", docx(body))


def test_a_number_that_was_changed_is_found_as_it_was_and_as_it_is():
    body = f"<w:p>{run('138')}<w:del>{run('0013', 'delText')}</w:del><w:ins>{run('9913')}</w:ins>{run('8000')}</w:p>"
    assert found("通知.docx", docx(body)) == {("mobile", ""), ("mobile", "revisions")}


def test_a_text_box_that_is_repeated_for_old_programs_is_told_once():
    box = f"<w:txbxContent><w:p>{run(PHONE)}</w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert len(scan(read("a.docx", docx(f"<w:p><w:r>{both}</w:r></w:p>")).texts).findings) == 1


@pytest.mark.parametrize(
    "part, place",
    [
        ("word/header1.xml", "header:1"),
        ("word/footer2.xml", "footer:2"),
        ("word/footnotes.xml", "notes"),
        ("word/endnotes.xml", "notes"),
        ("word/comments.xml", "comments"),
        ("word/glossary/document.xml", "other"),
        ("word/diagrams/data1.xml", "drawings"),
        ("customXml/item1.xml", "custom-xml"),
        ("word/strange.dat", "other"),
    ],
)
def test_every_part_of_a_word_file_is_read(part, place):
    xml = f"<?xml version='1.0'?><w:x {W}><w:p>{run(ID)}</w:p></w:x>"
    assert found("通知.docx", docx(**{part: xml})) == {("resident_id", place)}


@pytest.mark.parametrize(
    "part, xml, place",
    [
        ("docProps/core.xml", f"<c><creator>{PHONE}</creator></c>", "properties"),
        ("docProps/app.xml", f"<c><Company>公司{PHONE}</Company></c>", "properties"),
        ("docProps/custom.xml", f"<c><property name='电话'><v>{PHONE}</v></property></c>", "properties"),
        ("word/settings.xml", f"<w:s {W}><w:docVar w:name='x' w:val='{PHONE}'/></w:s>", "other/attributes"),
        (
            "word/_rels/document.xml.rels",
            f"<R><Relationship Id='1' Target='tel:{PHONE}' TargetMode='External'/></R>",
            "links",
        ),
    ],
)
def test_properties_variables_and_links_are_read(part, xml, place):
    assert found("通知.docx", docx(**{part: xml})) == {("mobile", place)}


@pytest.mark.parametrize(
    "data, place",
    [
        (docx(f"<w:p>{run('机密')}</w:p><w:p>{run('某市人民政府文件')}</w:p>"), ""),
        (docx(word__header1="", **{"word/header1.xml": f"<w:h {W}><w:p>{run('秘密')}</w:p></w:h>"}), "header:1"),
        (
            docx(
                **{
                    "docProps/custom.xml": "<P><property name='密级'><vt:x xmlns:vt='http://schemas.openxmlformats.org/"
                    "officeDocument/2006/docPropsVTypes'>机密</vt:x></property></P>"
                }
            ),
            "properties",
        ),
        (docx(f"<w:p>{run('机')}{run('密')}{run('★')}{run('10')}{run('年')}</w:p>"), ""),
    ],
)
def test_a_mark_in_text_header_or_properties_is_found(data, place):
    assert ("mark", place) in found("通知.docx", data)


def test_a_comment_that_says_secret_is_no_mark():
    assert found("a.docx", docx(**{"word/comments.xml": f"<w:c {W}><w:p>{run('秘密')}</w:p></w:c>"})) == set()


@pytest.mark.parametrize(
    "part, where, reason",
    [
        ("word/media/image1.png", "attachment:1/images", "image"),
        ("word/embeddings/table.xlsx", "attachment:1/embedded:1", "broken"),
        ("word/embeddings/ole.bin", "attachment:1/embedded:1", "unknown_type"),
        ("word/vbaProject.bin", "attachment:1/macros", "macros"),
        ("word/afchunk.mht", "attachment:1/embedded:1", "broken"),
    ],
)
def test_pictures_macros_and_broken_embedded_files_are_unread(part, where, reason):
    assert unread("a.docx", docx(**{part: b"\0\1\2"})) == {where: reason}


@pytest.mark.parametrize("part", ["word/fonts/font1.odttf", "docProps/thumbnail.jpeg", "xl/printerSettings1.bin"])
def test_fonts_previews_and_printer_settings_are_nothing_to_read(part):
    assert unread("a.docx", docx(**{part: b"\0"})) == {}


def test_each_place_is_one_text():
    parts = {"docProps/core.xml": "<c><title>甲</title></c>", "docProps/app.xml": "<c><Company>乙</Company></c>"}
    texts = {text.place: text.text for text in read("a.docx", docx(**parts)).texts}
    assert texts["attachment:1/properties"] == "title: 甲\nCompany: 乙"


def test_a_slide_and_its_notes_are_read():
    slide = f"<s {A}><a:p><a:r><a:t>{PHONE}</a:t></a:r></a:p></s>"
    parts = {"[Content_Types].xml": TYPES, "ppt/slides/slide2.xml": slide, "ppt/notesSlides/notesSlide1.xml": slide}
    assert found("a.pptx", packed(parts)) == {("mobile", "slide:2"), ("mobile", "notes:1")}


# ---- Excel ----

RELS = "<R><Relationship Id='r1' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Target='/xl/worksheets/sheet2.xml'/></R>"


def workbook(state):
    sheets = f"<sheet name='一' r:id='r1'/><sheet name='二' state='{state}' r:id='r2'/>"
    return f"<workbook {S} {R}><sheets>{sheets}</sheets></workbook>"


def sheet(rows, after=""):
    return f"<worksheet {S}><sheetData>{rows}</sheetData>{after}</worksheet>"


def row(*cells):
    return f"<row>{''.join(cells)}</row>"


SHARED = "<c t='s'><v>{}</v></c>".format
INLINE = "<c t='inlineStr'><is><t>{}</t></is></c>".format
NUMBER = "<c><v>{}</v></c>".format


@pytest.mark.parametrize("cell", [SHARED(1), INLINE(PHONE), NUMBER(PHONE), f"<c t='str'><v>{PHONE}</v></c>"])
def test_a_number_is_found_in_any_kind_of_cell(cell):
    strings = f"<sst {S}><si><t>姓名</t></si><si><r><t>1380</t></r><r><t>0138000</t></r></si></sst>"
    data = xlsx(sharedStrings=strings, worksheets__sheet1=sheet(row(SHARED(0), NUMBER(12), cell)))
    assert ("mobile", "hidden-sheet:1") in found("名单.xlsx", data)  # a sheet no workbook names


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_read_and_called_so(state):
    parts = {"_rels/workbook.xml.rels": RELS, "workbook.xml": workbook(state)}
    data = packed(
        {
            "[Content_Types].xml": TYPES,
            **{f"xl/{name}": parts[name] for name in parts},
            "xl/worksheets/sheet1.xml": sheet(row(NUMBER(PHONE))),
            "xl/worksheets/sheet2.xml": sheet(row(INLINE(ID))),
        }
    )
    assert found("名单.xlsx", data) == {("mobile", "sheet:1"), ("resident_id", "hidden-sheet:2")}


@pytest.mark.parametrize(
    "part, xml, place",
    [
        (
            "comments1",
            f"<comments {S}><comment><text><r><t>1380</t></r><r><t>0138000</t></r></text></comment></comments>",
            "comments:1",
        ),
        ("threadedComments__threadedComment1", f"<c><text>{PHONE}</text></c>", "comments:1"),
        ("workbook", f"<workbook {S}><definedName name='x'>\"{PHONE}\"</definedName></workbook>", "workbook"),
        ("pivotCache__pivotCacheRecords1", f"<p><r><s v='{PHONE}'/></r></p>", "pivot-cache/attributes"),
        ("externalLinks__externalLink1", f"<e><cell><v>{PHONE}</v></cell></e>", "external-data"),
        ("drawings__drawing1", f"<d {A}><a:p><a:r><a:t>{PHONE}</a:t></a:r></a:p></d>", "drawings"),
        ("sharedStrings", f"<sst {S}><si><t>{PHONE}</t></si></sst>", "unused-strings"),
        (
            "worksheets__sheet1",
            sheet(row(f'<c><f>HYPERLINK("tel:{PHONE}")</f><v>0</v></c>')),
            "hidden-sheet:1/formulas",
        ),
        (
            "worksheets__sheet1",
            sheet("", f"<headerFooter><oddHeader>&amp;C{PHONE}</oddHeader></headerFooter>"),
            "hidden-sheet:1/headers",
        ),
    ],
)
def test_every_corner_of_a_workbook_is_read(part, xml, place):
    assert found("名单.xlsx", xlsx(**{part: xml})) == {("mobile", place)}


def test_a_mark_in_a_sheet_and_in_its_header_is_found():
    header = '<headerFooter><oddHeader>&amp;L&amp;"黑体"&amp;14机密&amp;R1</oddHeader></headerFooter>'
    data = xlsx(worksheets__sheet1=sheet(row(INLINE("秘密★5年")), header))
    assert found("表.xlsx", data) == {("mark", "hidden-sheet:1"), ("mark", "hidden-sheet:1/headers")}


def test_cells_side_by_side_are_not_one_number():
    data = xlsx(worksheets__sheet1=sheet(row(NUMBER("138"), NUMBER("0013"), NUMBER("8000"))))
    assert found("表.xlsx", data) == set()


def test_a_cell_that_points_to_no_string_is_empty():
    data = xlsx(worksheets__sheet1=sheet(row(SHARED(7), SHARED("x"), SHARED("9" * 5000), NUMBER(PHONE))))
    assert found("表.xlsx", data) == {("mobile", "hidden-sheet:1")}


def test_a_binary_workbook_is_unread():
    assert unread("a.xlsb", packed({"[Content_Types].xml": TYPES, "xl/workbook.bin": b"\0"})) == {
        "attachment:1": "unknown_type"
    }


# ---- OFD ----


def test_ofd_text_in_pieces_on_one_line_is_joined_and_columns_are_not():
    pieces = [("10 20 8 4", "138"), ("18 20 20 4", "00138000"), ("80 20 22 4", "13900139000"), ("10 30 9 4", "1234")]
    data = ofd(
        Pages__Page_0__Content_xml="",
        **{"Pages/Page_0/Content.xml": ofd_page("".join(text_object(*p) for p in pieces))},
    )
    reading = read("a.ofd", data)
    assert [text.text for text in reading.texts if text.place.endswith("page:1")] == ["13800138000\t13900139000\n1234"]


@pytest.mark.parametrize(
    "part, xml, place",
    [
        ("Pages/Page_3/Content.xml", ofd_page(text_object("1 1 9 3", PHONE)), "page:4"),
        ("Tpls/Tpl_0/Content.xml", ofd_page(text_object("1 1 9 3", PHONE)), "template-page:1"),
        ("Annots/Page_0/Annotation.xml", f"<a><Remark>{PHONE}</Remark></a>", "annotations"),
        ("Document.xml", f"<d><Outline Title='{PHONE}'/><x title='{PHONE}'/></d>", "other/attributes"),
    ],
)
def test_pages_templates_and_annotations_of_ofd_are_read(part, xml, place):
    assert found("a.ofd", ofd(**{part: xml})) == {("mobile", place)}


def test_properties_of_ofd_are_read():
    info = f"<ofd:OFD {OFD}><ofd:Title>{PHONE}</ofd:Title><ofd:CustomData Name='密级'>秘密</ofd:CustomData></ofd:OFD>"
    assert found("a.ofd", packed({"OFD.xml": info})) == {("mobile", "properties"), ("mark", "properties")}


def test_pictures_and_attachments_of_ofd_are_unread():
    parts = {
        "Pages/Page_0/Content.xml": ofd_page("<ofd:ImageObject ID='2'/>"),
        "Res/a.png": b"x",
        "Attachs/a.docx": b"x",
    }
    assert unread("a.ofd", ofd(**parts)) == {
        "attachment:1/page:1": "image_only",
        "attachment:1/images": "image",
        "attachment:1/embedded:1": "broken",
    }


def test_encrypted_ofd_is_unread():
    assert unread("a.ofd", ofd(**{"Encryptions.xml": "<e/>"})) == {"attachment:1": "encrypted"}


# ---- PDF ----

IMAGE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    "stream\nx\nendstream"
)
WITH_IMAGE = "/Font << /F1 5 0 R >> /XObject << /I 6 0 R >>"


def hexed(text):
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def test_the_text_of_a_pdf_page_is_read():
    assert found("a.pdf", pdf(shown(PHONE))) == {("mobile", "page:1")}
    assert unread("a.pdf", pdf(shown(PHONE))) == {}


@pytest.mark.parametrize(
    "parts, place",
    [
        (
            {"page": f"/Annots [<< /Type /Annot /Subtype /Text /Contents {hexed('电话' + PHONE)} >>]"},
            "page:1/annotations",
        ),
        ({"page": f"/Annots [<< /Subtype /Link /A << /S /URI /URI (tel:{PHONE}) >> >>]"}, "page:1/annotations"),
        ({"root": f"/AcroForm << /Fields [<< /T (tel) /V ({PHONE}) >>] >>"}, "form"),
        ({"root": "/Outlines 6 0 R", "extra": [f"<< /First << /Title ({PHONE}) >> >>"]}, "bookmarks"),
        (
            {
                "root": "/Metadata 6 0 R",
                "extra": [f"<< /Type /Metadata /Length {len(PHONE) + 7} >>\nstream\n<x>{PHONE}</x>\nendstream"],
            },
            "xmp",
        ),
    ],
)
def test_notes_forms_bookmarks_and_metadata_of_a_pdf_are_read(parts, place):
    assert found("a.pdf", pdf(shown("text"), **parts)) == {("mobile", place)}


def written(change):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(shown("text")))))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_the_information_of_a_pdf_is_read():
    data = written(lambda writer: writer.add_metadata({"/Title": f"关于{PHONE}的函", "/Subject": "秘密★5年"}))
    assert found("a.pdf", data) == {("mobile", "properties"), ("mark", "properties")}


def test_a_pdf_with_a_password_is_unread():
    data = written(lambda writer: writer.encrypt("x", algorithm="RC4-128"))
    assert unread("a.pdf", data) == {"attachment:1": "encrypted"}


def test_a_file_within_a_pdf_is_read():
    data = written(lambda writer: writer.add_attachment("a.txt", PHONE.encode()))
    assert found("a.pdf", data) == {("mobile", "embedded:1")}
    assert unread("a.pdf", data) == {}


def test_a_pdf_that_says_it_has_files_and_shows_none_is_unread():
    assert unread("a.pdf", pdf(shown("text"), root="/Collection << >>")) == {"attachment:1/embedded": "embedded_object"}


# ---- files within files ----

BOOK = xlsx(worksheets__sheet1=sheet(row(NUMBER(PHONE))))


@pytest.mark.parametrize(
    "name, data, place",
    [
        ("a.docx", docx(**{"word/embeddings/a.bin": BOOK}), "embedded:1/hidden-sheet:1"),
        ("a.ofd", ofd(**{"Attachs/a.txt": PHONE}), "embedded:1"),
        ("a.zip", packed({"a.txt": PHONE}), "file:1"),
        ("a.txt", packed({"a.txt": PHONE}), "file:1"),
        ("a.zip", packed({"a.docx": docx(f"<w:p>{run(PHONE)}</w:p>")}), "file:1"),
        ("a.zip", packed({"内.zip": packed({"a.txt": PHONE})}), "file:1/file:2"),
        ("a.zip", packed({f"{PHONE}.txt": "x"}), "file:1/name"),
        ("a.odt", packed({"content.xml": f"<x>{PHONE}</x>"}), "file:1"),
    ],
)
def test_a_file_within_a_file_is_read(name, data, place):
    assert found(name, data) == {("mobile", place)}
    assert unread(name, data) == {}


def test_the_name_of_a_file_in_an_archive_is_read_as_it_was_written():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("AAAAAAAAAAAA.txt", "x")
    data = stream.getvalue().replace(b"AAAAAAAAAAAA", "秘密★长期".encode("gb18030") + b"..")
    assert found("a.zip", data) == {("mark", "file:1/name")}


MAIL = (
    f"From: =?utf-8?b?{b64encode('张三'.encode()).decode()}?= <a@example.org>\r\nSubject: {PHONE}\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=gb2312\r\n"
    f"Content-Transfer-Encoding: base64\r\n\r\n{b64encode(f'身份证号{ID}'.encode('gb2312')).decode()}\r\n--x\r\n"
    "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
    f"{PHONE}\r\n--x--\r\n"
).encode()


@pytest.mark.parametrize("name", ["a.eml", "a.mht"])
def test_headers_parts_and_attachments_of_a_mail_are_read(name):
    assert found(name, MAIL) == {("mobile", "headers"), ("resident_id", "part:1"), ("mobile", "part:2")}
    assert unread(name, MAIL) == {}


def test_what_parts_a_mail_is_no_number_of_a_person():
    mail = MAIL.replace(b"boundary=x", f'boundary="=={PHONE}=="'.encode()).replace(b"--x", f"--=={PHONE}==".encode())
    assert found("a.eml", mail) == found("a.eml", MAIL)
    told = mail.replace(b"Subject", b"Content-Type").replace(b"Content-Type: multipart", b"X: multipart")
    assert ("mobile", "headers") in found("a.eml", told)


@pytest.mark.parametrize("header", ["=?nope?b?xx?=", "=?utf-8?b?x?=", "\udcff", "=?utf-8?q?=FF?="])
def test_a_header_that_is_none_is_taken_as_it_stands(header):
    mail = f"Subject: {header} {PHONE}\r\n\r\nx".encode("utf-8", "surrogateescape")
    assert ("mobile", "headers") in found("a.eml", mail)


@pytest.mark.parametrize("limit, value", [("NESTED_FILES_MAX", 2), ("NESTED_DEPTH_MAX", 0)])
def test_more_files_than_are_read_are_reported(monkeypatch, limit, value):
    monkeypatch.setattr(readers_source, limit, value)
    data = packed({f"{number}.txt": PHONE for number in range(5)})
    assert unread("a.zip", data) == {"attachment:1/file": "too_many_files"}


def test_archives_within_archives_end():
    data = packed({"a.txt": PHONE})
    for _ in range(6):
        data = packed({"a.zip": data})
    assert unread("a.zip", data) == {"attachment:1/file:1/file:2/file:3/file": "too_many_files"}


def test_files_within_files_share_one_limit(monkeypatch):
    monkeypatch.setattr(readers_zip, "EXPANDED_MAX", 20_000)
    data = packed({f"{number}.zip": packed({"a.txt": "x" * 15_000}) for number in range(3)})
    assert unread("a.zip", data) == {"attachment:1/file:2/file": "zip_limits", "attachment:1/file:3/file": "zip_limits"}


def test_what_waits_for_the_routine_is_read_by_it(monkeypatch):
    monkeypatch.setattr(readers, "FILE_MAX", 10)
    monkeypatch.setattr(readers, "WORKER_MAX", 20)
    for size, reason in ((11, []), (21, [("attachment", "beyond_limit")])):
        reading = readers.read("a.txt", "", io.BytesIO(b"1" * size), size, by_worker=True)
        assert list(reading.unread) == reason


@pytest.mark.parametrize(
    "content, resources, expected",
    [
        ("q 1 0 0 1 0 0 cm /I Do Q", WITH_IMAGE, {"attachment:1/page:1": "image_only"}),
        ("q /I Do Q " + shown("- 1 -"), WITH_IMAGE, {"attachment:1/page:1": "image_only"}),
        ("q /I Do Q " + shown("a text that is long enough"), WITH_IMAGE, {"attachment:1/images": "image"}),
        ("1 1 m 5 5 l S", "", {"attachment:1/page:1": "image_only"}),  # letters drawn as lines
        ("", "", {}),  # a blank page
    ],
)
def test_a_page_that_is_only_a_picture_is_unread(content, resources, expected):
    assert unread("a.pdf", pdf(content, resources=resources, extra=[IMAGE])) == expected


def test_an_xml_bomb_in_pdf_metadata_is_refused():
    extra = [f"<< /Type /Metadata /Length {len(BOMB)} >>\nstream\n{BOMB}\nendstream"]
    assert unread("a.pdf", pdf(shown("text"), root="/Metadata 6 0 R", extra=extra)) == {"attachment:1": "xml_doctype"}


# ---- plain text ----


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_is_read_in_every_charset_offices_use(charset):
    text = f"秘密★5年\n\n关于印发《办法》的通知，联系电话{PHONE}。\n"
    assert found("a.txt", text.encode(charset)) == {("mark", ""), ("mobile", "")}


@pytest.mark.parametrize(
    "html, place",
    [
        ("<!DOCTYPE html><p>电话<b>138</b>0013<i>8000</i></p>", ""),
        (f"<p style='display:none'>{PHONE}</p>", ""),
        (f"<!-- {PHONE} --><p>x</p>", "attributes"),
        (f"<a href='tel:{PHONE}'>电话</a>", "attributes"),
        (f"<script>var x='{PHONE}'</script>", ""),
    ],
)
def test_html_is_read_with_what_it_hides(html, place):
    assert found("a.html", html.encode()) == {("mobile", place)}


def test_html_says_its_charset():
    html = "<meta charset='big5'><p>機密</p><p>關於某事之通知</p>"
    assert found("a.htm", html.encode("big5")) == {("mark", "")}


def test_html_blocks_and_cells_are_not_one_number():
    assert (
        found("a.html", b"<table><tr><td>138</td><td>0013</td><td>8000</td></tr></table><p>1380013</p><p>8000</p>")
        == set()
    )


def test_xml_is_read_with_attributes_and_its_own_charset():
    xml = f"<?xml version='1.0' encoding='gb2312'?><通知 电话='{PHONE}'><正文>{ID}</正文></通知>"
    assert found("a.xml", xml.encode("gb2312")) == {("mobile", "attributes"), ("resident_id", "")}


def test_csv_and_unknown_names_with_a_text_type_are_read():
    assert found("a.csv", f"姓名,电话\n张三,{PHONE}\n".encode()) == {("mobile", "")}
    assert scan(read("README", PHONE.encode(), content_type="text/plain; charset=utf-8").texts).findings


# ---- names ----


def test_the_file_name_is_a_text():
    assert found(f"{ID}的申请.bin", b"\0") == {("resident_id", "name")}
    assert found("秘密★5年.txt", b"x") == {("mark", "name")}


@pytest.mark.parametrize(
    "name", ["关于" * 150 + ".txt", "无点的名", "", ".", "..", "../../etc/passwd", "a\0b.txt", "\ud800.txt"]
)
def test_any_name_is_taken(name):
    reading = read(name, "通知".encode())
    assert reading.texts[0].text == name
    assert scan(reading.texts, reading.unread).findings == ()


# ---- refusals ----


def patched(data, old, new):
    assert old in data
    return data.replace(old, new)


def flagged_encrypted():
    data = bytearray(docx())
    for found_at in re.finditer(b"PK\x01\x02", bytes(data)):
        data[found_at.start() + 8] |= 1
    return bytes(data)


def twice():
    stream = io.BytesIO(docx())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("Word/Document.xml", "<x/>")
    return stream.getvalue()


def lying_about_size():
    """The directory says 10 bytes, the member has 30 MB."""
    data = bytearray(docx(**{"word/big.xml": b"<x>" + b" " * 30_000_000 + b"</x>"}))
    at = data.rindex(b"word/big.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    "name, data, reason",
    [
        ("a.docx", docx(**{"word/comments.xml": BOMB}), "xml_doctype"),
        ("a.docx", docx(**{"word/comments.xml": FOREIGN}), "xml_doctype"),
        ("a.docx", docx(**{"word/comments.xml": BOMB.encode("utf-16")}), "xml_doctype"),
        ("a.xlsx", xlsx(sharedStrings=BOMB), "xml_doctype"),
        ("a.ofd", ofd(**{"Document.xml": FOREIGN}), "xml_doctype"),
        ("a.xml", BOMB.encode(), "xml_doctype"),
        ("a.xml", FOREIGN.encode(), "xml_doctype"),
        ("a.docx", docx(**{"word/deep.xml": "<a>" * 100_000}), "broken"),
        ("a.docx", docx(**{"word/comments.xml": "<a>"}), "broken"),
        ("a.docx", docx(**{"word/comments.xml": ""}), "broken"),
        ("a.docx", docx(**{"word/big.xml": b"<x>" + b" " * 30_000_000 + b"</x>"}), "zip_limits"),
        ("a.docx", lying_about_size(), "broken"),
        ("a.docx", docx(**{f"word/{number}.xml": "<x/>" for number in range(4000)}), "zip_limits"),
        ("a.docx", docx(**{"../../etc/cron.d/x": "x"}), "member_path"),
        ("a.docx", docx(**{"/abs.xml": "x"}), "member_path"),
        ("a.docx", docx(**{"C:/x.xml": "x"}), "member_path"),
        ("a.docx", twice(), "member_twice"),
        ("a.docx", flagged_encrypted(), "encrypted"),
        ("a.docx", packed({"[Content_Types].xml": TYPES}, zipfile.ZIP_LZMA), "broken"),
        ("a.docx", docx()[:-30], "broken"),
        ("a.docx", docx()[:100], "broken"),
        ("a.docx", b"PK\x03\x04", "broken"),
        ("a.docx", patched(packed({"[Content_Types].xml": TYPES}, zipfile.ZIP_STORED), b"<Types", b"<Tupes"), None),
        ("a.docx", "一段文字".encode(), "broken"),
        ("a.docx", b"", "broken"),
        ("a.pdf", b"", "broken"),
        ("a.pdf", b"%PDF-1.7\n", "broken"),
        ("a.pdf", pdf(shown("x"))[:150], "broken"),
        ("a.docx", b"\x89PNG\r\n", "image"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image"),
        ("a.doc", OLE, "old_office"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.rar", b"Rar!\x1a\x07", "archive"),
        ("a.txt", bytes(range(256)) * 4, "not_text"),
        ("a.wps", b"whatever", "unknown_type"),
        ("a.rtf", b"{\\rtf1 " + PHONE.encode() + b"}", "unknown_type"),
    ],
)
def test_what_cannot_be_read_is_unread_with_a_reason(name, data, reason):
    assert unread(name, data) == ({"attachment:1": reason} if reason else {})


def test_a_wrong_ending_does_not_hide_the_content():
    assert found("a.txt", docx(f"<w:p>{run(PHONE)}</w:p>")) == {("mobile", "")}
    assert found("a.docx", pdf(shown(PHONE))) == {("mobile", "page:1")}


def test_the_size_limit_counts_what_is_there_and_what_is_told(monkeypatch):
    monkeypatch.setattr(readers, "FILE_MAX", 10)
    assert unread("a.txt", b"1" * 11) == {"attachment:1": "too_large"}
    assert unread("a.txt", b"1" * 10) == {}
    assert readers.read("a.txt", "", io.BytesIO(b"1"), 11).unread == (("attachment", "too_large"),)


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.txt", "一二三四".encode() * 10),
        ("a.docx", docx(f"<w:p>{run('一二三四' * 10)}</w:p>")),
        (
            "a.xlsx",
            xlsx(
                sharedStrings=f"<sst {S}><si><t>一二三</t></si></sst>", worksheets__sheet1=sheet(row(*[SHARED(0)] * 20))
            ),
        ),
    ],
)
def test_too_much_text_is_unread(monkeypatch, name, data):
    """A short string that very many cells refer to is a bomb as well."""
    monkeypatch.setattr(readers_source, "TEXT_MAX", 20)
    monkeypatch.setattr(
        readers_source.Harvest.__init__, "__defaults__", (*readers_source.Harvest.__init__.__defaults__[:-1], 20)
    )
    assert unread(name, data) == {"attachment:1": "too_much_text"}


def test_many_members_are_refused_before_the_directory_is_loaded(monkeypatch):
    monkeypatch.setattr(readers_zip, "DIRECTORY_MAX", 100)
    assert unread("a.docx", docx()) == {"attachment:1": "zip_limits"}


def test_all_members_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(readers_zip, "EXPANDED_MAX", 1000)
    assert unread("a.docx", docx("<w:p/>" * 200)) == {"attachment:1": "zip_limits"}


def test_a_font_without_mapping_gives_no_clean_page():
    assert unread("a.docx", docx(f"<w:p>{run(chr(0xE123) * 40)}</w:p>")) == {"attachment:1": "garbled"}


def test_the_stream_stays_open():
    stream = io.BytesIO(docx())
    readers.read("a.docx", "", stream, len(stream.getvalue()))
    assert not stream.closed


SAMPLES = [
    ("a.docx", docx(f"<w:p>{run(PHONE)}</w:p>")),
    ("a.xlsx", xlsx(worksheets__sheet1=sheet(row(NUMBER(PHONE))))),
    ("a.pdf", pdf(shown(PHONE))),
    ("a.ofd", ofd(**{"Pages/Page_0/Content.xml": ofd_page(text_object("1 1 9 3", PHONE))})),
    ("a.html", f"<p>{PHONE}</p>".encode()),
    ("a.xml", f"<p>{PHONE}</p>".encode()),
    ("a.txt", PHONE.encode()),
]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=8)), max_size=4),
    st.integers(0, 5000),
)
def test_damage_never_raises_and_every_reason_has_a_text(sample, damages, cut):
    name, data = sample
    data = data[: cut or None]
    for at, damage in damages:
        data = data[:at] + damage + data[at + len(damage) :]
    reading = read(name, data)
    assert {reason for _, reason in reading.unread} <= set(UNREAD_TEXTS)
    scan(reading.texts, reading.unread)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["a.txt", "a.html", "a.xml", "a.pdf", "a.docx", "a"]), st.binary())
def test_any_bytes_are_taken(name, data):
    assert read(name, data).texts
