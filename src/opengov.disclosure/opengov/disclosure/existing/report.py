"""Lists as files: the template to fill in, and the report whose failed rows can be corrected and sent again."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from io import BytesIO
from opengov.disclosure import tabular
from opengov.disclosure.core import existing
from opengov.disclosure.core import numbering
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.styles import Font
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation


#: Rows of the template whose cells offer a choice.
_ROWS = 2000
_WIDE = {"title": 50, "text": 30, "attachments": 30, "paper": 24, "disclosure_reason": 30, "main_recipients": 24}
#: What the template says about a column: Chinese, as the list is.
HINTS = {
    "title": "必填。与纸质公文一致。",
    "number": "按纸质公文原样填写，如 云教〔2019〕7号；没有文号的留空。不重新编号。",
    "issue_date": "必填。2019-03-05、2019/3/5、2019年3月5日、二〇一九年三月五日均可。",
    "signer_name": "必填。纸质公文上的签发人。",
    "document_kind": "可从下拉列表选择；留空时按标题末尾的文种识别。",
    "main_recipients": "多个机关用顿号或分号隔开。",
    "copy_recipients": "多个机关用顿号或分号隔开。",
    "disclosure_attribute": "可留空，导入后在“补定属性”清单中批量提出。",
    "disclosure_grounds": "不予公开的依据，如：商业秘密、个人隐私、人事管理、讨论记录。多项用分号隔开。",
    "disclosure_reason": "不予公开的必填；依申请公开的按本地规定。",
    "law_citation": "依据为法律行政法规禁止公开的，写明法律名称和条款。",
    "discretion": "依据为第十六条（内部事务、过程性信息、执法案卷）的，说明为何不予公开。",
    "text": "正文文件名（docx、txt、html 转为正文；pdf、ofd 作为附件），也可直接写正文。",
    "paper": "原件扫描件的文件名。留空时以正文文件或第一个附件为原件。",
    "attachments": "附件文件名，多个用分号隔开或分行。",
    "secrecy": "涉密文件不得录入。填有秘密、机密、绝密的行一律不导入。",
}


def template() -> bytes:
    """The template as XLSX, with hints and choices."""
    book = Workbook()
    sheet = book.active
    sheet.title = "存量公文"
    for place, column in enumerate(existing.COLUMNS, 1):
        cell = sheet.cell(1, place, f"{column.title}*" if column.required else column.title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6F1")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if column.key in HINTS:
            cell.comment = Comment(HINTS[column.key], "opengov.disclosure", width=280, height=110)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDE.get(column.key, 16)
        if column.key in ("issue_date", "number"):
            for row in range(2, 202):
                # a spreadsheet shall not make days out of numbers
                sheet.cell(row, place).number_format = "@"
        _choices(sheet, column.key, f"{letter}2:{letter}{_ROWS}")
    sheet.freeze_panes = "B2"
    _explain(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _choices(sheet, key: str, cells: str) -> None:
    words = {
        "document_kind": list(numbering.KINDS.values()),
        "disclosure_attribute": [each[0] for each in existing.ATTRIBUTE_WORDS.values()],
    }.get(key)
    if words is None:
        return
    choice = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
    choice.error, choice.errorTitle = "请从列表中选择，或者留空。", "无法识别"
    sheet.add_data_validation(choice)
    choice.add(cells)


def _explain(book) -> None:
    sheet = book.create_sheet("填写说明")
    sheet.append(["列", "说明", "也可写作"])
    for column in existing.COLUMNS:
        sheet.append([column.title, HINTS.get(column.key, ""), "、".join(column.aliases)])
    for letter, width in (("A", 14), ("B", 70), ("C", 60)):
        sheet.column_dimensions[letter].width = width


def table(title: str, rows: Iterable[dict], states: dict[str, str], sentence: Callable[[dict], str]) -> tabular.Table:
    """The report: place, result, problems, and every cell as it was typed, under the template's headings.

    :param states: state of a row -> what it is called.
    :param sentence: a problem (plain) in words.
    """
    columns = [tabular.Column(name, width) for name, width in zip(existing.REPORTED, (8, 12, 60), strict=True)]
    columns += [tabular.Column(column.title, _WIDE.get(column.key, 16)) for column in existing.COLUMNS]
    return tabular.Table(title=title, columns=columns, rows=_lines(rows, states, sentence))


def _lines(rows: Iterable[dict], states: dict[str, str], sentence: Callable[[dict], str]) -> Iterator[list]:
    for row in rows:
        said = "\n".join(sentence(problem) for problem in (*row["problems"], *row.get("notes", ())))
        cells = [row["cells"].get(column.key, "") for column in existing.COLUMNS]
        yield [row["place"], states.get(row["state"], row["state"]), said, *cells]
