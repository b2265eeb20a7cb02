"""Write the workflow's definition from the rules: states, transitions, guards and role maps (core.life, core.access).

``python scripts/workflow.py write`` after a change of the rules; ``check`` fails when the definition is not what they say.
"""

from opengov.disclosure.core import access
from opengov.disclosure.core.signoff import INITIAL
from opengov.disclosure.core.signoff import Step
from opengov.disclosure.core.signoff import STEPS
from pathlib import Path
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr
from zpretty.xml import XMLPrettifier

import re
import sys


FILE = Path(__file__).parent.parent / "profiles/default/workflows/opengov_document_workflow/definition.xml"

STATES = {
    "draft": "Draft",
    "section_review": "Section review",
    "disclosure_review": "Disclosure review",
    "secrecy_consultation": "Secrecy consultation",
    "joint_consent": "Consent of other agencies",
    "sign_off": "Signing",
    "to_determine": "Existing document, attribute open",
    "issued": "Issued",
    "published": "Published officially",
    "registered": "Registered",
    "withheld": "Withheld",
    "adjustment_review": "Adjustment under review",
    "withdrawn": "Withdrawn",
    "superseded": "Replaced by a correction",
    "voided": "Void",
    "discontinued": "Discontinued",
    "purged": "Purged",
}
STEPS_TITLES = {
    "submit": "Submit for review",
    "recall": "Recall",
    "endorse": "Endorse",
    "approve": "Approve disclosure",
    "settle": "Settle consent",
    "sign": "Sign",
    "countersign": "Countersign",
    "record_countersignature": "Record a countersignature",
    "decline": "Decline to countersign",
    "publish": "Publish officially",
    "register": "Register on request",
    "file": "File as withheld",
    "refer": "Refer",
    "note_receipt": "Note receipt",
    "consult": "Record a consultation",
    "determine": "Determine",
    "return": "Return to drafter",
    "question": "Question the attribute",
    "uphold": "Uphold the proposal",
    "decide_dispute": "Decide the dispute",
    "discontinue": "Discontinue",
    "amend": "Write changes",
    "confirm_changes": "Confirm changes",
    "submit_urgently": "Submit urgently",
    "sign_urgently": "Review and sign in one act",
    "make_up": "Make up an opinion",
    "record_instruction": "Record an oral instruction",
    "countersign_instruction": "Countersign an oral instruction",
    "record_approval": "Record the superior's approval",
    "adjust": "Propose an adjustment",
    "review_adjustment": "Review the adjustment",
    "decide_adjustment": "Decide the adjustment",
    "withdraw": "Withdraw",
    "confirm_withdrawal": "Confirm the withdrawal",
    "review_again": "Review again",
    "republish": "Publish again",
    "expire": "End of publication",
    "mark_validity": "Mark validity",
    "supersede": "Replace by a correction",
    "void": "Declare void",
    "enter_existing": "Enter an existing document",
    "propose_existing": "Propose the attribute",
    "take_up": "Take up",
    "request_purge": "Ask for a purge",
    "purge": "Purge document",
    "break_glass_return": "Break glass: return to draft",
    "break_glass_withdraw": "Break glass: withdraw",
}
#: Steps the product takes by itself: no button.
SILENT = ("expire", "supersede")

DESCRIPTION = (
    "From first draft to publication, registration or filing; "
    "rules are enforced by the product, whatever is edited here."
)
HEAD = f"""<?xml version="1.0" encoding="utf-8"?>
<dc-workflow workflow_id="opengov_document_workflow"
  title="Official document"
  description="{DESCRIPTION}"
  initial_state="{INITIAL}" manager_bypass="False" state_variable="review_state">
"""

VARIABLES = (
    ("action", "The last transition", "transition/getId|nothing"),
    ("actor", "The account that took it", "user/getId"),
    ("time", "When", "state_change/getDateTime"),
)


def permission_title(permission: str) -> str:
    """``ReviewSecrecy`` -> ``opengov.disclosure: Review secrecy``."""
    words = re.findall("[A-Z][a-z]*", permission)
    return "opengov.disclosure: " + " ".join([words[0], *map(str.lower, words[1:])])


def state(name: str) -> str:
    """One state with its exits and role maps."""
    exits = [
        f'<exit-transition transition_id="{transition}" />'
        for step in STEPS.values()
        for transition in step.transitions()
        if name in step.sources
    ]
    maps = []
    for permission in access.MANAGED:
        roles = "".join(f"<permission-role>{role}</permission-role>" for role in access.roles(name, permission))
        maps.append(f'<permission-map acquired="False" name="{permission}">{roles}</permission-map>')
    inside = "\n".join((*exits, *maps))
    return f"<state state_id={quoteattr(name)} title={quoteattr(STATES[name])}>\n{inside}\n</state>"


def transition(step: Step, name: str, target: str) -> str:
    """One transition; an act that changes no state has no button among the states."""
    title = escape(STEPS_TITLES[step.id])
    url = f"%(content_url)s/@@opengov-step?step={step.id}"
    shown = target and step.id not in SILENT
    button = f'<action category="workflow" icon="" url="{url}">{title}</action>' if shown else ""
    may = f"python:here.restrictedTraverse('@@opengov-may')('{step.id}', '{target if step.forks else ''}')"
    return f"""<transition after_script="" before_script="" new_state="{target}" title={quoteattr(title)}
 transition_id="{name}" trigger="USER">
{button}
<guard>
<guard-permission>{permission_title(step.permission)}</guard-permission>
<guard-expression>{may}</guard-expression>
</guard>
</transition>"""


def variable(name: str, description: str, expression: str) -> str:
    """One of the workflow's own variables."""
    return f"""<variable for_catalog="False" for_status="True" update_always="True" variable_id="{name}">
<description>{description}</description>
<default><expression>{expression}</expression></default>
<guard />
</variable>"""


def definition() -> str:
    """The whole definition, as it is laid out in the repository."""
    parts = [f"<permission>{permission}</permission>" for permission in access.MANAGED]
    parts += [state(name) for name in STATES]
    for step in STEPS.values():
        parts += [transition(step, name, target) for name, target in step.transitions().items()]
    parts += [variable(*values) for values in VARIABLES]
    return XMLPrettifier(text=HEAD + "\n".join(parts) + "\n</dc-workflow>\n")()


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        FILE.write_text(definition(), encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != definition():
        sys.exit("The workflow's definition is not what the rules say: run scripts/workflow.py write")
