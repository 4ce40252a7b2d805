"""The prescription: which amount, effort and rest an athlete gets for a form, and what it costs.

Everything but the number of sets is fixed here by the athlete's ladder; the solver chooses sets.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from solver.domain.athlete import Athlete
from solver.domain.exercise import Exercise
from solver.domain.scenario import Format

#: phase -> (sets, repetitions, RPE), the loading ladder
LADDER: tuple[tuple[int, int, int], ...] = ((3, 10, 6), (3, 10, 7), (3, 8, 7), (3, 6, 8), (4, 4, 8))
MIN_SETS = 2
PAIRED_TIME = Fraction(67, 100)
"""Share of their time that the sets of two alternating exercises take."""

_DEFAULT_PHASE = {"beginner": 1, "intermediate": 2, "advanced": 3}
_REST_SECONDS = {"heavy": 180, "moderate": 90, "accessory": 45, "core": 45, "power": 90}
_REST_BODYWEIGHT = 60
_SWITCH_SIDES = 8
_RAMP_SECONDS = 60
_YOUNG_REPS = (6, 15)
_POWER_RPE = 6
_LEVEL_RPE = {"beginner": 6, "intermediate": 7, "advanced": 7}


@dataclass(frozen=True, slots=True)
class Dose:
    """What one set of a form is for an athlete, and what it costs.

    Attributes
    ----------
    amount, rpe, rest : per set and side, 1-10, seconds
    max_sets : the solver chooses from 2 to this
    set_seconds, paired_seconds : one set with its rest, done alone or alternating
    once_seconds : set-up beyond the rest, and the ramp of a heavy lift
    fatigue : lower-body fatigue points of one set, times 8
    contacts : ground contacts of one set
    """

    amount: int
    rpe: int
    rest: int
    max_sets: int
    set_seconds: int
    paired_seconds: int
    once_seconds: int
    fatigue: int
    contacts: int


def phase_of(exercise: Exercise, athlete: Athlete, format: Format) -> int:
    """Return the ladder's phase 0-4: the athlete's own for the form or its family, else by level."""
    own = athlete.ladder.get(exercise.id, athlete.ladder.get(exercise.family))
    phase = _DEFAULT_PHASE[athlete.level] if own is None else own
    if athlete.weeks == 0:
        phase = 0
    elif format == "little_and_often" and own is None:
        phase += 1
    return min(phase, len(LADDER) - 1)


def effort_eighths(rpe: int) -> int:
    """Return 8 x the effort factor of fatigue: 1 up to RPE 7, 1.25 at 8-9, 1.5 at 10."""
    return 8 if rpe <= 7 else 10 if rpe <= 9 else 12


def set_fatigue(exercise: Exercise, rpe: int, is_new: bool) -> int:
    """Return the lower-body fatigue points of one set, times 8 (a whole number)."""
    return exercise.fatigue_cost * effort_eighths(rpe) * (3 if is_new else 2) // 2


def set_seconds(exercise: Exercise, amount: int, rest: int, paired: bool = False) -> int:
    """Return the seconds of one set with its rest, rounded up; 0.67 of it when paired."""
    work = Fraction(str(exercise.sec_per_unit)) * amount * exercise.sides
    work += _SWITCH_SIDES * (exercise.sides - 1)
    return math.ceil((work + rest) * (PAIRED_TIME if paired else 1))


def once_seconds(exercise: Exercise, rest: int) -> int:
    """Return the seconds an exercise costs once: set-up beyond the rest, ramp of a heavy lift."""
    return max(0, exercise.setup_s - rest) + (_RAMP_SECONDS if exercise.rest_class == "heavy" else 0)


def rest_seconds(exercise: Exercise, rpe: int) -> int:
    """Return the rest after a set, in seconds: by class, short for easy bodyweight work."""
    rest = _REST_SECONDS[exercise.rest_class]
    return min(rest, _REST_BODYWEIGHT) if exercise.modality == "bodyweight" and rpe <= 7 else rest


def prescribe(exercise: Exercise, athlete: Athlete, format: Format, is_new: bool) -> Dose | None:
    """Return the athlete's dose of a form, or None when no dose of it suits a young athlete."""
    sets, amount, rpe = _sets_amount_rpe(exercise, athlete, format)
    if athlete.weeks == 0:
        sets, rpe = MIN_SETS, min(rpe, 6)
    elif is_new:
        sets = MIN_SETS
    if athlete.is_young:
        sets, rpe = min(sets, 3), min(rpe, 8)
        if exercise.dose_unit == "reps":
            low, high = max(_YOUNG_REPS[0], exercise.amount_min), min(_YOUNG_REPS[1], exercise.amount_max)
            if low > high:
                return None
            amount = _clamp(amount, low, high)
    if format == "little_and_often":
        sets = min(sets, 3)
    rest = rest_seconds(exercise, rpe)
    return Dose(
        amount=amount,
        rpe=rpe,
        rest=rest,
        max_sets=sets,
        set_seconds=set_seconds(exercise, amount, rest),
        paired_seconds=set_seconds(exercise, amount, rest, paired=True),
        once_seconds=once_seconds(exercise, rest),
        fatigue=set_fatigue(exercise, rpe, is_new),
        contacts=amount * exercise.contacts_per_unit * exercise.sides,
    )


def _sets_amount_rpe(exercise: Exercise, athlete: Athlete, format: Format) -> tuple[int, int, int]:
    """Return (most sets, amount, RPE) before new forms, first weeks and youth change them."""
    phase = phase_of(exercise, athlete, format)
    if exercise.is_power:
        return exercise.default_sets, exercise.default_amount, _POWER_RPE
    if not exercise.is_main:
        return exercise.default_sets, exercise.default_amount, _LEVEL_RPE[athlete.level]
    if exercise.dose_unit == "seconds":
        hold = _clamp(exercise.default_amount, 20, 40)
        return 3, _clamp(hold, exercise.amount_min, exercise.amount_max), _LEVEL_RPE[athlete.level]
    if exercise.dose_unit != "reps" or exercise.category == "power" or exercise.rest_class == "accessory":
        return exercise.default_sets, exercise.default_amount, _LEVEL_RPE[athlete.level]
    if exercise.modality in ("bodyweight", "bands"):
        amount = min(exercise.default_amount, 15)
        return 3, _clamp(amount, exercise.amount_min, exercise.amount_max), 6 if phase == 0 else 7
    sets, reps, rpe = LADDER[phase]
    return sets, _clamp(reps, exercise.amount_min, exercise.amount_max), rpe


def _clamp(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
