"""What a harvester may ask, read as strictly as the protocol is written (OAI-PMH 2.0)."""

from datetime import datetime
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from opengov.disclosure.core import harvesting
from opengov.disclosure.core.harvesting import Asked
from opengov.disclosure.core.harvesting import Place
from opengov.disclosure.core.harvesting import read
from opengov.disclosure.core.harvesting import Refused
from urllib.parse import parse_qsl

import pytest


def ask(query):
    return read(parse_qsl(query, keep_blank_values=True))


def refusal(query):
    with pytest.raises(Refused) as found:
        ask(query)
    return found.value.code


@pytest.mark.parametrize(
    "query,expected",
    [
        ("verb=Identify", Asked("Identify")),
        ("verb=ListSets", Asked("ListSets")),
        ("verb=ListMetadataFormats", Asked("ListMetadataFormats")),
        ("verb=ListMetadataFormats&identifier=oai:h:a/1", Asked("ListMetadataFormats", "oai:h:a/1")),
        ("metadataPrefix=mets&verb=GetRecord&identifier=x", Asked("GetRecord", "x", "mets")),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a:b", Asked("ListRecords", "", "oai_dc", "a:b")),
    ],
)
def test_a_request_is_read(query, expected):
    assert ask(query) == expected


@pytest.mark.parametrize(
    "query,code",
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&verb=ListSets", "badVerb"),
        ("metadataPrefix=oai_dc", "badVerb"),
        ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
        ("verb=Identify&resumptionToken=x", "badArgument"),
        ("verb=GetRecord&identifier=x", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=a%00b", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=x&identifier=x", "badArgument"),
        ("verb=GetRecord&metadataPrefix=marc&identifier=x", "cannotDisseminateFormat"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&x=1", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&identifier=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=mets", "badArgument"),
        ("verb=ListRecords&metadataPrefix=a/b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a/b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a:", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00%2B08:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00.5Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=%EF%BC%92026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/2147483647/0/0///", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/1/9999999999/0///", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=ListRecords/oai_dc/1/0/0///", "badResumptionToken"),
        ("verb=ListIdentifiers&resumptionToken=ListRecords/oai_dc/1/0/0///", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/marc/1/0/0///", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/-1/0/0///", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/2147483648/0/0///", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/1/2147483648/0///", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/1/0/0/-//", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/1/0/0/999999999999//", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/1/0/0/-99999999999//", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/1/0/0///:", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords/oai_dc/1/0/0///%0A", "badResumptionToken"),
    ],
)
def test_what_the_protocol_does_not_allow_has_its_code(query, code):
    assert refusal(query) == code


@pytest.mark.parametrize(
    "start,until,first,last",
    [
        ("2026-11-22", "2026-11-22", (2026, 11, 22), (2026, 11, 22, 23, 59, 59)),
        ("2026-11-22T01:02:03Z", "2026-11-22T01:02:03Z", (2026, 11, 22, 1, 2, 3), (2026, 11, 22, 1, 2, 3)),
        ("2024-02-29", "2024-12-31", (2024, 2, 29), (2024, 12, 31, 23, 59, 59)),
    ],
)
def test_both_ends_of_a_span_belong_to_it(start, until, first, last):
    asked = ask(f"verb=ListRecords&metadataPrefix=oai_dc&from={start}&until={until}")
    assert (asked.start, asked.until) == (datetime(*first, tzinfo=UTC), datetime(*last, tzinfo=UTC))


MOMENTS = st.none() | st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(
    lambda one: one.replace(microsecond=0, tzinfo=UTC)
)


@given(
    st.sampled_from(harvesting.LISTS),
    st.sampled_from(harvesting.FORMATS),
    st.from_regex(r"([0-9a-f]{32})?", fullmatch=True),
    st.integers(1, 2**31 - 2),
    st.integers(0, 10**6),
    st.integers(0, 10**9),
    MOMENTS,
    MOMENTS,
)
def test_a_token_brings_everything_back(verb, prefix, spec, entry, index, delivered, start, until):
    place = Place(entry, index, delivered)
    text = harvesting.token(Asked(verb, prefix=prefix, set=spec, start=start, until=until), place)
    assert read([("verb", verb), ("resumptionToken", text)]) == Asked(verb, "", prefix, spec, start, until, place)


@given(
    st.lists(st.tuples(st.sampled_from(["verb", "from", "until", "set", "resumptionToken", "x"]), st.text(max_size=40)))
)
def test_whatever_is_sent_is_read_or_refused(arguments):
    try:
        assert read(arguments).verb in harvesting.VERBS
    except Refused as refused:
        assert refused.code.startswith("bad")


@given(st.from_regex(r"(ListRecords|ListIdentifiers)(/[0-9a-z_\-:]{0,13}){7}", fullmatch=True))
def test_no_token_breaks_the_reader(text):
    try:
        read([("verb", "ListRecords"), ("resumptionToken", text)])
    except Refused as refused:
        assert refused.code == "badResumptionToken"


def test_an_identifier_names_host_hand_over_and_place():
    text = harvesting.identifier("gk.example.gov.cn", "20261122-a1", 17)
    assert text == "oai:gk.example.gov.cn:20261122-a1/17"
    assert harvesting.identified(text, "gk.example.gov.cn") == ("20261122-a1", 17)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "oai:gk:a/1",
        "oai:h:a",
        "oai:h:a/0",
        "oai:h:a/01",
        "oai:h:../1",
        "oai:h:a/1/2",
        "oai:h:a/1 ",
        "oai:h:名/1",
    ],
)
def test_an_identifier_of_nothing_is_refused(text):
    with pytest.raises(Refused) as found:
        print(harvesting.identified(text, "h"))
    assert found.value.code == "idDoesNotExist"


def test_moments_are_told_in_utc_and_whole_seconds():
    moment = datetime.fromisoformat("2026-11-22T08:00:59.999999+08:00")
    assert harvesting.datestamp(moment) == "2026-11-22T00:00:59Z"
