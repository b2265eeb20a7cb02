"""Page and REST of notices, and what the doors do to the database."""

from concurrent.futures import ThreadPoolExecutor
from door import Door
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.notices.store import read_store
from plone import api
from plone.uuid.interfaces import IUUID
from transaction.interfaces import TransientError
from visiting import Visitor
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def door(affair, finance, stranger):
    affair.begin(finance)
    transaction.commit()
    return Door(affair.portal)


def codes(answer):
    return [(error["code"], error["field"]) for error in answer.json["errors"]]


def test_the_story_over_rest(door):
    told = door.ask("GET", "/@notices", "fin-signer").json
    assert (told["mail"], told["unread"], told["next"]) == ("at_once", 1, None)
    (row,) = told["items"]
    assert (row["kind"], row["unread"], row["document"]["review_state"]) == ("asked", True, "joint_consent")
    assert door.ask("POST", "/@notices", "fin-signer", {"read": [row["id"]]}).json["marked"] == 1
    told = door.ask("GET", "/@notices?unread=1", "fin-signer").json
    assert (told["unread"], told["items"]) == (0, [])
    assert door.ask("GET", "/@notices?kind=asked&size=1", "fin-signer").json["items"][0]["unread"] is False
    assert door.ask("PATCH", "/@notices", "fin-signer", {"mail": "daily"}).json["mail"] == "daily"
    assert door.ask("GET", "/@notices", "fin-signer").json["mail"] == "daily"
    assert door.ask("GET", "/@notices", "fin-co-issuer").json["mail"] == "at_once"


def test_a_stranger_has_an_empty_list_and_marks_nothing(door):
    mine = door.ask("GET", "/@notices", "fin-signer").json["items"][0]["id"]
    for user in ("hea-signer", "drafter", "fin-drafter"):
        assert door.ask("GET", "/@notices", user).json["items"] == []
        assert door.ask("POST", "/@notices", user, {"read": [mine]}).json["marked"] == 0


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
def test_nobody_is_asked_to_sign_in(door, method):
    assert door.ask(method, "/@notices", "", {"all": True} if method == "POST" else None).status_int == 401


@pytest.mark.parametrize(
    ("method", "query", "body", "expected"),
    [
        ("GET", "?kind=agree", None, ("notice_kind_unknown", "kind")),
        ("GET", "?topic=weather", None, ("notice_topic_unknown", "topic")),
        ("GET", "?size=0", None, ("query_size", "size")),
        ("GET", "?size=1000", None, ("query_size", "size")),
        ("GET", "?after=nonsense", None, ("key_invalid", "after")),
        ("GET", "?unread=yes", None, ("value_type", "unread")),
        ("GET", "?user=drafter", None, ("query_unknown", "user")),
        ("GET", "?kind=asked&kind=left", None, ("query_twice", "kind")),
        ("POST", "", {}, ("value_missing", "read")),
        ("POST", "", {"all": True, "read": []}, ("value_missing", "read")),
        ("POST", "", {"all": "yes"}, ("value_type", "all")),
        ("POST", "", {"read": "x"}, ("value_type", "read")),
        ("POST", "", {"read": [1]}, ("value_type", "read")),
        ("POST", "", {"user": "drafter", "all": True}, ("value_unknown", "user")),
        ("PATCH", "", {}, ("value_missing", "mail")),
        ("PATCH", "", {"mail": "weekly"}, ("notice_mail_unknown", "mail")),
        ("PATCH", "", {"mail": ["daily"]}, ("notice_mail_unknown", "mail")),
        ("PATCH", "", {"mail": "none", "user": "drafter"}, ("value_unknown", "user")),
        ("PATCH", "", {"mail": {"todo": "none"}}, ("notice_mail_unknown", "mail")),
        ("PATCH", "", {"mails": "none"}, ("value_type", "mails")),
        ("PATCH", "", {"mails": {"weather": "none"}}, ("notice_topic_unknown", "mails")),
        ("PATCH", "", {"mails": {"todo": "weekly"}}, ("notice_mail_unknown", "mail")),
        ("PATCH", "", {"mail": "none", "mails": {}}, ("value_missing", "mail")),
    ],
)
def test_what_is_wrong_is_named(door, method, query, body, expected):
    answer = door.ask(method, f"/@notices{query}", "fin-signer", body)
    assert answer.status_int == 400
    assert codes(answer) == [expected]
    assert list(read_store(door.portal).people) == []


def test_reading_writes_nothing(door, functional):
    visitor = Visitor(functional, "fin-signer")
    visitor.open(door.portal)
    last = door.portal._p_jar.db().lastTransaction()
    assert door.ask("GET", "/@notices", "fin-signer").status_int == 200
    assert door.portal._p_jar.db().lastTransaction() == last
    assert "badge" in visitor.open(door.portal, "@@notices")
    assert "@@notices" in visitor.open(door.portal, "@@my-work")
    assert door.portal._p_jar.db().lastTransaction() == last


def test_the_page_marks_and_chooses(door, functional, affair):
    visitor = Visitor(functional, "fin-signer")
    page = visitor.open(door.portal, "@@notices")
    assert affair.document.title in page
    page = page.forms["opengov-notices"].submit("notice.read").follow()
    assert not page.forms["opengov-notices"].fields.get("notice.read")
    form = page.forms["opengov-notices-mail"]
    form["mail.joint"], form["mail.news"] = "none", "daily"
    page = form.submit().follow()
    assert page.forms["opengov-notices-mail"]["mail.joint"].value == "none"
    chosen = read_store(door.portal).people["fin-signer"].mails
    assert (chosen["joint"], chosen["news"], chosen["todo"]) == ("none", "daily", "at_once")


def test_the_page_marks_everything(door, functional):
    page = Visitor(functional, "fin-co-issuer").open(door.portal, "@@notices")
    page = page.forms["opengov-notices"].submit("notice.all").follow()
    assert "notice.all" not in page.forms["opengov-notices"].fields


def test_a_form_of_another_site_marks_nothing(door, functional):
    visitor = Visitor(functional, "fin-signer")
    assert visitor.post(door.portal, "@@notices", {"notice.all": "1"}, status="*").status_int == 403
    assert list(read_store(door.portal).people) == []


def test_a_wrong_choice_on_the_page_is_told(door, functional):
    visitor = Visitor(functional, "fin-signer")
    form = visitor.open(door.portal, "@@notices").forms["opengov-notices-mail"]
    form["mail.joint"].force_value("weekly")
    page = form.submit()
    assert page.html is not None and "alert-danger" in page


@pytest.mark.parametrize("query", ["?topic=nonsense", "?after=nonsense", "?after=1|x", "?topic=joint", "?unread=1"])
def test_a_link_that_was_cut_shows_a_page(door, functional, query):
    assert Visitor(functional, "fin-signer").open(door.portal, f"@@notices{query}").status_int == 200


def test_the_page_has_a_word_for_who_has_nothing(door, functional):
    assert "opengov-empty" in Visitor(functional, "hea-signer").open(door.portal, "@@notices")


def test_nobody_has_no_page(door, functional):
    answer = Visitor(functional).open(door.portal, "@@notices", status="*")
    assert answer.status_int in (302, 401)


# ---- many at once

AGENCIES, WORKERS, RETRIES = 21, 8, 10


@pytest.fixture
def council(portal, affair):
    """A document about which 21 agencies are asked; each has drafted an objection."""
    with api.env.adopt_roles(["Manager"]):
        agencies = [
            api.content.create(portal, "Agency", f"a{n}", title=f"第{n}局", issuer_codes=["某"])
            for n in range(AGENCIES)
        ]
        for n, place in enumerate(agencies):
            for role, name in (("Co-Issuer", f"liaison{n}"), ("Signer", f"leader{n}")):
                portal.acl_users.userFolderAddUser(name, "Yunxi-2026-test", ["Member"], [])
                api.group.add_user(groupname=IOffices(place).group_id(role), username=name)
    affair.begin(*agencies)
    digest = IPositions(affair.document).digest()
    for n in range(AGENCIES):
        affair.act("draft", f"a{n}", "object", digest, "口径不一致", by=f"liaison{n}")
    transaction.commit()
    return affair


def release(database, document_id, slot, leader):
    """As the publisher does it; returns how often again."""
    connection = database.open()
    portal = connection.root()["Application"]["plone"]
    try:
        for attempt in range(RETRIES + 1):
            transaction.begin()
            setSite(portal)
            try:
                with api.env.adopt_user(username=leader):
                    IPositions(portal["bureau"][document_id]).release(slot)
                transaction.commit()
                return attempt
            except TransientError:
                transaction.abort()
        raise AssertionError(f"{leader} saw a conflict")
    finally:
        transaction.abort()
        setSite(None)
        connection.close()


def test_21_agencies_object_at_once_and_every_objection_is_told(portal, council):
    database = portal._p_jar.db()
    with ThreadPoolExecutor(WORKERS) as pool:
        jobs = [
            pool.submit(release, database, council.document.getId(), council.slots[f"a{n}"], f"leader{n}")
            for n in range(AGENCIES)
        ]
    assert max(job.result() for job in jobs) < RETRIES
    portal._p_jar.sync()
    setSite(portal)
    told = council.rows("disclosure-officer", kind="objection")
    assert sorted(row["agency"] for row in told) == sorted(f"第{n}局" for n in range(AGENCIES))
    shelf = read_store(portal).shelves[IUUID(portal["bureau"])]
    assert len(shelf.places) == len(shelf.notices)
    assert len([key for key in shelf.places if "|objection|" in key]) == AGENCIES
