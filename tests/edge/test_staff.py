"""A visitor's search tells nothing of the people behind a document; the people of the office search as before."""

from plone import api
from town import make_agency
from town import Walk
from urllib.parse import quote

import json
import pytest


@pytest.fixture
def published(portal):
    with api.env.adopt_roles(["Manager"]):
        walk = Walk(make_agency(portal))
    return walk.to("published")


def found(answer):
    return sorted(item["title"] for item in json.loads(answer.text)["items"])


QUESTIONS = (
    "Creator={}",
    "handled_by={}",
    "handled_by.query={}",
    "handled_by:list={}",
    "Creator.query={}",
    "listCreators={}",
    "Creator={}&metadata_fields=_all",
)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("door", ["/plone/++api++/@search?portal_type=OfficialDocument&"])
def test_a_visitor_cannot_ask_who_was_at_work(client, published, door, question):
    answers = [client.get(door + question.format(name)) for name in ("drafter", "signer", "nobody-of-this-name")]
    assert {answer.status_int for answer in answers} == {200}
    assert [found(answer) for answer in answers] == [[published.title]] * 3


OTHER_DOORS = (
    "/plone/++api++/@querystring-search?query={query}",
    "/plone/@@querybuilder_html_results?query.i:records=handled_by&query.o:records={operation}&query.v:records:list={name}",
    "/plone/@@querybuildernumberofresults?query.i:records=handled_by&query.o:records={operation}&query.v:records:list={name}",
    "/plone/@@getVocabulary?name=plone.app.vocabularies.Catalog&query={criteria}",
    "/plone/GET_application_json_@search?handled_by={name}&portal_type=OfficialDocument",
    "/plone/++api++/@search?portal_type=OfficialDocument&waiting_for={name}&sort_on=Creator&sort_on=x",
)


@pytest.mark.parametrize("door", OTHER_DOORS)
def test_no_other_door_of_plone_answers_it(client, published, door):
    operation = "plone.app.querystring.operation.selection.any"
    answers = []
    for name in ("drafter", "nobody-there"):
        part = {"i": "handled_by", "o": operation, "v": [name]}
        query = quote(json.dumps({"query": [part]}))
        criteria = quote(json.dumps({"criteria": [part]}))
        address = door.format(name=name, operation=operation, query=query, criteria=criteria)
        answer = client.get(address)
        answers.append((answer.status_int, published.title in answer.text, len(answer.text.replace(name, ""))))
    assert answers[0][:2] == answers[1][:2]


@pytest.mark.parametrize("index", ["waiting_for", "countersigners", "amended_by", "forwarded_uid", "asked_agencies"])
def test_nobody_asks_an_index_of_our_own_pages(client, published, index):
    door = "/plone/++api++/@search?portal_type=OfficialDocument&"
    for user in ("", "drafter"):
        asked = [f"{index}=x", f"{index}.query=a&{index}.range=min", f"{index}.query=g&{index}.range=min"]
        assert [found(client.get(door + question, user)) for question in asked] == [[published.title]] * 3


def test_pages_that_search_answer_the_same_whoever_is_asked_for(client, published):
    for page in ("@@search", "@@updated_search", "search_rss"):
        texts = []
        for name in ("drafter", "stranger"):
            answer = client.get(f"/plone/{page}?portal_type=OfficialDocument&Creator={name}")
            texts.append(published.title in answer.text)
        assert texts[0] == texts[1], page


def test_a_visitor_is_told_no_names(client, published):
    for fields in ("_all", "Creator", "listCreators&metadata_fields=Creator"):
        answer = client.get(f"/plone/++api++/@search?portal_type=OfficialDocument&metadata_fields={fields}")
        assert found(answer) == [published.title]
        for name in ("drafter", "signer", "disclosure-officer"):
            assert f'"{name}"' not in answer.text


def test_a_question_in_json_is_answered_without_the_part_about_people(client, published):
    kind = {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["OfficialDocument"]}
    who = {"i": "Creator", "o": "plone.app.querystring.operation.selection.any", "v": ["stranger"]}
    body = json.dumps({"query": [kind, who], "sort_on": "Creator", "metadata_fields": ["Creator"]}).encode()
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    answer = client.post("/plone/@querystring-search", None, body, **headers)
    assert found(answer) == [published.title]
    assert "drafter" not in answer.text
    for malformed in (b"[]", b"x", b'{"query": 5}'):
        assert client.post("/plone/@querystring-search", None, malformed, **headers).status_int in (400, 500)


def test_the_office_searches_by_people_as_before(client, published):
    door = "/plone/++api++/@search?portal_type=OfficialDocument&"
    assert found(client.get(f"{door}handled_by=signer", "drafter")) == [published.title]
    assert found(client.get(f"{door}handled_by=stranger", "drafter")) == []
    assert '"drafter"' in client.get(f"{door}metadata_fields=Creator", "drafter").text
