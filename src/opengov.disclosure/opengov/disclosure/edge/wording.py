"""The sentences of broken rules: each domain keeps its own, here they are one list."""

from importlib import import_module
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IWording
from pkgutil import iter_modules
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


_DOMAINS = (
    "ledger",
    "agency",
    "attribute",
    "secrecy",
    "signoff",
    "joint",
    "consultation",
    "catalogue",
    "transfer",
    "notices",
    "existing",
    "desk",
)


def _collect() -> dict[str, Message]:
    texts: dict[str, Message] = {}
    for domain in _DOMAINS:
        package = import_module(f"opengov.disclosure.{domain}")
        for module in iter_modules(package.__path__):
            if module.name.startswith("problem_texts"):
                texts |= import_module(f"{package.__name__}.{module.name}").PROBLEM_TEXTS
    return texts


PROBLEM_TEXTS = _collect()


def sentence(problem: Problem, request) -> str:
    """What a broken rule says, in the language of the request; the code itself would be a mistake of ours (tested)."""
    text = PROBLEM_TEXTS[problem.code]
    message = Message(text, mapping=dict(problem.params))
    return translate(message, context=request)


@implementer(IWording)
class Wording:
    """See ``IWording``."""

    def as_json(self, problem: Problem, request) -> dict[str, str]:
        return as_json(problem, request)

    def sentence(self, problem: Problem, request) -> "Sentence":
        basis = "; ".join(filter(None, (problem.rule, problem.source)))
        told = sentence(problem, request)
        return Sentence(f"{told} ({basis})" if basis else told, problem.field)


class Sentence(str):
    """What a broken rule says, with the field it is about."""

    __slots__ = ("field",)

    def __new__(cls, text: str, field: str) -> "Sentence":
        made = super().__new__(cls, text)
        made.field = field
        return made


def as_json(problem: Problem, request) -> dict[str, str]:
    """A broken rule for machines and people: rule, field, sentence, clause."""
    return {
        "rule": problem.rule,
        "field": problem.field,
        "message": sentence(problem, request),
        "source": problem.source,
        "code": problem.code,
    }
