"""An agency's history and its end go with an export and come back with an import, and by no other door: R-D1."""

from opengov.disclosure.agency import heirs
from opengov.disclosure.agency.interfaces import IJurisdictionChange
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.roundtrip import KEY
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.uuid.interfaces import IUUID
from zope.component import getMultiAdapter
from zope.globalrequest import setRequest
from zope.interface import alsoProvides

import json
import pytest


@pytest.fixture
def request_(portal):
    request = portal.REQUEST.clone()
    alsoProvides(request, IOpengovDisclosureLayer)
    return request


@pytest.fixture
def marked(request_):
    alsoProvides(request_, IExportImportRequestMarker)
    return request_


@pytest.fixture
def exported(clock, portal, bureau, marked):
    """A bureau with a past, as plain JSON; and its successor."""
    clock.set("2026-11-25T09:00")
    IJurisdictionChange(bureau).apply("zunyi-2020", "市政府决定")
    heir = api.content.create(portal, "Agency", "heir", title="市财资局", short_name="市财资局")
    ISuccession(bureau).abolish("2026-11-25", IUUID(heir), "机构改革")
    return json.loads(json.dumps(getMultiAdapter((bureau, marked), ISerializeToJson)()))


@pytest.fixture
def again(portal):
    return api.content.create(portal, "Agency", "again", title="韶关市财政局", short_name="市财政局")


def test_history_and_abolition_come_back(exported, bureau, again, marked):
    before = len(heirs.plugin().predecessors(ISuccession(bureau).successor_uid))
    data = {key: exported[key] for key in ("jurisdiction", KEY)}
    getMultiAdapter((again, marked), IDeserializeFromJson)(data=data)
    assert ISettingsHistory(again).entries() == ISettingsHistory(bureau).entries()
    assert ISuccession(again).abolished_on == "2026-11-25"
    assert ISuccession(again).successor_uid == ISuccession(bureau).successor_uid
    assert len(heirs.plugin().predecessors(ISuccession(bureau).successor_uid)) == before + 1


def test_an_import_brings_back_what_an_abolished_agency_held(exported, bureau, marked, portal):
    setRequest(marked)
    try:
        assert createContentInContainer(bureau, "Document", title="旧")
    finally:
        setRequest(portal.REQUEST)


def test_over_rest_nobody_writes_a_past(exported, again, request_, portal):
    plain = portal.REQUEST.clone()
    alsoProvides(plain, IOpengovDisclosureLayer)
    before = ISettingsHistory(again).entries()
    getMultiAdapter((again, plain), IDeserializeFromJson)(data={KEY: exported[KEY]})
    assert ISettingsHistory(again).entries() == before
    assert ISuccession(again).abolished_on == ""


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        {},
        {"history": [], "abolition": {}},
        {"history": ["x"], "abolition": {}},
        {"history": "x", "abolition": {}},
        "unknown profile",
        "lacking key",
        "odd abolition",
    ],
)
def test_what_no_export_writes_is_left_out(exported, again, marked, payload):
    part = exported[KEY]
    if payload == "unknown profile":
        part["history"][0]["value"] = "atlantis"
    elif payload == "lacking key":
        del part["history"][0]["version"]
    elif payload == "odd abolition":
        part["abolition"] = {"day": "2026-01-01"}
    else:
        part = payload
    before = ISettingsHistory(again).entries()
    getMultiAdapter((again, marked), IDeserializeFromJson)(data={KEY: part})
    assert ISettingsHistory(again).entries() == before
    assert ISuccession(again).abolished_on == ""
