"""Tiny weeks, and their optimum by looking at every one of their plans.

Nothing of `solver.model`, `solver.program` or `solver.search` is used: sessions are enumerated, judged
by the rules' own checks and measured by the goals. Pairs are enumerated as well: a session fits when
some legal way of pairing its exercises fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random
from typing import Any

from solver.catalogue.case import Case
from solver.catalogue.reader import shipped
from solver.catalogue.session import Item, ReadSession, ReadWeek, item_of
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.goals import GOALS
from solver.goals.base import Goal
from solver.rules import RULES
from solver.rules.base import Rule
from tests.support.random_scenarios import (
    Document,
    chance,
    random_athlete,
    random_day,
    random_overrides,
    random_policy,
)

#: Rules that speak of a session alone: what breaks them in a session breaks them in every week.
SESSION_RULES = frozenset(
    {
        *("long_run_day", "vest_day", "race_day", "pain", "young_athlete", "avoid", "equipment"),
        *("bodyweight_first", "ladder", "run_first", "time_budget", "session_shape", "one_form"),
        *("movement_variety", "one_modality", "low_back", "prescription", "eve_of_hard_day"),
    }
)
MOST_WEEKS = 30_000
_PAIR_KINDS = {
    "leg": "quads hamstrings glute_max glute_med adductors",
    "calf": "calves_gastroc soleus tibialis_ant",
    "core": "abs obliques erectors hip_flexors",
    "push": "chest front_delts triceps serratus",
    "pull": "lats mid_back rear_delts biceps forearms",
}
_KIND_OF = {muscle: kind for kind, muscles in _PAIR_KINDS.items() for muscle in muscles.split()}

Vector = tuple[tuple[int, int], ...]
"""Pairs of tier and value, in the order of the tiers."""


class TooLargeError(ValueError):
    """There are more weeks than can be looked at."""


@dataclass(frozen=True)
class Enumerated:
    """The best week there is."""

    vector: Vector
    week: ReadWeek
    weeks: int
    """How many weeks were looked at."""


def enumerate_best(case: Case, most_weeks: int = MOST_WEEKS) -> Enumerated | None:
    """Return the lexicographically best week, None when there is none.

    Raises
    ------
    TooLargeError
        When there are more than ``most_weeks`` weeks.
    """
    options = [_day_options(case, day) for day in range(7)]
    size = 1
    for found in options:
        size *= 1 + len(found)
    if size > most_weeks:
        raise TooLargeError(f"{size} weeks")
    tiers, rules = _tiers(case), _enabled(case, of_session=False)
    best: tuple[list[int], ReadWeek] | None = None
    for picked in product(*([None, *found] for found in options)):
        week = ReadWeek(tuple(session for session in picked if session is not None))
        values = _no_worse(case, week, tiers, best[0] if best else None)
        if values is not None and not any(_breaks(rule, case, week) for rule in rules) and _musts(case, week):
            best = values, week
    if best is None:
        return None
    assert not any(_breaks(rule, case, best[1]) for rule in _enabled(case, of_session=True))
    return Enumerated(tuple(zip(tiers, best[0], strict=True)), best[1], size)


def _tiers(case: Case) -> dict[int, list[Goal[Any]]]:
    tiers: dict[int, list[Goal[Any]]] = {}
    for goal in GOALS:
        if goal.of(case).enabled:
            tiers.setdefault(goal.of(case).tier, []).append(goal)
    return dict(sorted(tiers.items()))


def _no_worse(
    case: Case, week: ReadWeek, tiers: dict[int, list[Goal[Any]]], best: list[int] | None
) -> list[int] | None:
    """Measure a week tier by tier; None as soon as it cannot be better than ``best``."""
    values: list[int] = []
    better = best is None
    for at, goals in enumerate(tiers.values()):
        values.append(sum(goal.of(case).weight * goal.measure(case, week) for goal in goals))
        if not better and best is not None:
            if values[at] > best[at]:
                return None
            better = values[at] < best[at]
    return values if better else None


def _enabled(case: Case, *, of_session: bool) -> list[Rule[Any]]:
    return [rule for rule in RULES if rule.of(case).enabled and (rule.id in SESSION_RULES) == of_session]


def _breaks(rule: Rule[Any], case: Case, week: ReadWeek) -> bool:
    return next(iter(rule.violations(case, week)), None) is not None


def _musts(case: Case, week: ReadWeek) -> bool:
    """Whether every goal that the scenario makes a must is kept."""
    limits = [(goal, goal.of(case).at_most) for goal in GOALS if goal.of(case).enabled]
    return all(most is None or goal.measure(case, week) <= most for goal, most in limits)


def _day_options(case: Case, day: int) -> list[ReadSession]:
    """Return every session that the rules of a session allow on a day."""
    rules = _enabled(case, of_session=True)
    if case.days[day].minutes == 0 and any(rule.id == "time_budget" for rule in rules):
        return []
    forms = [form for form in _doable(case) if _allowed(case, rules, day, form)]
    found = []
    for size in range(1, len(forms) + 1):
        for subset in combinations(forms, size):
            for sets in product(*(_sets(case, form) for form in subset)):
                session = _fitting(case, day, rules, list(zip(subset, sets, strict=True)))
                if session is not None:
                    found.append(session)
                if len(found) > MOST_WEEKS:
                    raise TooLargeError("too many sessions on one day")
    return found


def _doable(case: Case) -> list[Exercise]:
    """Return the exercises the athlete has a dose of and does not avoid, where that is a rule."""
    avoids = next(rule for rule in RULES if rule.id == "avoid").of(case).enabled
    avoided = set(case.athlete.avoid) if avoids else set()
    found = [
        form
        for form in case.catalogue.values()
        if case.doses[form.id] is not None and not {form.id, form.family} & avoided
    ]
    if len(found) > 9:
        raise TooLargeError(f"{len(found)} exercises")
    return found


def _sets(case: Case, form: Exercise) -> range:
    dose = case.doses[form.id]
    assert dose is not None
    return range(2, dose.max_sets + 1)


#: Rules of a session that also have to hold when the session is larger.
_OF_ONE_EXERCISE = frozenset({"time_budget", "session_shape"})


def _allowed(case: Case, rules: Sequence[Rule[Any]], day: int, form: Exercise) -> bool:
    """Whether an exercise on its own, with two sets, breaks no rule; more would break it as well."""
    week = ReadWeek((ReadSession(case.days[day], (item_of(case, form, 2),)),))
    return not any(_breaks(rule, case, week) for rule in rules if rule.id not in _OF_ONE_EXERCISE)


def _fitting(
    case: Case, day: int, rules: Sequence[Rule[Any]], choice: list[tuple[Exercise, int]]
) -> ReadSession | None:
    """Return the session with pairs that fit into the time, None if there is no way to allow it."""
    alone = ReadSession(case.days[day], tuple(item_of(case, form, sets) for form, sets in choice))
    timed = [rule for rule in rules if rule.id == "time_budget"]
    others = [rule for rule in rules if rule.id != "time_budget"]
    if any(_breaks(rule, case, ReadWeek((alone,))) for rule in others):
        return None
    if not timed or not _breaks(timed[0], case, ReadWeek((alone,))):
        return alone
    if not case.scenario.policy.pairing:
        return None
    for session in paired(case, alone):
        if not _breaks(timed[0], case, ReadWeek((session,))):
            return session
    return None


def paired(case: Case, session: ReadSession) -> Iterator[ReadSession]:
    """Yield the session with every legal way of pairing its exercises."""
    for pairs in _matchings(session.items, tuple(range(len(session.items)))):
        letters = {at: "ABCDEFGH"[number] for number, pair in enumerate(pairs) for at in pair}
        items = (
            item_of(case, item.exercise, item.sets, letters.get(at)) for at, item in enumerate(session.items)
        )
        yield ReadSession(session.day, tuple(items))


def _matchings(items: Sequence[Item], free: tuple[int, ...]) -> Iterator[tuple[tuple[int, int], ...]]:
    if len(free) < 2:
        yield ()
        return
    first, rest = free[0], free[1:]
    yield from _matchings(items, rest)
    for other in rest:
        if _may_alternate(items[first], items[other]):
            for more in _matchings(items, tuple(at for at in rest if at != other)):
                yield ((first, other), *more)


def _may_alternate(one: Item, other: Item) -> bool:
    """Whether two exercises may be a pair, by the words of the rule."""
    for item in (one, other):
        if item.exercise.is_power or item.exercise.rest_class in ("heavy", "power") or item.sets > 3:
            return False
    kinds = [{_KIND_OF[muscle] for muscle in item.exercise.primary_muscles} for item in (one, other)]
    return all(len(kind) == 1 for kind in kinds) and kinds[0] != kinds[1] and abs(one.sets - other.sets) <= 1


# Tiny weeks


def tiny_document(seed: int) -> Document:
    """Return a scenario with a handful of exercises and one to three days."""
    rng = Random(seed)
    athlete = random_athlete(rng)
    own = _own_exercises(rng) if chance(rng, 50) else []
    kept = [form["id"] for form in own] or _few_shipped(rng, athlete)
    athlete["avoid"] = _avoid_all_but(kept)
    if chance(rng, 70):
        athlete.pop("pain", None)
    if chance(rng, 40):
        athlete["prefer"] = rng.sample(kept, rng.randint(1, 2))
    if chance(rng, 30):
        athlete["ladder"] = {name: rng.randint(0, 4) for name in rng.sample(kept, 3)}
    document: Document = {"name": f"Tiny {seed}", "athlete": athlete, "exercises": own}
    document["equipment"] = ["dumbbells", "long_band", "step_box", "bench", "barbell", "rack"]
    document["format"] = "little_and_often" if chance(rng, 35) else "full_body"
    document["week"] = _tiny_week(rng, document["format"], young=13 <= athlete.get("age", 30) <= 17)
    document["policy"] = random_policy(rng) if chance(rng, 60) else {}
    document["sessions"] = {"min": rng.choice((0, 1, 1, 1, 2)), "target": 2, "max": rng.choice((2, 3))}
    if chance(rng, 40):
        document["last_week"] = rng.sample(kept, rng.randint(0, 3))
    if chance(rng, 10):
        document["last_race"] = {"days_ago": rng.randint(1, 9), "distance_km": rng.choice((5, 10, 21.1))}
    if chance(rng, 15):
        day = rng.choice([*document["week"], "any"])
        pin = [rng.choice(kept)]
        document["pins"] = {day: pin if day == "any" else rng.choice(("session", "rest", pin))}
    document["rules"] = _tiny_overrides(rng)
    return document


def _tiny_overrides(rng: Random) -> dict[str, Document]:
    rules = random_overrides(rng, rng.randint(0, 4))
    for name in ("avoid", "equipment"):
        rules.pop(name, None)
    if chance(rng, 50):
        rules["session_shape"] = {"full_body_min": rng.randint(1, 2), "little_and_often_min": 1}
    return rules


def _tiny_week(rng: Random, format_: str, *, young: bool) -> Document:
    """Return one to three days with time, and what else there is."""
    week: Document = {name: random_day(rng, (), may_vest=not young) for name in DAYS if chance(rng, 40)}
    for day in week.values():
        day.pop("strength", None)
    for name in rng.sample(list(DAYS), rng.choice((1, 2, 2, 2, 3))):
        day = week[name] if name in week and chance(rng, 50) else {}
        minutes = rng.randint(9, 21) if format_ == "little_and_often" else rng.randint(13, 41)
        week[name] = day | {"strength": {"minutes": minutes, "hours_after_run": rng.choice((0, 1, 4))}}
    return week


_LOWER = (
    *("squat_bw", "squat_goblet", "glute_bridge_bw", "glute_bridge_sl", "rdl_db", "good_morning_bw"),
    *("squat_back_bb", "deadlift_bb", "split_squat_bw", "step_up_fw", "lunge_reverse_bw", "step_up_bw"),
)
_UPPER = ("pushup_incline", "floor_press_fw", "row_fw", "ohp_fw", "row_band", "row_supported_fw", "ohp_band")
_CORE = ("plank_forearm", "dead_bug", "side_plank_knees", "bird_dog", "bear_hold", "suitcase_carry")
_REST = (
    *("calf_raise_bi", "calf_raise_bi_fw", "soleus_sl", "tib_raise", "hip_abd_side", "hip_hike"),
    *("farmer_carry", "wall_sit", "copenhagen_short", "squat_jump", "calf_hold_sl", "pogo_hop"),
)


def _few_shipped(rng: Random, athlete: Document) -> list[str]:
    """Return four to six exercises that can make a session, families apart or not."""
    kept = {rng.choice(_LOWER), rng.choice(_UPPER), rng.choice(_CORE)}
    kept |= set(rng.sample((*_LOWER, *_UPPER, *_CORE, *_REST, *_REST), rng.randint(1, 3)))
    athlete["mastered"] = ["squat_bw", "good_morning_bw", "pushup_incline", "step_up_bw", "calf_raise_bi"]
    return sorted(kept)


def _avoid_all_but(kept: Sequence[str]) -> list[str]:
    """Return what to avoid; a name that is also the family of something kept has to stay."""
    families = {shipped()[form].family for form in kept if form in shipped()}
    return [name for name in shipped() if name not in kept and name not in families]


def _own_exercises(rng: Random) -> list[Document]:
    """Return four to five made-up exercises, the first three able to make a session."""
    roles = ["lower", "upper", "core", *rng.choices(("lower", "upper", "core", "calf", "extra"), k=2)]
    return [_own_exercise(rng, f"own_{at}", role) for at, role in enumerate(roles[: rng.choice((4, 5, 5))])]


_PATTERNS = {
    "lower": ("squat", "lunge", "step", "hinge", "bridge"),
    "upper": ("push_horizontal", "push_vertical", "pull_horizontal", "pull_vertical"),
    "core": ("anti_extension", "anti_rotation", "anti_lateral_flexion"),
    "calf": ("calf",),
    "extra": ("jump", "dorsiflexion", "hip_abduction", "knee_flexion"),
}
_MUSCLES = {
    "lower": "quads hamstrings glute_max glute_med adductors",
    "upper": "chest front_delts triceps lats mid_back biceps",
    "core": "abs obliques erectors glute_med adductors",
    "calf": "calves_gastroc soleus",
    "extra": "hamstrings glute_med tibialis_ant calves_gastroc",
}


def _own_exercise(rng: Random, name: str, role: str) -> Document:
    """Return a made-up exercise, consistent in itself."""
    pattern = rng.choice(_PATTERNS[role])
    power = role == "extra" and (pattern == "jump" or chance(rng, 30))
    isometric = not power and chance(rng, 50 if role == "core" else 10)
    muscles = rng.sample(_MUSCLES[role].split(), rng.randint(1, 2))
    others = [m for m in (*_MUSCLES["lower"].split(), *_MUSCLES["upper"].split()) if m not in muscles]
    unilateral = chance(rng, 40)
    category = {"upper": "upper_compound", "core": "core"}.get(role, "lower_compound")
    if power:
        category = "power"
    elif unilateral and category == "lower_compound":
        category = "unilateral"
    low = rng.randint(3, 8)
    return {
        "id": name,
        "name": name,
        "family": rng.choice((f"family_{name}", f"family_{role}")),
        "family_rank": rng.randint(0, 3),
        "category": category,
        "accessory": role == "extra" and not power,
        "pattern": pattern,
        "core_function": [pattern] if role == "core" else [],
        "chain": rng.choice(("anterior", "posterior", "both")),
        "dominance": rng.choice(("knee", "hip", "both")) if role == "lower" else "none",
        "laterality": "unilateral" if unilateral else "bilateral",
        "equipment_sets": [[]],
        "modality": rng.choice(("bodyweight", "free_weights", "bands")),
        "primary_muscles": muscles,
        "secondary_muscles": rng.sample(others, 2),
        "level": rng.choice(("beginner", "beginner", "beginner", "intermediate")),
        "contraction": "isometric" if isometric else "dynamic",
        "dose_unit": "seconds" if isometric else "contacts" if power else "reps",
        "default_sets": rng.randint(2, 4),
        "default_amount": low + 5,
        "amount_min": low,
        "amount_max": low + rng.randint(5, 12),
        "sec_per_unit": 1 if isometric else rng.choice((2.5, 3.5, 4)),
        "setup_s": rng.choice((10, 40, 100)),
        "rest_class": "power" if power else rng.choice(("heavy", "moderate", "accessory", "core")),
        "joint_stress": {"low_back": rng.randint(1, 3)} if chance(rng, 40) else {},
        "fatigue_cost": 0 if role in ("upper", "core") else rng.randint(0, 3),
        "contacts_per_unit": 1 if power else 0,
        "heavy_eccentric": chance(rng, 10),
        "in_source_text": chance(rng, 50),
        "is_power": power,
    }
