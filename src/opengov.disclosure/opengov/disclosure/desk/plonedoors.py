"""Plone's own doors to the workflow, for governed content: every one of them leads through ``ILife.take``.

Stock Plone sets dates before it asks, swallows refusals and commits what was half done. Here each item is done or left as it
was, and the answer says which rule stood against it.
"""

from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk import taking
from opengov.disclosure.desk.stepwords import WARNINGS
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IGoverned
from plone import api
from plone.app.content.browser.contents.workflow import WorkflowActionView
from plone.app.content.browser.folder_publish import FolderPublishView
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from Products.CMFCore.permissions import ModifyPortalContent
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate


#: The only value a bulk form or a menu entry can give with a step.
GIVEN = ("reason",)


def fits_bulk(step: signoff.Step) -> bool:
    """Whether a step can be taken with nothing but a remark: it moves the document, and there is nothing to think of
    that only its form tells.
    """
    return not step.stays and step.id not in WARNINGS and all(name.endswith("?") or name in GIVEN for name in step.data)


def carry_out(document, transition: str, remark: str):
    """Take a transition of a governed document with a remark.

    :returns: problems (tuple), empty when it is done.
    """
    step = taking.step_behind(transition)
    if step is not None and not fits_bulk(step):
        return (Problem("form_needed", "R-X2", "", "", {"step": step.id}),)
    name = "reason" if step is not None and "reason" in step.data else "comment"
    accepted = step is not None and step.accepts(name) and remark.strip()
    return taking.take(document, step.id if step else transition, {name: remark} if accepted else {})


class StatusModify(BrowserView):
    """``content_status_modify`` of a governed object. Dates are not asked for: publication sets its own."""

    def __call__(self, workflow_action=None, comment="", **ignored):
        if not api.user.has_permission("View", obj=self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        step = taking.step_behind(workflow_action or self.request.form.get("workflow_action", ""))
        if step is None:
            return self._go(self.context.absolute_url())
        if self.request.method != "POST" or not fits_bulk(step):
            return self._go(f"{self.context.absolute_url()}/@@opengov-step?step={step.id}")
        CheckAuthenticator(self.request)
        problems = carry_out(self.context, step.id, comment or self.request.form.get("comment", ""))
        if problems:
            api.portal.show_message(
                taking.in_one_line(problems, Titles(self.context, self.request)), self.request, type="error"
            )
            return self._go(f"{self.context.absolute_url()}/@@opengov-step?step={step.id}")
        title = Titles(self.context, self.request).act(step.id)
        done = _("message_step_taken", default="Done: ${step}.", mapping={"step": title})
        api.portal.show_message(done, self.request)
        return self._go(self.context.absolute_url())

    def _go(self, url: str) -> str:
        return self.request.response.redirect(url)


class StatusHistory(BrowserView):
    """``content_status_history`` of a governed object: its page shows both the steps and the record."""

    def __call__(self, **ignored):
        return self.request.response.redirect(f"{self.context.absolute_url()}#opengov-record")


class BulkWorkflow(WorkflowActionView):
    """``fc-workflow``, the dialog of the folder contents page."""

    # Who may take a step seldom may edit; governed items are judged by their own rules, the rest as before.
    required_obj_permission = None

    def __call__(self):
        if self.request.form.get("render") == "yes":
            return self._offers()
        return super().__call__()

    def _offers(self) -> str:
        """The transitions that the dialog can offer: those that need no more than a remark."""
        workflow = api.portal.get_tool("portal_workflow")
        found: dict[str, str] = {}
        for brain in api.portal.get_tool("portal_catalog")(UID=self.get_selection(), show_inactive=True):
            obj = brain.getObject()
            for transition in workflow.getTransitionsFor(obj):
                if IGoverned.providedBy(obj):
                    step = taking.step_behind(transition["id"])
                    if step is not None and fits_bulk(step):
                        found[transition["id"]] = Titles(obj, self.request).act(step.id)
                else:
                    found[transition["id"]] = translate(transition["name"], domain="plone", context=self.request)
        return self.json({"transitions": [{"id": name, "title": title} for name, title in found.items()]})

    def action(self, obj, bypass_recurse=False):
        if not IGoverned.providedBy(obj):
            self._plone_action(obj, bypass_recurse)
            return
        self.pworkflow = api.portal.get_tool("portal_workflow")
        problems = carry_out(obj, self.transition_id or "", self.comments)
        if problems:
            mapping = {
                "title": self.objectTitle(obj),
                "problem": taking.in_one_line(problems, Titles(obj, self.request)),
            }
            self.errors.append(_("message_item_refused", default="${title}: ${problem}", mapping=mapping))

    def _plone_action(self, obj, bypass_recurse: bool) -> None:
        if api.user.has_permission(ModifyPortalContent, obj=obj):
            super().action(obj, bypass_recurse)
            return
        mapping = {"title": self.objectTitle(obj)}
        self.errors.append(_("message_item_not_yours", default="${title}: you may not change it.", mapping=mapping))


class FolderPublish(FolderPublishView):
    """``folder_publish``: several paths at once."""

    def __call__(self, workflow_action=None, paths=None, comment="", include_children=False, **dates):
        PostOnly(self.request)
        CheckAuthenticator(self.request)
        found = [self._at(path) for path in ([paths] if isinstance(paths, str) else paths or ())]
        governed = [obj for obj in found if obj is not None and IGoverned.providedBy(obj)]
        if not governed:
            return super().__call__(workflow_action, paths, comment, include_children=include_children, **dates)
        refused = 0
        for document in governed:
            problems = carry_out(document, workflow_action or "", comment)
            refused += bool(problems)
            if problems:
                text = f"{document.title}: {taking.in_one_line(problems, Titles(document, self.request))}"
                api.portal.show_message(text, self.request, type="error")
        done = _("message_items_done", default="${count} items done.", mapping={"count": str(len(governed) - refused)})
        api.portal.show_message(done, self.request)
        return self.redirect()

    def _at(self, path: str):
        return api.portal.get().restrictedTraverse(path, None)
