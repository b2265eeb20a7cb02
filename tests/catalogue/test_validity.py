"""Validity, corrections and companions in the catalogue: marked, linked as far as the reader sees, gone when replaced."""

from lxml import etree
from opengov.disclosure.catalogue import setup
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublication
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from plone.uuid.interfaces import IUUID

import pytest
import transaction


OLD = "关于校车管理的通知"
NEW = "关于校车管理的决定"
SECRET_TITLE = "金丝雀计划"


def mark(office, document, value="repealed", by=""):
    told = {"validity": value, "validity_date": "2026-11-30", "validity_document": by, "reason": "新规施行"}
    office.take(document, "mark_validity", "disclosure-officer", **{name: text for name, text in told.items() if text})
    transaction.commit()


def items(visitor, query=""):
    return visitor.json(f"@disclosure-catalogue{query}")["items"]


def entry(visitor, title):
    return next(item for item in items(visitor) if item["title"] == title)


@pytest.fixture
def pair(office):
    return office.make("published", OLD), office.make("published", NEW)


def test_a_repealed_document_stays_public_in_its_place_and_is_marked_at_every_door(public, office, pair):
    before = [(item["title"], item["publication_date"], item["key"]) for item in items(public)]
    mark(office, pair[0], by=IUUID(pair[1]))
    assert [(item["title"], item["publication_date"], item["key"]) for item in items(public)] == before
    assert entry(public, OLD)["validity"] == "repealed"
    assert entry(public, OLD)["validity_date"] == "2026-11-30"
    page = public.get("@@disclosure-catalogue", headers={"Accept-Language": "en"}).text
    assert "2026-11-30" in page
    titles = etree.fromstring(public.get("@@disclosure-catalogue.rss").body).findall(".//item/title")
    assert [OLD in title.text and "2026-11-30" in title.text for title in titles] == [False, True]
    assert pair[0].getId() in public.get("@@disclosure-sitemap.xml?part=first").text
    public.get(pair[0].absolute_url(), status=200).mustcontain("opengov-standing-notes", "2026-11-30", NEW)
    public.get(pair[1].absolute_url(), status=200).mustcontain("opengov-standing-notes", OLD)


def test_both_ends_link_to_one_another(public, office, pair):
    mark(office, pair[0], by=IUUID(pair[1]))
    by = entry(public, OLD)["validity_by"]
    assert (by["title"], by["@id"]) == (NEW, entry(public, NEW)["@id"])
    [related] = entry(public, NEW)["related"]
    assert (related["relation"], related["title"], related["@id"]) == ("repealed", OLD, entry(public, OLD)["@id"])
    over_rest = public.json(f"bureau/{pair[1].getId()}/@publication")
    assert [one["title"] for one in over_rest["related"]] == [OLD]
    whole = public.json(f"bureau/{pair[0].getId()}?expand=publication")
    assert whole["@components"]["publication"]["validity_by"]["title"] == NEW


def test_a_number_of_this_site_is_a_link_as_well(public, office, pair):
    number = entry(public, NEW)["number"]
    mark(office, pair[0], by=number)
    assert entry(public, OLD)["validity_by"]["@id"] == entry(public, NEW)["@id"]


def test_a_document_of_elsewhere_is_named_in_words(public, office, pair):
    mark(office, pair[0], "amended", by="国务院令第711号")
    assert entry(public, OLD)["validity_by"] == {"@id": "", "title": "国务院令第711号", "number": ""}


def test_who_may_not_see_the_other_end_learns_nothing_of_it(public, visitor, office):
    old, hidden = office.make("published", OLD), office.make("withheld", SECRET_TITLE)
    mark(office, old, by=IUUID(hidden))
    mark(office, hidden, by=IUUID(old))
    told = [str(items(public)), str(public.json(f"bureau/{old.getId()}/@publication"))]
    told += [public.get(old.absolute_url()).text, public.get("@@disclosure-catalogue").text]
    for text in told:
        assert SECRET_TITLE not in text
        assert IUUID(hidden) not in text
        assert hidden.getId() not in text
    assert entry(public, OLD)["validity_by"] is None
    assert entry(public, OLD)["related"] == []
    inside = visitor("disclosure-officer").json(f"bureau/{old.getId()}/@publication")
    assert inside["validity_by"]["title"] == SECRET_TITLE
    assert [one["title"] for one in inside["related"]] == [SECRET_TITLE]


def test_the_other_end_goes_when_it_is_withdrawn_and_when_the_mark_is_taken_back(public, office, pair):
    mark(office, pair[0], by=IUUID(pair[1]))
    office.withdraw(pair[1])
    assert entry(public, OLD)["validity_by"] is None
    assert pair[1].getId() not in public.get("@@disclosure-catalogue").text
    mark(office, pair[0], "valid")
    assert entry(public, OLD)["validity"] == "valid"
    with api.env.adopt_user(username="disclosure-officer"):
        assert IPublication(pair[1]).facts()["related"] == []


def test_validity_is_a_filter(public, office, pair):
    mark(office, pair[0], by=IUUID(pair[1]))
    assert [item["title"] for item in items(public, "?validity=repealed")] == [OLD]
    assert [item["title"] for item in items(public, "?validity=valid")] == [NEW]
    assert items(public, "?validity=lapsed") == []


def test_the_registers_tell_the_validity_and_keep_the_row_in_its_place(office, pair):
    with api.env.adopt_user(username="disclosure-officer"):
        before = [row["key"] for row in IRegister(office.agency).page("published")["items"]]
    mark(office, pair[0], "lapsed")
    with api.env.adopt_user(username="disclosure-officer"):
        rows = IRegister(office.agency).page("published")["items"]
    assert [row["key"] for row in rows] == before
    assert [row["validity"] for row in rows] == ["valid", "lapsed"]
    assert rows[0]["due"] == rows[1]["due"]


@pytest.mark.parametrize(
    ("affairs", "words"),
    [
        ({"companion": {"kind": "public_version", "of": "0" * 32}}, "公开版"),
        ({"revision": {"number": 2, "of": "0" * 32}}, "更正"),
    ],
)
def test_a_public_version_and_a_correction_say_what_they_are(public, office, catalogue, affairs, words):
    document = office.make("published", NEW)
    for name, value in affairs.items():
        IDossier(document).set_affair(name, value)
    catalogue.refresh(document)
    transaction.commit()
    found = entry(public, NEW)
    assert found["companion"] == ("public_version" if words == "公开版" else "correction")
    assert found["revision"] == (2 if words == "更正" else 0)
    assert found["companion_of"] is None
    assert "opengov-standing-note" in public.get("@@disclosure-catalogue").text
    assert "opengov-standing-notes" in public.get(document.absolute_url()).text


def test_a_correction_keeps_the_index_number_of_what_it_replaces(office, catalogue, site):
    old, new = office.make("published", OLD), office.draft(NEW, disclosure_attribute="proactive")
    IDossier(new).set_affair("companion", {"kind": "correction", "of": IUUID(old)})
    office.sign(new)
    office.take(new, "publish", "disclosure-officer")
    assert catalogue.index_number(IUUID(new)) == catalogue.index_number(IUUID(old))
    assert list(catalogue.verify()) == []


def test_an_upgrade_tells_of_earlier_publications_what_is_told_today(public, office, site):
    document = office.make("published", OLD, planned_channels=("gazette",))
    before = [(item["key"], item["publication_date"]) for item in items(public)]
    IDossier(document).set_affair("channels", None)
    data = storage.write(site)
    data.work = data.relations = None
    data.public.form = 1
    transaction.commit()
    assert items(public) == []
    for _again in range(2):
        setup.upgrade(site)
    transaction.commit()
    assert [(item["key"], item["publication_date"]) for item in items(public)] == before
    assert [item["title"] for item in items(public, "?validity=valid")] == [OLD]
    assert [record.channel for record in IChannels(document).records()] == ["catalogue"]
    with api.env.adopt_user(username="web-editor"):
        assert [row["channel"] for row in IChannelWork(office.agency).page("place")["items"]] == ["gazette"]
    assert list(IPublicCatalogue(site).verify()) == []
