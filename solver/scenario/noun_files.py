"""Reads a file as a noun, with the file, line and column of every problem."""

import json
import os
from typing import TypeVar

from pydantic import ValidationError

from solver.domain.base import Noun
from solver.domain.problem import Problem, ScenarioError
from solver.scenario.document import BROKEN, Document
from solver.scenario.extends import read_document
from solver.scenario.findings import findings
from solver.scenario.messages import worded

N = TypeVar("N", bound=Noun)


def read_noun(path: str | os.PathLike[str], kind: type[N], what: str) -> tuple[N, Document]:
    """Return what a YAML or JSON file holds, and the document for the places of later problems.

    Parameters
    ----------
    what : what the file is, with its article, for messages

    Raises
    ------
    ScenarioError
        With every problem.
    """
    document = read_document(path)
    if not isinstance(document.tree, dict) and document.tree is not BROKEN:
        document.problems.append(Problem(pointer="", message=f"this is not {what}: it is no mapping", line=1))
    if not document.problems:
        try:
            return kind.model_validate_json(json.dumps(document.tree), strict=True), document
        except ValidationError as error:
            found = findings(error, document.tree)
            document.problems += map(document.located, worded(found, kind))
    raise ScenarioError(document.in_order(document.problems))
