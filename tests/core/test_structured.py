"""What machines read of a public entry cannot leave its place in the page, and says nothing the entry does not say."""

from hypothesis import given
from hypothesis import strategies as st
from opengov.disclosure.core import structured

import json
import pytest


ENTRY = {
    "title": "关于开学的通知",
    "index_number": "002512345/2026-00001",
    "number": "云教〔2026〕1号",
    "registration_number": "",
    "kind": "notice",
    "genre": "",
    "agency": "云溪市教育局",
    "issuers": [],
    "issue_date": "2026-11-20",
    "publication_date": "2026-11-21",
    "summary": "",
    "keywords": ["招生", "开学"],
    "attribute": "proactive",
    "validity": "valid",
    "normative": False,
}
WORDS = {"subject": "教育", "kind": "通知", "access": "主动公开"}


def described(**changes):
    return structured.described({**ENTRY, **changes}, "http://a/@@gkml/1", WORDS)


@given(st.text())
def test_no_text_ends_the_script(text):
    written = structured.script(described(title=f"</script>{text}<!--"))
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(written)
    assert json.loads(written)["name"] == f"</script>{text}<!--"


@pytest.mark.parametrize(
    ("changes", "kind", "force"),
    [
        ({}, "DigitalDocument", None),
        ({"normative": True}, "Legislation", "InForce"),
        ({"kind": "order", "validity": "repealed"}, "Legislation", "NotInForce"),
        ({"normative": True, "validity": "partly_repealed"}, "Legislation", "PartiallyInForce"),
    ],
)
def test_what_lays_down_law_is_legislation(changes, kind, force):
    told = described(**changes)
    assert told["@type"] == kind
    assert told.get("legislationLegalForce") == (force and f"https://schema.org/{force}")


def test_all_who_issued_it_are_authors_and_the_agency_publishes():
    told = described(issuers=["甲局", "乙局"])
    assert [one["name"] for one in told["author"]] == ["甲局", "乙局"]
    assert told["publisher"]["name"] == "云溪市教育局"
    assert "abstract" not in told


def test_tags_without_content_are_left_out():
    names = [name for name, _content in structured.tags(ENTRY, "http://a", "云溪", WORDS)]
    assert "DC.description" not in names
    assert {"DC.title", "DC.identifier", "ArticleTitle", "PubDate", "ContentSource", "SiteName"} <= set(names)
