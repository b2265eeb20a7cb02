"""Lists of existing documents with their files, and the door to an agency's pages."""

from io import BytesIO
from openpyxl import Workbook

import pytest
import zipfile


HEADINGS = ("标题", "文号", "成文日期", "签发人", "公开属性", "依据", "理由", "正文", "附件", "密级")


def row(number, **other):
    """A row that is right."""
    values = {
        "标题": f"云溪市教育局关于第{number}项工作的通知",
        "文号": f"云教〔2019〕{number}号",
        "成文日期": "2019年3月5日",
        "签发人": "王建国",
        "正文": f"{number}.txt",
        **other,
    }
    return [values.get(heading) for heading in HEADINGS]


def book(*rows, headings=HEADINGS):
    """A list as XLSX."""
    made = Workbook()
    made.active.append(list(headings))
    for each in rows:
        made.active.append(list(each))
    target = BytesIO()
    made.save(target)
    target.seek(0)
    return target


def packed(**files):
    """Files in a ZIP."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        for name, words in files.items():
            parts.writestr(name, words)
    target.seek(0)
    return target


def texts(*numbers):
    """A text for each number."""
    return packed(**{f"{number}.txt": f"各学校：\n第{number}项工作安排如下。" for number in numbers})


@pytest.fixture
def lists():
    """The builders above, for tests that are no modules of one package."""

    class Lists:
        pass

    for each in (row, book, packed, texts):
        setattr(Lists, each.__name__, staticmethod(each))
    return Lists
