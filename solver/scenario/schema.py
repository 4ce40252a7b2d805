"""JSON Schema of the scenario document: what editors complete and platforms validate with.

``python -m solver.scenario.schema --write`` renews the committed file, ``--check`` fails when it no
longer says what the code says.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from solver.catalogue.definitions import DEFINITIONS_ID, DEFINITIONS_WORDS
from solver.domain.base import Noun
from solver.domain.scenario import Scenario
from solver.goals import GOALS
from solver.goals.base import Goal
from solver.rules import RULES
from solver.rules.base import Rule
from solver.scenario.extends import EXTENDS, SCENARIO_SUFFIXES
from solver.scenario.files import EXERCISE_SUFFIXES
from solver.scenario.reader import EXERCISES_FILE
from solver.specification import parameter_models

#: Name of the committed file, beside this module.
SCHEMA_FILE = "scenario.schema.json"
_ID = "urn:strongstride:scenario:1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario, every parameter of every rule and goal spelled out.

    It says what one document can: that names exist, and that values agree with each other, is
    checked by `solver.scenario.reader`.
    """
    models = parameter_models()
    references, definitions = _definitions([Scenario, *models.values()])
    scenario = definitions.pop(references[Scenario])
    scenario["properties"]["rules"] = _rules_schema(models, references)
    scenario["properties"][EXTENDS] = _extends_schema()
    scenario["properties"][EXERCISES_FILE] = _exercises_file_schema()
    head = {"$schema": _DIALECT, "$id": _ID, "title": "Strongstride scenario"}
    rest = {key: value for key, value in scenario.items() if key != "title"}
    whole: dict[str, Any] = _tightened({**head, **rest, "$defs": definitions})
    return whole


def _tightened(schema: Any) -> Any:
    """Refuse keys that match no pattern, as pydantic does, and leave out long defaults."""
    if isinstance(schema, list):
        return [_tightened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tight = {key: _tightened(value) for key, value in schema.items()}
    if "patternProperties" in tight:
        tight["additionalProperties"] = False
    if isinstance(tight.get("default"), dict) and ("$ref" in tight or "type" in tight):
        del tight["default"]
    return tight


def _definitions(models: Sequence[type[Noun]]) -> tuple[dict[type[Noun], str], dict[str, Any]]:
    """Return the name of each model's definition, and all definitions; equal names are kept apart."""
    unique = list(dict.fromkeys(models))
    found, together = models_json_schema([(model, "validation") for model in unique])
    names = {model: found[(model, "validation")]["$ref"].rpartition("/")[2] for model in unique}
    return names, together["$defs"]


def _rules_schema(models: Mapping[str, type[Noun]], references: Mapping[type[Noun], str]) -> dict[str, Any]:
    always_on = {"properties": {"enabled": {"const": True}}}
    safety = {rule.id for rule in RULES if rule.safety}
    parts: tuple[Rule[Any] | Goal[Any], ...] = (*RULES, *GOALS)
    words = {DEFINITIONS_ID: DEFINITIONS_WORDS, **{part.id: part.words for part in parts}}
    return {
        "type": "object",
        "title": "Rules",
        "description": "Parameters of rules and goals, by id.",
        "additionalProperties": False,
        "properties": {
            name: {
                "description": words[name],
                "$ref": f"#/$defs/{references[model]}",
                **(always_on if name in safety else {}),
            }
            for name, model in models.items()
        },
    }


def _extends_schema() -> dict[str, Any]:
    suffixes = "|".join(suffix.removeprefix(".") for suffix in SCENARIO_SUFFIXES)
    return {
        "type": "string",
        "title": "Extends",
        "description": (
            "Scenario files only: a scenario in the same folder that this one changes. Mappings are "
            "merged, everything else is replaced, and null takes a key away."
        ),
        "pattern": rf"\.({suffixes})$",
    }


def _exercises_file_schema() -> dict[str, Any]:
    suffixes = "|".join(suffix.removeprefix(".") for suffix in EXERCISE_SUFFIXES)
    return {
        "type": "string",
        "title": "Exercises File",
        "description": (
            "Scenario files only: a CSV table or a YAML or JSON list with exercises of your own, "
            "in the folder of the scenario."
        ),
        "pattern": rf"\.({suffixes})$",
    }


def schema_text() -> str:
    """Return the schema as it is committed; the same bytes every time."""
    return json.dumps(scenario_schema(), indent=2, ensure_ascii=False) + "\n"


def is_current() -> bool:
    """Whether the committed schema is the one the code describes."""
    committed = files("solver.scenario").joinpath(SCHEMA_FILE)
    return committed.is_file() and committed.read_text(encoding="utf-8") == schema_text()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print, write or check the schema; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m solver.scenario.schema", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--write", action="store_true", help="renew the committed file")
    choice.add_argument("--check", action="store_true", help="fail when the committed file is out of date")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        return _check()
    if chosen.write:
        Path(__file__).with_name(SCHEMA_FILE).write_text(schema_text(), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(schema_text())
    return 0


def _check() -> int:
    if is_current():
        return 0
    sys.stderr.write(
        f"solver/scenario/{SCHEMA_FILE} does not say what the code says: a noun, a rule or a goal has "
        "changed.\nRun 'python -m solver.scenario.schema --write' and commit the file.\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
