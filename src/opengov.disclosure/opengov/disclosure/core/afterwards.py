"""After the signature: withdrawal, republication, expiry, validity, correction, void, documents on paper (R-I1 to R-I10)."""

from collections.abc import Mapping
from datetime import date
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import verdicts
from opengov.disclosure.core.facts import CLAUSE_SIGN
from opengov.disclosure.core.facts import Facts
from opengov.disclosure.core.facts import persons_of
from opengov.disclosure.core.facts import text
from opengov.disclosure.core.facts import texts
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import Step


#: Why public access is taken away (R-I10).
WITHDRAWAL_CAUSES = ("error", "personal_data", "third_party", "secret", "expired")

#: Whether a document still applies (R-I9).
VALIDITIES = ("valid", "amended", "partly_repealed", "repealed", "lapsed")

CLAUSE_WITHDRAW = "政府信息公开条例 第六条"
CLAUSE_VALIDITY = "政府信息公开条例 第二十条"
CLAUSE_EXISTING = "乡镇2020年政务公开工作实施方案 四（四）1①"


def standing_problems(step: Step, facts: Facts) -> list[Problem]:
    """What a document lacks for a step after its signature."""
    if step.id == "confirm_withdrawal":
        return _confirmation_problems(facts)
    if step.id in ("review_again", "take_up", "propose_existing") and facts.digest != facts.signed_digest:
        return [Problem("differs_from_signed", "R-I2", "", CLAUSE_SIGN)]
    if step.id == "republish":
        # It answers for exactly this content, and was given after the withdrawal: that voided all before.
        found = _reviewed(facts)
        if facts.digest != facts.signed_digest:
            found.append(Problem("differs_from_signed", "R-I2", "", CLAUSE_SIGN))
        if facts.attribute != "proactive":
            params = {"step": step.id, "attribute": facts.attribute or "-"}
            found.append(
                Problem("wrong_end_state", "R-I3", "disclosure_attribute", "政府信息公开条例 第十三条", params)
            )
        return found + over_problems(facts)
    if step.id == "expire" and not (facts.publish_until and facts.publish_until < facts.day):
        return [Problem("not_over", "R-I10", "publish_until", CLAUSE_WITHDRAW)]
    if step.id == "supersede" and not facts.affair("superseded_by"):
        return [Problem("correction_missing", "R-I2", "", CLAUSE_SIGN)]
    if step.id == "publish" or (step.id == "take_up" and facts.attribute == "proactive"):
        return over_problems(facts)
    return []


def over_problems(facts: Facts) -> list[Problem]:
    """Nothing is published after its last day (R-I10)."""
    if facts.publish_until and facts.publish_until < facts.day:
        return [Problem("publication_over", "R-I10", "publish_until", CLAUSE_WITHDRAW)]
    return []


def data_problems(step: Step, facts: Facts, data: Mapping[str, object]) -> list[Problem]:
    """What is wrong with the values of a step after the signature."""
    if "cause" in step.data and step.id != "request_purge" and text(data, "cause") not in WITHDRAWAL_CAUSES:
        return [Problem("cause_unknown", "R-I10", "cause", "", {"causes": ", ".join(WITHDRAWAL_CAUSES)})]
    if step.id == "review_again":
        return verdicts.problems(facts, data, scanned=True)
    if step.id == "mark_validity":
        return validity_problems(text(facts.affair("validity"), "value") or "valid", data)
    if step.id == "enter_existing":
        return _day(data, "issue_date", "R-I8", CLAUSE_EXISTING, facts.day)
    if step.id == "take_up":
        found = secrecy.opinion_problems(outcome="agree", checks=texts(data, "checks"), reason="")
        return found + secrecy.findings_problems(facts.findings, texts(data, "handled"))
    if step.id == "note_receipt":
        return _day(data, "received_on", "R-S3", secrecy.CLAUSE_REVIEW, facts.day)
    if step.id == "record_approval":
        return _day(data, "approved_on", "R-I6", "政府信息公开条例 第十一条", facts.day)
    return []


def _reviewed(facts: Facts) -> list[Problem]:
    if secrecy.positive_review(facts.opinions, facts.digest) is None:
        return [Problem("review_missing", "R-S1", "", secrecy.CLAUSE_FIRST)]
    return []


def _confirmation_problems(facts: Facts) -> list[Problem]:
    withdrawal = facts.affair("withdrawal")
    if not withdrawal or withdrawal.get("confirmed_at"):
        return [Problem("nothing_to_confirm", "R-I10", "", CLAUSE_WITHDRAW)]
    if facts.persons & persons_of(withdrawal):
        return [Problem("own_withdrawal", "R-S4", "", CLAUSE_WITHDRAW)]
    return []


def validity_problems(present: str, data: Mapping[str, object]) -> list[Problem]:
    """What is wrong with a mark of validity (R-I9).

    :param present: the document's validity now.
    :param data: {validity, validity_date, validity_document?}.
    """
    value = text(data, "validity")
    if value not in VALIDITIES:
        return [Problem("validity_unknown", "R-I9", "validity", CLAUSE_VALIDITY, {"values": ", ".join(VALIDITIES)})]
    if value == present:
        return [Problem("validity_same", "R-I9", "validity", CLAUSE_VALIDITY)]
    if value in ("amended", "partly_repealed") and not text(data, "validity_document").strip():
        return [Problem("validity_document_required", "R-I9", "validity_document", CLAUSE_VALIDITY)]
    if not is_day(text(data, "validity_date")):
        return [Problem("day_malformed", "R-I9", "validity_date", CLAUSE_VALIDITY)]
    return []


def is_day(value: str) -> bool:
    """Whether a text is an ISO day as it is printed, ``YYYY-MM-DD``: Python reads more forms than a page can show."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _day(data: Mapping[str, object], name: str, rule: str, source: str, today: str) -> list[Problem]:
    """A day in ISO form that is not in the future."""
    day = text(data, name)
    if not is_day(day):
        return [Problem("day_malformed", rule, name, source)]
    return [Problem("day_in_future", rule, name, source)] if day > today else []
