"""What every answer about a governed object carries."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.namedfile.file import NamedBlobFile
from town import PROPOSALS

import json
import logging
import pytest


JSON = {"Accept": "application/json", "Accept_Language": "zh-CN"}


def path_of(obj):
    return "/".join(obj.getPhysicalPath())


@pytest.fixture()
def attachment(walk):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile("名单".encode(), "text/plain", "名单.txt")
        attachment = api.content.create(container=document, type="DocumentAttachment", title="名单", file=file)
    walk.to("published", document)
    return attachment


@pytest.mark.parametrize("headers", [JSON, {"Accept": "text/html"}])
def test_a_published_document_is_asked_for_again_each_time(client, walk, headers):
    document = walk.to("published")
    assert client.get(path_of(document), **headers).headers["Cache-Control"] == "no-cache, must-revalidate"


def test_what_is_not_public_is_kept_by_no_shared_cache(client, walk):
    document = walk.to("withheld", **PROPOSALS["withheld"])
    assert client.get(path_of(document), "drafter", **JSON).headers["Cache-Control"].startswith("private, no-cache")


def test_the_form_of_a_step_is_kept_nowhere(client, walk):
    document = walk.to("section_review")
    answer = client.get(f"{path_of(document)}/@@opengov-step?step=return", "section-head", Accept="text/html")
    assert (answer.status_int, answer.headers["Cache-Control"]) == (200, "no-store, private")


def test_the_bytes_of_an_attachment_are_named_by_their_digest(client, attachment):
    url = f"{path_of(attachment)}/@@download/file"
    first = client.get(url)
    assert (first.status_int, first.body.decode()) == (200, "名单")
    again = client.get(url, If_None_Match=first.headers["ETag"])
    assert (again.status_int, again.body) == (304, b"")


def test_after_a_withdrawal_the_old_etag_opens_nothing(client, walk, attachment):
    url = f"{path_of(attachment)}/@@download/file"
    etag = client.get(url).headers["ETag"]
    walk.take(attachment.__parent__, "withdraw", "disclosure-officer", reason="内容有误", cause="error")
    assert client.get(url, If_None_Match=etag).status_int == 404


def test_who_opens_a_withheld_document_is_logged(client, walk, caplog):
    document = walk.to("withheld", **PROPOSALS["withheld"])
    with caplog.at_level(logging.INFO, "opengov.disclosure.access"):
        assert client.get(path_of(document), "disclosure-officer", **JSON).status_int == 200
    told = [json.loads(record.getMessage()) for record in caplog.records if record.name == "opengov.disclosure.access"]
    assert [line["what"] for line in told] == ["opened_withheld"]


@pytest.mark.parametrize("user", [None, "web-editor", SITE_OWNER_NAME])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_what_one_may_not_see_answers_as_if_it_were_missing(client, walk, user, accept):
    document = walk.to("withheld", **PROPOSALS["withheld"])
    missing = document.getId()[::-1]
    hidden = client.get(path_of(document), user, Accept=accept)
    absent = client.get(path_of(document).replace(document.getId(), missing), user, Accept=accept)
    assert hidden.status_int == absent.status_int == 404
    assert hidden.text.replace(document.getId(), "") == absent.text.replace(missing, "")


@pytest.mark.parametrize("language,words", [("zh-CN", "没有“fly”这一环节"), ("en", "There is no step “fly”")])
def test_a_broken_rule_is_told_in_the_language_of_the_user(client, walk, language, words):
    api.portal.set_registry_record("plone.available_languages", ["en", "zh-cn"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    document = walk.draft()
    answer = client.get(
        f"{path_of(document)}/@problems?step=fly", "drafter", Accept="application/json", Accept_Language=language
    )
    assert answer.status_int == 400
    assert answer.json["type"] == "RuleBroken"
    assert words in answer.json["errors"][0]["message"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_of_another_site_takes_no_step(client, walk, kind):
    document = walk.draft()
    path = f"{path_of(document)}/@workflow/submit"
    answer = client.post(path, "drafter", b'{"comment": ""}', Accept="application/json", Content_Type=kind)
    assert answer.status_int == 400
    assert api.content.get_state(document) == "draft"
    answer = client.post(path, "drafter", b"{}", Accept="application/json", Content_Type="application/json")
    assert (answer.status_int, api.content.get_state(document)) == (200, "section_review")
