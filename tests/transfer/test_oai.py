"""OAI-PMH 2.0 over the feed: verbs, pages, deletions, fonds, and answers that are valid by the schema (R-L3, R-T2, R-X1)."""

from lxml import etree
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.oai import provider
from opengov.disclosure.transfer.store import store
from pathlib import Path
from plone import api
from plone.uuid.interfaces import IUUID

import hashlib
import json
import logging
import opengov.disclosure.transfer as transfer
import pytest
import requests
import transaction


PASSWORD = "Yunxi-2026-test"
SPACES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "d": "http://purl.org/dc/elements/1.1/",
    "m": "http://www.loc.gov/METS/",
    "x": "http://www.w3.org/1999/xlink",
}
SCHEMAS = Path(__file__).parent / "oai_schemas"
METS = Path(transfer.__file__).parent / "schemas"


class Local(etree.Resolver):
    """Every schema from this machine."""

    def resolve(self, address, public_id, context):
        name = address.rpartition("/")[2]
        return self.resolve_filename(str(next(one / name for one in (SCHEMAS, METS) if (one / name).exists())), context)


def schema():
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    imports = {"OAI-PMH.xsd": SPACES["o"], "mets.xsd": SPACES["m"]}
    imports["oai_dc.xsd"] = "http://www.openarchives.org/OAI/2.0/oai_dc/"
    text = "".join(f'<import namespace="{space}" schemaLocation="{name}"/>' for name, space in imports.items())
    whole = f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{text}</schema>'
    return etree.XMLSchema(etree.fromstring(whole, parser))


@pytest.fixture(scope="session")
def valid():
    return schema()


class Harvester:
    """One account at ``@@oai``; every answer is held against the schema."""

    def __init__(self, town, valid, user="archive"):
        self.base = f"{town.portal.absolute_url()}/@@oai"
        self.valid = valid
        self.auth = (user, PASSWORD) if user else None

    def ask(self, query="", method="GET", **arguments):
        if method == "POST":
            return requests.post(self.base, data=arguments, auth=self.auth, timeout=60, allow_redirects=False)
        options = {"params": arguments or None, "auth": self.auth, "timeout": 60, "allow_redirects": False}
        return requests.get(self.base + query, **options)

    def __call__(self, query="", method="GET", **arguments):
        answer = self.ask(query, method, **arguments)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
        root = etree.fromstring(answer.content)
        self.valid.assertValid(root)
        return root

    def pages(self, **arguments):
        while True:
            root = self(**arguments)
            yield root
            found = root.xpath("//o:resumptionToken/text()", namespaces=SPACES)
            if not found:
                return
            arguments = {"verb": arguments["verb"], "resumptionToken": found[0]}

    def all(self, verb="ListIdentifiers", **arguments):
        """(identifier, datestamp, set, deleted) of everything."""
        found = []
        for root in self.pages(verb=verb, **{"metadataPrefix": "oai_dc", **arguments}):
            found += [
                (
                    *(one.findtext(f"o:{name}", namespaces=SPACES) for name in ("identifier", "datestamp", "setSpec")),
                    one.get("status") == "deleted",
                )
                for one in root.xpath("//o:header", namespaces=SPACES)
            ]
        return found


def values(root, path):
    return [str(one) for one in root.xpath(path, namespaces=SPACES)]


def error(root):
    return values(root, "//o:error/@code")


@pytest.fixture
def harvester(pulled, valid):
    return Harvester(pulled, valid)


@pytest.fixture
def item(harvester):
    [(identifier, *_rest)] = harvester.all()
    return identifier


def more(town, count, **options):
    """Offer further documents, one by one or together."""
    documents = [town.published(title=f"关于第{number}件事的通知", **options) for number in range(count)]
    town.seal(*documents)
    return documents


def test_identify_says_what_this_is(harvester):
    root = harvester(verb="Identify")
    assert values(root, "//o:baseURL/text()") == values(root, "//o:request/text()") == [harvester.base]
    assert values(root, "//o:deletedRecord/text()") == ["persistent"]
    assert values(root, "//o:granularity/text()") == ["YYYY-MM-DDThh:mm:ssZ"]
    [earliest] = values(root, "//o:earliestDatestamp/text()")
    assert earliest == harvester.all()[0][1]


def test_get_and_post_answer_alike(harvester, item):
    for arguments in ({"verb": "Identify"}, {"verb": "GetRecord", "identifier": item, "metadataPrefix": "mets"}):
        got, posted = (harvester(method=method, **arguments) for method in ("GET", "POST"))
        assert etree.tostring(got[2]) == etree.tostring(posted[2])


def test_formats_and_sets_are_listed(pulled, harvester, item):
    for arguments in ({}, {"identifier": item}):
        root = harvester(verb="ListMetadataFormats", **arguments)
        assert values(root, "//o:metadataPrefix/text()") == ["oai_dc", "mets"]
    root = harvester(verb="ListSets")
    assert values(root, "//o:setSpec/text()") == [IUUID(pulled.bureau)]
    assert values(root, "//o:setName/text()") == ["云溪市教育局 (Z001)"]


def test_a_record_in_dublin_core(harvester, item):
    root = harvester(verb="GetRecord", identifier=item, metadataPrefix="oai_dc")
    assert values(root, "//d:title/text()") == ["云溪市教育局关于做好春季开学工作的通知"]
    assert values(root, "//d:publisher/text()") == ["云溪市教育局"]
    [source] = values(root, "//d:source/text()")
    assert requests.get(source, auth=harvester.auth, timeout=60).json()["id"] == source.rpartition("/")[2]


def test_every_address_of_mets_leads_to_bytes_of_its_digest(harvester, item):
    root = harvester(verb="GetRecord", identifier=item, metadataPrefix="mets")
    files = root.xpath("//m:file", namespaces=SPACES)
    assert len(files) > 3
    for file in files:
        [href] = values(file, "m:FLocat/@x:href")
        data = requests.get(href, auth=harvester.auth, timeout=60).content
        assert hashlib.sha256(data).hexdigest() == file.get("CHECKSUM"), href
        assert len(data) == int(file.get("SIZE"))
    assert "附件 1.pdf" in values(root, "//m:FLocat/@x:title")
    assert values(root, "//m:fileGrp/@USE") == ["manifest", "record"]


@pytest.mark.parametrize(
    "query,code",
    [
        ("", "badVerb"),
        ("?verb=Nothing", "badVerb"),
        ("?verb=Identify&verb=Identify", "badVerb"),
        ("?verb=Identify&x=1", "badArgument"),
        ("?verb=GetRecord&identifier=oai:x:y/1", "badArgument"),
        ("?verb=GetRecord&identifier=oai:x:y/1&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("?verb=GetRecord&identifier=oai:localhost:nothing/1&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("?verb=GetRecord&identifier=x&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("?verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
        ("?verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&from=2026-01-01", "badArgument"),
        ("?verb=ListRecords&metadataPrefix=oai_dc&from=3000-01-01", "noRecordsMatch"),
        ("?verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("?verb=ListRecords&metadataPrefix=oai_dc&set=nothing", "noRecordsMatch"),
        ("?verb=ListRecords&resumptionToken=nonsense", "badResumptionToken"),
        ("?verb=ListRecords&resumptionToken=ListRecords/oai_dc/999999/0/0///", "badResumptionToken"),
        ("?verb=ListRecords&resumptionToken=ListRecords/oai_dc/0/99999/0///", "badResumptionToken"),
        ("?verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("?verb=ListRecords&metadataPrefix=oai_dc&" + "&".join("x=1" for _ in range(100)), "badVerb"),
    ],
)
def test_errors_are_those_of_the_protocol(harvester, query, code):
    root = harvester(query)
    assert error(root) == [code]
    if code in ("badVerb", "badArgument"):
        assert dict(root[1].attrib) == {}


def test_a_place_that_the_hand_over_does_not_have_is_no_item(harvester, item):
    for place in ("2", "99999999"):
        name = f"{item.rpartition('/')[0]}/{place}"
        assert error(harvester(verb="GetRecord", identifier=name, metadataPrefix="oai_dc")) == ["idDoesNotExist"]


def test_pages_bring_everything_once_with_inserts_in_between(pulled, harvester, monkeypatch):
    monkeypatch.setattr(provider, "PAGE", 2)
    more(pulled, 4)
    found = []
    for number, root in enumerate(harvester.pages(verb="ListRecords", metadataPrefix="oai_dc")):
        found += values(root, "//o:identifier/text()")
        assert [int(one) for one in values(root, "//o:resumptionToken/@cursor")] in ([], [2 * number])
        if number < 2:
            more(pulled, 1)
    assert len(found) == len(set(found)) == 7
    assert found == [one[0] for one in harvester.all()]


def test_a_hand_over_of_many_records_is_many_items(pulled, harvester, monkeypatch):
    monkeypatch.setattr(provider, "PAGE", 3)
    documents = [pulled.published(title=f"第{number}件") for number in range(7)]
    pulled.seal(*documents)
    titles = []
    for root in harvester.pages(verb="ListRecords", metadataPrefix="mets"):
        titles += values(root, "//m:mets/@LABEL")
    assert sorted(titles[1:]) == sorted(document.title for document in documents)
    names = [one[0] for one in harvester.all()]
    handovers = {name.rpartition("/")[0] for name in names[1:]}
    assert len(handovers) == 1


def test_from_and_until_are_inclusive_to_the_second(pulled, harvester, monkeypatch):
    feed = store(pulled.portal).feeds["archive"]
    more(pulled, 2)
    for number in list(feed.entries):
        entry = json.loads(feed.entries[number])
        entry["entered"] = f"2026-11-22T08:00:0{number}.5+08:00"
        feed.entries[number] = json.dumps(entry)
    transaction.commit()
    stamps = sorted({one[1] for one in harvester.all()})
    assert stamps[0] == "2026-11-22T00:00:01Z"
    for first in stamps:
        assert sorted({one[1] for one in harvester.all(**{"from": first})}) == [one for one in stamps if one >= first]
        assert sorted({one[1] for one in harvester.all(until=first)}) == [one for one in stamps if one <= first]
        assert {one[1] for one in harvester.all(**{"from": first, "until": first})} == {first}
    assert len(harvester.all(**{"from": "2026-11-22", "until": "2026-11-22"})) == len(harvester.all())


def purge(document):
    for step, by, data in (
        ("request_purge", "disclosure-officer", {"reason": "误载个人信息", "cause": "personal_data"}),
        ("purge", "signer", {"reason": "核实"}),
    ):
        with api.env.adopt_user(username=by):
            ILife(document).take(step, **data)
    transaction.commit()


def test_what_a_purge_destroys_is_deleted_for_ever(pulled, harvester, item):
    document = pulled.bureau.objectValues()[0]
    purge(document)
    pulled.seal()
    [deleted] = [one for one in harvester.all() if one[0] == item]
    assert deleted[3] is True
    root = harvester(verb="GetRecord", identifier=item, metadataPrefix="oai_dc")
    assert values(root, "//o:header/@status") == ["deleted"]
    assert not values(root, "//d:title/text()")
    listed = etree.tostring(harvester(verb="ListRecords", metadataPrefix="oai_dc"), encoding="unicode")
    assert "春季开学" not in listed


def test_what_is_recalled_is_deleted_and_what_comes_anew_is_not(pulled, harvester, item):
    document = pulled.bureau.objectValues()[0]
    pulled.handovers.announce(IUUID(document), IUUID(pulled.bureau), "recall_notice", {})
    pulled.seal()
    assert [(one[0], one[3]) for one in harvester.all()] == [(item, True)]
    root = harvester(verb="GetRecord", identifier=item, metadataPrefix="oai_dc")
    assert values(root, "//o:header/@status") == ["deleted"]
    more(pulled, 1)
    assert [one[3] for one in harvester.all()] == [True, False]


def test_a_lapse_notice_deletes_nothing(pulled, harvester, item):
    document = pulled.bureau.objectValues()[0]
    pulled.handovers.announce(IUUID(document), IUUID(pulled.bureau), "lapse_notice", {"validity": "repealed"})
    pulled.seal()
    assert [(one[0], one[3]) for one in harvester.all()] == [(item, False)]


def test_what_is_replaced_after_a_rejection_is_deleted_where_its_successor_comes(pulled, harvester, item):
    [id] = list(store(pulled.portal).handovers)
    pulled.handovers.find(id).add_receipt({"receipt_id": "1", "status": "rejected"})
    pulled.handovers.retry(id)
    pulled.seal()
    found = harvester.all()
    assert [one[3] for one in found] == [True, False]
    assert found[0][0] == item
    assert found[0][1] == found[1][1]


def test_only_a_receiver_is_answered(pulled, valid, item):
    anonymous = Harvester(pulled, valid, None).ask(verb="Identify")
    assert (anonymous.status_code, anonymous.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    for user in ("drafter", "transfer-clerk", "signer"):
        answer = Harvester(pulled, valid, user).ask(verb="GetRecord", identifier=item, metadataPrefix="oai_dc")
        assert answer.status_code == 403
        assert item not in answer.text
    wrong = requests.get(Harvester(pulled, valid).base, auth=("archive", "wrong"), timeout=60, allow_redirects=False)
    assert wrong.status_code == 401


def test_another_archives_items_do_not_exist(pulled, valid, item):
    elsewhere = pulled.make_agency("elsewhere", "云溪市司法局", "云司")
    pulled.open_office(elsewhere, "Archivist", "other-archive")
    pulled.receiver("other-archive", fonds=[IUUID(elsewhere)])
    transaction.commit()
    other = Harvester(pulled, valid, "other-archive")
    assert error(other(verb="GetRecord", identifier=item, metadataPrefix="oai_dc")) == ["idDoesNotExist"]
    assert error(other(verb="ListRecords", metadataPrefix="oai_dc")) == ["noRecordsMatch"]
    assert error(other(verb="ListRecords", metadataPrefix="oai_dc", set=IUUID(pulled.bureau))) == ["noRecordsMatch"]
    assert values(other(verb="ListSets"), "//o:setSpec/text()") == [IUUID(elsewhere)]


def test_who_is_archivist_no_more_harvests_nothing_more(pulled, harvester, item):
    api.group.remove_user(groupname=IOffices(pulled.bureau).group_id("Archivist"), username="archive")
    transaction.commit()
    assert error(harvester(verb="ListRecords", metadataPrefix="oai_dc")) == ["noRecordsMatch"]
    assert error(harvester(verb="ListSets")) == ["noRecordsMatch"]
    assert error(harvester(verb="GetRecord", identifier=item, metadataPrefix="oai_dc")) == ["idDoesNotExist"]


def test_harvesting_writes_nothing_and_leaves_a_line_in_the_access_log(pulled, harvester, item, caplog):
    before = pulled.portal._p_jar.db().lastTransaction()
    with caplog.at_level(logging.INFO, logger="opengov.disclosure.access"):
        harvester(verb="ListRecords", metadataPrefix="mets")
        harvester(verb="ListIdentifiers", metadataPrefix="mets")
    [line] = [json.loads(record.message) for record in caplog.records if record.name == "opengov.disclosure.access"]
    assert (line["what"], line["actor"], line["first"], line["last"]) == ("harvested", "archive", 1, 1)
    assert pulled.portal._p_jar.db().lastTransaction() == before
