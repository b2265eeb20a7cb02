"""Coordination meetings over REST and on their page, and what nobody else learns of them (R-J3, R-J6, R-X1)."""

from base64 import b64encode
from door import Door
from gathering import CALL
from gathering import soon
from opengov.disclosure.core import meetings as rules
from opengov.disclosure.joint.meetings import store as meeting_store
from visiting import Visitor
from webtest import Upload
from zope.component.hooks import setSite

import pytest
import transaction


PAPER = {"filename": "会议签到表.pdf", "content-type": "application/pdf", "data": b64encode("签到".encode()).decode()}
#: Words of the meeting, which no outsider ever reads.
WORDS = ("zqagendazq", "zqminuteszq", "张局长", "会议签到表", "301会议室")


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def rest(quarrel, moving, portal):
    """Asks the site about meetings of a document to which ``finance`` objects and ``health`` agrees."""
    transaction.commit()

    class Rest:
        path = f"/bureau/{quarrel.document.getId()}"
        finance, health = quarrel.finance, quarrel.health

        def __init__(self):
            self.document, self.door = quarrel.document, Door(portal)

        def get(self, user, more=""):
            return self.door.ask("GET", f"{self.path}/@meetings{more}", user)

        def call(self, user="disclosure-officer", **more):
            body = {"at": soon(), "agencies": [self.finance], **CALL, **more}
            return self.door.ask("POST", f"{self.path}/@meetings", user, body)

        def act(self, user, meeting, act, **body):
            return self.door.ask("POST", f"{self.path}/@meetings/{meeting}/{act}", user, body)

        def change(self, user, meeting, **body):
            return self.door.ask("PATCH", f"{self.path}/@meetings/{meeting}", user, body)

        def conclude(self, user, meeting, **more):
            body = {"outcome": "kept", "minutes": "zqminuteszq", "attended": [self.finance], "settled": [self.finance]}
            return self.act(user, meeting, "conclude", **{**body, **more})

        def called(self):
            """A meeting whose time has come."""
            meeting = self.call().json["items"][0]["id"]
            moving.hours += 48
            return meeting

    return Rest()


def codes(answer):
    return [error["code"] for error in answer.json["errors"]]


def test_the_whole_story_of_a_meeting(rest, moving):
    before = rest.get("disclosure-officer").json
    assert (before["items"], before["may_call"], before["binding"]) == ([], True, None)
    assert [one["disputed"] for one in before["invitable"]] == [True, False]
    answer = rest.call()
    meeting = answer.json["items"][0]["id"]
    assert (answer.status_int, answer.json["may_call"]) == (201, False)
    moved = rest.change("disclosure-officer", meeting, place="教育局201室", persons=["李处长"])
    assert (moved.status_int, moved.json["items"][0]["place"]) == (200, "教育局201室")
    assert rest.act("disclosure-officer", meeting, "attach", paper=PAPER).status_int == 200
    moving.hours += 48
    done = rest.conclude("disclosure-officer", meeting, outcome="changed", attribute="on_request")
    (row,) = done.json["items"]
    assert (row["outcome"], row["attribute"], row["settled"]) == ("changed", "on_request", [rest.finance])
    assert done.json["binding"]["attribute"] == "on_request"
    file = rest.get("fin-signer", f"/{meeting}/papers/1")
    assert (file.status_int, file.body) == (200, "签到".encode())
    assert "%E4%BC%9A" in file.headers["Content-Disposition"] and "attachment" in file.headers["Content-Disposition"]
    settle = rest.door.ask("POST", f"{rest.path}/@workflow/settle", "disclosure-officer", {})
    assert (settle.status_int, codes(settle)) == (400, ["meeting_outcome_binds", "position_to_change"])


def test_a_meeting_is_called_off_and_another_called(rest):
    meeting = rest.call().json["items"][0]["id"]
    assert rest.act("disclosure-officer", meeting, "cancel", reason="时间冲突").json["items"][0]["cancelled"]
    assert codes(rest.conclude("disclosure-officer", meeting)) == ["meeting_final"]
    assert rest.call().status_int == 201


@pytest.mark.parametrize("user", ["hea-co-issuer", "hea-signer"])
def test_an_asked_agency_that_is_not_invited_learns_nothing_of_the_meeting(rest, user):
    meeting = rest.called()
    rest.act("disclosure-officer", meeting, "attach", paper=PAPER)
    rest.conclude("disclosure-officer", meeting)
    answer = rest.get(user)
    assert (answer.status_int, answer.json["items"], answer.json["invitable"]) == (200, [], [])
    for other in (
        rest.get(user, f"/{meeting}/papers/1"),
        rest.act(user, meeting, "cancel", reason="x"),
        rest.change(user, meeting, place="别处"),
        rest.conclude(user, meeting),
    ):
        assert other.status_int == 404
    for more in ("/@positions", "/@disclosure", "", "/@@meetings"):
        text = rest.door.ask("GET", f"{rest.path}{more}", user).text
        assert not [word for word in WORDS if word in text], more
    assert rest.door.ask("GET", f"{rest.path}/@papers/1", user).status_int in (401, 403, 404)


@pytest.mark.parametrize("user", ["", "fin-drafter", "co-issuer", "web-editor"])
def test_for_everybody_else_there_is_no_such_document(rest, user):
    meeting = rest.called()
    for answer in (
        rest.get(user),
        rest.get(user, f"/{meeting}/papers/1"),
        rest.call(user),
        rest.change(user, meeting, place="别处"),
        rest.conclude(user, meeting),
        rest.act(user, meeting, "attach", paper=PAPER),
    ):
        assert answer.status_int == 404


def test_when_the_document_is_public_its_meetings_are_not(rest):
    meeting = rest.called()
    rest.act("disclosure-officer", meeting, "attach", paper=PAPER)
    rest.conclude("disclosure-officer", meeting)
    for step, user in (("settle", "disclosure-officer"), ("sign", "signer"), ("publish", "disclosure-officer")):
        assert rest.door.ask("POST", f"{rest.path}/@workflow/{step}", user, {}).status_int == 200
    for user, status in (("", 401), ("fin-drafter", 403)):
        answer = rest.get(user)
        assert (answer.status_int, rest.get(user, f"/{meeting}/papers/1").status_int) == (status, 404)
        assert not [word for word in WORDS if word in answer.text]
        assert rest.door.ask("GET", f"{rest.path}/@@meetings", user, Accept="text/html").status_int == 404
    assert rest.get("fin-signer").json["items"][0]["minutes"] == "zqminuteszq"
    late = rest.act("disclosure-officer", meeting, "attach", paper={**PAPER, "filename": "纪要（签字）.pdf"})
    assert [file["filename"] for file in late.json["items"][0]["papers"]] == ["会议签到表.pdf", "纪要（签字）.pdf"]


@pytest.mark.parametrize(
    "user,body,code",
    [
        ("disclosure-officer", {"at": "2020-01-01T09:00"}, "meeting_time_past"),
        ("disclosure-officer", {"agencies": ["0" * 32]}, "meeting_agency_unknown"),
        ("disclosure-officer", {"agencies": "finance"}, "value_type"),
        ("disclosure-officer", {"agencies": [1]}, "value_type"),
        ("disclosure-officer", {"persons": [["张"]]}, "value_type"),
        ("disclosure-officer", {"place": None}, "value_missing"),
        ("disclosure-officer", {"by": "x"}, "value_unknown"),
        ("drafter", {}, "office_missing"),
        ("signer", {}, "office_missing"),
        ("fin-co-issuer", {}, "office_missing"),
    ],
)
def test_a_call_that_is_refused_names_the_rule_and_stores_nothing(rest, user, body, code):
    answer = rest.call(user, **body)
    assert (answer.status_int, codes(answer)) == (400, [code])
    assert all(error["rule"] and error["message"] for error in answer.json["errors"])
    assert rest.get("disclosure-officer").json["items"] == []


@pytest.mark.parametrize(
    "body,found",
    [
        ({"outcome": "agreed"}, ["meeting_outcome_unknown"]),
        ({"minutes": " "}, ["meeting_minutes_required"]),
        ({"attended": []}, ["meeting_attended_required", "meeting_settled_absent"]),
        ({"outcome": "changed"}, ["meeting_attribute_unknown"]),
        ({"outcome": "changed", "attribute": "withheld"}, ["ground_required"]),
        ({"minutes": "绝密★长期\n内容"}, ["mark_found"]),
        ({"grounds": "personnel"}, ["value_type"]),
        ({"at": "2026-11-25T09:30"}, ["value_unknown"]),
    ],
)
def test_an_outcome_that_is_refused_changes_nothing(rest, body, found):
    meeting = rest.called()
    before = rest.get("disclosure-officer").json
    answer = rest.conclude("disclosure-officer", meeting, **body)
    assert (answer.status_int, codes(answer)) == (400, found)
    assert rest.get("disclosure-officer").json == before


def test_another_meeting_or_act_is_missing(rest):
    meeting = rest.called()
    assert rest.conclude("disclosure-officer", "0" * 32).status_int == 404
    assert rest.act("disclosure-officer", meeting, "abolish").status_int == 404
    assert rest.change("disclosure-officer", "0" * 32, place="别处").status_int == 404
    for more in (f"/{meeting}", f"/{meeting}/papers/9", f"/{meeting}/papers/x", f"/{meeting}/papers/%C2%B2"):
        assert rest.get("disclosure-officer", more).status_int == 404


class TestPage:
    """``@@meetings`` with a browser without scripts."""

    @pytest.fixture
    def visit(self, functional, rest):
        return lambda user: Visitor(functional, user)

    @staticmethod
    def fill(page, act, **values):
        form = next(
            form for form in page.forms.values() if "meeting.act" in form.fields and form["meeting.act"].value == act
        )
        for name, value in values.items():
            if isinstance(value, list):
                for box in form.fields[f"meeting.{name}:list"]:
                    box.checked = box._value in value
            else:
                form[f"meeting.{name}"] = value
        return form.submit(status="*")

    def test_a_meeting_is_called_moved_and_concluded_on_the_page(self, visit, rest, moving):
        page = visit("disclosure-officer").open(rest.document, "@@meetings")
        assert "No coordination meeting" in page.text
        refused = self.fill(page, "call", at="", place="市政府301会议室", agenda="zqagendazq", persons="张局长\n李处长")
        assert refused.status_int == 200 and "alert-danger" in refused.text
        assert "zqagendazq" in refused.text and "李处长" in refused.text
        assert self.fill(refused, "call", at=soon()).status_int == 302
        page = visit("disclosure-officer").open(rest.document, "@@meetings")
        assert self.fill(page, "change", place="教育局201室").status_int == 302
        page = visit("disclosure-officer").open(rest.document, "@@meetings")
        file = Upload("会议签到表.pdf", "签到".encode(), "application/pdf")
        assert self.fill(page, "attach", paper=file).status_int == 302
        moving.hours += 48
        page = visit("disclosure-officer").open(rest.document, "@@meetings")
        refused = self.fill(page, "conclude", minutes="zqminuteszq", outcome="kept")
        assert "alert-danger" in refused.text and "zqminuteszq" in refused.text
        done = self.fill(refused, "conclude", settled=[rest.finance])
        assert done.status_int == 302
        seen = visit("fin-signer").open(rest.document, "@@meetings")
        for word in ("教育局201室", "zqagendazq", "李处长", "zqminuteszq", "会议签到表.pdf", "云溪市财政局"):
            assert word in seen.text
        assert "meeting.act" not in seen.text and "disclosure-officer" not in seen.text
        transaction.begin()
        assert meeting_store.records(rest.document)[0].concluded["outcome"] == rules.Outcome.KEPT

    def test_every_field_of_the_page_has_a_label_and_every_id_is_there_once(self, visit, rest):
        rest.called()
        page = visit("disclosure-officer").open(rest.document, "@@meetings").html
        main = page.find(id="content")
        ids = [each["id"] for each in main.find_all(id=True)]
        assert len(ids) == len(set(ids))
        labelled = {each["for"] for each in main.find_all("label")}
        fields = [each for each in main.find_all(["input", "select", "textarea"]) if each.get("type") != "hidden"]
        assert [each["name"] for each in fields if each.get("id") not in labelled] == []

    def test_a_file_is_downloaded_by_whoever_sees_the_meeting(self, visit, rest):
        meeting = rest.called()
        rest.act("disclosure-officer", meeting, "attach", paper=PAPER)
        address = f"@@meetings-file?meeting={meeting}&number=1"
        answer = visit("fin-signer").open(rest.document, address)
        assert (answer.body, answer.headers["X-Content-Type-Options"]) == ("签到".encode(), "nosniff")
        for user in ("hea-signer", "", "fin-drafter"):
            assert visit(user).open(rest.document, address, status="*").status_int == 404
        for wrong in ("@@meetings-file", f"@@meetings-file?meeting={meeting}&number=x"):
            assert visit("drafter").open(rest.document, wrong, status="*").status_int == 404

    @pytest.mark.parametrize("user", ["", "fin-drafter", "co-issuer"])
    def test_nobody_else_opens_the_page(self, visit, rest, user):
        assert visit(user).open(rest.document, "@@meetings", status="*").status_int == 404

    def test_a_form_of_another_site_is_refused(self, visit, rest):
        meeting = rest.called()
        body = {"meeting.act": "cancel", "meeting.meeting": meeting, "meeting.reason": "x"}
        answer = visit("disclosure-officer").post(rest.document, "@@meetings", body, status="*")
        assert answer.status_int in (401, 403)
        transaction.begin()
        assert meeting_store.records(rest.document)[0].cancelled is None

    def test_reading_writes_nothing(self, rest, portal):
        meeting = rest.called()
        rest.act("disclosure-officer", meeting, "attach", paper=PAPER)
        last = portal._p_jar.db().lastTransaction
        # the first form that anybody opens on a site makes the key of its forms (plone.protect)
        rest.door.ask("GET", f"{rest.path}/@@meetings", "disclosure-officer", Accept="text/html")
        before = last()
        for user in ("fin-signer", "disclosure-officer"):
            for more in ("@@meetings", f"@@meetings-file?meeting={meeting}&number=1"):
                seen = rest.door.ask("GET", f"{rest.path}/{more}", user, Accept="text/html")
                assert (seen.status_int, last()) == (200, before), more
            assert (rest.get(user).status_int, last()) == (200, before)
