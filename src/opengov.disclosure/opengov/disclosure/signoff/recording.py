"""What a step that was allowed leaves behind: opinion, note, number, dates, ledger entry (R-S2, R-I1, R-L1)."""

from DateTime import DateTime
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import signoff
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff import determination
from opengov.disclosure.signoff import numbers
from plone.uuid.interfaces import IUUID


_OUTCOMES = {
    "endorse": secrecy.Outcome.AGREE,
    "approve": secrecy.Outcome.AGREE,
    "return": secrecy.Outcome.DISAGREE,
    "refer": secrecy.Outcome.REFER,
    "determine": secrecy.Outcome.AGREE,
}


class Recording:
    """Writes down one step. All writing of a step happens here, after every rule has been asked."""

    def __init__(self, context, step: signoff.Step, facts: signoff.Facts, data: dict) -> None:
        self.context = context
        self.step = step
        self.facts = facts
        self.data = data
        self.at = now()
        self.dossier = IDossier(context)
        self.codes = {"from": facts.state, "attribute": facts.attribute}
        self.digest = facts.digest

    def before_state_changes(self) -> None:
        """Bind the step to the content as it stands, and number a document that is signed."""
        if self.step.id == "determine":
            who = {"at": self.at.isoformat(), "actor": self.facts.actor, "on_behalf_of": self.facts.on_behalf_of}
            determination.apply(self.context, self.data, self.step.id, **who)
            self.digest = IReviewedContent(self.context).digest()
        self._opinion()
        self._note()
        self._standing()
        if self.step.id == "sign":
            self._sign()
        if self.step.id == "publish":
            self.context.setEffectiveDate(DateTime(self.at.isoformat()))
        self._ledger()

    def _opinion(self) -> None:
        reviews = IReviews(self.context)
        if self.step.id == "question":
            reviews.void()
        if self.step.id not in _OUTCOMES:
            return
        if self.step.id != "return":
            self.digest = self._kept()
        reviews.add(
            secrecy.Opinion(
                reviewer=self.facts.actor,
                on_behalf_of=self.facts.on_behalf_of,
                capacity=signoff.capacity(self.step, self.facts),
                step=self.step.id,
                outcome=_OUTCOMES[self.step.id].value,
                attribute=getattr(self.context, "disclosure_attribute", None) or "",
                grounds=tuple(getattr(self.context, "disclosure_grounds", None) or ()),
                checks=tuple(self.data.get("checks") or ()),
                digest=self.digest,
                at=self.at.isoformat(),
                handled=tuple(self.data.get("handled") or ()),
                body=str(self.data.get("body") or ""),
                determination=self.step.id == "determine",
            )
        )

    def _kept(self) -> str:
        """Digest of the content, which is kept under it; mostly it has been kept since the opinion before."""
        content = IReviewedContent(self.context)
        return self.digest if content.kept(self.digest) is not None else content.keep()

    def _note(self) -> None:
        words = {
            name: self.data[name] for name in ("reason", "comment", "consulted", "cause", "body") if self.data.get(name)
        }
        if self.data.get("reviewer_explanation"):
            words["explanation"] = self.data["reviewer_explanation"]
        if words:
            self.dossier.note(
                step=self.step.id,
                at=self.at.isoformat(),
                actor=self.facts.actor,
                on_behalf_of=self.facts.on_behalf_of,
                **words,
            )

    def _standing(self) -> None:
        changes: dict = {}
        if self.step.id == "submit":
            changes = {"submitted_at": self.at.isoformat()}
        elif self.step.id == "refer":
            changes = {"came_from": self.facts.state}
        elif self.step.id in ("question", "approve"):
            changes = {"questioned": self.step.id == "question"}
        if self.facts.state == "secrecy_consultation":
            changes["came_from"] = ""
        if changes:
            self.dossier.update(**changes)

    def _sign(self) -> None:
        self.digest = self._kept()
        day = self.at.date()
        allotted = numbers.allot(self.context, IUUID(self.context), day.year)
        self.dossier.update(
            signed={
                "digest": self.digest,
                **allotted,
                "issue_date": day.isoformat(),
                "signer": self.facts.actor,
                "on_behalf_of": self.facts.on_behalf_of,
                "at": self.at.isoformat(),
            }
        )
        self.codes |= {"number": allotted["number"], "issue_date": day.isoformat()}

    def _ledger(self) -> None:
        self.codes["attribute"] = getattr(self.context, "disclosure_attribute", None) or ""
        self.codes["grounds"] = ",".join(getattr(self.context, "disclosure_grounds", None) or ())
        self.codes["capacity"] = OFFICES.get(signoff.capacity(self.step, self.facts), "administrator")
        self.codes["to"] = self.step.target or self.facts.came_from
        for name in ("cause", "body"):
            if self.data.get(name):
                self.codes[name] = str(self.data[name])
        ILedger(self.context).record(
            self.step.id,
            codes={name: value for name, value in self.codes.items() if value},
            digests={"content": self.digest},
            on_behalf_of=self.facts.on_behalf_of,
            actor=self.facts.actor,
        )
