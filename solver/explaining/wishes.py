"""Wishes as edits of the scenario, so that a wish means the same wherever it is solved."""

from collections.abc import Callable
from typing import Literal

from solver.catalogue.reader import merged
from solver.domain.base import DAY_WORDS, listed, listed_days
from solver.domain.explanation import Conflict, Patch, Wish
from solver.domain.plan import Plan
from solver.domain.problem import Problem, ScenarioError
from solver.domain.scenario import Scenario
from solver.domain.wording import did_you_mean, shown
from solver.explaining.cost import has_plan
from solver.explaining.edits import edited

Pins = dict[str, Literal["session", "rest"] | tuple[str, ...]]
"""Day, or ``any`` -> what is pinned there."""


def wish_patches(scenario: Scenario, wish: Wish) -> tuple[Patch, ...]:
    """Return the edits of the scenario that make the wish a must; pins that it contradicts give way."""
    patches: list[Patch] = []
    before, after = _pins(scenario), _pins_with(scenario, wish)
    for day in before | after:
        if before.get(day) != after.get(day):
            patches.append(Patch(path=f"pins.{day}", value=after.get(day)))
    if wish.sessions is not None:
        patches += [Patch(path=f"sessions.{end}", value=wish.sessions) for end in ("min", "target", "max")]
    avoided = list(scenario.athlete.avoid)
    if wish.modality is not None:
        patches.append(Patch(path="policy.modality", value=wish.modality))
        avoided += _of_other_kind(scenario, wish.modality)
    if wish.instead_of is not None:
        avoided.append(wish.instead_of)
    if wish.modality is not None or wish.instead_of is not None:
        patches.append(Patch(path="athlete.avoid", value=tuple(dict.fromkeys(avoided))))
    return tuple(patches)


def given_up(scenario: Scenario, wish: Wish) -> tuple[str, ...]:
    """Return what the runner pinned and the wish takes away, such as ``the rest on Friday``."""
    lost, name = [], _naming(scenario)
    before, after = _pins(scenario), _pins_with(scenario, wish)
    for day, pin in before.items():
        where = f"on {DAY_WORDS[day]}" if day in DAY_WORDS else "in the week"
        new = after.get(day)
        if isinstance(pin, tuple):
            lost += [f"“{name(form)}” {where}" for form in pin if form not in (new or ())]
        elif pin == "rest" and new != "rest":
            lost.append(f"the rest {where}")
        elif pin == "session" and new in (None, "rest"):
            lost.append(f"the session {where}")
    return tuple(lost)


def _pins(scenario: Scenario) -> Pins:
    return {str(day): pin for day, pin in scenario.pins.items()}


def _pins_with(scenario: Scenario, wish: Wish) -> Pins:
    """Return the pins with the wish. Whoever asks *what if* is answered: what contradicts it goes."""
    pins, day = _pins(scenario), wish.day or "any"
    if wish.instead_of is not None:
        for where, forms in list(pins.items()):
            if isinstance(forms, tuple) and wish.instead_of in forms:
                left = tuple(form for form in forms if form != wish.instead_of)
                # The day keeps the session that its exercise had asked for.
                pins[where] = left or ("session" if where in DAY_WORDS else ())
    pin = pins.get(day, ())
    if wish.exercise is not None:
        beside = pin if isinstance(pin, tuple) else ()
        pins[day] = tuple(dict.fromkeys((*beside, wish.exercise)))
    elif wish.session is False:
        pins[day] = "rest"
    elif wish.session and not (pin and isinstance(pin, tuple)):
        # Pinned exercises ask for the session already.
        pins[day] = "session"
    return pins


def _of_other_kind(scenario: Scenario, modality: str) -> list[str]:
    """Return the exercises with the other load, also core and small ones, which the policy leaves open.

    The policy is for the main exercises, since a plank with a dumbbell beside bands is no harm. Who
    asks for bands only, on a journey say, has no dumbbell.
    """
    other = {"free_weights": "bands", "bands": "free_weights"}[modality]
    return [form.id for form in merged(scenario.exercises).values() if form.modality == other]


def wish_reasons(scenario: Scenario, wish: Wish, conflict: Conflict) -> dict[str, str]:
    """Return rule -> what to say of it where the wish, not what the runner avoids, closes exercises."""
    name, catalogue = _naming(scenario), merged(scenario.exercises)
    said, own = [], set(scenario.athlete.avoid)
    closed = [one.subject for one in conflict.members if one.rule == "avoid"]
    forms = [catalogue[one] for one in closed if one in catalogue]
    if wish.instead_of is not None:
        gone = catalogue[wish.instead_of]
        # A name may mean an exercise and the family that it begins.
        all_of_it = " and its other versions" if gone.id == gone.family else ""
        if not forms or any(gone.id in (form.id, form.family) for form in forms):
            said.append(f"You would replace “{gone.name}”{all_of_it}.")
    if wish.modality is not None and (not forms or any(f.modality != wish.modality for f in forms)):
        said.append(f"You would have {wish.modality.replace('_', ' ')} only.")
    if own and (not forms or any({form.id, form.family} & own for form in forms)):
        avoided = [f"“{name(one).replace('_', ' ')}”" for one in sorted(own)]
        said.append(f"You avoid {listed(avoided)}.")
    return {"avoid": " ".join(said)} if closed and said else {}


def wished(scenario: Scenario, wish: Wish) -> Scenario:
    """Return the scenario in which the wish is a must.

    Raises
    ------
    ScenarioError
        When the wish names an exercise that there is not.
    """
    catalogue = merged(scenario.exercises)
    named = {"exercise": wish.exercise, "instead_of": wish.instead_of}
    unknown = [
        Problem(
            pointer=f"/{field}",
            message=f"there is no exercise {shown(form)}",
            code="unknown_name",
            value=form,
            hint=did_you_mean(form, catalogue) or "`strongstride exercises` lists them",
        )
        for field, form in named.items()
        if form is not None and form not in catalogue
    ]
    if unknown:
        raise ScenarioError(unknown)
    return edited(scenario, wish_patches(scenario, wish))


def wish_words(scenario: Scenario, wish: Wish) -> str:
    """Say a wish, exercises by their names."""
    name = _naming(scenario)
    on = f" on {DAY_WORDS[wish.day]}" if wish.day else ""
    said = []
    if wish.exercise is not None:
        said.append(f"“{name(wish.exercise)}”{on}")
    elif wish.session is not None:
        said.append(f"{'a session' if wish.session else 'no session'}{on}")
    elif wish.sessions is not None:
        said.append(_sessions(wish.sessions))
    if wish.instead_of is not None:
        said[-1] += f" instead of “{name(wish.instead_of)}”"
    if wish.modality is not None:
        said.append(f"{wish.modality.replace('_', ' ')} only")
    return " and ".join(said)


def already_words(wish: Wish, plan: Plan) -> str:
    """Say that the plan has what is wished, and where; empty when it has not."""
    days = [session.day for session in plan.sessions]
    if wish.modality is not None or not has_plan(plan):
        return ""
    if wish.sessions is not None:
        return f"The plan has {_sessions(len(days))} already." if len(days) == wish.sessions else ""
    if wish.session is not None and wish.day is not None:
        is_there = "a" if wish.session else "no"
        held = (wish.day in days) == wish.session
        return f"The plan has {is_there} session on {DAY_WORDS[wish.day]} already." if held else ""
    there = _days_with(plan, wish.exercise)
    if not there or (wish.day and wish.day not in there) or _days_with(plan, wish.instead_of):
        return ""
    return f"The plan has it already: on {listed_days(there)}."


def nothing_to_replace(scenario: Scenario, wish: Wish, plan: Plan) -> str:
    """Say that the exercise to be replaced is not in the plan; empty when it is, or when there is no plan."""
    if wish.instead_of is None or not has_plan(plan) or _days_with(plan, wish.instead_of):
        return ""
    return f"“{_naming(scenario)(wish.instead_of)}” is not in the plan, so there is nothing to replace."


def _days_with(plan: Plan, form: str | None) -> list[str]:
    return [s.day for s in plan.sessions if any(one.exercise == form for one in s.exercises)]


def _sessions(number: int) -> str:
    return f"{number} session{'s' * (number != 1)}"


def _naming(scenario: Scenario) -> Callable[[str], str]:
    catalogue = merged(scenario.exercises)
    return lambda form: catalogue[form].name if form in catalogue else form
