"""Who of which agency may do what with a joint document at which moment, over REST (R-J6, R-X1).

The tables are written from the rules by hand; nothing of them is computed from the product.
"""

from base64 import b64encode
from door import Door
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.signoff.interfaces import ILife
from town import CHECKS
from zope.component.hooks import setSite

import pytest
import transaction


PAPER = {"filename": "会签单.txt", "content-type": "text/plain", "data": b64encode("盖章".encode()).decode()}

#: All offices of the co-issuer, the finance bureau: those that answer see what they are asked about, and no others.
ANSWERING = "fin-co-issuer fin-disclosure-reviewer fin-signer fin-principal-signer"
SILENT = (
    "fin-drafter fin-section-head fin-secrecy-officer fin-disclosure-officer fin-web-editor fin-transfer-clerk "
    "fin-archivist fin-supervisor"
)
#: Of the lead; of an agency that was not asked; nobody.
LEAD = "drafter section-head disclosure-reviewer signer principal-signer disclosure-officer"
OUTSIDE = "hea-co-issuer hea-disclosure-reviewer hea-signer hea-disclosure-officer hea-supervisor nobody"
PEOPLE = f"{ANSWERING} {SILENT} {LEAD} {OUTSIDE} secrecy-officer supervisor co-issuer web-editor".split()

GROUPS = {
    "ANSWERING": ANSWERING,
    "LEAD": LEAD,
    "DRAFTING": "drafter section-head",
    "REVIEWING": "drafter section-head disclosure-reviewer signer principal-signer",
    "FIN_SIGNERS": "fin-signer fin-principal-signer",
    "RELEASERS": "fin-disclosure-reviewer fin-signer fin-principal-signer",
    "SIGNERS": "signer principal-signer",
    "KEEPING": "LEAD secrecy-officer supervisor",
    "EVERYBODY": " ".join(PEOPLE),
}

#: Who sees the document at each moment: the co-issuer's own people from the asking on, nobody else from outside ever
#: before the publication.
SEES = {
    "draft": "DRAFTING",
    "drafted": "LEAD ANSWERING",
    "lead_signed": "REVIEWING ANSWERING",
    "issued": "KEEPING web-editor ANSWERING",
    "published": "EVERYBODY",
}

#: Operation -> moment (``*`` for every other) -> who gets ``+`` done, and whom ``!`` a rule forbids it (400). Everybody else
#: who sees the document is not allowed (401 or 403); who does not see it gets the answer of a missing page.
MAY = {
    "get": {"*": ("EVERYBODY", "")},
    "disclosure": {"*": ("EVERYBODY", "")},
    "positions": {"*": ("KEEPING ANSWERING", "")},
    "joint": {"*": ("KEEPING ANSWERING", "")},
    "meetings": {"*": ("KEEPING ANSWERING", "")},
    "ledger": {"*": ("KEEPING", "")},
    "problems": {"*": ("KEEPING", "")},
    "change": {"draft": ("drafter", "")},
    "delete": {"draft": ("drafter", "")},
    "name": {
        "draft": ("drafter", "KEEPING"),
        "drafted": ("disclosure-officer disclosure-reviewer", "KEEPING ANSWERING"),
        "lead_signed": ("disclosure-reviewer", "KEEPING ANSWERING"),
        "issued": ("disclosure-officer", "KEEPING ANSWERING"),
        "*": ("", "KEEPING ANSWERING"),
    },
    "receive": {"*": ("", "KEEPING ANSWERING")},
    "draft": {"drafted": ("fin-co-issuer", "KEEPING ANSWERING"), "*": ("", "KEEPING ANSWERING")},
    "release": {"drafted": ("RELEASERS", "KEEPING ANSWERING"), "*": ("", "KEEPING ANSWERING")},
    "remove": {
        "draft": ("drafter", "KEEPING"),
        "drafted": ("disclosure-officer disclosure-reviewer", "KEEPING ANSWERING"),
        "lead_signed": ("disclosure-reviewer", "KEEPING ANSWERING"),
        "*": ("", "KEEPING ANSWERING"),
    },
    "record": {"*": ("", "KEEPING ANSWERING")},
    "decide": {"*": ("", "KEEPING ANSWERING")},
    "call": {"*": ("", "KEEPING ANSWERING")},
    # the lead's attribute holds where the profile says so: it waits for nobody but who objects (000)
    "settle": {"drafted": ("disclosure-officer", ""), "*": ("", "disclosure-officer")},
    "sign": {"*": ("", "SIGNERS")},
    "countersign": {"lead_signed": ("FIN_SIGNERS", "ANSWERING"), "*": ("", "ANSWERING")},
    "decline": {"lead_signed": ("FIN_SIGNERS", "ANSWERING"), "*": ("", "ANSWERING")},
    "record_countersignature": {"*": ("", "disclosure-reviewer")},
    "return": {
        "drafted": ("disclosure-officer", ""),
        "lead_signed": ("SIGNERS", ""),
        "*": ("", "section-head disclosure-reviewer SIGNERS disclosure-officer"),
    },
    "publish": {"issued": ("disclosure-officer web-editor", ""), "*": ("", "disclosure-officer web-editor")},
    "withdraw": {
        "published": ("disclosure-officer secrecy-officer SIGNERS", ""),
        "*": ("", "disclosure-officer secrecy-officer SIGNERS"),
    },
}
REASON = {"reason": "情况有变"}


def requests(slot, digest):
    """Operation -> method, address behind the document's, body."""
    positions = f"/@positions/{slot}"
    steps = {
        "settle": {},
        "sign": {},
        "countersign": {},
        "decline": REASON,
        "record_countersignature": {"slot": slot, "signed_by": "局长", "paper": PAPER},
        "return": REASON,
        "publish": {},
        "withdraw": {**REASON, "cause": "error"},
    }
    meeting = {"at": "2030-01-05T09:00:00+08:00", "place": "会议室", "agenda": "协调", "agencies": [slot]}
    return {
        "get": ("GET", "", None),
        "disclosure": ("GET", "/@disclosure", None),
        "positions": ("GET", "/@positions", None),
        "joint": ("GET", "/@joint", None),
        "meetings": ("GET", "/@meetings", None),
        "ledger": ("GET", "/@ledger", None),
        "problems": ("GET", "/@problems", None),
        "change": ("PATCH", "", {"title": "改动后的标题"}),
        "delete": ("DELETE", "", None),
        "name": ("POST", "/@positions", {"body": "云溪军分区"}),
        "receive": ("POST", f"{positions}/receive", {}),
        "draft": ("POST", f"{positions}/draft", {"stand": "agree", "digest": digest}),
        "release": ("POST", f"{positions}/release", {}),
        "remove": ("POST", f"{positions}/remove", REASON),
        "record": ("POST", f"{positions}/record", {"stand": "agree", "paper": PAPER, "signed_by": "局长"}),
        "decide": (
            "POST",
            f"{positions}/decide",
            {**REASON, "ruling": "as_drafted", "authority": "市政府", "paper": PAPER},
        ),
        "call": ("POST", "/@meetings", meeting),
        **{step: ("POST", f"/@workflow/{step}", body) for step, body in steps.items()},
    }


def people(names):
    found = set()
    for name in names.split():
        found |= people(GROUPS[name]) if name in GROUPS else {name}
    assert found <= set(PEOPLE), found
    return found


def expected(operation, moment):
    """Person -> ``+`` ``!`` ``-`` (not allowed) or ``.`` (not there)."""
    sees = people(SEES[moment])
    done, forbidden = (people(names) & sees for names in MAY[operation].get(moment, MAY[operation].get("*", ("", ""))))
    row = dict.fromkeys(PEOPLE, ".") | dict.fromkeys(sees, "-")
    return row | dict.fromkeys(forbidden, "!") | dict.fromkeys(done, "+")


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def matter(walk, asked_agency, stranger, table):
    """Brings a document of the bureau and the finance bureau to a moment: (document, slot)."""

    def bring(moment):
        document = walk.draft()
        seats = table(document)
        slot = seats.add(asked_agency, role="co_issuer")
        for name, act in (
            ("draft", lambda: approve(walk, document)),
            ("asked", lambda: seats.draft(slot)),
            ("drafted", lambda: seats.act("release", slot, by="fin-signer")),
            ("answered", lambda: walk.take(document, "settle", "disclosure-officer")),
            ("agreed", lambda: walk.take(document, "sign", "signer")),
            ("lead_signed", lambda: walk.take(document, "countersign", "fin-signer")),
            ("issued", lambda: walk.take(document, "publish", "disclosure-officer")),
            ("published", None),
        ):
            if name == moment:
                return document, slot
            act()
        raise LookupError(moment)

    return bring


def approve(walk, document):
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)


def verdict(answer):
    if answer.status_int < 300:
        return "+"
    return {400: "!", 401: "-", 403: "-", 404: "."}.get(answer.status_int, str(answer.status_int))


@pytest.mark.parametrize("moment", SEES)
def test_everybody_may_do_what_his_office_allows_and_nothing_else(portal, matter, moment):
    document, slot = matter(moment)
    assert ILife(document).state == {"drafted": "joint_consent", "lead_signed": "sign_off"}.get(moment, moment)
    transaction.commit()
    door, wrong, path = Door(portal), [], f"/bureau/{document.getId()}"
    calls = requests(slot, IPositions(document).digest())
    with door.without_trace():
        for operation, (method, more, body) in calls.items():
            for person, awaited in expected(operation, moment).items():
                got = verdict(door.ask(method, path + more, "" if person == "nobody" else person, body))
                if got != awaited:
                    wrong.append(f"{operation:24}{person:26} expected {awaited} got {got}")
    assert not wrong, "\n" + "\n".join(wrong)
