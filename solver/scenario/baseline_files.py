"""Baselines as files: JSON with a line per cell, so that a change shows which one it is."""

import json
import os
from pathlib import Path

from solver.domain.baseline import Baseline
from solver.scenario.noun_files import read_noun


def read_baseline(path: str | os.PathLike[str]) -> Baseline:
    """Read a baseline.

    Raises
    ------
    ScenarioError
        With every problem.
    """
    return read_noun(path, Baseline, "a baseline")[0]


def write_baseline(baseline: Baseline, path: str | os.PathLike[str]) -> None:
    """Write a baseline."""
    Path(path).write_text(baseline_text(baseline), encoding="utf-8", newline="\n")


def baseline_text(baseline: Baseline) -> str:
    """Return a baseline as it is written; the same bytes every time."""
    document = baseline.model_dump(mode="json")
    cells = document.pop("cells")
    head = json.dumps(document, indent=2, ensure_ascii=False)[:-2]
    lines = ",\n".join(f"    {json.dumps(cell, ensure_ascii=False)}" for cell in cells)
    return f'{head},\n  "cells": [\n{lines}\n  ]\n}}\n'
