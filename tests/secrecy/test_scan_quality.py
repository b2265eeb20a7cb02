"""How good the scan is, in numbers: a labelled set of sentences and files, measured kind by kind (R-S5).

``pytest -q -s tests/secrecy/test_scan_quality.py`` prints the table of docs/scan.md.
"""

from collections import Counter
from opengov.disclosure.core.scan import scan
from opengov.disclosure.core.scan import Text
from opengov.disclosure.secrecy import readers
from pathlib import Path
from secrecy.scanset.corners import BESIDE
from secrecy.scanset.corners import HEADED
from secrecy.scanset.corners import packed
from secrecy.scanset.numbers import card
from secrecy.scanset.numbers import phone
from secrecy.scanset.numbers import resident_id
from secrecy.scanset.sentences import labelled
from secrecy.scanset.sentences import LOOK_ALIKES

import io
import pytest
import re
import unicodedata


SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
KINDS = ("resident_id", "mobile", "bank_card", "mark")
_SPELLED = str.maketrans("機絕祕☆*＊", "机绝秘★★★")


def normal(kind, text):
    """What was found in the form the labels have."""
    plain = unicodedata.normalize("NFKC", text).upper()
    if kind == "mark":
        return "".join(plain.split()).translate(_SPELLED)
    digits = re.sub(r"[^0-9X]", "", plain)
    return digits[-11:] if kind == "mobile" else digits


def found(texts):
    """What the scan finds in texts: Counter of (kind, normal form), each once per text."""
    by_place = {text.place: text.text for text in texts}
    seen = {
        (item.kind, normal(item.kind, by_place[item.place][item.start : item.end]), item.place)
        for item in scan(texts).findings
    }
    return Counter((kind, value) for kind, value, _ in seen)


def files():
    """Triples of a name, a file's bytes and its labels: each kind in each corner, and nothing in each corner."""
    texts = [
        (f"申请人身份证号{resident_id(3)}，已核对。", [("resident_id", resident_id(3))]),
        (f"联系电话{phone(1)}，请查收。", [("mobile", phone(1))]),
        (f"退款账号{card(1)}，户名某某。", [("bank_card", card(1))]),
        ("某局文件\n机密★10年\n关于某事项的通知", [("mark", "机密★10年")]),
        ("一、涉及国家秘密的不予公开。\n二、预算13800138000元，文号〔2026〕138号。", []),
    ]
    for corners in (HEADED, BESIDE):
        for name, make in corners.items():
            for text, labels in texts:
                yield name, make(text), labels
    for name, make in HEADED.items():
        yield name, make("秘密\n某局文件\n关于某事项的函"), [("mark", "秘密")]
    for name, make in BESIDE.items():
        if "properties" not in name:
            yield name, make("此处秘密二字不是标志\n不是标志"), []


def read(name, data):
    return readers.read(name, "application/octet-stream", io.BytesIO(data), len(data))


def measured(cases):
    """Per kind: right, wrong and missed."""
    counts = {kind: Counter() for kind in KINDS}
    for got, labels in cases:
        wanted = Counter(labels)
        for kind, value in set(got) | set(wanted):
            told, right = got[kind, value], wanted[kind, value]
            counts[kind]["right"] += min(told, right)
            counts[kind]["wrong"] += max(0, told - right)
            counts[kind]["missed"] += max(0, right - told)
    return {kind: (counts[kind]["right"], counts[kind]["wrong"], counts[kind]["missed"]) for kind in KINDS}


def show(what, numbers):
    for kind, (right, wrong, missed) in numbers.items():
        precision, recall = right / (right + wrong), right / (right + missed)
        print(f"| {what} | {kind} | {right} | {wrong} | {missed} | {precision:.3f} | {recall:.3f} |")


#: Right, wrong and missed. Better numbers are written here and in docs/scan.md; worse ones are a defect.
SENTENCES = {"resident_id": (34, 0, 3), "mobile": (32, 1, 3), "bank_card": (21, 1, 2), "mark": (16, 0, 2)}
FILES = {"resident_id": (37, 0, 0), "mobile": (37, 0, 0), "bank_card": (37, 0, 0), "mark": (60, 0, 0)}


def test_sentences_are_judged_as_well_as_documented():
    numbers = measured((found([Text("body", text)]), labels) for text, labels in labelled())
    show("sentences", numbers)
    assert numbers == SENTENCES


def test_every_corner_of_every_kind_of_file_is_read():
    numbers = measured((found(read(name, data).texts), labels) for name, data, labels in files())
    show("files", numbers)
    assert numbers == FILES


@pytest.mark.parametrize("name", [*HEADED, *BESIDE])
def test_what_is_read_wholly_is_not_called_unread(name):
    make = {**HEADED, **BESIDE}[name]
    assert read(name, make("联系电话见附件。")).unread == ()


@pytest.mark.parametrize("text", LOOK_ALIKES[:24])
def test_wrong_check_digits_are_no_findings(text):
    assert not found([Text("body", text)])


def test_pictures_are_never_clean():
    assert read("扫描件.png", b"\x89PNG\r\n").unread == (("attachment", "image"),)
    assert read("材料.zip", packed({"扫描件.jpg": b"\xff\xd8\xff\xe0"})).unread == (("attachment/file:1", "image"),)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real texts are not part of the checkout")
def test_the_five_real_texts_are_clean_as_files_of_every_kind():
    paths = sorted(SEEDS.glob("*.txt"))
    assert len(paths) == 5
    for path in paths:
        text = path.read_text(encoding="utf-8").replace("&", "＆").replace("<", "〈").replace(">", "〉")
        for name in ("body.docx", "page.pdf", "page.ofd", "sheet.xlsx", "plain-gb.txt", "page.html", "comment.docx"):
            assert not found(read(name, {**HEADED, **BESIDE}[name](text)).texts), (path.name[:3], name)
