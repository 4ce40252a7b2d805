"""The weeks to measure: fixed samples of published, hand-made and random ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from solver.domain.scenario import Scenario
from solver.scenario.reader import read_scenario, scenario_from
from tests.support.random_scenarios import seeded
from tests.support.run_plans import crossed, sample, tight

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
FIRST_SEED = 10_000
"""Random weeks are those of the seeds from here on; other tests use small seeds."""

Group = Literal["published", "published-tight", "hand-made", "random"]
GROUPS: tuple[Group, ...] = ("published", "published-tight", "hand-made", "random")


@dataclass(frozen=True)
class Instance:
    """One week to plan."""

    group: Group
    name: str
    scenario: Scenario


@dataclass(frozen=True)
class Sizes:
    """How many weeks of each group to take; None is all there are."""

    published: int | None = 60
    tight: int | None = 20
    hand_made: int | None = None
    random: int = 20


def instances(sizes: Sizes, data: Path = DATA) -> list[Instance]:
    """Return the weeks of every group; published ones only where their data are."""
    found = published(sizes, data) if has_published(data) else []
    return [*found, *hand_made(sizes.hand_made), *random_weeks(sizes.random)]


def has_published(data: Path = DATA) -> bool:
    """Return whether the published weeks are beside this repository."""
    return (data / "run_plans" / "run_plans.csv").exists() and (data / "profiles.yaml").exists()


def published(sizes: Sizes, data: Path = DATA) -> list[Instance]:
    """Return published weeks crossed with athletes, normal and tight: a fixed sample, or every one."""
    if sizes.published is None or sizes.tight is None:
        weeks = {name: _read(name, document) for name, document in crossed(data)}
        short = {f"{name}/tight": _read(name, tight(document)) for name, document in crossed(data)}
        weeks |= short
    else:
        weeks = sample(data, sizes.published, sizes.tight)
    return [
        Instance("published-tight" if name.endswith("/tight") else "published", name, scenario)
        for name, scenario in weeks.items()
    ]


def _read(name: str, document: dict[str, Any]) -> Scenario:
    return Scenario.model_validate({**document, "name": name})


def hand_made(count: int | None = None) -> list[Instance]:
    """Return the scenario files of the project, but for those made to be impossible: they prove fast."""
    return spread(_files(ROOT / "scenarios"), count)


def impossible() -> list[Instance]:
    """Return the scenario files that were made to be impossible."""
    found = _files(ROOT / "scenarios" / "impossible")
    return [*(one for one in _files(ROOT / "scenarios") if one.name.startswith("impossible")), *found]


def _files(folder: Path) -> list[Instance]:
    return [Instance("hand-made", path.stem, read_scenario(path)) for path in sorted(folder.glob("*.yaml"))]


def random_weeks(count: int) -> list[Instance]:
    """Return the weeks of the first seeds."""
    seeds = range(FIRST_SEED, FIRST_SEED + count)
    return [Instance("random", f"seed {seed}", scenario_from(seeded(seed))) for seed in seeds]


def spread(found: Sequence[Instance], count: int | None) -> list[Instance]:
    """Return ``count`` of the weeks, evenly spread; all of them for None."""
    if count is None or count >= len(found):
        return list(found)
    return [found[(2 * at + 1) * len(found) // (2 * count)] for at in range(count)]
