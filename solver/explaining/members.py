"""Members of a conflict: labelled rows gathered into what a person would name as one thing."""

from typing import NamedTuple

from solver.catalogue.case import Case
from solver.domain.base import DAY_WORDS
from solver.domain.explanation import Member
from solver.program import Label
from solver.rules import RULES

#: Rules that state something the user said.
INPUTS = frozenset({"sessions", "time_budget", "equipment", "avoid", "pain", "pins"})
#: Rules whose rows concern single exercises: one member for all, unless a pin names the exercise.
_BY_FORM = frozenset(
    {"equipment", "bodyweight_first", "ladder", "pain", "avoid", "power_dose", "novelty", "young_athlete"}
)
#: What people name first; where several minimal conflicts exist, the one nearest the front is told.
_FIRST = ("pins", "sessions", "long_run_day", "vest_day", "race_day", "time_budget", "avoid", "session_shape")


class Group(NamedTuple):
    """A member before it is put into words: rule and subject."""

    rule: str
    subject: str


def group_of(case: Case, label: Label) -> Group:
    """Return the member that a row belongs to.

    Rows about a day belong to that day; rows about single exercises to one member for the whole
    rule, except those of a pinned exercise, which a person would ask about by name.
    """
    head, _, tail = label.subject.partition("/")
    if label.rule in _BY_FORM:
        form = tail or head
        pinned = {name for day in DAY_WORDS for name in case.pinned(day)}  # type: ignore[arg-type]
        return Group(label.rule, form if form in pinned else "all")
    if label.rule == "pins":
        return Group(label.rule, label.subject)
    if head in DAY_WORDS or "+" in head:
        return Group(label.rule, head)
    return Group(label.rule, head if label.rule == "sessions" else "week")


def preference(group: Group) -> tuple[int, str, str]:
    """Sort key: what people name first comes first."""
    rank = _FIRST.index(group.rule) if group.rule in _FIRST else len(_FIRST)
    return rank, group.rule, group.subject


def member(case: Case, group: Group) -> Member:
    """Put a member into words."""
    rule = next(rule for rule in RULES if rule.id == group.rule)
    return Member(
        kind="input" if group.rule in INPUTS else "rule",
        rule=group.rule,
        subject=group.subject,
        safety=rule.safety,
        words=rule.because(case, group.subject),
    )
