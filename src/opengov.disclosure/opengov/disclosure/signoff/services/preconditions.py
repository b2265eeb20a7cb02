"""``If-Match``: a client says which version it has read; when there is another one by now it gets 412, and nothing is stored."""

from collections.abc import Collection
from opengov.disclosure.ledger.interfaces import ILedger
from zope.i18n import translate


def quoted(tag: str) -> str:
    """A version as a strong ``ETag``."""
    return f'"{tag}"'


def asked(request) -> tuple[str, ...]:
    """The versions a client names, without their quotes; empty when it names none."""
    sent = (request.getHeader("If-Match") or "").strip()
    return () if sent in ("", "*") else tuple(tag.strip().strip('"') for tag in sent.split(","))


def failed(context, request, tag: str, message, actions: Collection[str], **more) -> dict:
    """The answer to whoever has read another version, with the present one in ``ETag``.

    :param actions: acts on the record that make another version; the last of them is told.
    """
    response = request.response
    response.setStatus(412, lock=1)
    response.setHeader("ETag", quoted(tag))
    last = next((entry for entry in reversed(ILedger(context).entries()) if entry.action in actions), None)
    return {
        "type": "PreconditionFailed",
        "message": translate(message, context=request),
        "changed_by": last.actor if last else "",
        "changed_at": last.at if last else "",
        **more,
    }
