"""What an exercise is there for: the goals and rules it counts toward."""

from solver.catalogue.case import Case
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.goals.exposures import QUALITIES, has_quality


def serves(case: Case, form: Exercise) -> tuple[str, ...]:
    """Return ``goal`` or ``goal/part`` ids that an exercise counts toward in this case.

    Movements, qualities, the dose of its primary muscle groups, and the user's own wishes.
    """
    parts = [f"pattern_exposures/{form.movement}"] if form.movement else []
    parts += [f"exposures/{what}" for what in QUALITIES if has_quality(what, form)]
    parts += [f"dose_target/{group}" for group, credit in form.half_sets.items() if credit == 2]
    if case.is_named(form, case.athlete.prefer):
        parts.append("preferences")
    if any(form.id in case.pinned(day) for day in DAYS):
        parts.append("pins")
    if case.scenario.last_week is not None and form.id in case.scenario.last_week:
        parts.append("continuity")
    return tuple(parts)
