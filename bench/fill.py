"""Fill a site with documents, most of them in their end states: ``python -m bench.fill --documents 20000``.

Each document has its record, reviewed content, number, entry in the catalogue, row in the register and place in the
catalog. The walk and Plone's own subscribers are left out: the state is set as an import sets it, because five steps by
five people would make the filling ten times as long and leave the same things behind. An interrupted run is continued
by the next one.
"""

from bench import instance
from bench import texts
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from pathlib import Path

import argparse
import hashlib
import os
import time
import transaction


AGENCIES = 10
BATCH = 500
#: States in their shares of forty documents.
STATES = (
    ("published",) * 23
    + ("registered",) * 5
    + ("withheld",) * 5
    + ("draft",) * 3
    + ("section_review", "disclosure_review", "sign_off", "issued")
)
#: States without a number.
UNSIGNED = {
    "draft": (),
    "section_review": ("submit",),
    "disclosure_review": ("submit",),
    "sign_off": ("submit", "approve"),
}
BEGINNING = datetime(2021, 1, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))
PROPOSALS = {
    "published": {"disclosure_attribute": "proactive"},
    **{state: {"disclosure_attribute": "proactive"} for state in (*UNSIGNED, "issued")},
    "registered": {"disclosure_attribute": "on_request", "disclosure_reason": "涉及特定申请人"},
    "withheld": {
        "disclosure_attribute": "withheld",
        "disclosure_grounds": ("personnel",),
        "disclosure_reason": "属于内部人事管理信息",
        "discretion": "公开会影响内部人事工作的正常进行",
    },
}
KINDS = ("notice", "opinions", "reply", "letter", "circular")
WORKFLOW = "opengov_document_workflow"


def agencies(portal) -> list:
    """The agencies of the site, made when they are not there yet, each office held by one account."""
    from opengov.disclosure.agency.interfaces import IOffices
    from opengov.disclosure.agency.interfaces import OFFICES
    from plone import api

    secret = instance.password(Path(os.environ["INSTANCE_HOME"]))
    for number in range(AGENCIES):
        name = f"agency-{number}"
        if name in portal.objectIds():
            continue
        agency = api.content.create(
            container=portal,
            type="Agency",
            id=name,
            title=f"云溪市第{number}局",
            issuer_codes=["云" + "甲乙丙丁戊己庚辛壬癸"[number]],
            kind="administrative",
        )
        for role, slug in OFFICES.items():
            account = f"{name}-{slug}"
            api.user.create(email=f"{account}@example.org", username=account, password=secret)
            api.group.add_user(groupname=IOffices(agency).group_id(role), username=account)
    transaction.commit()
    return [portal[f"agency-{number}"] for number in range(AGENCIES)]


class Filler:
    """Adds documents in their end states to one agency after the other.

    What is the same for all documents of a state is worked out once: the permissions the workflow gives, and the
    defaults of the fields.
    """

    def __init__(self, portal, places: list) -> None:
        from plone.dexterity.utils import iterSchemataForType
        from zope.schema import getFields

        self.portal = portal
        self.places = places
        self.workflow = portal.portal_workflow[WORKFLOW]
        self.defaults = {
            name: field.bind(portal).default
            for schema in iterSchemataForType("OfficialDocument")
            for name, field in getFields(schema).items()
            if not field.readonly
        }
        self.permissions = {state: self._permissions(state) for state in sorted(set(STATES))}

    def _permissions(self, state: str) -> dict[str, object]:
        definition = self.workflow.states[state]
        return {
            "_" + permission.replace(" ", "_").replace(":", "_") + "_Permission": roles
            for permission, roles in definition.permission_roles.items()
        }

    def add(self, number: int) -> None:
        """Add one document in its end state."""
        from DateTime import DateTime
        from opengov.disclosure.ledger.interfaces import ILedger
        from opengov.disclosure.secrecy.interfaces import IReviewedContent

        state = STATES[number % len(STATES)]
        agency = self.places[number // len(STATES) % AGENCIES]
        moment = BEGINNING + timedelta(minutes=30 * number)
        document = self._document(agency, number, state)
        digest = IReviewedContent(document).keep()
        ILedger(document).record("created", digests={"content": digest})
        status = {"review_state": state, "action": "", "actor": "", "comments": ""}
        status["time"] = DateTime(moment.isoformat())
        self.portal.portal_workflow.setStatusOf(WORKFLOW, document, status)
        for step in UNSIGNED.get(state, ()):
            ILedger(document).record(step, codes={"from": "draft", "to": state})
        if state not in UNSIGNED:
            self._finish(agency, document, moment, digest)
        document.indexObject()

    def _document(self, agency, number: int, state: str):
        from plone.app.textfield.value import RichTextValue
        from plone.dexterity.utils import createContent

        title = texts.title(number)
        values = {
            **self.defaults,
            "title": title,
            "text": RichTextValue(texts.paragraphs(number), "text/html", "text/x-html-safe"),
            "document_kind": KINDS[number % len(KINDS)],
            "public_title": title if state == "registered" else "",
            **PROPOSALS[state],
        }
        name = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
        document = createContent("OfficialDocument", id=name)
        vars(document).update(values, **self.permissions[state])
        agency._setObject(name, document, suppress_events=True)
        return agency[name]

    def _finish(self, agency, document, moment: datetime, digest: str) -> None:
        from DateTime import DateTime
        from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
        from opengov.disclosure.catalogue.interfaces import IRegister
        from opengov.disclosure.ledger.interfaces import ILedger
        from opengov.disclosure.secrecy.interfaces import IDossier
        from opengov.disclosure.signoff import numbers
        from plone.uuid.interfaces import IUUID

        allotted = numbers.allot(document, IUUID(document), moment.year)
        IDossier(document).update(
            signed={
                "digest": digest,
                **allotted,
                "issue_date": moment.date().isoformat(),
                "signer": "signer",
                "on_behalf_of": "",
                "at": moment.isoformat(),
            }
        )
        ILedger(document).record("sign", codes={"number": allotted["number"]}, digests={"content": digest})
        document.setEffectiveDate(DateTime(moment.isoformat()))
        IPublicCatalogue(self.portal).refresh(document, moment)
        IRegister(agency).record(document, moment, {})


def fill(folder: Path, documents: int) -> None:
    """Fill an instance up to a number of documents."""
    portal = instance.open_site(instance.open_zope(folder), instance.GOVERNED)
    filler = Filler(portal, agencies(portal))
    done = sum(place.objectCount() for place in filler.places)
    started = time.monotonic()
    for number in range(done, documents):
        filler.add(number)
        if (number + 1) % BATCH == 0 or number + 1 == documents:
            transaction.commit()
            portal._p_jar.cacheGC()
            rate = (number + 1 - done) / (time.monotonic() - started)
            print(f"{number + 1} of {documents} documents, {rate:.0f} a second", flush=True)


def main() -> None:
    """Read the command line and fill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20000)
    arguments = parser.parse_args()
    folder = instance.DATA / str(arguments.documents)
    instance.lay_out(folder)
    os.environ["INSTANCE_HOME"] = str(folder)
    fill(folder, arguments.documents)


if __name__ == "__main__":
    main()
