"""The drafting sheet (发文拟稿单): the add and edit forms of documents and attachments.

A rule broken on saving is told at its field, with everything typed kept, and nothing is stored (R-X2).
"""

from datetime import datetime
from opengov.disclosure.core import attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import sheetorder
from opengov.disclosure.desk import taking
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

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Show the problems, and keep nothing of this request."""
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

    def suggestion(self) -> dict:
        """What the rules suggest for what is typed, else for what is stored: dict {attribute, source, ends}."""
        suggestion = attribute.suggest(
            self._value("document_kind") or "",
            undecided=bool(self._value("undecided")),
            between_departments=bool(self._value("between_departments")),
        )
        titles = Titles(self.context, self.request)
        return {
            "attribute": titles.attribute(suggestion.attribute.value),
            "grounds": [titles.ground(code) for code in suggestion.grounds],
            "source": suggestion.source,
            "undecided": bool(suggestion.grounds),
        }

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
        elif self.attempt(lambda: self.applyChanges(data)) is not None:
            api.portal.show_message(self.success_message, self.request)
            self.request.response.redirect(self.nextURL())
            notify(EditFinishedEvent(self.context))

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


class DocumentEditForm(Sheet, EditingForm):
    """The drafting sheet of a draft."""


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
