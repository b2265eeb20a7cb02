"""Channels: who records what about which document, what waits, what has to be taken down, and who learns of it."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import WORK
from opengov.disclosure.catalogue.subscribers import follow_removal
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from town import SECRET

import pytest
import transaction


CANARY = "金丝雀计划"
GAZETTE = {"act": "place", "channel": "gazette", "address": "2026年第11期第3页"}
PORTAL = {"act": "place", "channel": "portal", "address": "https://www.example.gov.cn/1.html"}


def path(document, service="@channels"):
    return "/".join([*document.getPhysicalPath(), service])


@pytest.fixture
def editor(visitor):
    return visitor("web-editor")


@pytest.fixture
def published(office):
    return office.make("published", f"关于{CANARY}的通知", planned_channels=("gazette", "portal"))


@pytest.fixture
def issued(office):
    document = office.draft("关于开学的通知", disclosure_attribute="proactive", planned_channels=("gazette",))
    office.sign(document)
    transaction.commit()
    return document


def work(office, name, by="web-editor"):
    with api.env.adopt_user(username=by):
        return [(row["channel"], row["title"]) for row in IChannelWork(office.agency).page(name)["items"]]


def records(document):
    return [(one.channel, bool(one.placed_at), bool(one.down_at)) for one in IChannels(document).records()]


def test_this_sites_own_record_is_written_by_publication_and_withdrawal(office, published):
    assert records(published) == [("catalogue", True, False)]
    assert IChannels(published).statutory_done() == "2026-11-20"
    assert IDossier(published).affair("statutory_publication") == {"on": "2026-11-20"}
    office.withdraw(published)
    assert records(published) == [("catalogue", True, True)]
    assert IChannels(published).statutory_done() is None
    assert IDossier(published).affair("statutory_publication") is None


def test_a_channel_of_the_plan_waits_until_it_is_on_record(office, editor, published):
    assert work(office, "place") == [("portal", published.title), ("gazette", published.title)]
    answer = editor.send("POST", path(published), PORTAL)
    assert answer.status_int == 200
    assert answer.json["to_place"] == ["gazette"]
    assert work(office, "place") == [("gazette", published.title)]
    assert work(office, "done") == [("portal", published.title)]
    entry = ILedger(published).entries()[-1]
    assert (entry.action, entry.actor) == ("channel_placed", "web-editor")
    assert dict(entry.codes) == {"channel": "portal", "day": "2026-11-20"}
    assert "example.gov.cn" not in str(entry)


def test_a_record_knows_who_where_and_when(editor, published):
    body = {**GAZETTE, "proof": "印刷底稿", "on": "2026-11-20"}
    record = editor.send("POST", path(published), body).json["records"][-1]
    assert record["placed_by"] == "web-editor"
    assert record["placed_on"] == "2026-11-20"
    assert (record["address"], record["proof"]) == ("2026年第11期第3页", "印刷底稿")
    corrected = {"act": "correct", "channel": "gazette", "address": "2026年第12期"}
    assert editor.send("PATCH", path(published), corrected).json["records"][-1]["address"] == "2026年第12期"
    assert [entry.action for entry in ILedger(published).entries()][-2:] == ["channel_placed", "channel_corrected"]


def test_an_officer_orders_a_channel_after_the_signature_and_drops_another(officer, published, office):
    answer = officer.send("POST", path(published), {"act": "order", "channel": "press"})
    assert answer.json["to_place"] == ["portal", "gazette", "press"]
    answer = officer.send("PATCH", path(published), {"act": "drop", "channel": "portal"})
    assert answer.json["to_place"] == ["gazette", "press"]
    assert ("portal", published.title) not in work(office, "place")
    again = officer.send("POST", path(published), {"act": "order", "channel": "press"})
    assert (again.status_int, again.json["errors"][0]["code"]) == (400, "channel_ordered")
    assert ILife(published).signed()["digest"]


def test_a_withdrawn_document_is_taken_down_channel_by_channel_with_a_confirmation_each(office, editor, published):
    for body in (PORTAL, GAZETTE):
        editor.send("POST", path(published), body)
    office.withdraw(published)
    assert sorted(work(office, "take_down")) == [("gazette", published.title), ("portal", published.title)]
    assert work(office, "place") == []
    answer = editor.send("PATCH", path(published), {"act": "take_down", "channel": "portal", "proof": "页面已删除"})
    assert answer.json["to_take_down"] == ["gazette"]
    assert work(office, "take_down") == [("gazette", published.title)]
    entry = ILedger(published).entries()[-1]
    assert (entry.action, entry.codes["channel"]) == ("channel_taken_down", "portal")
    assert IChannels(published).records()[1].down_proof == "页面已删除"


@pytest.mark.parametrize(
    "leave",
    [
        [("void", "signer", {"reason": "误发"})],
        [
            (
                "adjust",
                "disclosure-officer",
                {"reason": "涉及申请人", "attribute": "on_request", "withholding_reason": "涉及特定申请人的办理结果"},
            )
        ],
    ],
)
def test_whatever_takes_a_document_from_the_public_puts_its_channels_on_the_list(office, editor, published, leave):
    editor.send("POST", path(published), PORTAL)
    for step, by, data in leave:
        office.take(published, step, by, **data)
    transaction.commit()
    assert [channel for channel, _title in work(office, "take_down")] == ["portal"]
    body = {"act": "take_down", "document": IUUID(published), "channel": "portal"}
    assert editor.send("PATCH", "bureau/@channels", body).status_int == 204
    assert work(office, "take_down") == []


def test_what_is_published_again_is_placed_again(office, editor, published):
    editor.send("POST", path(published), PORTAL)
    office.withdraw(published)
    editor.send("PATCH", path(published), {"act": "take_down", "channel": "portal"})
    checks = {"outcome": "agree", "checks": ["accuracy", "authority", "completeness", "timeliness"]}
    office.take(published, "review_again", "disclosure-reviewer", **checks)
    office.take(published, "republish", "disclosure-officer")
    transaction.commit()
    assert sorted(channel for channel, _title in work(office, "place")) == ["gazette", "portal"]
    assert records(published)[-1] == ("catalogue", True, False)


def test_an_issued_document_waits_for_its_publication_here_and_may_be_placed_elsewhere_first(office, editor, issued):
    assert sorted(channel for channel, _title in work(office, "place")) == ["catalogue", "gazette"]
    assert editor.send("POST", path(issued), GAZETTE).status_int == 200
    assert IChannels(issued).statutory_done() is None
    office.take(issued, "publish", "web-editor")
    assert work(office, "place") == []


def test_the_channel_of_the_profile_is_the_one_the_clock_looks_at(office, editor, issued, monkeypatch):
    monkeypatch.setattr(
        "opengov.disclosure.core.jurisdictions.Jurisdiction.__getattribute__",
        lambda self, name: "gazette" if name == "statutory_channel" else object.__getattribute__(self, name),
    )
    office.take(issued, "publish", "web-editor")
    transaction.commit()
    assert IChannels(issued).statutory_done() is None
    editor.send("POST", path(issued), GAZETTE)
    assert IChannels(issued).statutory_done() == "2026-11-20"
    assert IDossier(issued).affair("statutory_publication") == {"on": "2026-11-20"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"channel": "blog"}, "channel_unknown"),
        ({"channel": "catalogue"}, "channel_own"),
        ({"address": ""}, "channel_proof_required"),
        ({"address": "javascript://x"}, "channel_address_invalid"),
        ({"on": "2026-11-21"}, "channel_day_range"),
        ({"on": "2025-01-01"}, "channel_day_range"),
        ({"on": "明天"}, "channel_day_invalid"),
        ({"on": 20261120}, "value_type"),
        ({"channel": ["gazette"]}, "value_type"),
        ({"title": "x"}, "value_unknown"),
        ({"act": "delete"}, "channel_act_unknown"),
        ({"act": "take_down"}, "channel_act_unknown"),
        ({"address": "x" * 501}, "channel_too_long"),
    ],
)
def test_a_wrong_record_is_refused_with_its_code_and_nothing_is_written(editor, published, body, code):
    before = len(ILedger(published).entries()), records(published)
    answer = editor.send("POST", path(published), {**GAZETTE, **body})
    assert (answer.status_int, answer.json["errors"][0]["code"]) == (400, code)
    assert answer.json["errors"][0]["message"]
    assert (len(ILedger(published).entries()), records(published)) == before


@pytest.mark.parametrize("state", ["draft", "section_review", "sign_off", "registered", "withheld", "withdrawn"])
def test_nothing_is_placed_that_is_not_reviewed_signed_and_proactive(office, state):
    if state in ("registered", "withheld"):
        document = office.make(state, f"关于{CANARY}的通知")
    else:
        document = office.draft(f"关于{CANARY}的通知", disclosure_attribute="proactive", planned_channels=("portal",))
        if state == "withdrawn":
            office.sign(document)
            office.take(document, "publish", "disclosure-officer")
            office.withdraw(document)
        elif state != "draft":
            office.take(document, "submit", "drafter")
    for act in ("place", "order"):
        with api.env.adopt_user(username="disclosure-officer"), pytest.raises(RuleBroken) as broken:
            values = {"address": "x"} if act == "place" else {}
            getattr(IChannels(document), act)("portal", **values)
        assert broken.value.problems[0].code == "channel_state"
    assert all(CANARY not in title for _channel, title in work(office, "place"))


@pytest.mark.parametrize(
    "account",
    ["", "drafter", "section-head", "disclosure-reviewer", "signer", "secrecy-officer", "transfer-clerk", "supervisor"],
)
def test_who_does_not_publish_keeps_no_records(visitor, published, account):
    one = visitor(account)
    expected = (401,) if not account else (403,)
    assert one.send("POST", path(published), GAZETTE).status_int in expected
    assert one.send("PATCH", path(published), {"act": "drop", "channel": "gazette"}).status_int in expected
    answer = one.get("bureau/@channels/place", json=True, expect_errors=True)
    assert answer.status_int in (401, 403, 404)
    assert CANARY not in answer.text
    assert one.get("bureau/@@channels", expect_errors=True).status_int in (302, 401, 403, 404)


def test_a_web_editor_orders_and_drops_nothing(editor, published):
    assert editor.send("POST", path(published), {"act": "order", "channel": "press"}).status_int == 403
    assert editor.send("PATCH", path(published), {"act": "drop", "channel": "portal"}).status_int == 403


@pytest.mark.parametrize(("account", "status"), [("", 401), ("drafter", 200), ("web-editor", 200), ("archivist", 403)])
def test_where_a_document_was_put_is_for_the_office(visitor, published, account, status):
    answer = visitor(account).get(path(published), json=True, expect_errors=True)
    assert answer.status_int == status


def test_an_officer_of_another_agency_keeps_no_record_and_learns_of_none(make_office, visitor, published, office):
    other = make_office("health", "云溪市卫生局", issuer_codes=["云卫"])
    api.user.create(email="o@example.org", username="outsider", password=SECRET)
    for role in ("Web Editor", "Disclosure Officer"):
        api.group.add_user(groupname=IOffices(other.agency).group_id(role), username="outsider")
    transaction.commit()
    outsider = visitor("outsider")
    assert outsider.send("POST", path(published), GAZETTE).status_int == 403
    office.withdraw(published)
    assert outsider.send("POST", path(published), GAZETTE).status_int == 404
    for uid in (IUUID(published), "0" * 32):
        body = {"act": "take_down", "document": uid, "channel": "catalogue"}
        answers = [outsider.send("PATCH", f"{place}/@channels", body) for place in ("health", "bureau")]
        assert [answer.status_int for answer in answers] in ([404, 403], [404, 401])
    assert CANARY not in outsider.get("health/@@channels").text


def test_drafts_and_documents_under_review_are_on_no_list(office, editor):
    document = office.draft(f"关于{CANARY}的通知", disclosure_attribute="proactive", planned_channels=("portal",))
    office.take(document, "submit", "drafter")
    transaction.commit()
    for name in WORK:
        assert CANARY not in editor.get(f"bureau/@channels/{name}", json=True).text
    assert editor.get(path(document), json=True, expect_errors=True).status_int == 404


def test_reading_writes_nothing(editor, published, functional):
    # Plone writes its portlets' names with the first page of all
    editor.get("bureau/@@channels", status=200)
    before = functional["portal"]._p_jar.db().lastTransaction()
    for address in (path(published), "bureau/@channels", *(f"bureau/@channels/{name}" for name in WORK)):
        editor.get(address, json=True, status=200)
    editor.get("bureau/@@channels", status=200)
    editor.get(path(published, "view"), status=200)
    assert functional["portal"]._p_jar.db().lastTransaction() == before


def test_the_lists_are_paged_by_key_and_ask_sensibly(office, editor):
    for number in range(3):
        office.make("published", f"第{number}号通知", planned_channels=("portal",))
    found, after = [], ""
    while True:
        page = editor.json(f"bureau/@channels/place?size=1{after}")
        found += [row["title"] for row in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert found == ["第2号通知", "第1号通知", "第0号通知"]
    for query in ("size=0", "after=x", "kind=notice"):
        editor.get(f"bureau/@channels/place?{query}", json=True, status=400)
    editor.get("bureau/@channels/drafts", json=True, status=400)
    assert [item["name"] for item in editor.json("bureau/@channels")["items"]] == list(WORK)


def test_a_page_of_a_list_wakes_no_document(office, published):
    published._p_jar.cacheMinimize()
    with api.env.adopt_user(username="web-editor"):
        IChannelWork(office.agency).page("place")
    assert published._p_changed is None


def test_a_copy_and_a_document_that_is_gone_have_no_records(office, published):
    with api.env.adopt_user(username="drafter"):
        copy = api.content.copy(published, office.agency)
    assert IChannels(copy).records() == ()
    follow_removal(published, None)
    assert work(office, "place") == []


def test_the_page_is_used_without_scripts(office, editor, published):
    page = editor.get("bureau/@@channels", status=200)
    page.mustcontain(published.title)
    form = next(form for form in page.forms.values() if "channel" in form.fields and form["channel"].value == "gazette")
    form["address"] = ""
    refused = form.submit("act", value="place", status=400)
    refused.mustcontain('role="alert"')
    assert IChannels(published).to_place() == ("portal", "gazette")
    form["address"] = "2026年第11期"
    assert form.submit("act", value="place").status_int == 302
    office.agency._p_jar.sync()
    assert IChannels(published).to_place() == ("portal",)
    done = editor.get("bureau/@@channels?name=done", status=200)
    done.mustcontain("2026年第11期")


def test_a_form_from_elsewhere_is_refused(editor, published):
    body = {"uid": IUUID(published), "act": "place", "channel": "gazette", "address": "x"}
    answer = editor.app.post("/plone/bureau/@@channels", body, expect_errors=True)
    assert answer.status_int == 403
    published._p_jar.sync()
    assert len(records(published)) == 1


def test_what_others_wrote_is_text_on_the_page(office, editor):
    document = office.make("published", "<script>alert(1)</script>", planned_channels=("portal",))
    editor.send("POST", path(document), {**PORTAL, "address": "<img src=x onerror=alert(2)>", "proof": "<b>x</b>"})
    for name in WORK:
        text = editor.get(f"bureau/@@channels?name={name}").text
        assert "<script>alert(1)" not in text
        assert "<img src=x" not in text
