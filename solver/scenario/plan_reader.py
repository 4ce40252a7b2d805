"""Reads plans for the judge, written by the solver or by a person."""

import json
import os

from pydantic import ValidationError

from solver.domain.plan import Plan
from solver.domain.problem import ScenarioError
from solver.scenario.files import read_text
from solver.scenario.findings import findings
from solver.scenario.json_text import read_json
from solver.scenario.messages import worded
from solver.scenario.yaml_text import read_yaml


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """Read a plan file: JSON when it is called ``.json``, else YAML 1.2.

    Sessions with a day, exercises and sets are enough; what is left out is filled in when the
    plan is judged.

    Raises
    ------
    ScenarioError
        With every problem, its file, line and column.
    """
    name = os.fspath(path)
    text = read_text(path, name)
    document = read_json(text, name) if name.lower().endswith(".json") else read_yaml(text, name)
    if not document.problems:
        try:
            return Plan.model_validate_json(json.dumps(document.tree), strict=True)
        except ValidationError as error:
            found = findings(error, document.tree)
            document.problems += map(document.located, worded(found, Plan))
    raise ScenarioError(document.in_order(document.problems))
