"""Every published week with every athlete, normal and tight: a plan or an honest 'infeasible'.

The whole of it is 5,540 weeks. ``STRONGSTRIDE_CAMPAIGN_SHARE=1/4`` runs the first of four parts.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest

from solver import Limits, Plan, check, scenario_from, solve
from tests.support.run_plans import Document, crossed, sample, tight

DATA = Path(__file__).parents[2].parent / "shared" / "data"
PART, PARTS = map(int, os.environ.get("STRONGSTRIDE_CAMPAIGN_SHARE", "1/1").split("/"))
BATCHES = 40
NORMAL = Limits(deterministic_seconds=10, wall_seconds=600)
TIGHT = Limits(deterministic_seconds=4, wall_seconds=600)

pytestmark = pytest.mark.skipif(
    not (DATA / "run_plans" / "run_plans.csv").exists(),
    reason="the published weeks are not beside this repository",
)


def part_of_all(batch: int) -> Iterator[tuple[str, Document]]:
    """Yield the weeks of a batch of our part by their names, each normal and tight.

    All weeks are shuffled first, the same way every time, so that a part is like the whole.
    """
    found = list(crossed(DATA))
    Random(1).shuffle(found)
    for name, document in found[PART - 1 :: PARTS][batch::BATCHES]:
        yield name, document
        yield f"{name}/tight", tight(document)


def problem(name: str, document: Document, outcomes: Counter[str]) -> str | None:
    """Plan a week and judge the plan as it is read back; say what is wrong, and count the outcome."""
    kind = "tight" if name.endswith("/tight") else "normal"
    try:
        scenario = scenario_from({**document, "name": name})
        plan = solve(scenario, limits=TIGHT if kind == "tight" else NORMAL)
        judgement = check(Plan.model_validate_json(plan.model_dump_json()), scenario)
    except Exception as error:
        outcomes[f"{kind} failed"] += 1
        return f"{name}: {type(error).__name__}: {error}"
    outcomes[f"{kind} {plan.outcome}"] += 1
    if judgement.verdict != "clean":
        return f"{name}: {judgement.findings} {judgement.mismatches}"
    return f"{name}: no answer" if plan.outcome == "unknown" else None


def problems(weeks: Iterable[tuple[str, Document]]) -> list[str]:
    """Return what is wrong with any of the weeks; print how many had which outcome."""
    outcomes: Counter[str] = Counter()
    found = [problem(name, document, outcomes) for name, document in weeks]
    print("outcomes:", dict(sorted(outcomes.items())))
    return [one for one in found if one is not None]


def test_published_weeks_have_honest_answers() -> None:
    """A short run over a fixed sample."""
    weeks = sample(DATA, published=7, tightened=3, seed=2)
    documents = {name: week.model_dump(mode="json", exclude_unset=True) for name, week in weeks.items()}
    assert problems(documents.items()) == []


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_published_weeks_have_honest_answers_campaign(batch: int) -> None:
    """The part of all weeks that the environment asks for, over all cores."""
    assert problems(part_of_all(batch)) == []
