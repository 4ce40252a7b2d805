"""Why this and not that: force a wish, solve, and show what it costs; or what forbids it."""

from solver.domain.explanation import Contrast, Cost, Wish
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.compare import compare
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.session import OnStep, OutOfTime, workbench
from solver.explaining.wishes import wish_words, wished
from solver.judging.reading import read_week
from solver.plan.weekly import measured_tiers
from solver.search.limits import Cancel, Limits
from solver.specification import case_of


def why_not(
    scenario: Scenario,
    wish: Wish,
    *,
    plan: Plan | None = None,
    limits: Limits | None = None,
    total: Limits | None = None,
    on_step: OnStep | None = None,
    cancel: Cancel | None = None,
) -> Contrast:
    """Say what a wish would cost, or what forbids it.

    Parameters
    ----------
    scenario : the runner's week
    wish : what somebody would rather have
    plan : the plan of ``scenario``; solved when it is not given
    limits, total : of each solve, and of everything together
    on_step : told in words what is being tried
    cancel : when set, the answer says that it is not finished

    Returns
    -------
    Contrast
        The cost tier by tier and the changed plan, or the conflict that forbids the wish.
    """
    bench, said = workbench(limits, total, on_step, cancel), wish_words(scenario, wish)
    target = wished(scenario, wish)
    try:
        if plan is None:
            plan = bench.solve(scenario, "the plan as it is")
        other = bench.solve(target, f"the best plan with {said}")
        if other.sessions:
            measured = _measured(scenario, other) if _moves_the_yardstick(wish) else other
            return _contrast(said, plan, measured)
        if other.outcome == "unknown":
            raise OutOfTime
        conflict = find_conflict(case_of(target), bench.budget)
    except (OutOfTime, NotFinished):
        words = f"Whether {said} is possible was not settled in the time there was."
        return Contrast(wish=said, possible=False, outcome="unknown", finished=False, words=words)
    why = conflict.words if conflict else "What forbids it was not found."
    return Contrast(
        wish=said,
        possible=False,
        outcome="infeasible",
        conflict=conflict,
        words=f"There is no week with {said}. {why}",
    )


def _moves_the_yardstick(wish: Wish) -> bool:
    """Whether goals would be measured otherwise with the wish: by other sessions or open exercises."""
    return any(one is not None for one in (wish.sessions, wish.modality, wish.instead_of))


def _measured(scenario: Scenario, plan: Plan) -> Plan:
    """Measure a plan by what the scenario itself wants and allows, not by the changed one."""
    case = case_of(scenario)
    week, _ = read_week(case, plan)
    bounds = {tier.tier: tier.bound for tier in plan.tiers or ()}
    return plan.model_copy(update={"tiers": measured_tiers(case, week, bounds)})


def _contrast(said: str, before: Plan, after: Plan) -> Contrast:
    comparison = compare(before, after)
    return Contrast(
        wish=said,
        possible=True,
        outcome=after.outcome or "unknown",
        cost=comparison.cost,
        plan=after,
        comparison=comparison,
        finished=after.outcome == "optimal" and before.outcome in ("optimal", "infeasible"),
        words=_words(said, before, comparison.cost),
    )


def _words(said: str, before: Plan, cost: Cost) -> str:
    if not before.sessions:
        return f"A week with {said} is possible; without it there was no plan to compare with."
    if cost.verdict == "same":
        return f"A week with {said} is possible, and just as good."
    if cost.verdict == "better":
        why = "what you insist on may be easier than what the ladder rule would allow"
        return f"A week with {said} is possible, and better: {why}. {cost.words}"
    return f"A week with {said} is possible. {cost.words}"
