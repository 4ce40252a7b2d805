"""Why this and not that: force a wish, solve, and show what it costs; or what forbids it."""

from solver.catalogue.case import Case
from solver.domain.explanation import Contrast, Cost, Wish
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.compare import compare
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.cost import vector
from solver.explaining.session import OnStep, OutOfTime, workbench
from solver.explaining.wishes import wish_words, wished
from solver.model.openings import Openings
from solver.search.limits import Cancel, Limits
from solver.search.solve import found_in
from solver.search.tiers import Known
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
        own = bench.case(scenario)
        case = case_of(target, yardstick=own)
        known = Known(found_in(case, plan), _floor(own, case, plan))
        other = bench.solve_case(case, f"the best plan with {said}", known)
        if other.sessions:
            return _contrast(said, plan, other)
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


def _floor(own: Case, wished_for: Case, plan: Plan) -> tuple[int, ...]:
    """Return what no plan with the wish can beat: the best plan's values, if the wish only narrows the week.

    That holds when the wish opens nothing: no day, no exercise that the ladder rule passed over, no
    other number of sessions. All rows are else the same or tighter, and the goals are those of ``own``.
    """
    (low, _, high), (least, _, most) = own.scenario.sessions_wanted, wished_for.scenario.sessions_wanted
    before, after = Openings(own), Openings(wished_for)
    narrower = low <= least and most <= high and set(after.days) <= set(before.days)
    if plan.outcome != "optimal" or not narrower:
        return ()
    for day in after.days:
        if not {form.id for form in after.forms(day)} <= {form.id for form in before.forms(day)}:
            return ()
    return tuple(vector(plan).values())


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
        words=_words(said, comparison.cost),
    )


def _words(said: str, cost: Cost | None) -> str:
    if cost is None:
        return f"A week with {said} is possible; without it there was no plan to compare with."
    if cost.verdict == "same":
        return f"A week with {said} is possible, and just as good."
    if cost.verdict == "better":
        why = "what you insist on may be easier than what the ladder rule would allow"
        return f"A week with {said} is possible, and better: {why}. {cost.words}"
    return f"A week with {said} is possible. {cost.words}"
