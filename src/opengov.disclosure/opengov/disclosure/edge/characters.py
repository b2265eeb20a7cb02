"""Parameters that are no text: bytes of another encoding, which Zope keeps as halves of surrogate pairs.

Nothing can be written with them, no link, mail or page: each would be a fault of the server. So every such half is replaced
by the sign for it before anything is called, as browsers do.
"""

from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from ZPublisher.HTTPRequest import record

import re


_HALF = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def replace_halves(event) -> None:
    """Before anything is called: whole characters in all parameters."""
    request = event.request
    if not IOpengovDisclosureLayer.providedBy(request):
        return
    # Names are whole: others are refused by Zope. What it keeps itself under such a name (request.other) is no parameter.
    for name, value in request.form.items():
        request.form[name] = _whole(value)


def _whole(value):
    """The value with whole characters; what has none is given back as it is."""
    if isinstance(value, str):
        return _HALF.sub(REPLACEMENT, value)
    if isinstance(value, (list, tuple)):
        return type(value)(_whole(item) for item in value)
    if isinstance(value, record):
        for key, item in list(vars(value).items()):
            vars(value)[key] = _whole(item)
    return value
