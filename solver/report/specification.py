"""The specification as a person reads it: every rule and goal with words, parameters and source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from solver.domain.base import Noun
from solver.report.document import Json
from solver.report.words import clean, sentence

_SHOWN_ELSEWHERE = {"enabled", "tier", "weight"}


@dataclass(frozen=True)
class Definitions:
    """The thresholds that rules and goals share, in the shape of a rule."""

    id: str
    words: str
    parameters: type[Noun]
    source: str = "Engineering defaults."


class Described(Protocol):
    """What rules and goals have in common."""

    @property
    def id(self) -> str:
        """Name in scenarios."""

    @property
    def words(self) -> str:
        """What it says, in words a runner understands."""

    @property
    def source(self) -> str:
        """Where it comes from."""

    @property
    def parameters(self) -> type[Noun]:
        """What a scenario may change."""


class DescribedRule(Described, Protocol):
    """A hard rule, as far as it is shown."""

    @property
    def safety(self) -> bool:
        """Whether it cannot be switched off."""


@dataclass(frozen=True)
class Specification:
    """Everything a plan is made by.

    Attributes
    ----------
    tier_names : number of a tier -> what it is about
    """

    rules: Iterable[DescribedRule]
    goals: Iterable[Described]
    definitions: Definitions
    tier_names: Mapping[int, str]


def specification_view(all_of_it: Specification) -> RenderableType:
    """Return definitions, rules, then goals tier by tier, for a rich console."""
    parts = (*_rules(all_of_it), *_goals(all_of_it.goals, all_of_it.tier_names))
    return Padding(Group(*parts), (0, 1))


def specification_data(all_of_it: Specification) -> dict[str, Json]:
    """Return rules, goals and definitions as plain data.

    Parameters are listed with their default, and their description where they have one.
    """
    return {
        "rules": [{**_described(rule), "safety": rule.safety} for rule in all_of_it.rules],
        "goals": [_goal_data(goal, all_of_it.tier_names) for goal in all_of_it.goals],
        "definitions": _described(all_of_it.definitions),
    }


def _goal_data(goal: Described, tier_names: Mapping[int, str]) -> dict[str, Json]:
    tier, weight = _rank(goal)
    return {"tier": tier, "tier_name": tier_names.get(tier, ""), "weight": weight, **_described(goal)}


def _described(part: Described) -> dict[str, Json]:
    defaults = part.parameters().model_dump(mode="json")
    parameters: dict[str, Json] = {
        name: {"default": default, "words": _description(part.parameters, name)}
        for name, default in defaults.items()
    }
    return {"id": part.id, "words": part.words, "source": part.source, "parameters": parameters}


def _description(model: type[Noun], name: str) -> str:
    """Return what a parameter is, from the class that says so: a new default needs no new words."""
    owners = (one for one in model.__mro__ if issubclass(one, Noun) and name in one.model_fields)
    return next((words for owner in owners if (words := owner.model_fields[name].description)), "")


def _rank(goal: Described) -> tuple[int, int]:
    defaults = goal.parameters().model_dump()
    return int(defaults["tier"]), int(defaults["weight"])


def _rules(all_of_it: Specification) -> Iterator[RenderableType]:
    yield from (Text("HARD RULES: EVERY PLAN KEEPS THEM", style="bold cyan"), Text())
    yield from _entry(all_of_it.definitions, "what words mean")
    for rule in all_of_it.rules:
        yield from _entry(rule, "safety, cannot be switched off" if rule.safety else "")


def _goals(goals: Iterable[Described], tier_names: Mapping[int, str]) -> Iterator[RenderableType]:
    yield from (Text("GOALS: A TIER IS NEVER TRADED FOR A LATER ONE", style="bold cyan"), Text())
    last = 0
    for goal in sorted(goals, key=lambda one: _rank(one)[0]):
        tier, weight = _rank(goal)
        if tier != last:
            yield Text(f"Tier {tier}: {tier_names.get(tier, '')}".upper(), style="bold cyan")
            last = tier
        yield from _entry(goal, f"weight {weight}")


def _entry(part: Described, aside: str) -> Iterator[RenderableType]:
    yield Text(part.id, style="bold") + Text(f"  ({aside})" if aside else "", style="not bold")
    yield _indented(sentence(clean(part.words)))
    defaults = part.parameters().model_dump(mode="json")
    shown = [f"{name} = {_value(value)}" for name, value in defaults.items() if name not in _SHOWN_ELSEWHERE]
    if shown:
        yield _indented(f"Parameters: {', '.join(shown)}")
    yield _indented(f"Source: {clean(part.source)}")
    yield Text()


def _indented(text: str) -> Padding:
    return Padding(Text(text), (0, 0, 0, 2))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}:{_value(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    return "on" if value is True else "off" if value is False else str(value)
