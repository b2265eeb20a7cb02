"""What the site does by itself: notices that are over leave by themselves, dates become certain; and the service behind."""

from opengov.disclosure.catalogue import registerrows
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublication
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.catalogue.running import run
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import IWithdrawn
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.uuid.interfaces import IUUID
from zope.component import getGlobalSiteManager

import datetime
import pytest
import transaction


CANARY = "金丝雀计划"
NOTICE = f"关于{CANARY}的公示"
LAST = datetime.date(2026, 11, 24)


@pytest.fixture
def manager(visitor):
    one = visitor()
    one.app.authorization = ("Basic", (SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    return one


@pytest.fixture
def notice(office):
    return office.make("published", NOTICE, publish_until=LAST, planned_channels=("portal",))


def until(visitor, document, day):
    return visitor.send("POST", f"bureau/{document.getId()}/@publication", {"publish_until": day})


def batch(manager, name="expire", **more):
    answer = manager.send("POST", "@routine", {"name": name, **more})
    assert answer.status_int == 200, answer.text
    return answer.json


def expire(manager):
    done, after = [], ""
    while after is not None:
        answer = batch(manager, after=after)
        done += answer["done"]
        after = answer["next"]
    return done


def test_a_notice_leaves_on_the_day_after_its_last_and_the_officer_is_told(
    manager, public, officer, office, notice, clock
):
    heard = []
    registry = getGlobalSiteManager()
    registry.registerHandler(lambda event: heard.append(event.step.id), (IWithdrawn,))
    clock.pass_days(4)
    assert expire(manager) == []
    assert public.get(notice.absolute_url(), status=200)
    clock.pass_days(1)
    assert expire(manager) == [IUUID(notice)]
    assert ILife(notice).state == "withdrawn"
    assert CANARY not in public.get("@@disclosure-catalogue").text + str(public.json("@disclosure-catalogue"))
    public.get(notice.absolute_url(), status=404)
    assert [row["title"] for row in officer.json("bureau/@channels/expired")["items"]] == [NOTICE]
    with api.env.adopt_user(username="disclosure-officer"):
        assert [row["cause"] for row in IRegister(office.agency).page("withdrawn")["items"]] == ["expired"]
    [entry] = [entry for entry in ILedger(notice).entries() if entry.action == "expire"]
    assert entry.codes["to"] == "withdrawn"
    assert expire(manager) == []


def test_what_a_routine_does_is_done_once_and_in_batches(manager, office, clock):
    made = [office.make("published", f"第{number}号公示", publish_until=LAST) for number in range(5)]
    clock.pass_days(9)
    done, after, batches = [], "", 0
    while after is not None:
        answer = batch(manager, after=after, limit=2)
        done, after, batches = done + answer["done"], answer["next"], batches + 1
    assert sorted(done) == sorted(map(IUUID, made))
    assert batches >= 3
    assert expire(manager) == []


def test_what_a_rule_holds_back_is_named_and_holds_nothing_else_back(manager, office, notice, clock, monkeypatch):
    other = office.make("published", "另一公示", publish_until=LAST)
    clock.pass_days(9)
    with api.env.adopt_user(username="disclosure-officer"):
        # a day that somebody moves past every door is not what was recorded: the rule reads the document
        notice.publish_until = datetime.date(2027, 1, 1)
    transaction.commit()
    answer = batch(manager)
    assert answer["done"] == [IUUID(other)]
    assert answer["held"] == [{"document": IUUID(notice), "problems": ["not_over"]}]
    assert ILife(notice).state == "published"


def test_an_officer_moves_the_last_day_and_it_is_on_record(officer, office, notice, manager, clock):
    answer = until(officer, notice, "2026-12-31")
    assert (answer.status_int, answer.json["publish_until"]) == (200, "2026-12-31")
    entry = ILedger(notice).entries()[-1]
    assert (entry.action, dict(entry.codes)) == ("publish_until", {"old_day": "2026-11-24", "day": "2026-12-31"})
    clock.pass_days(9)
    assert expire(manager) == []
    assert until(officer, notice, None).json["publish_until"] is None
    clock.pass_days(99)
    assert expire(manager) == []
    assert ILife(notice).signed()["digest"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-11-19", "publish_until_past"),
        ("2026-11-31", "publish_until_invalid"),
        ("下月", "publish_until_invalid"),
        ("", "publish_until_invalid"),
        (20261231, "value_type"),
    ],
)
def test_a_day_that_is_none_is_refused(officer, notice, day, code):
    before = len(ILedger(notice).entries())
    answer = until(officer, notice, day)
    assert (answer.status_int, answer.json["errors"][0]["code"]) == (400, code)
    assert notice.publish_until == LAST
    assert len(ILedger(notice).entries()) == before


def test_the_body_has_one_key(officer, notice):
    url = f"bureau/{notice.getId()}/@publication"
    assert officer.send("POST", url, {}).json["errors"][0]["code"] == "value_missing"
    assert officer.send("POST", url, {"publish_until": None, "x": 1}).json["errors"][0]["code"] == "value_unknown"


@pytest.mark.parametrize("account", ["", "drafter", "web-editor", "signer", "supervisor"])
def test_who_is_no_disclosure_officer_moves_no_day(visitor, notice, account):
    assert until(visitor(account), notice, "2026-12-31").status_int == (403 if account else 401)
    assert notice.publish_until == LAST


@pytest.mark.parametrize("state", ["registered", "withheld"])
def test_what_is_not_public_has_no_last_day(officer, office, state):
    document = office.make(state, "关于开学的通知")
    assert until(officer, document, "2026-12-31").json["errors"][0]["code"] == "publish_until_state"


def test_a_notice_whose_last_day_is_over_is_not_published(office, clock):
    document = office.draft(NOTICE, disclosure_attribute="proactive", publish_until=LAST)
    office.sign(document)
    clock.pass_days(9)
    with api.env.adopt_user(username="disclosure-officer"):
        assert "publication_over" in {problem.code for problem in ILife(document).problems("publish")}


def test_the_last_day_can_be_moved_on_the_page(officer, notice):
    page = officer.get(notice.absolute_url(), status=200)
    form = next(form for form in page.forms.values() if "on" in form.fields and "uid" in form.fields)
    form["on"] = "2026-12-30"
    assert form.submit("act", value="until").status_int == 302
    notice._p_jar.sync()
    assert notice.publish_until == datetime.date(2026, 12, 30)
    with api.env.adopt_user(username="disclosure-officer"):
        assert IPublication(notice).facts()["publish_until"] == "2026-12-30"


def test_withdrawing_by_hand_takes_the_day_off_the_list(office, notice, manager, clock):
    office.withdraw(notice)
    clock.pass_days(9)
    assert expire(manager) == []
    assert IChannelWork(office.agency).over("2030-01-01") == ([], None)


def test_the_site_tells_its_routines(manager):
    assert {"dates", "expire", "rescan"} <= set(manager.json("@routine")["items"])
    for name in manager.json("@routine")["items"]:
        assert batch(manager, name)["name"] == name


@pytest.mark.parametrize(
    "account", ["", "drafter", "disclosure-officer", "web-editor", "secrecy-officer", "supervisor"]
)
def test_only_an_administrator_runs_routines(visitor, office, account):
    one = visitor(account)
    assert one.send("POST", "@routine", {"name": "expire"}).status_int == (403 if account else 401)
    assert one.get("@routine", json=True, expect_errors=True).status_int == (403 if account else 401)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "value_type"),
        ({"name": "destroy"}, "routine_unknown"),
        ({"name": 5}, "value_type"),
        ({"name": "expire", "limit": 0}, "query_size"),
        ({"name": "expire", "limit": "5"}, "query_size"),
        ({"name": "expire", "after": 5}, "value_type"),
        ({"name": "expire", "then": ""}, "value_unknown"),
    ],
)
def test_a_routine_is_asked_for_in_its_form(manager, site, body, code):
    answer = manager.send("POST", "@routine", body)
    assert (answer.status_int, answer.json["errors"][0]["code"]) == (400, code)


def test_a_last_day_that_rested_on_a_year_not_announced_becomes_certain(office, site, clock, monkeypatch):
    provisional = [True]
    real = registerrows.due_of
    for module in ("registers", "registerrows"):
        monkeypatch.setattr(
            f"opengov.disclosure.catalogue.{module}.due_of",
            lambda *arguments: (real(*arguments)[0], provisional[0]),
        )
    document = office.make("published", "关于开学的通知")
    uid = IUUID(document)
    store = storage.read(site).registers[IUUID(office.agency)]
    assert list(store.provisional) == [uid]
    assert run(site, "dates", "", 10)["done"] == []
    provisional[0] = False
    assert run(site, "dates", "", 10)["done"] == [uid]
    assert list(store.provisional) == []
    assert run(site, "dates", "", 10) == {"name": "dates", "done": [], "held": [], "next": None}
    office.withdraw(document)
