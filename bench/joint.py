"""A document of many agencies against one of a few: its coordination page, and recording an answer.

``python -m bench.joint <folder>`` fills an instance and measures the answers in one process; :func:`run` then serves it.
"""

from bench import instance
from bench import texts
from bench.measure import alternately
from bench.measure import heading
from bench.measure import row
from bench.visiting import in_turn
from bench.visiting import Visitor
from pathlib import Path

import subprocess
import sys
import transaction


FEW, MANY = 2, 21
ROUNDS = 15
CHECKS = ("accuracy", "authority", "completeness", "timeliness")
#: What is asked of the server: name -> (page, whether over REST).
PAGES = {
    "coordination page (HTML)": ("@@positions", False),
    "countersign sheet (HTML)": ("@@countersign-sheet", False),
    "positions (REST)": ("@positions", True),
}


def run(folder: Path) -> None:
    """Measure and print."""
    subprocess.run([sys.executable, "-m", "bench.joint", str(folder)], check=True)
    with instance.serving(folder) as (address, _pid):
        officer = ("lead-disclosure-officer", instance.password(folder))
        visitor = Visitor(f"{address}/{instance.GOVERNED}/lead", officer)
        heading("Pages of a document of several agencies, served", f"{MANY}", f"{FEW}")
        documents = {size: (folder / f"with-{size}").read_text(encoding="utf-8") for size in (FEW, MANY)}
        for name, (page, rest) in PAGES.items():
            spent = in_turn({str(size): (visitor, f"{documents[size]}/{page}", rest) for size in documents})
            row(name, spent[str(MANY)], spent[str(FEW)], "ms", "<= 2")


def main(folder: Path) -> None:
    """Fill the instance and measure what an answer costs."""
    import logging

    logging.disable(logging.ERROR)
    portal = instance.open_site(instance.open_zope(folder), instance.GOVERNED)
    secret = instance.password(folder)
    lead = _agency(portal, "lead", "云溪市教育局", secret)
    others = [_agency(portal, f"agency-{number}", f"云溪市第{number}局", secret) for number in range(MANY)]
    for size in (FEW, MANY):
        # half of them have answered
        document = _asked(lead, others[:size])
        (folder / f"with-{size}").write_text(document.getId(), encoding="utf-8")
        for other in others[: (size + 1) // 2]:
            _answer(document, other)
    answers(lead, others)


def answers(lead, others) -> None:
    """Drafting and releasing a position, the commit included."""
    documents = {size: [_asked(lead, others[:size]) for _ in range(ROUNDS + 2)] for size in (FEW, MANY)}
    sides = {str(size): lambda turn, size=size: _answer(documents[size][turn], others[0]) for size in documents}
    found = alternately(sides, ROUNDS)
    heading("Recording a position, processor time, commit included", f"{MANY}", f"{FEW}")
    row("draft and release", found[str(MANY)], found[str(FEW)], "ms", "<= 1.2")


def _agency(portal, name: str, title: str, secret: str):
    from opengov.disclosure.agency.interfaces import IOffices
    from opengov.disclosure.agency.interfaces import OFFICES
    from plone import api

    values = {"title": title, "issuer_codes": ["云教"] if name == "lead" else [], "kind": "administrative"}
    agency = api.content.create(container=portal, type="Agency", id=name, **values)
    for role, slug in OFFICES.items():
        user = f"{name}-{slug}"
        api.user.create(email=f"{user}@example.org", username=user, password=secret)
        api.group.add_user(groupname=IOffices(agency).group_id(role), username=user)
    transaction.commit()
    return agency


def _asked(lead, others):
    """A document in ``joint_consent`` that the others are to issue too."""
    from opengov.disclosure.joint.interfaces import IPositions
    from opengov.disclosure.secrecy.interfaces import IScan
    from opengov.disclosure.signoff.interfaces import ILife
    from plone import api
    from plone.app.textfield.value import RichTextValue
    from plone.dexterity.utils import createContentInContainer
    from plone.uuid.interfaces import IUUID

    fields = {"title": texts.title(1), "document_kind": "notice", "disclosure_attribute": "proactive"}
    text = RichTextValue(texts.paragraphs(1), "text/html", "text/x-html-safe")
    with api.env.adopt_user(username="lead-drafter"):
        document = createContentInContainer(lead, "OfficialDocument", text=text, **fields)
        for other in others:
            IPositions(document).add(agency=IUUID(other), role="co_issuer")
        ILife(document).take("submit")
    with api.env.adopt_user(username="lead-section-head"):
        ILife(document).take("endorse", checks=CHECKS)
    with api.env.adopt_user(username="lead-disclosure-reviewer"):
        ILife(document).take("approve", checks=CHECKS, handled=sorted(IScan(document).item_ids()))
    transaction.commit()
    return document


def _answer(document, agency) -> None:
    from opengov.disclosure.joint.interfaces import IPositions
    from plone import api
    from plone.uuid.interfaces import IUUID

    uid, positions = IUUID(agency), IPositions(document)
    slot = next(slot.id for slot in positions.slots() if slot.agency == uid)
    with api.env.adopt_user(username=f"{agency.getId()}-co-issuer"):
        IPositions(document).draft(slot, "agree_with_comment", positions.digest(), reason="建议明确责任单位。")
    with api.env.adopt_user(username=f"{agency.getId()}-signer"):
        IPositions(document).release(slot)
    transaction.commit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
