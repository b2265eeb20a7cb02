"""What the form of a step shows before it asks: what the step does, what it rests on, what is compared."""

from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import signoff
from opengov.disclosure.desk import difference
from opengov.disclosure.desk import stepwords
from opengov.disclosure.desk import words
from opengov.disclosure.desk.matters import Matters
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.interfaces import ILife


#: Step -> matters it rests on.
_MATTERS = {
    "note_receipt": ("referral",),
    "consult": ("referral",),
    "determine": ("referral", "dispute"),
    "decide_dispute": ("dispute",),
    "confirm_changes": ("amended",),
    "make_up": ("urgent",),
    "countersign_instruction": ("instructions",),
    "review_adjustment": ("adjustment",),
    "decide_adjustment": ("adjustment",),
    "confirm_withdrawal": ("withdrawal",),
    "review_again": ("withdrawal",),
    "republish": ("withdrawal",),
    "mark_validity": ("validity",),
    "propose_existing": ("existing",),
    "take_up": ("existing",),
    "purge": ("purge",),
}
#: Step -> steps whose latest words it is about.
_WORDS_OF = {
    "uphold": ("return",),
    "decide_dispute": ("return", "uphold"),
    "determine": ("refer", "uphold", "return"),
    "confirm_changes": ("amend",),
    "review_adjustment": ("adjust",),
    "decide_adjustment": ("adjust", "review_adjustment"),
    "confirm_withdrawal": ("withdraw",),
    "purge": ("request_purge",),
}
#: Steps that judge the attribute the document carries.
_JUDGING_IT = ("endorse", "approve", "sign", "sign_urgently", "make_up", "review_again", "republish", "take_up")
#: Values of an adjustment -> what the document carries now.
_COMPARED = ("attribute", "grounds", "withholding_reason", "law_citation", "discretion", "public_title")


class Notices:
    """What one step's form shows first, for people who see the document."""

    def __init__(self, context, step: signoff.Step, titles: Titles) -> None:
        self.context = context
        self.step = step
        self.titles = titles
        self.life = ILife(context)
        self.notes = self.life.reasons()

    def matters(self) -> list[dict]:
        """The matters the step rests on."""
        wanted = _MATTERS.get(self.step.id, ())
        rows = Matters(self.context, self.titles, self.notes, self.life.state).rows() if wanted else []
        return [row for row in rows if row["key"] in wanted]

    def said(self) -> list[dict]:
        """What others said before: dicts {act, by, at, words}, the oldest first."""
        wanted = _WORDS_OF.get(self.step.id, ())
        latest = {note["step"]: note for note in self.notes if note["step"] in wanted and note.get("reason")}
        return [
            {
                "act": self.titles.act(note["step"]),
                "by": person(note["actor"]),
                "at": moment(note["at"]),
                "words": note["reason"],
            }
            for note in sorted(latest.values(), key=lambda note: note["at"])
        ]

    def comparison(self) -> list[dict]:
        """An adjustment, value by value: dicts {label, old, new, changed}."""
        if self.step.id not in ("review_adjustment", "decide_adjustment"):
            return []
        proposed = IDossier(self.context).affair("adjustment") or {}
        present = self._present()
        # an empty public title leaves it as it is
        new = {**proposed, "public_title": proposed.get("public_title") or present["public_title"]}
        rows = [(name, self._shown(name, present[name]), self._shown(name, new.get(name))) for name in _COMPARED]
        return [
            {"label": self.titles.text(words.CONTROLS[name]), "old": old, "new": now, "changed": old != now}
            for name, old, now in rows
            if old or now
        ]

    def _present(self) -> dict:
        proposal = IDisclosureProposal(self.context).proposal()
        return {
            "attribute": proposal.attribute or "",
            "grounds": proposal.grounds,
            "withholding_reason": proposal.reason,
            "law_citation": proposal.law_citation,
            "discretion": proposal.discretion,
            "public_title": getattr(self.context, "public_title", None) or "",
        }

    def _shown(self, name: str, value) -> str:
        if name == "attribute":
            return self.titles.attribute(value or "")
        if name == "grounds":
            return "\n".join(self.titles.ground(code) for code in value or ())
        return value or ""

    def proposal(self) -> list[dict]:
        """What the opinion is about, where the form does not set it: dicts {label, value}."""
        if self.step.id not in _JUDGING_IT:
            return []
        present = self._present()
        shown = [(name, self._shown(name, present[name])) for name in _COMPARED if name != "public_title"]
        return [{"label": self.titles.text(words.CONTROLS[name]), "value": value} for name, value in shown if value]

    def differences(self) -> list[dict]:
        """The signer's changes that this step confirms."""
        return differences_of(self.context, self.titles) if self.step.id == "confirm_changes" else []

    def introduction(self) -> str:
        """What the step does."""
        message = stepwords.INTRODUCTIONS.get(self.step.id)
        return self.titles.text(message) if message else ""

    def warning(self) -> dict | None:
        """What to think of before: dict {level, text}."""
        level, message = stepwords.WARNINGS.get(self.step.id, ("", None))
        return {"level": level, "text": self.titles.text(message)} if message else None


def differences_of(context, titles: Titles) -> list[dict]:
    """What the signer changed since the document was brought to him, as ``difference.fields`` tells it (R-I2)."""
    amended = IDossier(context).affair("amended")
    if not amended:
        return []
    content = IReviewedContent(context)
    kept = content.kept(_brought(context)) or content.kept(amended["before"])
    if kept is None:
        return []
    after = (content.kept(amended["digest"]) or {}).get("fields") or content.fields()
    return difference.fields(context, kept["fields"], after, titles)


def _brought(context) -> str:
    """Digest of what was brought to the signer: all he has changed since is shown, also when he changed it twice."""
    entries = reversed(ILedger(context).entries())
    moved = (entry for entry in entries if entry.codes.get("from") != entry.codes.get("to"))
    return next((entry.digests.get("content", "") for entry in moved), "")
