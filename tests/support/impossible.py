"""Weeks that cannot be planned, from a seed, and an independent look at conflicts.

Each week starts easy and is given obstacles until hardly anything is left: vests, long runs, no
minutes, pins against rules, too many sessions wanted.
"""

from collections.abc import Callable, Collection
from random import Random
from typing import Any

from solver.catalogue.case import Case
from solver.catalogue.reader import shipped
from solver.domain.base import DAYS
from solver.domain.scenario import Scenario
from solver.explaining.members import Group, grouping
from solver.model.builder import build
from solver.program import Label, Var
from solver.scenario.reader import scenario_from
from solver.search.cpsat import CpSat
from solver.search.guarded import without_wishes
from solver.search.limits import Budget, Limits
from solver.specification import case_of

Document = dict[str, Any]

EXERCISES = tuple(sorted(shipped()))
COMMON = ("squat_bw", "pushup", "dead_bug", "glute_bridge_bw", "calf_raise_bi", "split_squat_bw", "bird_dog")
HOME = ("dumbbells", "long_band", "step_box", "table", "mini_band", "kettlebells")


def easy_document(rng: Random) -> Document:
    """Return a week that is nearly always possible, and small enough to be planned quickly."""
    days = rng.sample(DAYS, rng.randint(2, 4))
    week: Document = {day: {"strength": {"minutes": rng.choice((20, 25, 30, 40))}} for day in days}
    for day in rng.sample(DAYS, 3):
        week.setdefault(day, {})["run"] = {"kind": rng.choice(("easy", "easy", "quality")), "minutes": 40}
    athlete: Document = {"level": rng.choice(("beginner", "intermediate"))}
    if rng.random() < 0.3:
        athlete["age"] = rng.choice((15, 17, 40, 60))
    equipment = sorted(rng.sample(HOME, rng.randint(0, 3)))
    return {"athlete": athlete, "equipment": equipment, "week": week}


def _vest(rng: Random, document: Document) -> None:
    if document["athlete"].get("age", 30) < 18:
        return
    for day in rng.sample(DAYS, rng.randint(3, 6)):
        document["week"].setdefault(day, {})["run"] = {"kind": "easy", "minutes": 40, "vest": True}


def _no_minutes(rng: Random, document: Document) -> None:
    for day in rng.sample(DAYS, rng.randint(4, 7)):
        document["week"].setdefault(day, {})["strength"] = {"minutes": rng.choice((0, 0, 4, 7, 8))}


def _many_sessions(rng: Random, document: Document) -> None:
    wanted = rng.randint(4, 6)
    document["sessions"] = {"min": wanted, "target": wanted, "max": wanted}


def _pin(rng: Random, document: Document) -> None:
    day = rng.choice((*DAYS, "any"))
    forms = rng.sample(COMMON if rng.random() < 0.6 else EXERCISES, rng.randint(1, 2))
    pin: Any = forms if day == "any" or rng.random() < 0.8 else "session"
    document.setdefault("pins", {})[day] = pin


def _pins(rng: Random, document: Document) -> None:
    for day in rng.sample(DAYS, rng.randint(3, 5)):
        document.setdefault("pins", {})[day] = rng.choice(("session", "rest", [rng.choice(COMMON)]))


def _pain(rng: Random, document: Document) -> None:
    document["athlete"]["pain"] = {
        rng.choice(("knee", "low_back", "shoulder")): rng.choice(("moderate", "severe"))
    }
    document.setdefault("pins", {})["any"] = [rng.choice(EXERCISES)]


def _avoid(rng: Random, document: Document) -> None:
    document["athlete"]["avoid"] = rng.sample(COMMON, 2)
    document.setdefault("pins", {})[rng.choice(DAYS)] = [rng.choice(COMMON)]


def _race(rng: Random, document: Document) -> None:
    race = {"kind": "race", "distance_km": 21.1, "minutes": 110, "priority": rng.choice("AAB")}
    document["week"][rng.choice(DAYS[3:])] = {"run": race}
    document["week"].setdefault("sun", {}).setdefault("strength", {"minutes": 0})


def _bands(rng: Random, document: Document) -> None:
    document["policy"] = {"modality": rng.choice(("bands", "free_weights"))}
    _pin(rng, document)


def _must(rng: Random, document: Document) -> None:
    goal = rng.choice(("pattern_exposures", "exposures", "muscle_floor", "calf_in_leg_sessions"))
    document["rules"] = {goal: {"at_most": rng.choice((0, 1, 2))}}


OBSTACLES: tuple[Callable[[Random, Document], None], ...] = (
    _vest, _no_minutes, _many_sessions, _pin, _pins, _pain, _avoid, _race, _bands, _must,
)  # fmt: skip


def hard_scenario(seed: int) -> Scenario:
    """Return a week with obstacles; about half of them are impossible."""
    rng = Random(seed)
    document = easy_document(rng)
    for obstacle in rng.sample(OBSTACLES, rng.choice((1, 2, 2, 3))):
        obstacle(rng, document)
    return scenario_from(document)


def is_possible(scenario: Scenario, week_limit: float = 20.0) -> bool | None:
    """Whether a week has a plan, None when that is not found out in time."""
    program = build(without_wishes(case_of(scenario))).model.program
    status = CpSat(program).minimise((), Budget(Limits(deterministic_seconds=week_limit))).status
    return {"optimal": True, "feasible": True, "infeasible": False}.get(status)


def can_hold(case: Case, groups: Collection[Group]) -> bool | None:
    """Whether groups of rules can hold together: the whole model, goals included, with guarded rows.

    Another road than `solver.search.guarded` takes, so that the two can disagree.
    """
    program = build(case, guarded=True).model.program
    guards: dict[Group, Var] = {}
    labels: dict[Label, Var] = {}
    group_of = grouping(case)
    for row in program.rows:
        if row.label is not None and row.label not in labels:
            group = group_of(row.label)
            if group not in guards:
                guards[group] = program.boolean(f"guard[{group}]")
            labels[row.label] = guards[group]
    solver = CpSat(program, labels)
    for group, guard in guards.items():
        solver.fix(guard, int(group in groups))
    status = solver.minimise((), Budget(Limits(deterministic_seconds=20.0))).status
    return {"optimal": True, "feasible": True, "infeasible": False}.get(status)
