"""Writes a session down: order, pairs, doses, warm-up, length."""

from collections.abc import Sequence

from solver.catalogue.calendar import DayFacts
from solver.catalogue.case import Case
from solver.catalogue.pairing import best_pairs
from solver.catalogue.session import Item, ReadSession, item_of
from solver.domain.exercise import LOWER_MAIN_PATTERNS, PULL_PATTERNS, PUSH_PATTERNS, Exercise
from solver.domain.plan import PlannedExercise, PlannedSession
from solver.plan.serves import serves

Choice = Sequence[tuple[Exercise, int]]
"""Exercises of a session with their sets, in any order."""

USUAL_PLACE = "usual place"
_UNITS = {"reps": "", "seconds": "s", "metres": "m", "contacts": " contacts"}
_LETTERS = "ABCDEFGH"


def arrange(case: Case, day: DayFacts, choice: Choice) -> ReadSession:
    """Put a choice in the order it is done, with its pairs.

    Power, the main lift of the day, other bilateral and unilateral leg work, upper body,
    accessories and calves, core; a pair stands where its first member stands.
    """
    main = _main_lift(choice)
    ordered = sorted(choice, key=lambda part: (*_order(part[0], main), part[0].id))
    if not case.scenario.policy.pairing:
        return ReadSession(day, tuple(item_of(case, form, sets) for form, sets in ordered))
    candidates = [(form, dose, sets) for form, sets in ordered if (dose := case.doses[form.id])]
    if len(candidates) < len(ordered):
        return ReadSession(day, tuple(item_of(case, form, sets) for form, sets in ordered))
    partners = {a: b for pair in best_pairs(candidates) for a, b in (pair, pair[::-1])}
    items: list[Item] = []
    placed: set[int] = set()
    letters = iter(_LETTERS)
    for at, (form, sets) in enumerate(ordered):
        if at in placed:
            continue
        if (partner := partners.get(at)) is None:
            items.append(item_of(case, form, sets))
            continue
        placed.add(partner)
        letter = next(letters)
        items += [item_of(case, form, sets, letter), item_of(case, *ordered[partner], letter)]
    return ReadSession(day, tuple(items))


def _main_lift(choice: Choice) -> str | None:
    """Return the main lift of the day: the leg exercise that loads most, two-legged first."""
    lifts = [form for form, _ in choice if form.is_main and form.pattern in LOWER_MAIN_PATTERNS]
    ranked = sorted(lifts, key=lambda form: (-form.fatigue_cost, not form.is_loaded, form.sides, form.id))
    return ranked[0].id if ranked else None


def _order(form: Exercise, main: str | None) -> tuple[int, int]:
    """Return where a form stands: its block, and inside it the most tiring first."""
    if form.is_power:
        block = 0
    elif form.id == main:
        block = 1
    elif form.category == "core":
        block = 6
    elif form.accessory or form.pattern == "calf":
        block = 5
    elif form.pattern in PUSH_PATTERNS | PULL_PATTERNS:
        block = 4
    else:
        block = 1 + form.sides
    return block, -form.fatigue_cost


def notation(item: Item) -> str:
    """Return the dose as it is written in a gym: ``3x10 @ RPE 7``, ``3x8/side``, ``3x30s``."""
    side = "/side" if item.exercise.sides == 2 else ""
    return f"{item.sets}x{item.amount}{_UNITS[item.exercise.dose_unit]}{side} @ RPE {item.rpe}"


def write_exercise(case: Case, item: Item) -> PlannedExercise:
    """Write one exercise down with everything a reader is shown."""
    form = item.exercise
    return PlannedExercise(
        exercise=form.id,
        sets=item.sets,
        name=form.name,
        amount=item.amount,
        unit=form.dose_unit,
        per_side=form.sides == 2,
        rpe=item.rpe,
        rest_seconds=item.rest,
        prescription=notation(item),
        pair=item.pair,
        primary_muscles=form.primary_muscles,
        secondary_muscles=form.secondary_muscles,
        serves=serves(case, form),
    )


def write_session(case: Case, session: ReadSession) -> PlannedSession:
    """Write a session down; every figure follows from its items."""
    return PlannedSession(
        day=session.day.name,
        exercises=tuple(write_exercise(case, item) for item in session.items),
        place=session.day.place or USUAL_PLACE,
        start=start_hint(session.day),
        minutes=-(-session.seconds // 60),
        seconds=session.seconds,
        modality=_modality(session),
        fatigue=session.fatigue / 8,
        warm_up=warm_up(case, session),
    )


def start_hint(day: DayFacts) -> str:
    """Say when the session starts, relative to the day's runs."""
    hours = day.hours_after_run
    if hours is None:
        return "any time"
    if day.is_straight_after_run:
        return "straight after the run"
    return f"{hours:g} h or more after the run"


def _modality(session: ReadSession) -> str:
    used = {item.exercise.modality for item in session.items} & {"free_weights", "bands"}
    return "mixed" if len(used) == 2 else next(iter(used), "bodyweight")


def warm_up(case: Case, session: ReadSession) -> tuple[str, ...]:
    """List the warm-up: pulse raiser unless warm from a run, the first lift unloaded, ramps."""
    steps = []
    if not session.day.is_straight_after_run:
        steps.append("2 minutes of brisk marching, leg swings and arm circles")
    if session.items:
        easy = _bodyweight_form(case, session.items[0].exercise)
        steps.append(f"8 easy repetitions: {easy.name}")
    for item in session.items:
        if item.exercise.rest_class == "heavy":
            steps.append(f"one ramp set of 5 at about half the load: {item.exercise.name}")
    return tuple(steps)


def _bodyweight_form(case: Case, form: Exercise) -> Exercise:
    """Return the simplest bodyweight form of a family, or what comes before it, or the form itself."""
    family = [other for other in case.catalogue.values() if other.family == form.family]
    before = [case.catalogue[one] for one in form.prerequisite_id if one in case.catalogue]
    for other in sorted(family, key=lambda one: (one.family_rank, one.id)) + before:
        easier = not other.is_loaded and other.dose_unit == "reps" and other.family_rank <= form.family_rank
        if easier and (not other.equipment_sets or () in other.equipment_sets):
            return other
    return next((one for one in before if not one.is_loaded), form)
