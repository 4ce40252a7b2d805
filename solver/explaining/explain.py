"""Why there is no plan, or why a goal is not reached, and the ways out."""

from solver.domain.explanation import Explanation, Repair
from solver.domain.plan import GoalValue, Plan, TierValue
from solver.domain.scenario import Scenario
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.cost import cost_between
from solver.explaining.edits import edited
from solver.explaining.members import Group, sentences
from solver.explaining.repairs import Wanted, repairs
from solver.explaining.session import OnStep, OutOfTime, Workbench, workbench
from solver.plan.shortfalls import figures, shortfalls
from solver.search.limits import Cancel, Limits
from solver.specification import case_of

INFEASIBLE = "infeasible"


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
    if not plan.sessions and plan.outcome == "unknown":
        return (_unfinished(INFEASIBLE),)
    missed = [
        (tier, goal) for tier in plan.tiers or () for goal in tier.goals if _is_missed(tier, goal, goals)
    ]
    return tuple(_missed(scenario, plan, goal, bench) for _, goal in missed)


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
        words=f"{conflict.words} {_ways_out(found, finished)}",
    )


def _ways_out(found: tuple[Repair, ...], finished: bool) -> str:
    if not found:
        return "No change that was tried helps." if finished else "The search for ways out was not finished."
    one = "This helps:" if len(found) == 1 else "Any one of these helps:"
    return f"{one} " + " ".join(f"({n}) {repair.change}" for n, repair in enumerate(found, start=1))


def _unfinished(about: str) -> Explanation:
    words = "This was not settled in the time there was; allow more."
    return Explanation(outcome="unknown", about=about, finished=False, words=words)


def _missed(scenario: Scenario, plan: Plan, goal: GoalValue, bench: Workbench) -> Explanation:
    """Ask for one unit more of a goal: it costs something more important, or rules forbid it."""
    wanted = Wanted(goal.id, goal.value - 1)
    target = edited(scenario, wanted.patches())
    short = "; ".join(clause.words for clause in shortfalls(goal.id, figures(plan)))
    falls = f"Where the plan falls short: {short}."
    try:
        other = bench.solve(target, f"less of this: {short}")
        if other.outcome == "infeasible":
            return _forbidden(scenario, plan, wanted, falls, bench)
    except (OutOfTime, NotFinished):
        return _unfinished(goal.id)
    if not other.sessions:
        return _unfinished(goal.id)
    cost = cost_between(plan, other)
    words = f"{falls} One step better is possible, but something more important pays for it. {cost.words}"
    return Explanation(
        outcome=plan.outcome or "unknown",
        about=goal.id,
        falls_short=falls,
        cost=cost,
        finished=other.outcome == "optimal",
        words=words,
    )


def _forbidden(scenario: Scenario, plan: Plan, wanted: Wanted, falls: str, bench: Workbench) -> Explanation:
    case = case_of(edited(scenario, wanted.patches()))
    conflict = find_conflict(case, bench.budget)
    if conflict is None:
        return _unfinished(wanted.goal)
    found, finished = repairs(scenario, conflict, bench, wanted)
    groups = [Group(m.rule, m.subject) for m in conflict.members if m.rule != wanted.goal]
    said = sentences(case, groups) or ["No exercises could reach it, whatever the rules."]
    conflict = conflict.model_copy(update={"sentences": tuple(said)})
    why = " ".join(said)
    return Explanation(
        outcome=plan.outcome or "unknown",
        about=wanted.goal,
        conflict=conflict,
        repairs=found,
        falls_short=falls,
        finished=finished,
        words=f"{falls} Better is impossible: {why} {_ways_out(found, finished)}",
    )
