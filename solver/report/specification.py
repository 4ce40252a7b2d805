"""The specification as a person reads it: every rule and goal with words, parameters and source."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from solver.domain.base import Noun
from solver.report.document import Json
from solver.report.words import clean, sentence

_SHOWN_ELSEWHERE = {"enabled", "tier", "weight"}


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


def specification_view(
    rules: Iterable[DescribedRule], goals: Iterable[Described], tier_names: Mapping[int, str]
) -> RenderableType:
    """Return all rules, then all goals tier by tier, for a rich console."""
    return Padding(Group(*_rules(rules), *_goals(goals, tier_names)), (0, 1))


def specification_data(
    rules: Iterable[DescribedRule], goals: Iterable[Described], tier_names: Mapping[int, str]
) -> dict[str, Json]:
    """Return all rules and goals as plain data.

    Parameters are listed with their default, and their description where they have one.
    """
    return {
        "rules": [{**_described(rule), "safety": rule.safety} for rule in rules],
        "goals": [_goal_data(goal, tier_names) for goal in goals],
    }


def _goal_data(goal: Described, tier_names: Mapping[int, str]) -> dict[str, Json]:
    tier, weight = _rank(goal)
    return {"tier": tier, "tier_name": tier_names.get(tier, ""), "weight": weight, **_described(goal)}


def _described(part: Described) -> dict[str, Json]:
    fields = part.parameters.model_fields
    defaults = part.parameters().model_dump(mode="json")
    parameters: dict[str, Json] = {
        name: {"default": default, "words": fields[name].description or ""}
        for name, default in defaults.items()
    }
    return {"id": part.id, "words": part.words, "source": part.source, "parameters": parameters}


def _rank(goal: Described) -> tuple[int, int]:
    defaults = goal.parameters().model_dump()
    return int(defaults["tier"]), int(defaults["weight"])


def _rules(rules: Iterable[DescribedRule]) -> Iterator[RenderableType]:
    yield Text("Hard rules: every plan keeps them")
    yield Text()
    for rule in rules:
        yield from _entry(rule, "safety, cannot be switched off" if rule.safety else "")


def _goals(goals: Iterable[Described], tier_names: Mapping[int, str]) -> Iterator[RenderableType]:
    yield Text("Goals: a tier is never traded for one below it")
    yield Text()
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
