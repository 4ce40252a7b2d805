"""Two plans side by side, and how far apart they are for a person."""

from typing import Any

from solver.domain.base import DAYS, DayName, listed_days
from solver.domain.exercise import MAIN_MOVEMENTS
from solver.domain.explanation import Comparison, Moved
from solver.domain.plan import Plan, PlannedExercise
from solver.domain.scenario import Scenario
from solver.explaining.cost import cost_between, has_plan
from solver.goals import GOALS
from solver.goals.extra_sessions import ExtraSessions
from solver.goals.sessions_target import SessionsTarget
from solver.rules.unlike import DAY_WEIGHT, Outline
from solver.specification import parameters_of

Placed = list[tuple[DayName, PlannedExercise]]


def compare(before: Plan, after: Plan, *, scenarios: tuple[Scenario, Scenario] | None = None) -> Comparison:
    """Compare two plans of the same or of two scenarios.

    Parameters
    ----------
    before, after : plans that were solved, or judged and completed; infeasible ones have no sessions
    scenarios : what the two were made for, if that is known. Goals that differ are then found even
        where the plans do not show them

    Returns
    -------
    Comparison
        Tiers, days, exercises kept, changed, moved along, added and dropped, and weekly doses that
        differ. The cost is None when one of the two has no plan, and when each is measured by goals
        of its own.
    """
    old, new = _exercises(before), _exercises(after)
    both = [form for form in old if form in new]
    changed = [form for form in both if _where(old[form]) != _where(new[form])]
    moves = _moves(before, after)
    along = [form for form in changed if moves and _follows(moves, old[form], new[form])]
    same_goals = _same_goals(before, after, scenarios)
    return Comparison(
        outcomes=(before.outcome, after.outcome),
        same_goals=same_goals,
        cost=cost_between(before, after) if same_goals and _are_measured(before, after) else None,
        days=(_days(before), _days(after)),
        kept=tuple(form for form in both if form not in changed),
        changed=tuple(_moved(form, old[form], new[form]) for form in changed if form not in along),
        moved_along=tuple(along),
        added=tuple(form for form in new if form not in old),
        dropped=tuple(form for form in old if form not in new),
        dose=_doses(before, after),
        distance=distance(before, after),
        names=_names(before) | _names(after),
    )


def _same_goals(before: Plan, after: Plan, scenarios: tuple[Scenario, Scenario] | None) -> bool:
    """Whether both plans are measured by the same goals, as far as that can be seen.

    Without a plan on one side, or without its figures, there is nothing that is measured.
    """
    if not (has_plan(before) and has_plan(after)):
        return True
    if scenarios is not None and _asked_for(scenarios[0]) != _asked_for(scenarios[1]):
        return False
    both = zip(_measured_by(before), _measured_by(after), strict=True)
    return all(old == new for old, new in both if old and new)


def _are_measured(before: Plan, after: Plan) -> bool:
    """Whether both are plans with points; a plan that a person wrote may carry none."""
    tiers = [{tier.tier for tier in plan.tiers or ()} for plan in (before, after)]
    return has_plan(before) and has_plan(after) and bool(tiers[0] & tiers[1])


def _measured_by(plan: Plan) -> tuple[Any, ...]:
    """Return what a plan shows of its yardstick: weights, targets, bands, and the sessions wanted."""
    goals = {
        goal.id: (tier.tier, goal.weight, goal.value) for tier in plan.tiers or () for goal in tier.goals
    }
    weights = {name: (tier, weight) for name, (tier, weight, _) in goals.items()}
    sessions = ""
    if SessionsTarget.id in goals and ExtraSessions.id in goals:
        wanted = len(plan.sessions) + goals[SessionsTarget.id][2] - goals[ExtraSessions.id][2]
        sessions = f"{wanted} wanted"
    week = plan.weekly
    return (
        weights,
        sessions,
        {dose.group: (dose.floor, dose.target) for dose in week.muscles} if week else {},
        {one.what: one.wanted for one in week.coverage} if week else {},
        {one.what: (one.band, one.open) for one in week.balance} if week else {},
    )


def _asked_for(scenario: Scenario) -> tuple[Any, ...]:
    """Return what a scenario asks for; what it only allows or forbids (days, equipment, pain) is left out."""
    parameters = parameters_of(scenario)
    return (
        scenario.athlete.model_dump(exclude={"pain", "avoid"}),
        scenario.sessions_wanted[1],
        scenario.policy.consolidation,
        scenario.policy.power,
        scenario.last_week,
        {goal.id: parameters[goal.id].model_dump(exclude={"at_most"}) for goal in GOALS},
    )


def _moves(before: Plan, after: Plan) -> dict[DayName, DayName]:
    """Return where each session went, taken in order; empty when there are more or fewer, or none moved."""
    old, new = _days(before), _days(after)
    return dict(zip(old, new, strict=True)) if len(old) == len(new) and old != new else {}


def _follows(moves: dict[DayName, DayName], before: Placed, after: Placed) -> bool:
    """Whether an exercise only moved with its sessions: the same doses, on the days these went to."""
    return [(moves[day], _dose(one)) for day, one in before] == [(day, _dose(one)) for day, one in after]


def _names(plan: Plan) -> dict[str, str]:
    return {e.exercise: e.name or e.exercise for session in plan.sessions for e in session.exercises}


def distance(before: Plan, after: Plan) -> int:
    """Return how different two plans feel.

    Two for every day that has a session in one plan only, and one for every main exercise (not
    core, accessory or calf) that is in the week of one plan only. Sets do not count.
    """
    days = set(_days(before)) ^ set(_days(after))
    return DAY_WEIGHT * len(days) + len(main_forms(before) ^ main_forms(after))


def outline(plan: Plan) -> Outline:
    """Return what a person remembers of a plan."""
    return Outline(days=_days(plan), mains=tuple(sorted(main_forms(plan))))


def main_forms(plan: Plan) -> frozenset[str]:
    """Return the main exercises of a plan: those that serve a knee, hip, push or pull movement."""
    mains = {f"pattern_exposures/{movement}" for movement in MAIN_MOVEMENTS}
    return frozenset(e.exercise for s in plan.sessions for e in s.exercises if mains & set(e.serves or ()))


def _days(plan: Plan) -> tuple[DayName, ...]:
    return tuple(sorted((session.day for session in plan.sessions), key=DAYS.index))


def _exercises(plan: Plan) -> dict[str, Placed]:
    found: dict[str, Placed] = {}
    for session in sorted(plan.sessions, key=lambda one: DAYS.index(one.day)):
        for planned in session.exercises:
            found.setdefault(planned.exercise, []).append((session.day, planned))
    return found


def _where(placed: Placed) -> str:
    doses: dict[str, list[DayName]] = {}
    for day, planned in placed:
        doses.setdefault(_dose(planned), []).append(day)
    return "; ".join(f"{dose} on {listed_days(days)}" for dose, days in doses.items())


def _dose(planned: PlannedExercise) -> str:
    return planned.prescription or f"{planned.sets} set{'s' * (planned.sets != 1)}"


def _moved(form: str, before: Placed, after: Placed) -> Moved:
    name = after[0][1].name or form
    return Moved(exercise=form, name=name, before=_where(before), after=_where(after))


def _doses(before: Plan, after: Plan) -> dict[str, tuple[float, float]]:
    if before.weekly is None or after.weekly is None:
        return {}
    old = {dose.group: dose.sets for dose in before.weekly.muscles}
    new = {dose.group: dose.sets for dose in after.weekly.muscles}
    return {group: (old[group], new[group]) for group in old if old[group] != new.get(group)}
