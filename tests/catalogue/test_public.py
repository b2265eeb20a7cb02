"""What anybody may learn from the catalogue, at each of its doors, in the course of a document's life."""

from lxml import etree
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from urllib.parse import quote

import pytest


CANARY = "金丝雀计划"
SECOND = "另一个机关"
DOORS = (
    "@@disclosure-catalogue",
    "@@disclosure-catalogue.rss",
    "@@disclosure-sitemap.xml?part=first",
    "++api++/@disclosure-catalogue",
    "bureau/@@disclosure-catalogue",
    "bureau/@@disclosure-catalogue.rss",
    "bureau/++api++/@disclosure-catalogue",
)


def everything(visitor):
    """All that the doors say, also to those who search for the words (answers repeat the words of the question)."""
    said = [visitor.get(door, json="++api++" in door, status=200).text for door in DOORS]
    for words in ("通知", "教育"):
        said.append(visitor.get(f"@@disclosure-catalogue?text={quote(words)}").text)
    return "\n".join(said)


def items(visitor, query="", where=""):
    return visitor.json(f"{where}@disclosure-catalogue{query}")["items"]


def test_an_empty_catalogue_says_so(public, office):
    public.get("@@disclosure-catalogue", status=200).mustcontain("disclosure-catalogue-empty")
    assert public.json("@disclosure-catalogue")["items"] == []
    assert public.json("@disclosure-catalogue")["total"] == 0


def address_of(document):
    """As the client of these tests asks for it, whatever server another test has started."""
    return "http://nohost" + "/".join(document.getPhysicalPath())


def test_a_published_document_is_at_every_door(public, office, catalogue):
    document = office.make(
        "published",
        f"关于{CANARY}的通知",
        summary="招生安排",
        subject_class="science_education",
        document_keywords=("招生",),
    )
    url = address_of(document)
    for door in DOORS:
        answer = public.get(door, json="++api++" in door, status=200)
        assert (url if "sitemap" in door else CANARY) in (str(answer.json) if "++api++" in door else answer.text), door
    entry = items(public)[0]
    assert entry["@id"] == url
    assert entry["index_number"] == f"002512345/{entry['publication_date'][:4]}-00001"
    assert entry["number"].startswith("云教〔")
    assert entry["agency"] == "云溪市教育局"
    assert entry["mark"] == "（此件公开发布）"
    assert entry["summary"] == "招生安排"
    assert {"path", "facets", "text"}.isdisjoint(entry)
    assert catalogue.index_number(IUUID(document)) == entry["index_number"]
    assert public.get(url, status=200)


def test_attachments_are_named_in_their_order(public, office):
    files = [NamedBlobFile(b"x", filename=name) for name in ("甲.txt", "乙.txt")]
    office.make("published", "关于附件的通知", attachments=files)
    assert sorted(items(public)[0]["attachments"]) == ["乙.txt", "甲.txt"]
    assert len(items(public, f"?text={quote('乙')}")) == 1


def test_a_withdrawn_document_is_gone_from_every_door_at_once(public, office, catalogue):
    document = office.make("published", f"关于{CANARY}的通知", text=CANARY)
    assert CANARY in everything(public) + str(items(public))
    office.withdraw(document)
    assert CANARY not in everything(public) + str(items(public))
    assert document.getId() not in everything(public)
    assert public.json("@disclosure-catalogue")["total"] == 0
    assert list(catalogue.verify()) == []


def test_a_document_on_request_shows_its_public_title_and_no_text(public, office):
    document = office.make(
        "registered",
        f"真名{CANARY}",
        text=f"正文{CANARY}",
        public_title="关于学校布局调整的意见",
        summary=f"摘要{CANARY}",
        document_keywords=(CANARY,),
        attachments=(NamedBlobFile(b"x", filename=f"{CANARY}.txt"),),
    )
    entry = items(public)[0]
    assert entry["title"] == "关于学校布局调整的意见"
    assert (entry["@id"], entry["summary"], entry["keywords"], entry["attachments"]) == ("", "", [], [])
    assert entry["mark"] == "（此件依申请公开）"
    assert entry["index_number"]
    assert CANARY not in everything(public) + str(items(public))
    assert document.getId() not in everything(public) + str(items(public))
    assert items(public, f"?text={quote(CANARY)}") == []
    assert len(items(public, f"?text={quote('布局调整')}")) == 1
    public.get("@@disclosure-catalogue", status=200).mustcontain("关于学校布局调整的意见")


@pytest.mark.parametrize("title", [None, "", "   "])
def test_without_a_public_title_a_document_on_request_is_not_in_the_catalogue(public, office, title):
    office.make("registered", f"真名{CANARY}", public_title=title)
    assert items(public) == []
    assert CANARY not in everything(public)


@pytest.mark.parametrize("state", ["draft", "issued", "withheld"])
def test_what_is_not_public_is_at_no_door(public, office, catalogue, state):
    if state == "withheld":
        office.make(state, f"关于{CANARY}的通知", text=CANARY, public_title=CANARY, summary=CANARY)
    else:
        document = office.draft(f"关于{CANARY}的通知", disclosure_attribute="proactive", summary=CANARY)
        if state == "issued":
            office.sign(document)
    assert CANARY not in everything(public) + str(items(public))
    assert items(public, f"?text={quote(CANARY)}") == []
    assert catalogue.page()["total"] == 0


def test_an_agency_shows_its_own_only(public, office, make_office):
    other = make_office("health", SECOND, issuer_codes=["云卫"])
    office.make("published", "关于教育的通知")
    other.make("published", "关于卫生的通知")
    assert len(items(public)) == 2
    assert [item["title"] for item in items(public, where="health/")] == ["关于卫生的通知"]
    assert "关于教育的通知" not in public.get("health/@@disclosure-catalogue").text


def test_an_agency_without_code_publishes_and_gets_its_index_number_later(office, catalogue):
    office.agency.credit_code = None
    document = office.make("published", "关于编号的通知")
    assert catalogue.entry(IUUID(document))["index_number"] == ""
    office.agency.organization_code = "0142768-8"
    catalogue.refresh(document)
    assert catalogue.entry(IUUID(document))["index_number"].startswith("01427688/")


def test_index_numbers_are_kept_for_life_and_never_given_twice(office, make_office, catalogue):
    twin = make_office("twin", SECOND, issuer_codes=["云孪"], credit_code="11330500002512345A")
    documents = [maker.make("published", f"第{n}号通知") for n in range(2) for maker in (office, twin)]
    given = [catalogue.index_number(IUUID(document)) for document in documents]
    assert [number[-5:] for number in given] == ["00001", "00002", "00003", "00004"]
    office.withdraw(documents[0])
    assert catalogue.index_number(IUUID(documents[0])) == given[0]
    office.make("published", "又一份通知")
    assert len({*given, *catalogue_numbers(catalogue)}) == 5


def catalogue_numbers(catalogue):
    return [item["index_number"] for item in catalogue.page()["items"]]


HOSTILE = "<script>alert(1)</script>\" onmouseover='x' & ]]> 通知"


def test_a_hostile_title_is_text_everywhere(public, office):
    office.make("published", HOSTILE, summary="<img src=x onerror=alert(2)>", document_keywords=("</title>",))
    office.make("registered", "另一份", public_title=f"{HOSTILE}二")
    for door in ("@@disclosure-catalogue", "bureau/@@disclosure-catalogue"):
        text = public.get(door, status=200).text
        assert "<script>alert(1)" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;alert(1)" in text
    feed = etree.fromstring(public.get("@@disclosure-catalogue.rss").body)
    assert {HOSTILE, f"{HOSTILE}二"} == {title.text for title in feed.iterfind(".//item/title")}


def test_hostile_words_are_searched_for_and_shown_as_text(public, office):
    office.make("published", "关于开学的通知")
    for words in ('"><script>alert(3)</script>', "'; DROP TABLE", "${request}", "*", "(", "\\", "%00"):
        page = public.get(f"@@disclosure-catalogue?text={quote(words)}", status=200)
        assert "<script>alert(3)" not in page.text
        public.get(f"@@disclosure-catalogue.rss?text={quote(words)}", status=200)
        assert public.json(f"@disclosure-catalogue?text={quote(words)}")["items"] == [], words


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("sort_on=title", "sort_on"),
        ("size=0", "size"),
        ("size=101", "size"),
        ("size=ten", "size"),
        ("size=%C2%B2", "size"),
        ("after=x", "after"),
        ("after=-1", "after"),
        ("after=99999999999999999999", "after"),
        ("text=a&text=b", "text"),
        ("text:int=5", "text"),
        ("kind:list=notice", "kind"),
        ("agency.x:record=1", "agency"),
        (f"text={'a' * 101}", "text"),
        (f"kind={'a' * 101}", "kind"),
    ],
)
def test_a_query_that_is_not_understood_is_refused_with_its_field(public, query, field):
    answer = public.get(f"@disclosure-catalogue?{query}", json=True, status=400)
    assert answer.json["type"] == "RuleBroken"
    assert answer.json["errors"][0]["field"] == field


def test_an_agency_cannot_be_asked_for_another_agency(public, office):
    public.get("bureau/@disclosure-catalogue?agency=x", json=True, status=400)


def test_a_page_ignores_what_others_add_to_its_links(public):
    public.get("@@disclosure-catalogue?utm_source=mail", status=200)
    public.get("@@disclosure-catalogue?after=nonsense", status=400)


def test_an_unknown_value_of_a_filter_finds_nothing(public, office):
    office.make("published", "关于开学的通知")
    for name in ("agency", "kind", "year", "subject", "attribute"):
        answer = public.json(f"@disclosure-catalogue?{name}=unheard-of")
        assert (answer["items"], answer["total"], answer["next"]) == ([], 0, None), name


def test_filters_and_words_work_together(public, office):
    office.make("published", "关于开学的通知", subject_class="science_education")
    office.make("published", "关于体检的通知", subject_class="health_sport")
    found = items(public, f"?subject=health_sport&kind=notice&text={quote('体检')}")
    assert [item["title"] for item in found] == ["关于体检的通知"]
    page = public.get("@@disclosure-catalogue?subject=health_sport")
    page.mustcontain("关于体检的通知", no=["关于开学的通知"])


def test_pages_are_turned_by_links_that_keep_the_filter(public, office):
    for number in range(3):
        office.make("published", f"第{number}号通知")
    page = public.get("@@disclosure-catalogue?kind=notice&size=2")
    page.mustcontain("第2号通知", "第1号通知", no="第0号通知")
    following = page.click(href="after=")
    following.mustcontain("第0号通知", no="第1号通知")
    assert "kind=notice" in following.request.url
    first = public.json("@disclosure-catalogue?size=2")
    assert [item["title"] for item in items(public, f"?size=2&after={first['next']}")] == ["第0号通知"]


@pytest.mark.parametrize("door", ["@@disclosure-catalogue", "@@disclosure-catalogue.rss", "@disclosure-catalogue"])
def test_a_browser_asks_each_time_and_learns_of_a_withdrawal(public, office, door):
    document = office.make("published", "关于开学的通知")
    rest = not door.startswith("@@")
    answer = public.get(door, json=rest, status=200)
    assert answer.headers["Cache-Control"] == "no-cache"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert public.get(door, json=rest, headers=known, status=304).body == b""
    office.withdraw(document)
    assert "关于开学的通知" not in public.get(door, json=rest, headers=known, status=200).text


def test_the_sitemap_points_to_its_parts(public, office):
    document = office.make("published", "关于开学的通知")
    index = etree.fromstring(public.get("@@disclosure-sitemap.xml", status=200).body)
    parts = [place.text for place in index.iterfind(".//{*}loc")]
    assert len(parts) == 1
    part = etree.fromstring(public.get(parts[0], status=200).body)
    assert [place.text for place in part.iterfind(".//{*}loc")] == [address_of(document)]
    public.get("@@disclosure-sitemap.xml?part=nonsense", status=400)


def test_control_characters_do_not_break_the_feed(catalogue, public, office):
    document = office.make("published", "关于开学的通知")
    document.title = "换页\x0c与\ud800"
    catalogue.refresh(document)
    etree.fromstring(public.get("@@disclosure-catalogue.rss", status=200).body)


def test_verification_names_what_disagrees(office, catalogue):
    shown = office.make("published", "关于开学的通知")
    assert list(catalogue.verify()) == []
    catalogue.forget(IUUID(shown))
    assert list(catalogue.verify()) == [{"uid": IUUID(shown), "problem": "missing"}]
    catalogue.refresh(shown)
    assert list(catalogue.verify()) == []
    shown.portal_workflow.setStatusOf("opengov_document_workflow", shown, {"review_state": "withdrawn"})
    assert {"uid": IUUID(shown), "problem": "hidden"} in list(catalogue.verify())


def test_reading_writes_nothing(site, public, office):
    office.make("published", "关于开学的通知")
    everything(public)  # Plone itself writes when its portlets are shown for the first time
    serial = site._p_jar.db().lastTransaction()
    everything(public)
    public.get("@@disclosure-sitemap.xml")
    assert site._p_jar.db().lastTransaction() == serial


def test_refreshing_keeps_the_place_in_the_list(office, catalogue):
    older, _newer = (office.make("published", f"第{number}号通知") for number in range(2))
    before = [item["key"] for item in catalogue.page()["items"]]
    catalogue.refresh(older)
    assert [item["key"] for item in catalogue.page()["items"]] == before
