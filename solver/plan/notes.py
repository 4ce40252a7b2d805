"""What a reader of the plan must know: safety, rules switched off, goals not reached and why."""

from collections import Counter
from collections.abc import Iterator

from solver.catalogue.case import Case
from solver.domain.base import DAYS, listed, listed_days
from solver.domain.exercise import Exercise
from solver.domain.plan import Note, TierValue, Weekly
from solver.goals.exposures import QUALITIES, has_quality
from solver.goals.pattern_exposures import is_movement
from solver.plan.shortfalls import Figures, covered, shortfalls
from solver.rules import RULES
from solver.specification import parameter_models

NOT_MEDICAL = "This plan is not medical advice and promises no injury prevention. Stop when something hurts."

#: How a note about a goal begins.
_START = {
    "sessions_target": "Fewer sessions than you wanted",
    "pattern_exposures": "Not trained often enough",
    "exposures": "Not trained often enough",
    "muscle_floor": "Less than the weekly minimum",
    "dose_target": "Less than the weekly target",
    "dose_excess": "More than is useful",
    "anterior_posterior": "Out of balance",
    "push_pull": "Out of balance",
    "knee_hip": "Out of balance",
    "single_leg_share": "Out of balance",
    "core_contractions": "Out of balance",
}
#: What closes exercises, as a runner would say it.
_LIMITS = {
    "pain": "what hurts",
    "young_athlete": "the limits for young athletes",
    "power_dose": "the limits on explosive work",
    "avoid": "what you avoid",
    "equipment": "the equipment there is",
    "bodyweight_first": "what you have earned so far",
    "ladder": "harder versions you have earned",
    "run_first": "quality runs just before",
    "novelty": "your first week of lifting",
    "one_modality": "the kind of load you want",
    "eve_of_hard_day": "hard days that follow",
}
_RULES = {rule.id: rule for rule in RULES}


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
            text = (
                f"Severe pain ({joint}): see a clinician before training; everything that loads it is "
                "left out."
            )
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
    now = Figures({goal.id: goal.value for tier in tiers for goal in tier.goals}, weekly)
    for tier in tiers:
        if tier.name == "familiarity":
            continue
        for goal in tier.goals:
            if goal.value and goal.weight:
                yield Note(kind="goal_missed", about=goal.id, text=_missed_text(case, goal.id, now))


def _missed_text(case: Case, goal: str, now: Figures) -> str:
    said = "; ".join(clause.words for clause in shortfalls(goal, now))
    if goal in ("pattern_exposures", "exposures") and now.weekly is not None:
        short = [one.what for one in now.weekly.coverage if one.reached < one.wanted]
        said += "".join(_closed(case, what) for what in short if (what in QUALITIES) == (goal == "exposures"))
    if goal == "sessions_target" and (closed := closed_days(case)):
        said += f". {closed}"
    return f"{_START.get(goal, 'Not ideal')}: {said}."


def _closed(case: Case, what: str) -> str:
    """Say why every exercise of a kind is closed, if none is open on any day."""
    holds = has_quality if what in QUALITIES else is_movement
    forms = [form for form in case.catalogue.values() if holds(what, form)]
    reasons = [_closing(case, form, day) for form in forms for day in range(7) if not _day_closed(case, day)]
    if not reasons or not all(reasons):
        return ""
    counted = Counter(rule for rules in reasons for rule in rules)
    why = listed(_LIMITS.get(rule, rule.replace("_", " ")) for rule, _ in counted.most_common(3))
    return f". No exercise of this kind is open: {covered(what)} (because of {why})"


def _closing(case: Case, form: Exercise, day: int) -> list[str]:
    return [rule.id for rule in RULES if rule.of(case).enabled and rule.closes(case, day, form)]


def _day_closed(case: Case, day: int) -> list[str]:
    return [rule.id for rule in RULES if rule.of(case).enabled and rule.closes_day(case, day)]


def closed_days(case: Case) -> str:
    """Say which days no session can be on, and why: one reason a day, days of one reason together."""
    return " ".join(text for _, text in _closed_by(case))


def _closed_by(case: Case) -> list[tuple[str, str]]:
    """Return rules that close days, each with its words on the days it closes first."""
    by_rule: dict[str, list[str]] = {}
    for day in range(7):
        if rules := _day_closed(case, day):
            by_rule.setdefault(rules[0], []).append(DAYS[day])
    return [(rule, _RULES[rule].because(case, days)) for rule, days in by_rule.items()]


def infeasible_notes(case: Case) -> tuple[Note, ...]:
    """Say what leaves no day for a session, or that exercises cannot be found for the days there are."""
    found = [Note(kind="limit", about=rule, text=text) for rule, text in _closed_by(case)]
    open_days = [DAYS[day] for day in range(7) if not _day_closed(case, day)]
    if open_days:
        where = "any day" if len(open_days) == len(DAYS) else listed_days(open_days)
        text = (
            f"A session could be on {where}, but no choice of exercises and days keeps every rule and wish. "
            "`strongstride explain` names what clashes, and the ways out."
        )
        found.append(Note(kind="limit", about="week", text=text))
    return tuple(found)
