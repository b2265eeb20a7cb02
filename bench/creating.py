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
    """Each step of the straight life against publishing and retracting a page, in turn."""
    base: dict[str, float] = {}
    for attachments, rounds in ((0, 15), (10, 5), (100, 3)):
        spent = walk(portal, agency, plain_document(plain, place, 1), attachments, rounds)
        for step, (ours, theirs) in spent.items():
            if attachments:
                # in the pace of the first walk, which a page's transition tells
                extra = (ours - base[step] * theirs) / attachments
                print(f"{step} with {attachments} attachments: {extra:.2f} ms more for each   <= 1")
            else:
                base[step] = ours / theirs
                row(step, ours, theirs, "ms", "<= 2")
        if not attachments:
            ours, theirs = (sum(pair[side] for pair in spent.values()) / len(spent) for side in (0, 1))
            row("all five steps, mean", ours, theirs, "ms", "<= 2")


def walk(portal, agency, page, attachments: int, rounds: int) -> dict[str, tuple[float, float]]:
    """Median milliseconds of each step, and of a page's transitions between them."""
    from opengov.disclosure.secrecy.interfaces import IScan
    from opengov.disclosure.signoff.interfaces import ILife
    from plone import api
    from statistics import median
    from zope.component.hooks import setSite

    setSite(portal)
    documents = [governed(portal, agency, turn, attachments) for turn in range(rounds)]
    spent = {}
    for step, office, data in STEPS:
        ours, theirs = [], []
        for document in documents:
            setSite(portal)
            with api.env.adopt_user(username=office):
                handled = {"handled": sorted(IScan(document).item_ids())} if step == "approve" else {}
                ours.append(_timed(lambda: ILife(document).take(step, **data, **handled)))  # noqa: B023 - called at once
            setSite(page.aq_parent.aq_parent)
            theirs.append(_timed(lambda: _turn(page)))
        spent[step] = median(ours), median(theirs)
    return spent


def _turn(page) -> None:
    from plone import api

    published = api.content.get_state(page) == "published"
    api.portal.get_tool("portal_workflow").doActionFor(page, "retract" if published else "publish")


def _timed(act) -> float:
    started = time.process_time()
    act()
    transaction.commit()
    return (time.process_time() - started) * 1000


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
