"""What was public and is not any more answers 404 at once, at every address it ever had, whatever a cache still knows (R-X1)."""

from contextlib import contextmanager
from gzip import decompress
from io import BytesIO
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from PIL import Image
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import popGlobalRegistry
from plone.app.testing import pushGlobalRegistry
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from plone.testing.zca import stackConfigurationContext
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.configuration import xmlconfig

import plone.app.caching
import pytest
import re
import transaction


OUTSIDERS = ("", "member", "other-disclosure-officer")
TITLE, TEXT, ANNEX, BYTES = "zqgonetitlezq", "zqgonetextzq", "zqgoneannexzq", "zqgonebyteszq"
NEVER = "zqneverzq"
CANARY = re.compile("zqgone[a-z]+zq")


def withdraw(walk, document):
    walk.take(document, "withdraw", "disclosure-officer", reason="内容有误", cause="error")


def void(walk, document):
    walk.take(document, "void", "signer", reason="重复发文")


def adjust(walk, document):
    values = {"attribute": "withheld", "grounds": ["personnel"], "withholding_reason": "内部管理信息"}
    values["discretion"] = "公开会影响内部人事工作的正常进行"
    walk.take(document, "adjust", "disclosure-officer", reason="情况变化", **values)


def supersede(walk, document):
    """As a correction does when it is published (R-I2)."""
    IDossier(document).set_affair("superseded_by", {"uid": "0" * 32, "at": "2026-11-22T09:00:00+08:00"})
    walk.take(document, "supersede", "disclosure-officer")


def purge(walk, document):
    walk.take(document, "request_purge", "disclosure-officer", reason="误载个人信息", cause="personal_data")
    walk.take(document, "purge", "signer", reason="核实")


ENDS = {
    "withdrawn": withdraw,
    "voided": void,
    "adjustment_review": adjust,
    "superseded": supersede,
    "purged": purge,
}

#: Pages and services that tell of many documents.
_LISTS = """
    / /bureau /bureau/view /bureau/RSS /bureau/rss.xml /bureau/atom.xml /bureau/itunes.xml /RSS /rss.xml /atom.xml
    /search_rss?SearchableText=zq* /@@search?SearchableText=zq* /sitemap.xml.gz /@@disclosure-sitemap.xml
    /@@disclosure-sitemap.xml?part=first /@@disclosure-catalogue /@@disclosure-catalogue?text={title}
    /@@disclosure-catalogue.rss /bureau/@@disclosure-catalogue.rss /@search?UID={uid}&metadata_fields=_all /@search?id={id}
    /@search?getId={id}&fullobjects=1 /@search?SearchableText={title} /@search?Title={title}&metadata_fields=_all
    /@disclosure-catalogue?facets=1 /@disclosure-catalogue/{uid} /@@gkml/{uid} /@@disclosure-catalogue.atom /@@disclosure-agencies
    /@disclosure-catalogue?text={text} /@search?SearchableText={bytes} /bureau/@@summary_view /bureau/@@folder_contents
"""
LISTS = _LISTS.split()

_BEHIND = """
    / /view /document_view /newsitem_view /title /@@history-view /@@historyview /@@versions_history_form
    /annex /annex/view /annex/file /annex/@@download /annex/@@download/file /annex/@@display-file/file /annex/@@images/file
    /annex/@@images/file/mini /@@images/image /@@images/image/mini /@@images/image/preview /@@images/image.png
"""
BEHIND = _BEHIND.split()
_BEHIND_REST = """
    / /annex /@disclosure /@history /@history/0 /@versions /@workflow /@types /@actions /@breadcrumbs /@relations
    /@linkintegrity /annex/@@download/file /@@images/image/mini
"""
BEHIND_REST = _BEHIND_REST.split()

#: Of these everybody is asked; what is behind an address does not depend on who may not see it.
PLAIN = ("/", "/view", "/annex", "/@@download/file", "/image/mini", ".png", "/@disclosure")


def picture():
    out = BytesIO()
    Image.new("RGB", (900, 600), "red").save(out, "PNG")
    return NamedBlobImage(data=out.getvalue(), filename=f"{ANNEX}.png", contentType="image/png")


@pytest.fixture
def walk(bureau_walk):
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("opengov.disclosure.signoff.governed_types", ("News Item",))
    return bureau_walk


@pytest.fixture
def documents(walk):
    """A document with an attachment and a news item with a picture, both public."""
    text = RichTextValue(f"<p>{TEXT}</p>", "text/html", "text/x-html-safe")
    letter = walk.draft(title=f"关于{TITLE}的通知", text=text)
    with api.env.adopt_user(username="drafter"):
        file = NamedBlobFile(data=BYTES.encode(), filename=f"{ANNEX}.txt", contentType="text/plain")
        api.content.create(container=letter, type="DocumentAttachment", id="annex", title=ANNEX, file=file)
        values = {"title": TITLE, "text": text, "image": picture(), "disclosure_attribute": "proactive"}
        news = api.content.create(container=walk.agency, type="News Item", **values)
    for document in (letter, news):
        walk.to("published", document)
    transaction.commit()
    return letter, news


def addresses(document):
    """Every address that leads into a document, those of its picture's scales included, each with what is asked for."""
    path, uid = f"/bureau/{document.getId()}", IUUID(document)
    scales = [f"/@@images/{name}.png" for name in sorted(IAnnotations(document).get("plone.scale", ()))[:3]]
    pages = [path + more for more in [*BEHIND, *scales]] + [f"/resolveuid/{uid}", f"/@@redirect-to-uuid/{uid}"]
    services = [path + more for more in BEHIND_REST]
    return [(page, "text/html") for page in pages] + [(service, "application/json") for service in services]


def told(answer):
    body = answer.body
    body = decompress(body) if body.startswith(b"\x1f\x8b") else body
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headerlist)
    return f"{answer.status}\n{headers}\n{body.decode('utf-8', 'replace')}"


def conditions(answer):
    """What is asked without a cache, and with one that kept the answer and claims to know everything."""
    known = {"If_None_Match": answer.headers.get("ETag", "*"), "If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    return [{}, known]


def look(door, documents):
    """All answers about public documents, as nobody gets them: (address, type) -> answer."""
    asked = [each for document in documents for each in addresses(document)]
    return {(address, accept): door.ask("GET", address, Accept=accept) for address, accept in asked}


def lists_of(document):
    words = {"uid": IUUID(document), "id": document.getId(), "title": TITLE, "text": TEXT, "bytes": BYTES}
    return [address.format(**words) for address in LISTS]


@contextmanager
def plone_caching(matrix, profile):
    """plone.app.caching as a site manager switches it on."""
    portal = matrix["portal"]
    pushGlobalRegistry(portal)
    context = stackConfigurationContext(matrix.get("configurationContext"))
    xmlconfig.file("configure.zcml", plone.app.caching, context=context)
    try:
        with api.env.adopt_roles(["Manager"]):
            applyProfile(portal, "plone.app.caching:default")
            applyProfile(portal, f"plone.app.caching:{profile}")
            api.portal.set_registry_record("plone.caching.interfaces.ICacheSettings.enabled", True)
        transaction.commit()
        yield
    finally:
        popGlobalRegistry(portal)


def assert_gone(door, walk, documents, end):
    public = look(door, documents)
    assert_shown(public)
    lists = {address: door.ask("GET", address) for document in documents for address in lists_of(document)}
    assert sum(bool(CANARY.search(told(answer))) for answer in lists.values()) > 4
    for document in documents:
        ENDS[end](walk, document)
        assert ILife(document).state == end
    transaction.commit()
    assert_missing(door, public)
    assert_untold(door, lists, documents)


def assert_shown(public):
    """Before: everybody reads it, and every answer has to be asked for again."""
    shown = {key: answer for key, answer in public.items() if answer.status_int == 200}
    assert len(shown) > 20
    assert any("/@@images/image-" in address for address, _accept in shown)
    stale = [key for key, answer in shown.items() if "no-cache" not in answer.headers["Cache-Control"]]
    assert not stale and not any("max-age" in answer.headers["Cache-Control"] for answer in shown.values())


def assert_missing(door, public):
    """Afterwards: 404 at every address, whatever who asks claims to have kept, and not a word."""
    wrong = []
    for user in OUTSIDERS:
        for (address, accept), before in public.items():
            if user and not address.endswith(PLAIN):
                continue
            for asked in conditions(before) if not user else [{}]:
                answer = door.ask("GET", address, user, Accept=accept, **asked)
                if answer.status_int != 404 or CANARY.search(told(answer)):
                    wrong.append((user, address, accept, asked, answer.status))
    assert not wrong


def assert_untold(door, lists, documents):
    """Nothing that lists many things tells of it; what a search echoes of its question is no answer."""
    for user in ("", "other-disclosure-officer"):
        for address, before in lists.items():
            for asked in conditions(before):
                answer = told(door.ask("GET", address, user, **asked))
                for word in (TITLE, TEXT, BYTES):
                    if word in address:
                        # said as often as a word that was never anywhere
                        other = told(door.ask("GET", address.replace(word, NEVER), user, **asked))
                        assert answer.count(word) == other.count(NEVER), (user, address)
                        answer = answer.replace(word, "")
                assert not CANARY.search(answer), (user, address)
                ids = {document.getId() for document in documents if document.getId() not in address}
                assert not any(name in answer for name in ids), (user, address)


@pytest.mark.parametrize("end", ENDS)
def test_every_address_of_what_has_gone_is_missing(door, walk, documents, end):
    assert_gone(door, walk, documents, end)


@pytest.mark.parametrize("profile", ["without-caching-proxy", "with-caching-proxy"])
def test_plone_app_caching_keeps_nothing_of_it(matrix, door, walk, documents, profile):
    with plone_caching(matrix, profile):
        assert_gone(door, walk, documents, "withdrawn")
