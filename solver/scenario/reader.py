"""Reads scenarios from files, text and Python objects; says everything that is wrong at once."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from solver.catalogue.reader import merged
from solver.catalogue.references import reference_problems
from solver.domain.problem import Problem, Refusal, ScenarioError
from solver.domain.scenario import Scenario
from solver.scenario.document import BROKEN, MAX_BYTES, Document, Place
from solver.scenario.exercise_files import read_exercises
from solver.scenario.extends import EXTENDS, read_extended
from solver.scenario.files import beside, too_large
from solver.scenario.findings import (
    MAX_FINDINGS,
    broken_parts,
    findings,
    is_echo,
    original_pointer,
    prune,
    surviving,
)
from solver.scenario.json_text import read_json
from solver.scenario.messages import worded
from solver.scenario.parameters import parameter_problems
from solver.scenario.plain import read_plain
from solver.scenario.refusals import refusals
from solver.scenario.yaml_text import read_yaml

TextFormat = Literal["yaml", "json"]

EXERCISES_FILE = "exercises_file"
#: Taking out what is wrong can uncover more, one level further out each time.
_ROUNDS = 12


def read_scenario(
    path: str | os.PathLike[str], exercises_file: str | os.PathLike[str] | None = None
) -> Scenario:
    """Read a scenario file: JSON when it is called ``.json``, else YAML 1.2.

    Parameters
    ----------
    path : the scenario file, UTF-8, at most 1 MiB; it may extend another one in its folder, named
        under ``extends``
    exercises_file : exercises of the user's own (``.csv``, ``.yaml``, ``.json``), in place of the
        file that the scenario names under ``exercises_file``, which has to be in the scenario's folder

    Returns
    -------
    Scenario
        Valid in itself, and everything it names exists.

    Raises
    ------
    ScenarioError
        With every problem, its file, line and column.
    Refusal
        When it is understood but not planned here.
    """
    document = read_extended(path)
    if isinstance(document.tree, dict):
        named = document.tree.pop(EXERCISES_FILE, None)
        if exercises_file is not None:
            _add_exercises(document, exercises_file, os.fspath(exercises_file))
        elif named is not None and named is not BROKEN:
            _add_named_exercises(document, path, named)
    return _checked(document)


def parse_scenario(text: str, *, file: str | None = None, format: TextFormat = "yaml") -> Scenario:
    """Read a scenario from text.

    Parameters
    ----------
    text : one YAML 1.2 or JSON document, at most 1 MiB
    file : what messages call it; nothing is read from there
    format : what the text is

    Raises
    ------
    ScenarioError, Refusal
        As `read_scenario`.
    """
    if len(text) > MAX_BYTES:
        raise too_large(file)
    text = text.removeprefix("\ufeff")
    return _checked(read_json(text, file) if format == "json" else read_yaml(text, file))


def scenario_from(data: Mapping[str, Any]) -> Scenario:
    """Return the scenario of a decoded document: an API body, or a dictionary in a notebook.

    Raises
    ------
    ScenarioError, Refusal
        As `read_scenario`; problems have JSON pointers but no lines.
    """
    return _checked(read_plain(data))


def validate(scenario: Scenario) -> None:
    """Check a scenario that was built in Python as strictly as one that was read.

    Raises
    ------
    ScenarioError, Refusal
        As `scenario_from`.
    """
    _checked(read_plain(scenario))


def _add_named_exercises(document: Document, path: str | os.PathLike[str], named: Any) -> None:
    target = beside(path, named)
    if isinstance(target, Problem):
        document.problems.append(document.located(target))
        _add(document, [BROKEN])
    else:
        _add_exercises(document, target, str(Path(path).parent / named))


def _add_exercises(document: Document, path: str | os.PathLike[str], name: str) -> None:
    """Append a file's exercises to the document's own."""
    there = document.tree.get("exercises", [])
    try:
        own = read_exercises(path, name, len(there) if isinstance(there, list) else 0)
    except ScenarioError as error:
        # The names that the file would have defined are unknown now, which is not worth saying.
        document.problems += error.problems
        own = Document(name, [BROKEN])
    document.problems += own.problems
    document.values.update(own.values)
    document.keys.update(own.keys)
    _add(document, own.tree)


def _add(document: Document, exercises: list[Any]) -> None:
    there = document.tree.setdefault("exercises", [])
    if isinstance(there, list):
        there += exercises


def _checked(document: Document) -> Scenario:
    """Return the document as a scenario, or raise everything that is wrong with it."""
    scenario = _scenario_of(document)
    reasons: list[Problem] = []
    if scenario is not None:
        unread = broken_parts(document.tree)
        found = reference_problems(scenario, merged(scenario.exercises), unread)
        found += parameter_problems(scenario)
        document.problems += _restored(found, document)
        reasons = _restored(refusals(scenario), document)
    if reasons:
        raise Refusal((*document.in_order(reasons), *document.in_order(document.problems)))
    if document.problems or scenario is None:
        raise ScenarioError(document.in_order(document.problems))
    return scenario


def _restored(found: list[Problem], document: Document) -> list[Problem]:
    """Return problems of what survived with their places in the whole document."""
    return [
        problem.model_copy(update={"pointer": original_pointer(problem.pointer, document.tree)})
        for problem in found
    ]


def _scenario_of(document: Document) -> Scenario | None:
    """Return what can be understood of the document; what cannot is noted and taken out.

    So a wrong kind of run does not hide a piece of equipment that nobody has heard of.
    """
    if not isinstance(document.tree, dict):
        _note_shape(document)
        return None
    _note_extends(document)
    _note_exercises_file(document)
    for _ in range(_ROUNDS):
        try:
            return Scenario.model_validate_json(json.dumps(surviving(document.tree)), strict=True)
        except ValidationError as error:
            found, hopeless = findings(error, document.tree), error.error_count() > MAX_FINDINGS
        fresh = [finding for finding in found if not is_echo(finding, document.tree)]
        document.problems += map(document.located, worded(fresh, Scenario))
        if hopeless or not prune(document.tree, found):
            return None
    return None


def _note_shape(document: Document) -> None:
    if document.tree is BROKEN:
        return
    # Not the value itself: somebody's whole scenario may have been read as one long text.
    kind = "a list" if isinstance(document.tree, list) else "a single value"
    message = f"the document is {kind}; a scenario is a mapping with a week"
    place = document.values.get("", Place(document.file))
    document.problems.append(
        Problem(pointer="", message=message, hint="start with 'week:'", **place._asdict())
    )


def _note_extends(document: Document) -> None:
    if document.tree.pop(EXTENDS, None) is None:
        return
    message = "only a scenario file can extend another file: nothing is read from disk here"
    hint = "write out what it extends"
    problem = Problem(pointer=f"/{EXTENDS}", message=message, code="unknown_key", hint=hint)
    document.problems.append(document.located(problem))


def _note_exercises_file(document: Document) -> None:
    if document.tree.pop(EXERCISES_FILE, None) is None:
        return
    problem = Problem(
        pointer=f"/{EXERCISES_FILE}",
        message="only a scenario file can name another file: nothing is read from disk here",
        code="unknown_key",
        hint="write the exercises under 'exercises'",
    )
    document.problems.append(document.located(problem))
    _add(document, [BROKEN])
