"""What explanations say: conflicts, repairs, costs, worth, alternatives and comparisons, as data."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from solver.domain.athlete import Identifier
from solver.domain.base import DayName, Noun
from solver.domain.plan import Outcome, Plan

TierVector = dict[int, int]
"""Tier -> weighted value."""


class Member(Noun):
    """One wish or rule that takes part in a conflict."""

    kind: Literal["rule", "input", "goal"]
    """A rule of ours, something the user said, or a goal that the question asks for."""
    rule: str
    subject: str
    """A day, an exercise, a joint, or ``week``."""
    safety: bool
    """Safety rules are named, and never offered for relaxing."""
    words: str
    """The member said to a runner, as a whole sentence."""


class Conflict(Noun):
    """A smallest set of wishes and rules that cannot all hold."""

    members: tuple[Member, ...]
    verified: bool
    """True when the set was shown to be impossible and every set without one member possible."""
    sentences: tuple[str, ...]
    """What clashes, days and exercises of one rule together."""
    words: str


class Repair(Noun):
    """One way out of a conflict, tried and found to work."""

    change: str
    """What to change, as a sentence."""
    reaches: str
    """What the repaired week reaches, as a sentence."""
    patch: tuple["Patch", ...]
    """The same for a machine: edits of the scenario document."""
    comfortable: tuple["Patch", ...] = ()
    """For the least minutes of an impossible week: edits to a number, in steps of five, with which
    sessions, movements and days are as good as with the most; for a missed goal, to one with which
    nothing else gets worse. Empty when the least is comfortable."""
    effort: int
    """How much it asks of the runner: lower comes first."""
    outcome: Outcome
    tiers: TierVector
    """What the repaired week reaches, tier by tier."""


class Patch(Noun):
    """One edit of a scenario document, by path."""

    path: str
    """Dotted path, such as ``week.fri.strength.minutes``; in lists by number, as ``week.wed.runs.0.vest``."""
    value: str | int | float | bool | tuple[str, ...] | None
    """The new value; None takes the entry away."""


class Explanation(Noun):
    """Why there is no plan, or why a goal is not reached, and what would help."""

    outcome: Outcome
    """Of the scenario itself."""
    about: str
    """``infeasible``, or the id of the goal that is not reached."""
    conflict: Conflict | None = None
    repairs: tuple[Repair, ...] = ()
    falls_short: str = ""
    """How far the goal is missed."""
    step: str = ""
    """One step better than the plan, as a sentence: what the conflict of a goal is about."""
    kept: str = ""
    """For a goal that is too dear, what the conflict does not allow to get worse, as a sentence."""
    cost: "Cost | None" = None
    """For a goal that could be reached, but only at the price of others."""
    price: str = ""
    """For such a goal, how important what pays for it is, as a sentence."""
    moved: tuple["TierChange", ...] = ()
    """For such a goal, tiers that are as good on the whole, and the goals that move inside."""
    finished: bool = True
    """False when the time budget ended before everything was tried, or the plan is not proved."""
    doubt: str = ""
    """When it is not finished: what was not proved or tried, and what follows, as a sentence."""
    words: str


class Wish(Noun):
    """Something a user would rather have, in plain structure."""

    exercise: Identifier | None = None
    """This exercise in the week, on ``day`` if that is given."""
    day: DayName | None = None
    session: bool | None = None
    """A session on ``day``, or none."""
    sessions: Annotated[int, Field(ge=0, le=7)] | None = None
    """This number of sessions in the week."""
    modality: Literal["free_weights", "bands"] | None = None
    """Only this kind of load."""
    instead_of: Identifier | None = None
    """The exercise that ``exercise`` shall replace."""

    @model_validator(mode="after")
    def _says_something(self) -> "Wish":
        main = [one for one in (self.exercise, self.session, self.sessions) if one is not None]
        if not main and self.modality is None:
            raise ValueError("a wish names an exercise, a session on a day, sessions, or a modality")
        if len(main) > 1:
            raise ValueError("a wish names one thing: an exercise, a session on a day, or sessions")
        if self.day is not None and self.exercise is None and self.session is None:
            raise ValueError("a day needs an exercise or a session")
        if self.session is not None and self.day is None:
            raise ValueError("a wish for a session, or for none, names its day")
        if self.instead_of is not None and self.exercise is None:
            raise ValueError("instead_of needs the exercise that shall come")
        return self


class TierChange(Noun):
    """How one tier changes, and the goals inside that make it so."""

    tier: int
    name: str
    before: int
    after: int
    words: tuple[str, ...]


class Cost(Noun):
    """What a change costs or gains, tier by tier; the first changed tier decides."""

    verdict: Literal["better", "same", "worse"]
    changes: tuple[TierChange, ...]
    words: str


class Moved(Noun):
    """An exercise whose days or sets differ between two plans."""

    exercise: str
    name: str
    before: str
    after: str


class Comparison(Noun):
    """Two plans side by side."""

    outcomes: tuple[Outcome | None, Outcome | None]
    """Of both weeks; None for a plan that a person wrote."""
    same_goals: bool
    """False when each plan is measured by goals of its own, so that their points cannot be compared."""
    cost: Cost | None
    """None when one of the weeks has no plan, or when the goals are not the same."""
    days: tuple[tuple[DayName, ...], tuple[DayName, ...]]
    kept: tuple[str, ...]
    changed: tuple[Moved, ...]
    """The same exercise with other days or sets."""
    moved_along: tuple[str, ...] = ()
    """Exercises with the same sets that only went with their session to its new day, where both weeks
    have the same number of sessions. They are not among ``changed``."""
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    dose: dict[str, tuple[float, float]]
    """Muscle group -> weekly sets before and after, where they differ."""
    distance: int
    """Distance as `alternatives` measures it."""
    names: dict[str, str]
    """Exercise id -> name, of every exercise in either plan."""


class Contrast(Noun):
    """Why the plan is not as somebody wished."""

    wish: str
    possible: bool
    outcome: Outcome
    gives_up: tuple[str, ...] = ()
    """What the runner pinned and the wish takes away, such as ``“Goblet squat” on Monday``."""
    remark: str = ""
    """What makes the question needless, as a sentence: the plan has it, or has nothing to replace."""
    cost: Cost | None = None
    """None also when there was no plan to compare with."""
    plan: Plan | None = None
    """The best plan with the wish."""
    comparison: Comparison | None = None
    conflict: Conflict | None = None
    finished: bool = True
    doubt: str = ""
    """When it is not finished: what was not proved, and what follows, as a sentence."""
    words: str


class Reason(Noun):
    """What one exercise of a plan is there for: what would be missing without it."""

    day: DayName
    exercise: str
    name: str
    goals: tuple[str, ...]
    """Goals that get worse without it, in words."""
    rules: tuple[str, ...]
    """Rules that would be broken without it, in words."""
    words: str


class WorthItem(Noun):
    """What one change of circumstances would buy."""

    what: str
    patch: tuple[Patch, ...]
    gives: Literal["more", "less", "other"]
    """More room, less room, or a different wish."""
    outcome: Outcome
    """Optimal when the cost is exact; feasible when a plan was found and none better ruled out, with the
    change or without it; infeasible when no plan is possible with the change."""
    cost: Cost | None
    """None when there would be no plan at all, or when there is none without the change."""
    solved: bool
    """False when an argument settled it, or one solve for many changes together."""
    words: str


class Worth(Noun):
    """What one more thing would buy, best first."""

    items: tuple[WorthItem, ...]
    finished: bool
    left_out: Annotated[int, Field(ge=0)] = 0
    """Changes that were not tried before the time budget ended; all of them when no plan was found to
    weigh them against."""

    @property
    def unproved(self) -> int:
        """Changes of which a plan was found, but not proved to be the best."""
        return sum(item.outcome in ("feasible", "unknown") for item in self.items)


class Alternative(Noun):
    """A really different plan within a stated loss."""

    plan: Plan
    """Its outcome is feasible when it was not proved the best of those that differ enough."""
    cost: Cost
    distance: int
    """To the nearest of the plans before it: two points for each day with a session in one of the two
    only, one for each main exercise in one only."""
    comparison: Comparison


class Alternatives(Noun):
    """Alternatives, the best first."""

    items: tuple[Alternative, ...]
    finished: bool
    """False when the time ended before it was known whether there are more."""
    words: str


for _model in (Repair, Explanation):
    _model.model_rebuild()
