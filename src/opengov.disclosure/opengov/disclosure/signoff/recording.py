"""What a step that was allowed leaves behind: opinion, note, number, dates, affairs, ledger entry (R-S2, R-I1, R-L1)."""

from DateTime import DateTime
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import countersigning
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import signoff
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff import amending
from opengov.disclosure.signoff import determination
from opengov.disclosure.signoff import numbers
from opengov.disclosure.signoff import papers
from opengov.disclosure.signoff.affairs import Affairs
from opengov.disclosure.signoff.interfaces import ICoSigners
from plone.uuid.interfaces import IUUID


#: Step -> what its opinion says; None: what the step's value ``outcome`` says.
_OUTCOMES = {
    "endorse": "agree",
    "approve": "agree",
    "sign_urgently": "agree",
    "take_up": "agree",
    "determine": "agree",
    "decide_dispute": "agree",
    "return": "disagree",
    "refer": "refer",
    "confirm_changes": None,
    "make_up": None,
    "review_adjustment": None,
    "review_again": None,
}

#: Values of a step that are kept as they are in a note: words, and what gives them their sense.
_WORDS = (
    "reason",
    "comment",
    "consulted",
    "cause",
    "body",
    "body_name",
    "opinion",
    "outcome",
    "received_on",
    "instruction",
    "instructed_by",
    "instructed_at",
    "authority",
    "approved_on",
    "attribute",
    "validity",
    "validity_date",
    "validity_document",
    "signer_name",
)
#: Codes that may stand on the record (R-L3: no words).
_CODES = ("cause", "body", "outcome", "validity", "validity_date", "received_on", "approved_on", "instructed_by")

#: Steps after which older opinions count no more: what comes next needs a word of its own (R-S7, R-I10).
_VOIDING = frozenset({"question", "withdraw", "expire", "break_glass_withdraw"})

#: Steps that lay a draft before somebody: what he is shown can be compared with what is there when he decides (R-S2).
_LAYING_BEFORE = frozenset({"submit", "submit_urgently"})


class Recording:
    """Writes down one step. All writing of a step happens here, after every rule has been asked.

    :param target: the state the step leads to.
    """

    def __init__(self, context, step: signoff.Step, facts: signoff.Facts, data: dict, target: str) -> None:
        self.context = context
        self.step = step
        self.facts = facts
        self.data = data
        self.target = target
        self.at = now()
        self.dossier = IDossier(context)
        self.codes = {"from": facts.state, "attribute": facts.attribute}
        self.digest = facts.digest
        self.who = {"at": self.at.isoformat(), "actor": facts.actor, "on_behalf_of": facts.on_behalf_of}
        self.affairs = Affairs(context, step, facts, data, target, self.at.isoformat())

    def before_state_changes(self) -> None:
        """Bind the step to the content as it stands, and number a document that is signed."""
        self._content()
        self._opinion()
        paper = papers.keep(self.context, self.data, step=self.step.id, **self.who)
        self._note()
        self._standing()
        if self.step.id in countersigning.SIGNING:
            self._sign(paper)
        if self.step.id == "enter_existing":
            self._take_over()
        if self.target == "published":
            self.context.setEffectiveDate(DateTime(self.at.isoformat()))
        self.affairs.keep(self.digest)
        self._ledger()

    def _content(self) -> None:
        """What a step itself changes in the document."""
        if self.step.id in _LAYING_BEFORE:
            self._kept()
        if self.step.id in ("determine", "decide_dispute", "propose_existing"):
            determination.apply(self.context, self.data)
        elif self.step.id == "amend":
            IReviewedContent(self.context).keep()
            amending.apply(self.context, self.data["changes"])
        elif self.step.id == "decide_adjustment" and self.data["outcome"] == "agree":
            determination.apply(self.context, self.facts.affair("adjustment"))
        elif self.step.id == "adjust":
            self.digest = determination.adjusted_digest(self.context, self.data)
            return
        elif self.step.id == "review_adjustment":
            self.digest = str(self.facts.affair("adjustment")["digest"])
            return
        else:
            return
        self.digest = IReviewedContent(self.context).digest()
        if self.step.id in ("decide_adjustment", "propose_existing"):
            signed = {**self.dossier.signed, "digest": self._kept()}
            self.dossier.update(signed=signed)

    def _opinion(self) -> None:
        reviews = IReviews(self.context)
        if self.step.id in _VOIDING:
            reviews.void()
        if self.step.id == "decide_adjustment" and self.data["outcome"] == "disagree":
            # The content stays as it was reviewed and signed; what was said of the proposal is past.
            reviews.void(digest=str(self.facts.affair("adjustment")["digest"]))
        if self.step.id not in _OUTCOMES or not self._is_opinion():
            return
        proposed = self.facts.affair("adjustment") if self.step.id == "review_adjustment" else None
        if proposed is None:
            # also of a return: whoever gets the draft again is shown what was changed since
            self.digest = self._kept()
        reviews.add(
            secrecy.Opinion(
                reviewer=self.facts.actor,
                on_behalf_of=self.facts.on_behalf_of,
                capacity=signoff.capacity(self.step, self.facts),
                step=self.step.id,
                outcome=_OUTCOMES[self.step.id] or self.data["outcome"],
                **self._about(proposed),
                checks=tuple(self.data.get("checks") or ()),
                digest=self.digest,
                at=self.at.isoformat(),
                handled=tuple(self.data.get("handled") or ()),
                body=str(self.data.get("body") or ""),
                determination=self.step.id in ("determine", "decide_dispute"),
            )
        )

    def _is_opinion(self) -> bool:
        """The drafting unit's confirmation of a signer's changes is no review."""
        return self.step.id != "confirm_changes" or signoff.capacity(self.step, self.facts) == "Disclosure Reviewer"

    def _about(self, proposed) -> dict:
        """Attribute and grounds an opinion is about: those proposed by an adjustment, else those the document carries."""
        if proposed is not None:
            return {"attribute": proposed["attribute"], "grounds": tuple(proposed["grounds"])}
        return {
            "attribute": getattr(self.context, "disclosure_attribute", None) or "",
            "grounds": tuple(getattr(self.context, "disclosure_grounds", None) or ()),
        }

    def _kept(self) -> str:
        """Digest of the content, which is kept under it; mostly it has been kept since the opinion before."""
        content = IReviewedContent(self.context)
        return self.digest if content.kept(self.digest) is not None else content.keep()

    def _note(self) -> None:
        words = {name: self.data[name] for name in _WORDS if self.data.get(name)}
        if self.data.get("reviewer_explanation"):
            words["explanation"] = self.data["reviewer_explanation"]
        if words:
            self.dossier.note(step=self.step.id, **self.who, **words)

    def _standing(self) -> None:
        changes: dict = {}
        if self.step.id in ("submit", "enter_existing") or (
            self.step.id == "submit_urgently" and self.facts.state == signoff.INITIAL
        ):
            changes = {"submitted_at": self.at.isoformat()}
        elif self.step.id == "refer":
            changes = {"came_from": self.facts.state}
        elif self.step.id == "uphold" and self.target != "disclosure_review":
            # who ends the dispute ends it: from there the document goes on to its signature
            changes = {"came_from": "joint_consent" if self.facts.consent_wanted else "sign_off"}
        elif self.step.id in ("question", "approve"):
            changes = {"questioned": self.step.id == "question"}
        elif self.step.id in ("return", "recall") and self.facts.state == "to_determine":
            numbers.release(self.context, self.dossier.signed, IUUID(self.context))
            changes = {"signed": None}
            if self.step.id == "recall" and not self._was_submitted():
                # nobody has judged it and it was on no other way: a draft again that may be thrown away (R-I8)
                changes["submitted_at"] = ""
        if self.facts.state == "secrecy_consultation" and not self.step.stays:
            changes["came_from"] = ""
        if changes:
            self.dossier.update(**changes)

    def _was_submitted(self) -> bool:
        """Whether the document was ever sent to a reviewer, or judged."""
        sent = ("submit", "submit_urgently", "return")
        return bool(self.facts.opinions) or any(entry.action in sent for entry in ILedger(self.context).entries())

    def _sign(self, paper: int | None) -> None:
        """Keep the signature; the last one issues the document (R-I1, R-J5)."""
        self.digest = self._kept()
        own = {"by": self.facts.actor, "on_behalf_of": self.facts.on_behalf_of, "at": self.at.isoformat()}
        own |= {"capacity": signoff.capacity(self.step, self.facts), "digest": self.digest}
        signers, lead = ICoSigners(self.context, None), own
        if self.step.id in countersigning.COUNTERSIGNING:
            lead = self.facts.affair("lead_signature")
            told = {"signed_by": str(self.data.get("signed_by") or "").strip(), "paper": paper}
            self.codes |= signers.keep(self.facts.signing_as, own | told)
        elif self.target != "issued":
            self.dossier.set_affair("lead_signature", {**own, "step": self.step.id, "together": signers.together()})
        if self.target == "issued":
            self._issue(lead, signers.signatories(lead) if signers is not None else [])

    def _issue(self, lead: dict, signatories: list[dict]) -> None:
        day = self.at.date()
        given = self.facts.affair("keeps_number") or numbers.allot(self.context, IUUID(self.context), day.year)
        signed = {
            "digest": self.digest,
            "issue_date": day.isoformat(),
            **given,
            "signer": lead["by"],
            "on_behalf_of": lead["on_behalf_of"],
            "at": self.at.isoformat(),
        }
        if signatories:
            signed["signatories"] = signatories
        self.dossier.update(signed=signed)
        self.codes |= {"number": signed["number"], "issue_date": signed["issue_date"]}

    def _take_over(self) -> None:
        """Number, date and signer of a document on paper, as they stand there (R-I8); its number is never given again."""
        self.digest = self._kept()
        signed = {
            "digest": self.digest,
            "issue_date": self.data["issue_date"],
            **numbers.take_over(self.context, IUUID(self.context), str(self.data.get("number") or "")),
            "signer": "",
            "signer_name": self.data["signer_name"],
            "on_behalf_of": "",
            "at": self.at.isoformat(),
        }
        self.dossier.update(signed=signed)
        self.codes |= {"number": signed["number"], "issue_date": signed["issue_date"]}

    def _ledger(self) -> None:
        self.codes["attribute"] = getattr(self.context, "disclosure_attribute", None) or ""
        self.codes["grounds"] = ",".join(getattr(self.context, "disclosure_grounds", None) or ())
        if self.step.id not in countersigning.BY_CO_ISSUER:
            self.codes["capacity"] = OFFICES.get(signoff.capacity(self.step, self.facts), "administrator")
        self.codes["to"] = self.target
        if self.step.id in ("adjust", "review_adjustment"):
            self.codes["new_attribute"] = str(
                self.data.get("attribute") or self._about(self.facts.affair("adjustment"))["attribute"]
            )
        if self.step.id == "decide_adjustment":
            self.codes["old_attribute"] = self.facts.attribute
        for name in _CODES:
            if self.data.get(name):
                self.codes[name] = str(self.data[name])
        ILedger(self.context).record(
            self.step.id,
            codes={name: value for name, value in self.codes.items() if value},
            digests={"content": self.digest},
            on_behalf_of=self.facts.on_behalf_of,
            actor=self.facts.actor,
        )
