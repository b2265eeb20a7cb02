"""Pictures of governed content: their scales are made on save, and looking at them writes nothing (R-L2, plone.md 13)."""

from io import BytesIO
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.signoff.purging import remains
from PIL import Image
from plone import api
from plone.namedfile.file import NamedBlobImage
from plone.namedfile.scaling import ImageScaling
from town import CHECKS
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.globalrequest import getRequest
from zope.lifecycleevent import ObjectModifiedEvent
from zope.publisher.interfaces import NotFound

import pytest
import transaction


def picture(colour, size=(1000, 600)):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return NamedBlobImage(data=out.getvalue(), filename=f"{colour}.png", contentType="image/png")


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def news(walk):
    """A governed news item with a picture, as a draft."""
    with api.env.adopt_roles(["Manager"]):
        api.portal.set_registry_record("opengov.disclosure.signoff.governed_types", ("News Item",))
    with api.env.adopt_user(username="drafter"):
        item = api.content.create(
            container=walk.agency,
            type="News Item",
            title="云溪市教育局动态",
            image=picture("red"),
            disclosure_attribute="proactive",
        )
    transaction.commit()
    return item


def kept(item):
    return dict(IAnnotations(item).get("plone.scale", {}))


def test_a_saved_picture_has_every_scale_of_the_site_with_its_bytes(news):
    assert IGoverned.providedBy(news)
    scales = kept(news)
    widths = {info["width"] for info in scales.values()}
    assert {1000, 800, 400, 200, 128} <= widths
    assert all(info["data"] is not None for info in scales.values())


LOOKS = [
    lambda view: view.tag("image", scale="preview"),
    lambda view: view.scale("image", scale="mini"),
    lambda view: view.scale("image", width=123, height=45),
    lambda view: view.scale("image", scale="large", pre=True),
    lambda view: view.picture("image", picture_variant="medium"),
    lambda view: view.publishTraverse(Named("mini"), "image"),
]


class Named(dict):
    """A request on its way to one scale of a field."""

    def __init__(self, scale):
        super().__init__(TraversalRequestNameStack=[scale])


@pytest.mark.parametrize("look", LOOKS)
def test_looking_at_a_picture_writes_nothing(news, look):
    before = kept(news)
    assert look(ImageScaling(news, getRequest()))
    assert news._p_jar is not None and not news._p_jar._registered_objects
    assert kept(news) == before


def test_a_size_nobody_made_is_answered_with_the_picture_itself(news):
    scale = ImageScaling(news, getRequest()).scale("image", width=123, height=45)
    assert scale.data is news.image
    assert scale.url == f"{news.absolute_url()}/@@images/image.png"


def test_the_catalogue_knows_addresses_that_answer(news):
    [brain] = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=news.UID())
    told = brain.image_scales["image"][0]["scales"]
    assert set(told) >= {"preview", "mini", "thumb"}
    for scale in told.values():
        name = scale["download"].removeprefix("@@images/")
        assert ImageScaling(news, getRequest()).publishTraverse({}, name).data is not None


def test_the_scales_of_a_replaced_picture_are_gone_at_once(news):
    old = set(kept(news))
    with api.env.adopt_user(username="drafter"):
        news.image = picture("blue")
        notify(ObjectModifiedEvent(news))
    assert not old & set(kept(news))
    for name in old:
        with pytest.raises(NotFound):
            ImageScaling(news, getRequest()).publishTraverse({}, f"{name}.png")


def test_a_picture_that_is_taken_away_leaves_no_scale(news):
    with api.env.adopt_user(username="drafter"):
        news.image = None
        notify(ObjectModifiedEvent(news))
    assert kept(news) == {}


def test_a_purge_leaves_no_picture_and_no_scale(walk, news):
    walk.take(news, "submit", "drafter")
    walk.take(news, "endorse", "section-head", checks=CHECKS)
    walk.take(news, "request_purge", "section-head", reason="误传照片", cause="personal_data")
    walk.take(news, "purge", "disclosure-reviewer", reason="核实")
    assert news.image is None and kept(news) == {} and remains(news) == ()
