"""kill -9 at random moments: nothing that was accepted is lost, and nothing is answered twice."""

import os
import random
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.lives import Lacking, Life, Observer
from tests.support.nodes import DATABASES
from tests.support.pools import plan_question
from tests.support.postgres import ready_database

SEED = int(os.environ.get("STRONGSTRIDE_KILL_SEED", "1"))
#: Seconds in which something gets done while anything is left, once nobody is killed any more.
PATIENCE = 60.0


@dataclass(frozen=True)
class Verdict:
    """What a campaign has shown."""

    kills: int
    accepted: int
    lost: dict[str, str]
    changed: int
    told_twice: int
    open_batches: int
    seconds: float


def campaign(
    database: str, folder: Path, kills: int, *, lacking: Lacking = "", patience: float = PATIENCE, **life: Any
) -> Verdict:
    """Kill services over one database, two at a time on PostgreSQL; let the last ones finish."""
    began = time.monotonic()
    dice = random.Random(SEED)
    place: dict[str, Any] = (
        {"data_dir": folder} if database == "sqlite" else {"database_url": ready_database()}
    )
    settings = {"solvers": 2, "keys": "off", **place}
    longest = life.pop("longest", 3.0)
    born = Life(settings, folder / "accepted", life.pop("pause", 0.1), lacking=lacking, **life)
    observer = Observer(settings)
    living = [born.begin() for _ in range(1 if database == "sqlite" else 2)]
    for _ in range(kills):
        time.sleep(dice.uniform(0.0, longest) / len(living))
        observer.look()
        dying = living.pop(dice.randrange(len(living)))
        dying.kill()
        dying.join()
        living.append(born.begin())
    while living:
        dying = living.pop()
        dying.kill()
        dying.join()
    accepted = set(born.accepted.read_text().split())
    last = replace(born, pause=None).begin()
    with suppress(TimeoutError):
        _until_done(observer, accepted, patience)
    last.kill()
    last.join()
    lost = observer.waiting(accepted)
    there = observer.states(lost)
    return Verdict(
        kills,
        len(accepted),
        {job_id: there.get(job_id, "not there") for job_id in lost},
        len(observer.changed),
        observer.told_twice(),
        observer.open_batches(),
        time.monotonic() - began,
    )


def _until_done(observer: Observer, accepted: set[str], patience: float) -> None:
    """Wait until all is done, or nothing gets done any more."""
    left, until = len(accepted), time.monotonic() + patience
    while (waiting := observer.waiting(accepted)) or observer.open_batches():
        if len(waiting) < left:
            left, until = len(waiting), time.monotonic() + patience
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.2)


def _holds(verdict: Verdict) -> None:
    print(
        f"{verdict.kills} kills, {verdict.accepted} accepted, {len(verdict.lost)} lost,"
        f" {verdict.changed} answered twice differently, {verdict.told_twice} told twice,"
        f" {verdict.open_batches} batches open, {verdict.seconds:.0f} s"
    )
    assert verdict.accepted > verdict.kills / 4
    assert verdict.lost == {}
    assert (verdict.changed, verdict.told_twice, verdict.open_batches) == (0, 0, 0)


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("database", DATABASES)
def test_no_accepted_job_is_lost(database: str, kills: int, tmp_path: Path) -> None:
    """Whatever the moment: while starting, receiving, taking over, solving, storing."""
    _holds(campaign(database, tmp_path, kills))


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
def test_no_accepted_plan_is_lost(database: str, tmp_path: Path) -> None:
    """The same with real solver children and real plans, fewer times."""
    scenario = plan_question("minimal").scenario
    _holds(campaign(database, tmp_path, 20, longest=6.0, pause=0.6, scenario=scenario))


@pytest.mark.slow
@pytest.mark.parametrize("lacking", ["takeover", "transaction"])
@pytest.mark.parametrize("database", DATABASES)
def test_the_campaign_notices_what_is_missing(database: str, lacking: Lacking, tmp_path: Path) -> None:
    """Negative control: without one guard the same campaign finds lost jobs."""
    verdict = campaign(database, tmp_path, 40, lacking=lacking, patience=20.0)
    print(
        f"without {lacking}: {verdict.accepted} accepted, {len(verdict.lost)} lost, {verdict.seconds:.0f} s"
    )
    assert verdict.lost
