"""What the pages share on which one acts on a slot: forms, what was entered, what stands against it."""

from functools import cached_property
from opengov.disclosure.core import position_files
from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.pages.coordination import Coordination
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility

import base64
import transaction


#: Act of the page's forms -> the fields it sends.
ACTS = {
    "add": ("agency", "body", "role", "administrative", "reason"),
    "ask": (),
    "remove": ("reason",),
    "receive": (),
    "draft": ("stand", "digest", "reason", "confidential", "files"),
    "confirm": ("digest",),
    "detach": ("file_id",),
    "release": ("draft_id",),
    "record": ("stand", "signed_by", "reason", "paper", "digest"),
    "decide": ("ruling", "authority", "reason", "paper", "attribute", "digest"),
}


class Acting(BrowserView):
    """A page with forms for the acts on a document's slots."""

    #: Acts whose form is folded until somebody opens it, so that 21 agencies fit on the page.
    folded = ("remove", "record", "decide")

    def __call__(self):
        if not self.seen.allowed():
            raise NotFound(self.__name__)
        # The table wants the width.
        self.request.set("disable_plone.leftcolumn", 1)
        self.problems: tuple[Problem, ...] = ()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    @cached_property
    def seen(self) -> IPositionsSeen:
        return IPositionsSeen(self.context)

    @cached_property
    def coordination(self) -> Coordination:
        """All that is told of the agencies."""
        return Coordination(self.context, self.seen)

    @cached_property
    def url(self) -> str:
        """Address of the document."""
        return self.context.absolute_url()

    def rows(self) -> list[dict]:
        """The slots with their words."""
        return self.coordination.rows

    def _act(self):
        act, slot_id = self.sent("act"), self.sent("slot")
        if act not in ACTS or (act != "add" and slot_id not in {row["slot"] for row in self.rows()}):
            raise NotFound(act)
        try:
            values = {name: self._value(name) for name in ACTS[act]}
            positions = IPositions(self.context)
            if act == "add":
                positions.add(**values)
            else:
                getattr(positions, act)(slot_id, **values)
        except RuleBroken as broken:
            # Nothing is stored; what was entered is shown again with what is wrong about it.
            transaction.doom()
            self.problems = broken.problems
            return self.index()
        api.portal.show_message(_("position_act_done", default="Done; it is on the record."), self.request)
        opened = f"?slot={slot_id}#slot-{slot_id}" if slot_id else ""
        return self.request.response.redirect(f"{self.url}/@@positions{opened}")

    def _value(self, name: str) -> object:
        if name == "paper":
            return next(iter(self._uploads(name)), None)
        if name == "files":
            return self._uploads(name)
        return self.sent(name) != "no" if name == "administrative" else self.sent(name)

    def _uploads(self, name: str) -> list[dict]:
        """Files sent with a form, as REST takes them; a field without a file counts for none."""
        sent = self.request.form.get(f"position.{name}")
        uploads = [one for one in (sent if isinstance(sent, list) else [sent]) if getattr(one, "filename", "")]
        return [_upload(one) for one in uploads]

    def sent(self, name: str) -> str:
        """What the user has entered into a field."""
        value = self.request.form.get(f"position.{name}", "")
        return value if isinstance(value, str) else ""

    def entered(self, slot_id: str, act: str, name: str, otherwise: str = "") -> str:
        """What stands in a field of one form: after a refusal what was entered there."""
        mine = self.problems and self.sent("act") == act and self.sent("slot") == slot_id
        return self.sent(name) if mine else otherwise

    def messages(self, slot_id: str, act: str) -> list[str]:
        """What is wrong with what one form sent."""
        if not self.problems or self.sent("act") != act or self.sent("slot") != slot_id:
            return []
        wording = getUtility(IWording)
        return [wording.sentence(problem, self.request) for problem in self.problems]

    def act_title(self, act: str) -> str:
        """What the button of an act says."""
        return labels.ACTS[act]

    def stands(self) -> list[dict]:
        """What an agency may answer: dicts {id, title}."""
        return [{"id": value, "title": title} for value, title in labels.STANDS.items()]

    def rulings(self) -> list[dict]:
        """What an authority may decide: dicts {id, title}."""
        return [{"id": value, "title": title} for value, title in labels.RULINGS.items()]

    def attributes(self) -> list[dict]:
        """Attributes an authority may decide on: dicts {id, title}."""
        return [{"id": code.value, "title": self.coordination.titles.attribute(code.value)} for code in Attribute]

    def roles(self) -> list[dict]:
        """Why an agency may be asked: dicts {id, title}."""
        return [{"id": value, "title": title} for value, title in labels.ROLES.items()]

    def asks_at_once(self) -> bool:
        """Whether an agency that is named now is asked now, and not when the document is approved."""
        return self.coordination.state in rules.ASKING

    def digest(self) -> str:
        """Digest of the content this page is about; an answer is bound to it."""
        return self.coordination.digest

    @cached_property
    def authenticator(self) -> str:
        """The hidden field that shows that a form is this site's own, made once for all forms."""
        return api.content.get_view("authenticator", self.context, self.request).authenticator()

    def file_url(self, slot_id: str, file: dict) -> str:
        """Address of a file of a position."""
        return f"{self.url}/@@positions-file?slot={slot_id}&file={file['id']}"

    @staticmethod
    def file_size(file: dict) -> str:
        """How large a file is, as people read it."""
        size = file["size"]
        return (
            f"{size} B" if size < 1024 else f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
        )


def _upload(upload) -> dict:
    upload.seek(0)
    kind = upload.headers.get("Content-Type", "application/octet-stream")
    # One byte too many is enough to know that it is too large.
    data = base64.b64encode(upload.read(position_files.MAX_FILE + 1)).decode()
    return {"filename": upload.filename, "content-type": kind, "data": data}
