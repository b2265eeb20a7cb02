"""Whether sealed packages can be written: the folder they lie in."""

from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import ISiteCheck
from opengov.disclosure.transfer.sealing.spool import spool_folder
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

import os
import shutil


#: Free bytes below which whoever runs the site is warned.
LOW = 1 << 30


@implementer(ISiteCheck)
@adapter(IPloneSiteRoot)
class SpoolCheck:
    """See ``ISiteCheck``."""

    def __init__(self, site) -> None:
        self.site = site

    def state(self) -> list[dict]:
        """See ``ISiteCheck``."""
        title = _("check_spool", default="Folder of sealed packages")
        try:
            folder = spool_folder()
            free = shutil.disk_usage(folder).free
        except OSError as error:
            text = _(
                "check_spool_missing",
                default="It cannot be used: ${error}. Set OPENGOV_SPOOL or spool in zope.conf to a folder of the server's own.",
                mapping={"error": error.strerror or type(error).__name__},
            )
            return [{"level": "danger", "title": title, "text": text}]
        said = {"folder": str(folder), "free": f"{free / (1 << 30):.1f}"}
        if not os.access(folder, os.W_OK | os.X_OK):
            text = _("check_spool_closed", default="${folder} cannot be written to.", mapping=said)
            return [{"level": "danger", "title": title, "text": text}]
        if free < LOW:
            text = _("check_spool_full", default="${folder}: only ${free} GB are free.", mapping=said)
            return [{"level": "warning", "title": title, "text": text}]
        text = _("check_spool_good", default="${folder}: can be written to, ${free} GB are free.", mapping=said)
        return [{"level": "success", "title": title, "text": text}]
