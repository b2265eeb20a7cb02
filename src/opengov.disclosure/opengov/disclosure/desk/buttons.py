"""The steps a person may take with a document, as buttons: what leads on, what goes beside it, the rest, emergencies."""

from AccessControl import getSecurityManager
from opengov.disclosure.core import signoff
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.signoff.interfaces import ILife


#: Acts that something on record waits for: where one is possible at all, it is as urgent as the next step.
_ASKED_FOR = (
    "confirm_changes",
    "countersign",
    "record_countersignature",
    "decide_dispute",
    "sign_urgently",
    "make_up",
    "countersign_instruction",
    "confirm_withdrawal",
)
#: The other answers of whoever is asked, and ways back.
_BESIDE = ("return", "refer", "question", "decline", "uphold", "recall", "review_again", "republish", "note_receipt")
_EMERGENCIES = ("withdraw", "request_purge", "purge", "break_glass_return", "break_glass_withdraw")
#: Steps the product takes by itself.
_SILENT = ("expire", "supersede")

#: Refusals that say the step makes no sense for this person now; of any other its form tells what is still missing.
POINTLESS = frozenset(
    {
        # another person's office, or a person who has had his say
        "step_not_here",
        "office_missing",
        "not_own_draft",
        "own_draft",
        "second_office",
        "principal_signer_required",
        "own_adjustment",
        "own_changes",
        "own_withdrawal",
        "own_purge",
        # nothing on record asks for it
        "nothing_returned",
        "uphold_changed",
        "dispute_decided",
        "dispute_missing",
        "nothing_amended",
        "nothing_to_make_up",
        "nothing_to_countersign",
        "nothing_to_confirm",
        "not_urgent",
        "review_given",
        "recall_too_late",
        "question_again",
        "not_over",
        "correction_missing",
        "purge_requested",
        "purge_not_requested",
        "wrong_end_state",
        "not_a_co_issuer",
        "signed_already",
    }
)


class Buttons:
    """The buttons of one document for the present user.

    :param forward: id of the step the document waits for; empty when it waits for none.
    """

    def __init__(self, context, titles: Titles, forward: str) -> None:
        self.context = context
        self.titles = titles
        self.forward = forward
        self.life = ILife(context)

    def groups(self) -> dict[str, list[dict]]:
        """``first``, ``beside``, ``others`` and ``emergencies``: lists of dicts {id, title, url}."""
        found: dict[str, list[dict]] = {"first": [], "beside": [], "others": [], "emergencies": []}
        for step in self._possible():
            found[self._group(step)].append(self._button(step))
        if any(button["id"] == "sign_urgently" for button in found["first"]):
            # without any review the regular signature is not the next thing to do
            found["others"] += [button for button in found["first"] if button["id"] == "sign"]
            found["first"] = [button for button in found["first"] if button["id"] != "sign"]
        found["first"].sort(key=lambda button: button["id"] == self.forward)
        return found

    def _group(self, step: signoff.Step) -> str:
        if step.id == self.forward or step.id in _ASKED_FOR:
            return "first"
        if step.id in _BESIDE:
            return "beside"
        return "emergencies" if step.id in _EMERGENCIES else "others"

    def _possible(self) -> list[signoff.Step]:
        state = self.life.state
        roles = set(getSecurityManager().getUser().getRolesInContext(self.context))
        held = [
            step
            for step in signoff.STEPS.values()
            if step.id not in _SILENT and roles & set(step.offices.get(state, ()))
        ]
        return [step for step in held if not self._is_pointless(step)]

    def _is_pointless(self, step: signoff.Step) -> bool:
        return any(problem.code in POINTLESS for problem in self.life.problems(step.id))

    def _button(self, step: signoff.Step) -> dict:
        url = f"{self.context.absolute_url()}/@@opengov-step?step={step.id}"
        return {"id": step.id, "title": self.titles.act(step.id), "url": url}
