"""The JSON Schema says what the reader says."""

from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from solver.domain.scenario import Scenario
from solver.goals import GOALS
from solver.goals.base import Goal
from solver.rules import RULES
from solver.rules.base import Rule
from solver.scenario import schema
from solver.scenario.reader import parse_scenario, scenario_from
from tests.scenario.helpers import GOOD, problem_in

PARTS: tuple[Rule[Any] | Goal[Any], ...] = (*RULES, *GOALS)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    made = schema.scenario_schema()
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def plain(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("text", [GOOD, "{}", "exercises_file: own.csv", "week: {mon: {run: null}}"])
def test_good_scenarios_are_valid(validator: jsonschema.Draft202012Validator, text: str) -> None:
    """What the reader takes, the schema takes."""
    validator.validate(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "sesions: {}",
        "athlete: {agee: 3}",
        "week: {monday: {}}",
        "week: {mon: {run: {kind: qualty}}}",
        "week: {mon: {run: {minutes: 3}}}",
        "week: {mon: {run: {kind: easy, vest: 45}}}",
        "week: {mon: {other: {hard: true}}}",
        "week: {mon: }",
        "pins: {mon: sesion}",
        "pins: {mo: session}",
        "athlete: {pain: {kne: mild}}",
        "athlete: {ladder: {my squat: 2}}",
        "places: {my gym: []}",
        "rules: {vest_dy: {}}",
        "rules: {vest_day: {enable: false}}",
        "rules: {vest_day: {enabled: 'no'}}",
        "rules: {pain: {enabled: false}}",
        "rules: {definitions: {vest_minutes: 0}}",
        "strength_minutes: '40'",
        "strength_minutes: 1500",
    ],
)
def test_both_refuse_the_same(validator: jsonschema.Draft202012Validator, text: str) -> None:
    """An editor that knows the schema underlines what the reader refuses."""
    assert not validator.is_valid(plain(text))
    problem_in(text)


def test_every_rule_and_goal_is_described() -> None:
    """With the words of the rule itself, and no other keys."""
    rules = schema.scenario_schema()["properties"]["rules"]
    assert rules["additionalProperties"] is False
    for part in PARTS:
        assert rules["properties"][part.id]["description"] == part.words
    assert "definitions" in rules["properties"]


def test_every_parameter_of_the_schema_is_read(validator: jsonschema.Draft202012Validator) -> None:
    """Writing down every default changes nothing, in the schema and in the reader."""
    made = {part.id: part.parameters().model_dump(mode="json") for part in PARTS}
    validator.validate({"rules": made})
    assert scenario_from({"rules": made}).rules == made


def test_the_text_is_the_same_every_time() -> None:
    """Committed files change only when the code does."""
    assert schema.schema_text() == schema.schema_text()
    assert schema.schema_text().endswith("}\n")


def test_drift_is_reported_with_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forgotten --write fails in CI and says what to do."""
    monkeypatch.setattr(schema, "schema_text", lambda: "{}\n")
    assert schema.main(["--check"]) == 1
    assert "--write" in capsys.readouterr().err
    monkeypatch.setattr(schema, "SCHEMA_FILE", "no_such_file.json")
    assert schema.main(["--check"]) == 1


def test_printing_gives_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """For whoever wants it without the repository."""
    assert schema.main([]) == 0
    assert capsys.readouterr().out == schema.schema_text()


def test_the_reader_does_not_need_the_schema() -> None:
    """Reading is the law; the schema only helps to write."""
    assert parse_scenario("week: {}") == Scenario()
