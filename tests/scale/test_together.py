"""Several people at one agency at once, over a real server: nobody is shown a conflict (plone.md 21, 24)."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from threading import Barrier
from town import CHECKS
from town import open_office
from town import SECRET
from zope.component.hooks import setSite
from ZPublisher.HTTPRequest import HTTPRequest

import os
import pytest
import requests
import transaction


ROUNDS = 4 * int(os.environ.get("OPENGOV_WALKS", "1"))
CLIENTS = 8


@pytest.fixture
def portal(acceptance):
    return acceptance["portal"]


@pytest.fixture
def bureau(agency, portal, monkeypatch):
    """The address of an agency with a second pair of people, on a server that repeats and remembers as zope.conf says."""
    monkeypatch.setattr(HTTPRequest, "retry_max_count", 10)
    # A test layer's cache holds 400 objects: too few for the site's own registrations, which Zope reads once more when the
    # connection of a request is closed already. Servers are given room for them (scripts/instance/zope.conf.in).
    portal._p_jar.db().setCacheSize(30000)
    with api.env.adopt_roles(["Manager"]):
        open_office(agency, "Drafter", "second-drafter")
        open_office(agency, "Section Head", "second-section-head")
    transaction.commit()
    yield agency.absolute_url()
    setSite(portal)


def session(user):
    client = requests.Session()
    client.auth = (user, SECRET)
    client.headers["Accept"] = "application/json"
    return client


def draft(client, agency, title):
    values = {
        "@type": "OfficialDocument",
        "title": title,
        "document_kind": "notice",
        "disclosure_attribute": "proactive",
        "text": {"data": "<p>各学校：现将有关事项通知如下。</p>", "content-type": "text/html"},
    }
    return client.post(agency, json=values)


def work(agency, barrier, drafter, head):
    """Save, submit and endorse documents of one's own, each round at the same moment as the others."""
    writer, reader = session(drafter), session(head)
    statuses = []
    for turn in range(ROUNDS):
        barrier.wait()
        answer = draft(writer, agency, f"第{turn}号")
        statuses.append(answer.status_code)
        document = answer.json()["@id"]
        for call in (
            lambda: writer.patch(document, json={"title": "改后"}),  # noqa: B023 - called at once
            lambda: writer.post(f"{document}/@workflow/submit", json={}),  # noqa: B023
            lambda: reader.post(f"{document}/@workflow/endorse", json={"checks": CHECKS}),  # noqa: B023
        ):
            barrier.wait()
            statuses.append(call().status_code)
    return statuses


def test_two_people_save_submit_and_endorse_at_once_and_no_conflict_reaches_either(bureau):
    barrier = Barrier(2, timeout=120)
    pairs = [("drafter", "section-head"), ("second-drafter", "second-section-head")]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda pair: work(bureau, barrier, *pair), pairs))
    assert outcomes == [[201, 204, 200, 200] * ROUNDS] * 2


def test_eight_clients_create_in_one_agency_and_no_error_reaches_any(bureau):
    def create(number):
        client = session("drafter")
        answers = [draft(client, bureau, f"第{number}-{turn}号") for turn in range(ROUNDS)]
        return [answer.status_code if answer.ok else answer.text for answer in answers]

    with ThreadPoolExecutor(CLIENTS) as pool:
        outcomes = list(pool.map(create, range(CLIENTS)))
    refused = [outcome for answers in outcomes for outcome in answers if outcome != 201]
    assert not refused, refused[0][-3000:]
    assert outcomes == [[201] * ROUNDS] * CLIENTS
    listed = session("drafter").get(f"{bureau}/@search", params={"portal_type": "OfficialDocument", "b_size": 1})
    assert listed.json()["items_total"] == CLIENTS * ROUNDS
