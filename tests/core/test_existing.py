"""What the rows of a list of existing documents say (R-I8)."""

from datetime import date
from datetime import datetime
from opengov.disclosure.core import existing
from opengov.disclosure.core import listed_files
from opengov.disclosure.core import printed_days

import pytest


TODAY = date(2026, 11, 22)
RIGHT = {"title": "关于做好工作的通知", "issue_date": "2019-03-05", "signer_name": "王建国"}


@pytest.mark.parametrize(
    "typed",
    [
        "2019年3月5日",
        "2019-03-05",
        "2019/3/5",
        "2019.3.5",
        "２０１９年３月５日",
        "2019 年 3 月 5 日",
        "20190305",
        "43529",
        43529,
        43529.5,
        20190305,
        date(2019, 3, 5),
        datetime(2019, 3, 5, 10, 20),
        "2019-03-05 10:20:00",
        "2019-03-05T10:20:00+08:00",
        "2019年3月5日印发",
        "二〇一九年三月五日",
        "二○一九年三月五日",
        "二Ｏ一九年三月五日",
        "二O一九年三月五日",
        "二零一九年三月五日",
        "二０一九年三月五日",
        "二〇一九年三月初五".replace("初", "") + "日",
    ],
)
def test_a_day_is_read_in_every_form_offices_use(typed):
    assert printed_days.parse(typed) == date(2019, 3, 5)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("二〇二〇年十二月三十一日", date(2020, 12, 31)),
        ("二〇二〇年十月十日", date(2020, 10, 10)),
        ("二〇二〇年一月廿一日", date(2020, 1, 21)),
        ("二〇二〇年十一月二十日", date(2020, 11, 20)),
        ("二〇二〇年1月卅日", date(2020, 1, 30)),
    ],
)
def test_chinese_numerals_of_days_are_read(typed, day):
    assert printed_days.parse(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2019年3月",
        "三月五日",
        "2019-02-30",
        "2019-13-01",
        "1919-03-05",
        "99999",
        7,
        True,
        None,
        "今天",
        "二〇一九年",
        "二〇一九年三月三十五日",
        "2019-03-05abc",
        -3.5,
        float("1e9"),
    ],
)
def test_what_can_be_no_day_is_none(typed):
    assert printed_days.parse(typed) is None


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("标题", "title"),
        (" 文 件 标 题 ", "title"),
        ("标题*", "title"),
        ("发文字（年）第号", "number"),
        ("文号", "number"),
        ("文号：", "number"),
        ("文号（代字〔年〕号/期）", "number"),
        ("签发日期", "issue_date"),
        ("签发人（必填）", "signer_name"),
        ("主送", "main_recipients"),
        ("信息公开属性", "disclosure_attribute"),
        ("不予公开理由", "disclosure_reason"),
        ("不予公开的依据", "disclosure_grounds"),
        ("密级及期限", "secrecy"),
        ("会签", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_headings_of_real_offices_are_understood(heading, key):
    assert existing.heading(heading) == key


def test_no_heading_means_two_columns():
    words = [word for column in existing.COLUMNS for word in (column.title, *column.aliases)]
    assert len(words) == len(set(words))


def test_headings_may_stand_below_a_title_of_the_list_and_in_any_order():
    rows = [("云溪市教育局发文登记簿",), ("序号", "文号", "成文日期", "标题", "签发人", "标题")]
    assert existing.mapping(rows) == (1, {1: "number", 2: "issue_date", 3: "title", 4: "signer_name"})
    assert existing.mapping([("甲", "乙")]) == (-1, {})
    assert [problem.code for problem in existing.heading_problems([])] == ["existing_no_headings"]
    lacking = existing.heading_problems(["title", "issue_date"])
    assert [(problem.code, problem.field) for problem in lacking] == [("existing_column_missing", "signer_name")]


@pytest.mark.parametrize(
    ("typed", "kept", "code"),
    [
        ("国办发〔2019〕6号", "国办发〔2019〕6号", None),
        ("国办发[2019]6号", "国办发[2019]6号", None),
        ("舟政发(2010)54号", "舟政发(2010)54号", None),
        ("财科教【2017】6号", "财科教【2017】6号", None),
        ("发改农经﹝2020﹞1753号", "发改农经〔2020〕1753号", None),
        (" 云教 〔2019〕 6 号 ", "云教〔2019〕6号", None),
        ("国令第707号", "国令第707号", None),
        ("公告2024年第151号", "公告2024年第151号", None),
        ("null", None, None),
        ("无", None, None),
        ("", None, None),
        ("没有文号", None, "existing_number_unreadable"),
        ("云教〔2019〕号", None, "existing_number_blank"),
        ("怀政办〔202215", None, "existing_number_damaged"),
        ("〔2019〕6号", None, "existing_number_code_missing"),
    ],
)
def test_numbers_are_kept_as_printed_or_told(typed, kept, code):
    row = existing.read(2, {**RIGHT, "number": typed}, TODAY)
    assert (row.values.get("number"), [problem.code for problem in row.problems]) == (kept, [code] if code else [])


@pytest.mark.parametrize(
    ("given", "values", "codes"),
    [
        ({"document_kind": "命令（令）"}, {"document_kind": "order"}, []),
        ({"document_kind": "公示"}, {}, ["existing_kind_unknown"]),
        ({}, {"document_kind": "notice"}, []),
        ({"title": "关于学校布局的意见（试行）"}, {"document_kind": "opinions"}, []),
        ({"title": "会议材料"}, {}, ["existing_kind_missing"]),
        ({"disclosure_attribute": "免于公开"}, {"disclosure_attribute": "withheld"}, []),
        ({"disclosure_attribute": "委内公开"}, {}, ["existing_attribute_unknown"]),
        (
            {"disclosure_grounds": "商业秘密；个人隐私"},
            {"disclosure_grounds": ["trade_secret", "personal_privacy"]},
            [],
        ),
        ({"disclosure_grounds": "第十六条"}, {}, ["existing_ground_unknown"]),
        ({"main_recipients": "各区教育局、各直属学校"}, {"main_recipients": ["各区教育局", "各直属学校"]}, []),
        ({"copies": "120份", "pages": 3.0}, {"copies": 120, "pages": 3}, []),
        ({"copies": "若干"}, {}, ["existing_count_unreadable"]),
        ({"copies": "9" * 5000}, {}, ["existing_count_unreadable"]),
        ({"disclosure_grounds": "(" * 20000}, {}, ["existing_cell_too_long"]),
        ({"issue_date": "2026年11月23日"}, {}, ["existing_day_in_future"]),
        ({"issue_date": None}, {}, ["existing_cell_missing"]),
        ({"title": "关" * 301}, {}, ["existing_cell_too_long"]),
        ({"attachments": "一.pdf；二.pdf\n三.pdf"}, {"attachments": ["一.pdf", "二.pdf", "三.pdf"]}, []),
        ({"secrecy": "一般"}, {}, []),
    ],
)
def test_cells_are_read_or_told(given, values, codes):
    row = existing.read(2, {**RIGHT, **given}, TODAY)
    assert [problem.code for problem in row.problems] == codes
    assert values.items() <= row.values.items()
    assert all(problem.params.get("column") for problem in row.problems)


@pytest.mark.parametrize(
    "given", [{"secrecy": "机密★10年"}, {"secrecy": "秘 密"}, {"notes": "绝密★30年"}, {"text": "机密\n关于"}]
)
def test_of_what_is_classified_nothing_is_kept(given):
    row = existing.read(2, {**RIGHT, **given}, TODAY)
    assert (row.cells, row.values, {problem.rule for problem in row.problems}) == ({}, {}, {"R-A4"})


def test_the_same_document_is_known_by_number_or_by_title_and_day():
    rows = [
        existing.read(2, {**RIGHT, "number": "云教〔2019〕6号"}, TODAY),
        existing.read(3, {**RIGHT, "number": "云教(2019)第06号"}, TODAY),
        existing.read(4, RIGHT, TODAY),
        existing.read(5, {**RIGHT, "title": "关于做好 工作的通知"}, TODAY),
        existing.read(6, {**RIGHT, "issue_date": "2019-03-06"}, TODAY),
    ]
    found = existing.duplicates(rows)
    assert {place: problem.params["row"] for place, problem in found.items()} == {3: "2", 5: "4"}
    assert existing.on_site(rows[1], [("云教〔2019〕6号",)]).code == "existing_here_already"
    assert existing.on_site(rows[4], [("云教〔2019〕6号",)]) is None


def test_a_row_has_one_key_and_another_place_another_key():
    assert existing.row_key(2, {"title": "一", "number": "二"}) == existing.row_key(2, {"number": "二", "title": "一"})
    assert existing.row_key(2, {"title": "一"}) != existing.row_key(3, {"title": "一"})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("通知.docx", ("2019/通知.docx", "")),
        ("2019\\通知.docx", ("2019/通知.docx", "")),
        ("2019/通知.DOCX", ("2019/通知.docx", "")),
        ("附件.pdf", ("", "ambiguous")),
        ("a/附件.pdf", ("a/附件.pdf", "")),
        ("没有.pdf", ("", "missing")),
        ("程序.exe", ("", "kind")),
        ("大.pdf", ("", "size")),
        ("空.txt", ("", "size")),
    ],
)
def test_a_cell_means_one_file(typed, expected):
    sizes = {"2019/通知.docx": 9, "a/附件.pdf": 9, "b/附件.pdf": 9, "程序.exe": 9, "大.pdf": 10**9, "空.txt": 0}
    assert listed_files.Files(sizes).find(typed) == expected


def test_a_row_that_names_no_file_takes_the_one_called_like_it():
    files = listed_files.Files({"云教(2019)7号.pdf": 9, "x/云教〔2019〕7号.docx": 9, "云教〔2019〕70号.pdf": 9})
    number = "云教〔2019〕7号"
    assert files.called(number, "") == (["x/云教〔2019〕7号.docx", "云教(2019)7号.pdf"], number)
    assert files.called("", "没有") == ([], "")
    assert files.called("没有", number)[1] == number


@pytest.mark.parametrize(
    ("names", "others", "codes"),
    [
        (["通知.pdf"], [], []),
        (["通知.docx", "通知.pdf"], [], []),
        (["2019/通知.pdf", "2020/通知.pdf"], [], ["existing_file_ambiguous"]),
        (["通知.pdf"], [3, 9], ["existing_file_shared"]),
    ],
)
def test_a_file_that_could_be_another_document_s_is_nobody_s(names, others, codes):
    found = listed_files.called_problems(names, "通知", others)
    assert [problem.code for problem in found] == codes
    assert all(problem.params["typed"] == "通知" for problem in found)


def test_it_is_told_which_file_was_taken_for_its_name():
    (note,) = listed_files.called_note(["通知.pdf"], "通知")
    assert (note.code, note.params["files"]) == ("existing_file_by_name", "通知.pdf")
    assert listed_files.called_note([], "") == []


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (listed_files.Member("../a.txt", 1, 1), "path"),
        (listed_files.Member("/a.txt", 1, 1), "path"),
        (listed_files.Member("a/../../b.txt", 1, 1), "path"),
        (listed_files.Member("C:\\a.txt", 1, 1), "path"),
        (listed_files.Member("a.txt", 1, 1, encrypted=True), "password"),
        (listed_files.Member("a.txt", 1, 1, linked=True), "link"),
        (listed_files.Member("a.txt", 10**9, 10**5), "bomb"),
    ],
)
def test_dangerous_archives_are_not_opened(member, reason):
    [problem] = listed_files.archive_problems([listed_files.Member("好.txt", 1, 1), member])
    assert problem.code == f"existing_archive_{reason}"


def test_too_much_is_refused_and_litter_is_nothing():
    many = [listed_files.Member(f"{number}.txt", 1, 1) for number in range(listed_files.MAX_FILES + 1)]
    assert [problem.code for problem in listed_files.archive_problems(many)] == ["existing_files_too_many"]
    big = [listed_files.Member("a.pdf", listed_files.MAX_ALL, listed_files.MAX_ALL), listed_files.Member("b.pdf", 1, 1)]
    assert [problem.code for problem in listed_files.archive_problems(big)] == ["existing_files_too_large"]
    assert all(map(listed_files.is_litter, ("__MACOSX/a", "a/.DS_Store", "Thumbs.db", "a/", "~$通知.docx")))
    assert not listed_files.is_litter("a/通知.docx")
