"""A browser without scripts for tests of pages, and how it fills in the forms of the desk."""

from town import SECRET
from webtest import TestApp
from zope.component.hooks import setSite
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module

import transaction


class Visitor:
    """Opens pages of the site with a browser without scripts, as nobody or as one account."""

    def __init__(self, layer, user=""):
        self.portal = layer["portal"]
        self.app = TestApp(self._answer, extra_environ={"HTTP_HOST": "nohost", "HTTP_ACCEPT_LANGUAGE": "en"})
        if user:
            self.app.authorization = ("Basic", (user, SECRET))

    def _answer(self, environ, start_response):
        environ.pop("x-wsgiorg.throw_errors", None)
        transaction.commit()
        application = HTTPExceptionHandler(lambda env, start: publish_module(env, start), {})
        try:
            return application(environ, start_response)
        finally:
            setSite(self.portal)
            self.portal._p_jar.sync()

    def open(self, obj, view="", **more):
        return self.app.get(self._path(obj, view), **more)

    def post(self, obj, view, params, **more):
        return self.app.post(self._path(obj, view), params, **more)

    def step(self, document, step, **more):
        """The filled-in page of a step's form."""
        return self.open(document, f"@@opengov-step?step={step}", **more)

    @staticmethod
    def _path(obj, view):
        path = "/".join(obj.getPhysicalPath())
        return f"{path}/{view}" if view else path


def send(page, upload=None, **values):
    """Fill in the step form of a page and send it; lists tick checkboxes."""
    form = step_form(page)
    for name, value in values.items():
        if isinstance(value, list):
            for box in form.fields[f"{name}:list"]:
                box.checked = box._value in value
        else:
            form[name] = value
    for name, file in (upload or {}).items():
        form[name] = file
    return form.submit(status="*")


def step_form(page):
    return next(form for form in page.forms.values() if "opengov-step" in form.action)


def sheet_form(page):
    return page.forms["form"]
