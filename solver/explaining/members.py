"""Members of a conflict: labelled rows gathered into what a person would name as one thing."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from solver.catalogue.case import Case
from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.explanation import Conflict, Member
from solver.goals import GOALS
from solver.plan.nouns import NOUNS
from solver.plan.shortfalls import counted
from solver.program import Label
from solver.rules import RULES

#: Rules that state something the user said.
INPUTS = frozenset({"sessions", "time_budget", "equipment", "avoid", "pain", "pins"})
#: Rules whose rows concern single exercises: one member for all, unless a pin names the exercise.
_BY_FORM = frozenset(
    {"equipment", "bodyweight_first", "ladder", "pain", "avoid", "power_dose", "novelty", "young_athlete"}
)
#: Rules that state a fact of a day.
_BY_DAY = frozenset({"long_run_day", "vest_day", "race_day", "time_budget", "eve_of_hard_day"})
#: What people name first; where several minimal conflicts exist, the one nearest the front is told.
_FIRST = (
    "unlike",
    "pins",
    "sessions",
    "long_run_day",
    "vest_day",
    "race_day",
    "time_budget",
    "avoid",
    "session_shape",
)

Instead = Mapping[str, str]
"""Rule or goal -> what to say of it in place of its own words."""
_OWN_WORDS: Instead = {}

_RULES = {rule.id: rule for rule in RULES}
_GOALS = {goal.id: goal for goal in GOALS}
_SAFETY = frozenset(rule.id for rule in RULES if rule.safety)


class Group(NamedTuple):
    """A member before it is put into words: rule and subject."""

    rule: str
    subject: str


def grouping(case: Case) -> Callable[[Label], Group]:
    """Return what tells the member that a row belongs to.

    A rule is one member, but where it states a fact of a day (a vest, a long run, minutes) each day
    is one, and where it closes exercises each pinned exercise is one: a person asks about those by
    name.
    """
    pinned = {name for day in DAY_WORDS for name in case.pinned(day)}  # type: ignore[arg-type]

    def group_of(label: Label) -> Group:
        head, _, tail = label.subject.partition("/")
        if label.rule in _BY_FORM:
            form = tail or head
            return Group(label.rule, form if form in pinned else "all")
        if label.rule == "pins":
            return Group(label.rule, label.subject)
        if label.rule in _BY_DAY or label.rule == "sessions":
            return Group(label.rule, head)
        return Group(label.rule, "week")

    return group_of


def preference(group: Group) -> tuple[int, str, int, str]:
    """Sort key: what people name first comes first, days in the order of the week."""
    if group.rule in _GOALS:
        return -1, group.rule, 0, group.subject
    rank = 2 * (_FIRST.index(group.rule) if group.rule in _FIRST else len(_FIRST))
    if group.rule in _BY_FORM and group.subject != "all":
        rank = 2 * _FIRST.index("pins") + 1
    day = list(DAYS).index(group.subject[:3]) if group.subject[:3] in DAY_WORDS else 0  # type: ignore[arg-type]
    return rank, group.rule, day, group.subject


def sentences(case: Case, groups: Sequence[Group], instead: Instead = _OWN_WORDS) -> list[str]:
    """Say a conflict: one sentence a rule, days of the same rule together; ``instead`` goes first."""
    rules: dict[str, list[str]] = {}
    for group in groups:
        rules.setdefault(group.rule, []).append(group.subject)
    return [instead.get(rule) or _because(case, rule, subjects) for rule, subjects in rules.items()]


def in_words(case: Case, groups: Sequence[Group], instead: Instead = _OWN_WORDS) -> str:
    """Say a conflict in one line."""
    said = " ".join(sentences(case, groups, instead))
    return f"{said} {'This cannot hold.' if len(groups) == 1 else 'These cannot all hold.'}"


def reworded(case: Case, conflict: Conflict, instead: Instead) -> Conflict:
    """Say rules of a conflict in words that fit the question, where their own would blame the runner."""
    groups = [Group(one.rule, one.subject) for one in conflict.members]
    members = [_as_asked(one, instead) for one in conflict.members]
    return conflict.model_copy(
        update={
            "members": tuple(members),
            "sentences": tuple(sentences(case, groups, instead)),
            "words": in_words(case, groups, instead),
        }
    )


def _as_asked(one: Member, instead: Instead) -> Member:
    if one.rule not in instead:
        return one
    kind = "goal" if one.rule in _GOALS else one.kind
    return one.model_copy(update={"words": instead[one.rule], "kind": kind})


def member(case: Case, group: Group) -> Member:
    """Put a member into words."""
    return Member(
        kind="input" if group.rule in INPUTS or group.rule in _GOALS else "rule",
        rule=group.rule,
        subject=group.subject,
        safety=group.rule in _SAFETY,
        words=_because(case, group.rule, [group.subject]),
    )


def _because(case: Case, name: str, subjects: list[str]) -> str:
    """Say a rule, or a goal that the scenario made a must."""
    if name in _GOALS:
        return f"You want at most {counted(_GOALS[name].of(case).at_most, NOUNS[name])}."
    return _RULES[name].because(case, subjects)
