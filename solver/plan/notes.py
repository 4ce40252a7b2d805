"""What a reader of the plan must know: safety, rules switched off, goals not reached and why."""

from collections import Counter
from collections.abc import Iterator

from solver.catalogue.case import Case
from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.exercise import Exercise
from solver.domain.plan import Note, TierValue, Weekly
from solver.goals import GOALS
from solver.goals.exposures import QUALITIES, has_quality
from solver.goals.pattern_exposures import is_movement
from solver.rules import RULES
from solver.specification import parameter_models

NOT_MEDICAL = "This plan is not medical advice and promises no injury prevention. Stop when something hurts."


def notes(case: Case, tiers: tuple[TierValue, ...], weekly: Weekly | None) -> tuple[Note, ...]:
    """Return every note of a plan, safety first."""
    found = [*_safety(case), *_changed(case), *_input(case)]
    if weekly is not None:
        found += _training(case)
        found += _missed(case, tiers, weekly)
    return tuple(found)


def _safety(case: Case) -> Iterator[Note]:
    yield Note(kind="safety", about="medical", text=NOT_MEDICAL)
    for joint, severity in sorted(case.athlete.pain.items()):
        if severity == "severe":
            text = f"Severe pain ({joint}): see a clinician before training; everything that loads it is left out."
            yield Note(kind="safety", about="pain", text=text)
    if case.athlete.is_young:
        text = "Ages 13 to 17 train under the eyes of a qualified adult, every session."
        yield Note(kind="safety", about="young_athlete", text=text)


def _changed(case: Case) -> Iterator[Note]:
    """Say which rules and goals the scenario switched off or changed."""
    for name in sorted(case.scenario.rules):
        now, default = case.parameters[name], parameter_models()[name]()
        if not getattr(now, "enabled", True):
            yield Note(kind="rule_off", about=name, text=f"{name} is switched off by the scenario.")
            continue
        changes = [
            f"{field} {getattr(now, field)} (default {getattr(default, field)})"
            for field in type(now).model_fields
            if getattr(now, field) != getattr(default, field)
        ]
        if changes:
            yield Note(
                kind="rule_changed",
                about=name,
                text=f"{name} is changed by the scenario: {', '.join(changes)}.",
            )


def _input(case: Case) -> Iterator[Note]:
    """Say what of the input could not be used."""
    for field in ("previous_day", "next_day"):
        day = getattr(case.scenario, field)
        if day is not None and day.strength is not None:
            text = f"strength in {field} says when there was time, not what was trained; it is not used."
            yield Note(kind="input", about=field, text=text)


def _training(case: Case) -> Iterator[Note]:
    """Say how to train what the plan writes down."""
    if case.athlete.weeks == 0:
        text = "First week of lifting: two easy sets, and good form before anything else."
        yield Note(kind="training", about="novelty", text=text)


def _missed(case: Case, tiers: tuple[TierValue, ...], weekly: Weekly) -> Iterator[Note]:
    """Say which goals of the first five tiers are not reached, and what stands in their way."""
    words = {goal.id: goal.words for goal in GOALS}
    for tier in tiers:
        if tier.name == "familiarity":
            continue
        for goal in tier.goals:
            if goal.value and goal.weight:
                detail = _detail(case, goal.id, weekly)
                text = f"{goal.value} x {words[goal.id]}{': ' + detail if detail else ''}."
                yield Note(kind="goal_missed", about=goal.id, text=text)


def _detail(case: Case, goal: str, weekly: Weekly) -> str:
    if goal in ("pattern_exposures", "exposures"):
        quality = goal == "exposures"
        short = [c for c in weekly.coverage if c.reached < c.wanted and (c.what in QUALITIES) == quality]
        return "; ".join(f"{c.what} {c.reached} of {c.wanted}{_closed(case, c.what)}" for c in short)
    if goal in ("muscle_floor", "dose_target"):
        wanted = "floor" if goal == "muscle_floor" else "target"
        short_of = [m for m in weekly.muscles if m.sets < getattr(m, wanted)]
        return "; ".join(f"{m.group} {m.sets:g} of {getattr(m, wanted):g} sets" for m in short_of)
    if goal == "sessions_target":
        return closed_days(case)
    return ""


def _closed(case: Case, what: str) -> str:
    """Name the rules that close every exercise of a kind, if none is open on any day."""
    holds = has_quality if what in QUALITIES else is_movement
    forms = [form for form in case.catalogue.values() if holds(what, form)]
    reasons = [_closing(case, form, day) for form in forms for day in range(7) if not _day_closed(case, day)]
    if not reasons or not all(reasons):
        return ""
    counted = Counter(rule for rules in reasons for rule in rules)
    return f" (no exercise for it is open: {', '.join(rule for rule, _ in counted.most_common(3))})"


def _closing(case: Case, form: Exercise, day: int) -> list[str]:
    return [rule.id for rule in RULES if rule.of(case).enabled and rule.closes(case, day, form)]


def _day_closed(case: Case, day: int) -> list[str]:
    return [rule.id for rule in RULES if rule.of(case).enabled and rule.closes_day(case, day)]


def closed_days(case: Case) -> str:
    """Name the days that no session can be on, with the rules that close them."""
    closed = {day: _day_closed(case, day) for day in range(7)}
    return "; ".join(
        f"{DAY_WORDS[DAYS[day]]} is closed by {' and '.join(rules)}" for day, rules in closed.items() if rules
    )


def infeasible_notes(case: Case) -> tuple[Note, ...]:
    """Say which rules leave no day, day by day."""
    found = []
    for day in range(7):
        rules = _day_closed(case, day)
        for rule in rules:
            text = f"{DAY_WORDS[DAYS[day]]}: {_why_closed(case, rule, day)}"
            found.append(Note(kind="limit", about=rule, text=text))
        if not rules:
            text = (
                f"{DAY_WORDS[DAYS[day]]}: a session may be here, but no choice of exercises satisfies every "
                f"rule in the {case.days[day].minutes} minutes there are, or not together with what the week wants."
            )
            found.append(Note(kind="limit", about="week", text=text))
    return tuple(found)


def _why_closed(case: Case, rule: str, day: int) -> str:
    if rule == "time_budget":
        return f"there are {case.days[day].minutes} minutes for strength, too few for a warm-up (time_budget)"
    return f"{next(r.words for r in RULES if r.id == rule)} ({rule})"
