"""Why there is no plan, or why a goal is not reached, and the ways out."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from solver.domain.base import listed
from solver.domain.explanation import Conflict, Cost, Explanation, Repair, TierChange
from solver.domain.plan import GoalValue, Plan, TierValue
from solver.domain.scenario import Scenario
from solver.domain.wording import tier_change
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.cost import SAID, cost_between, has_plan
from solver.explaining.edits import edited
from solver.explaining.members import Group, reworded, sentences
from solver.explaining.repairs import repairs
from solver.explaining.session import OnStep, OutOfTime, Workbench, workbench
from solver.explaining.wanted import Wanted
from solver.plan.nouns import NOUNS
from solver.plan.shortfalls import changes, counted, figures, shortfalls
from solver.search.limits import Cancel, Limits
from solver.specification import case_of

INFEASIBLE = "infeasible"
_WITHOUT = " Without that price it is impossible:"
_NOT_ALL = "Not finished: more ways out may exist; those named were tried and help."
_NOT_BEST = "Not finished: the week with one step better was not proved the best; it costs at most this."
_PLAN_NOT_BEST = "Not finished: the plan was not proved the best; a better one may miss less."
_NOT_FOUND = "Not finished: what stands in the way was not found in the time there was."


def explain(
    scenario: Scenario,
    *,
    plan: Plan | None = None,
    goals: tuple[str, ...] | None = None,
    limits: Limits | None = None,
    total: Limits | None = None,
    on_step: OnStep | None = None,
    cancel: Cancel | None = None,
) -> tuple[Explanation, ...]:
    """Explain an infeasible week, or each goal that a plan does not reach.

    Parameters
    ----------
    scenario : the runner's week
    plan : its plan; solved when it is not given
    goals : ids of goals to explain; by default every goal of tiers 1 to 5 that is not reached
    limits, total : of one solve, and of everything together
    on_step : told in words what is being tried
    cancel : when set, what is known is returned, marked as not finished

    Returns
    -------
    tuple of Explanation
        One for an infeasible week, one a goal otherwise; empty when nothing is missing.
    """
    bench = workbench(limits, total, on_step, cancel)
    try:
        if plan is None:
            plan = bench.solve(scenario, "the plan as it is")
        bench.remember(scenario, plan)
    except OutOfTime:
        return (_unfinished(INFEASIBLE),)
    if plan.outcome == "infeasible":
        return (_infeasible(scenario, bench),)
    if not has_plan(plan):
        return (_unfinished(INFEASIBLE),)
    missed = [
        (tier, goal) for tier in plan.tiers or () for goal in tier.goals if _is_missed(tier, goal, goals)
    ]
    return tuple(_Missed(scenario, plan, tier, goal, bench).explained() for tier, goal in missed)


def _is_missed(tier: TierValue, goal: GoalValue, wanted: tuple[str, ...] | None) -> bool:
    if not goal.value or not goal.weight:
        return False
    return goal.id in wanted if wanted is not None else tier.name != "familiarity"


def _infeasible(scenario: Scenario, bench: Workbench) -> Explanation:
    """Find the conflict of a week without a plan, and the ways out."""
    try:
        conflict = find_conflict(case_of(scenario), bench.budget)
    except NotFinished:
        return _unfinished(INFEASIBLE)
    if conflict is None:
        return _unfinished(INFEASIBLE)
    found, finished = repairs(scenario, conflict, bench)
    return Explanation(
        outcome="infeasible",
        about=INFEASIBLE,
        conflict=conflict,
        repairs=found,
        finished=finished,
        doubt="" if finished else _NOT_ALL,
        words=f"{conflict.words} {_ways_out(found, finished)}",
    )


def _ways_out(found: tuple[Repair, ...], finished: bool) -> str:
    if not found:
        return "No change that was tried helps." if finished else "The search for ways out was not finished."
    one = "This helps:" if len(found) == 1 else "Any one of these helps:"
    return f"{one} " + " ".join(f"({n}) {repair.change}" for n, repair in enumerate(found, start=1))


def _unfinished(about: str, falls: str = "", doubt: str = "") -> Explanation:
    words = " ".join(filter(None, [falls, "This was not settled in the time there was; allow more.", doubt]))
    return Explanation(
        outcome="unknown", about=about, falls_short=falls, finished=False, doubt=doubt, words=words
    )


class _Missed:
    """A goal that a plan does not reach: one step more is impossible, or others pay for it."""

    def __init__(
        self, scenario: Scenario, plan: Plan, tier: TierValue, goal: GoalValue, bench: Workbench
    ) -> None:
        self._scenario = scenario
        self._plan = plan
        self._tier = tier.tier
        self._goal = goal
        self._bench = bench
        self._short = "; ".join(clause.words for clause in shortfalls(goal.id, figures(plan)))
        self._falls = f"Where the plan falls short: {self._short}."

    def explained(self) -> Explanation:
        """Ask for one unit more of the goal, whatever it costs."""
        wanted = Wanted(self._goal.id, self._goal.value - 1)
        try:
            target = edited(self._scenario, wanted.patches())
            other = self._bench.solve(target, f"less of this: {self._short}")
            if other.outcome == "infeasible":
                return self._answer(self._in_the_way(wanted), "Better is impossible:")
        except (OutOfTime, NotFinished):
            return self._not_settled()
        if not has_plan(other):
            return self._not_settled()
        return self._dear(other)

    def _not_settled(self) -> Explanation:
        proved = self._plan.outcome == "optimal"
        return _unfinished(self._goal.id, self._falls, "" if proved else _PLAN_NOT_BEST)

    def _dear(self, other: Plan) -> Explanation:
        """Say what pays for the step, and what would spare the price."""
        cost = cost_between(self._plan, other)
        moved = _moved(self._plan, other, cost)
        payer = _payer(cost, moved, self._tier)
        price = f"{payer} {_cost_words(cost, moved)}".strip()
        update: dict[str, Any] = {"cost": cost, "moved": moved, "price": payer}
        if other.outcome != "optimal":
            update["doubt"] = _NOT_BEST
        if self._plan.outcome != "optimal":
            # Without a proof of the plan, keeping everything else need not be impossible.
            return self._answer(_Way(), price, **update)
        kept = [(one.id, one.value) for one in self._as_important() if one.id != self._goal.id]
        try:
            way = self._in_the_way(Wanted(self._goal.id, self._goal.value - 1, tuple(kept)))
        except (OutOfTime, NotFinished):
            way = _Way(finished=False)
        return self._answer(way, f"{price}{_WITHOUT}", **update)

    def _as_important(self) -> Iterator[GoalValue]:
        """Yield the goals that count at least as much as this one: those of its tier and before it."""
        for tier in self._plan.tiers or ():
            yield from (one for one in tier.goals if one.weight and tier.tier <= self._tier)

    def _in_the_way(self, wanted: Wanted) -> "_Way":
        """Find the rules that forbid the step, and the ways out.

        Raises
        ------
        NotFinished
            When no conflict was found or the budget ended first.
        """
        case = case_of(edited(self._scenario, wanted.patches()))
        conflict = find_conflict(case, self._bench.budget)
        if conflict is None:
            raise NotFinished
        step, kept = _step_words(self._goal), _kept_words(wanted, conflict)
        words = {wanted.goal: step, **{goal: _at_most(goal, most) for goal, most in wanted.kept}}
        conflict = reworded(case, conflict, words)
        groups = [Group(m.rule, m.subject) for m in conflict.members if not wanted.asks(m.rule)]
        alone = "They exclude each other" if kept else "No week could reach it"
        rules = sentences(case, groups) or [f"{alone}, whatever the rules."]
        said = [step, *([kept] if kept else []), *rules]
        conflict = conflict.model_copy(
            update={"sentences": tuple(said), "words": f"{' '.join(said)} These cannot all hold."}
        )
        found, finished = repairs(self._scenario, conflict, self._bench, wanted)
        return _Way(conflict, found, step, kept, " ".join(rules), finished)

    def _answer(self, way: "_Way", head: str, **update: Any) -> Explanation:
        doubts = [update.pop("doubt", "")]
        if self._plan.outcome != "optimal":
            doubts.append(_PLAN_NOT_BEST)
        if not way.finished:
            doubts.append(_NOT_ALL if way.conflict else _NOT_FOUND)
        doubt = " ".join(filter(None, doubts))
        said = [self._falls, head]
        if way.conflict is not None:
            said += [way.kept, way.rules, _ways_out(way.repairs, way.finished)]
        elif not way.finished:
            said[-1] = head.removesuffix(_WITHOUT)
        return Explanation(
            outcome=self._plan.outcome or "unknown",
            about=self._goal.id,
            conflict=way.conflict,
            repairs=way.repairs,
            falls_short=self._falls,
            step=way.step,
            kept=way.kept,
            finished=not doubt,
            doubt=doubt,
            words=" ".join(filter(None, [*said, doubt])),
            **update,
        )


class _Way(NamedTuple):
    """What stands in the way of a step, and the ways out."""

    conflict: Conflict | None = None
    repairs: tuple[Repair, ...] = ()
    step: str = ""
    kept: str = ""
    rules: str = ""
    finished: bool = True


def _payer(cost: Cost, moved: tuple[TierChange, ...], tier: int) -> str:
    """Say what pays for one step of a goal of ``tier``: the first tier that changes decides."""
    if not cost.changes:
        if not moved:
            return "A plan that is one step better here is just as good in everything else."
        return "One step better is possible in a plan that is as good: something as important pays for it."
    first = cost.changes[0]
    if cost.verdict == "better":
        return "One step better is possible, in a plan that is better on the whole than this one."
    if first.tier < tier:
        return "One step better is possible, but something more important pays for it."
    if first.tier == tier:
        return "One step better is possible, but other things as important lose more than it gains."
    return "One step better is possible, but something as important pays for it, and the rest gets worse."


def _moved(before: Plan, after: Plan, cost: Cost) -> tuple[TierChange, ...]:
    """Return the tiers that a cost leaves out because their value stays the same, where goals move inside."""
    said, found = {change.tier for change in cost.changes}, []
    clauses = changes(figures(before), figures(after))
    for tier in after.tiers or ():
        inside = {goal.id for goal in tier.goals if tier.tier not in said}
        if words := tuple(clause.words for clause in clauses if clause.goal in inside):
            found.append(
                TierChange(tier=tier.tier, name=tier.name, before=tier.value, after=tier.value, words=words)
            )
    return tuple(found)


def _cost_words(cost: Cost, moved: tuple[TierChange, ...]) -> str:
    same = " ".join(f"{tier_change(one.name, 0)}: {'; '.join(one.words[:SAID])}." for one in moved)
    return " ".join(filter(None, [cost.words if cost.changes else "", same]))


def _step_words(goal: GoalValue) -> str:
    """Say one step better than the plan."""
    return f"One step better: {_most(goal.id, goal.value - 1)} (the plan has {goal.value})."


def _kept_words(wanted: Wanted, conflict: Conflict) -> str:
    """Say which goals of the conflict may not get worse."""
    rules = {member.rule for member in conflict.members}
    kept = [_most(goal, most) for goal, most in wanted.kept if goal in rules]
    return f"As important, and kept: {listed(kept)}." if kept else ""


def _at_most(goal: str, most: int) -> str:
    return f"Not worse than the plan: {_most(goal, most)}."


def _most(goal: str, most: int) -> str:
    return f"at most {counted(most, NOUNS[goal])}" if most else f"no {NOUNS[goal][0]}"
