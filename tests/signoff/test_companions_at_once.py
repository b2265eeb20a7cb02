"""Two corrections of one document signed in the same moment: one of them is refused (R-I2)."""

from door import Door
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from threading import Thread
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def corrections(walk):
    """Two that wait for their signature; the second could be begun because the link of the first was lost."""
    original = walk.to("published")
    dossier, found = IDossier(original), []
    for _each in range(2):
        with api.env.adopt_user(username="drafter"):
            found.append(ICompanions(original).begin("correction"))
        links = dossier.affair("companions")
        dossier.set_affair("companions", None)
    dossier.set_affair("companions", [{**links[0], "uid": each.UID()} for each in found])
    for each in found:
        walk.to("sign_off", each)
    transaction.commit()
    return found


def sign(document):
    with api.env.adopt_user(username="signer"):
        ILife(document).take("sign")


def test_of_two_corrections_signed_at_once_one_is_refused(portal, corrections):
    first, second = corrections
    transaction.begin()
    assert ILife(first).state == "sign_off"
    answers = []
    path = "/".join(second.getPhysicalPath()[2:])
    # another thread has a transaction and a connection of its own, like another worker of the server
    other = Thread(target=lambda: answers.append(Door(portal).ask("POST", f"{path}/@workflow/sign", "signer", {})))
    other.start()
    other.join()
    assert [answer.status_int for answer in answers] == [200]
    sign(first)
    with pytest.raises(ConflictError):
        transaction.commit()
    # the server does a request again that met such a conflict
    transaction.abort()
    setSite(portal)
    with pytest.raises(RuleBroken) as refused:
        sign(first)
    assert {problem.code for problem in refused.value.problems} == {"correction_signed"}
    assert (ILife(first).state, ILife(second).state) == ("sign_off", "issued")
