"""Creating and moving documents, side by side with plain Plone in the same process."""

from bench import instance
from bench import texts
from bench.measure import alternately
from bench.measure import heading
from bench.measure import row
from pathlib import Path

import time
import transaction


CHECKS = ["accuracy", "authority", "completeness", "timeliness"]
#: The straight life: step, office, values.
STEPS = (
    ("submit", "drafter", {}),
    ("endorse", "section-head", {"checks": CHECKS}),
    ("approve", "disclosure-reviewer", {"checks": CHECKS}),
    ("sign", "signer", {}),
    ("publish", "disclosure-officer", {}),
)


def prepare(app):
    """An agency with its people in the one site, a folder in the other whose Document keeps no versions."""
    from opengov.disclosure.agency.interfaces import IOffices
    from opengov.disclosure.agency.interfaces import OFFICES
    from plone import api

    plain = instance.open_site(app, instance.PLAIN)
    document_type = plain.portal_types["Document"]
    kept = [name for name in document_type.behaviors if name != "plone.versioning"]
    document_type.manage_changeProperties(behaviors="\n".join(kept))
    folder = plain.get("folder") or api.content.create(container=plain, type="Folder", id="folder")
    portal = instance.open_site(app, instance.GOVERNED)
    agency = portal.get("bureau")
    if agency is None:
        values = {"title": "云溪市教育局", "issuer_codes": ["云教"], "kind": "administrative"}
        agency = api.content.create(container=portal, type="Agency", id="bureau", **values)
        for role, slug in OFFICES.items():
            api.user.create(email=f"{slug}@example.org", username=slug, password="Yunxi-2026-bench")
            api.group.add_user(groupname=IOffices(agency).group_id(role), username=slug)
    transaction.commit()
    return portal, agency, plain, folder


def run(folder: Path) -> None:
    """Measure and print."""
    portal, agency, plain, place = prepare(instance.open_zope(folder))
    heading("In one process, processor time, commit included", "governed", "plain")
    creation(portal, agency, plain, place)
    transitions(portal, agency, plain, place)


def creation(portal, agency, plain, place) -> None:
    """An ``OfficialDocument`` against a ``Document`` without versioning and with the same text."""
    sides = {
        "governed": lambda turn: governed(portal, agency, turn),
        "plain": lambda turn: plain_document(plain, place, turn),
    }
    found = alternately(sides, 40)
    row("create a document", found["governed"], found["plain"], "ms", "<= 1.2")


def _text(turn: int):
    from plone.app.textfield.value import RichTextValue

    return RichTextValue(texts.paragraphs(turn), "text/html", "text/x-html-safe")


def governed(portal, agency, turn: int, attachments: int = 0):
    """Create an official document as its drafter."""
    from plone import api
    from plone.dexterity.utils import createContentInContainer
    from plone.namedfile.file import NamedBlobFile
    from zope.component.hooks import setSite

    setSite(portal)
    with api.env.adopt_user(username="drafter"):
        document = createContentInContainer(
            agency,
            "OfficialDocument",
            title=texts.title(turn),
            text=_text(turn),
            document_kind="notice",
            disclosure_attribute="proactive",
        )
        for number in range(attachments):
            file = NamedBlobFile(b"%d" % number, filename=f"附件{number}.txt")
            createContentInContainer(document, "DocumentAttachment", title=f"附件{number}", file=file)
    transaction.commit()
    return document


def plain_document(plain, place, turn: int):
    """Create a page."""
    from plone.dexterity.utils import createContentInContainer
    from zope.component.hooks import setSite

    setSite(plain)
    document = createContentInContainer(place, "Document", title=texts.title(turn), text=_text(turn))
    transaction.commit()
    return document


def transitions(portal, agency, plain, place) -> None:
    """Each step of the straight life against publishing and retracting a page."""
    theirs = plain_transition(plain, place)
    base: dict[str, float] = {}
    for attachments, rounds in ((0, 15), (10, 6), (100, 3)):
        spent = walk(portal, agency, attachments, rounds)
        for step, value in spent.items():
            if attachments:
                extra = (value - base[step]) / attachments
                print(f"{step} with {attachments} attachments: {extra:.2f} ms more for each   <= 1")
            else:
                base[step] = value
                row(f"{step}", value, theirs, "ms", "<= 2")
        if not attachments:
            row("all five steps, mean", sum(spent.values()) / len(spent), theirs, "ms", "<= 2")


def walk(portal, agency, attachments: int, rounds: int) -> dict[str, float]:
    """Median milliseconds of each step."""
    from opengov.disclosure.secrecy.interfaces import IScan
    from opengov.disclosure.signoff.interfaces import ILife
    from plone import api
    from statistics import median
    from zope.component.hooks import setSite

    setSite(portal)
    documents = [governed(portal, agency, turn, attachments) for turn in range(rounds)]
    spent = {}
    for step, office, data in STEPS:
        times = []
        for document in documents:
            with api.env.adopt_user(username=office):
                if step == "approve":
                    data = {**data, "handled": sorted(IScan(document).item_ids())}
                started = time.process_time()
                ILife(document).take(step, **data)
                transaction.commit()
                times.append((time.process_time() - started) * 1000)
        spent[step] = median(times)
    return spent


def plain_transition(plain, place) -> float:
    """Median milliseconds of a transition of a page."""
    from statistics import median
    from zope.component.hooks import setSite

    setSite(plain)
    document = plain_document(plain, place, 1)
    tool = plain.portal_workflow
    times = []
    for turn in range(40):
        started = time.process_time()
        tool.doActionFor(document, "retract" if turn % 2 else "publish")
        transaction.commit()
        times.append((time.process_time() - started) * 1000)
    return median(times[2:])


def main() -> None:
    """Measure in a fresh instance."""
    import logging
    import shutil
    import tempfile

    logging.disable(logging.ERROR)
    folder = Path(tempfile.mkdtemp(prefix="opengov-bench-"))
    try:
        run(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
