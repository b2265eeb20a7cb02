"""A text embeds nothing but its own attachments (R-S2)."""

from opengov.disclosure.core.rules import RuleBroken
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


@pytest.fixture()
def document(walk):
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        picture = NamedBlobFile(b"GIF89a", "image/gif", "图.gif")
        api.content.create(container=document, type="DocumentAttachment", title="图", file=picture)
    return document


def save(document, markup):
    document.text = RichTextValue(markup, "text/html", "text/x-html-safe")
    with api.env.adopt_user(username="drafter"):
        notify(ObjectModifiedEvent(document))


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/a.png",
        "//example.org/a.png",
        "../other/@@images/image",
        "resolveuid/0123456789abcdef0123456789abcdef",
        "http://nohost/plone/logo.png",
    ],
)
def test_pictures_from_elsewhere_are_refused_with_their_address(document, source):
    with pytest.raises(RuleBroken) as refused:
        save(document, f'<p>见图 <img src="{source}"></p>')
    (problem,) = refused.value.problems
    assert (problem.rule, problem.field, problem.params["address"]) == ("R-S2", "text", source)


@pytest.mark.parametrize(
    "pattern",
    [
        "\\\\example.org/{id}/a.png",
        "/\\example.org/{id}/a.png",
        "/\t/example.org/{id}/a.png",
        "https:example.org/{id}/a.png",
        "{id}/../../other/@@images/image",
        "{id}/%2E%2e/%2e%2e/other",
        "resolveuid/{uid}/../../other",
        "//example.org/resolveuid/{uid}",
        "https://example.org/resolveuid/{uid}",
        "../../other/{id}",
        "data:text/html,{id}",
    ],
)
def test_the_name_of_an_own_attachment_lets_no_other_address_pass(document, pattern):
    (attachment,) = document.objectValues()
    source = pattern.format(id=attachment.getId(), uid=IUUID(attachment))
    with pytest.raises(RuleBroken) as refused:
        save(document, f'<p>见图 <img src="{source}"></p>')
    assert {problem.code for problem in refused.value.problems} == {"embedded_from_elsewhere"}


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="data:image/gif;base64,R0" srcset="https://example.org/a.png 2x">',
        '<p style="background: url(https://example.org/a.png)">x</p>',
        "<p style=\"background: image-set('//example.org/a.png' 1x)\">x</p>",
        '<p style="background: u\\72 l(//example.org/a.png)">x</p>',
        "<style>@import url(https://example.org/a.css);</style><p>x</p>",
    ],
)
def test_nothing_is_embedded_by_a_style_or_a_set_of_pictures(document, markup):
    with pytest.raises(RuleBroken) as refused:
        save(document, markup)
    assert {problem.code for problem in refused.value.problems} == {"embedded_from_elsewhere"}


def test_styles_as_editors_write_them_are_fine(document):
    (attachment,) = document.objectValues()
    name = attachment.getId()
    save(document, '<p style="font-family: \\5B8B\\4F53; color: red">x</p>')
    save(document, f'<img src="{name}" srcset="{name}/a 1x, {name}/b 2x">')
    save(document, f'<img src="{attachment.absolute_url()}/@@download/file">')
    save(document, f'<img src="../resolveuid/{IUUID(attachment)}/x">')


def test_own_attachments_and_inline_pictures_are_fine(document):
    (attachment,) = document.objectValues()
    sources = [f"{attachment.getId()}/@@download/file", f"resolveuid/{IUUID(attachment)}", "data:image/gif;base64,R0"]
    save(document, "".join(f'<img src="{source}">' for source in sources))


def test_links_are_no_embedding(document):
    save(document, '<p><a href="https://www.gov.cn/">中国政府网</a></p>')


def test_a_text_of_more_than_a_million_characters_is_refused(document):
    with pytest.raises(RuleBroken) as refused:
        save(document, "<p>" + "公" * 1_000_001 + "</p>")
    assert [problem.code for problem in refused.value.problems] == ["text_too_long"]
