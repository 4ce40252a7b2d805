"""What the service tells about itself."""

from pydantic import JsonValue

from api.contract.base import Message
from solver import Exercise


class Parameter(Message):
    """Something a scenario may change about a rule or goal."""

    default: JsonValue = None
    """Absent where there is none until a scenario says one."""
    words: str
    """What it is."""


class Rule(Message):
    """A hard rule: every plan keeps it."""

    id: str
    words: str
    source: str
    safety: bool
    """Safety rules cannot be switched off."""
    parameters: dict[str, Parameter]


class Goal(Message):
    """A goal: missed as little as possible, tier by tier."""

    id: str
    words: str
    source: str
    tier: int
    """1 comes first; a tier is never traded for a later one."""
    tier_name: str
    weight: int
    parameters: dict[str, Parameter]


class Definitions(Message):
    """The thresholds that rules and goals share."""

    id: str
    words: str
    source: str
    parameters: dict[str, Parameter]


class RuleList(Message):
    """Every rule, and the definitions."""

    rules: tuple[Rule, ...]
    definitions: Definitions


class GoalList(Message):
    """Every goal, by tier."""

    goals: tuple[Goal, ...]


class ExerciseList(Message):
    """The catalogue."""

    version: str
    exercises: tuple[Exercise, ...]


class ScenarioSummary(Message):
    """A scenario to try."""

    id: str
    """Its name in `/v1/scenarios/{id}`."""
    name: str


class ScenarioList(Message):
    """Scenarios to try."""

    scenarios: tuple[ScenarioSummary, ...]
