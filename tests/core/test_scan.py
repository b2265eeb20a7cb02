"""The local scan: what is a personal number, what is a mark, and what only looks like one (R-S5, R-A4)."""

from datetime import date
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.core import scan
from pathlib import Path

import pytest


SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
# Made up: area, date and serial chosen by hand, check digit computed; the phone and card numbers are the usual specimens.
ID_X = "11010519491231002X"
ID_DIGIT = "440524188001010014"
CARD = "6222021234567890128"
VISA = "4111111111111111"


def found(text, head_lines=scan.HEAD_LINES):
    report = scan.scan([scan.Text("body", text, head_lines)])
    return [(finding.kind, text[finding.start : finding.end]) for finding in report.findings]


@pytest.mark.parametrize(
    "text, match",
    [
        (f"身份证号{ID_X}，住址", ID_X),
        ("身份证：11010519491231002x。", "11010519491231002x"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１０５１９４９１２３１００２Ｘ"),
        ("110105 19491231 002X", "110105 19491231 002X"),
        ("110105-19491231-002X", "110105-19491231-002X"),
        ("110105－19491231－002Ｘ", "110105－19491231－002Ｘ"),
        ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X"),
        ("11010519491231\n002X", "11010519491231\n002X"),
        ("1101051949\u200b1231002X", "1101051949\u200b1231002X"),
        (f"张三\t{ID_DIGIT}\t李四", ID_DIGIT),
        (f"12 {ID_DIGIT} 3", ID_DIGIT),
        # Born before the district of that code was made in 1986.
        ("110111196001010014", "110111196001010014"),
        ("830000199001010012", "830000199001010012"),
        # Of the first generation: 15 digits, no check digit, told by the word.
        ("身份证号：110105491231002", "110105491231002"),
        ("公民身份号码为 110105 491231 002", "110105 491231 002"),
    ],
)
def test_a_resident_id_is_found_however_it_is_written(text, match):
    assert found(text) == [("resident_id", match)]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # check digit
        "990105194912310020",  # no such province
        "110105194913310029",  # month 13
        "11010500191231002X",  # year 19
        "20240115103000123456",  # order number with a time
        f"8{ID_DIGIT}",  # part of a longer number
        f"{ID_DIGIT}7",
        "91110108MA01ABCDE1",  # unified social credit code
        "914403001922038216",  # one made of digits only
        "110105********002X",
        "110105491231002",  # 15 digits without the word
        "税务登记证号110105491231002",
        "身份证号110105491331002",  # month 13
        "身份证号110105491232002",
    ],
)
def test_what_only_looks_like_a_resident_id_is_not_told(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text, match",
    [
        ("联系电话13800138000，联系人王某", "13800138000"),
        ("手机：138 0013 8000。", "138 0013 8000"),
        ("138-0013-8000", "138-0013-8000"),
        ("+86 13800138000", "13800138000"),
        ("+8613800138000", "8613800138000"),
        ("008613800138000", "008613800138000"),
        ("+86-138-0013-8000", "138-0013-8000"),
        ("（86）19912345678", "19912345678"),
        ("外地拨013800138000", "013800138000"),
        ("１３８００１３８０００", "１３８００１３８０００"),
        ("1 3 8 0 0 1 3 8 0 0 0", "1 3 8 0 0 1 3 8 0 0 0"),
        ("Tel13800138000", "13800138000"),
        ("Wang\n13800138000", "13800138000"),
        ("1.13800138000 2.申请", "13800138000"),
        ("13800138000@163.com", "13800138000"),
        ("联系电话1380013\n8000。", "1380013\n8000"),
        ("联系电话138001\r\n38000，", "138001\r\n38000"),
    ],
)
def test_a_mobile_number_is_found_in_a_sentence(text, match):
    assert found(text) == [("mobile", match)]


def test_two_numbers_side_by_side_are_two_findings():
    assert found(f"{ID_DIGIT} 13800138000\t13900139000") == [
        ("resident_id", ID_DIGIT),
        ("mobile", "13800138000"),
        ("mobile", "13900139000"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "0596-6618012",  # land line
        "12345678901",
        "15412345678",  # 154 is not given out
        "1380013800",
        "138001380001",
        "预算13800138000元",
        "13800138000.50",
        "￥13800138000",
        "0.13800138000",
        "a13800138000f3",  # in a digest
        "1380\t0138\t000",  # cells of a table
        "第1380013\n8000",  # a line that ends with it
        "1380013\n8000元",
        "编号1380013\n\n8000号",
        "编号138001\n38000元",
        "1 3 8 0 0 1 3 8 0 0 0 5 6",  # more boxes than a phone number has
        "2019-01-04 14:56:59",
        "韶府办明电〔2019〕3号",
        "11370812004339255B/2020-22849",
        "中办发〔2016〕8号 粤办发〔2016〕22号",
    ],
)
def test_land_lines_amounts_dates_and_document_numbers_are_no_mobile_numbers(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text, match",
    [
        (f"账号：{CARD}", CARD),
        ("6222 0212 3456 7890 128", "6222 0212 3456 7890 128"),
        ("622202 1234567890128", "622202 1234567890128"),
        ("开户行工行，卡号６２２２０２１２３４５６７８９０１２８", "６２２２０２１２３４５６７８９０１２８"),
        (f"VISA {VISA}", VISA),
        ("卡号62220212345\n67890128，", "62220212345\n67890128"),
        ("4111-1111-1111-1111", "4111-1111-1111-1111"),
        ("订单号2024，银行卡号" + CARD, CARD),
    ],
)
def test_a_bank_card_number_is_found(text, match):
    assert found(text) == [("bank_card", match)]


@pytest.mark.parametrize(
    "text",
    [
        "6222021234567890127",  # Luhn
        "2024011510300000006",  # Luhn holds, no issuer begins so
        f"{CARD}123",  # part of a longer number
        f"订单号：{CARD}",
        f"快递单号 {VISA}",
        f"合同编号为{VISA}",
        f"SN{VISA}",
        "41111111\n11111111",
        "62 22 02 12 34 56 78 90 12 8",  # a row of small numbers
        "4111111111111111.00",
    ],
)
def test_order_numbers_and_long_numbers_are_no_bank_cards(text):
    assert found(text) == []


def test_a_finding_does_not_hold_the_number():
    for number in (ID_X, "13800138000", CARD):
        (finding,) = scan.scan([scan.Text("body", f"甲{number}乙")]).findings
        assert number not in repr(finding)
        assert finding.excerpt_masked == f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def test_an_id_survives_a_rescan_and_a_change_around_the_number():
    (before,) = scan.scan([scan.Text("body", "电话13800138000")], key=b"k").findings
    (after,) = scan.scan([scan.Text("body", "新的联系电话：138 0013 8000。")], key=b"k").findings
    assert before.id == after.id


@pytest.mark.parametrize(
    "place, text, key", [("title", "13800138000", b"k"), ("body", "13900139000", b"k"), ("body", "13800138000", b"x")]
)
def test_an_id_tells_places_numbers_and_keys_apart(place, text, key):
    (one,) = scan.scan([scan.Text("body", "13800138000")], key=b"k").findings
    (other,) = scan.scan([scan.Text(place, text)], key=key).findings
    assert one.id != other.id


def test_what_was_not_read_makes_the_report_incomplete():
    report = scan.scan([], unread=[("attachment:1", "encrypted")])
    assert not report.complete
    assert report.to_handle() == ("unread:attachment:1:encrypted",)
    assert scan.scan([scan.Text("body", "通知")]) == scan.Report((), (), True)


def test_each_number_is_confirmed_once_per_place():
    report = scan.scan([scan.Text("body", "13800138000，13800138000"), scan.Text("title", "13800138000")])
    assert len(report.findings) == 3
    assert len(report.to_handle()) == 2


def test_a_list_of_very_many_numbers_is_cut_and_says_so():
    report = scan.scan([scan.Text("attachment:1", "13800138000，" * 1500), scan.Text("body", "13900139000")])
    assert len(report.findings) == scan.FINDINGS_PER_TEXT + 1
    assert report.unread == (("attachment:1", scan.TOO_MANY),)


@pytest.mark.parametrize(
    "text, level, period",
    [
        ("秘密★5年", "confidential", "5年"),
        ("机密★10年", "secret", "10年"),
        ("绝密★长期", "top_secret", "长期"),
        ("文中写有机密★1年字样", "secret", "1年"),
        ("绝 密 ★ 30 年", "top_secret", "30年"),
        ("机　密☆１０年", "secret", "10年"),
        ("秘密*6个月", "confidential", "6个月"),
        ("機密★10年", "secret", "10年"),
        ("絕密★長期", "top_secret", "長期"),
        ("祕密＊五年", "confidential", "五年"),
        ("国家秘密★十年", "confidential", "十年"),
        ("绝密★启用前", "top_secret", "启用前"),
    ],
)
def test_level_star_period_is_a_mark_anywhere(text, level, period):
    (mark,) = scan.marks("正文" * 500 + "\n" + text)
    assert (mark.level, mark.period) == (level, period)


@pytest.mark.parametrize(
    "text, level, period",
    [
        ("机密\n某市人民政府文件", "secret", ""),
        ("000012\n\n　秘　密　\n特急\n某市文件", "confidential", ""),
        ("【绝密】\n关于……", "top_secret", ""),
        ("（機密）", "secret", ""),
        ("密级：机密", "secret", ""),
        ("密级\t秘密", "confidential", ""),
        ("机密  特急\n通知", "secret", ""),
        ("机密★\n通知", "secret", ""),
        ("秘密 5年\n通知", "confidential", "5年"),
        ("一\n" * 9 + "秘密", "confidential", ""),
    ],
)
def test_a_level_alone_on_a_line_of_the_head_is_a_mark(text, level, period):
    (mark,) = scan.marks(text)
    assert (mark.level, mark.period) == (level, period)
    assert text[mark.start].strip()


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密、商业秘密、个人隐私的，不予公开。",
        "保守国家秘密",
        "机密文件管理办法",
        "秘密\x20级别说明",
        "**秘密** 的范围",
        "商业秘密★3年",
        "工作秘密 ★5年",
        "一\n" * 10 + "秘密",  # below the head
        "密级★保密期限",
        "满意度：★★★★★",
        "密级：秘密□ 机密□ 绝密□",
        "",
    ],
)
def test_the_word_in_running_text_is_no_mark(text):
    assert scan.marks(text) == []


def test_a_text_without_a_head_has_no_mark_by_a_level_alone():
    assert scan.marks("秘密", head_lines=0) == []
    assert found("秘密\n秘密★5年", head_lines=0) == [("mark", "秘密★5年")]


WRITTEN = """某市人民政府办公室关于印发政府信息公开保密审查办法的通知
各县（市、区）人民政府，市政府各部门：
第一条　为规范保密审查，根据《中华人民共和国保守国家秘密法》制定本办法。
第二条　国家秘密的密级分为绝密、机密、秘密三级。绝密级国家秘密是最重要的国家秘密。
第三条　不得以商业秘密、工作秘密为由拒绝公开。
"""


def test_rules_about_secrecy_are_written_without_being_marked():
    assert scan.scan([scan.Text("body", WRITTEN)]).findings == ()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real texts are not part of the checkout")
def test_the_five_real_texts_have_no_mark_and_no_personal_number():
    texts = [scan.Text(path.name, path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    assert len(texts) == 5
    assert scan.scan(texts).findings == ()


PIECES = st.sampled_from(
    [
        *"0123456789１９xXＸ -\n\t★*秘密机绝年期.元号：（",
        "62",
        "138",
        "19491231",
        ID_X,
        CARD,
        "密级：",
        "\ud800",
        "\u200b",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_can_be_scanned_and_offsets_are_inside(text):
    for finding in scan.scan([scan.Text("body", text)]).findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start] not in " \n\t"


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1\n",
        "62 ",
        "秘 ",
        "秘密★",
        "密级：",
        "　",
        "年",
        "1-",
        "13800138000 ",
        "x1X",
        "秘\n",
        "(",
        "4.",
        "\u0661 ",
    ],
)
def test_hostile_repetition_is_scanned_to_its_end(piece):
    # A pattern that backtracks would not come back from this; how fast it is, `make bench` says.
    report = scan.scan([scan.Text("body", (piece * 40_000)[:40_000])])
    assert report.complete or report.unread == (("body", scan.TOO_MANY),)


def test_a_key_hides_what_an_id_was_made_of():
    (open_id,) = scan.scan([scan.Text("body", "13800138000")]).findings
    (keyed,) = scan.scan([scan.Text("body", "13800138000")], key=b"secret").findings
    assert keyed.id != open_id.id
    assert scan.keyed(open_id.id, b"") == open_id.id
    assert len(scan.keyed(open_id.id, b"secret")) == 32
    assert scan.keyed(open_id.id, b"secret") not in (open_id.id, scan.keyed(open_id.id, b"other"))


@pytest.mark.parametrize(
    "rules, day, is_due",
    [
        (scan.RULES, "2026-11-22", False),
        (scan.RULES, "2026-10-24", False),
        (scan.RULES, "2026-10-23", True),
        (scan.RULES - 1, "2026-11-22", True),
    ],
)
def test_a_scan_is_due_when_it_is_old_or_its_rules_are(rules, day, is_due):
    assert (scan.scanned_at(rules, day) <= scan.due_before(date(2026, 11, 22), 30)) is is_due
