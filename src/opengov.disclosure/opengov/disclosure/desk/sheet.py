"""The drafting sheet (发文拟稿单): the add and edit forms of documents and attachments.

A rule broken on saving is told at its field, with everything typed kept, and nothing is stored (R-X2).
"""

from datetime import datetime
from opengov.disclosure.core import suggestions
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import sheetorder
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.concurrency import Concurrent
from opengov.disclosure.desk.keepsake import Keepsake
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.events import EditFinishedEvent
from plone.dexterity.interfaces import IDexterityEditForm
from plone.locking.interfaces import ILockable
from plone.z3cform import layout
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form.error import InvalidErrorViewSnippet
from zope.event import notify
from zope.interface import classImplements
from zope.interface import Invalid

import transaction


class Telling:
    """Tells broken rules at their fields."""

    def attempt(self, act) -> object | None:
        """Do what the form is for; None, with the problems shown, when a rule forbids it."""
        done: list = []
        problems = taking.attempt(lambda: done.append(act()))
        if problems:
            self.tell(problems)
            return None
        return done[0]

    #: The problems that were told.
    told: tuple[Problem, ...] = ()

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Show the problems, and keep nothing of this request."""
        self.told = problems
        # An uploaded file that was refused would otherwise be put aside for the next try, classification mark and all.
        transaction.doom()
        self.request.response.setStatus(400, lock=1)
        self.status = self.formErrorsMessage
        for words in taking.sentences(problems, Titles(self.context, self.request)):
            self._show(words["field"], f"{words['message']} ({words['clause']})")

    def _show(self, field_name: str, text: str) -> None:
        owner, widget = self._widget(field_name)
        field = widget.field if widget is not None else None
        view = InvalidErrorViewSnippet(Invalid(text), self.request, widget, field, self, self.getContent())
        view.update()
        owner.widgets.errors += (view,)
        if widget is not None:
            widget.error = view

    def _widget(self, field_name: str):
        """The form or group that holds a field, and its widget; the form and None when there is no such field."""
        for owner in (self, *self.groups):
            for widget in getattr(owner, "widgets", {}).values():
                if widget.field.__name__ == field_name:
                    return owner, widget
        return self, None


class Sheet(Telling):
    """What the forms of a document share: the order of the sheet, and the suggestion (R-A5)."""

    css_class = "opengov-sheet"
    enable_form_tabbing = False
    default_fieldset_label = sheetorder.FIRST
    template = ViewPageTemplateFile("templates/sheet.pt")

    def updateFieldsFromSchemata(self) -> None:
        super().updateFieldsFromSchemata()
        sheetorder.arrange(self)

    def updateWidgets(self, prefix=None) -> None:
        super().updateWidgets(prefix)
        _owner, text = self._widget("text")
        if text is not None:
            # A type to choose would be a riddle to whoever drafts.
            text.allowedMimeTypes = lambda: ["text/html"]
            text.label = _("label_document_text", default="Text of the document")

    @property
    def label(self) -> str:
        """What the sheet is called in this jurisdiction."""
        return Titles(self.context, self.request).sheet()

    description = ""

    conflict_rows: tuple[dict, ...] = ()

    def suggestions(self) -> list[dict]:
        """Everything the rules may suggest (R-A5), each once, with where it comes from.

        Dicts {attribute, grounds, source, undecided, cases, shown}; ``cases`` lists for what it is suggested, as
        ``kind,undecided,between_departments``; the one for what is typed, else stored, is shown. Choosing stays the drafter's.
        """
        entered = [bool(self._value(name)) for name in ("undecided", "between_departments")]
        now = suggestions.case(str(self._value("document_kind") or ""), *entered)
        titles = Titles(self.context, self.request)
        return [
            {
                "attribute": titles.attribute(found.attribute.value),
                "grounds": [titles.ground(code) for code in found.grounds],
                "source": found.source,
                "undecided": bool(found.grounds),
                "cases": " ".join(cases),
                "shown": now in cases,
            }
            for found, cases in suggestions.table().items()
        ]

    def parts(self) -> list[dict]:
        """The parts of the sheet in order: dicts {group, name, label, rare, open}; a rare one is folded while it is empty."""
        return [
            {
                "group": group,
                "name": group.__name__,
                "label": group.label,
                "rare": group.__name__ in sheetorder.RARE,
                "open": self._is_used(group),
            }
            for group in self.groups
        ]

    @staticmethod
    def _is_used(group) -> bool:
        """Whether anything is entered there, or told to be wrong."""
        widgets = list(group.widgets.values())
        return any(widget.error or sheetorder.is_entered(widget.value) for widget in widgets)

    def may_keep(self) -> bool:
        """Whether the browser may keep what is typed: never a text that bears a mark of secrecy (R-A4)."""
        return not any(problem.code == "mark_found" for problem in self.told)

    def _value(self, field_name: str) -> object:
        _owner, widget = self._widget(field_name)
        if widget is None:
            return None
        value = widget.value
        chosen = (
            [item for item in value if item and item != "--NOVALUE--"] if isinstance(value, list | tuple) else value
        )
        if isinstance(chosen, list):
            return chosen[0] if chosen and chosen[0] != "false" else None
        return chosen


class AddingForm(Telling, DefaultAddForm):
    """An add form that tells broken rules at their fields."""

    def createAndAdd(self, data):
        return self.attempt(lambda: super(AddingForm, self).createAndAdd(data))


class EditingForm(Telling, DefaultEditForm):
    """An edit form that does so, and that does not write over somebody else's work."""

    buttons = DefaultEditForm.buttons.copy()
    handlers = DefaultEditForm.handlers.copy()

    @button.handler(buttons["save"])
    def save(self, action) -> None:
        """Store the changes, or show what stands against them."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        holder = self.lock_holder()
        if holder:
            self.tell((Problem("document_locked", "R-X2", "", "", holder),))
        elif self.settle(data) and self.attempt(lambda: self.applyChanges(data)) is not None:
            self.stored()
            api.portal.show_message(self.success_message, self.request)
            self.request.response.redirect(self.nextURL())
            notify(EditFinishedEvent(self.context))

    def settle(self, data: dict) -> bool:
        """Whether the values can be stored as they are; see ``Concurrent``."""
        return True

    def stored(self) -> None:
        """The changes are stored."""

    def lock_holder(self) -> dict[str, str]:
        """Who else is editing, since when; empty when nobody is."""
        lockable = ILockable(self.context, None)
        if lockable is None or lockable.can_safely_unlock():
            return {}
        lock = lockable.lock_info()[0]
        since = datetime.fromtimestamp(lock["time"], now().tzinfo)
        return {"person": person(lock["creator"] or ""), "since": moment(since.isoformat())}


class DocumentAddForm(Sheet, AddingForm):
    """A new drafting sheet."""

    portal_type = "OfficialDocument"

    def keepsake(self) -> Keepsake:
        """What the browser keeps of the sheet."""
        return Keepsake(self.context, self.request, self.portal_type)

    def createAndAdd(self, data):
        """As every add form; the browser forgets what it kept."""
        made = super().createAndAdd(data)
        if made is not None:
            self.keepsake().tell_saved()
        return made


class DocumentEditForm(Concurrent, Sheet, EditingForm):
    """The drafting sheet of a draft."""

    def keepsake(self) -> Keepsake:
        """What the browser keeps of the sheet."""
        return Keepsake(self.context, self.request)

    def stored(self) -> None:
        """The browser forgets what it kept."""
        self.keepsake().tell_saved()


class AttachmentAddForm(AddingForm):
    """A new attachment; afterwards one is back at the document."""

    portal_type = "DocumentAttachment"

    def nextURL(self) -> str:
        return self.context.absolute_url()


class AttachmentEditForm(EditingForm):
    """Another name or file for an attachment."""

    def nextURL(self) -> str:
        return self.context.__parent__.absolute_url()


class DocumentAddView(DefaultAddView):
    """``++add++OfficialDocument``."""

    form = DocumentAddForm


class AttachmentAddView(DefaultAddView):
    """``++add++DocumentAttachment``."""

    form = AttachmentAddForm


DocumentEditView = layout.wrap_form(DocumentEditForm)
AttachmentEditView = layout.wrap_form(AttachmentEditForm)
classImplements(DocumentEditView, IDexterityEditForm)
classImplements(AttachmentEditView, IDexterityEditForm)
