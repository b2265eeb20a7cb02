"""Deputies come and go by date (R-S4)."""

from AccessControl import Unauthorized
from datetime import date
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import ILedger
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

import pytest


MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def people(city, bureau, section, person, clock):
    """Wang signs for the bureau, Li drafts in it; Zhao is of the city."""
    person("wang", (bureau, "Signer"))
    person("li", (bureau, "Drafter"))
    person("zhao", (city, "Signer"))


@pytest.fixture
def appointment(bureau, people):
    return IDeputies(bureau).appoint("li", "wang", "Signer", MONDAY, FRIDAY, "出差")


@pytest.fixture
def draft(bureau, people):
    """Something that Signers alone may see."""
    document = api.content.create(bureau, "Document", "d", title="文")
    for permission in ("View", "Access contents information"):
        document.manage_permission(permission, ["Signer"], acquire=0)
    document.reindexObjectSecurity()
    return document


def sees(user_id, document):
    # Plone remembers local roles for the length of a request; each look is a new one.
    IAnnotations(getRequest()).clear()
    with api.env.adopt_user(username=user_id):
        found = bool(api.content.find(UID=api.content.get_uuid(document)))
        assert found == bool(api.user.has_permission("View", obj=document))
    return found


@pytest.mark.parametrize(
    "time, expected",
    [
        ("2026-11-22T23:59", False),
        ("2026-11-23T00:00", True),
        ("2026-11-27T23:59", True),
        ("2026-11-28T00:00", False),
    ],
)
def test_a_deputy_holds_the_office_on_the_days_of_the_appointment_only(
    clock, appointment, draft, bureau, time, expected
):
    clock.set(time)
    assert sees("li", draft) is expected
    assert IOffices(bureau).acts_for("li", "Signer") == ("wang" if expected else None)
    assert IIssuingAgency(draft).acts_for("li", "Signer") == ("wang" if expected else None)


def test_a_deputy_holds_the_office_in_the_sections_too_and_nowhere_else(clock, appointment, city, section):
    clock.set("2026-11-24T09:00")
    assert IIssuingAgency(section).acts_for("li", "Signer") == "wang"
    assert IIssuingAgency(city).acts_for("li", "Signer") is None
    assert IIssuingAgency(section).acts_for("li", "Section Head") is None


def test_a_deputy_is_no_holder(clock, appointment, bureau):
    clock.set("2026-11-24T09:00")
    assert IOffices(bureau).holders("Signer") == {"wang"}


def test_an_ended_appointment_holds_no_more_but_stays_on_record(clock, appointment, draft, bureau):
    clock.set("2026-11-24T09:00")
    assert sees("li", draft)
    IDeputies(bureau).end(appointment["id"])
    assert not sees("li", draft)
    (record,) = IDeputies(bureau).appointments()
    assert (record["ended_on"], record["in_force"]) == ("2026-11-24", False)


def test_a_deputy_falls_with_the_person_he_stands_for(clock, appointment, draft, bureau):
    clock.set("2026-11-24T09:00")
    api.group.remove_user(groupname=IOffices(bureau).group_id("Signer"), username="wang")
    assert not sees("li", draft)
    assert IOffices(bureau).acts_for("li", "Signer") is None


def test_who_holds_the_office_himself_acts_for_himself(clock, appointment, bureau):
    clock.set("2026-11-24T09:00")
    api.group.add_user(groupname=IOffices(bureau).group_id("Signer"), username="li")
    assert IOffices(bureau).acts_for("li", "Signer") == ""


def test_appointment_and_end_are_on_the_record_without_the_reason(appointment, bureau):
    IDeputies(bureau).end(appointment["id"])
    appointed, ended = [entry for entry in ILedger(bureau).entries() if entry.action.startswith("deputy_")]
    assert (appointed.action, ended.action) == ("deputy_appointed", "deputy_ended")
    assert dict(appointed.codes) == {
        "id": appointment["id"],
        "deputy": "li",
        "for": "wang",
        "role": "signer",
        "from": "2026-11-23",
        "until": "2026-11-27",
    }


@pytest.mark.parametrize(
    "values, code",
    [
        (("wang", "wang", "Signer", MONDAY, FRIDAY), "deputy_for_himself"),
        (("li", "wang", "Mayor", MONDAY, FRIDAY), "deputy_office_unknown"),
        (("li", "zhao", "Signer", MONDAY, FRIDAY), "deputy_for_nobody"),
        (("li", "wang", "Signer", FRIDAY, MONDAY), "deputy_period_reversed"),
        (("li", "wang", "Signer", MONDAY, date(2027, 11, 24)), "deputy_period_too_long"),
        (("li", "wang", "Signer", date(2026, 11, 19), FRIDAY), "deputy_period_past"),
        (("nobody", "wang", "Signer", MONDAY, FRIDAY), "deputy_unknown"),
    ],
)
def test_an_unsound_appointment_is_refused_and_not_stored(bureau, people, values, code):
    with pytest.raises(RuleBroken) as refused:
        IDeputies(bureau).appoint(*values)
    assert code in [problem.code for problem in refused.value.problems]
    assert IDeputies(bureau).appointments() == ()


def test_the_holder_of_an_office_appoints_his_own_deputy(bureau, people):
    with api.env.adopt_user(username="wang"):
        assert IDeputies(bureau).appoint("li", "wang", "Signer", MONDAY, FRIDAY)["by"] == "wang"


@pytest.mark.parametrize("deputy", ["zhao", "nobody"])
def test_a_holder_learns_nothing_about_accounts_outside_the_agency(bureau, people, deputy):
    with api.env.adopt_user(username="wang"), pytest.raises(RuleBroken) as refused:
        IDeputies(bureau).appoint(deputy, "wang", "Signer", MONDAY, FRIDAY)
    assert [problem.code for problem in refused.value.problems] == ["deputy_unknown"]


@pytest.mark.parametrize("user_id", ["li", "zhao"])
def test_nobody_else_appoints_or_ends(clock, appointment, bureau, user_id):
    clock.set("2026-11-24T09:00")
    with api.env.adopt_user(username=user_id):
        with pytest.raises(Unauthorized):
            IDeputies(bureau).appoint("zhao", "wang", "Signer", FRIDAY, FRIDAY)
        with pytest.raises(Unauthorized):
            IDeputies(bureau).end(appointment["id"])


def test_an_appointment_of_another_agency_cannot_be_ended_here(appointment, city):
    with pytest.raises(KeyError):
        IDeputies(city).end(appointment["id"])
