"""How a broken rule is told: a code for machines, the rule's id, the field and the legal source.

The wording lives with the user interface (``opengov.disclosure.i18n``); the code is the key to it.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field


@dataclass(frozen=True)
class Problem:
    """One rule that does not hold.

    :param code: key of the message, e.g. ``"ground_required"``.
    :param rule: id of the rule, e.g. ``"R-A2"``.
    :param field: name of the field or argument it concerns; empty when it concerns the whole act.
    :param source: the clause behind it, in Chinese as it is cited, e.g. ``"政府信息公开条例 第十三条"``.
    :param params: values the message shows, all text.
    """

    code: str
    rule: str
    field: str = ""
    source: str = ""
    params: Mapping[str, str] = dataclass_field(default_factory=dict, hash=False)


class RuleBroken(ValueError):
    """At least one rule does not hold; nothing may be stored.

    :param problems: the :class:`Problem` items, the most important first.
    """

    def __init__(self, *problems: "Problem | RuleBroken") -> None:
        # CMFCore's workflow tool raises what it caught anew, with the first exception as the only argument.
        told = ((item,) if isinstance(item, Problem) else item.problems for item in problems)
        self.problems: tuple[Problem, ...] = tuple(problem for each in told for problem in each)
        super().__init__("; ".join(f"{problem.rule} {problem.code}" for problem in self.problems))


def enforce(problems: Iterable[Problem]) -> None:
    """Let nothing pass that breaks a rule.

    :raises RuleBroken: with all the problems, if there is any.
    """
    found = tuple(problems)
    if found:
        raise RuleBroken(*found)
