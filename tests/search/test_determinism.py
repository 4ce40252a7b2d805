"""The same bytes in every process: plans are compared as JSON, ``timing`` apart."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCENARIOS = tuple(sorted((ROOT / "scenarios").glob("*.yaml")))
FEW = ("half_marathon_build", "impossible_four_vest_days", "little_and_often_home", "race_week", "sore_knee")
HASH_SEEDS = ("0", "1", "4242")


def plans(hash_seed: str, files: tuple[Path, ...], deterministic_seconds: float) -> dict[str, str]:
    """Return the plan of each file as JSON, all of them made in one fresh process."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    script = str(ROOT / "tests" / "search" / "plans_as_json.py")
    run = subprocess.run(
        [sys.executable, script, str(deterministic_seconds), *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return dict(line.split("\t", 1) for line in run.stdout.splitlines())


def assert_same_bytes(files: tuple[Path, ...], deterministic_seconds: float) -> None:
    """Check three fresh processes against each other, each with another hash seed."""
    first, *others = (plans(seed, files, deterministic_seconds) for seed in HASH_SEEDS)
    assert list(first) == [file.name for file in files]
    for other in others:
        for name, text in first.items():
            assert other[name] == text, name
    assert all("timing" not in json.loads(text) for text in first.values())


def test_a_few_plans_are_the_same_bytes_in_three_processes() -> None:
    """Also under a limit that ends the search before its proof."""
    files = tuple(ROOT / "scenarios" / f"{name}.yaml" for name in FEW)
    assert_same_bytes(files, 0.15)


@pytest.mark.slow
@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_every_plan_is_the_same_bytes_in_three_processes_campaign(file: Path) -> None:
    """Every shipped scenario, with the limits a user gets."""
    assert_same_bytes((file,), 60.0)
