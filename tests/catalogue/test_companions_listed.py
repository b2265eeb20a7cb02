"""What the catalogue and the Web Editor's lists make of companions (R-I2, R-I4, R-I5, R-I12)."""

from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.uuid.interfaces import IUUID
from town import PROPOSALS
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


CHECKS = ["accuracy", "authority", "completeness", "timeliness"]


def begin(document, kind):
    with api.env.adopt_user(username="drafter"):
        companion = ICompanions(document).begin(kind)
        if kind == "public_version":
            companion.text = RichTextValue("<p>删减后的正文。</p>", "text/html", "text/x-html-safe")
            notify(ObjectModifiedEvent(companion))
        return companion


def entry(document):
    return IPublicCatalogue(api.portal.get()).entry(IUUID(document))


def test_only_the_corrected_text_is_in_the_catalogue(walk):
    original = walk.to("published")
    index_number = entry(original)["index_number"]
    correction = begin(original, "correction")
    assert entry(correction) is None
    walk.to("published", correction)
    assert entry(original) is None
    told = entry(correction)
    assert (told["revision"], told["companion"], told["index_number"]) == (1, "correction", index_number)


def test_a_replaced_text_is_taken_down_where_it_stood(walk):
    original = walk.to("published")
    with api.env.adopt_user(username="web-editor"):
        IChannels(original).place("press", proof="云溪日报 2版")
    walk.to("published", begin(original, "correction"))
    assert ILife(original).state == "superseded"
    assert IChannels(original).to_take_down() == ("press",)


@pytest.mark.parametrize("state", ["registered", "withheld"])
def test_the_entry_of_a_public_version_says_nothing_of_its_original(walk, state):
    original = walk.to(state, **PROPOSALS[state])
    version = walk.to("published", begin(original, "public_version"))
    told = entry(version)
    assert (told["companion"], told["companion_of"]) == ("public_version", "")
    assert IUUID(original) not in str(told)
    assert IPublicCatalogue(api.portal.get()).related(IUUID(original)) == []


def test_an_interpretation_leads_to_the_text_that_is_in_force(walk):
    document = walk.draft()
    interpretation = begin(document, "interpretation")
    with api.env.adopt_user(username="drafter"):
        interpretation.drafting_section, interpretation.telephone = "政策法规科", "政策咨询台"
    walk.take(document, "submit", "drafter")
    for step, by, values in [
        ("endorse", "section-head", {"checks": CHECKS}),
        ("approve", "disclosure-reviewer", {"checks": CHECKS}),
        ("sign", "signer", {}),
    ]:
        for each in (document, interpretation):
            walk.take(each, step, by, **values)
    walk.take(document, "publish", "disclosure-officer")
    catalogue = IPublicCatalogue(api.portal.get())
    assert [each["title"] for each in catalogue.related(IUUID(document))] == [interpretation.title]
    correction = walk.to("published", begin(document, "correction"))
    assert entry(interpretation)["companion_of"] == IUUID(correction)
    assert [each["relation"] for each in catalogue.related(IUUID(correction))] == ["interpretation"]
