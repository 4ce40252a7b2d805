"""Builds the model of a week: which slots are open, then each rule, then each goal."""

from collections.abc import Collection
from dataclasses import dataclass

from solver.catalogue.case import Case
from solver.catalogue.dose import MIN_SETS, Dose
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.goals import GOALS
from solver.model.openings import Openings
from solver.model.week import Slot, WeekModel
from solver.program import Label, Program, Terms, Var
from solver.rules import RULES


@dataclass(frozen=True)
class BuiltWeek:
    """A model with its objective, tier by tier.

    Attributes
    ----------
    tiers : tier number -> weighted terms, in ascending order
    """

    model: WeekModel
    tiers: dict[int, Terms]


def build(
    case: Case,
    *,
    guarded: bool = False,
    days: tuple[int, ...] | None = None,
    openings: Openings | None = None,
    forms: Collection[str] | None = None,
) -> BuiltWeek:
    """Build the model of ``case``.

    Parameters
    ----------
    guarded
        Keep what rules close as variables with labelled rows, so that an explanation can post
        every rule and subject behind a guard. Otherwise what is closed is left out, which says
        the same and is smaller.
    days
        Hold a session on exactly these days, which no rule may close; None leaves the days open.
    openings
        What the rules leave open, when it is already known. Rows that it does not ask for are not
        posted.
    forms
        Of a guarded model, the exercises to plan with, by id; None is all of them.
    """
    openings = openings or Openings(case)
    program = Program(guarded=guarded, asked=openings.asked)
    sessions = _sessions(openings, program, days)
    if guarded:
        slots = _guarded_slots(openings, program, sessions, forms)
    else:
        slots = _slots(openings, program, sessions)
    model = WeekModel(case, program, sessions, slots)
    for day, session in sessions.items():
        members = [(slot.on, 1) for slot in model.on_day(day)]
        program.at_least([*members, (session, -1)], 0)
    for rule in RULES:
        if rule.of(case).enabled:
            rule.post(model)
    return BuiltWeek(model, _tiers(model))


def _sessions(openings: Openings, program: Program, days: tuple[int, ...] | None) -> dict[int, Var]:
    """Make a session literal for every day that may have one; 1 for each of ``days`` if given."""
    if days is not None:
        return {day: program.integer(1, 1, f"session[{day}]") for day in days}
    open_days = range(7) if program.guarded else openings.days
    sessions = {day: program.boolean(f"session[{day}]") for day in open_days}
    if program.guarded:
        for day, session in sessions.items():
            for rule in openings.closing_day(day):
                program.at_most([(session, 1)], 0, Label(rule.id, DAYS[day]))
    return sessions


def _slots(openings: Openings, program: Program, sessions: dict[int, Var]) -> tuple[Slot, ...]:
    """Make a slot for every exercise that is open on a day."""
    doses = openings.case.doses
    return tuple(
        _slot(program, day, form, dose, session)
        for day, session in sessions.items()
        for form in openings.forms(day)
        if (dose := doses[form.id]) is not None
    )


def _guarded_slots(
    openings: Openings, program: Program, sessions: dict[int, Var], forms: Collection[str] | None
) -> tuple[Slot, ...]:
    """Make a slot for every exercise and day, and a labelled row for each rule that closes it."""
    slots = []
    for form in openings.case.catalogue.values():
        dose = openings.case.doses[form.id]
        if dose is None or (forms is not None and form.id not in forms):
            continue
        for day, session in sessions.items():
            slot = _slot(program, day, form, dose, session)
            for rule in openings.closing(day, form):
                program.at_most([(slot.on, 1)], 0, Label(rule.id, f"{DAYS[day]}/{form.id}"))
            slots.append(slot)
    return tuple(slots)


def _slot(program: Program, day: int, form: Exercise, dose: Dose, session: Var) -> Slot:
    """Make the literals of one exercise on one day: there at all, a third set, a fourth."""
    on = program.boolean(f"on[{form.id},{day}]")
    program.at_most([(on, 1), (session, -1)], 0)
    more = []
    previous = on
    for number in range(MIN_SETS + 1, dose.max_sets + 1):
        extra = program.boolean(f"set{number}[{form.id},{day}]")
        program.at_most([(extra, 1), (previous, -1)], 0)
        more.append(extra)
        previous = extra
    return Slot(day, form, dose, on, tuple(more))


def _tiers(model: WeekModel) -> dict[int, Terms]:
    """Let every goal state its terms, and weigh them."""
    tiers: dict[int, list[tuple[Var, int]]] = {}
    for goal in GOALS:
        settings = goal.of(model.case)
        terms = tiers.setdefault(settings.tier, [])
        must = settings.at_most is not None
        if not settings.enabled or not (settings.weight or must):
            continue
        value = goal.terms(model)
        terms += [(variable, settings.weight * c) for variable, c in value if settings.weight]
        if must:
            model.program.at_most(value, settings.at_most, Label(goal.id, "week"))
    return dict(sorted(tiers.items()))
