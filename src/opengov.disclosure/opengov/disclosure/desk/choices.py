"""What can be chosen for a value of a step: code and title of each option."""

from opengov.disclosure import codewords
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core import attribute
from opengov.disclosure.core import grounds
from opengov.disclosure.core import purge
from opengov.disclosure.core import signoff
from opengov.disclosure.core import verdicts
from opengov.disclosure.desk import words
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone import api


#: Steps whose ``outcome`` is an opinion on the attribute, said in the profile's words; in others it is a plain yes or no.
_OPINIONS = ("make_up", "review_again", "review_adjustment")


def choices(context, step: signoff.Step, name: str, titles: Titles) -> dict[str, str]:
    """Code -> title of what can be chosen; empty for a value that is written."""
    table = {"checks": codewords.CHECKS, "validity": words.VALIDITIES}.get(name)
    if table is not None:
        return {code: titles.of(table, code) for code in table}
    if name == "slot":
        signing = ISignatures(context).rows()
        return {row["slot"]: row["title"] for row in signing if not row["agency"] and row["next"]}
    if name == "body":
        codes = titles.jurisdiction.dispute_bodies if step.id == "uphold" else tuple(words.BODIES)
        return {code: titles.of(words.BODIES, code) for code in codes}
    if name == "cause":
        codes = purge.CAUSES if step.id == "request_purge" else signoff.WITHDRAWAL_CAUSES
        return {code: titles.of(words.CAUSES, code) for code in codes}
    if name == "attribute":
        return {code.value: titles.attribute(code.value) for code in attribute.Attribute}
    if name == "grounds":
        return {code: titles.ground(code) for code in grounds.GROUNDS}
    if name == "outcome":
        about = _attribute_in_question(context, step)
        return {code: titles.outcome(code, about) for code in verdicts.VERDICTS}
    return _leaders(context, titles) if name == "instructed_by" else {}


def _attribute_in_question(context, step: signoff.Step) -> str:
    if step.id not in _OPINIONS:
        return ""
    proposed = IDossier(context).affair("adjustment") if step.id == "review_adjustment" else None
    return (proposed or {}).get("attribute") or getattr(context, "disclosure_attribute", None) or ""


def _leaders(context, titles: Titles) -> dict[str, str]:
    """The people who may give an instruction and countersign it here, except whoever writes it down."""
    section = IIssuingAgency(context).section
    units = [section, IIssuingAgency(section).agency]
    found: dict[str, str] = {}
    for role in reversed(signoff.STEPS["countersign_instruction"].offices.get(ILife(context).state, ())):
        for user_id in sorted({user_id for unit in units for user_id in IOffices(unit).holders(role)}):
            found.setdefault(user_id, f"{person(user_id)}（{titles.office(role)}）")
    found.pop(api.user.get_current().getId(), None)
    return found
