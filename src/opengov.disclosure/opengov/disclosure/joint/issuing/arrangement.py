"""``IArrangement``: who issues a document together, in which order of names, and how they sign (R-J1)."""

from dataclasses import fields
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import arrangement as rules
from opengov.disclosure.core import numbering
from opengov.disclosure.core import outside_lead as outside
from opengov.disclosure.core.digest import canonical
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.joint import paper as papers
from opengov.disclosure.joint import store
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.joint.places import agency_named
from opengov.disclosure.joint.places import is_administrative
from opengov.disclosure.joint.places import user_id
from opengov.disclosure.joint.slots import Slots
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import INumbering
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import hashlib


#: Affair {countersigning, banner, order, lead_body, lead_administrative}; what is left out is as it is by default.
AFFAIR = "joint"

#: Affair {number, issue_date, paper, at, by, on_behalf_of}: what an outside lead gave.
ISSUE = "lead_issue"

#: Kinds of companion that stand in the place of their original.
_IN_PLACE = ("correction", "public_version")

#: What a document that another body leads gets at its signature: number and date are the lead's, and not known yet (R-J1).
_NOT_ISSUED = {"number": "", "series": "", "serial": 0, "issue_date": ""}


@implementer(IArrangement)
@adapter(IGoverned)
class Arrangement(Slots):
    """See ``IArrangement``."""

    @property
    def kept(self) -> rules.Arrangement:
        """What was arranged, defaults included."""
        affair = IDossier(self.context).affair(AFFAIR) or {}
        known = {field.name: affair[field.name] for field in fields(rules.Arrangement) if field.name in affair}
        return rules.Arrangement(**{**known, "order": tuple(known.get("order") or ())})

    @property
    def joint(self) -> bool:
        """See ``IArrangement``."""
        return bool(self.lead_body or rules.co_issuers(self.slots()))

    @property
    def lead_body(self) -> str:
        """See ``IArrangement``."""
        return self.kept.lead_body

    @property
    def lead_administrative(self) -> bool:
        """See ``IArrangement``."""
        kept = self.kept
        return kept.lead_administrative if kept.lead_body else is_administrative(self._own().agency)

    @property
    def lead_place(self) -> int:
        """See ``IArrangement``."""
        return rules.names(self.kept, self.slots()).index(rules.OWN) + 1

    @property
    def countersigning(self) -> str:
        """See ``IArrangement``."""
        return str(self.kept.countersigning)

    @property
    def banner(self) -> str:
        """See ``IArrangement``."""
        return str(self.kept.banner)

    def issuers(self) -> tuple[dict, ...]:
        """See ``IArrangement``."""
        kept, slots = self.kept, self.slots()
        own = self._own()
        told = {slot.id: (slot.id, slot.agency, slot.name, False, slot.administrative) for slot in slots}
        told[rules.OWN] = ("", own.uid, own.agency.title, not kept.lead_body, is_administrative(own.agency))
        told[rules.OUTSIDE] = (rules.OUTSIDE, "", kept.lead_body, True, kept.lead_administrative)
        keys = ("slot", "agency", "title", "lead", "administrative")
        return tuple(dict(zip(keys, told[name], strict=True)) for name in rules.names(kept, slots))

    def arrange(self, countersigning=None, banner=None, order=None) -> None:
        """See ``IArrangement``."""
        stood_for = self._allowed(rules.ARRANGING, "arrangement")
        kept, slots = self.kept, self.slots()
        problems = [*rules.signed_problems(self._is_signed()), *rules.value_problems(countersigning, banner)]
        problems += [] if order is None else rules.order_problems(order, kept, slots)
        enforce(problems)
        values = {"countersigning": countersigning, "banner": banner}
        changes = {name: str(value) for name, value in values.items() if value not in (None, getattr(kept, name))}
        if order is not None and tuple(order) != rules.names(kept, slots):
            changes["order"] = list(order)
            self._list_as_named(order)
        if changes:
            self._set(**changes)
            codes = {name: value for name, value in changes.items() if name != "order"}
            digests = {"order": _digest(changes["order"])} if "order" in changes else None
            ILedger(self.context).record("arranged", codes=codes, digests=digests, on_behalf_of=stood_for)

    def led_by(self, body: str, administrative: bool = True) -> None:
        """See ``IArrangement``."""
        stood_for = self._allowed(outside.CHOOSING, "lead_choice")
        body, dossier = body.strip(), IDossier(self.context)
        beside = (dossier.affair("companion") or {}).get("kind") in _IN_PLACE
        lead = outside.Lead(body, self._own().agency.title, bool(agency_named(body)), beside)
        problems = [*rules.signed_problems(self._is_signed()), *outside.lead_problems(lead, self.slots())]
        if not isinstance(administrative, bool):
            problems.append(Problem("value_type", "R-J1", "lead_administrative", "", {"name": "lead_administrative"}))
        enforce(problems)
        kept = self.kept
        administrative = administrative or not body
        if (body, administrative) == (kept.lead_body, kept.lead_administrative):
            return
        self._set(lead_body=body, lead_administrative=administrative)
        dossier.set_affair("keeps_number", dict(_NOT_ISSUED) if body else None)
        codes = {
            "lead": rules.OUTSIDE if body else "own",
            "administrative": "yes" if self.lead_administrative else "no",
        }
        digests = {"lead": _digest(body)} if body else None
        ILedger(self.context).record("lead_chosen", codes=codes, digests=digests, on_behalf_of=stood_for)

    @property
    def lead_issue(self) -> dict | None:
        """See ``IArrangement``."""
        return IDossier(self.context).affair(ISSUE)

    def record_lead_issue(self, number: str, issue_date: str, paper: dict, reason: str = "") -> None:
        """See ``IArrangement``."""
        stood_for = self._allowed(outside.RECORDING, "lead_issue")
        content, number = papers.content_of(paper), "".join(number.split())
        issue = outside.Issue(number, issue_date, content is not None, reason)
        enforce(outside.issue_problems(issue, self._known(number)))
        number = str(numbering.parse(number)) if number else ""
        dossier, at = IDossier(self.context), now().isoformat()
        who = {"at": at, "actor": user_id(), "on_behalf_of": stood_for}
        kept = papers.keep(self.context, paper, content, step="lead_issue_recorded", **who)
        if reason.strip():
            dossier.note(step="lead_issue_recorded", reason=reason, **who)
        told = {"number": number, "issue_date": issue_date}
        dossier.set_affair(ISSUE, {**told, "paper": kept, "at": at, "by": who["actor"], "on_behalf_of": stood_for})
        dossier.update(signed={**dossier.signed, **told})
        codes = {name: value for name, value in told.items() if value}
        digests = {"content": dossier.signed["digest"]}
        ILedger(self.context).record("lead_issue_recorded", codes=codes, digests=digests, on_behalf_of=stood_for)
        self.context.reindexObject()

    def may(self) -> tuple[str, ...]:
        """See ``IArrangement``."""
        acts = {"arrange": rules.ARRANGING, "led_by": outside.CHOOSING}
        acts |= {"record_lead_issue": outside.RECORDING} if self.lead_body else {}
        held, state = self.held(), self.state
        found = tuple(act for act, offices in acts.items() if held & set(offices.get(state, ())))
        return () if found and state not in outside.RECORDING and self._is_signed() else found

    def take_over(self, original) -> None:
        """See ``IArrangement``."""
        theirs, mine = IDossier(original).affair(AFFAIR), IDossier(self.context)
        if theirs is None:
            return
        slots = {(record.agency, record.title): record.id for record in store.records(self.context)}
        ids = {record.id: slots.get((record.agency, record.title)) for record in store.records(original)}
        order = [ids.get(name, name) for name in theirs.get("order") or ()]
        order = [name for name in order if name]
        mine.set_affair(AFFAIR, {**theirs, "order": order})
        codes = {name: theirs[name] for name in ("countersigning", "banner") if name in theirs}
        ILedger(self.context).record("arranged", codes=codes, digests={"order": _digest(order)} if order else None)
        if (issue := IDossier(original).affair(ISSUE)) is not None:
            mine.set_affair(ISSUE, {**issue, "paper": None})

    def _known(self, number: str) -> outside.Known:
        """What of this document bears on the number and date of an outside lead."""
        own = self._own()
        return outside.Known(
            led_outside=bool(self.lead_body),
            numbered=INumbering(own.agency).template(self.context.document_kind) is not None,
            own_codes=tuple(own.issuer_codes),
            taken=self._is_taken(number),
            recorded=any(IDossier(self.context).affair(name) for name in (ISSUE, "existing")),
            begun=self.context.created().asdatetime().astimezone(now().tzinfo).date().isoformat(),
            day=self.today().isoformat(),
        )

    def _is_taken(self, number: str) -> bool:
        """Whether another document of this agency has the number, in whatever way it is written."""
        spellings = sorted({number, *_canonical(number)} - {""})
        path = "/".join(self._own().agency.getPhysicalPath())
        query = {"document_number": spellings, "path": path}
        found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(**query) if spellings else ()
        return any(IUUID(self.context) != brain.UID for brain in found)

    def _own(self):
        return IIssuingAgency(self.context)

    def _allowed(self, offices: dict, act: str) -> str:
        """Let only the lead's own offices pass; return whom a deputy stands in for, else an empty text (R-S4)."""
        enforce(rules.office_problems(offices, self.state, self.held(), act))
        return self.stood_for(offices[self.state])

    def _is_signed(self) -> bool:
        """Whether anybody has signed the present content."""
        return any(row["current"] for row in ISignatures(self.context).rows())

    def _set(self, **changes) -> None:
        dossier = IDossier(self.context)
        dossier.set_affair(AFFAIR, {**(dossier.affair(AFFAIR) or {}), **changes})

    def _list_as_named(self, order) -> None:
        """Let the list of asked agencies follow the names; those that are only concerned come behind."""
        places = {name: place for place, name in enumerate(order)}
        records = sorted(store.records(self.context), key=lambda record: places.get(record.id, len(places)))
        for place, record in enumerate(records, start=1):
            if record.order != place:
                record.order = place


def _canonical(number: str) -> tuple[str, ...]:
    try:
        return (str(numbering.parse(number)),)
    except RuleBroken:
        return ()


def _digest(value: object) -> str:
    return "sha256:" + hashlib.sha256(canonical(value)).hexdigest()
