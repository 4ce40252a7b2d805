"""Small weeks and hand-written plans, and what the model and the judge say of them.

Boundaries are tested on both at once: `allows` and `value` fail when the two disagree.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from solver.catalogue.case import Case
from solver.catalogue.dose import MIN_SETS
from solver.domain.base import DAYS
from solver.domain.judgement import Finding
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.goals import GOALS
from solver.judging.judge import check
from solver.model.builder import build
from solver.model.week import Slot, WeekModel
from solver.program import Terms, Var
from solver.rules import RULES
from solver.search.cpsat import CpSat, Solved
from solver.search.limits import Budget, Limits
from solver.specification import case_of

Overrides = dict[str, dict[str, Any]]
Named = str | tuple[str, int] | tuple[str, int, dict[str, Any]]

#: Everything there is to stand on, lift and pull.
ALL_EQUIPMENT = (
    "dumbbells", "kettlebells", "barbell", "rack", "trap_bar", "bench", "step_box", "long_band", "mini_band",
    "anchor", "pull_up_bar", "table", "sliders", "slant_board", "sled", "plyo_box", "jump_rope", "ab_wheel",
    "foot_anchor", "back_ext_bench", "leg_press", "leg_curl_machine",
)  # fmt: skip
EASY_RUN = {"run": {"kind": "easy", "minutes": 40}}
QUALITY_RUN = {"run": {"kind": "quality", "minutes": 60}}
LONG_RUN = {"run": {"kind": "long", "minutes": 110}}


def race(priority: str = "A", distance_km: float = 10) -> dict[str, Any]:
    """Return a day with a race."""
    return {"run": {"kind": "race", "priority": priority, "distance_km": distance_km}}


def only(*kept: str) -> Overrides:
    """Return overrides that switch off every rule but the ``kept`` and the safety rules."""
    return {rule.id: {"enabled": False} for rule in RULES if not rule.safety and rule.id not in kept}


def every_rule() -> tuple[str, ...]:
    """Return the ids of all rules, for `scenario`."""
    return tuple(rule.id for rule in RULES)


def scenario(*kept: str, rules: Overrides | None = None, **fields: Any) -> Scenario:
    """Return a week in which only the ``kept`` rules and the safety rules hold.

    ``fields`` are the scenario's, and its days: ``mon=QUALITY_RUN``. Left out, the athlete is an
    intermediate with all equipment and 40 minutes every day.
    """
    week = {day: fields.pop(day) for day in DAYS if day in fields}
    overrides = only(*kept)
    for name, changes in (rules or {}).items():
        overrides[name] = {**overrides.get(name, {}), **changes}
    defaults = {
        "athlete": {"level": "intermediate"},
        "equipment": ALL_EQUIPMENT,
        "strength_minutes": 40,
        "week": week,
        "rules": overrides,
    }
    return Scenario.model_validate({**defaults, **fields})


def plan(**days: Sequence[Named]) -> Plan:
    """Return a plan as a person writes it: ``plan(mon=["pushup", ("squat_goblet", 3)])``.

    A name alone is two sets; a dictionary behind the sets adds what else is written down.
    """
    sessions = [{"day": day, "exercises": [_planned(named) for named in days[day]]} for day in days]
    return Plan.model_validate({"sessions": sessions})


def _planned(named: Named) -> dict[str, Any]:
    if isinstance(named, str):
        return {"exercise": named, "sets": MIN_SETS}
    name, sets, *more = named
    return {"exercise": name, "sets": sets, **(more[0] if more else {})}


def allows(rule: str, week: Scenario, planned: Plan) -> bool:
    """Return whether a rule allows a plan, as model and judge agree, no other rule interfering."""
    model, found = model_allows(week, planned), findings(week, planned)
    assert {one.rule for one in found} <= {rule}, f"this is not about {rule} alone: {found}"
    assert model == (not found), f"model says {model}, judge says {found}"
    return model


def value(goal: str, week: Scenario, planned: Plan) -> int:
    """Return a goal's value on a plan, as model and judge agree."""
    model, judge = model_value(week, planned, goal), judge_value(week, planned, goal)
    assert model == judge, f"{goal} is {model} in the model and {judge} on the plan"
    return model


def findings(week: Scenario, planned: Plan, rule: str | None = None) -> tuple[Finding, ...]:
    """Return the judge's findings, all or those of one rule."""
    return tuple(found for found in check(planned, week).findings if rule in (None, found.rule))


def judge_allows(week: Scenario, planned: Plan, rule: str | None = None) -> bool:
    """Return whether the judge finds nothing, of all rules or of one."""
    return not findings(week, planned, rule)


def judge_value(week: Scenario, planned: Plan, goal: str) -> int:
    """Return a goal's value as the judge measures it."""
    tiers = check(planned, week).tiers
    return next(found.value for tier in tiers for found in tier.goals if found.id == goal)


def model_allows(week: Scenario, planned: Plan) -> bool:
    """Return whether the model has a solution with exactly these exercises and sets."""
    return _solved(_with_goals(week, {}), planned).values is not None


def model_value(week: Scenario, planned: Plan, goal: str) -> int:
    """Return the least value of a goal that the model sees in a plan."""
    solved = _solved(_with_goals(week, {goal: {"weight": 1}}), planned)
    assert solved.values is not None, "the model does not allow the plan at all"
    return solved.objective


def _with_goals(week: Scenario, wanted: Overrides) -> Scenario:
    """Return the week with no goal but the wanted ones: no other may disturb, and it is faster."""
    goals = {goal.id: wanted.get(goal.id, {"enabled": False}) for goal in GOALS}
    rules = {name: {**goals.get(name, {}), **changes} for name, changes in week.rules.items()}
    return week.model_copy(update={"rules": {**goals, **rules}})


def _solved(week: Scenario, planned: Plan) -> Solved:
    """Solve the model with the plan's choice forced; what the model cannot say has no solution."""
    built = build(case_of(week))
    program, choice = built.model.program, _choice(planned)
    if choice is None or not _is_sayable(built.model, choice):
        return Solved("infeasible", None, 0, 0)
    solver = CpSat(program)
    for variable, wanted in _forced(built.model, choice):
        if not program.lows[variable] <= wanted <= program.highs[variable]:
            return Solved("infeasible", None, 0, 0)
        solver.fix(variable, wanted)
    terms: Terms = [term for tier in built.tiers.values() for term in tier]
    solved = solver.minimise(terms, Budget(Limits(deterministic_seconds=20, wall_seconds=60)))
    assert solved.status in ("optimal", "infeasible"), solved.status
    return solved


def _choice(planned: Plan) -> dict[int, dict[str, int]] | None:
    """Return day -> exercise -> sets; None when a day or an exercise comes twice."""
    choice: dict[int, dict[str, int]] = {}
    for session in planned.sessions:
        day = DAYS.index(session.day)
        sets = {one.exercise: one.sets for one in session.exercises}
        if day in choice or len(sets) < len(session.exercises):
            return None
        choice[day] = sets
    return choice


def _is_sayable(model: WeekModel, choice: Mapping[int, Mapping[str, int]]) -> bool:
    """Return whether every day and exercise has a literal, with enough of them for its sets."""
    if not choice.keys() <= model.sessions.keys():
        return False
    slots = [(model.slot(day, form), sets) for day, forms in choice.items() for form, sets in forms.items()]
    return all(slot and MIN_SETS <= sets <= MIN_SETS + len(slot.more) for slot, sets in slots)


def _forced(model: WeekModel, choice: Mapping[int, Mapping[str, int]]) -> list[tuple[Var, int]]:
    forced = [(session, int(day in choice)) for day, session in model.sessions.items()]
    for slot in model.slots:
        forced += _forced_sets(slot, choice.get(slot.day, {}).get(slot.exercise.id, 0))
    return forced


def _forced_sets(slot: Slot, sets: int) -> list[tuple[Var, int]]:
    extra = enumerate(slot.more, start=MIN_SETS + 1)
    return [(slot.on, int(sets > 0)), *((literal, int(sets >= number)) for number, literal in extra)]


def case_for(**fields: Any) -> Case:
    """Return a week worked out, with every rule on."""
    return case_of(scenario(*every_rule(), **fields))
