"""What stands on a new drafting sheet before anybody has typed."""

from opengov.disclosure.signoff.behaviors import ISignOff
from opengov.disclosure.signoff.settings import DOCUMENTS
from plone import api
from z3c.form.widget import ComputedWidgetAttribute


#: The kind that the site puts first; what is stored without a kind is a notice all the same.
DocumentKind = ComputedWidgetAttribute(
    lambda adapter: api.portal.get_registry_record(f"{DOCUMENTS}.default_kind", default=None) or "notice",
    field=ISignOff["document_kind"],
)
