"""Random weeks: valid, varied scenario documents, from a seeded generator or from Hypothesis.

Everything a scenario can say is said now and then. Most weeks have a plan, some have none.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from solver.catalogue.reader import shipped
from solver.catalogue.references import equipment_words
from solver.domain.base import DAYS
from solver.rules import RULES
from solver.specification import parameter_models

Document = dict[str, Any]

EXERCISES = tuple(sorted(shipped()))
FAMILIES = tuple(sorted({form.family for form in shipped().values()}))
EQUIPMENT = tuple(sorted(equipment_words(shipped()) - {"bodyweight"}))
HOME = ("dumbbells", "kettlebells", "long_band", "mini_band", "step_box", "bench", "sliders", "table")
SAFETY = frozenset(rule.id for rule in RULES if rule.safety)
JOINTS = ("knee", "hip", "low_back", "ankle", "achilles", "shoulder", "wrist")
DROPPABLE = tuple(rule.id for rule in RULES if not rule.safety)

OWN_EXERCISE: Document = {
    "id": "log_squat",
    "name": "Squat with a log on the shoulder",
    "family": "log_squat",
    "family_rank": 1,
    "category": "lower_compound",
    "pattern": "squat",
    "chain": "anterior",
    "dominance": "knee",
    "laterality": "bilateral",
    "equipment_sets": [["log"]],
    "modality": "free_weights",
    "primary_muscles": ["quads", "glute_max"],
    "secondary_muscles": ["erectors"],
    "level": "beginner",
    "prerequisite_id": ["squat_bw"],
    "contraction": "dynamic",
    "dose_unit": "reps",
    "default_sets": 3,
    "default_amount": 8,
    "amount_min": 5,
    "amount_max": 12,
    "sec_per_unit": 3.5,
    "setup_s": 30,
    "rest_class": "moderate",
    "joint_stress": {"knee": 2, "low_back": 1},
    "fatigue_cost": 2,
}


def documents() -> st.SearchStrategy[Document]:
    """Return random scenario documents that Hypothesis can shrink."""
    return st.randoms(use_true_random=False).map(random_document)


def seeded(seed: int) -> Document:
    """Return the scenario document of a seed."""
    return random_document(Random(seed))


def chance(rng: Random, percent: int) -> bool:
    """Return whether something happens that happens in ``percent`` of cases."""
    return rng.randrange(100) < percent


def some(rng: Random, names: Sequence[str], most: int, least: int = 0) -> list[str]:
    """Return ``least`` to ``most`` different names in random order."""
    return rng.sample(list(names), rng.randint(least, min(most, len(names))))


def random_document(rng: Random) -> Document:
    """Return a random scenario document."""
    athlete = random_athlete(rng)
    young = 13 <= athlete.get("age", 30) <= 17
    places = {name: some(rng, EQUIPMENT, 10, 2) for name in some(rng, ("gym", "park", "work"), 2)}
    document: Document = {"name": f"Random week {rng.randrange(1000)}", "athlete": athlete, "places": places}
    document["equipment"] = some(rng, HOME if chance(rng, 60) else EQUIPMENT, 8)
    if chance(rng, 35):
        document["format"] = "little_and_often"
    if chance(rng, 45):
        document["sessions"] = random_sessions(rng)
    if chance(rng, 60):
        document["strength_minutes"] = rng.choice((15, 20, 25, 30, 35, 40, 60))
    document["week"] = random_week(rng, tuple(places), may_vest=not young)
    _add_neighbours(rng, document, may_vest=not young)
    if chance(rng, 50):
        document["policy"] = random_policy(rng)
    _add_history(rng, document)
    if chance(rng, 20):
        document["exercises"] = [OWN_EXERCISE]
        document["equipment"].append("log")
    if chance(rng, 20):
        document["pins"] = random_pins(rng)
    if chance(rng, 45):
        document["rules"] = random_overrides(rng, rng.randint(1, 4))
    return document


def random_athlete(rng: Random) -> Document:
    """Return a random athlete, 13 to 80 years old."""
    athlete: Document = {"level": rng.choice(("beginner", "intermediate", "advanced"))}
    if chance(rng, 65):
        athlete["age"] = rng.choice((rng.randint(13, 17), rng.randint(18, 54), rng.randint(55, 80)))
    if chance(rng, 40):
        athlete["weeks_lifting"] = rng.choice((0, 0, 1, 8, 30, 200))
    named = {"mastered": (EXERCISES, 6), "known": (EXERCISES, 6)}
    named |= {"prefer": ((*EXERCISES, *FAMILIES), 4), "avoid": ((*EXERCISES, *FAMILIES), 6)}
    for field, (names, most) in named.items():
        if chance(rng, 35):
            athlete[field] = some(rng, names, most, 1)
    if chance(rng, 30):
        athlete["ladder"] = {name: rng.randint(0, 4) for name in some(rng, (*EXERCISES, *FAMILIES), 8, 1)}
    if chance(rng, 25):
        severities = ("mild", "mild", "moderate", "severe")
        athlete["pain"] = {joint: rng.choice(severities) for joint in some(rng, JOINTS, 2, 1)}
    return athlete


def random_sessions(rng: Random) -> dict[str, int]:
    """Return some of min, target and max, in order."""
    low, target, high = sorted(rng.randint(0, 5) for _ in range(3))
    wanted = {"min": min(low, 2), "target": target, "max": max(high, 1)}
    return {key: value for key, value in wanted.items() if chance(rng, 70)}


def random_week(rng: Random, places: Sequence[str], *, may_vest: bool) -> Document:
    """Return seven days; with a race in about one week of eight."""
    week: Document = {name: random_day(rng, places, may_vest=may_vest) for name in DAYS if chance(rng, 85)}
    if chance(rng, 12):
        race = {"kind": "race", "distance_km": rng.choice((5, 10, 21.1, 42.2)), "minutes": 50}
        if chance(rng, 75):
            race["priority"] = rng.choice("ABC")
        week[rng.choice(DAYS)] = {"run": race}
    return week


def random_day(rng: Random, places: Sequence[str], *, may_vest: bool) -> Document:
    """Return a day with runs, other sport and room for strength, or none of them."""
    day: Document = {}
    runs = [random_run(rng, may_vest) for _ in range(rng.choice((0, 0, 1, 1, 1, 2)))]
    if len(runs) == 1 and chance(rng, 70):
        day["run"] = runs[0]
    elif runs:
        day["runs"] = runs
    if chance(rng, 15):
        other = [random_sport(rng, may_vest) for _ in range(rng.randint(1, 2))]
        day["other"] = other[0] if len(other) == 1 else other
    if chance(rng, 60):
        day["strength"] = random_strength(rng, places)
    return day


def random_run(rng: Random, may_vest: bool) -> Document:
    """Return a run of any kind but a race."""
    kind = rng.choice(("easy", "easy", "easy", "recovery", "quality", "quality", "long"))
    run: Document = {"kind": kind}
    if chance(rng, 85):
        run["minutes"] = rng.randint(20, 150)
    if chance(rng, 30):
        run["distance_km"] = rng.randint(3, 30)
    return run | _vest(rng, may_vest)


def random_sport(rng: Random, may_vest: bool) -> Document:
    """Return another sport, hard or long at times."""
    sport: Document = {"sport": rng.choice(("bike", "swim", "hike", "football"))}
    sport["minutes"] = rng.choice((30, 60, 90, 149, 150, 240))
    if chance(rng, 30):
        sport["hard"] = True
    return sport | _vest(rng, may_vest)


def _vest(rng: Random, may_vest: bool) -> Document:
    if not may_vest or not chance(rng, 7):
        return {}
    return {"vest": True if chance(rng, 50) else {"minutes": rng.choice((0, 5, 9, 10, 45))}}


def random_strength(rng: Random, places: Sequence[str]) -> Document:
    """Return room for strength, now and then too little of it."""
    strength: Document = {"minutes": rng.choice((0, 4, 12, 18, 20, 25, 30, 35, 40, 40, 45, 60))}
    if places and chance(rng, 40):
        strength["place"] = rng.choice(list(places))
    if chance(rng, 30):
        strength["hours_after_run"] = rng.choice((0, 0.5, 1, 2.5, 3, 6, 8))
    return strength


def random_policy(rng: Random) -> Document:
    """Return some policies."""
    policies = {
        "consolidation": rng.choice(("neutral", "hard_days", "easy_days")),
        "modality": rng.choice(("one_per_session", "mixed")),
        "pairing": chance(rng, 60),
        "power": chance(rng, 70),
    }
    return {key: value for key, value in policies.items() if chance(rng, 60)}


def _add_neighbours(rng: Random, document: Document, *, may_vest: bool) -> None:
    for key in ("previous_day", "next_day"):
        if chance(rng, 12):
            document[key] = random_day(rng, (), may_vest=may_vest)
        elif chance(rng, 3):
            document[key] = {"run": {"kind": "race", "distance_km": 21.1, "priority": rng.choice("ABC")}}


def _add_history(rng: Random, document: Document) -> None:
    if chance(rng, 35):
        document["last_week"] = some(rng, EXERCISES, 14)
    if chance(rng, 10):
        days_ago, distance = rng.randint(1, 16), rng.choice((5, 10, 21.1, 42.2))
        document["last_race"] = {"days_ago": days_ago, "distance_km": distance}
    if chance(rng, 10):
        document["pace_min_per_km"] = rng.choice((4, 5.5, 7))


def random_pins(rng: Random) -> Document:
    """Return one or two pinned days; easy wishes more often than hard ones."""
    easy = ("squat_bw", "glute_bridge_bw", "pushup_incline", "dead_bug", "plank_forearm", "calf_raise_bi")
    pins: Document = {}
    for day in some(rng, (*DAYS, "any"), 2, 1):
        forms = some(rng, easy if chance(rng, 80) else EXERCISES, 2, 1)
        pins[day] = forms if day == "any" else rng.choice(("session", "rest", forms))
    return pins


def random_overrides(rng: Random, count: int) -> dict[str, Document]:
    """Return overrides of ``count`` rules or goals: switched off, moved, weighed, made tighter or looser."""
    ids = list(parameter_models())
    changes = {name: random_override(rng, name) for name in some(rng, ids, count, count)}
    return {name: change for name, change in changes.items() if change}


def random_override(rng: Random, name: str) -> Document:
    """Return a valid change of the parameters of one rule or goal, at times none."""
    model = parameter_models()[name]
    if "enabled" in model.model_fields and name not in SAFETY and chance(rng, 35):
        return {"enabled": False}
    defaults = model().model_dump()
    fields = [field for field in defaults if field != "enabled"]
    change: Document = {}
    for field in some(rng, fields, 2):
        change |= _nudged(rng, field, defaults[field])
    return change if _is_valid(name, change) else {}


def _nudged(rng: Random, field: str, default: Any) -> Mapping[str, Any]:
    if field == "tier":
        return {field: rng.randint(1, 9)}
    if field == "weight":
        return {field: rng.randint(0, 7)}
    if isinstance(default, bool):
        return {field: not default}
    if isinstance(default, int | float):
        return {field: default + rng.choice((-3, -2, -1, 1, 1, 2, 4))}
    return {field: rng.randint(0, 8)} if default is None else {}


def _is_valid(name: str, change: Document) -> bool:
    try:
        parameter_models()[name].model_validate(change)
    except ValidationError:
        return False
    return True
