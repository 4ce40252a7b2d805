"""Wishes as edits of the scenario, so that a wish means the same wherever it is solved."""

from solver.catalogue.reader import merged
from solver.domain.base import DAY_WORDS
from solver.domain.explanation import Patch, Wish
from solver.domain.problem import Problem, ScenarioError
from solver.domain.scenario import Scenario
from solver.domain.wording import did_you_mean, shown
from solver.explaining.edits import edited, with_pin


def wish_patches(scenario: Scenario, wish: Wish) -> tuple[Patch, ...]:
    """Return the edits of the scenario that make the wish a must."""
    patches: list[Patch] = []
    if wish.exercise is not None:
        patches.append(with_pin(scenario, wish.day or "any", wish.exercise))
    elif wish.session is not None:
        patches.append(Patch(path=f"pins.{wish.day}", value="session" if wish.session else "rest"))
    elif wish.sessions is not None:
        patches += [Patch(path=f"sessions.{end}", value=wish.sessions) for end in ("min", "target", "max")]
    if wish.modality is not None:
        patches.append(Patch(path="policy.modality", value=wish.modality))
    if wish.instead_of is not None:
        avoided = dict.fromkeys((*scenario.athlete.avoid, wish.instead_of))
        patches.append(Patch(path="athlete.avoid", value=tuple(avoided)))
    return tuple(patches)


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
            hint=did_you_mean(form, catalogue),
        )
        for field, form in named.items()
        if form is not None and form not in catalogue
    ]
    if unknown:
        raise ScenarioError(unknown)
    return edited(scenario, wish_patches(scenario, wish))


def wish_words(scenario: Scenario, wish: Wish) -> str:
    """Say a wish, exercises by their names."""
    catalogue = merged(scenario.exercises)

    def name(form: str) -> str:
        return catalogue[form].name if form in catalogue else form

    on = f" on {DAY_WORDS[wish.day]}" if wish.day else ""
    said = []
    if wish.exercise is not None:
        said.append(f"“{name(wish.exercise)}”{on}")
    elif wish.session is not None:
        said.append(f"{'a session' if wish.session else 'no session'}{on}")
    elif wish.sessions is not None:
        said.append(f"{wish.sessions} session{'s' * (wish.sessions != 1)}")
    if wish.instead_of is not None:
        said[-1] += f" instead of “{name(wish.instead_of)}”"
    if wish.modality is not None:
        said.append(f"{wish.modality.replace('_', ' ')} only")
    return " and ".join(said)
