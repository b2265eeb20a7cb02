"""Companions over HTTP: who gets which answer, and that a public version leads nowhere (R-I12, R-X1)."""

from gzip import decompress
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from town import PROPOSALS
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


CHECKS = ["accuracy", "authority", "completeness", "timeliness"]


def codes(answer):
    return {error["code"] for error in answer.json["errors"]}


def address(document):
    return "/" + "/".join(document.getPhysicalPath()[2:])


def path_of(answer):
    return answer.json["@id"].removeprefix("http://nohost/plone")


def companions(door, document, user, body=None):
    method = "GET" if body is None else "POST"
    return door.ask(method, f"{address(document)}/@companions", user, body)


def test_a_correction_over_http(door, bureau_walk):
    original = bureau_walk.to("published")
    transaction.commit()
    begun = companions(door, original, "drafter", {"kind": "correction", "reason": "日期有误"})
    assert begun.status_int == 201
    assert begun.headers["Location"] == begun.json["@id"]
    assert (begun.json["kind"], begun.json["review_state"]) == ("correction", "draft")
    path = path_of(begun)
    assert door.ask("PATCH", path, "drafter", {"title": "更正后的通知"}).status_int == 204
    for step, user, body in [
        ("submit", "drafter", {}),
        ("endorse", "section-head", {"checks": CHECKS}),
        ("approve", "disclosure-reviewer", {"checks": CHECKS}),
        ("sign", "signer", {}),
        ("publish", "web-editor", {}),
    ]:
        answer = door.ask("POST", f"{path}/@workflow/{step}", user, body)
        assert answer.status_int == 200, answer.text
    transaction.begin()
    assert answer.json["number"] == IDocumentNumber(original).text
    assert ILife(original).state == "superseded"
    told = door.ask("GET", f"{path}/@companions").json
    assert (told["kind"], told["revision"], told["of"]) == ("correction", 1, None)
    assert told["note"] == "更正后文本（第1次更正）"
    assert door.ask("GET", f"{path}/@companions", "signer").json["of"]["UID"] == IUUID(original)
    seen = door.ask("GET", f"{path}/@disclosure").json
    assert (seen["note"], seen["revision"]) == ("更正后文本（第1次更正）", 1)
    hidden = door.ask("GET", address(original))
    assert hidden.status_int == 404
    entries = door.ask("GET", "/@disclosure-catalogue").json["items"]
    ours = [item for item in entries if item["number"] == answer.json["number"]]
    assert [(item["title"], item["revision"]) for item in ours] == [("更正后的通知", 1)]


def test_an_officer_begins_a_correction_that_drafters_finish(door, bureau_walk):
    original = bureau_walk.to("published")
    transaction.commit()
    begun = companions(door, original, "disclosure-officer", {"kind": "correction"})
    assert begun.status_int == 201
    assert door.ask("GET", path_of(begun), "disclosure-officer").status_int == 404
    assert door.ask("GET", path_of(begun), "drafter").status_int == 200
    assert [item["kind"] for item in companions(door, original, "drafter").json["items"]] == ["correction"]
    for user in ("disclosure-officer", "", "other-drafter", "web-editor"):
        assert companions(door, original, user).json["items"] == []


@pytest.mark.parametrize(
    ("user", "state", "status"),
    [
        ("", "published", 401),
        ("member", "published", 403),
        ("signer", "published", 403),
        ("web-editor", "published", 403),
        ("manager", "published", 403),
        ("other-drafter", "published", 403),
        ("other-disclosure-officer", "published", 403),
        ("", "withheld", 404),
        ("other-drafter", "withheld", 404),
        ("other-drafter", "draft", 404),
        ("manager", "withheld", 404),
    ],
)
def test_others_begin_nothing(door, matrix, user, state, status):
    path = f"/bureau/{matrix['ids'][state]}/@companions"
    with door.without_trace():
        answer = door.ask("POST", path, user, {"kind": "correction"})
        missing = door.ask("POST", "/bureau/" + "f" * 32 + "/@companions", user, {"kind": "correction"})
    assert answer.status_int == status
    if status == 404:
        assert (answer.status_int, set(answer.json)) == (missing.status_int, set(missing.json))
        assert answer.json["type"] == missing.json["type"] == "NotFound"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"value_missing"}),
        ({"kind": "gloss"}, {"companion_kind_unknown"}),
        ({"kind": 1}, {"value_type"}),
        ({"kind": "correction", "reason": []}, {"value_type"}),
        ({"kind": "correction", "reason": "字" * 5001}, {"value_type"}),
        ({"kind": "correction", "id": "mine"}, {"value_unknown"}),
        ({"kind": "public_version"}, {"version_needless"}),
    ],
)
def test_a_wrong_request_is_refused_and_leaves_nothing(door, matrix, body, expected):
    document = matrix["portal"]["bureau"][matrix["ids"]["published"]]
    count = len(matrix["portal"]["bureau"].objectIds())
    answer = companions(door, document, "drafter", body)
    assert (answer.status_int, codes(answer)) == (400, expected)
    transaction.begin()
    assert len(matrix["portal"]["bureau"].objectIds()) == count
    assert IDossier(document).affair("companions") is None


def test_a_second_correction_is_refused(door, bureau_walk):
    original = bureau_walk.to("published")
    transaction.commit()
    assert companions(door, original, "drafter", {"kind": "correction"}).status_int == 201
    assert codes(companions(door, original, "disclosure-officer", {"kind": "correction"})) == {"companion_open"}


# Interpretations: R-I4.


def test_an_interpretation_over_http(door, bureau_walk):
    document = bureau_walk.draft(normative=True)
    transaction.commit()
    told = companions(door, document, "drafter").json
    assert told["interpretation"] == {"needed": True, "waived": False}
    assert told["beginnable"] == ["interpretation"]
    assert codes(door.ask("POST", f"{address(document)}/@workflow/submit", "drafter", {})) == {"interpretation_missing"}
    path = path_of(companions(door, document, "drafter", {"kind": "interpretation"}))
    read = door.ask("GET", path, "drafter").json
    assert read["title"] == f"《{document.title}》政策解读"
    assert read["document_kind"]["token"] == "interpretation"
    contact = {"drafting_section": "政策法规科", "telephone": "0990-8800236"}
    assert door.ask("PATCH", path, "drafter", contact).status_int == 204
    assert door.ask("PATCH", path, "drafter", {"document_kind": "interpretation"}).status_int == 204
    assert door.ask("POST", f"{address(document)}/@workflow/submit", "drafter", {}).status_int == 200
    assert door.ask("GET", f"{path}/@disclosure", "drafter").json["state"] == "section_review"


def test_a_kind_of_companions_is_none_of_the_fifteen(door):
    body = {"@type": "OfficialDocument", "title": "通知", "document_kind": "interpretation"}
    assert door.ask("POST", "/bureau", "drafter", body).status_int == 400


def test_a_reviewer_waives_the_interpretation_of_a_draft_he_does_not_see(door, bureau_walk):
    document = bureau_walk.draft(normative=True)
    transaction.commit()
    path = f"{address(document)}/@interpretation-waiver"
    assert door.ask("GET", address(document), "disclosure-reviewer").status_int == 404
    for user, status in [("", 404), ("drafter", 403), ("signer", 404), ("other-disclosure-reviewer", 404)]:
        assert door.ask("POST", path, user, {"reason": "简单"}).status_int == status
    assert codes(door.ask("POST", path, "disclosure-reviewer", {"reason": " "})) == {"step_reason_required"}
    assert codes(door.ask("POST", path, "disclosure-reviewer", {"reason": 1})) == {"value_type"}
    assert door.ask("POST", path, "disclosure-reviewer", {"reason": "内容简单，无须解读"}).status_int == 204
    assert codes(door.ask("POST", path, "disclosure-reviewer", {"reason": "再次"})) == {"interpretation_not_asked"}
    assert door.ask("POST", f"{address(document)}/@workflow/submit", "drafter", {}).status_int == 200


# Amendment and repeal: R-I9.


def test_a_repealed_document_and_the_one_that_repealed_it_know_each_other(door, bureau_walk):
    old = bureau_walk.to("published", title="云溪市教育局关于旧办法的通知")
    new = bureau_walk.draft(replaced_documents=(f"《旧办法》（{IDocumentNumber(old).text}）", "市里的另一份文件"))
    bureau_walk.to("published", new)
    transaction.commit()
    suggested = door.ask("GET", f"{address(new)}/@replaces", "disclosure-officer").json["items"]
    assert [[found["UID"] for found in item["found"]] for item in suggested] == [[IUUID(old)], []]
    values = {"validity": "repealed", "validity_date": now().date().isoformat(), "reason": "由新办法替代"}
    values["validity_document"] = IUUID(new)
    assert door.ask("POST", f"{address(old)}/@workflow/mark_validity", "disclosure-officer", values).status_int == 200
    for user in ("", "drafter", "other-drafter"):
        assert [each["UID"] for each in companions(door, new, user).json["amends"]] == [IUUID(old)]
    assert companions(door, old, "").json["amends"] == []


def test_a_document_that_is_hidden_is_not_told_of_by_the_one_that_repealed_it(door, bureau_walk):
    old = bureau_walk.to("withheld", **PROPOSALS["withheld"])
    new = bureau_walk.to("published")
    values = {"validity": "repealed", "validity_date": now().date().isoformat(), "reason": "由新办法替代"}
    number = IDocumentNumber(new).text
    bureau_walk.take(old, "mark_validity", "disclosure-officer", validity_document=number, **values)
    transaction.commit()
    assert companions(door, new, "").json["amends"] == []
    assert [each["UID"] for each in companions(door, new, "signer").json["amends"]] == [IUUID(old)]


def test_who_marks_validity_learns_of_no_hidden_document(door, matrix, bureau_walk):
    old = bureau_walk.to("published")
    transaction.commit()
    values = {"validity": "repealed", "validity_date": now().date().isoformat(), "reason": "由新办法替代"}
    path = f"{address(old)}/@workflow/mark_validity"
    hidden, none = (
        door.ask("POST", path, "disclosure-officer", {**values, "validity_document": uid})
        for uid in (matrix["uids"]["draft"], "f" * 32)
    )
    assert (hidden.status_int, codes(hidden)) == (400, {"validity_document_unknown"})
    assert hidden.json == none.json


@pytest.mark.parametrize(
    ("user", "status"), [("", 401), ("drafter", 403), ("signer", 403), ("disclosure-officer", 200)]
)
def test_suggestions_are_the_officers(door, matrix, user, status):
    with door.without_trace():
        answer = door.ask("GET", f"/bureau/{matrix['ids']['published']}/@replaces", user)
    assert answer.status_int == status


# Public versions: R-I12.


PLACES = ("title", "text", "summary", "notes", "reason", "attachment", "filename", "bytes", "section")


def canary(place):
    return f"zqv{place}zqv"


@pytest.fixture(params=["registered", "withheld"])
def pair(request, bureau_walk, door):
    """An original full of words that nobody outside may read, and its published version without them."""
    of = request.param
    original = bureau_walk.draft(
        **{**PROPOSALS[of], "disclosure_reason": canary("reason"), "public_title": "关于学校布局调整的意见"},
        title=f"关于{canary('title')}的通知",
        summary=canary("summary"),
        notes=canary("notes"),
        drafting_section=canary("section"),
    )
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(canary("bytes").encode(), "text/plain", f"{canary('filename')}.txt")
        attachment = api.content.create(
            container=original, type="DocumentAttachment", title=canary("attachment"), file=file
        )
        link = f'<p>{canary("text")}</p><p>见<a href="resolveuid/{IUUID(attachment)}">附件</a></p>'
        link += f'<p><a href="{original.absolute_url()}/view">本文</a></p><p>保留的一段。</p>'
        original.text = RichTextValue(link, "text/html", "text/x-html-safe")
        notify(ObjectModifiedEvent(original))
    bureau_walk.to(of, original)
    with api.env.adopt_user(username="drafter"):
        version = ICompanions(original).begin("public_version")
        copied = next(iter(version.objectValues()))
        raw = version.text.raw.replace(canary("text"), "×××")
        version.title, version.summary, version.notes = "关于×××的通知", None, None
        version.text = RichTextValue(raw, "text/html", "text/x-html-safe")
        notify(ObjectModifiedEvent(version))
        api.content.delete(copied, check_linkintegrity=False)
    bureau_walk.to("published", version)
    transaction.commit()
    return original, version


def told(answer):
    body = answer.body
    if body.startswith(b"\x1f\x8b"):
        body = decompress(body)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headerlist)
    return f"{answer.status}\n{headers}\n{body.decode('utf-8', 'replace')}"


#: What stands behind a version, and what shows many things at once, by what is asked for.
_REST = """
    / /@companions /@disclosure /@history /@breadcrumbs /@actions /@relations /@navigation /@publication /@channels
    ?expand=disclosure,breadcrumbs,navigation,companions /@comparison /@contextnavigation /@replaces /@types
    /@linkintegrity /@ledger /@problems /@papers/1
"""
_PAGES = """
    / /view /@@compare /@@opengov-may?step_id=sign /title /text /Description /SearchableText /@@historyview
"""
_MANY_REST = """
    /@search?metadata_fields=_all&b_size=500 /@search?fullobjects=1&b_size=500 /@disclosure-catalogue
    /bureau/@disclosure-catalogue /@disclosure-catalogue?text=zqv /bureau?fullobjects=1
"""
_MANY_PAGES = """
    /@@disclosure-catalogue /@@disclosure-catalogue.rss /bureau/@@disclosure-catalogue /@@disclosure-sitemap.xml?part=first
    /bureau /@@search?SearchableText=zqv* /sitemap.xml.gz /bureau/RSS
"""
ASKED = {"application/json": (_REST, _MANY_REST), "text/html": (_PAGES, _MANY_PAGES)}


@pytest.mark.parametrize("accept", list(ASKED))
def test_a_public_version_leads_nowhere(door, pair, accept):
    original, version = pair
    words = [*map(canary, PLACES), IUUID(original), original.getId(), original.getId()[:16]]
    words += [name for child in original.objectValues() for name in (IUUID(child), child.getId())]
    behind, many = (addresses.split() for addresses in ASKED[accept])
    asked = [*(address(version) + more for more in behind), *many]
    found, answered = {}, 0
    with door.without_trace():
        for user in ("", "other-disclosure-officer"):
            for path in asked:
                answer = door.ask("GET", path, user, Accept=accept)
                answered += answer.status_int == 200
                said = [word for word in words if word in told(answer)]
                if said:
                    found[user, path] = said
    assert not found
    assert answered > 10


def test_the_catalogue_leads_from_a_version_to_nothing(door, pair):
    _original, version = pair
    with door.without_trace():
        entries = door.ask("GET", "/@disclosure-catalogue").json["items"]
    ours = next(item for item in entries if item["title"] == version.title)
    assert (ours["companion"], ours["companion_of"], ours["related"]) == ("public_version", None, [])
    assert not any(item["related"] for item in entries)


def test_the_words_are_there_for_those_who_may_see_them(door, pair):
    original, version = pair
    with door.without_trace():
        read = told(door.ask("GET", f"{address(original)}?expand=disclosure", "drafter"))
        seen = door.ask("GET", f"{address(version)}/@companions", "drafter").json
    for place in ("title", "text", "summary", "notes", "reason", "section"):
        assert canary(place) in read
    assert seen["of"]["UID"] == IUUID(original)
    assert (seen["kind"], seen["note"]) == ("public_version", "公开版，本文有删减")


def test_the_original_stays_hidden_beside_its_version(door, pair):
    original, _version = pair
    with door.without_trace():
        for more in ("", "/view", "/@companions", "/@disclosure", "/@comparison", "/@@compare"):
            assert door.ask("GET", address(original) + more).status_int == 404
        for child in original.objectValues():
            assert door.ask("GET", f"{address(child)}/@@download/file").status_int == 404


def test_a_version_and_its_original_side_by_side(door, pair):
    original, version = pair
    with door.without_trace():
        answer = door.ask("GET", f"{address(version)}/@comparison", "disclosure-reviewer")
        page = door.ask("GET", f"{address(version)}/@@compare", "disclosure-reviewer", Accept="text/html")
    assert answer.status_int == 200
    assert answer.json["original"]["UID"] == IUUID(original)
    kinds = [row["kind"] for row in answer.json["rows"]]
    assert "same" in kinds and set(kinds) > {"same"}
    left = "".join(piece["text"] for row in answer.json["rows"] for piece in row["left"] if piece["differs"])
    assert canary("text") in left
    assert {field["name"] for field in answer.json["fields"]} >= {"title", "summary", "notes", "disclosure_attribute"}
    assert answer.json["attachments"] == [{"name": canary("attachment"), "kind": "absent"}]
    assert page.status_int == 200
    text = page.body.decode()
    assert f"<del>{canary('text')}</del>" in text
    assert "col-12 col-md-6" in text and canary("attachment") in text


@pytest.mark.parametrize(
    ("user", "status"),
    [("", 401), ("member", 403), ("other-drafter", 403), ("web-editor", 403), ("manager", 403), ("signer", 200)],
)
def test_the_comparison_is_for_insiders(door, pair, user, status):
    with door.without_trace():
        assert door.ask("GET", f"{address(pair[1])}/@comparison", user).status_int == status


def test_there_is_nothing_to_compare_where_there_is_no_original(door, matrix):
    with door.without_trace():
        for more in ("@comparison", "@@compare"):
            assert door.ask("GET", f"/bureau/{matrix['ids']['published']}/{more}", "drafter").status_int == 404
