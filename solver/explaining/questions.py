"""The changes of circumstances that `worth` asks about, and which of them an argument settles.

What the plan does not use can be taken away for nothing, and what no rule would let it use buys
nothing: such questions need no solve.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from solver.catalogue.case import Case
from solver.catalogue.dose import MIN_SETS
from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.exercise import Exercise
from solver.domain.explanation import Patch
from solver.domain.plan import Plan
from solver.explaining.ideas import equipment_idea
from solver.rules import RULES
from solver.rules.time_budget import TimeBudget

STEP_MINUTES = 10
OPEN_MINUTES = 30

Room = Literal["", "forms", "minutes"]


@dataclass(frozen=True)
class Question:
    """A change of circumstances.

    Attributes
    ----------
    gives : more room, less room, or a different wish
    settled : the plan stays the best one: shown by an argument, not by a solve
    opens : what it gives more of: exercises, minutes, or nothing that could be given together with
        other changes
    """

    what: str
    patches: tuple[Patch, ...]
    gives: Literal["more", "less", "other"]
    settled: bool = False
    opens: Room = ""


def questions(case: Case, plan: Plan) -> Iterator[Question]:
    """Yield every question; what can be settled by an argument says so."""
    for name in DAYS:
        yield from _day_questions(case, plan, name)
    places = sorted({day.place for day in case.days}, key=lambda place: place or "")
    pieces = sorted({i for form in case.catalogue.values() for one in form.equipment_sets for i in one})
    for place in places:
        there = next(day for day in case.days if day.place == place).equipment
        for piece in pieces:
            if piece not in there:
                yield _equipment_question(case, place, piece)
    yield from _preference_questions(case)


def _day_questions(case: Case, plan: Plan, name: str) -> Iterator[Question]:
    day = next(one for one in case.days if one.name == name)
    session = next((one for one in plan.sessions if one.day == name), None)
    minutes, word = day.minutes, DAY_WORDS[name]
    closed = _is_closed(case, day.index, but="time_budget")

    def question(what: str, to: int, gives: Literal["more", "less"], settled: bool) -> Question:
        patch = Patch(path=f"week.{name}.strength.minutes", value=to)
        return Question(what, (patch,), gives, settled, "minutes" if gives == "more" else "")

    if minutes:
        more = minutes + STEP_MINUTES
        same_cap = _session_seconds(case, minutes) == _session_seconds(case, more)
        yield question(f"{STEP_MINUTES} minutes more on {word}", more, "more", closed or same_cap)
        fewer = max(0, minutes - STEP_MINUTES)
        fits = session is None or (session.seconds or 0) <= _session_seconds(case, fewer)
        yield question(f"No strength on {word}", 0, "less", session is None)
        if fewer:
            yield question(f"{minutes - fewer} minutes fewer on {word}", fewer, "less", fits)
    else:
        yield question(f"{OPEN_MINUTES} minutes on {word}", OPEN_MINUTES, "more", closed)


def _session_seconds(case: Case, minutes: int) -> int:
    settings = TimeBudget().of(case)
    full_body = case.scenario.format == "full_body"
    return 60 * min(minutes, settings.full_body if full_body else settings.little_and_often)


def _is_closed(case: Case, day: int, but: str) -> bool:
    enabled = (rule for rule in RULES if rule.id != but and rule.of(case).enabled)
    return any(rule.closes_day(case, day) for rule in enabled)


def _equipment_question(case: Case, place: str | None, piece: str) -> Question:
    """Ask for a piece; it changes nothing when no form that it completes would be open even so.

    Nor may the form count as possible: then the ladder rule would pass over easier ones for it.
    """
    idea = equipment_idea(case, place, piece)
    days = [day for day in case.days if day.place == place]
    there = days[0].equipment | {piece}
    opened = [
        form
        for form in case.catalogue.values()
        if any(piece in needed and there.issuperset(needed) for needed in form.equipment_sets)
        and not any(case.has_equipment(form, day.index) for day in days)
    ]
    useful = any(
        _is_possible(case, form) or _would_be_open(case, form, [day.index for day in days]) for form in opened
    )
    return Question(idea.change.rstrip("."), idea.patches, "more", not useful, "forms")


def _is_possible(case: Case, exercise: Exercise) -> bool:
    """Whether a form would be possible, as the ladder sees it, if the equipment for it were there."""
    return (
        case.is_earned(exercise)
        and case.is_wanted_kind(exercise)
        and case.doses[exercise.id] is not None
        and not case.hurts(exercise)
        and not case.is_named(exercise, case.athlete.avoid)
    )


def _would_be_open(case: Case, exercise: Exercise, days: list[int]) -> bool:
    """Whether a form could be planned on one of ``days`` if the equipment for it were there."""
    dose = case.doses[exercise.id]
    if dose is None or dose.max_sets < MIN_SETS:
        return False
    rules = [rule for rule in RULES if rule.id not in ("equipment", "ladder") and rule.of(case).enabled]
    return any(
        not any(rule.closes_day(case, day) or rule.closes(case, day, exercise) for rule in rules)
        for day in days
    )


def _said(case: Case, name: str) -> str:
    return f"“{case.catalogue[name].name}”" if name in case.catalogue else name.replace("_", " ")


def _preference_questions(case: Case) -> Iterator[Question]:
    scenario = case.scenario
    for name in scenario.athlete.prefer:
        left = tuple(one for one in scenario.athlete.prefer if one != name)
        yield Question(
            f"Not preferring {_said(case, name)}", (Patch(path="athlete.prefer", value=left),), "other"
        )
    for name in scenario.athlete.avoid:
        left = tuple(one for one in scenario.athlete.avoid if one != name)
        patch = Patch(path="athlete.avoid", value=left)
        yield Question(f"Not avoiding {_said(case, name)}", (patch,), "other", opens="forms")
    if scenario.policy.consolidation != "neutral":
        patch = Patch(path="policy.consolidation", value="neutral")
        yield Question("No consolidation policy", (patch,), "other")
    if scenario.policy.modality != "mixed":
        yield Question("Mixing bands and weights", (Patch(path="policy.modality", value="mixed"),), "other")
    if not scenario.policy.pairing:
        yield Question("Pairing exercises", (Patch(path="policy.pairing", value=True),), "other")
    if scenario.last_week is not None:
        yield Question("Not keeping to last week's plan", (Patch(path="last_week", value=None),), "other")
