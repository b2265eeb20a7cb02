"""The public side at its doors: facets, hits, metadata, links to keep, feeds, machines, the list of withheld documents."""

from lxml import etree
from lxml import html
from opengov.disclosure.catalogue import setup
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IWithheldList
from opengov.disclosure.catalogue.routines import Catalogue
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from urllib.parse import quote

import json
import pytest
import transaction


CANARY = "金丝雀计划"
CHINESE = {"Accept-Language": "zh-CN"}


def page_of(visitor, query="", where=""):
    return html.fromstring(visitor.get(f"{where}@@disclosure-catalogue{query}", status=200).text)


def text_of(node):
    return " ".join(node.text_content().split())


def facet(page, name):
    """Title and number of each value of a facet."""
    links = page.xpath(f"//ul[@data-facet='{name}']//a")
    return {text_of(link.find("span")): [text_of(number) for number in link.findall("small")] for link in links}


@pytest.fixture
def shelf(office):
    """Three documents of two years and two subjects."""
    return [
        office.make(
            "published", "关于印发防汛应急预案的通知", text="防汛工作由应急局负责。", subject_class="agriculture"
        ),
        office.make(
            "published",
            "关于开学的通知",
            text="各学校：按时开学。",
            subject_class="science_education",
            genre_class="通知",
        ),
        office.make("published", "关于校车的决定", text="校车防汛检查。", subject_class="science_education"),
    ]


def test_facets_count_what_is_left_and_keep_the_filter(public, shelf):
    page = page_of(public)
    assert facet(page, "kind") == {"Notice": ["3"]}
    assert sorted(facet(page, "subject").values()) == [["1"], ["2"]]
    link = page.xpath("//ul[@data-facet='genre']//a")[0].get("href")
    narrowed = html.fromstring(public.get(link, status=200).text)
    assert [text_of(title) for title in narrowed.xpath("//h3[contains(@class,'h5')]")] == ["关于开学的通知"]
    assert list(facet(narrowed, "subject").values()) == [["1"]]
    [chip] = narrowed.xpath("//nav[contains(@class,'opengov-chips')]//a[contains(@class,'btn')]")
    assert "genre=" not in chip.get("href")
    told = public.json("@disclosure-catalogue?subject=science_education&facets=1")
    assert [(one["title"], one["count"]) for one in told["facets"]["genre"]] == [("通知", 1)]


def test_a_hit_shows_the_words_marked_and_escaped(public, office, shelf):
    office.make("published", "<b>防汛</b>的决定", text="<i>防汛</i>&amp;检查")
    page = page_of(public, f"?text={quote('防汛')}")
    assert {text_of(mark) for mark in page.xpath("//ol[@id='disclosure-catalogue-entries']//mark")} == {"防汛"}
    assert "<b>防汛" not in public.get(f"@@disclosure-catalogue?text={quote('防汛')}").text
    [first, *_rest] = public.json(f"@disclosure-catalogue?text={quote('应急预案通知')}")["items"]
    assert first["title"] == "关于印发防汛应急预案的通知"
    assert "".join(piece["text"] for piece in first["excerpt"]) == "防汛工作由应急局负责。 云溪市教育局 2026年11月20日"


def test_the_best_answers_come_first_unless_the_newest_are_asked_for(public, shelf):
    found = [item["title"] for item in public.json(f"@disclosure-catalogue?text={quote('防汛')}")["items"]]
    newest = public.json(f"@disclosure-catalogue?text={quote('防汛')}&sort=newest")["items"]
    assert found == ["关于印发防汛应急预案的通知", "关于校车的决定"]
    assert [item["title"] for item in newest] == found[::-1]


def test_pages_of_hits_are_turned_and_none_is_shown_twice(public, shelf):
    first = public.json(f"@disclosure-catalogue?text={quote('防汛')}&size=1")
    second = public.json(f"@disclosure-catalogue?text={quote('防汛')}&size=1&after={first['next']}")
    assert [first["items"][0]["title"], second["items"][0]["title"]] == ["关于印发防汛应急预案的通知", "关于校车的决定"]
    assert second["next"] is None


def test_a_document_is_found_by_its_number_in_other_brackets_and_by_its_day(public, shelf):
    for words in ("云教(2026)2号", "云教［２０２６］2", "002512345/2026-00002"):
        found = public.json(f"@disclosure-catalogue?text={quote(words)}")["items"]
        assert [item["title"] for item in found] == ["关于开学的通知"], words
    assert len(public.json(f"@disclosure-catalogue?text={quote('2026年11月20日')}")["items"]) == 3


def test_where_nothing_is_found_the_page_says_what_would_find_something(public, shelf):
    page = page_of(public, f"?text={quote('开学 防汛')}&kind=notice")
    [empty] = page.xpath("//*[@id='disclosure-catalogue-empty']")
    for link in empty.xpath(".//li/a"):
        found = html.fromstring(public.get(link.get("href"), status=200).text)
        assert found.xpath("//ol[@id='disclosure-catalogue-entries']/li"), link.get("href")
    assert len(empty.xpath(".//li/a")) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("size=ten", 400),
        ("after=x", 400),
        ("sort=title", 400),
        (f"text={quote('长' * 101)}", 400),
        ("subject=moon", 200),
        ("year=1066", 200),
    ],
)
def test_wrong_input_is_answered_with_what_was_typed_and_a_way_on(public, shelf, query, status):
    answer = public.get(f"@@disclosure-catalogue?{query}&kind=notice", status=status)
    page = html.fromstring(answer.text)
    [problem] = page.xpath("//*[@id='disclosure-catalogue-problems']/p")
    way_on = problem.xpath("./a")[0].get("href")
    assert "kind=notice" in way_on
    assert public.get(way_on, status=200)
    if query.startswith("text"):
        assert page.xpath("//input[@name='text']")[0].get("value") == "长" * 101


def test_the_document_page_tells_metadata_files_and_the_link_to_keep(public, office):
    files = [NamedBlobFile(b"x" * 2048, filename="登记表.pdf")]
    document = office.make(
        "published", "关于开学的通知", subject_class="science_education", attachments=files, document_keywords=("招生",)
    )
    page = html.fromstring(public.get(document.absolute_url(), headers=CHINESE, status=200).text)
    cells = {
        cell.get("data-name"): text_of(cell) for cell in page.xpath("//table[contains(@class,'opengov-metadata')]//td")
    }
    assert cells["index_number"] == "002512345/2026-00001"
    assert cells["number"] == "云教〔2026〕1号"
    assert cells["agency"] == "云溪市教育局"
    assert (cells["issue_date"], cells["publication_date"]) == ("2026-11-20", "2026-11-20")
    assert cells["keywords"] == "招生"
    [file] = page.xpath("//ul[contains(@class,'opengov-files')]/li")
    assert "PDF" in text_of(file) and "2.0 KB" in text_of(file)
    [keep] = page.xpath("//*[contains(@class,'opengov-permanent')]/a")
    assert keep.get("href").endswith("/@@gkml/002512345/2026-00001")


def test_the_way_back_leads_to_the_list_as_it_was(public, shelf):
    address = shelf[0].absolute_url()
    came = "http://nohost/plone/@@disclosure-catalogue?kind=notice&text=%E9%98%B2%E6%B1%9B"
    page = html.fromstring(public.get(address, headers={"Referer": came}).text)
    assert page.xpath("//*[@id='opengov-public-metadata']/p/a")[0].get("href") == came
    bureau = "http://nohost/plone/bureau/disclosure-catalogue?after=x&colour=red&year=2026"
    page = html.fromstring(public.get(address, headers={"Referer": bureau}).text)
    [link] = page.xpath("//*[@id='opengov-public-metadata']/p/a")
    assert link.get("href") == "http://nohost/plone/bureau/@@disclosure-catalogue?year=2026"


STRANGE = [
    "http://evil.example/@@disclosure-catalogue",
    "http://evil.example/plone/@@disclosure-catalogue",
    "http://nohost/plone@evil.example/@@disclosure-catalogue",
    "http://nohost/plone.evil.example/@@disclosure-catalogue",
    "http://nohost/plone//evil.example/@@disclosure-catalogue",
    "http://nohost/plone/../evil/@@disclosure-catalogue",
    "http://nohost/plone/nothing/@@disclosure-catalogue",
    "http://nohost/plone/bureau/logout/@@disclosure-catalogue",
    "http://nohost/plone/logout?/@@disclosure-catalogue",
    "http://nohost/plone/@@disclosure-catalogue/evil",
    "http://nohost/plone/@@disclosure-catalogue#evil",
    "http://nohost/plone/\\evil/@@disclosure-catalogue",
    "javascript:alert(1)//@@disclosure-catalogue",
    "javascript:alert(1)",
    "//evil.example/@@disclosure-catalogue",
    "@@disclosure-catalogue",
    "data:text/html,evil",
    '"><script>evil',
]


def test_the_way_back_never_leads_anywhere_but_to_a_catalogue_of_this_site(public, shelf):
    address = shelf[0].absolute_url()
    for referer in STRANGE:
        page = html.fromstring(public.get(address, headers={"Referer": referer}).text)
        [link] = page.xpath("//*[@id='opengov-public-metadata']/p/a")
        assert link.get("href") == "http://nohost/plone/@@disclosure-catalogue", referer
    hostile = 'http://nohost/plone/@@disclosure-catalogue?text="><script>evil&kind=javascript:evil&size=http://evil'
    page = public.get(address, headers={"Referer": hostile}).text
    assert "<script>evil" not in page and "http://evil" not in page
    [link] = html.fromstring(page).xpath("//*[@id='opengov-public-metadata']/p/a")
    assert link.get("href").startswith("http://nohost/plone/@@disclosure-catalogue?")


def test_the_catalogue_is_one_place_of_the_navigation_and_home_another(public, shelf):
    """The script of the navigation cuts addresses off at ``@@`` and takes the canonical one for where the reader is."""
    page = page_of(public, "?kind=notice")
    [link] = page.xpath("//li[contains(@class, 'opengov-catalogue')]/a")
    assert link.get("href") == "http://nohost/plone/disclosure-catalogue"
    assert page.xpath("//link[@rel='canonical']/@href") == [link.get("href")]
    assert public.get("disclosure-catalogue", status=200)
    page = page_of(public, where="bureau/")
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://nohost/plone/bureau/disclosure-catalogue"]
    page = html.fromstring(public.get(shelf[0].absolute_url()).text)
    assert page.xpath("//link[@rel='canonical']/@href") == [shelf[0].absolute_url()]


def test_the_link_to_keep_survives_a_move_and_ends_with_the_publication(public, office):
    document = office.make("published", "关于开学的通知")
    link = public.json("@disclosure-catalogue")["items"][0]["permanent_link"]
    by_uid = f"@@gkml/{IUUID(document)}"
    for address in (link, by_uid):
        answer = public.get(address, status=302)
        assert answer.headers["Location"].endswith(document.getId())
        assert answer.headers["Cache-Control"] == "no-cache"
    missing = public.get("@@gkml/999999999/2026-00001", status=404)
    office.withdraw(document)
    for address in (link, by_uid):
        hidden = public.get(address, status=404)
        asked = address.removeprefix("http://nohost/plone/")
        assert hidden.text.replace(asked, "X") == missing.text.replace("@@gkml/999999999/2026-00001", "X")
    public.get("@disclosure-catalogue/002512345/2026-00001", json=True, status=404)


def test_what_is_given_on_request_has_a_page_of_metadata_alone(public, office):
    document = office.make(
        "registered",
        f"真名{CANARY}",
        text=CANARY,
        public_title="关于布局调整的意见",
        summary=CANARY,
        document_keywords=(CANARY,),
    )
    link = public.json("@disclosure-catalogue")["items"][0]["permanent_link"]
    answer = public.get(link, status=200)
    answer.mustcontain(
        "关于布局调整的意见",
        "002512345/2026-00001",
        "opengov-on-request",
        no=[CANARY, document.getId(), IUUID(document)],
    )
    public.get(f"@@gkml/{IUUID(document)}", status=404)
    page_of(public).xpath(f"//a[@href='{link}']")[0]
    told = json.loads(html.fromstring(answer.text).xpath("//script[@type='application/ld+json']/text()")[0])
    assert told["name"] == "关于布局调整的意见" and told["isAccessibleForFree"] is False


def test_machines_read_what_the_page_shows_and_no_title_breaks_out(public, office):
    hostile = "</script><script>alert(1)</script>&\"'"
    document = office.make("published", hostile, summary="招生")
    page = public.get(document.absolute_url(), status=200)
    assert "<script>alert(1)" not in page.text
    tree = html.fromstring(page.text)
    told = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert told["name"] == hostile
    assert told["publisher"] == {"@type": "GovernmentOrganization", "name": "云溪市教育局"}
    assert told["@type"] == "DigitalDocument"
    tags = {tag.get("name"): tag.get("content") for tag in tree.xpath("//meta[@name]")}
    assert tags["DC.title"] == tags["ArticleTitle"] == hostile
    assert tags["PubDate"] == "2026-11-20"


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_says_which_filter_it_follows_and_leads_to_pages(public, shelf, form):
    page = page_of(public, f"?kind=notice&text={quote('防汛')}")
    [link] = page.xpath(f"//link[@type='application/{form}+xml'][contains(@href, 'disclosure-catalogue')]")
    answer = public.get(link.get("href"), status=200)
    assert answer.content_type == f"application/{form}+xml"
    feed = etree.fromstring(answer.body)
    title = feed.find(".//{*}title").text
    assert "Notice" in title and "防汛" in title
    assert title in link.get("title")
    entries = feed.findall(".//item") or feed.findall("{*}entry")
    assert [entry.find("{*}title").text for entry in entries] == ["关于校车的决定", "关于印发防汛应急预案的通知"]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_what_others_keep_of_the_catalogue_has_the_public_address(public, shelf, form):
    api.portal.set_registry_record("opengov.disclosure.notices.public_address", "https://gw.example.gov.cn")
    transaction.commit()
    forged = {"Host": "evil.example"}
    for door in (
        f"@@disclosure-catalogue.{form}?kind=notice",
        "@@disclosure-sitemap.xml",
        "@@disclosure-sitemap.xml?part=first",
    ):
        answer = public.get(door, headers=forged, status=200)
        assert "https://gw.example.gov.cn/" in answer.text
        assert "evil.example" not in answer.text and "nohost" not in answer.text
    links = [entry["permanent_link"] for entry in public.json("@disclosure-catalogue")["items"]]
    assert links and all(link.startswith("https://gw.example.gov.cn/@@gkml/") for link in links if link)


def test_agencies_are_browsed_as_a_tree(public, office, shelf, make_office):
    make_office("silent", "云溪市静默局", issuer_codes=["云静"])
    tree = html.fromstring(public.get("@@disclosure-agencies", status=200).text)
    [row] = tree.xpath("//ul[@class='opengov-agency-tree']/li")
    assert "云溪市教育局" in text_of(row) and "3" in text_of(row)
    assert row.xpath("./a")[0].get("href").endswith("/bureau/@@disclosure-catalogue")


DOORS = (
    "@@disclosure-catalogue",
    "@@disclosure-catalogue.rss",
    "@@disclosure-catalogue.atom",
    "@@disclosure-agencies",
    "@@disclosure-sitemap.xml?part=first",
    "@disclosure-catalogue?facets=1",
    "@@disclosure-catalogue?text=" + quote("通知"),
    "@disclosure-catalogue?facets=1&text=" + quote("通知"),
)


def test_a_canary_of_what_is_not_public_is_at_no_door(public, office):
    """Draft, signed, withheld, on request, withdrawn: not a word in lists, facets, feeds, sitemap, machines, links."""
    hidden = {"summary": CANARY, "genre_class": CANARY, "document_keywords": (CANARY,), "text": f"通知{CANARY}"}
    shown = office.make("published", f"{CANARY}的通知", **hidden)
    before = [public.get(door, json=door[:2] != "@@").text for door in DOORS]
    assert all(
        CANARY in (door if "\\u" not in door else json.dumps(json.loads(door), ensure_ascii=False))
        for door in before[:3]
    )
    office.withdraw(shown)
    draft = office.draft(f"{CANARY}的通知", disclosure_attribute="proactive", **hidden)
    transaction.commit()
    documents = [shown, draft, office.make("withheld", f"{CANARY}的通知", public_title=CANARY, **hidden)]
    documents.append(
        office.make("registered", f"{CANARY}的通知", public_title="公开的题目", **{**hidden, "genre_class": ""})
    )
    for door in DOORS:
        said = public.get(door, json=door[:2] != "@@", status=200)
        told = json.dumps(said.json, ensure_ascii=False) if door[:2] != "@@" else said.text
        assert CANARY not in told, door
        assert not [each for each in documents if each.getId() in told or IUUID(each) in told], door
    assert public.json(f"@disclosure-catalogue?text={quote(CANARY)}")["items"] == []
    for each in documents:
        assert public.get(f"@@gkml/{IUUID(each)}", status=404)


def file_by_short_way(office):
    """A document withheld under a profile that asks no section head."""
    checks = ["accuracy", "authority", "completeness", "timeliness"]
    grounds = {"disclosure_grounds": ("personnel",), "disclosure_reason": "内部人事管理", "discretion": "影响内部工作"}
    document = office.draft("后来的通知", disclosure_attribute="withheld", **grounds)
    office.take(document, "submit", "drafter")
    office.take(document, "approve", "disclosure-reviewer", checks=checks)
    office.take(document, "sign", "signer")
    office.take(document, "file", "disclosure-officer")
    transaction.commit()
    return document


def zunyi(office):
    office.agency.jurisdiction = "zunyi-2020"
    with api.env.adopt_roles(["Manager"]):
        from opengov.disclosure.agency.interfaces import ISettingsHistory

        ISettingsHistory(office.agency).follow("测试")
    transaction.commit()


def test_the_list_of_withheld_documents_is_public_where_the_profile_says_so_and_masked(public, officer, office):
    document = office.make(
        "withheld", f"关于{CANARY}的通知", text=CANARY, public_title=CANARY, disclosure_reason=f"因为{CANARY}"
    )
    body = {"act": "publish", "year": "2026", "filed_with": "云溪市人民政府办公室", "filed_on": "2026-11-20"}
    assert officer.send("POST", "bureau/@withheld-list", body).status_int == 400
    public.get("bureau/@@withheld-list", status=404)
    zunyi(office)
    public.get("bureau/@withheld-list", json=True, status=404)
    officer.get("bureau/@@withheld-list", status=200).mustcontain("××××", no=[CANARY])
    assert public.send("POST", "bureau/@withheld-list", body).status_int in (401, 404)
    assert officer.send("POST", "bureau/@withheld-list", {**body, "filed_on": "2999-01-01"}).status_int == 400
    assert officer.send("POST", "bureau/@withheld-list", body).status_int == 204
    page = public.get("bureau/@@withheld-list", status=200)
    page.mustcontain("××××", "政府信息公开条例 第十六条第一款", no=[CANARY, document.getId(), "云教〔2026〕"])
    assert public.json("bureau/@withheld-list")["acknowledged_on"] == ""
    told = {"acknowledged_on": "2026-11-20", "reference": "云府办备〔2026〕3号"}
    wrong = officer.send("POST", "bureau/@withheld-list", {**body, **told, "acknowledged_on": "2026-11-01"})
    assert [error["field"] for error in wrong.json["errors"]] == ["acknowledged_on"]
    assert officer.send("POST", "bureau/@withheld-list", {**body, **told}).status_int == 204
    public.get("bureau/@@withheld-list", status=200).mustcontain("云府办备〔2026〕3号", no=[CANARY])
    form = officer.get("bureau/@@withheld-list", status=200).forms["opengov-withheld-filing"]
    assert (form["filed_with"].value, form["reference"].value) == (body["filed_with"], told["reference"])
    form["acknowledged_on"] = ""
    page = html.fromstring(form.submit("publish", status=400).text)
    [field] = page.xpath("//input[@aria-invalid='true']")
    assert field.get("value") == told["reference"]
    [row] = public.json("bureau/@withheld-list")["items"]
    assert row == {
        "kind": "notice",
        "year": "2026",
        "grounds": ["personnel"],
        "clauses": ["政府信息公开条例 第十六条第一款"],
    }
    later = file_by_short_way(office)
    assert len(public.json("bureau/@withheld-list")["items"]) == 1
    # an acknowledgement is about what was filed, a new filing about what is withheld now
    number = {"reference": "云府办备〔2026〕4号"}
    anew = {"filed_on": "2026-11-19"}
    for sent, known, rows in (
        (told | number, told | number, 1),
        (told | number, told | number, 1),
        ({}, told | number, 1),
        ({"acknowledged_on": "", "reference": ""}, {"acknowledged_on": "", "reference": ""}, 1),
        (told, told, 1),
        (anew, {"acknowledged_on": "", "reference": ""}, 2),
    ):
        assert officer.send("POST", "bureau/@withheld-list", {**body, **sent}).status_int == 204
        answer = public.json("bureau/@withheld-list")
        assert {name: answer[name] for name in known} == known
        assert len(answer["items"]) == rows
    office.take(document, "void", "signer", reason="作废")
    office.take(later, "void", "signer", reason="作废")
    transaction.commit()
    assert public.json("bureau/@withheld-list")["items"] == []
    assert officer.send("POST", "bureau/@withheld-list", {"act": "retract", "year": "2026"}).status_int == 204
    public.get("bureau/@withheld-list", json=True, status=404)
    assert [entry.action for entry in ILedger(office.agency).entries()][-2:] == [
        "withheld_list_published",
        "withheld_list_retracted",
    ]
    assert IWithheldList(office.agency).years() == []


def test_an_earlier_store_shows_nothing_until_it_is_made_anew_and_everything_then(site, public, shelf, catalogue):
    before = public.json("@disclosure-catalogue?facets=1")
    storage.write(site).public.form = 1
    transaction.commit()
    assert public.json("@disclosure-catalogue")["items"] == []
    catalogue.refresh(shelf[0])
    setup.upgrade(site)
    setup.upgrade(site)
    transaction.commit()
    assert public.json("@disclosure-catalogue?facets=1") == before
    assert list(catalogue.verify()) == []


def test_the_routine_puts_right_what_differs(site, office, shelf, catalogue):
    gone, changed, _same = shelf
    gone.portal_workflow.setStatusOf("opengov_document_workflow", gone, {"review_state": "withdrawn"})
    changed.title = "另一个题目"
    assert {row["problem"] for row in catalogue.verify()} == {"hidden"}
    first = Catalogue(site).run("", 2)
    rest = Catalogue(site).run(first["next"], 2)
    assert sorted(first["done"] + rest["done"]) == sorted(map(IUUID, (gone, changed)))
    assert rest["next"] is None
    assert list(catalogue.verify()) == []
    assert catalogue.entry(IUUID(changed))["title"] == "另一个题目"
