"""Scales of pictures in governed content: made when the picture is saved; who looks at it writes nothing (R-L2).

Plone makes a scale when somebody first asks for it, and keeps those of a replaced picture for a day under their old
addresses. Here a picture has the site's scales from the moment it is saved, and no others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from opengov.disclosure.interfaces import IDocumentAttachment
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import IAvailableSizes
from plone.namedfile.interfaces import INamedBlobImage
from plone.namedfile.scaling import ImageScaling
from plone.scale.interfaces import IImageScaleFactory
from plone.scale.scale import calculate_scaled_dimensions
from plone.scale.scale import get_scale_mode
from plone.scale.storage import AnnotationStorage
from plone.scale.storage import ScalesDict
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zope.container.interfaces import IContainerModifiedEvent
from zope.globalrequest import getRequest
from zope.schema import getFields


KEY = "plone.scale"
_SAVING: ContextVar[bool] = ContextVar("opengov.disclosure.saving_pictures", default=False)


@contextmanager
def _declared() -> Iterator[None]:
    token = _SAVING.set(True)
    try:
        yield
    finally:
        _SAVING.reset(token)


class KeptScales(AnnotationStorage):
    """The scales of one object: read by everybody, written only while it is saved."""

    @property
    def storage(self):
        """What is kept; an empty, unstored one when nothing is."""
        if _SAVING.get():
            return super().storage
        kept = IAnnotations(self.context).get(KEY)
        return ScalesDict() if kept is None else kept

    def pre_scale(self, **parameters):
        """As :meth:`scale`: there is nothing to be made later."""
        return self.scale(**parameters)

    def scale(self, **parameters):
        """A kept scale; for any other size the picture itself, which has no address of its own."""
        if _SAVING.get():
            return super().scale(**parameters)
        kept = self.get(self.hash_key(**parameters))
        return kept if kept is not None and kept.get("data") is not None else self._original(**parameters)

    def get_or_generate(self, name):
        """A kept scale by its address, or None."""
        kept = self.get(name)
        return kept if kept is not None and kept.get("data") is not None else None

    def _original(self, **parameters):
        """The picture as it was saved, with the size it is shown in."""
        factory, name = IImageScaleFactory(self.context, None), parameters.get("fieldname")
        value = factory.get_original_value(fieldname=name) if factory is not None else None
        if not (getattr(value, "contentType", None) or "").startswith("image/"):
            return None
        mode = get_scale_mode(parameters.get("mode"), parameters.get("direction"))
        width, height = parameters.get("width"), parameters.get("height")
        if INamedBlobImage.providedBy(value):
            width, height = calculate_scaled_dimensions(*value.getImageSize(), width, height, mode)
        shown = {"uid": name, "fieldname": name, "data": value, "mimetype": value.contentType, "mode": mode}
        return {**shown, "width": width, "height": height, "scale": parameters.get("scale"), "key": (), "modified": 0}


def keep_scales(context, event) -> None:
    """Make the scales of new pictures, and forget those of pictures that are gone."""
    if (
        event.object is not context
        or IContainerModifiedEvent.providedBy(event)
        or IDocumentAttachment.providedBy(context)
    ):
        return
    names = list(_pictures(context))
    if not names and KEY not in IAnnotations(context):
        return
    view = ImageScaling(context, getRequest())
    with _declared():
        wanted = {scale.uid for name in names for scale in _scales(view, context, name) if scale is not None}
        kept = IAnnotations(context)[KEY]
        for uid in set(kept) - wanted:
            del kept[uid]


def _pictures(context) -> Iterator[str]:
    """Names of the fields that hold a picture."""
    for schema in iterSchemata(context):
        for name in getFields(schema):
            if INamedBlobImage.providedBy(getattr(context, name, None)):
                yield name


def _scales(view: ImageScaling, context, name: str) -> Iterator:
    """Each of the site's scales, and the one in the picture's own size that lists use."""
    for scale in queryUtility(IAvailableSizes, default=dict)() or ():
        yield view.scale(name, scale=scale)
    width, height = getattr(context, name).getImageSize()
    yield view.scale(name, width=width, height=height)
