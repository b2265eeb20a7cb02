"""Existing documents come from a list, by the rules everybody keeps, and can be taken back (R-I8)."""

from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.existing import imports as module
from opengov.disclosure.existing import routines
from opengov.disclosure.existing import setup
from opengov.disclosure.existing import store
from opengov.disclosure.existing.interfaces import IExistingImports
from opengov.disclosure.existing.interfaces import IExistingList
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.purging import remains
from plone import api
from town import CHECKS
from town import open_office
from zope.component import getAdapter

import pytest
import transaction


def codes(rows):
    return {row["place"]: [problem["code"] for problem in row["problems"]] for row in rows}


@pytest.fixture
def importing(agency):
    """The agency's imports, for its drafter."""
    with api.env.adopt_user(username="drafter"):
        yield IExistingImports(agency)


def finished(importing, number, limit=200):
    while importing.job(number)["state"] != "done":
        importing.run(number, limit)
    return importing.job(number)


def documents(agency):
    found = [each for each in agency.objectValues() if each.portal_type == "OfficialDocument"]
    return sorted(found, key=lambda each: each.title)


def test_a_list_is_looked_at_first_and_nothing_is_created(importing, agency, lists):
    number = importing.begin("清单.xlsx", lists.book(lists.row(1), lists.row(2, 成文日期="三月")), lists.texts(1, 2))
    job = importing.job(number)
    assert (job["state"], job["total"], job["counts"]["ok"], job["counts"]["problem"]) == ("ready", 2, 1, 1)
    assert codes(importing.rows(number, wanted="wrong")) == {3: ["existing_day_unreadable"]}
    assert documents(agency) == []


def test_what_is_right_becomes_a_document_with_number_date_signer_text_and_paper(importing, agency, lists):
    files = lists.packed(**{"1.txt": "各学校：\n<b>请</b>执行。", "表.csv": "甲,乙"})
    number = importing.begin("清单.xlsx", lists.book(lists.row(1, 附件="表.csv")), files)
    assert finished(importing, number)["counts"]["created"] == 1
    [document] = documents(agency)
    assert ILife(document).state == "to_determine"
    assert IDocumentNumber(document).text == "云教〔2019〕1号"
    signed = IDossier(document).signed
    assert (signed["issue_date"], signed["signer_name"]) == ("2019-03-05", "王建国")
    assert document.text.raw == "<p>各学校：</p><p>&lt;b&gt;请&lt;/b&gt;执行。</p>"
    assert [each.title for each in document.objectValues()] == ["表.csv"]
    assert [paper["filename"] for paper in IDossier(document).papers()] == ["1.txt"]
    assert (document.document_kind, document.disclosure_attribute) == ("notice", None)
    assert ILedger(document).verify() is None
    assert importing.job(number)["files"] == 0


def test_a_batch_that_is_killed_leaves_nothing_half_done_and_the_import_goes_on(importing, agency, lists):
    number = importing.begin("清单.xlsx", lists.book(*map(lists.row, range(1, 8))), lists.texts(*range(1, 8)))
    importing.run(number, 3)
    savepoint = transaction.savepoint()
    importing.run(number, 2)
    # the process dies before the batch is committed
    savepoint.rollback()
    assert (importing.job(number)["cursor"], len(documents(agency))) == (3, 3)
    assert finished(importing, number, 2)["counts"]["created"] == 7
    numbers = sorted(IDocumentNumber(each).text for each in documents(agency))
    assert numbers == [f"云教〔2019〕{serial}号" for serial in range(1, 8)]


def test_a_batch_ends_after_some_seconds_whatever_it_was_asked_for(importing, lists, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_BATCH", -1.0)
    number = importing.begin("清单.xlsx", lists.book(lists.row(1), lists.row(2)), lists.texts(1, 2))
    assert importing.run(number, 100)["cursor"] == 1


def test_one_refused_row_does_not_keep_the_others(importing, agency, lists):
    files = lists.packed(**{"1.txt": "一", "2.txt": "机密★10年\n关于某事的通知", "3.txt": "三"})
    number = importing.begin("清单.xlsx", lists.book(*map(lists.row, (1, 2, 3))), files)
    job = finished(importing, number)
    assert (job["counts"]["created"], job["counts"]["refused"]) == (2, 1)
    [refused] = importing.rows(number, wanted="refused")
    assert refused["problems"][0]["code"] == "mark_found"
    assert (refused["cells"], refused["values"]) == ({}, {}), "no word of it is kept"
    assert len(documents(agency)) == 2


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"密级": "秘密"}, "existing_secret"),
        ({"标题": "机密★长期"}, "existing_marked"),
        ({"标题": ""}, "existing_cell_missing"),
        ({"签发人": None}, "existing_cell_missing"),
        ({"文号": "第号"}, "existing_number_unreadable"),
        ({"文号": "云教〔2019〕号"}, "existing_number_blank"),
        ({"公开属性": "大概公开"}, "existing_attribute_unknown"),
        ({"公开属性": "不予公开"}, "ground_required"),
        ({"公开属性": "不予公开", "依据": "商业秘密"}, "reason_required"),
        ({"依据": "随便"}, "existing_ground_unknown"),
        ({"正文": "没有.docx"}, "existing_file_missing"),
        ({"正文": None}, "existing_paper_missing"),
        ({"正文": None, "附件": "坏.exe"}, "existing_file_kind"),
        ({"签发人": '=HYPERLINK("http://x")'}, "existing_formula"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_with_its_place(importing, lists, other, code):
    files = lists.packed(**{"1.txt": "一", "坏.exe": "x"})
    number = importing.begin("清单.xlsx", lists.book(lists.row(1, **other)), files)
    [found] = importing.rows(number, wanted="wrong")
    assert (found["place"], code in codes([found])[2]) == (2, True)
    assert importing.job(number)["counts"]["ok"] == 0


def test_the_same_document_is_not_imported_twice_from_one_list_or_two(importing, walk, lists):
    walk.to("to_determine")
    twice = lists.row(1, 文号="云教(2019)第1号")
    number = importing.begin("清单.xlsx", lists.book(lists.row(1), twice, lists.row(7)), lists.texts(1, 7))
    assert codes(importing.rows(number, wanted="duplicate")) == {
        3: ["existing_twice_in_list"],
        4: ["existing_here_already"],
    }
    finished(importing, number)
    again = importing.begin("清单.xlsx", lists.book(lists.row(1)), lists.texts(1))
    assert codes(importing.rows(again, wanted="duplicate")) == {2: ["existing_here_already"]}


def test_files_may_come_one_by_one_and_the_rows_are_judged_again(importing, lists):
    number = importing.begin("清单.xlsx", lists.book(lists.row(1)))
    assert importing.job(number)["counts"]["problem"] == 1
    importing.add_file(number, "2019/1.txt", "正文".encode())
    assert importing.check(number)["counts"]["ok"] == 1
    for name in ("../1.txt", "/etc/passwd.txt", "C:\\1.txt", "1.exe"):
        with pytest.raises(RuleBroken):
            importing.add_file(number, name, b"x")


def test_a_row_that_was_passed_over_gets_its_turn_when_its_file_has_come(importing, agency, lists):
    number = importing.begin("清单.xlsx", lists.book(*map(lists.row, (1, 2, 3))), lists.texts(2, 3))
    importing.run(number, 1)
    importing.add_file(number, "1.txt", "正文".encode())
    importing.check(number)
    job = finished(importing, number)
    assert (job["counts"]["created"], job["counts"]["ok"]) == (3, 0)
    assert len(documents(agency)) == 3


def test_who_throws_his_draft_away_may_import_it_again(importing, agency, lists):
    finished(importing, importing.begin("清单.xlsx", lists.book(lists.row(1, 文号="")), lists.texts(1)))
    [document] = documents(agency)
    ILife(document).take("recall")
    agency.manage_delObjects([document.getId()])
    again = importing.begin("清单.xlsx", lists.book(lists.row(1, 文号="")), lists.texts(1))
    assert finished(importing, again)["counts"]["created"] == 1


def test_what_was_imported_is_taken_back_until_somebody_has_judged_it(importing, agency, lists, walk):
    number = importing.begin("清单.xlsx", lists.book(*map(lists.row, (1, 2, 3))), lists.texts(1, 2, 3))
    finished(importing, number)
    [first, second, _third] = documents(agency)
    uids = [each.UID() for each in (first, second)]
    assert importing.undo(number, [2])["undone"] == [2]
    IExistingList(agency).propose([{"uid": second.UID(), "attribute": "proactive"}])
    with api.env.adopt_user(username="disclosure-reviewer"):
        [done] = IExistingList(agency).determine([second.UID()], CHECKS)
    assert done["done"], done
    told = importing.undo(number)
    assert (told["undone"], [item["place"] for item in told["kept"]]) == ([4], [3])
    assert [problem.code for problem in told["kept"][0]["problems"]] == ["step_not_here"]
    assert [each.UID() for each in documents(agency)] == [uids[1]]
    chain = [entry.action for entry in ILedgerStore(api.portal.get()).chain(uids[0]).entries()]
    assert chain[-3:] == ["enter_existing", "recall", "deleted"]
    # its number is free again, for paper
    again = importing.begin("清单.xlsx", lists.book(lists.row(1)), lists.texts(1))
    assert finished(importing, again)["counts"]["created"] == 1


def test_another_drafter_does_not_take_back_what_he_did_not_enter(importing, agency, lists):
    number = importing.begin("清单.xlsx", lists.book(lists.row(1)), lists.texts(1))
    finished(importing, number)
    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Drafter", "drafter2")
    with api.env.adopt_user(username="drafter2"):
        [kept] = IExistingImports(agency).undo(number)["kept"]
    assert [problem.code for problem in kept["problems"]] == ["not_own_draft"]


def test_two_persons_determine(importing, agency, lists):
    rows = [lists.row(1), lists.row(2, 公开属性="不予公开", 依据="商业秘密", 理由="投标人未同意")]
    finished(importing, importing.begin("清单.xlsx", lists.book(*rows), lists.texts(1, 2)))
    first, second = documents(agency)
    listed = IExistingList(agency)
    assert [item["title"] for item in listed.page(query={"attribute": "none"})["items"]] == [first.title]
    [refused] = listed.propose([{"uid": first.UID(), "attribute": "withheld"}])
    assert (refused["done"], {problem.code for problem in refused["problems"]}) == (
        False,
        {"ground_required", "reason_required"},
    )
    [done] = listed.propose([{"uid": first.UID(), "attribute": "on_request", "withholding_reason": "特定申请人"}])
    assert done["done"], done
    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Disclosure Reviewer", "drafter")
    both = [first.UID(), second.UID()]
    with api.env.adopt_user(username="drafter"):
        told = listed.determine(both, CHECKS)
    assert [[problem.code for problem in item["problems"]] for item in told] == [["own_draft"]] * 2
    with api.env.adopt_user(username="disclosure-reviewer"):
        assert listed.page(query={"attribute": "any"})["total"] == 2
        unchecked = IExistingList(agency).determine(both[:1], [])
        assert [problem.code for problem in unchecked[0]["problems"]] == ["checks_missing"]
        assert [item["done"] for item in IExistingList(agency).determine(both, CHECKS)] == [True, True]
    assert [ILife(each).state for each in (first, second)] == ["registered", "withheld"]
    assert listed.page()["total"] == 0


def test_who_proposes_becomes_an_author_and_the_content_stays_bound(walk, agency):
    document = walk.to("to_determine", disclosure_attribute=None)
    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Drafter", "drafter2")
        open_office(agency, "Disclosure Reviewer", "drafter2")
    walk.take(document, "propose_existing", "drafter2", attribute="proactive")
    assert "drafter2" in ILedger(document).authors()
    with pytest.raises(RuleBroken) as broken:
        walk.take(document, "take_up", "drafter2", checks=CHECKS)
    assert "own_draft" in [problem.code for problem in broken.value.problems]
    walk.take(document, "take_up", "disclosure-reviewer", checks=CHECKS)
    assert ILife(document).state == "published"


def test_nobody_determines_a_proposal_he_has_not_seen(importing, agency, lists):
    row = lists.row(1, 公开属性="依申请公开", 理由="涉及特定申请人")
    finished(importing, importing.begin("清单.xlsx", lists.book(row), lists.texts(1)))
    [document] = documents(agency)
    with api.env.adopt_user(username="disclosure-reviewer"):
        [looked] = IExistingList(agency).page()["items"]
    kept = store.read(agency).shown[document.UID()]
    [done] = IExistingList(agency).propose([{"uid": document.UID(), "attribute": "proactive"}])
    assert done["done"], done
    assert store.read(agency).shown[document.UID()] is kept, "two people in one list write no leaf in common"
    with api.env.adopt_user(username="disclosure-reviewer"):
        listed = IExistingList(agency)
        [refused] = listed.determine([document.UID()], CHECKS, seen={document.UID(): looked["mark"]})
        assert [problem.code for problem in refused["problems"]] == ["existing_changed"]
        [item] = listed.page()["items"]
        [done] = listed.determine([document.UID()], CHECKS, seen={document.UID(): item["mark"]})
    assert done["done"], done


def test_a_purge_takes_the_words_of_the_row_along(importing, agency, lists, walk):
    number = importing.begin("清单.xlsx", lists.book(lists.row(1), lists.row(2)), lists.texts(1, 2))
    importing.run(number, 1)
    double = importing.begin("清单.xlsx", lists.book(lists.row(1), lists.row(3)), lists.texts(1, 3))
    [document] = documents(agency)
    walk.take(document, "request_purge", "section-head", reason="误传", cause="personal_data")
    walk.take(document, "purge", "disclosure-reviewer", reason="误传")
    assert remains(document) == ()
    [created] = importing.rows(number, wanted="created")
    assert (created["cells"], created["values"]) == ({}, {})
    assert (importing.job(number)["state"], importing.job(number)["files"]) == ("stopped", 0)
    assert [bool(row["cells"]) for row in importing.rows(double)] == [False, True], "nor in a list that said it again"


def test_an_import_nobody_goes_on_with_is_put_away(importing, agency, lists, monkeypatch):
    number = importing.begin("清单.xlsx", lists.book(lists.row(1), lists.row(2)), lists.texts(1, 2))
    importing.run(number, 1)
    routine = getAdapter(api.portal.get(), IRoutine, "existing_imports")
    assert routine.run("", 50)["done"] == []
    monkeypatch.setattr(routines, "FORGOTTEN_AFTER", -1)
    assert routine.run("", 50)["done"] == [f"{agency.UID()}:{number}"]
    assert (importing.job(number)["state"], importing.job(number)["files"]) == ("discarded", 0)
    assert [row["cells"] for row in importing.rows(number)] == [{}, {}]
    assert len(documents(agency)) == 1
    assert routine.run("", 50) == {"done": [], "held": [], "next": None}


def test_what_was_entered_before_there_was_a_list_comes_into_it(walk, agency):
    document = walk.to("to_determine")
    store.write(agency).shown.clear()
    setup.fill(api.portal.get())
    with api.env.adopt_user(username="disclosure-reviewer"):
        [item] = IExistingList(agency).page()["items"]
    assert (item["uid"], item["suggestion"]["attribute"]) == (document.UID(), "proactive")
    assert item["lines"].startswith("各学校")


def test_the_list_pages_by_day_and_document(importing, agency, lists):
    days = {number: f"2019-0{1 + number // 3}-05" for number in range(1, 8)}
    rows = [lists.row(number, 成文日期=day) for number, day in days.items()]
    finished(importing, importing.begin("清单.xlsx", lists.book(*rows), lists.texts(*days)))
    found, after = [], ""
    while after is not None:
        page = IExistingList(agency).page(after, 2)
        found, after = found + page["items"], page["next"]
    assert len({item["uid"] for item in found}) == len(found) == 7
    assert [item["date"] for item in found] == sorted(days.values())
    assert found[0]["lines"].startswith("各学校")


def test_two_thousand_rows_are_looked_at_at_once(importing, lists):
    source = lists.book(*map(lists.row, range(1, 2001)))
    files = lists.texts(*range(1, 2001))
    number = importing.begin("清单.xlsx", source, files)
    assert importing.job(number)["counts"]["ok"] == 2000


def notes(rows):
    return {row["place"]: [note["code"] for note in row.get("notes", ())] for row in rows}


def test_a_file_that_is_only_called_like_the_document_is_told(importing, agency, lists):
    rows = [lists.row(1, 正文=None), lists.row(2)]
    files = lists.packed(**{"云教[2019]1号.txt": "各学校：", "2.txt": "各学校："})
    number = importing.begin("清单.xlsx", lists.book(*rows), files)
    assert notes(importing.rows(number)) == {2: ["existing_file_by_name"], 3: []}
    assert [row["place"] for row in importing.rows(number, wanted="noted")] == [2]
    finished(importing, number)
    [created] = importing.rows(number, wanted="noted")
    assert created["state"] == "created" and created["notes"][0]["params"]["files"] == "云教[2019]1号.txt"


def test_one_file_is_not_taken_for_two_documents_of_one_title(importing, lists):
    title = "关于开学工作的通知"
    rows = [lists.row(1, 标题=title, 正文=None), lists.row(2, 标题=title, 正文=None), lists.row(3, 正文=f"{title}.txt")]
    number = importing.begin("清单.xlsx", lists.book(*rows), lists.packed(**{f"{title}.txt": "各学校："}))
    assert codes(importing.rows(number, wanted="wrong")) == {2: ["existing_file_shared"], 3: ["existing_file_shared"]}
    assert "3" in importing.rows(number)[0]["problems"][0]["params"]["rows"]
    # who names it means it
    assert importing.rows(number, wanted="ok")[0]["place"] == 4


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"2019/云教〔2019〕1号.txt": "一", "2020/云教〔2019〕1号.txt": "二"}, "existing_file_ambiguous"),
        ({"云教〔2019〕1号.txt": ""}, "existing_file_size"),
    ],
)
def test_what_cannot_be_the_one_file_is_a_problem_of_the_row(importing, lists, files, code):
    number = importing.begin("清单.xlsx", lists.book(lists.row(1, 正文=None)), lists.packed(**files))
    assert codes(importing.rows(number, wanted="wrong")) == {2: [code]}


def test_a_second_file_that_comes_after_the_look_is_not_passed_over(importing, agency, lists):
    number = importing.begin(
        "清单.xlsx", lists.book(lists.row(1, 正文=None)), lists.packed(**{"云教〔2019〕1号.txt": "一"})
    )
    importing.add_file(number, "别处/云教〔2019〕1号.txt", "二".encode())
    importing.run(number)
    assert codes(importing.rows(number, wanted="refused")) == {2: ["existing_file_ambiguous"]}
    assert documents(agency) == []


def test_a_document_that_was_made_another_one_is_not_taken_for_what_it_was(importing, agency, lists):
    finished(importing, importing.begin("清单.xlsx", lists.book(lists.row(1)), lists.texts(1)))
    [document] = documents(agency)
    ILife(document).take("recall")
    # a draft that was given no other number is still that document
    number = importing.begin("清单.xlsx", lists.book(lists.row(1)), lists.texts(1))
    assert codes(importing.rows(number)) == {2: ["existing_here_already"]}
    importing.discard(number)
    paper = {"filename": "原件.txt", "content-type": "text/plain", "data": "5Y6f5Lu2"}
    values = {"number": "云教〔2019〕8号", "issue_date": "2019-03-05", "signer_name": "王建国", "paper": paper}
    ILife(document).take("enter_existing", **values)
    number = importing.begin("清单.xlsx", lists.book(lists.row(1), lists.row(8)), lists.texts(1, 8))
    assert notes(importing.rows(number))[2] == ["existing_imported_changed"]
    assert codes(importing.rows(number))[3] == ["existing_here_already"]
    assert finished(importing, number)["counts"]["created"] == 1
    # what it was is taken back; the row's own document is still known
    importing.undo(1)
    again = importing.begin("清单.xlsx", lists.book(lists.row(1)), lists.texts(1))
    assert codes(importing.rows(again)) == {2: ["existing_here_already"]}


def test_rows_behind_very_many_empty_ones_are_told_of(importing, lists, monkeypatch):
    monkeypatch.setattr("opengov.disclosure.existing.reading.MAX_GAP", 5)
    rows = [lists.row(1), *([[None]] * 9), lists.row(2)]
    number = importing.begin("清单.xlsx", lists.book(*rows), lists.texts(1, 2))
    assert (importing.job(number)["total"], importing.job(number)["unread_behind"]) == (1, 8)
