"""The settings: each explains itself, is checked at its field, is on record, and cannot open what a rule closes."""

from door import Door
from opengov.disclosure.agency.interfaces import IAnnouncedYears
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IGroundExamples
from opengov.disclosure.catalogue.running import run
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.numbering import KINDS
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings.areas import AREAS
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import IRoutineRuns
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from town import PROPOSALS
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest
import transaction


NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""
PAGES = [area.view for area in AREAS if area.view.startswith("opengov")]


@pytest.fixture
def page(visit, site, manager):
    return lambda view="opengov-controlpanel", **more: visit(manager).open(site, f"@@{view}", **more)


def form_of(page):
    return page.forms["opengov-settings-form"]


def error_of(page, field):
    return page.html.find(id=f"error-{field}").text


def entries(site):
    return [entry.codes for entry in ILedger(site).entries() if entry.action == "setting_changed"]


# ---- overview


def test_the_overview_leads_to_every_area_and_tells_the_state_of_the_site(page, site):
    run(site, "send_notices", "", 50)
    transaction.commit()
    html = page().html
    for area in AREAS:
        assert html.find("a", href=lambda href, view=area.view: href and href.endswith(f"@@{view}"))
    text = html.get_text(" ")
    for word in ("Mail", "Working calendar", "Rights of the workflow", "Folder of sealed packages", "PDF of documents"):
        assert word in text
    for name in IRoutineRuns(site).names():
        assert name in text
    assert IRoutineRuns(site).last("send_notices")["finished"]
    assert IRoutineRuns(site).last("rescan") is None
    assert "Never: is the timer set up?" in text


def test_a_workflow_that_was_changed_is_told(page, site):
    state = api.portal.get_tool("portal_workflow")["opengov_document_workflow"].states["draft"]
    state.setPermission("View", False, ("Drafter", "Anonymous"))
    transaction.commit()
    assert "Somebody has changed the workflow" in page()


def test_the_panel_is_in_the_list(page):
    assert "@@opengov-controlpanel" in page("overview-controlpanel")


@pytest.mark.parametrize("view", ["opengov-controlpanel", *PAGES])
@pytest.mark.parametrize("who", ["", "drafter", "disclosure-officer"])
def test_settings_are_for_administrators(visit, site, who, view):
    answer = visit(who).open(site, f"@@{view}", status="*")
    assert answer.status_int in (302, 401, 403)
    assert "opengov-settings-form" not in answer


@pytest.mark.parametrize("view", ["opengov-controlpanel", *PAGES])
def test_looking_writes_nothing_and_every_page_explains_itself(page, site, view):
    page(view)
    last = site._p_jar.db().lastTransaction()
    html = page(view).html
    assert site._p_jar.db().lastTransaction() == last
    assert len(html.find_all("h1")) == 1
    ids = [tag["id"] for tag in html.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert html.find("p", class_="lead").text.strip()


def test_a_form_of_another_site_changes_nothing(visit, site, manager):
    answer = visit(manager).post(site, "@@opengov-settings-scan", {"rescan_days": "7"}, status="*")
    assert answer.status_int == 403
    assert api.portal.get_registry_record("opengov.disclosure.secrecy.rescan_days") == 30


# ---- numbers


def test_a_number_is_stored_and_on_record(page, site, manager):
    form = form_of(page("opengov-settings-reminders"))
    form["reminder_days"], form["leader_after"] = "5", "2"
    answer = form.submit("form.save").follow()
    assert api.portal.get_registry_record("opengov.disclosure.notices.reminder_days") == 5
    found = {codes["setting"].rpartition(".")[2]: (codes["old"], codes["new"]) for codes in entries(site)}
    assert found == {"reminder_days": ("3", "5"), "leader_after": ("0", "2")}
    assert ILedger(site).entries()[-1].actor == manager
    assert "3 → 5" in answer.html.get_text()


@pytest.mark.parametrize("typed", ["0", "31", "drei", "", "-1", "1.5", "３", "9" * 30])
def test_a_wrong_number_is_told_at_its_field_and_nothing_is_lost(page, site, typed):
    form = form_of(page("opengov-settings-reminders"))
    form["reminder_days"], form["keep_days"] = typed, "500"
    answer = form.submit("form.save", status=400)
    assert "R-X2" in error_of(answer, "reminder_days") and "30" in error_of(answer, "reminder_days")
    assert answer.html.find(id="opengov-errors").find("a")["href"] == "#setting-reminder_days"
    assert (form_of(answer)["reminder_days"].value, form_of(answer)["keep_days"].value) == (typed, "500")
    assert api.portal.get_registry_record("opengov.disclosure.notices.keep_days") == 400
    assert entries(site) == []


ADDRESS = "opengov.disclosure.notices.public_address"


def test_the_public_address_is_stored_without_the_last_slash_and_on_record(page, site, manager):
    form = form_of(page("opengov-settings-reminders"))
    assert form["public_address"].value == ""
    form["public_address"] = " https://gw.example.gov.cn/ "
    form.submit("form.save").follow()
    assert api.portal.get_registry_record(ADDRESS) == "https://gw.example.gov.cn"
    (codes,) = entries(site)
    assert codes["setting"] == ADDRESS
    assert ILedger(site).entries()[-1].actor == manager
    form = form_of(page("opengov-settings-reminders"))
    form["public_address"] = ""
    form.submit("form.save")
    assert api.portal.get_registry_record(ADDRESS) == ""
    assert len(entries(site)) == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("gw.example.gov.cn", "begins with http:// or https://"),
        ("https://gw.example.gov.cn/?a=b", "without ? and #"),
        (f"https://{'a' * 200}", "at most 200 characters"),
    ],
)
def test_a_wrong_public_address_is_told_at_its_field_and_nothing_is_lost(page, site, typed, says):
    form = form_of(page("opengov-settings-reminders"))
    form["public_address"], form["reminder_days"] = typed, "5"
    answer = form.submit("form.save", status=400)
    assert says in error_of(answer, "public_address") and "R-X2" in error_of(answer, "public_address")
    assert answer.html.find(id="opengov-errors").find("a")["href"] == "#setting-public_address"
    assert (form_of(answer)["public_address"].value, form_of(answer)["reminder_days"].value) == (typed, "5")
    assert (api.portal.get_registry_record(ADDRESS), entries(site)) == ("", [])


# ---- types


RECORD = "opengov.disclosure.signoff.governed_types"


def tick(form, name, values):
    for box in form.fields[name]:
        box.checked = box._value in values


def test_a_type_is_governed_and_let_go(page):
    form = form_of(page("opengov-settings-types"))
    tick(form, "governed_types", ["News Item"])
    assert form.submit("form.save").status_int == 302
    assert api.portal.get_registry_record(RECORD) == ("News Item",)
    form = form_of(page("opengov-settings-types"))
    tick(form, "governed_types", [])
    form.submit("form.save")
    assert api.portal.get_registry_record(RECORD) == ()


def test_a_type_with_governed_content_is_kept(walk, page):
    api.portal.set_registry_record(RECORD, ("News Item",))
    transaction.commit()
    with api.env.adopt_roles(["Manager"]):
        api.content.create(walk.agency, "News Item", id="news", title="动态", disclosure_attribute="proactive")
    form = form_of(page("opengov-settings-types"))
    tick(form, "governed_types", ["File"])
    answer = form.submit("form.save", status=400)
    assert "R-I2" in error_of(answer, "governed_types")
    assert [box._value for box in form_of(answer).fields["governed_types"] if box.checked] == ["File"]
    assert api.portal.get_registry_record(RECORD) == ("News Item",)


# ---- calendar


def entered(page, year, notice):
    form = form_of(page("opengov-settings-calendar"))
    form["year"], form["notice"] = year, notice
    return form


@pytest.mark.parametrize(
    ("year", "notice", "field"),
    [
        ("2027", "不是通知", "notice"),
        ("2027", "", "notice"),
        ("", NOTICE, "year"),
        ("27", NOTICE, "year"),
        ("2028", NOTICE, "notice"),
    ],
)
def test_a_notice_that_is_not_understood_is_kept_in_the_form(page, site, year, notice, field):
    answer = entered(page, year, notice).submit("form.preview", status=400)
    assert "R-D2" in error_of(answer, field)
    assert form_of(answer)["notice"].value.replace("\r\n", "\n").strip() == notice
    assert IAnnouncedYears(site).years() == ()


@pytest.mark.parametrize("start", ["²", "１００", "-1", "9" * 5000])
def test_a_start_that_is_no_number_begins_at_the_first_document(page, visit, manager, start):
    form = entered(page, "2027", NOTICE)
    fields = [*form.submit_fields("form.preview"), ("start", start)]
    answer = visit(manager).app.post(form.action, fields)
    assert answer.html.find(id="opengov-preview")


def test_a_notice_is_looked_at_and_then_stored(page, site):
    answer = entered(page, "2027", NOTICE).submit("form.preview")
    text = answer.html.find(id="opengov-preview").get_text(" ")
    assert "2027-02-14（周日）" in text and "2027-05-05（周三）" in text
    assert IAnnouncedYears(site).years() == ()
    assert form_of(answer).submit("form.store").status_int == 302
    assert IAnnouncedYears(site).years() == (2027,)
    assert [entry.action for entry in ILedger(site).entries()][-1] == "year_announced"


def test_what_was_not_looked_at_is_not_stored(page, site):
    answer = entered(page, "2027", NOTICE).submit("form.preview")
    form = form_of(answer)
    form["notice"] = NOTICE.replace("6月9日（周三）", "6月10日（周四）")
    answer = form.submit("form.store")
    assert answer.status_int == 200 and answer.html.find(id="opengov-preview")
    assert IAnnouncedYears(site).years() == ()


def test_the_deadlines_that_move_are_counted_and_listed_for_who_may_see_them(page, site, walk):
    document = walk.to("withheld", title="关于人事的通知", **PROPOSALS["withheld"])
    # the matter is decided shortly before the Spring Festival: twenty working days run over it
    IDossier(document).set_affair("reassess", {"since": "2027-01-20", "cause": "matter_decided", "at": "", "by": ""})
    document.reindexObject(idxs=["due_on", "due_rests_on"])
    transaction.commit()
    answer = entered(page, "2027", NOTICE).submit("form.preview")
    text = " ".join(answer.html.find(id="opengov-preview").get_text(" ").split())
    assert "Open deadlines of 1 documents rest on this year" in text
    assert "1 deadlines move" in text
    # the administrator sees the number, and no document that is none of his business
    assert "关于人事的通知" not in answer
    assert "1 more belong to documents you may not see" in text
    assert IIssuingAgency(document).calendar.is_announced(2027) is False


# ---- grounds


def test_grounds_of_article_16_can_be_left_out_and_the_others_not(page, site, bureau, walk):
    form = form_of(page("opengov-settings-grounds"))
    offered = {box._value for box in form.fields["grounds_offered"]}
    assert {GROUNDS[code].article for code in offered} == {16}
    tick(form, "grounds_offered", offered - {"logistics"})
    form["example_personnel"] = "属于本局年度考核安排"
    form.submit("form.save")
    factory = getUtility(IVocabularyFactory, "opengov.disclosure.grounds")
    assert "logistics" not in factory(bureau) and "trade_secret" in factory(bureau)
    assert "logistics" in factory(site)
    examples = getUtility(IGroundExamples)
    assert examples.example("personnel") == "属于本局年度考核安排"
    assert examples.example("draft") == examples.delivered("draft")
    assert "考核" not in str(entries(site))
    [told] = [codes for codes in entries(site) if codes["setting"].endswith("grounds_offered")]
    assert "personnel" in told["new"].split(",") and "logistics" not in told["new"]


def test_a_document_keeps_a_ground_that_is_offered_no_more(walk):
    document = walk.draft(**PROPOSALS["withheld"])
    offered = tuple(code for code in GROUNDS if code != "personnel")
    api.portal.set_registry_record("opengov.disclosure.attribute.grounds_offered", offered)
    factory = getUtility(IVocabularyFactory, "opengov.disclosure.grounds")
    assert "personnel" in factory(document) and "personnel" not in factory(walk.draft())


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("attribute.grounds_offered", ("personnel",), "ground_binding"),
        ("attribute.example_reasons", {"personnel": "长" * 400}, "example_too_long"),
        ("documents.kinds_offered", (), "kinds_none_offered"),
        ("documents.number_templates", {"notice": "{agency}号"}, "number_template_invalid"),
        ("catalogue.index_template", "{year}-{serial}", "index_template_ambiguous"),
    ],
)
def test_no_door_lets_a_setting_in_that_a_rule_forbids(site, name, value, code):
    with pytest.raises(RuleBroken) as broken:
        api.portal.set_registry_record(f"opengov.disclosure.{name}", value)
    assert code in {problem.code for problem in broken.value.problems}


def test_a_long_example_is_told_at_its_field(page):
    form = form_of(page("opengov-settings-grounds"))
    form["example_draft"] = "长" * 301
    answer = form.submit("form.save", status=400)
    assert "R-A2" in error_of(answer, "example_draft")
    assert form_of(answer)["example_draft"].value == "长" * 301


# ---- kinds and numbers


def test_kinds_that_are_not_offered_are_no_choice(page, bureau, visit):
    form = form_of(page("opengov-settings-kinds"))
    tick(form, "kinds_offered", set(KINDS) - {"order", "bill"})
    form["default_kind"] = "letter"
    form.submit("form.save").follow()
    factory = getUtility(IVocabularyFactory, "opengov.disclosure.kinds")
    assert "order" not in factory(bureau) and "notice" in factory(bureau)
    assert "order" in getUtility(IVocabularyFactory, "opengov.disclosure.all_kinds")(bureau)
    form = visit("drafter").open(bureau, "++add++OfficialDocument").html
    assert form.find("option", selected=True, value="letter")


def test_a_form_of_numbers_is_shown_with_the_next_number_and_used_at_the_signature(page, walk):
    form = form_of(page("opengov-settings-kinds"))
    form["template_notice"] = "{code}函〔{year}〕{serial}号"
    answer = form.submit("form.show")
    year = now().year
    assert f"云教函〔{year}〕1号" in answer
    assert api.portal.get_registry_record("opengov.disclosure.documents.number_templates") == {}
    form_of(answer).submit("form.save")
    document = walk.to("issued")
    assert IDossier(document).signed["number"] == f"云教函〔{year}〕1号"
    assert f"云教函〔{year}〕2号" in page("opengov-settings-kinds")


def test_a_kind_without_number_is_signed_without(page, walk):
    form = form_of(page("opengov-settings-kinds"))
    form["template_letter"] = ""
    form.submit("form.save")
    document = walk.to("issued", document_kind="letter")
    assert IDossier(document).signed["number"] == ""


@pytest.mark.parametrize(
    ("field", "typed", "rule"),
    [
        ("template_notice", "{code}〔{year}〕号", "R-I1"),
        ("template_letter", "{office}第{serial}号", "R-I1"),
        ("index_template", "{year}-{serial}", "R-I3"),
        ("index_template", "{secret}/{year}-{serial}", "R-I3"),
    ],
)
def test_a_wrong_form_is_told_at_its_field(page, field, typed, rule):
    form = form_of(page("opengov-settings-kinds"))
    form[field] = typed
    answer = form.submit("form.save", status=400)
    assert rule in error_of(answer, field)
    assert form_of(answer)[field].value == typed
    assert api.portal.get_registry_record("opengov.disclosure.documents.number_templates") == {}


# ---- jurisdiction


def test_agencies_lead_to_their_own_page_and_profiles_are_compared(page, bureau):
    html = page("opengov-settings-jurisdiction").html
    assert html.find("a", href=f"{bureau.absolute_url()}/@@jurisdiction")
    answer = page("opengov-settings-jurisdiction?compare=zunyi-2020")
    assert "Zunyi" in answer.html.find("h3").text
    assert answer.html.find_all("caption")


def test_a_new_agency_begins_with_the_chosen_profile(page, site, manager):
    form = form_of(page("opengov-settings-jurisdiction"))
    form["default_jurisdiction"] = "zunyi-2020"
    form.submit("form.save")
    with api.env.adopt_user(username=manager):
        agency = api.content.create(site, "Agency", "new", title="新局", short_name="新局")
    assert agency.jurisdiction == "zunyi-2020"
    api.portal.set_registry_record("opengov.disclosure.agency.default_jurisdiction", "dalian-2016")
    assert agency.jurisdiction == "zunyi-2020"


def test_an_unknown_profile_is_refused(page):
    form = form_of(page("opengov-settings-jurisdiction"))
    form["default_jurisdiction"].force_value("mars-2026")
    assert "R-D1" in error_of(form.submit("form.save", status=400), "default_jurisdiction")


# ---- machines


def test_volto_and_scripts_have_the_same_settings(site, manager):
    door = Door(site)
    for name in ("notices", "scan", "types", "documents", "grounds"):
        assert door.ask("GET", f"/@controlpanels/opengov-{name}", manager).json["schema"]["properties"]
    panel = door.ask("GET", "/@controlpanels/opengov-notices", manager).json
    assert panel["data"]["reminder_days"] == 3 and panel["title"] == "Reminders and notices"
    assert door.ask("PATCH", "/@controlpanels/opengov-notices", manager, {"reminder_days": 4}).status_int == 204
    assert api.portal.get_registry_record("opengov.disclosure.notices.reminder_days") == 4
    assert entries(site)[-1]["new"] == "4"
    assert door.ask("PATCH", "/@controlpanels/opengov-notices", manager, {"reminder_days": 99}).status_int == 400
    answer = door.ask("PATCH", "/@controlpanels/opengov-notices", manager, {"public_address": "gw.example.gov.cn"})
    assert (answer.status_int, answer.json["errors"][0]["field"]) == (400, "public_address")
    assert api.portal.get_registry_record(ADDRESS) == ""
    body = {"grounds_offered": ["personnel"]}
    answer = door.ask("PATCH", "/@controlpanels/opengov-grounds", manager, body)
    assert (answer.status_int, answer.json["errors"][0]["code"]) == (400, "ground_binding")
    assert door.ask("GET", "/@controlpanels/opengov-notices", "drafter").status_int == 403
