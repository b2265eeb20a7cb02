"""How hand-overs are told on pages: codes in words, moments of Shanghai, sizes, persons."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.pages import words
from plone import api
from urllib.parse import quote
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message


SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
DOMAIN = "opengov.disclosure"
UNITS = ("KB", "MB", "GB", "TB")


def moment(iso_time: str) -> str:
    """A moment as the office's clock shows it: ``2026-11-21 09:05``; empty for none."""
    if not iso_time:
        return ""
    return datetime.fromisoformat(iso_time).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def amount(size: int) -> str:
    """A number of bytes for people: ``812 B``, ``3.2 MB``."""
    if size < 1024:
        return f"{size} B"
    step = min((size.bit_length() - 1) // 10, len(UNITS))
    return f"{size / 1024**step:.1f} {UNITS[step - 1]}"


def person(user_id: str) -> str:
    """How a person is called; the id where the account says nothing or is gone."""
    user = api.user.get(userid=user_id) if user_id else None
    return (user.getProperty("fullname") if user else "") or user_id


def sentences(plain: tuple[dict, ...], request) -> list[str]:
    """Problems as they are stored, in the words of an office."""
    return messages((Problem(**problem) for problem in plain), request)


def messages(problems: Iterable[Problem], request) -> list[str]:
    """Problems in the words of an office, with rule and clause."""
    wording = getUtility(IWording)
    told = (wording.as_json(_spoken(problem, request), request) for problem in problems)
    return [one["message"] + _basis(one) for one in told]


def _spoken(problem: Problem, request) -> Problem:
    """With the state of a document as the office calls it."""
    code = problem.params.get("state")
    if not code:
        return problem
    state = translate(Message(f"state_{code}", DOMAIN, default=code), context=request)
    return replace(problem, params={**problem.params, "state": state})


def _basis(told: Mapping) -> str:
    named = "，".join(part for part in (told["rule"], told["source"]) if part)
    return f"（{named}）" if named else ""


def receiver_title(id: str) -> str:
    """Name of a receiver; its id when it is not set up any more."""
    found = IReceivers(api.portal.get()).all().get(id)
    return found["title"] if found else id


def told(handover: IHandover) -> dict:
    """One hand-over in words, as lists and pages show it."""
    facts, package = handover.facts, handover.package
    return {
        "id": handover.id,
        "state": handover.state,
        "state_title": words.STATES[handover.state],
        "state_help": words.STATE_HELP[handover.state],
        "colour": words.COLOURS[handover.state],
        "receiver": receiver_title(facts["receiver"]),
        "agency": facts["agency_title"],
        "purpose": words.PURPOSES[facts["purpose"]],
        "scope": words.SCOPES[facts["scope"]],
        "format": words.FORMATS.get(facts["format"], facts["format"]),
        "records": facts["records"],
        "files": facts["files"],
        "bytes": facts["bytes"],
        "size": amount(package["size"] if package else facts["bytes"]),
        "begun": moment(facts["begun_at"]),
        "sealed": moment(facts["sealed_at"]),
        "supersedes": facts["supersedes"],
        "superseded_by": IHandovers(api.portal.get()).superseded_by(handover.id),
        "package": package,
        "done": handover.done,
        "answer": receipt(handover.receipts[-1]) if handover.receipts else None,
    }


def receipt(plain: Mapping) -> dict:
    """A receipt in words."""
    return {
        **plain,
        "status_title": words.STATUSES[plain["status"]],
        "colour": words.COLOURS[plain["status"]],
        "when": moment(plain["at"]),
        "who": person(plain["by"]),
        "checks": [check(one) for one in plain.get("checks") or ()],
        "problems": [_fault(one) for one in plain.get("problems") or ()],
        "archive_ref": plain.get("archive_ref") or "",
    }


def _fault(plain: Mapping) -> dict:
    """What a receiver found wrong; a code that another system has made up is shown as it is."""
    names = ("path", "code", "note")
    told = {name: plain.get(name) or "" for name in names}
    return {**told, "title": words.FAULTS.get(told["code"], told["code"])}


def check(plain: Mapping) -> dict:
    """One item of a check in words."""
    return {
        **plain,
        "property_title": words.PROPERTIES.get(plain["property"], plain["property"]),
        "result_title": words.RESULTS.get(plain["result"], plain["result"]),
        "colour": words.RESULT_COLOURS.get(plain["result"], "secondary"),
        "note": plain.get("note") or "",
    }


def attachment(response, name: str, media_type: str) -> None:
    """Let the answer be saved under a Chinese name (RFC 6266), and be kept by no cache."""
    response.setHeader("Content-Type", media_type)
    response.setHeader("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name, safe='')}")
    response.setHeader("Cache-Control", "no-store, private")
    response.setHeader("X-Content-Type-Options", "nosniff")
