"""What has to be true of every conflict, repair, contrast and worth table."""

from random import Random
from typing import Any

from solver.domain.base import DAYS
from solver.domain.explanation import Conflict, Contrast, Repair, Wish
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.cost import vector
from solver.explaining.edits import edited
from solver.explaining.members import Group
from solver.explaining.why_not import why_not
from solver.judging.judge import judge
from solver.rules import RULES
from solver.scenario.reader import scenario_from
from solver.search.limits import Limits
from solver.search.solve import solve
from solver.specification import case_of
from tests.support.impossible import COMMON, EXERCISES, can_hold, easy_document, is_possible

QUICK = Limits(deterministic_seconds=0.15)
SAFETY = tuple(rule.id for rule in RULES if rule.safety)


def check_conflict(scenario: Scenario, conflict: Conflict) -> None:
    """Show on another road that the members clash, and that no one is idle."""
    case = case_of(scenario)
    groups = [Group(member.rule, member.subject) for member in conflict.members]
    assert conflict.verified
    assert can_hold(case, groups) is False, groups
    for one in groups:
        rest = [group for group in groups if group != one]
        assert can_hold(case, rest) is True, f"{one} is not needed in {groups}"


def check_repair(scenario: Scenario, repair: Repair) -> None:
    """Apply the repair and plan: a plan comes out, the judge passes it, and safety was not touched."""
    for patch in repair.patch:
        assert not patch.path.startswith(tuple(f"rules.{rule}" for rule in SAFETY)), patch
        assert not patch.path.startswith("athlete.pain"), patch
        assert patch.path != "athlete.age", patch
    target = edited(scenario, repair.patch)
    plan = solve(target, limits=QUICK)
    if plan.outcome == "unknown":
        assert is_possible(target), repair.change
        return
    assert plan.outcome in ("optimal", "feasible"), (repair.change, plan.outcome)
    assert judge(plan, case_of(target)).verdict == "clean"
    if repair.outcome == plan.outcome == "optimal":
        assert vector(plan) == repair.tiers, repair.change


def random_wish(rng: Random) -> Wish:
    """Return a wish for an exercise, a session or none."""
    kind = rng.randrange(5)
    if kind == 0:
        return Wish(day=rng.choice(DAYS), session=rng.random() < 0.7)
    if kind == 1:
        return Wish(exercise=rng.choice(EXERCISES), day=rng.choice(DAYS))
    return Wish(exercise=rng.choice(COMMON if kind == 2 else EXERCISES))


def pinned_by_hand(document: dict[str, Any], wish: Wish) -> dict[str, Any]:
    """Return the scenario document with the wish written as a pin, without our own edits."""
    pin: Any = [wish.exercise] if wish.exercise else ("session" if wish.session else "rest")
    return {**document, "pins": {wish.day or "any": pin}}


def check_why_not(seed: int) -> str:
    """Ask one random question and compare the answer with a fresh solve; return what came out."""
    rng = Random(seed)
    document, wish = easy_document(rng), random_wish(rng)
    scenario = scenario_from(document)
    before = solve(scenario)
    contrast = why_not(scenario, wish, plan=before)
    target = scenario_from(pinned_by_hand(document, wish))
    fresh = solve(target)
    if fresh.outcome == "infeasible":
        assert contrast.conflict is not None, wish
        check_conflict(target, contrast.conflict)
        return "forbidden"
    if not contrast.finished or fresh.outcome != "optimal" or before.outcome != "optimal":
        return "not finished"
    _check_cost(contrast, before, fresh)
    return "possible"


def _check_cost(contrast: Contrast, before: Plan, fresh: Plan) -> None:
    assert contrast.plan is not None and contrast.cost is not None
    assert vector(contrast.plan) == vector(fresh)
    old, new = vector(before), vector(fresh)
    said = {change.tier: (change.before, change.after) for change in contrast.cost.changes}
    assert said == {tier: (old[tier], new[tier]) for tier in old if old[tier] != new[tier]}
