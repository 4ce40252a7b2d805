"""Edits of a stored scenario."""

import json
from collections.abc import Iterable
from typing import Any

import solver
from api.contract.plans import Edit
from api.edge.problem import Fault, invalid


def patched(scenario: str, edits: Iterable[Edit]) -> dict[str, Any]:
    """Return a stored scenario's document after edits, one after another.

    Raises
    ------
    ApiError
        422 with every edit that leads nowhere.
    """
    document: dict[str, Any] = json.loads(scenario)
    faults = []
    for place, edit in enumerate(edits):
        value = None if edit.op == "remove" else edit.value
        try:
            document = solver.overridden(document, {edit.path: value})
        except ValueError as error:
            faults.append(Fault(pointer=f"/patch/{place}/path", code="not_allowed", message=str(error)))
    if faults:
        raise invalid(faults)
    return document
