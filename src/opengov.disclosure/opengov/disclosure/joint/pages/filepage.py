"""``<document>/@@positions-file?slot=…&file=…``: a file of a position, for whoever sees the position (R-J6)."""

from opengov.disclosure.joint import files
from opengov.disclosure.joint.interfaces import IPositionsSeen
from Products.Five.browser import BrowserView
from zExceptions import NotFound


class PositionFile(BrowserView):
    """The bytes of one file, always as a download."""

    def __call__(self):
        wanted = [str(self.request.form.get(name, "")) for name in ("slot", "file")]
        found = IPositionsSeen(self.context).file(*wanted)
        if found is None:
            raise NotFound(self.__name__)
        return files.download(self.request.response, *found)
